"""Columns of percentages and quotients: shares, growth, rates, averages of one column by another.

A formula in the head is taken at its word. Without one, a column whose head speaks of rates is
held against all pairs of others, and the pair counts that most rows show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Final, Literal

from reportparse.checks.columns import FAILING, LEAST, MOST_PAIRED, PROBED
from reportparse.checks.figures import Figure, Figures, Spot
from reportparse.checks.heads import Heads, formulas_of
from reportparse.frozen import frozen_record
from reportparse.report.tables import Row

HUNDRED: Final = Decimal(100)
ONE: Final = Decimal(1)

EXCHANGED: Final = 2
"""Rows that fail when two percentages of one column have changed places."""


@frozen_record
class ColumnRatio:
    """`column` is `part` over `base`, times `scale`: `growth` if it is what came on top.

    `of_row` is the row whose figure in `base` is meant, None for the row at hand; with `back` it
    is so many rows above it.
    """

    column: int
    part: int
    base: int
    growth: bool = False
    of_row: int | None = None
    back: int = 0
    scale: Decimal = HUNDRED

    def base_spot(self, row: int) -> Spot:
        """Where the base of a row's figure stands; the row may lie above the table."""
        return (row - self.back if self.of_row is None else self.of_row, self.base)


Verdict = Literal["holds", "near", "differs", "undecided"]


class ColumnRatios:
    """Finds the columns of one table that are quotients of two others."""

    def __init__(self, rows: Sequence[Row], figures: Figures, heads: Heads) -> None:
        self._rows = rows
        self._figures = figures
        self._heads = heads
        self._numeric = [c for c in range(1, figures.columns) if figures.numeric(c)]
        self._amounts = [c for c in self._numeric if c not in heads.rates]
        self._labels, self._formulas = formulas_of(heads, self._numeric)

    def find(self) -> Iterator[ColumnRatio]:
        """Yield the columns whose figures come from two others."""
        found: dict[int, ColumnRatio] = {}
        for column in self._numeric:
            formula = self._formulas.get(column)
            if formula is not None and formula.ratio and len(formula.terms) == 2:
                part, base = (self._labels[label] for _, label in formula.terms)
                found[column] = ColumnRatio(column, part, base)
            elif column in self._heads.rates and len(self._amounts) <= MOST_PAIRED:
                best = self._best(column)
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

    def _best(self, column: int) -> ColumnRatio | None:
        found: list[tuple[int, ColumnRatio]] = []
        for candidate in self._candidates(column):
            held = self._held(candidate)
            if held:
                found.append((held, candidate))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _candidates(self, column: int) -> Iterator[ColumnRatio]:
        totals = [i for i, row in enumerate(self._rows) if row.kind == "total"]
        for part, base in permutations(self._amounts, 2):
            yield ColumnRatio(column, part, base)
            yield ColumnRatio(column, part, base, growth=True)
            yield ColumnRatio(column, part, base, scale=ONE)
        for own in self._amounts:
            if len(totals) == 1:
                yield ColumnRatio(column, own, own, of_row=totals[0])
            yield ColumnRatio(column, own, own, growth=True, back=1)

    def _held(self, candidate: ColumnRatio) -> int:
        """In how many rows a relation tells something and holds; 0 if it is none."""
        held: set[Decimal] = set()
        failed: list[int] = []
        near = 0
        for row in range(self._figures.rows):
            verdict, value = self.outcome(candidate, row)
            if verdict == "holds":
                held.add(value)
            elif verdict == "near":
                near += 1
            elif verdict == "differs":
                failed.append(row)
            if len(failed) > EXCHANGED + len(held) // FAILING and row > PROBED // 2:
                return 0
        if len(failed) == EXCHANGED and self._exchanged(candidate, failed):
            held |= {self.outcome(candidate, row)[1] for row in failed}
            failed = []
        enough = len(held) > max(LEAST, near) and len(failed) <= len(held) // FAILING
        return len(held) if enough else 0

    def _exchanged(self, candidate: ColumnRatio, rows: Sequence[int]) -> bool:
        """Tell whether each of two percentages is what the other's row makes."""
        for row, other in (rows, rows[::-1]):
            printed = self._figures.number((other, candidate.column))
            part = self._figures.number((row, candidate.part))
            base = self._figures.number(candidate.base_spot(row))
            if printed is None or part is None or base is None:
                return False
            if not _reach(part, base, candidate, printed):
                return False
        return True

    def outcome(self, relation: ColumnRatio, row: int) -> tuple[Verdict, Decimal]:
        """How a percentage fares in one row, and what the figures make it.

        It `holds` when the printed figures give it, and is `near` when figures that are rounded
        to the printed ones can.
        """
        below = relation.base_spot(row)
        if below[0] < 0 or (relation.back and self._broken(row, relation.back)):
            return "undecided", Decimal(0)
        printed = self._figures.number((row, relation.column))
        part = self._figures.number((row, relation.part))
        base = self._figures.number(below)
        if printed is None or part is None or base is None or not base.value:
            return "undecided", Decimal(0)
        made = _quotient(part.value, base.value, relation)
        if abs(made - printed.value) <= printed.half:
            return "holds", made
        if _reach(part, base, relation, printed):
            return "near", made
        return "differs", made

    def _broken(self, row: int, back: int) -> bool:
        """Tell whether a row and the one before it are no two of a series."""
        return any(self._rows[at].kind != "data" for at in (row, row - back))


def _quotient(part: Decimal, base: Decimal, relation: ColumnRatio) -> Decimal:
    return relation.scale * (part - base if relation.growth else part) / base


def _reach(part: Figure, base: Figure, relation: ColumnRatio, printed: Figure) -> bool:
    """Tell whether figures rounded to the printed ones can give the printed percentage."""
    lows = (base.value - base.half, base.value + base.half)
    if lows[0] <= 0 <= lows[1]:
        return True
    ends = [
        _quotient(value, below, relation)
        for value in (part.value - part.half, part.value + part.half)
        for below in lows
    ]
    return min(ends) - printed.half <= printed.value <= max(ends) + printed.half
