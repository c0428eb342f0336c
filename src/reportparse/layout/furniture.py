"""Print that belongs to the page: running heads, folios, job numbers, separators, link dumps.

Furniture is recognised by where it stands and by coming back, not by what it says: the running
head of one office carries the symbol, that of another a section title. What it says (a symbol, a
job number, a page number) is evidence where a page is alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.layout.widths import is_finished
from reportparse.lexicon.patterns import compiled
from reportparse.notation.captions import read_caption_label

FurnitureKind = Literal[
    "running_head", "folio", "job", "barcode", "separator", "end_mark", "link_dump", "other"
]

HEAD_ZONE = 0.13
"""Share of the page height in which running heads stand; measured 0.06 to 0.09."""
FOOT_ZONE = 0.10
"""Share of the page height in which folios stand; measured 0.03 to 0.06 from the bottom."""
LOW_ZONE = 0.17
"""The same for lines that say what they are; first pages have them above a bar code."""
SIDE_ZONE = 0.10
"""Share of the page width at which the heads of a landscape page stand sideways."""
SAME_HEIGHT = 4.0
"""Points: furniture comes back at the same height; offices vary by less than this."""
TABLE_WIDTH = 0.3
"""Share of the page width that the top rule of a table at the top of a page has at least."""
TABLE_HEAD = 12.0
"""Points between that rule and the first words of the head; measured 3 to 6."""
HEAD_RULE_MARGIN = 30.0
"""Points between a running head and the rule below it, at most."""

JOB = r"(?:[A-Z]{2,3}\.\s?)?\d{2}-\d{4,6}"
_FOLIO = compiled(
    rf"(?:(?P<page>\d{{1,4}})(?:\s*/\s*(?P<of>\d{{1,4}}))?)?\s*(?:{JOB})?\s*"
    r"(?:\([A-Z]\))?\s*(?:\d{1,4}(?:\s*/\s*\d{1,4})?)?"
)
_DASHED_FOLIO = compiled(r"[-–—]\s*\d{1,4}\s*[-–—]")
BARCODE = r"\*\s?(?:[0-9A-Z]\s?){6,12}\*"
JOB_LINE = compiled(rf"{JOB}\s*(?:\([A-Z]\))?(?:\s+\d{{6}})*\s*(?:{BARCODE})?")
_JOB_NUMBER = compiled(JOB)
_PAGE_NUMBER = compiled(r"(?<![\d/])(\d{1,4})(?:\s*/\s*\d{1,4})?(?![\d-])")
BARCODE_LINE = compiled(BARCODE)
_SYMBOL = compiled(r"[A-Z]{1,6}(?:/[A-Z0-9.()\-]+(?: ?\([^)]*\)|\*)?)+\*?")
_UNDERSCORES = compiled(r"[_＿]{8,}")
_DIGITS = compiled(r"\d+")


@frozen_record
class Furniture:
    """One piece of furniture."""

    kind: FurnitureKind
    pieces: tuple[Piece, ...]


@frozen_record
class Stripped:
    """A document without its furniture, and the furniture."""

    sheets: tuple[Sheet, ...]
    furniture: tuple[Furniture, ...]
    breaks: frozenset[int] = frozenset()
    """Numbers of the lines of a dump that begin a new page."""
    separated: frozenset[int] = frozenset()
    """Numbers of the lines of a dump that stand right below a row of underscores."""


def is_folio(text: str) -> bool:
    """Tell whether a line holds nothing but page and job numbers.

    >>> [is_folio(t) for t in ("4 GE.24-17842", "GE.24-17842 15", "5/22", "21-04320", "3", "12 a")]
    [True, True, True, True, True, False]
    """
    text = text.strip()
    return bool(text) and bool(_FOLIO.fullmatch(text) or _DASHED_FOLIO.fullmatch(text))


def printed_pages(furniture: Sequence[Furniture]) -> dict[int, int]:
    """The page number that the folio of each sheet prints, where it prints one.

    >>> from reportparse.layout.model import Line
    >>> folio = Line(0, 7, "5/22", (0, 1, 2, 3))
    >>> printed_pages([Furniture("folio", (folio.whole(),))])
    {7: 5}
    """
    numbers: dict[int, int] = {}
    for item in furniture:
        if item.kind != "folio":
            continue
        text = item.pieces[0].text.strip()
        found = _PAGE_NUMBER.search(_JOB_NUMBER.sub(" ", text))
        if found:
            numbers[item.pieces[0].line.sheet] = int(found[1])
    return numbers


def is_symbol(text: str) -> bool:
    """Tell whether a line holds nothing but a document symbol.

    >>> [is_symbol(t) for t in ("FCCC/KP/CMP/2024/3", "A/75/836", "A/81/6 (Sect. 2)", "导言")]
    [True, True, True, False]
    """
    return bool(_SYMBOL.fullmatch(text.strip()))


def is_separator(text: str) -> bool:
    """Tell whether a line is a rule made of underscores."""
    return bool(_UNDERSCORES.fullmatch(text.strip()))


def _masked(line: Line) -> str:
    masked: str = _DIGITS.sub("#", "".join(line.text.split()))
    return masked


class _Comings:
    """How often a masked text, or the rule below a running head, comes back at a height.

    What stands on every page stands at few heights, so that one answer serves them all.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._known: dict[tuple[str | None, float], int] = {}
        self._seen: dict[str, list[tuple[float, int]]] = {}
        self._rules: list[float] = []
        for sheet in sheets:
            ruled = _head_rule(sheet)
            self._rules.extend([] if ruled is None else [ruled])
            for line in sheet.lines:
                if line.box is not None and (
                    not line.upright or _in_head(line, sheet) or _in_foot(line, sheet)
                ):
                    seen = self._seen.setdefault(_masked(line), [])
                    seen.append((line.baseline, sheet.number))

    def of_rule(self, y: float) -> int:
        """On how many pages the first wide rule stands at this height."""
        known = self._known.get((None, y))
        if known is None:
            known = sum(1 for other in self._rules if abs(other - y) <= SAME_HEIGHT)
            self._known[None, y] = known
        return known

    def of(self, line: Line) -> int:
        """On how many pages the words of a line stand at its height; numbers alone say nothing."""
        if not any(char.isalpha() for char in line.text):
            return 1
        asked = _masked(line), line.baseline
        known = self._known.get(asked)
        if known is None:
            seen = self._seen.get(asked[0], [])
            known = len({s for y, s in seen if abs(y - line.baseline) <= SAME_HEIGHT})
            self._known[asked] = known
        return known


def _in_head(line: Line, sheet: Sheet) -> bool:
    return line.box is not None and line.box.bottom < HEAD_ZONE * sheet.height


def _in_foot(line: Line, sheet: Sheet) -> bool:
    return line.box is not None and line.box.top > (1 - FOOT_ZONE) * sheet.height


def _low(line: Line, sheet: Sheet) -> bool:
    return line.box is not None and line.box.top > (1 - LOW_ZONE) * sheet.height


def _names_itself(text: str) -> bool:
    """Tell whether a line says what it is: a job number, a bar code, a symbol."""
    named = JOB_LINE.fullmatch(text) or BARCODE_LINE.fullmatch(text)
    return bool(named) or _is_footer_symbol(text)


def _at_edge(line: Line, sheet: Sheet) -> bool:
    """Tell whether a sideways line stands at the left or right edge of a landscape page."""
    text = line.stripped
    if line.box is None or not (is_symbol(text) or is_folio(text) or _names_itself(text)):
        return False
    return line.box.x1 < SIDE_ZONE * sheet.width or line.box.x0 > (1 - SIDE_ZONE) * sheet.width


def _head_rule(sheet: Sheet) -> float | None:
    """The height of the rule below the running head, where there is one.

    It is the first rule from the top that spans most of the page.
    """
    spans: Counter[float] = Counter()
    for rule in sheet.rules:
        if rule.horizontal and rule.box.bottom < HEAD_ZONE * sheet.height:
            spans[round(rule.box.top)] += int(rule.box.width)
    tall = [y for y, width in spans.items() if width > 0.5 * sheet.width]
    return min(tall) if tall else None


def _of_page(sheet: Sheet, comings: _Comings, pages: int) -> dict[int, FurnitureKind]:
    found: dict[int, FurnitureKind] = {}
    upright = [line for line in sheet.lines if line.upright]
    for line in sheet.lines:
        if not line.upright and (comings.of(line) > 1 or _at_edge(line, sheet)):
            found[line.number] = _sideways_kind(line.stripped)
    _heads_of_page(sheet, upright, comings, pages, found)
    for line in reversed(upright):
        text = line.stripped
        if not _in_foot(line, sheet) and not (_names_itself(text) and _low(line, sheet)):
            break
        often = comings.of(line) >= max(3, pages // 3) and not _is_note(line)
        if BARCODE_LINE.fullmatch(text):
            found[line.number] = "barcode"
        elif JOB_LINE.fullmatch(text):
            found[line.number] = "job" if sheet.number == 1 else "folio"
        elif is_folio(text) or _is_footer_symbol(text) or often:
            found[line.number] = "folio"
        else:
            break
    return found


def _sideways_kind(text: str) -> FurnitureKind:
    """What a sideways line at the edge of a landscape page is."""
    if BARCODE_LINE.fullmatch(text):
        return "barcode"
    if JOB_LINE.fullmatch(text):
        return "job"
    return "folio" if is_folio(text) else "running_head"


def _is_note(line: Line) -> bool:
    """Tell whether a line at the foot of a page is a note: a raised number, or a sentence.

    Notes such as `同上。` come back at the same height with another number, as folios do.
    """
    start = len(line.text) - len(line.text.lstrip())
    return line.raised_at(start) or is_finished(line.text)


def _is_footer_symbol(text: str) -> bool:
    return is_symbol(text) and "/" in text


def _heads_of_page(
    sheet: Sheet,
    lines: Sequence[Line],
    comings: _Comings,
    pages: int,
    found: dict[int, FurnitureKind],
) -> None:
    if sheet.number == 1 and not (lines and comings.of(lines[0]) > 1):
        return  # the first page has a masthead instead
    ruled = _head_rule(sheet)
    for line in lines:
        if not _in_head(line, sheet) or line.box is None:
            return
        above = ruled is not None and line.box.bottom <= ruled + 3.0
        if ruled is not None and not above:
            return
        if read_caption_label(line.text) is not None or _heads_a_table(line, sheet):
            return  # captions come back, but for their numbers, and so do heads of long tables
        often = comings.of(line) >= max(2, pages // 4)
        close = ruled is not None and ruled - line.box.bottom < HEAD_RULE_MARGIN
        close = close and ruled is not None and comings.of_rule(ruled) >= min(2, pages)
        if not (is_symbol(line.text) or often or (above and close)):
            return
        found[line.number] = "running_head"


def _heads_a_table(line: Line, sheet: Sheet) -> bool:
    """Tell whether a wide rule stands closely above a line, as above the head of a table."""
    return line.box is not None and any(
        rule.horizontal
        and rule.box.width > TABLE_WIDTH * sheet.width
        and 0 <= line.box.top - rule.box.bottom < TABLE_HEAD
        for rule in sheet.rules
    )


def _items(kind: FurnitureKind, line: Line) -> list[Furniture]:
    """The furniture on one line; the bar code beside the job number is an item of its own."""
    code = compiled(BARCODE).search(line.text)
    if kind != "job" or code is None:
        return [Furniture(kind, (line.whole(),))]
    job, bars = line.whole().cut(code.start())
    return [Furniture("job", (job.trimmed(),)), Furniture("barcode", (bars.trimmed(),))]


def strip_pages(sheets: Sequence[Sheet]) -> Stripped:
    """Take the furniture off the pages of a PDF."""
    comings = _Comings(sheets)
    kept: list[Sheet] = []
    furniture: list[Furniture] = []
    for sheet in sheets:
        found = _of_page(sheet, comings, len(sheets))
        for line in sheet.lines:
            kind = found.get(line.number)
            furniture.extend(_items(kind, line) if kind else ())
        kept.append(without(sheet, found))
    return Stripped(tuple(kept), tuple(furniture))


def without(sheet: Sheet, numbers: dict[int, FurnitureKind]) -> Sheet:
    lines = tuple(line for line in sheet.lines if line.number not in numbers)
    return replace(sheet, lines=lines)
