"""Painting set pages as a PDF with reportlab, from built-in fonts only."""

from __future__ import annotations

import copy
import io
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase._cidfontdata import CIDFontInfo
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, structToPDF
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.compose import typeset
from tests.typeset.manuscript import Manuscript
from tests.typeset.settings import Measures, Settings, across, measures
from tests.typeset.sheet import Bar, Line, Shape, Sheet
from tests.typeset.sorts import TIMES, UNENCODED, Sort

SONG = "STSong-Light"
HEI = "SimHei"
KAI = "KaiTi"
STROKE_PART = 0.03
"""Width of the stroke that makes a face heavy, in parts of the type size."""
JOINT = 0.48
SAME_GAP = 0.001
STAND_IN = {"\u2212": "\u2013"}
"""What is drawn in place of a character that no built-in font has; a blank for others."""


class _NamedFace(UnicodeCIDFont):  # type: ignore[misc]
    """The built-in Chinese face under another name, as a producer without the font embeds it."""

    def __init__(self, name: str) -> None:
        super().__init__(SONG)
        self.name = self.fontName = name

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        internal = f"F{len(doc.fontMapping) + 1}"
        info = copy.deepcopy(CIDFontInfo[SONG])
        info.update(Name=f"/{internal}", Encoding=f"/{self.encodingName}")
        info["BaseFont"] = info["DescendantFonts"][0]["BaseFont"] = f"/{self.name}"
        info["DescendantFonts"][0]["FontDescriptor"]["FontName"] = f"/{self.name}"
        reference = doc.Reference(structToPDF(info), internal)
        doc.idToObject["BasicFonts"].dict[internal] = reference
        doc.fontMapping[self.name] = f"/{internal}"


class _OneSign(pdfmetrics.Font):  # type: ignore[misc]
    """A Latin face whose code for the stand-in means another character, of its own width."""

    def __init__(self, char: str, em: float) -> None:
        super().__init__(_sign_name(char), "Times-Roman", "WinAnsiEncoding")
        self.char, self.em = char, em

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        internal = f"F{len(doc.fontMapping) + 1}"
        font = pdfdoc.PDFType1Font()
        font.Name, font.BaseFont = internal, self.fontName
        font.Encoding = "/WinAnsiEncoding"
        code = _stand_in(self.char).encode("cp1252")[0]
        font.FirstChar = font.LastChar = code
        font.Widths = pdfdoc.PDFArray([round(1000 * self.em)])
        font.FontDescriptor = doc.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/FontDescriptor",
                    "FontName": f"/{self.fontName}",
                    "Flags": 32,
                    "FontBBox": pdfdoc.PDFArray([-168, -218, 1000, 898]),
                    "ItalicAngle": 0,
                    "Ascent": 683,
                    "Descent": -217,
                    "CapHeight": 662,
                    "StemV": 84,
                }
            )
        )
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Sign def /CMapType 2 def\n"
            "1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"1 beginbfchar <{code:02X}> <{ord(self.char):04X}> endbfchar\n"
            "endcmap end end"
        )
        font.ToUnicode = doc.Reference(pdfdoc.PDFStream(content=cmap.encode()))
        reference = doc.Reference(font, internal)
        doc.idToObject["BasicFonts"].dict[internal] = reference
        doc.fontMapping[self.fontName] = f"/{internal}"


def _stand_in(char: str) -> str:
    return STAND_IN.get(char, " ")


def _drawn(sort: Sort) -> str:
    return _stand_in(sort.char) if sort.face == "unencoded" else sort.char


def _sign_name(char: str) -> str:
    return f"Sign{ord(char):04X}"


@lru_cache(maxsize=1)
def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    pdfmetrics.registerFont(_NamedFace(HEI))
    pdfmetrics.registerFont(_NamedFace(KAI))
    for char, width in UNENCODED.items():
        pdfmetrics.registerFont(_OneSign(char, width))


def typeset_pdf(report: Manuscript, settings: Settings | None = None) -> bytes:
    """Return `report` as a PDF, the same bytes for the same input."""
    settings = settings or Settings()
    page = measures(report.office, settings.landscape)
    return paint(typeset(report, settings), page, settings)


def paint(sheets: list[Sheet], page: Measures, settings: Settings) -> bytes:
    """Return the PDF of set pages."""
    _register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(page.width, page.height), invariant=1, pageCompression=0)
    for sheet in sheets:
        own = across(page) if sheet.across else page
        canvas.setPageSize((own.width, own.height))
        if settings.turned:
            # A page that is turned has its sides exchanged by the canvas itself.
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, own.height, 0)
        _Painter(canvas, own, settings).page(sheet)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _ordered(sheet: Sheet, settings: Settings) -> list[Line]:
    """Return the lines in the order of the content stream."""
    heads = [line for line in sheet.lines if line.role == "head"]
    folios = [line for line in sheet.lines if line.role == "folio"]
    text = [line for line in sheet.lines if line.role not in ("head", "folio")]
    furniture = heads + folios
    if settings.stream == "reading":
        return heads + text + folios
    if settings.stream == "furniture_first":
        return furniture + text
    if settings.stream == "furniture_last":
        return text + furniture
    if settings.stream == "notes_first":
        notes = [line for line in text if line.role in ("note", "separator")]
        return furniture + notes + [li for li in text if li.role not in ("note", "separator")]
    words = [Line(li.y, tuple(p for p in li.sorts if not p[1].rise), li.role) for li in text]
    marks = [Line(li.y, tuple(p for p in li.sorts if p[1].rise), li.role) for li in text]
    return words + furniture + marks


class _Painter:
    """Draws one page; y is turned over here and nowhere else."""

    def __init__(self, canvas: Any, page: Measures, settings: Settings) -> None:
        self._canvas = canvas
        self._page = page
        self._settings = settings

    def page(self, sheet: Sheet) -> None:
        for shape in sheet.shapes:
            self._shape(shape)
        for bar in sheet.bars:
            self._bar(bar)
        for line in _ordered(sheet, self._settings):
            self._line(line)
        for line in sheet.lines:
            self._links(line)

    def _line(self, line: Line) -> None:
        run: list[tuple[float, Sort]] = []
        gap = 0.0
        for x, sort in line.sorts:
            if run:
                before_x, before = run[-1]
                step = x - before_x - before.width
                same = (sort.face, sort.size, sort.rise) == (before.face, before.size, before.rise)
                if len(run) == 1 and same and abs(step) < sort.size:
                    gap = step
                if not same or abs(step - gap) > SAME_GAP:
                    self._run(run, line.y, gap if len(run) > 1 else 0.0)
                    run, gap = [], 0.0
            run.append((x, sort))
        if run:
            self._run(run, line.y, gap if len(run) > 1 else 0.0)

    def _run(self, run: list[tuple[float, Sort]], y: float, gap: float) -> None:
        x, sort = run[0]
        font, stroked = self._font(sort.face, sort.char)
        text = self._canvas.beginText()
        base = self._page.height - y
        raised = self._settings.marker_by_rise and sort.rise
        text.setTextOrigin(x, base if raised else base + sort.rise)
        text.setFont(font, sort.size)
        if raised:
            text.setRise(sort.rise)
        if stroked:
            self._canvas.setLineWidth(STROKE_PART * sort.size)
            text.setTextRenderMode(2)
        if abs(gap) > SAME_GAP:
            text.setCharSpace(gap)
        text.textOut("".join(_drawn(s) for _, s in run))
        if abs(gap) > SAME_GAP:
            text.setCharSpace(0)
        if stroked:
            text.setTextRenderMode(0)
        if raised:
            text.setRise(0)
        self._canvas.drawText(text)

    def _font(self, face: str, char: str) -> tuple[str, bool]:
        if face == "unencoded":
            return _sign_name(char), False
        if face in TIMES:
            return TIMES[face], False
        if face == "hei":
            return (HEI, False) if self._settings.bold == "face" else (SONG, True)
        if face == "kai" and self._settings.bold == "face":
            return KAI, False
        return SONG, False

    def _bar(self, bar: Bar) -> None:
        y = self._page.height - bar.y - bar.weight
        if self._settings.rules == "lines":
            self._canvas.setLineWidth(bar.weight)
            middle = y + bar.weight / 2
            self._canvas.line(bar.x0, middle, bar.x1, middle)
            return
        edges = [bar.x0, bar.x1]
        if self._settings.rules == "joints":
            edges = [bar.x0, *bar.joints, bar.x1]
        start = bar.x0
        for edge in edges[1:]:
            self._canvas.rect(start, y, edge - start, bar.weight, stroke=0, fill=1)
            start = edge
            if edge != bar.x1:
                self._canvas.rect(edge, y, JOINT, bar.weight, stroke=0, fill=1)
                start = edge + JOINT

    def _shape(self, shape: Shape) -> None:
        canvas, top = self._canvas, self._page.height
        width, height = shape.x1 - shape.x0, shape.y1 - shape.y0
        if shape.kind == "frame":
            canvas.setLineWidth(0.5)
            if self._settings.rules == "lines":
                canvas.rect(shape.x0, top - shape.y1, width, height, stroke=1, fill=0)
                return
            for x, y, w, h in (
                (shape.x0, shape.y0, width, 0.5),
                (shape.x0, shape.y1, width, 0.5),
                (shape.x0, shape.y0, 0.5, height),
                (shape.x1, shape.y0, 0.5, height + 0.5),
            ):
                canvas.rect(x, top - y - h, w, h, stroke=0, fill=1)
            return
        canvas.setFillGray(shape.shade)
        if shape.kind == "box":
            canvas.rect(shape.x0, top - shape.y1, width, height, stroke=0, fill=1)
        else:
            canvas.wedge(
                shape.x0, top - shape.y1, shape.x1, top - shape.y0, 30, 250, stroke=0, fill=1
            )
        canvas.setFillGray(0)

    def _links(self, line: Line) -> None:
        start: int | None = None
        sorts = line.sorts
        for index in range(len(sorts) + 1):
            url = sorts[index][1].url if index < len(sorts) else None
            begun = sorts[start][1].url if start is not None else None
            if start is not None and url != begun:
                x0 = sorts[start][0]
                x1 = sorts[index - 1][0] + sorts[index - 1][1].width
                top = self._page.height - line.y
                self._canvas.linkURL(begun, (x0, top - 3.0, x1, top + 9.0), relative=1)
                start = None
            if url is not None and start is None:
                start = index
