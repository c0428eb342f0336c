"""The text dump of set pages, as text extractors leave it.

`tika`: a blank line after each printed line, addresses of links after each page, running heads
and folios at the head of a page, footnotes in the middle of the text, no blank line at a page
break. `pdftotext`: lines one below the other, a form feed after each page. `layout`: the same
with columns kept by blanks.
"""

from __future__ import annotations

from typing import Literal

from tests.typeset.compose import typeset
from tests.typeset.linebreak import Placed
from tests.typeset.manuscript import Manuscript
from tests.typeset.settings import Measures, Settings, measures
from tests.typeset.sheet import Sheet

DumpStyle = Literal["tika", "pdftotext", "layout"]
COLUMN = 5.0
"""Points that one character of a `layout` dump stands for."""


def typeset_dump(
    report: Manuscript, settings: Settings | None = None, style: DumpStyle = "tika"
) -> str:
    """Return `report` as the text an extractor would make of its pages."""
    settings = settings or Settings()
    sheets = typeset(report, settings)
    if style == "tika":
        return "".join(_tika(sheet, settings) for sheet in sheets)
    if style == "pdftotext":
        return "".join(_plain(sheet) for sheet in sheets)
    return "".join(_layout(sheet, measures(report.office)) for sheet in sheets)


def _tika(sheet: Sheet, settings: Settings) -> str:
    heads = settings.dump_heads == "all" or (
        settings.dump_heads == "some" and sheet.number % 4 == 3
    )
    running = [p for p in sheet.pieces if p.role in ("head", "folio")]
    pieces = [p for p in sheet.pieces if p.role not in ("head", "folio")]
    at_end = settings.stream == "furniture_last"
    if heads:
        pieces = [*pieces, *running] if at_end else [*running, *pieces]
    parts = ["\n\n" if heads and running and not at_end else ""]
    for index, piece in enumerate(pieces):
        lead = " " * piece.lead if settings.dump_indent else ""
        if index == 0 and piece.lead and sheet.number > 1:
            lead += " "
        tail = " " if piece.end else ""
        parts.append(f"{lead}{piece.text}{tail}\n")
        if not piece.tight and index < len(pieces) - 1:
            parts.append("\n")
    urls = dict.fromkeys(url for piece in pieces for url in piece.urls)
    if urls and settings.dump_links:
        parts.append("\n" + "".join(f"{url}\n" for url in urls))
    return "".join(parts)


def _plain(sheet: Sheet) -> str:
    body = [p for p in sheet.pieces if p.role not in ("head", "folio")]
    heads = [p for p in sheet.pieces if p.role == "head"]
    folios = [p for p in sheet.pieces if p.role == "folio"]
    texts = [p.text.strip() for p in (*heads, *body, *folios)]
    return "".join(f"{text}\n" for text in texts if text) + "\f"


def _layout(sheet: Sheet, page: Measures) -> str:
    rows: dict[int, list[Placed]] = {}
    for line in sorted(sheet.lines, key=lambda li: (li.y, li.sorts[0][0] if li.sorts else 0)):
        rows.setdefault(round(line.y), []).append(line.sorts)
    texts = [_row_text(rows[y], page) for y in sorted(rows)]
    return "".join(f"{text}\n" for text in texts) + "\f"


def _row_text(lines: list[Placed], page: Measures) -> str:
    """Return the characters of one row, blanks standing for the distance between its parts."""
    text, pen, end = "", 0.0, None
    for x, sort in sorted((p for line in lines for p in line), key=lambda p: p[0]):
        if end is None or x - end > sort.size * 0.8:
            column = int((x - page.left) / COLUMN)
            text += " " * max(column - int(pen), 2 if end is not None else 0)
            pen = max(column, int(pen))
        elif x - end > 0.15 * sort.size and not text.endswith(" "):
            text += " "
            pen += 1
        text += sort.char
        pen += 2 if sort.char >= "\u2e80" else 1
        end = x + sort.width
    return text.rstrip(" ")
