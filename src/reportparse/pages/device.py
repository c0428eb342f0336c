"""What pdfminer draws, kept with the facts that its own layout objects leave out.

pdfplumber reads a page by letting pdfminer draw it on a device. The device here stands on
pdfplumber's own and keeps, beside every character, path and image: the marked-content number
(also under nested marks), the origin raised by the text rise, and whether a character is
stroked.
"""

from __future__ import annotations

import math
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTPage
from pdfminer.utils import translate_matrix
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from reportparse.frozen import frozen_record
from reportparse.pages.outlines import without_hole

# Text rendering modes of the PDF reference that stroke the outline of a character.
STROKING_MODES = frozenset({1, 2, 5, 6})
INVISIBLE_MODE = 3
# The code that distances between words follow, in fonts of one byte a character.
BLANK_CODE = 32

Point = tuple[float, float]


@frozen_record
class Char:
    """One drawn character in page units, y upwards, page already turned by /Rotate.

    `across` and `up` are the directions of the line and of the letters' height.
    """

    text: str
    corners: tuple[float, float, float, float]
    origin: Point
    across: Point
    up: Point
    size: float
    font: str
    stroked: bool
    invisible: bool
    mcid: int | None
    in_form: bool


@frozen_record
class Path:
    """One drawn path: its points, whether it has curves, and how it is painted."""

    points: tuple[Point, ...]
    closed: bool
    curved: bool
    fill: Any
    stroke: Any
    linewidth: float
    mcid: int | None
    in_form: bool


@frozen_record
class Image:
    """One placed image, by the corners of its area."""

    corners: tuple[float, float, float, float]
    mcid: int | None
    in_form: bool


class InkDevice(PDFPageAggregatorWithMarkedContent):
    """Collects the characters, paths and images of one page in drawing order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chars: list[Char] = []
        self.paths: list[Path] = []
        self.images: list[Image] = []
        self.losses: dict[str, int] = {}
        self._open_marks: list[int | None] = []
        self._form_depth = 0
        self._mode = 0

    def lose(self, sentence: str) -> None:
        """Note that something of the page cannot be read."""
        self.losses[sentence] = self.losses.get(sentence, 0) + 1

    # -- marked content: pdfminer reports begin and end, an inner mark inherits the outer number

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        outer = self._open_marks[-1] if self._open_marks else None
        mcid = props.get("MCID") if isinstance(props, dict) else None
        if getattr(tag, "name", None) == "Artifact":
            outer = None
        self._open_marks.append(mcid if isinstance(mcid, int) else outer)

    def end_tag(self) -> None:
        if self._open_marks:
            self._open_marks.pop()

    @property
    def mcid(self) -> int | None:
        return self._open_marks[-1] if self._open_marks else None

    # -- forms

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        self._form_depth += 1
        super().begin_figure(name, bbox, matrix)

    def end_figure(self, name: Any) -> None:
        self._form_depth -= 1
        super().end_figure(name)
        self._drop_last()

    def _drop_last(self) -> None:
        """Forget pdfminer's own object: what it tells has been taken over."""
        if isinstance(self.cur_item, LTContainer) and self.cur_item._objs:
            self.cur_item._objs.pop()

    # -- drawing

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(
        self,
        seq: Any,
        matrix: Any,
        pos: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Any,
        graphicstate: Any,
    ) -> Point:
        """Draw the characters of a text and return where it ends.

        The distance between characters follows each of them, the last one too (PDF 32000-1,
        9.4.4). pdfminer leaves it out there, and adds it behind a step at the beginning.
        """
        x, y = pos
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
                continue
            for code in font.decode(part) if isinstance(part, bytes) else ():
                place = translate_matrix(matrix, (x, y))
                drawn = (place, font, fontsize, scaling, rise, code, ncs, graphicstate)
                x += self.render_char(*drawn) + charspace + (wordspace if code == BLANK_CODE else 0)
        return (x, y)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        advance: float = super().render_char(
            matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate
        )
        item = self.cur_item._objs.pop()
        if isinstance(item, LTChar):
            name = font.fontname
            if name in (None, "unknown"):  # a font without descriptor
                name = getattr(font, "basefont", name)
            self.chars.append(self._char(item, name, matrix, fontsize, scaling, rise))
        return advance

    def _char(
        self, item: LTChar, name: Any, matrix: Any, fontsize: float, scaling: float, rise: float
    ) -> Char:
        a, b, c, d, e, f = matrix
        run = -1.0 if fontsize * scaling < 0 else 1.0
        climb = -1.0 if fontsize < 0 else 1.0
        along = math.hypot(a, b) or 1.0
        return Char(
            text=item.get_text(),
            corners=(item.x0, item.y0, item.x1, item.y1),
            origin=(e + c * rise, f + d * rise),
            across=(a * run, b * run),
            up=(c * climb, d * climb),
            size=abs(fontsize) * abs(a * d - b * c) / along,
            font=font_name(name),
            stroked=self._mode in STROKING_MODES,
            invisible=self._mode == INVISIBLE_MODE,
            mcid=self.mcid,
            in_form=self._form_depth > 0,
        )

    def render_image(self, *args: Any, **kwargs: Any) -> None:
        super().render_image(*args, **kwargs)
        item = self.cur_item._objs.pop()
        if isinstance(item, LTImage):
            corners = (item.x0, item.y0, item.x1, item.y1)
            # pdfminer wraps every image in a figure of its own, which is no form.
            self.images.append(Image(corners, self.mcid, self._form_depth > 1))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        before = len(self.cur_item._objs)
        inked = without_hole(path, evenodd) if fill and not stroke else path
        super().paint_path(gstate, stroke, fill, evenodd, inked)
        drawn = self.cur_item._objs[before:]
        del self.cur_item._objs[before:]
        for item in drawn:
            if isinstance(item, LTCurve) and _leads_somewhere(item):
                self.paths.append(self._path(item, bool(stroke), bool(fill)))

    def _path(self, item: LTCurve, stroke: bool, fill: bool) -> Path:
        drawn: list[Any] = list(item.original_path or ())
        steps = [str(step[0]) for step in drawn]
        points: tuple[Point, ...] = tuple(step[-1] for step in drawn if step[0] != "h")
        return Path(
            points=points or tuple(item.pts),
            closed=steps[-1:] == ["h"] or fill,
            curved=any(step in "cvy" for step in steps),
            fill=item.non_stroking_color if fill else None,
            stroke=item.stroking_color if stroke else None,
            linewidth=float(item.linewidth or 0) * math.hypot(*self.ctm[:2]),
            mcid=self.mcid,
            in_form=self._form_depth > 0,
        )

    def receive_layout(self, ltpage: LTPage) -> None:
        """Nothing: what the page holds has been collected while it was drawn."""


def _leads_somewhere(item: LTCurve) -> bool:
    """Whether a path has more than the point at which it begins and, it may be, closes."""
    return any(str(step[0]) not in "mh" for step in item.original_path or ()) or not (
        item.original_path
    )


def font_name(name: Any) -> str:
    """Return the name of a font without the prefix of a subset.

    >>> font_name("BCDEEE+SimSun")
    'SimSun'
    """
    if isinstance(name, bytes):
        for encoding in ("utf-8", "gb18030"):
            try:
                return font_name(name.decode(encoding))
            except UnicodeDecodeError:
                continue
        return name.decode("latin-1")
    text = str(name)
    head, plus, rest = text.partition("+")
    return rest if plus and len(head) == 6 and head.isupper() else text
