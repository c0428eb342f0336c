"""The text dump of set pages, as text extractors leave it.

`tika`: a blank line after each printed line, addresses of links after each page, running heads
and folios at the head of a page, footnotes in the middle of the text, no blank line at a page
break. `pdftotext`: no blank lines within a block, labels and table cells on lines of their own, a
form feed after each page. `layout`: the rows of the page with columns kept by blanks.
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
"""Points that one character of a `layout` dump stands for, a Chinese one too."""
WIDE_LEADING = 18
"""Points between two lines from which a `layout` dump has a blank line between them."""


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
    return "".join(_layout(sheet, measures(report.office, settings.landscape)) for sheet in sheets)


def _tika(sheet: Sheet, settings: Settings) -> str:
    heads = settings.dump_heads == "all" or (
        settings.dump_heads == "some" and sheet.number % 4 == 3
    )
    running = [p for p in sheet.pieces if p.role in ("head", "folio")]
    left_out = ("head", "folio") if settings.dump_masthead else ("head", "folio", "masthead")
    pieces = [p for p in sheet.pieces if p.role not in left_out]
    at_end = settings.stream == "furniture_last"
    if heads:
        pieces = [*pieces, *running] if at_end else [*running, *pieces]
    parts = ["\n\n" if heads and running and not at_end else ""]
    for index, piece in enumerate(pieces):
        lead = " " * piece.lead if settings.dump_indent else ""
        if index == 0 and piece.lead and sheet.number > 1:
            lead += " "
        tail = " " if piece.end and settings.dump_tails else ""
        parts.append(f"{lead}{piece.text}{tail}\n")
        if not piece.tight and index < len(pieces) - 1:
            parts.append("\n")
    urls = dict.fromkeys(url for piece in pieces for url in piece.urls)
    if urls and settings.dump_links:
        parts.append("\n" + "".join(f"{url}\n" for url in urls))
    return "".join(parts)


def _plain(sheet: Sheet) -> str:
    """Return a page as pdftotext reads it: labels and cells stand apart, as blocks do."""
    body = [p for p in sheet.pieces if p.role not in ("head", "folio")]
    heads = [p for p in sheet.pieces if p.role == "head"]
    folios = [p for p in sheet.pieces if p.role == "folio"]
    lines: list[str] = []
    for piece in (*heads, *body, *folios):
        if len(piece.parts) > 1:
            lines.extend(line for part in piece.parts for line in (part, ""))
        elif piece.text.strip():
            lines.append(piece.text.strip())
            lines.extend([""] if piece.end and not piece.tight else [])
    return "".join(f"{line}\n" for line in lines) + "\f"


def _layout(sheet: Sheet, page: Measures) -> str:
    """Return a page with its columns kept; a wide gap between lines leaves a blank line."""
    rows: dict[int, list[Placed]] = {}
    for line in sorted(sheet.lines, key=lambda li: (li.y, li.sorts[0][0] if li.sorts else 0)):
        rows.setdefault(round(line.y), []).append(line.sorts)
    texts: list[str] = []
    above: int | None = None
    for y in sorted(rows):
        if above is not None and y - above > WIDE_LEADING:
            texts.append("")
        texts.append(_row_text(rows[y], page))
        above = y
    return "".join(f"{text}\n" for text in texts) + "\f"


def _row_text(lines: list[Placed], page: Measures) -> str:
    """Return the characters of one row, blanks standing for the distance between its parts."""
    text = ""
    end: float | None = None
    for x, sort in sorted((p for line in lines for p in line), key=lambda p: p[0]):
        if end is None or x - end > sort.size * 0.8:
            column = int((x - page.left) / COLUMN)
            text += " " * max(column - len(text), 2 if end is not None else 0)
        elif x - end > 0.15 * sort.size and not text.endswith(" "):
            text += " "
        text += sort.char
        end = x + sort.width
    return text.rstrip(" ")
