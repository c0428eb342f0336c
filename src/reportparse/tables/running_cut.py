"""Which cells a row's figures make: all readings that grammar allows, narrowed by evidence.

A reading of a row is a cut of its figures into as many cells as the table has columns. Evidence is
applied from the strongest to the weakest: gaps that no number has inside, the manner in which the
table groups its digits, totals and balances over the rows, equations along the rows, decimals that
a column keeps. What is left after that is compared with the range and order of the columns; that
is weak evidence, it needs both, and the row says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import combinations, islice

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.notation.groups import group_readings
from reportparse.tables.running_tokens import Row, Unit, is_year

Reading = tuple[tuple[int, int] | None, ...]
"""One cut: for each column the units `start` to `end` of the record, None for a blank cell."""

MAX_READINGS = 4096
"""Readings of one row that are compared; a row with more has no evidence for any of them."""

MAX_BLANKS = 2
"""Blank cells that a row with too few figures may have before its readings say nothing."""

_COMMA = compiled(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_UNGROUPED = compiled(r"\d{5,}(?:\.\d+)?")
_DROP = compiled(r"[\s,()\[\]%％$€£¥]|US")
_MINUS = compiled(r"[\u2010\u2011\u2212\u2013\ufe63]")


@dataclass(slots=True)
class Record:
    """The lines of one row: those of its text, and its figures in reading order.

    `readings` are the cuts still possible and `proof` what has ruled out the others; `given_up`
    are the cuts that weak evidence ruled out, `weak` what that was. `unfit` says that no cut fits.
    """

    rows: list[Row]
    units: list[Unit]
    readings: list[Reading] = field(default_factory=list)
    proof: list[str] = field(default_factory=list)
    given_up: list[Reading] = field(default_factory=list)
    unfit: bool = False
    weak: str = ""

    @property
    def text(self) -> str:
        """The words of the record's text, line by line."""
        return " ".join(row.text.text for row in self.rows if row.has_text)

    def prove(self, by: str) -> None:
        if by not in self.proof:
            self.proof.append(by)

    def show(self, reading: Reading) -> str:
        """A reading as the message of a doubt prints it.

        >>> Record([], []).show(())
        ''
        """
        return " | ".join("" if cell is None else self.cell(cell) for cell in reading)

    def cell(self, cell: tuple[int, int]) -> str:
        return " ".join(unit.text for unit in self.units[cell[0] : cell[1]])


@frozen_record
class Manners:
    """How the table writes figures: `single` says that no blank stands inside a number."""

    single: bool


def manners_of(records: Iterable[Record]) -> Manners:
    """Learn how digits are grouped: commas, or numbers of five digits and more without groups."""
    texts = [unit.text for record in records for unit in record.units]
    return Manners(any(_COMMA.search(t) or _UNGROUPED.fullmatch(t) for t in texts))


def readings_of(record: Record, columns: int, manners: Manners, *, wide: bool = True) -> bool:
    """Fill in the readings of a record with `columns` cells; False if there are more than we list.

    A wide gap and a line's end are edges of cells. Where that leaves no reading the gaps are
    taken for blanks (some dumps space words out), the line ends never.
    """
    units = record.units
    if manners.single:
        record.readings = (
            [tuple((i, i + 1) for i in range(columns))] if len(units) == columns else []
        )
        if record.readings:
            return True
    stretches = list(stretches_of(units, wide))
    found = list(_join(units, stretches, columns, MAX_READINGS + 1))
    if not found and wide:
        return readings_of(record, columns, Manners(False), wide=False)
    record.readings = found[:MAX_READINGS]
    return len(found) <= MAX_READINGS


def stretches_of(units: Sequence[Unit], wide: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the stretches of units between which a cell certainly ends."""
    start = 0
    for i in range(1, len(units)):
        other_line = units[i].line is not units[i - 1].line
        marked = bool(units[i - 1].markers)
        if other_line or marked or (wide and units[i].wide):
            yield start, i
            start = i
    if units:
        yield start, len(units)


@lru_cache(maxsize=65536)
def _grouped(words: tuple[str, ...], columns: int) -> tuple[tuple[str, ...], ...]:
    return group_readings(words, columns, MAX_READINGS + 1).cells


@lru_cache(maxsize=65536)
def span(words: tuple[str, ...]) -> tuple[int, int]:
    """Return the least and greatest number of cells that words can make.

    >>> span(("4", "576", "1", "717")), span(("81", "041", "7"))
    ((2, 4), (2, 2))
    """
    counts = [n for n in range(1, len(words) + 1) if group_readings(words, n, 1).count]
    return (counts[0], counts[-1]) if counts else (0, 0)


def _join(
    units: Sequence[Unit], stretches: Sequence[tuple[int, int]], columns: int, limit: int
) -> Iterator[Reading]:
    """Yield the cuts of all stretches that make `columns` cells together, at most `limit`."""
    words = [tuple(unit.text for unit in units[a:b]) for a, b in stretches]
    spans = [span(w) for w in words]
    if any(low == 0 for low, _ in spans):
        return

    def walk(index: int, left: int) -> Iterator[Reading]:
        if index == len(stretches):
            if left == 0:
                yield ()
            return
        rest_low = sum(low for low, _ in spans[index + 1 :])
        rest_high = sum(high for _, high in spans[index + 1 :])
        low, high = spans[index]
        for n in range(max(low, left - rest_high), min(high, left - rest_low) + 1):
            for cells in _grouped(words[index], n):
                head, at = [], stretches[index][0]
                for cell in cells:
                    size = _size(cell, units, at)
                    head.append((at, at + size))
                    at += size
                for tail in walk(index + 1, left - n):
                    yield (*head, *tail)

    yield from islice(walk(0, columns), limit)


def _size(cell: str, units: Sequence[Unit], at: int) -> int:
    """Return how many units make a cell: lists such as `1–3, 14` hold blanks of their own."""
    size, length = 0, -1
    while length < len(cell):
        length += 1 + len(units[at + size].text)
        size += 1
    return size


def with_blanks(record: Record, columns: int) -> list[Reading]:
    """Return the readings of a record that has too few figures: some cells are blank."""
    found: list[Reading] = []
    stretches = list(stretches_of(record.units, True))
    for blanks in range(1, MAX_BLANKS + 1):
        if columns - blanks < 1:
            break
        for reading in _join(record.units, stretches, columns - blanks, 64):
            for places in combinations(range(columns), blanks):
                cells = iter(reading)
                found.append(tuple(None if c in places else next(cells) for c in range(columns)))
        if found:
            break
    return found


@lru_cache(maxsize=65536)
def amount(text: str) -> Decimal | None:
    """Return the value of a figure for sums: nil counts as zero, a text has none.

    >>> amount("(1 234.5)"), amount("–"), amount("1–16") is None
    (Decimal('-1234.5'), Decimal('0'), True)
    """
    plain = _MINUS.sub("-", text)
    digits = _DROP.sub("", plain)
    if not any(char.isdigit() for char in digits):
        return Decimal(0)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return -value if plain.strip().startswith("(") and value > 0 else value


@lru_cache(maxsize=65536)
def decimals(text: str) -> int | None:
    """Return the number of decimals a figure prints, None for a nil symbol or a text.

    >>> decimals("118 969.50"), decimals("3"), decimals("–")
    (2, 0, None)
    """
    if not any(char.isdigit() for char in text) or amount(text) is None:
        return None
    return len(_DROP.sub("", text).partition(".")[2])


def all_years(record: Record) -> bool:
    """Whether the figures are nothing but years: such a line is a head, or ends a text."""
    return bool(record.units) and all(is_year(unit.text) for unit in record.units)


def assemble(rows: Sequence[Row]) -> list[Record]:
    """Gather lines into rows: text lines, then the figures behind them, whatever their line.

    Lines of figures alone go to the text before them.
    """
    records: list[Record] = []
    open_text = False
    for row in rows:
        if not records or (row.has_text and (not open_text or not _waits(records[-1]))):
            records.append(Record([row], list(row.units)))
        else:
            records[-1].rows.append(row)
            records[-1].units.extend(row.units)
        open_text = not records[-1].units
    return records


def _waits(record: Record) -> bool:
    return not record.units
