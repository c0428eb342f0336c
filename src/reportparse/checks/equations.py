"""Equations between cells, and whether they hold: exactly, within printed precision, or not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from reportparse.checks.figures import Figure, Figures, Spot
from reportparse.frozen import frozen_record

Verdict = Literal["exact", "rounded", "differs", "missing", "undecided"]

ROUNDED: Final = 50
"""How many times its tolerance a whole number must be to count as rounded: what is small has been
counted, and a count that misses its sum is wrong."""

DEVIATIONS: Final = 3
"""An error of rounding is spread evenly over one unit, so its variance is a twelfth of a unit
squared; beyond three standard deviations lie three sums in a thousand."""

LEAST_AVERAGED: Final = 2
"""Rates below which there is nothing to lie between."""

SHOWN: Final = 8
"""Parts written out in a message; of more, the first and the last few."""

WHOLE_SHARE: Final = Decimal(100)
"""The total of shares in per cent."""


@frozen_record
class Sum:
    """`total` is the sum of `parts`, each with its sign."""

    total: Spot
    parts: tuple[tuple[int, Spot], ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        return (self.total, *(spot for _, spot in self.parts))


@frozen_record
class Outcome:
    """How an equation fares; `expected` is what its parts make.

    `telling` says that chance or a repeated figure would not make it hold: two parts or more, and
    a total that is not zero. `values` are the figures it was judged by.
    """

    verdict: Verdict
    expected: Decimal = Decimal(0)
    telling: bool = False
    values: tuple[Decimal, ...] = ()


UNDECIDED: Final = Outcome("undecided")


def judge(equation: Sum, figures: Figures, shares: bool = False) -> Outcome:
    """Judge an equation. Nil and blank parts count as nothing; a total must be a number: with a
    nil sign over parts that make something it is missing.

    Figures rounded one by one may miss their total by half a unit each, and a rounded total its
    own unit. With `shares` the column holds percentages: only a total of 100 is a rounded sum.
    """
    parts: list[tuple[int, Figure]] = []
    for sign, spot in equation.parts:
        figure = figures.at[spot]
        if figure is None:
            return UNDECIDED
        parts.append((sign, figure))
    total = figures.at[equation.total]
    if total is None or total.blank:
        return UNDECIDED
    expected = Decimal(0)
    for sign, part in parts:
        expected = expected + part.value if sign > 0 else expected - part.value
    if total.nothing:
        return Outcome("exact" if expected == 0 else "missing", expected)
    real = [part for _, part in parts if part.value]
    telling = bool(total.value) and len(real) > 1
    values = (total.value, *[part.value for _, part in parts])
    missed = abs(total.value - expected)
    if missed == 0:
        return Outcome("exact", expected, telling, values)
    if missed > sum([part.unit for _, part in parts], total.unit):
        return Outcome("differs", expected, telling, values)  # by more than any rounding
    slack = _slack(total, [part for _, part in parts])
    if missed <= slack and _may_be_rounded(total, real, slack, shares):
        return Outcome("rounded", expected, telling, values)
    return Outcome("differs", expected, telling, values)


def _slack(total: Figure, parts: Sequence[Figure]) -> Decimal:
    """How far rounding may take a sum: half a unit a part at worst, but of many parts the errors
    cancel, and `DEVIATIONS` times their standard deviation is not passed; at least one unit."""
    units = [part.unit for part in parts if not part.nothing]
    worst = sum(units, Decimal(0)) / 2
    likely = (
        DEVIATIONS * (sum((unit * unit for unit in (total.unit, *units)), Decimal(0)) / 12).sqrt()
    )
    return max(min(worst, likely), total.unit)


def _may_be_rounded(total: Figure, parts: Sequence[Figure], slack: Decimal, shares: bool) -> bool:
    if shares or total.percent:
        return total.value == WHOLE_SHARE and len(parts) > 1
    whole = total.unit == 1 and all(part.unit == 1 for part in parts)
    return len(parts) > 1 and (not whole or abs(total.value) >= ROUNDED * slack)


def is_no_average(equation: Sum, figures: Figures) -> bool:
    """Tell whether a total is no rate or average of its parts: the rate of a whole lies between
    the rates of its parts, a sum beyond them. What rounding may have moved is left alone."""
    total = figures.number(equation.total)
    parts = [figures.at[spot] for _, spot in equation.parts]
    known = [part for part in parts if part is not None]
    numbers = [part.value for part in known if not part.nothing]
    if total is None or len(known) < len(parts) or len(numbers) < LEAST_AVERAGED:
        return False
    reach = [part.value for part in known]
    slack = _slack(total, known)
    outside = not min(reach) - slack <= total.value <= max(reach) + slack
    return outside and abs(total.value - sum(numbers, Decimal(0))) > slack


def grouped(value: Decimal) -> str:
    """A computed number printed like the report's own: groups of three, minus by its sign.

    >>> grouped(Decimal("-7075414.5"))
    '−7 075 414.5'
    """
    sign = "−" if value < 0 else ""
    return sign + f"{abs(value):,f}".replace(",", " ")


def shown(equation: Sum, figures: Figures, expected: Decimal) -> str:
    """The equation as a reader writes it, with the print of its figures and what its parts make.

    Between total and parts stands how the total compares to what is expected.
    """
    total = figures.at[equation.total]
    same = total is not None and total.value == expected
    words: list[str] = []
    terms = [
        (sign, figures.text[spot]) for sign, spot in equation.parts if not _nothing(figures, spot)
    ]
    for at, (sign, text) in enumerate(terms):
        if len(terms) > SHOWN and SHOWN - 2 <= at < len(terms) - 1:
            if at == SHOWN - 2:
                words.append("+ …")
            continue
        mark = "− " if sign < 0 else "+ " if at else ""
        words.append(f"{mark}{text}")
    made = " ".join(words) or "nothing"
    if len(terms) == 1 and terms[0][0] > 0:
        return f"{figures.text[equation.total]} {'=' if same else '≠'} {made}"
    size = f" ({len(terms)} parts)" if len(terms) > SHOWN else ""
    if same:
        return f"{figures.text[equation.total]} = {made}{size}"
    return f"{figures.text[equation.total]} ≠ {made}{size} = {grouped(expected)}"


def _nothing(figures: Figures, spot: Spot) -> bool:
    figure = figures.at[spot]
    return figure is not None and figure.nothing
