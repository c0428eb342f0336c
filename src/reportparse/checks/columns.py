"""Equations along the rows: columns that are the sum, the difference or the share of others.

A formula in the heads is taken at its word. Without one, a relation counts when most rows show
it: a head that says "total" does not say of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from typing import Final, Literal

from reportparse.checks.equations import Outcome, Sum, judge
from reportparse.checks.figures import Figure, Figures
from reportparse.checks.formulas import Formula, formula_in, labels_of
from reportparse.checks.misplaced import exchanged
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

PROBED: Final = 12
"""Rows by which most pairs are seen to be none."""

HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The column `total` is made of `parts`, with their signs."""

    total: int
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ColumnRatio:
    """`column` is `part` of `base` in per cent: `growth` if it is what came on top.

    `of_row` is the row whose figure in `base` is meant, None for the row at hand.
    """

    column: int
    part: int
    base: int
    growth: bool = False
    of_row: int | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads say: the words above each column, and which columns are of what kind."""

    paths: Sequence[tuple[str, ...]]
    totals: frozenset[int]
    differences: frozenset[int]
    rates: frozenset[int]


class ColumnRelations:
    """Finds the relations between the columns of one table."""

    def __init__(self, rows: Sequence[Row], figures: Figures, heads: Heads) -> None:
        self._rows = rows
        self._figures = figures
        self._heads = heads
        self._numeric = [c for c in range(1, figures.columns) if figures.numeric(c)]
        self._amounts = [c for c in self._numeric if c not in heads.rates]
        self._labels = labels_of({c: " ".join(heads.paths[c]) for c in range(1, figures.columns)})
        self._formulas = {
            column: formula
            for column in self._numeric
            if (formula := formula_in(" ".join(heads.paths[column]))) is not None
            and all(label in self._labels for _, label in formula.terms)
        }

    # -- sums and differences ------------------------------------------------------------------

    def sums(self) -> Iterator[ColumnSum]:
        """Yield the columns that are sums or differences of others."""
        for column in self._numeric:
            formula = self._formulas.get(column)
            if formula is not None:
                if not formula.ratio:
                    yield ColumnSum(column, self._terms(formula))
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
        named = column in self._heads.totals or column in self._heads.differences
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
        return len(held) + EXCHANGED if told >= DIGITS else 0

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
        units = [
            figure.unit
            for row in range(self._figures.rows)
            if (figure := self._figures.number((row, column))) is not None
        ]
        return {max(set(units), key=units.count)} if units else set()

    # -- shares and growth ---------------------------------------------------------------------

    def ratios(self) -> Iterator[ColumnRatio]:
        """Yield the columns of percentages whose figures come from two others."""
        found: dict[int, ColumnRatio] = {}
        for column in self._numeric:
            formula = self._formulas.get(column)
            if formula is not None and formula.ratio and len(formula.terms) == 2:
                part, base = (self._labels[label] for _, label in formula.terms)
                found[column] = ColumnRatio(column, part, base)
            elif column in self._heads.rates and len(self._amounts) <= MOST_PAIRED:
                best = self._best_ratio(column)
                if best is not None:
                    found[column] = best
        for column in self._heads.rates - found.keys():
            alike = [moved for own in found.values() if (moved := self._like(own, column))]
            if alike:
                found[column] = alike[0]
        yield from found.values()

    def _like(self, model: ColumnRatio, column: int) -> ColumnRatio | None:
        """The relation of another column of the same head, moved over: what holds for one year
        is meant for the others too."""
        away = column - model.column
        moved = replace(model, column=column, part=model.part + away, base=model.base + away)
        pairs = [
            (model.column, moved.column),
            (model.part, moved.part),
            (model.base, moved.base),
        ]
        same = all(
            new in self._numeric and self._heads.paths[old][-1:] == self._heads.paths[new][-1:]
            for old, new in pairs
        )
        return moved if same else None

    def _best_ratio(self, column: int) -> ColumnRatio | None:
        found: list[tuple[int, ColumnRatio]] = []
        totals = [i for i, row in enumerate(self._rows) if row.kind == "total"]
        candidates = [
            ColumnRatio(column, part, base, growth)
            for part, base in permutations(self._amounts, 2)
            for growth in (False, True)
        ]
        if len(totals) == 1:
            candidates += [ColumnRatio(column, c, c, of_row=totals[0]) for c in self._amounts]
        for candidate in candidates:
            held = self._ratio_held(candidate)
            if held:
                found.append((held, candidate))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _ratio_held(self, candidate: ColumnRatio) -> int:
        held, failed, near = set(), 0, 0
        for row in range(self._figures.rows):
            verdict, value = self.ratio(candidate, row)
            if verdict == "holds":
                held.add(value)
            elif verdict == "near":
                near += 1
            elif verdict == "differs":
                failed += 1
            if failed > 1 + len(held) // FAILING and row > PROBED // 2:
                return 0
        enough = len(held) > max(LEAST, near) and failed <= len(held) // FAILING
        return len(held) if enough else 0

    def ratio(
        self, relation: ColumnRatio, row: int
    ) -> tuple[Literal["holds", "near", "differs", "undecided"], Decimal]:
        """How a percentage fares in one row, and what the figures make it.

        It `holds` when the printed figures give it, and is `near` when figures that are rounded
        to the printed ones can.
        """
        of_row = row if relation.of_row is None else relation.of_row
        printed = self._figures.number((row, relation.column))
        part = self._figures.number((row, relation.part))
        base = self._figures.number((of_row, relation.base))
        if printed is None or part is None or base is None or not base.value:
            return "undecided", Decimal(0)
        made = _percent(part.value, base.value, relation.growth)
        if abs(made - printed.value) <= printed.half:
            return "holds", made
        if _reach(part, base, relation.growth, printed):
            return "near", made
        return "differs", made


def _percent(part: Decimal, base: Decimal, growth: bool) -> Decimal:
    return HUNDRED * (part - base if growth else part) / base


def _reach(part: Figure, base: Figure, growth: bool, printed: Figure) -> bool:
    """Tell whether figures rounded to the printed ones can give the printed percentage."""
    lows = (base.value - base.half, base.value + base.half)
    if lows[0] <= 0 <= lows[1]:
        return True
    ends = [
        _percent(value, below, growth)
        for value in (part.value - part.half, part.value + part.half)
        for below in lows
    ]
    return min(ends) - printed.half <= printed.value <= max(ends) + printed.half
