"""Totals and balances: every equation that a table states is tested, cell by cell.

What holds becomes proof of its cells: `total` where an equation down a column holds to the last
digit, `row` where one along a row does, `rounding` where one holds within printed precision. What
does not hold becomes a finding that shows the equation. Rates and averages are not added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from reportparse.checks.averages import Mean, means, still_mean
from reportparse.checks.chains import chains
from reportparse.checks.columns import ColumnRelations
from reportparse.checks.equations import (
    SHOWN,
    WHOLE_SHARE,
    Outcome,
    Sum,
    Verdict,
    grouped,
    is_no_average,
    judge,
    shown,
)
from reportparse.checks.figures import Figures, Spot, figures_of
from reportparse.checks.heads import averages_of, balances_of, heads_of, says
from reportparse.checks.misplaced import misplaced_total
from reportparse.checks.ratios import ONE, ColumnRatio, ColumnRatios
from reportparse.checks.ratios import Verdict as RatioVerdict
from reportparse.checks.rows import RowSum, RowSums
from reportparse.findings import REGISTER
from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.report.model import Finding
from reportparse.report.tables import Cell, CellMarker, Head, Table

LEAST_SHARES: Final = 3
MOST_OF_SHARES: Final = 2 * WHOLE_SHARE
"""One wrong share of a whole takes the sum at most to two hundred."""

YEAR: Final = compiled(r"\d{4}(?:[/–-]\d{2,4})?")

PROOFS: Final = ("total", "row", "carried", "cumulative", "average", "ratio", "rounding")
"""What this stage adds to the proof of a cell."""


@frozen_record
class Held:
    """One equation that holds: its word, its figures, the one it is about first, whether words of
    the table state it, and `still`, which tells whether it would hold if the table had other
    figures. `text` is the equation as a reader writes it."""

    by: str
    spots: tuple[Spot, ...]
    stated: bool
    still: Callable[[Figures], bool]
    text: str = ""


@dataclass(slots=True)
class Checked:
    """What the arithmetic of one table says: the equations that hold, and findings.

    `failing` has for each finding the figures of its equation, the one it is about first.
    """

    held: list[Held] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    failing: list[tuple[Spot, ...]] = field(default_factory=list)

    @property
    def proof(self) -> dict[Spot, set[str]]:
        """The words that support each figure."""
        found: dict[Spot, set[str]] = {}
        for held in self.held:
            for spot in held.spots:
                found.setdefault(spot, set()).add(held.by)
        return found


def check_table(table: Table) -> Checked:
    """Test every equation of a table.

    A column whose total fails is reported once; a note of the table that says why makes the
    finding an explanation.
    """
    return _TableCheck(table).run()


class _TableCheck:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._figures = figures_of(table)
        self._heads = heads_of(table, self._figures)
        self._checked = Checked()
        self._reported: set[Spot] = set()

    def run(self) -> Checked:
        figures, heads, rows = self._figures, self._heads, self._table.rows
        numeric = [c for c in range(1, figures.columns) if figures.numeric(c)]
        amounts = [c for c in numeric if c not in heads.rates]
        for found in RowSums(rows, figures, amounts or numeric).find():
            self._row_sum(found, numeric)
        relations = ColumnRelations(rows, figures, heads)
        for relation in relations.sums():
            for row in range(figures.rows):
                outcome = relations.outcome(relation, row)
                if not self._another_measure(row):
                    equation = relations.equation(relation, row)
                    self._settle(equation, outcome, stated=relation.stated)
                    if outcome.verdict == "missing":
                        self._missing(equation, outcome)
        for chain in chains(rows, figures, amounts, heads.balances, balances_of(rows)):
            for link in chain.links:
                self._settle(link, judge(link, figures), by=chain.word)
        ratios = ColumnRatios(rows, figures, heads)
        for ratio in ratios.find():
            self._ratios(ratios, ratio)
        for mean in means(rows, figures, numeric, averages_of(rows), sorted(heads.averages)):
            self._mean(mean)
        return self._checked

    def _another_measure(self, row: int) -> bool:
        return says(self._table.rows[row].stub, "rates")

    # -- columns of a total row ----------------------------------------------------------------

    def _row_sum(self, found: RowSum, numeric: Sequence[int]) -> None:
        every: list[tuple[int, Sum, Outcome]] = []
        for column in numeric:
            parts = tuple((sign, (row, column)) for sign, row in found.parts)
            equation = Sum((found.total, column), parts)
            outcome = judge(equation, self._figures, shares=column in self._heads.rates)
            every.append((column, equation, outcome))
        judged = list(self._told(every))
        for equation, outcome in judged:
            self._settle(equation, outcome, stated=found.stated)
        if not found.stated:
            return
        holds = any(outcome.telling and outcome.verdict == "exact" for _, outcome in judged)
        for column, equation, outcome in every:
            if outcome.verdict == "missing" and (
                (holds and column not in self._heads.rates)
                or misplaced_total(equation, self._figures)
            ):
                self._missing(equation, outcome)

    def _told(self, every: Sequence[tuple[int, Sum, Outcome]]) -> Iterator[tuple[Sum, Outcome]]:
        """The columns whose sum says something: amounts always, rates where they are shares of
        a whole or where the figure below them cannot be their average and the amounts, if there
        are any, show that the rows are the right ones."""
        rates = self._heads.rates
        amounts = [own for column, _, own in every if column not in rates and own.values]
        right = not amounts or any(own.telling and own.verdict == "exact" for own in amounts)
        wholes = {
            self._leaf(column)
            for column, _, outcome in every
            if outcome.verdict in ("exact", "rounded") and outcome.values[:1] == (WHOLE_SHARE,)
        }
        for column, equation, outcome in every:
            if column not in rates:
                told = True
            elif outcome.verdict == "differs":
                told = (
                    self._leaf(column) in wholes
                    or self._should_make_a_hundred(equation, outcome)
                    or (right and self._is_a_sum(equation))
                )
            else:
                told = outcome.telling
            if told:
                yield equation, outcome

    def _is_a_sum(self, equation: Sum) -> bool:
        """Tell whether a figure below rates is no rate of the whole, although no sum either."""
        misplaced = misplaced_total(equation, self._figures)
        return misplaced is not None or is_no_average(equation, self._figures)

    def _missing(self, equation: Sum, outcome: Outcome) -> None:
        text = shown(equation, self._figures, outcome.expected)
        self._say("total-missing", equation.spots, text, outcome)

    def _leaf(self, column: int) -> str:
        """The lowest head of a column but for its year: shares are called alike year by year."""
        path = self._heads.paths[column]
        return YEAR.sub("", path[-1]) if path else str(column)

    def _should_make_a_hundred(self, equation: Sum, outcome: Outcome) -> bool:
        """Tell whether percentages are shares of a whole: three or more, none over a hundred, over
        a total of a hundred, and their sum not as far from it as that of rates would be."""
        total, *parts = outcome.values
        shares = [part for part in parts if part]
        return (
            total == WHOLE_SHARE
            and len(shares) >= LEAST_SHARES
            and all(0 < share <= WHOLE_SHARE for share in shares)
            and outcome.expected < MOST_OF_SHARES
        )

    def _settle(
        self, equation: Sum, outcome: Outcome, by: str | None = None, stated: bool = False
    ) -> None:
        """Record what an equation proves, or say that it fails. `by` is what it proves its cells
        by if it is no plain sum down a column or along a row."""
        if outcome.verdict == "exact":
            along = len({row for row, _ in equation.spots}) == 1
            self._holds(equation, by or ("row" if along else "total"), stated, ("exact",))
        elif outcome.verdict == "rounded":
            self._holds(equation, "rounding", stated, ("exact", "rounded"))
            self._say(
                "total-rounded",
                equation.spots,
                shown(equation, self._figures, outcome.expected),
                outcome,
            )
        elif outcome.verdict == "differs":
            print_ = shown(equation, self._figures, outcome.expected)
            note = self._explaining(equation.total)
            if note is None:
                self._say("total-differs", equation.spots, print_, outcome)
            else:
                self._say("total-explained", equation.spots, f"{print_}; {note}", outcome)

    def _holds(self, equation: Sum, by: str, stated: bool, verdicts: Sequence[Verdict]) -> None:
        real = tuple(spot for spot in equation.spots if self._figures.number(spot) is not None)
        shares = any(column in self._heads.rates for _, column in equation.spots)

        def still(figures: Figures) -> bool:
            return judge(equation, figures, shares).verdict in verdicts

        expected = judge(equation, self._figures, shares).expected
        text = shown(equation, self._figures, expected)
        self._checked.held.append(Held(by, real, stated, still, text))

    # -- percentages ---------------------------------------------------------------------------

    def _ratios(self, ratios: ColumnRatios, ratio: ColumnRatio) -> None:
        for row in range(self._figures.rows):
            spots = ((row, ratio.column), (row, ratio.part), ratio.base_spot(row))
            verdict, made = ratios.outcome(ratio, row)
            if verdict in ("holds", "near"):
                self._ratio_held(ratio, row, verdict)
            elif verdict == "differs":
                figure = self._figures.at[spots[0]]
                made = made.quantize(figure.unit) if figure is not None else made
                message = f"{self._ratio_text(ratio, row, '≠')} = {grouped(made)}"
                self._say("ratio-differs", spots, message, Outcome("differs", made))

    def _ratio_text(self, ratio: ColumnRatio, row: int, sign: str) -> str:
        """A percentage and what it is made of, as a reader writes it."""
        text = self._figures.text
        part, base = text[row, ratio.part], text[ratio.base_spot(row)]
        over = f"({part} − {base}) / {base}" if ratio.growth else f"{part} / {base}"
        times = "" if ratio.scale == ONE else "100 × "
        return f"{text[row, ratio.column]} {sign} {times}{over}"

    def _ratio_held(self, ratio: ColumnRatio, row: int, verdict: RatioVerdict) -> None:
        """What percentages prove: themselves, and what they are made of if it gives them."""
        cells = ((row, ratio.column), (row, ratio.part), ratio.base_spot(row))
        rows, heads = self._table.rows, self._heads
        verdicts = ("holds",) if verdict == "holds" else ("holds", "near")

        def still(figures: Figures) -> bool:
            return ColumnRatios(rows, figures, heads).outcome(ratio, row)[0] in verdicts

        spots = cells if verdict == "holds" else cells[:1]
        text = self._ratio_text(ratio, row, "≈")
        self._checked.held.append(Held("ratio", spots, False, still, text))

    def _mean(self, mean: Mean) -> None:
        spots = (mean.spot, *mean.parts)
        if mean.holds:
            text = f"{self._figures.text[mean.spot]} ≈ average of {len(mean.parts)} figures"
            self._checked.held.append(
                Held("average", spots, False, partial(still_mean, mean), text)
            )
            return
        figure = self._figures.at[mean.spot]
        made = mean.made.quantize(figure.unit) if figure is not None else mean.made
        parts = [self._figures.text[spot] for spot in mean.parts]
        whole = " + ".join(parts if len(parts) <= SHOWN else [*parts[: SHOWN - 2], "…", parts[-1]])
        message = f"{self._figures.text[mean.spot]} ≠ ({whole}) / {len(parts)} = {grouped(made)}"
        self._say("average-differs", spots, message, Outcome("differs", made))

    # -- notes ---------------------------------------------------------------------------------

    def _explaining(self, total: Spot) -> str | None:
        """The note that explains a total: one that a marker at the total or its heads points to,
        or one that stands for the whole table."""
        pointed = {marker.note for marker in self._markers(total)}
        everywhere = {marker.note for marker in self._all_markers()}
        for note in self._table.notes:
            own = note.id in pointed or note.id not in everywhere
            if own and says(note.text.text, "not_additive"):
                return f"note {note.id} explains it"
        for remark in (*self._table.remarks, *self._table.headnotes):
            if says(remark.text, "not_additive"):
                return "a remark below the table explains it"
        return None

    def _markers(self, total: Spot) -> Iterator[CellMarker]:
        row, column = total
        yield from self._table.title_markers
        for head in _walk(self._table.header):
            if head.first_column <= column <= head.last_column:
                yield from head.markers
        for cell in self._table.rows[row].cells:
            if cell.column in (0, column):
                yield from cell.markers

    def _all_markers(self) -> Iterator[CellMarker]:
        yield from self._table.title_markers
        for head in _walk(self._table.header):
            yield from head.markers
        for row in self._table.rows:
            for cell in row.cells:
                yield from cell.markers

    # -- findings ------------------------------------------------------------------------------

    def _say(self, code: str, spots: tuple[Spot, ...], message: str, outcome: Outcome) -> None:
        """Add a finding; a cell that is already reported is not reported again.

        `spots` are the figures of the equation, the one that is reported first.
        """
        spot = spots[0]
        if spot in self._reported:
            return
        self._reported.add(spot)
        row, column = spot
        line = self._table.rows[row]
        cell = _cell(line.cells, column)
        path = self._table.columns[column].path
        where = " / ".join(path) or f"column {column}"
        self._checked.failing.append(spots)
        self._checked.findings.append(
            Finding(
                code=code,
                severity=REGISTER[code][0],
                message=f"{line.stub or f'row {row + 1}'}, {where}: {message}",
                element=self._table.id,
                places=cell.places if cell is not None else (),
                expected=grouped(outcome.expected),
                found=self._figures.text[spot],
            )
        )


def _walk(heads: Sequence[Head]) -> Iterator[Head]:
    for head in heads:
        yield head
        yield from _walk(head.below)


def _cell(cells: Sequence[Cell], column: int) -> Cell | None:
    return next((cell for cell in cells if cell.column == column), None)
