"""What the rows of a dump table have in common: equations, gaps, decimals, order and range.

Each habit is learnt from the rows whose cutting is certain already, and drops readings of the
others that go against it. A step that would leave a row without any reading does not apply to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from reportparse.tables.running_cut import Reading, Record, amount, decimals
from reportparse.tables.running_sums import Values

SURE_ROWS = 3
"""Rows already certain that a habit of columns must be seen in before it counts as one."""

ORDER_ROWS = 4
"""Rows already certain that an order between two columns must hold in: one in sixteen by chance."""

FACTOR = 1000
"""How far outside its column's range a figure must lie to speak against a reading: by a group of
digits, which is what a wrong cut moves."""

NEAR = 10
"""How far outside its column's range a figure may lie in the reading that is kept."""


def values_of(record: Record, reading: Reading, places: int) -> Values:
    """Return the reading's values as whole numbers of the unit 10**-places; texts count zero."""
    values = []
    for cell in reading:
        value = None if cell is None else amount(record.cell(cell))
        values.append(0 if value is None else int(value.scaleb(places)))
    return tuple(values)


def places_of(records: Sequence[Record]) -> int:
    found = [decimals(unit.text) or 0 for record in records for unit in record.units]
    return max(found, default=0)


def is_open(records: Sequence[Record], valued: Sequence[int]) -> bool:
    return any(len(records[i].readings) > 1 for i in valued)


def range_of(column: Sequence[int]) -> tuple[int, int]:
    sizes = [abs(value) for value in column if value]
    return (min(sizes), max(sizes)) if sizes else (0, 0)


Relation = Callable[[Values], bool]


def _relations(columns: int) -> Iterator[Relation]:
    """Yield the equations that figures of one row often obey: a total column, differences."""
    if columns > 3:
        yield lambda v: v[-1] == sum(v[:-1])
        yield lambda v: v[0] == sum(v[1:])
    for a, b, c in permutations(range(min(columns, 8)), 3):
        if a < b:
            yield lambda v, a=a, b=b, c=c: v[a] + v[b] == v[c]  # type: ignore[misc]


def by_rows(records: Sequence[Record], valued: Sequence[int]) -> None:
    """Keep the readings that obey an equation which every row of the table can obey."""
    readable = [i for i in valued if records[i].readings]
    if not readable or not is_open(records, readable):
        return
    columns = len(records[readable[0]].readings[0])
    places = places_of(records)
    table = {
        i: [values_of(records[i], reading, places) for reading in records[i].readings]
        for i in readable
    }
    for relation in _relations(columns):
        fits = {i: [k for k, v in enumerate(table[i]) if relation(v)] for i in readable}
        if not all(fits.values()) or not _weighty(table, fits):
            continue
        for i in readable:
            record = records[i]
            record.readings = [record.readings[k] for k in fits[i]]
            table[i] = [table[i][k] for k in fits[i]]
            if len(record.readings) == 1:
                record.prove("row")


def _weighty(table: dict[int, list[Values]], fits: dict[int, list[int]]) -> bool:
    """Whether enough certain rows obey with figures that chance does not make equal."""
    sure = [i for i, values in table.items() if len(values) == 1 and _telling(values[0])]
    others = [i for i, values in table.items() if len(values) > 1 and len(fits[i]) == 1]
    return len(sure) >= SURE_ROWS or (bool(sure) and len(sure) + len(others) > SURE_ROWS)


def _telling(values: Values) -> bool:
    return sum(abs(value) > 9 for value in values) >= 2


def by_gaps(records: Sequence[Record], valued: Sequence[int]) -> None:
    """Keep the readings whose wide gaps stand between the same columns as in every certain row."""
    sure = [records[i] for i in valued if len(records[i].readings) == 1]
    habits = {_gaps(record, record.readings[0]) for record in sure} - {frozenset()}
    seen = sum(bool(_gaps(record, record.readings[0])) for record in sure)
    if len(habits) != 1 or seen < SURE_ROWS - 1:
        return
    (habit,) = habits
    for i in valued:
        record = records[i]
        fits = [r for r in record.readings if len(r) and _gaps(record, r) == habit]
        if fits and len(fits) < len(record.readings):
            record.readings = fits
            if len(fits) == 1:
                record.prove("gaps")


def _gaps(record: Record, reading: Reading) -> frozenset[int]:
    """Return the columns that have a wide gap before them, on the line of the cell before."""
    return frozenset(
        column
        for column, cell in enumerate(reading)
        if cell is not None
        and cell[0] > 0
        and record.units[cell[0]].wide
        and record.units[cell[0]].line is record.units[cell[0] - 1].line
    )


def by_decimals(records: Sequence[Record], valued: Sequence[int]) -> None:
    """Keep the readings that print as many decimals as every certain cell of their column."""
    sure = [records[i] for i in valued if len(records[i].readings) == 1]
    if not is_open(records, valued) or len(sure) < SURE_ROWS:
        return
    habits: list[set[int]] = []
    for column in range(len(sure[0].readings[0])):
        cells = (record.readings[0][column] for record in sure)
        shown = [(r, c) for r, c in zip(sure, cells, strict=True) if c is not None]
        found = [decimals(record.cell(cell)) for record, cell in shown]
        habits.append({d for d in found if d is not None} if len(found) >= SURE_ROWS else set())
    for i in valued:
        record = records[i]
        if len(record.readings) > 1:
            fits = [reading for reading in record.readings if _habitual(record, reading, habits)]
            if fits and len(fits) < len(record.readings):
                record.readings = fits
                if len(fits) == 1:
                    record.prove("decimals")


def _habitual(record: Record, reading: Reading, habits: Sequence[set[int]]) -> bool:
    for cell, habit in zip(reading, habits, strict=True):
        shown = None if cell is None else decimals(record.cell(cell))
        if shown is not None and len(habit) == 1 and shown not in habit:
            return False
    return True


def by_habit(records: Sequence[Record], valued: Sequence[int]) -> None:
    """Choose by the order and the range of columns together; both must leave the same reading."""
    sure = [i for i in valued if len(records[i].readings) == 1]
    if len(sure) < ORDER_ROWS:
        return
    places = places_of(records)
    table = [values_of(records[i], records[i].readings[0], places) for i in sure]
    orders = _orders(table)
    ranges = [range_of(column) for column in zip(*table, strict=True)]
    for i in valued:
        record = records[i]
        if len(record.readings) < 2:
            continue
        values = [values_of(record, reading, places) for reading in record.readings]
        ordered = [k for k, v in enumerate(values) if all(v[a] >= v[b] for a, b in orders)]
        open_columns = [c for c in range(len(ranges)) if len({v[c] for v in values}) > 1]
        near = [k for k, v in enumerate(values) if _within(v, ranges, open_columns, NEAR)]
        far = [
            k
            for k, v in enumerate(values)
            if k not in near and _within(v, ranges, open_columns, FACTOR // NEAR)
        ]
        if orders and len(ordered) == 1 and near == ordered and not far:
            kept = record.readings[ordered[0]]
            record.given_up = [reading for reading in record.readings if reading != kept]
            record.readings = [kept]
            record.weak = "by the order and the range of the other rows' figures"
            record.prove("order")
            record.prove("range")


def _orders(table: Sequence[Values]) -> list[tuple[int, int]]:
    """Return the pairs of columns of which the first is never less than the second."""
    width = len(table[0])
    return [
        (a, b)
        for a, b in permutations(range(width), 2)
        if all(row[a] >= row[b] for row in table)
        and sum(row[a] > row[b] for row in table) >= ORDER_ROWS
    ]


def _within(
    values: Values, ranges: Sequence[tuple[int, int]], columns: Sequence[int], factor: int
) -> bool:
    """Whether the figures in `columns` lie within their column's range widened by `factor`."""
    return all(
        not values[c]
        or (ranges[c][0] <= abs(values[c]) * factor and abs(values[c]) <= ranges[c][1] * factor)
        for c in columns
    )
