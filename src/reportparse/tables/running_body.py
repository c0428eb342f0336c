"""The body of figures of a dump table: which lines are its rows, how many columns, which cells.

The number of columns is tried: each number gives a head, a body and cuts, and the one that
explains most at the least price is taken. What stays open is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.tables.running_cut import Record, all_years, assemble
from reportparse.tables.running_entries import (
    Entry,
    can_have,
    entries_of,
    parted,
    parts_of,
    span_of,
    stub_width,
    wraps,
)
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_gutters import (
    Range,
    column_ranges,
    fragments_of,
    gutter_columns,
)
from reportparse.tables.running_head import HeadBand, read_head
from reportparse.tables.running_marks import Marking
from reportparse.tables.running_settle import settle
from reportparse.tables.running_sums import Budget, Solution
from reportparse.tables.running_tokens import Row, row_of, width

MAX_COLUMNS = 20
"""Columns of figures at most: a landscape page has room for no more."""

FIT_SHARE = 0.6
"""Share of the rows with figures that must fit a number of columns."""

SECTION = 0.6
"""The price of a line between head and first row that is neither: a section row."""

FIGURES_IN_HEAD = 3.0
"""The price of a line in the head that ends in figures: `Step 4` is seen, but seldom."""

GAPS_IN_STUB = 3.0
"""The price of a line with wide gaps that is no head's: a section row or a stub has none."""

OPEN_ROW = 0.3
"""The price of leaving all rows open; a share of them costs a share of it."""

UNFIT_ROW = 15.0
"""The price of leaving all rows without a reading: a row that does not fit speaks against the
number of columns, one that is open does not."""

PROVEN = 1.5
"""What sums are worth that hold in all columns."""

DECISIVE = 0.5
"""The least difference of prices between two numbers of columns that decides."""

LONG_LINE = 60
"""Characters of a line of running text at least."""

MAX_GAP = 8
"""Text lines between two rows of figures at most: section rows and wrapped stubs."""

_CLAUSES = compiled(r"[。；]|，.*，")


@dataclass(slots=True)
class Body:
    """A body of figures with the head that goes with it."""

    head: HeadBand
    entries: list[Entry]
    columns: int
    solutions: tuple[Solution, ...]
    price: float
    first: int
    last: int
    over: list[Range] | None = None
    rivals: list[int] = field(default_factory=list)


@frozen_record
class Setting:
    """What is known before the body is read."""

    marking: Marking
    manner: Manner
    titled: bool
    inline: Piece | None = None


def read_bodies(lines: Sequence[Line], setting: Setting) -> Body | None:
    """Read the lines between a caption and its notes as head and rows of figures, or None."""
    rows = [row_of(line, setting.marking.letters) for line in lines]
    least = 1 if setting.titled and setting.inline is None else 0
    gutters = gutter_columns(rows[least:])
    bodies = [
        body
        for columns in ([gutters] if gutters else _counts(rows[least:]))
        if (body := _read_body(lines, rows, least, columns, setting, bool(gutters))) is not None
    ]
    for body in bodies:
        body.price += UNFIT_ROW * _left_out(rows, body, bodies)
    bodies.sort(key=lambda body: body.price)
    tried: list[Body] = []
    budget = Budget()
    for body in bodies:
        if not tried or body.price - PROVEN < min(b.price for b in tried) + DECISIVE:
            _cut(body, rows, setting.manner, budget)
            tried.append(body)
    if not tried:
        return None
    best = min(tried, key=lambda body: body.price)
    best.rivals = [b.columns for b in bodies if b is not best and _rivals(b, best)]
    return best


def _rivals(other: Body, best: Body) -> bool:
    """Whether another number of columns is as good.

    Sums in all columns decide; sums in some of them do not count where the head leaves it open.
    A head that divides better into another number makes that a rival, whatever the rows say.
    """
    shares = [
        max((len(s.columns) for s in b.solutions), default=0) / b.columns for b in (other, best)
    ]
    if shares[1] == 1.0:
        return shares[0] == 1.0 and other.price - best.price < DECISIVE
    if other.head.price + DECISIVE <= best.head.price:
        return True
    if not best.head.clear and other.head.price <= best.head.price:
        return True
    proofs = [PROVEN * share for share in shares]
    return (other.price + proofs[0]) - (best.price + proofs[1]) < DECISIVE


def _left_out(rows: Sequence[Row], body: Body, bodies: Sequence[Body]) -> float:
    """Return the share of the rows with figures that other numbers of columns reach beyond it."""
    longest = max(bodies, key=lambda other: other.last)
    valued = [i for i in range(longest.first, longest.last) if rows[i].units]
    return sum(i >= body.last for i in valued) / max(1, len(valued))


def _cut(body: Body, rows: Sequence[Row], manner: Manner, budget: Budget) -> None:
    """Make the rows of a body and cut their figures; what stays open adds to its price."""
    body.entries = entries_of(rows[body.first : body.last], body.columns, manner, body.over)
    records = [entry.record for entry in body.entries]
    kinds = [entry.kind for entry in body.entries]
    body.solutions = settle(records, kinds, body.columns, budget, body.over)
    body.price += _open_price(body)


def _counts(rows: Sequence[Row]) -> list[int]:
    """Return the numbers of columns that most rows with figures can have."""
    spans = [span_of(record.units) for record in assemble(rows) if record.units]
    spans += [span_of(row.units) for row in rows if row.units and row.has_text]
    support = {n: sum(low <= n <= high for low, high in spans) for n in range(1, MAX_COLUMNS + 1)}
    most = max(support.values(), default=0)
    return [n for n, seen in support.items() if seen and seen >= FIT_SHARE * most]


def _read_body(
    lines: Sequence[Line],
    rows: Sequence[Row],
    least: int,
    columns: int,
    setting: Setting,
    gutters: bool,
) -> Body | None:
    found = _body_range(rows, least, columns)
    if found is None:
        return None
    first, last = found
    over = column_ranges(rows[first:last], columns) if gutters else None
    best: Body | None = None
    for start in range(max(least, first - MAX_GAP), first + 1):
        head = read_head(
            lines[:start],
            columns + 1,
            setting.marking,
            setting.manner,
            titled=setting.titled,
            inline=setting.inline,
            over=over,
        )
        if head is None:
            continue
        wrapped = start < first and _all_wrap(rows, start, first, setting.manner, over)
        price = head.price + (0.0 if wrapped else SECTION * (first - start))
        price += FIGURES_IN_HEAD * sum(_is_row(row) for row in rows[least:start])
        price += GAPS_IN_STUB * sum(len(fragments_of(line)) > 1 for line in lines[start:first])
        if best is None or price < best.price:
            best = Body(head, [], columns, (), price, start, last, over)
    return best


def _is_row(row: Row) -> bool:
    """Whether a line ends in figures that are no years: rarely a head's line."""
    return bool(row.units) and row.has_text and not all_years(Record([row], list(row.units)))


def _all_wrap(
    rows: Sequence[Row], start: int, first: int, manner: Manner, over: Sequence[Range] | None
) -> bool:
    room = stub_width(rows, over)
    return all(wraps(rows[i].line, rows[i + 1].line, manner, room) for i in range(start, first))


def _open_price(body: Body) -> float:
    valued = [entry.record for entry in body.entries if entry.record.units]
    unfit = sum(record.unfit or not record.readings for record in valued)
    open_ = sum(len(record.readings) > 1 or bool(record.given_up) for record in valued)
    proven = max((len(s.columns) for s in body.solutions), default=0) / body.columns
    count = max(1, len(valued))
    return UNFIT_ROW * unfit / count + OPEN_ROW * open_ / count - PROVEN * proven


def _body_range(rows: Sequence[Row], least: int, columns: int) -> tuple[int, int] | None:
    """Return the index of the first line with a row's figures, and of the line behind the last."""
    records = assemble(rows[least:])
    at, fits, others, first, last, gap = least, 0, 0, -1, -1, 0
    for record in records:
        end = at + len(record.rows)
        good = _good(record, columns)
        prose = any(_is_prose(row) for row in record.rows)
        texts = sum(not row.units for row in record.rows)
        if first >= 0 and (prose or texts > MAX_GAP):
            break
        if good:
            fits += 1
            if first < 0:
                first = next(
                    at + i for i, row in enumerate(record.rows) if row.units and not _heading(row)
                )
            last, gap = at + len(parted(record, columns)[0]), 0
        elif first >= 0 and record.units:
            others += 1
            gap += 1
            room = stub_width(rows[first:last])
            if last == at and len(record.rows) == 1 and width(record.text) <= room:
                last = end
            if gap > 3:
                break
        at = end
    if first < 0 or fits < FIT_SHARE * (fits + others):
        return None
    dated = all(all_years(r) for r in records if r.units and can_have(r.units, columns))
    if columns == 1 and (fits < 2 or dated):
        return None
    return first, last


def _is_prose(row: Row) -> bool:
    """Whether a line is one of running text: a clause of it, or a long line that ends one."""
    text = row.text.text
    if _CLAUSES.search(text):
        return True
    return not row.units and len(text) > LONG_LINE and text.endswith((".", ";"))


def _good(record: Record, columns: int) -> bool:
    units = [unit for row in record.rows if not _heading(row) for unit in row.units]
    if not units:
        return False
    if can_have(units, columns):
        return True
    parts = list(parts_of(record, columns))
    return len(parts) > 1


def _heading(row: Row) -> bool:
    """Whether a line's figures are only years: a head of years over its columns."""
    return not row.has_text and all_years(Record([row], list(row.units)))
