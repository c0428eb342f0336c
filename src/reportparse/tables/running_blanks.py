"""Blank cells in rows of a dump: a row that lost one can be cut as if it had none.

`12 638` and a blank cell read as `12` and `638`. Grammar can not tell; a total that adds up only
with the blank can, and a figure far out of its column's range makes the row doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.tables.running_cut import Reading, Record, span, stretches_of, with_blanks
from reportparse.tables.running_sums import Budget, Equation, Solution, Values, solve

BLANK_ROWS = 4
"""Certain rows needed before a column's range says anything."""

OUTSIDE = 100
"""How far outside its column's range a figure makes the cutting doubtful."""


def least_cells(record: Record) -> int:
    """Return the least number of cells that the figures of a row can make.

    >>> least_cells(Record([], []))
    0
    """
    stretches = stretches_of(record.units)
    return sum(span(tuple(u.text for u in record.units[a:b]))[0] for a, b in stretches)


def find_blank(
    options: Sequence[Sequence[Values]],
    blanks: dict[int, list[Values]],
    equations: Sequence[Equation],
    budget: Budget,
) -> list[tuple[int, Solution]]:
    """Return the rows of which one blank cell makes all columns of a total add up.

    `options` are the values of every row's readings, `blanks` those of its readings with a blank.
    """
    found: list[tuple[int, Solution]] = []
    for equation in equations:
        for row in equation.parts:
            if not blanks.get(row):
                continue
            changed = [*options[:row], blanks[row], *options[row + 1 :]]
            solution = solve(changed, equation, budget)
            if solution is not None and len(solution.columns) == len(blanks[row][0]):
                found.append((row, solution))
    return found


def blank_readings(record: Record, columns: int) -> list[Reading]:
    """Return the readings with a blank cell of a row that could hide one, else none."""
    if not record.units or least_cells(record) >= columns:
        return []
    return with_blanks(record, columns)


def out_of_range(values: Values, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure lies far outside the range of its column.

    >>> out_of_range((5, 700000), [(1, 9), (100, 900)])
    True
    """
    return any(
        value != 0
        and high > 0
        and not (low <= abs(value) * OUTSIDE and abs(value) <= high * OUTSIDE)
        for value, (low, high) in zip(values, ranges, strict=True)
    )
