"""Averages that a table prints: a row or a column that is the arithmetic mean of others.

Words name it, and the figures must show it: an average may be weighted, or be that of figures
that are not printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportparse.checks.figures import Figure, Figures, Spot
from reportparse.frozen import frozen_record
from reportparse.report.tables import Row

LEAST: Final = 2
"""Averages along one row or column that must hold before another one can be wrong."""

LEAST_PARTS: Final = 2
LEAST_DIGITS: Final = 3
"""Digits of averages, together, below which chance may have made them."""

FAILING: Final = 2
"""Of so many that hold, one may fail and still be an error of its own."""


@frozen_record
class Mean:
    """The figure at `spot` is the mean of those at `parts`, and is meant to be `made`."""

    spot: Spot
    parts: tuple[Spot, ...]
    made: Decimal
    holds: bool


def means(
    rows: Sequence[Row],
    figures: Figures,
    columns: Sequence[int],
    named_rows: Sequence[int],
    named_columns: Sequence[int],
) -> Iterator[Mean]:
    """Yield the averages of the rows and columns that words call so, where the figures agree."""
    for at in named_rows:
        above = _rows_above(rows, at, named_rows)
        yield from _shown([_mean((at, c), [(row, c) for row in above], figures) for c in columns])
    for column in named_columns:
        others = [c for c in columns if c != column and c not in named_columns]
        for parts in (others, [c for c in others if c < column]):
            found = [
                _mean((at, column), [(at, c) for c in parts], figures) for at in range(len(rows))
            ]
            held = list(_shown(found))
            if held:
                yield from held
                break


def _rows_above(rows: Sequence[Row], at: int, named: Sequence[int]) -> list[int]:
    """The data rows above a row, up to the section or total before them."""
    found: list[int] = []
    for row in range(at - 1, -1, -1):
        if rows[row].kind == "data" and row not in named:
            found.append(row)
        elif found:
            break
    return found[::-1]


def _mean(spot: Spot, parts: Sequence[Spot], figures: Figures) -> Mean | None:
    """The average at a spot held against its parts; nil signs are left out or counted as zero,
    whichever fits."""
    printed = figures.number(spot)
    known = [(part, figures.at[part]) for part in parts]
    numbers = [(part, own) for part, own in known if own is not None and not own.nothing]
    if printed is None or len(numbers) < LEAST_PARTS or any(own is None for _, own in known):
        return None
    whole = sum((own.value for _, own in numbers), Decimal(0))
    spots = tuple(part for part, _ in numbers)
    counts = {len(numbers), sum(own is not None and not own.blank for _, own in known)}
    made = [whole / count for count in sorted(counts)]
    for one in made:
        if _near(printed, one):
            return Mean(spot, spots, one, holds=True)
    return Mean(spot, spots, made[0], holds=False)


def _near(printed: Figure, made: Decimal) -> bool:
    return abs(printed.value - made) <= printed.half


def _shown(found: Sequence[Mean | None]) -> list[Mean]:
    """The averages of one row or column if enough of them hold, else none."""
    known = [mean for mean in found if mean is not None]
    held = [mean for mean in known if mean.holds]
    digits = sum(len(mean.made.to_integral_value().as_tuple().digits) for mean in held)
    failed = len(known) - len(held)
    if len(held) < LEAST or digits < LEAST_DIGITS or failed > len(held) // FAILING:
        return []
    return known


def still_mean(mean: Mean, figures: Figures) -> bool:
    """Tell whether an average would hold if the table had other figures."""
    again = _mean(mean.spot, mean.parts, figures)
    return again is not None and again.holds
