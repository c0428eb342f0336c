"""Equations between a row and the one before it: balances carried forward, running totals.

Where a row is a period, its opening balance is the closing balance of the period before, and a
running total is the one before it and what came on top. Periods also stand side by side, with the
balances in two rows. Words in the heads or stubs state a chain; without them it counts when all
but a few of many links hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Final, Literal

from reportparse.checks.equations import Sum, judge
from reportparse.checks.figures import Figures
from reportparse.frozen import frozen_record
from reportparse.report.tables import Row

Word = Literal["carried", "cumulative"]

LEAST: Final = 4
"""Links that must hold before a chain counts that no word states."""

LEAST_STATED: Final = 2
"""The same where a word states it; of fewer links one alone proves and accuses nobody."""

FAILING: Final = 6
"""Of so many links that hold, two may fail and be errors of their own: one wrong figure breaks the
link before it and the one behind it. Of a stated chain, so many as make it count."""

DIGITS: Final = 8
"""Digits of the figures that hold an unstated chain, together, below which chance may."""

DIGITS_STATED: Final = 4
"""The same where a word states the chain."""

MOST: Final = 14
"""Columns above which pairs are not tried."""


@frozen_record
class Chain:
    """The links of one chain; `word` is what they prove their cells by."""

    word: Word
    links: tuple[Sum, ...]
    stated: bool


@frozen_record
class Balances:
    """Which columns or rows hold opening balances, closing balances and running totals."""

    opening: frozenset[int]
    closing: frozenset[int]
    cumulative: frozenset[int]


def chains(
    rows: Sequence[Row], figures: Figures, columns: Sequence[int], heads: Balances, stubs: Balances
) -> Iterator[Chain]:
    """Yield the chains that the table shows.

    `columns` are the columns of amounts; `heads` says which columns, `stubs` which rows hold
    balances.
    """
    runs = list(_runs(rows))
    if len(columns) <= MOST:
        for one, other in permutations(columns, 2):
            yield from _running_totals(runs, figures, one, other, heads)
            yield from _carried_down(runs, figures, one, other, heads)
    for opening in stubs.opening:
        for closing in stubs.closing:
            links = tuple(
                Sum((opening, later), ((1, (closing, column)),))
                for column, later in pairwise(columns)
            )
            yield from _proven(Chain("carried", links, stated=True), figures)


def _runs(rows: Sequence[Row]) -> Iterator[list[int]]:
    """The data rows that follow one another, cut where a section begins or a total stands."""
    run: list[int] = []
    for at, row in enumerate(rows):
        if row.kind == "data":
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _pairs(runs: Iterable[list[int]]) -> Iterator[list[tuple[int, int]]]:
    """Each row with the one before it, read down and read up."""
    runs = list(runs)
    yield [(row, before) for run in runs for before, row in pairwise(run)]
    yield [(row, before) for run in runs for row, before in pairwise(run)]


def _running_totals(
    runs: list[list[int]], figures: Figures, column: int, part: int, heads: Balances
) -> Iterator[Chain]:
    stated = column in heads.cumulative
    if part in heads.cumulative:
        return
    for pairs in _pairs(runs):
        links = tuple(
            Sum((row, column), ((1, (before, column)), (1, (row, part)))) for row, before in pairs
        )
        yield from _proven(Chain("cumulative", links, stated), figures)


def _carried_down(
    runs: list[list[int]], figures: Figures, opening: int, closing: int, heads: Balances
) -> Iterator[Chain]:
    stated = opening in heads.opening and closing in heads.closing
    for pairs in _pairs(runs):
        links = tuple(Sum((row, opening), ((1, (before, closing)),)) for row, before in pairs)
        yield from _proven(Chain("carried", links, stated), figures)


def _proven(chain: Chain, figures: Figures) -> Iterator[Chain]:
    """The chain, if enough of its links hold; a stated one that is short, without those that
    fail."""
    least = LEAST_STATED if chain.stated else LEAST
    held: dict[tuple[Decimal, ...], Sum] = {}
    failed = 0
    for link in chain.links:
        outcome = judge(link, figures)
        tells = outcome.telling if len(link.parts) > 1 else bool(outcome.expected)
        if outcome.verdict == "exact" and tells and outcome.values:
            held[outcome.values] = link
        elif outcome.verdict in ("differs", "rounded", "missing"):
            failed += 1
            if failed > 2 * (1 + len(held)):
                return
    digits = sum(len(values[0].as_tuple().digits) for values in held)
    if chain.stated and 0 < len(held) < least and not failed and digits >= DIGITS_STATED:
        yield Chain(chain.word, tuple(held.values()), stated=True)
    errors = len(held) // (LEAST_STATED if chain.stated else FAILING)
    enough = digits >= (DIGITS_STATED if chain.stated else DIGITS)
    if len(held) >= least and failed <= 2 * errors and failed <= len(held) and enough:
        yield chain
