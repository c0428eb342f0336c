"""What follows from a table's figures: sums, differences and shares that prose may state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final, Literal

from reportparse.echoes.amounts import Amount
from reportparse.frozen import frozen_record
from reportparse.report.facts import Operand

Relation = Literal["equal", "sum", "difference", "quotient", "change"]

AMOUNTS: Final[tuple[Relation, ...]] = ("equal", "sum", "difference")
"""How an amount can be had from others."""

SHARES: Final[tuple[Relation, ...]] = ("equal", "quotient", "change")
"""How a percentage can be had from other figures."""

MOST_IN_ROW: Final = 14
"""Figures of a row above which its pairs are not tried: a matrix states no sum of two of its cells
that anybody would print."""

MOST_ROWS: Final = 60
"""Rows of a table above which only its last one is worked with: a list of two hundred countries is
looked up, not added up."""

HUNDRED: Final = Decimal(100)


@frozen_record
class Candidate:
    """A figure that can be had from others: how, from which, and how finely it is known.

    `least` is the smallest figure added or taken away: what is lost in rounding explains nothing.
    """

    value: Decimal
    unit: Decimal
    relation: Relation
    operands: tuple[Operand, ...]
    percent: bool = False
    least: Decimal | None = None

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it comes from; none for figures of the prose."""
        return frozenset(own.cell.table for own in self.operands if own.cell is not None)


def itself(amount: Amount) -> Candidate:
    """A figure as it is printed."""
    return Candidate(amount.value, amount.unit, "equal", (amount.operand,), amount.percent)


def of_table(
    rows: Sequence[Sequence[Amount]], percent: bool, relations: Collection[Relation]
) -> Iterator[Candidate]:
    """Yield what a reader would work out from one table: its percentages or amounts.

    Only what is had in one of `relations` is worked out.
    """
    long = len(rows) > MOST_ROWS
    for row in rows:
        if "equal" in relations:
            yield from (itself(amount) for amount in row if amount.percent == percent)
        if long and row is not rows[-1]:
            continue
        counts = [amount for amount in row if not amount.percent]
        if len(counts) <= MOST_IN_ROW:
            for one, other in combinations(counts, 2):
                yield from of_two(one, other, percent, relations)
        if len(counts) > 2 and not percent and "sum" in relations:
            yield total(counts)
    for column in () if long else _columns(rows):
        for one, next_ in pairwise(column):
            yield from of_two(one, next_, percent, relations)
        if len(column) > 2 and percent and "quotient" in relations:
            for one in column[:-1]:
                yield share(one, column[-1])


def of_two(
    one: Amount, other: Amount, percent: bool, relations: Collection[Relation]
) -> Iterator[Candidate]:
    """Yield shares and changes of two figures in per cent, or else their sum and difference, as
    far as they are among `relations`."""
    if percent:
        yield from _in_percent(one, other, relations)
        return
    unit = max(one.unit, other.unit)
    least = min(abs(one.value), abs(other.value))
    if "sum" in relations:
        both = (one.operand, other.operand)
        yield Candidate(one.value + other.value, unit, "sum", both, least=least)
    if "difference" in relations and one.value != other.value:
        large, small = (one, other) if one.value > other.value else (other, one)
        pair = (large.operand, small.operand)
        yield Candidate(large.value - small.value, unit, "difference", pair, least=least)


def _in_percent(one: Amount, other: Amount, relations: Collection[Relation]) -> Iterator[Candidate]:
    if one.value == other.value:
        return
    for upper, lower in ((one, other), (other, one)):
        if lower.value and "quotient" in relations:
            yield share(upper, lower)
        if lower.value and "change" in relations:
            yield Candidate(
                abs(upper.value - lower.value) * HUNDRED / abs(lower.value),
                Decimal(0),
                "change",
                (upper.operand, lower.operand),
                percent=True,
            )


def share(part: Amount, whole: Amount) -> Candidate:
    """One figure in per cent of another, which is not zero; of zero it is taken as zero."""
    made = part.value * HUNDRED / whole.value if whole.value else Decimal(0)
    return Candidate(made, Decimal(0), "quotient", (part.operand, whole.operand), percent=True)


def total(amounts: Sequence[Amount]) -> Candidate:
    """All of some figures together."""
    return Candidate(
        sum((amount.value for amount in amounts), Decimal(0)),
        max(amount.unit for amount in amounts),
        "sum",
        tuple(amount.operand for amount in amounts),
        least=max(abs(amount.value) for amount in amounts),
    )


def _columns(rows: Sequence[Sequence[Amount]]) -> Iterator[list[Amount]]:
    columns: dict[int, list[Amount]] = {}
    for row in rows:
        for amount in row:
            if amount.cell is not None and not amount.percent:
                columns.setdefault(amount.cell.column, []).append(amount)
    yield from columns.values()
