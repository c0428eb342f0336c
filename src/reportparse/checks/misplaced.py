"""Figures that stand in each other's place: an equation that fails and holds again once two
figures of one column change places.

Where nothing states a relation, the rows that show it are its evidence, and two figures that
changed places spoil two of them; the exchange that mends both at once is evidence as good.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportparse.checks.equations import Sum
from reportparse.checks.figures import Figures, Spot

DIGITS: Final = {2: 5, 3: 3}
"""Digits of a sum below which chance makes one of so many parts the sum of the others; of more
parts as for the most."""


def misplaced_total(equation: Sum, figures: Figures) -> Spot | None:
    """Return the part that is the sum of all others and of what stands in the total's place.

    None if there is none or too few figures to tell; a nil sign in the place of the total counts
    as nothing.
    """
    if any(sign < 0 for sign, _ in equation.parts):
        return None
    values: dict[Spot, Decimal] = {}
    for spot in equation.spots:
        figure = figures.at[spot]
        if figure is None:
            return None
        values[spot] = figure.value
    whole = sum(values.values(), Decimal(0))
    parts = [spot for _, spot in equation.parts if values[spot]]
    found = [spot for spot in parts if 2 * values[spot] == whole]
    least = DIGITS.get(min(len(parts), max(DIGITS)))
    if least is None or not found:
        return None
    return found[0] if len(values[found[0]].normalize().as_tuple().digits) >= least else None


def exchanged(one: Sum, other: Sum, figures: Figures) -> Decimal | None:
    """Tell whether two equations along two rows fail, and hold once the figures of one column
    change places; return by how much they fail, None if they do not or not so."""
    missed = [_missed(equation, figures) for equation in (one, other)]
    if missed[0] is None or missed[1] is None or not missed[0] or missed[0] != -missed[1]:
        return None
    for sign, here, there in _pairs(one, other):
        first, second = figures.number(here), figures.number(there)
        if first and second and sign * (first.value - second.value) == missed[0]:
            return abs(missed[0])
    return None


def _pairs(one: Sum, other: Sum) -> Iterator[tuple[int, Spot, Spot]]:
    """The figures of two rows that stand in one column, with the sign by which they count."""
    yield 1, one.total, other.total
    for (sign, here), (_, there) in zip(one.parts, other.parts, strict=True):
        yield -sign, here, there


def _missed(equation: Sum, figures: Figures) -> Decimal | None:
    """Total less parts; None where a word stands among them."""
    total = figures.number(equation.total)
    parts = [(sign, figures.at[spot]) for sign, spot in equation.parts]
    if total is None or any(part is None for _, part in parts):
        return None
    made = sum((sign * part.value for sign, part in parts if part), Decimal(0))
    return total.value - made
