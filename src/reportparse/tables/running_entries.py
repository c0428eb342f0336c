"""Lines of a dump table made into rows: wrapped stubs joined, section rows apart, kinds told.

A stub that was broken goes on with the next line; one that ended stands alone, and is a section
row where no figures follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from reportparse.layout.model import Line
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.spacing import is_cjk
from reportparse.tables.model import RowKind
from reportparse.tables.running_cut import Record, assemble, span, stretches_of
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_gutters import Range
from reportparse.tables.running_tokens import Row, Unit, width

STUB_SHARE = 0.5
"""Share of the places before the first column that a stub line takes at least which was broken
because it was full, in a dump that keeps columns."""

_LABEL = compiled(r"\s*(?P<label>(?:[A-Z]|[IVX]+|\d+|[一二三四五六七八九十]+)[.、．]\s+)")


@dataclass(slots=True)
class Entry:
    """One row to be: the lines of its text, and its figures (none in a section row)."""

    record: Record
    kind: RowKind


def row_kind(text: str) -> RowKind:
    """Tell totals and subtotals from other rows by their words.

    >>> row_kind("小计(B)"), row_kind("Total"), row_kind("认证费")
    ('subtotal', 'total', 'data')
    """
    subtotal, total = _totals()
    if subtotal.match(text):
        return "subtotal"
    return "total" if total.match(text) else "data"


@lru_cache(maxsize=1)
def _totals() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return what opens the stubs of subtotals and totals, in any language."""
    own = [words(language) for language in LANGUAGES]
    subtotal = "|".join(w.subtotal.pattern for w in own)
    total = "|".join(w.total.pattern for w in own)
    return compiled(rf"\s*(?:{subtotal})", regex.I), compiled(rf"\s*(?:{total})", regex.I)


def span_of(units: Sequence[Unit]) -> tuple[int, int]:
    """Return the least and greatest number of cells that a row's figures can make."""
    spans = [span(tuple(unit.text for unit in units[a:b])) for a, b in stretches_of(units)]
    if any(low == 0 for low, _ in spans):
        return 0, 0
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def can_have(units: Sequence[Unit], columns: int) -> bool:
    low, high = span_of(units)
    return low <= columns <= high


def parts_of(record: Record, columns: int) -> Iterator[list[Row]]:
    """Part a record whose lines of figures are several rows without text."""
    rows: list[Row] = []
    units: list[Unit] = []
    for row in record.rows:
        if (
            units
            and row.units
            and can_have(units, columns)
            and not can_have([*units, *row.units], columns)
        ):
            yield rows
            rows, units = [], []
        rows.append(row)
        units += row.units
    if rows and (not units or can_have(units, columns)):
        yield rows


def parted(record: Record, columns: int) -> list[list[Row]]:
    parts = list(parts_of(record, columns))
    whole = sum(len(part) for part in parts) == len(record.rows)
    return parts if whole and not can_have(record.units, columns) else [record.rows]


def stub_width(rows: Sequence[Row], over: Sequence[Range] | None = None) -> int:
    """Return the width of the longest stub line that figures follow.

    `over` are the places of the columns in a dump that keeps them: they show the least room too.
    """
    longest = max((width(row.text.text) for row in rows if row.units and row.has_text), default=0)
    return max(longest, round(STUB_SHARE * (over[1][0] - over[0][0]))) if over else longest


def wraps(line: Line, after: Line, manner: Manner, room: int) -> bool:
    """Tell whether a stub's line goes on with the next: it is broken, not ended.

    `room` is the longest stub of the table: a line that had room for the next word has ended.
    """
    a, b = line.stripped, after.stripped
    if not a or not b:
        return False
    if b[0].islower() or a[-1] in ",，、(（-–/" or _open_parenthesis(a):
        return True
    if is_cjk(a[-1]) and manner.ends:
        return not line.text[-1].isspace()
    if a[-1] in ":：" or _LABEL.match(after.text):
        return False
    label = _LABEL.match(line.text)
    lead = _lead(after) - _lead(line)
    if lead > 0 and not is_cjk(a[-1]) and (label is None or lead != len(label["label"])):
        return False
    if b[0] in "(（" and after.row == line.row + 1:
        return True
    word = b[:1] if is_cjk(b[0]) else b.split()[0]
    return room > 0 and width(a) + width(word) >= room and width(a) >= 0.75 * room


def _lead(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _open_parenthesis(text: str) -> bool:
    return sum(text.count(c) for c in "(（") > sum(text.count(c) for c in ")）")


def entries_of(
    rows: Sequence[Row], columns: int, manner: Manner, over: Sequence[Range] | None = None
) -> list[Entry]:
    """Make rows of lines: wrapped stubs joined, section rows apart."""
    entries: list[Entry] = []
    room = stub_width(rows, over)
    for record in assemble(rows):
        for part in parted(record, columns):
            entries += _entries(part, manner, room)
    return entries


def _entries(rows: Sequence[Row], manner: Manner, room: int) -> Iterator[Entry]:
    texts = [row for row in rows if row.has_text]
    rest = [row for row in rows if not row.has_text]
    groups: list[list[Row]] = []
    for row in texts:
        if groups and wraps(groups[-1][-1].line, row.line, manner, room):
            groups[-1].append(row)
        else:
            groups.append([row])
    valued = bool(rest) or (bool(texts) and bool(texts[-1].units))
    for group in groups[: -1 if valued else len(groups)]:
        yield Entry(Record(group, []), "section")
    if valued:
        own = [*(groups[-1] if groups else []), *rest]
        record = Record(own, [unit for row in own for unit in row.units])
        yield Entry(record, row_kind(record.text))
