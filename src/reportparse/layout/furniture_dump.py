"""Furniture of a text dump, and where its pages begin.

Page breaks show as form feeds, as running heads and folios in the middle of text, as dumped
addresses of links, and, in a dump that leaves a blank line after every printed line, as a missing
one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from reportparse.layout.furniture import (
    BARCODE_LINE,
    JOB_LINE,
    Furniture,
    FurnitureKind,
    Stripped,
    is_folio,
    is_separator,
    is_symbol,
    without,
)
from reportparse.layout.model import Line, Sheet
from reportparse.layout.traces import Traces
from reportparse.layout.widths import FullWidths, is_finished
from reportparse.lexicon.patterns import compiled

TEXT_SHARE = 0.75
"""Share of a full line that the last line of a page of text fills even before a long word."""
SECOND_HEADS = 3
"""Pages on which the second line of a running head comes back at least."""
SECOND_LENGTH = 12
"""Signs that such a line has at most: it says the page, and no more."""
SPACED_SHARE = 0.6
"""Share of lines with a blank line behind them: cells of heads, lines at page ends have none."""

FOOT_LINES = 8
"""Lines between a page number and the job number beside it: notes that a dump put between."""

_BARE_FOLIO = compiled(r"(?:[-–—]\s*)?(\d{1,4})(?:\s*[-–—])?")
_URL = compiled(r"(?:https?|ftp)://\S+|www\.\S+")


def strip_dump(sheets: Sequence[Sheet]) -> Stripped:
    """Take the furniture off a text dump and say where its pages begin.

    Page breaks show as form feeds, as running heads and folios in the middle of text, as dumped
    addresses of links, and, in a dump that leaves a blank line after every printed line, as a
    missing blank line before a line that begins with a blank.
    """
    lines = [line for sheet in sheets for line in sheet.lines]
    found: dict[int, FurnitureKind] = {}
    breaks: set[int] = set()
    _folios_of_dump(lines, found)
    spaced = _double_spaced(lines)
    full = FullWidths(lines)
    _dumped_links(lines, found, spaced)
    before: Line | None = None
    cut = False
    for line in lines:
        if line.number in found:
            cut = cut or found[line.number] != "separator"
            continue
        if before is not None and (
            cut
            or line.sheet != before.sheet
            or (spaced and line.row == before.row + 1 and _begins_page(before, line, full))
        ):
            breaks.add(line.number)
        before, cut = line, False
    kept = tuple(without(sheet, found) for sheet in sheets)
    furniture = tuple(
        Furniture(found[line.number], (line.whole(),)) for line in lines if line.number in found
    )
    separated = {
        below.number
        for above, below in pairwise(lines)
        if found.get(above.number) == "separator" and below.sheet == above.sheet
    }
    return Stripped(kept, furniture, frozenset(breaks), frozenset(separated))


def _begins_page(before: Line, line: Line, full: FullWidths) -> bool:
    """In a dump with a blank line behind each printed one: tell whether its lack is a page's end.

    Cells of a table's head have none either, but they end no sentence, fill no line, and are not
    indented.
    """
    indented = line.text[:1].isspace()
    return indented or is_finished(before.text) or full.share(before) >= TEXT_SHARE


def _double_spaced(lines: Sequence[Line]) -> bool:
    """Tell whether the dump leaves a blank line after each printed line.

    One with form feeds shows its pages by them; one with labels on lines of their own leaves
    blank lines around these.
    """
    if len(lines) < 2 or lines[-1].sheet > lines[0].sheet:
        return False
    traces = Traces([line for line in lines if not _URL.fullmatch(line.stripped)])
    if traces.pitch < 2 or traces.alone:
        return False
    wide = sum(1 for a, b in pairwise(lines) if b.row > a.row + 1)
    return wide > SPACED_SHARE * (len(lines) - 1)


def _folios_of_dump(lines: Sequence[Line], found: dict[int, FurnitureKind]) -> None:
    """Running heads and folios: a symbol alone on its line beside a line with a job number."""
    found.update(dict.fromkeys(_bare_folios(lines), "folio"))
    for at, line in enumerate(lines):
        kind = _folio_kind(lines, at)
        if kind is not None:
            found[line.number] = kind
    symbols = Counter(line.stripped for line in lines if is_symbol(line.text))
    for at, line in enumerate(lines):
        if not is_symbol(line.text) or line.number in found or "/" not in line.text:
            continue
        if line.stripped.endswith("."):
            continue  # the end of a sentence
        near = [other for other in lines[max(0, at - 2) : at + 3] if other is not line]
        beside = any(found.get(other.number) in ("folio", "job") for other in near)
        if beside or (symbols[line.stripped] > 1 and _edge(lines, at) and line.sheet > 1):
            found[line.number] = "running_head"
    _second_heads(lines, found)


def _second_heads(lines: Sequence[Line], found: dict[int, FurnitureKind]) -> None:
    """The second line of running heads: `Page 2` below the symbol, but for its number the same."""
    below = [
        line
        for head, line in pairwise(lines)
        if found.get(head.number) == "running_head"
        and line.number not in found
        and line.sheet == head.sheet
        and any(char.isdigit() for char in line.text)
        and any(char.isalpha() for char in line.text)  # labels torn off their text have no words
    ]
    masks = Counter(compiled(r"\d+").sub("#", line.stripped) for line in below)
    for line in below:
        mask = compiled(r"\d+").sub("#", line.stripped)
        if masks[mask] >= SECOND_HEADS and len(mask) <= SECOND_LENGTH:
            found[line.number] = "running_head"


def _folio_kind(lines: Sequence[Line], at: int) -> FurnitureKind | None:
    text = lines[at].stripped
    if is_separator(text):
        return "separator"
    if BARCODE_LINE.fullmatch(text):
        return "barcode"
    if JOB_LINE.search(text) and is_folio(text):
        return "folio"
    if JOB_LINE.fullmatch(text):
        return "job"
    if not is_folio(text):
        return None
    if "/" in text:
        around = lines[max(0, at - 2) : at + 3]
        beside = any(JOB_LINE.fullmatch(other.stripped) for other in around)
        return "folio" if beside or _edge(lines, at) else None
    return None


def _bare_folios(lines: Sequence[Line]) -> set[int]:
    """The numbers of lines with a bare page number: near the edge of their sheet, and running on.

    One number at the edge of one sheet may be anything; two that differ by as much as their
    sheets do are page numbers. Dumps that take the parts of a page's foot one by one have it
    among notes: there it stands alone between blank lines, with the difference of most sheets.
    """
    shifts: dict[int, list[int]] = {}
    within: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        found = _BARE_FOLIO.fullmatch(line.stripped)
        if found is None:
            continue
        above = lines[at - 1] if at and lines[at - 1].sheet == line.sheet else None
        below = lines[at + 1] if at + 1 < len(lines) else None
        below = below if below is not None and below.sheet == line.sheet else None
        shift = int(found[1]) - line.sheet
        if above is None or below is None:
            shifts.setdefault(shift, []).append(line.number)
        elif line.row > above.row + 1 and below.row > line.row + 1 and _near_foot(lines, at):
            within.setdefault(shift, []).append(line.number)
    outer = {shift: numbers for shift, numbers in shifts.items() if len(numbers) > 1}
    most = max(outer, key=lambda shift: len(outer[shift]), default=None)
    inner = within.get(most, []) if most is not None else []
    return {number for numbers in outer.values() for number in numbers} | set(inner)


def _near_foot(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a job number stands near a bare number, or no other bare number on its sheet
    that has a job number."""
    own = [line for line in lines if line.sheet == lines[at].sheet]
    if sum(1 for line in own if _BARE_FOLIO.fullmatch(line.stripped)) == 1:
        return any(JOB_LINE.fullmatch(line.stripped) for line in own)
    foot = lines[max(0, at - FOOT_LINES) : at + FOOT_LINES]
    return any(
        other.sheet == lines[at].sheet and JOB_LINE.fullmatch(other.stripped) for other in foot
    )


def _edge(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is among the first or last two of its sheet."""
    sheet = lines[at].sheet
    before = at < 2 or lines[at - 2].sheet != sheet
    after = at + 2 >= len(lines) or lines[at + 2].sheet != sheet
    return before or after


def _dumped_links(lines: Sequence[Line], found: dict[int, FurnitureKind], spaced: bool) -> None:
    """Addresses that the dumping tool appended to a page: alone on a line, no blank around.

    A printed address at the start of a note's second line ends like print: with a full stop, or,
    in dumps that keep one, with a blank. It is told apart by the printed lines of the same dump.
    """
    prints = [line for line in lines if not _URL.fullmatch(line.stripped)]
    trailing = sum(1 for line in prints if line.text.endswith(" "))
    blank_ends = bool(prints) and trailing > 0.5 * len(prints)
    for at, line in enumerate(lines):
        if not _URL.fullmatch(line.text) or line.text.endswith((".", "。", ")")):
            continue
        if blank_ends or _before_break(lines, at, found, spaced):
            found[line.number] = "link_dump"


def _before_break(
    lines: Sequence[Line], at: int, found: dict[int, FurnitureKind], spaced: bool
) -> bool:
    """Tell whether only further addresses stand between this line and the end of its page."""
    last = lines[at]
    for line in lines[at + 1 :]:
        if _URL.fullmatch(line.text):
            last = line
            continue
        if spaced and line.row == last.row + 1:
            return True
        return line.sheet != lines[at].sheet or line.number in found
    return True
