"""Equations down the columns: which rows a total row covers.

The rows above a total are read top down. Rows not yet added up are open; a subtotal closes its
rows and is open itself. Of the sets of rows that a total can mean, the one counts with which most
columns add up; where none does, the one that the table's structure states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from reportparse.checks.equations import Outcome, Sum, judge
from reportparse.checks.figures import Figures
from reportparse.checks.formulas import Formula, formula_in, labels_of
from reportparse.checks.heads import balances_of
from reportparse.frozen import frozen_record
from reportparse.report.tables import Row

Parts = tuple[tuple[int, int], ...]
"""Rows with their signs."""

ENOUGH: Final = 2
"""Columns that must add up, with different figures, before a set of rows counts that the table's
structure does not state by itself."""

DIGITS: Final = 5
"""Digits of all totals that add up, together, below which chance may have made a sum of rows that
nothing calls a total."""

MOST_OPEN: Final = 60
"""Open rows above which sets that no structure states are not tried."""

MOST_MOVEMENTS: Final = 5
"""Rows between an opening and a closing balance above which their signs are not tried."""

TOTALS: Final = ("subtotal", "total")

NEAR: Final = 40
"""Rows above or below a row among which its parts are looked for when nothing states them."""


@frozen_record
class RowSum:
    """The row `total` is made of `parts`. `stated` means that words or a formula say that it is a
    total; other sums are only found to hold."""

    total: int
    parts: Parts
    stated: bool


@frozen_record
class _Fit:
    """`telling` counts the columns with a sum of two figures or more, `repeated` those in which a
    single part stands again as the total."""

    parts: Parts
    exact: int
    telling: int
    repeated: int
    held: int
    failed: int
    digits: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.telling + self.repeated - self.failed, self.exact, self.held


class RowSums:
    """Finds the row equations of one table."""

    def __init__(self, rows: Sequence[Row], figures: Figures, columns: Sequence[int]) -> None:
        self._rows = rows
        self._figures = figures
        self._columns = tuple(columns)
        self._labels = labels_of([row.stub for row in rows])
        self._balances = balances_of(rows)

    def find(self) -> Iterator[RowSum]:
        """Yield the equations from top to bottom."""
        if not self._columns:
            return
        breakdowns = list(self._breakdowns())
        yield from breakdowns
        inner = {row for found in breakdowns for _, row in found.parts}
        open_: list[int] = []
        for at, row in enumerate(self._rows):
            if row.kind == "section" or at in inner:
                continue
            found = self._balance(at, open_) if at in self._balances.closing else None
            if found is None and (row.kind in TOTALS or self._formula(at) is not None):
                found = self._stated(at, open_)
            elif found is None:
                found = self._unstated(at, open_)
            if found is not None:
                yield found
                yield from self._passed_over(found, open_)
                if all(sign > 0 for sign, _ in found.parts):
                    closed = {part for _, part in found.parts}
                    first = min((*closed, at))
                    open_ = [one for one in open_ if one not in closed and one < first]
            open_.append(at)

    # -- stated totals -------------------------------------------------------------------------

    def _formula(self, at: int) -> Parts | None:
        """The rows of a formula in the stub, if every label stands at another row."""
        formula: Formula | None = formula_in(self._rows[at].stub)
        if formula is None or formula.ratio:
            return None
        rows = [self._labels.get(label) for _, label in formula.terms]
        if any(row is None or row == at for row in rows):
            return None
        signs = [-1 if sign == "-" else 1 for sign, _ in formula.terms]
        return tuple((sign, row) for sign, row in zip(signs, rows, strict=True) if row is not None)

    def _stated(self, at: int, open_: Sequence[int]) -> RowSum | None:
        formula = self._formula(at)
        if formula is not None:
            return RowSum(at, formula, stated=True)
        stated = [_plus(rows) for rows in self._structural(at, open_) if rows]
        fits = [self._fit(at, parts) for parts in stated]
        holding = [fit for fit in fits if fit.held]
        if not any(fit.telling or not fit.failed for fit in holding):
            free = [self._fit(at, _plus(rows)) for rows in self._free(at, open_)]
            least = ENOUGH if stated else 1
            holding += [fit for fit in free if fit.telling + fit.repeated >= least]
        if holding:
            best = max(holding, key=lambda fit: fit.rank)
            return RowSum(at, best.parts, stated=True)
        if stated:
            return RowSum(at, stated[0], stated=True)
        return RowSum(at, (), stated=True) if self._bereft(at) else None

    def _bereft(self, at: int) -> bool:
        """Tell whether a subtotal stands right below the head of its section: its rows are gone."""
        above = self._rows[at - 1] if at else None
        return self._rows[at].kind == "subtotal" and above is not None and above.kind == "section"

    def _structural(self, at: int, open_: Sequence[int]) -> Iterator[list[int]]:
        """The sets of rows that words and order state, the likeliest first."""
        rows = self._rows
        section = max((i for i in range(at) if rows[i].kind == "section"), default=-1)
        sums = [i for i in range(at) if rows[i].kind in ("subtotal", "total")]
        since_section = [i for i in open_ if i > section]
        since_sum = [i for i in open_ if i > (sums[-1] if sums else -1)]
        subtotals = [i for i in open_ if i in sums]
        data = [i for i in range(at) if rows[i].kind == "data"]
        deeper = self._deeper(at, open_)
        if rows[at].kind == "subtotal":
            # A row with a letter is added to the subtotal by the total below, `A + B`.
            lettered = [row for row in self._labels.values() if row < at]
            if lettered and at in self._labels.values():
                yield [i for i in open_ if i > max(lettered)]
            yield from (since_section, since_sum, deeper, list(open_))
        else:
            yield from (list(open_), since_section, since_sum, subtotals, deeper, data)

    def _deeper(self, at: int, open_: Sequence[int]) -> list[int]:
        """The open rows right above that are indented more than the row at hand."""
        found: list[int] = []
        for row in reversed(open_):
            if self._rows[row].indent <= self._rows[at].indent:
                break
            found.append(row)
        return found[::-1]

    def _free(self, at: int, open_: Sequence[int]) -> Iterator[list[int]]:
        """Sets that only their sums can prove: runs of open rows, and rows below the total."""
        if len(open_) <= MOST_OPEN:
            yield from (list(open_[start:]) for start in range(1, len(open_)))
            yield from (list(open_[:end]) for end in range(1, len(open_)))
        below: list[int] = []
        for row in range(at + 1, min(self._figures.rows, at + MOST_OPEN)):
            if self._rows[row].kind != "data":
                break
            below.append(row)
            yield list(below)

    def _passed_over(self, found: RowSum, open_: Sequence[int]) -> Iterator[RowSum]:
        """The rows that a total leaves out behind the last row that it counts break that row
        down; so fewer columns need agree than where nothing speaks for it."""
        counted = {row for _, row in found.parts}
        last = max((row for row in counted if row < found.total), default=None)
        if not found.stated or last is None:
            return
        left = [row for row in open_ if row > last and self._rows[row].kind == "data"]
        if len(left) > 1 and left == list(range(last + 1, found.total)):
            fit = self._fit(last, _plus(left))
            if fit.telling >= max(ENOUGH, fit.failed) and fit.digits >= DIGITS:
                yield RowSum(last, fit.parts, stated=False)

    # -- balances ------------------------------------------------------------------------------

    def _balance(self, at: int, open_: Sequence[int]) -> RowSum | None:
        """A closing balance: the opening one and the open rows since, each added or taken away.
        The signs are those with which most columns agree."""
        opening = max((row for row in self._balances.opening if row < at), default=None)
        if opening is None:
            return None
        moves = [row for row in open_ if row > opening]
        if not 0 < len(moves) <= MOST_MOVEMENTS:
            return None
        fits = [
            self._fit(at, ((1, opening), *zip(signs, moves, strict=True)))
            for signs in product((1, -1), repeat=len(moves))
        ]
        shown = [fit for fit in fits if fit.digits >= DIGITS and fit.telling > fit.failed]
        if not shown:
            return None
        return RowSum(at, max(shown, key=lambda fit: fit.rank).parts, stated=False)

    # -- sums that no word states --------------------------------------------------------------

    def _unstated(self, at: int, open_: Sequence[int]) -> RowSum | None:
        """A data row that is the sum of open rows above it, or the difference of the two."""
        candidates = [_plus(run[::-1]) for run in self._hits(at, open_[:-NEAR:-1])]
        if len(open_) > 1:
            candidates.append(((1, open_[-2]), (-1, open_[-1])))
        proven = [fit for fit in (self._fit(at, parts) for parts in candidates) if _proven(fit)]
        if not proven:
            return None
        return RowSum(at, max(proven, key=lambda fit: fit.rank).parts, stated=False)

    def _breakdowns(self) -> Iterator[RowSum]:
        """Data rows and totals that are the sum of the rows right below them."""
        taken: set[int] = set()
        for at, row in enumerate(self._rows):
            if row.kind == "section" or at in taken:
                continue
            fits = [self._fit(at, _plus(run)) for run in self._hits(at, self._below(at))]
            proven = [fit for fit in fits if _proven(fit)]
            if proven:
                best = max(proven, key=lambda fit: fit.rank)
                taken |= {part for _, part in best.parts}
                yield RowSum(at, best.parts, stated=False)

    def _below(self, at: int) -> list[int]:
        """The data rows below a row, up to the next section or total."""
        found: list[int] = []
        for row in range(at + 1, min(len(self._rows), at + NEAR)):
            if self._rows[row].kind == "section" and not found:
                continue
            if self._rows[row].kind != "data":
                break
            found.append(row)
        return found

    def _hits(self, at: int, near: Sequence[int]) -> Iterator[list[int]]:
        """The runs of two rows and more, from the nearest on, that add up in two columns."""
        wanted = {
            column: figure.value
            for column in self._columns
            if (figure := self._figures.number((at, column))) is not None and figure.value
        }
        if len(wanted) < ENOUGH:
            return
        sums = dict.fromkeys(wanted, Decimal(0))
        run: list[int] = []
        for row in near:
            run.append(row)
            for column in sums:
                figure = self._figures.at[row, column]
                sums[column] += figure.value if figure is not None else 0
            hits = sum(sums[column] == value for column, value in wanted.items())
            if len(run) > 1 and hits >= ENOUGH:
                yield list(run)

    def _fit(self, at: int, parts: Parts) -> _Fit:
        """How the columns fare with the rows `parts` as the parts of the row `at`."""
        outcomes: list[tuple[int, Outcome]] = []
        for column in self._columns:
            equation = Sum((at, column), tuple((sign, (row, column)) for sign, row in parts))
            outcome = judge(equation, self._figures)
            outcomes.append((column, outcome))
        exact = [o for _, o in outcomes if o.verdict == "exact"]
        held = [o for _, o in outcomes if o.verdict in ("exact", "rounded") and o.values]
        failed = sum(o.verdict == "differs" for _, o in outcomes)
        telling = {o.values for o in exact if o.telling}
        repeated = {o.values for o in exact if len(parts) == 1 and o.expected}
        digits = sum(len(values[0].as_tuple().digits) for values in telling)
        return _Fit(
            parts=parts,
            exact=len([o for o in exact if o.values]),
            telling=len(telling),
            repeated=len(repeated),
            held=len(held),
            failed=failed,
            digits=digits,
        )


def _plus(rows: Sequence[int]) -> Parts:
    return tuple((1, row) for row in rows)


def _proven(fit: _Fit) -> bool:
    """Tell whether a sum that nothing states holds in so many columns that chance is out."""
    if fit.telling < ENOUGH or fit.digits < DIGITS:
        return False
    return fit.failed == 0 or (fit.failed == 1 and fit.telling > ENOUGH)
