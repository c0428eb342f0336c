"""Equations along the rows: columns that are the sum, the difference or the balance of others.

A formula in the heads is taken at its word. Without one, a relation counts when most rows show
it: a head that says "total" does not say of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import Final

from reportparse.checks.equations import Outcome, Sum, judge
from reportparse.checks.figures import Figures
from reportparse.checks.formulas import Formula
from reportparse.checks.heads import Heads, formulas_of
from reportparse.checks.misplaced import exchanged
from reportparse.frozen import frozen_record
from reportparse.report.tables import Row

LEAST: Final = 3
"""Rows in which a relation must tell something before it counts."""

LEAST_STATED: Final = 2
"""The same where the head says what the column is."""

FAILING: Final = 6
"""Of so many rows that hold, one may fail and still be an error of its own."""

MOST_PAIRED: Final = 14
"""Columns above which pairs are not tried."""

EXCHANGED: Final = 2
"""Rows that fail when two figures of one column have changed places."""

DIGITS: Final = 5
"""Digits of what shows such a relation, together, below which chance may have made it."""

MOST_MOVEMENTS: Final = 5
"""Movements between two balances above which their signs are not tried."""

STATED_DIGITS: Final = 3
"""The same where the head says what the column is."""

PROBED: Final = 12
"""Rows by which most pairs are seen to be none."""


@frozen_record
class ColumnSum:
    """The column `total` is made of `parts`, with their signs; `stated` by a formula in a head."""

    total: int
    parts: tuple[tuple[int, int], ...]
    stated: bool = False


class ColumnRelations:
    """Finds the relations between the columns of one table."""

    def __init__(self, rows: Sequence[Row], figures: Figures, heads: Heads) -> None:
        self._rows = rows
        self._figures = figures
        self._heads = heads
        self._numeric = [c for c in range(1, figures.columns) if figures.numeric(c)]
        self._amounts = [c for c in self._numeric if c not in heads.rates]
        self._labels, self._formulas = formulas_of(heads, self._numeric)
        self._units: dict[int, set[Decimal]] = {}

    # -- sums and differences ------------------------------------------------------------------

    def sums(self) -> Iterator[ColumnSum]:
        """Yield the columns that are sums or differences of others."""
        for column in self._numeric:
            formula = self._formulas.get(column)
            if formula is not None:
                if not formula.ratio:
                    yield ColumnSum(column, self._terms(formula), stated=True)
                continue
            if column in self._heads.rates:
                continue
            best = self._best(column)
            if best is not None:
                yield best

    def _terms(self, formula: Formula) -> tuple[tuple[int, int], ...]:
        return tuple((-1 if s == "-" else 1, self._labels[label]) for s, label in formula.terms)

    def _best(self, column: int) -> ColumnSum | None:
        """The relation of a column that most rows show."""
        found: list[tuple[int, ColumnSum]] = []
        heads = self._heads
        named = column in heads.totals | heads.differences | heads.closing
        for candidate in self._candidates(column):
            held = self._held(candidate, LEAST_STATED if named else LEAST)
            if held:
                found.append((held, candidate))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _candidates(self, column: int) -> Iterator[ColumnSum]:
        others = [c for c in self._amounts if c != column and c not in self._heads.totals]
        path = self._heads.paths[column]
        seen: set[tuple[int, ...]] = set()
        siblings = [c for c in others if path[:-1] and self._heads.paths[c][:-1] == path[:-1]]
        alike = [c for c in others if path and self._heads.paths[c][-1:] == path[-1:]]
        for group in (others, alike, siblings):
            for parts in (
                group,
                [c for c in group if c > column],
                [c for c in group if c < column],
            ):
                if len(parts) > 1 and tuple(parts) not in seen:
                    seen.add(tuple(parts))
                    yield ColumnSum(column, tuple((1, c) for c in parts))
        before = [c for c in others if c < column]
        for start in range(1, len(before) - 1):
            yield ColumnSum(column, tuple((1, c) for c in before[start:]))
        if column in self._heads.differences and len(self._amounts) <= MOST_PAIRED:
            for one, other in permutations([c for c in self._amounts if c != column], 2):
                yield ColumnSum(column, ((1, one), (-1, other)))
        if column in self._heads.closing:
            yield from self._balances(column)

    def _balances(self, column: int) -> Iterator[ColumnSum]:
        """What was there at first and each movement after it, added or taken away."""
        for opening in sorted(self._heads.opening & set(self._amounts)):
            between = [c for c in self._amounts if opening < c < column]
            if 0 < len(between) <= MOST_MOVEMENTS:
                for signs in product((1, -1), repeat=len(between)):
                    moves = tuple(zip(signs, between, strict=True))
                    yield ColumnSum(column, ((1, opening), *moves))

    def _held(self, candidate: ColumnSum, least: int) -> int:
        """In how many rows a relation tells something and holds; 0 if it is none."""
        held: set[tuple[Decimal, ...]] = set()
        failed: list[int] = []
        for row in range(self._figures.rows):
            outcome = self.outcome(candidate, row)
            if outcome.verdict == "differs":
                failed.append(row)
            elif outcome.verdict == "exact" and outcome.telling:
                held.add(outcome.values)
            if len(failed) > EXCHANGED + len(held) // FAILING and row > PROBED:
                return 0
        allowed = len(held) // FAILING or len(held) > least
        if len(held) >= least and len(failed) <= allowed:
            return len(held)
        return self._held_but_for_two(candidate, held, failed, least)

    def _held_but_for_two(
        self, candidate: ColumnSum, held: set[tuple[Decimal, ...]], failed: list[int], least: int
    ) -> int:
        """The same where two rows fail and hold once two figures have changed places."""
        if len(failed) != EXCHANGED or not held or len(held) + EXCHANGED < least:
            return 0
        one, other = (self.equation(candidate, row) for row in failed)
        missed = exchanged(one, other, self._figures)
        if missed is None:
            return 0
        digits = [values[0] for values in held]
        told = sum(len(value.as_tuple().digits) for value in (*digits, missed))
        enough = DIGITS if least >= LEAST else STATED_DIGITS
        return len(held) + EXCHANGED if told >= enough else 0

    def outcome(self, relation: ColumnSum, row: int) -> Outcome:
        """How a relation fares in one row. A row printed more coarsely is of another measure."""
        equation = self.equation(relation, row)
        figures = [self._figures.at[spot] for spot in equation.spots]
        units = {figure.unit for figure in figures if figure is not None and not figure.nothing}
        if len(units) > 1 or (units and units != self._unit(relation.total)):
            return Outcome("undecided")
        return judge(equation, self._figures)

    def equation(self, relation: ColumnSum, row: int) -> Sum:
        """The relation as an equation between the cells of one row."""
        parts = tuple((sign, (row, column)) for sign, column in relation.parts)
        return Sum((row, relation.total), parts)

    def _unit(self, column: int) -> set[Decimal]:
        """The printed unit of most figures of a column."""
        if column not in self._units:
            self._units[column] = self._found_unit(column)
        return self._units[column]

    def _found_unit(self, column: int) -> set[Decimal]:
        units = [
            figure.unit
            for row in range(self._figures.rows)
            if (figure := self._figures.number((row, column))) is not None
        ]
        return {max(set(units), key=units.count)} if units else set()
