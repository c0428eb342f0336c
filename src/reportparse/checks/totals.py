"""Totals and balances: every equation that a table states is tested, cell by cell.

What holds becomes proof of its cells: `total` where an equation down a column holds to the last
digit, `row` where one along a row does, `rounding` where one holds within printed precision. What
does not hold becomes a finding that shows the equation. Rates and averages are not added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from reportparse.checks.columns import ColumnRatio, ColumnRelations, Heads
from reportparse.checks.equations import WHOLE_SHARE, Outcome, Sum, grouped, is_no_average, judge, shown
from reportparse.checks.figures import Figures, Spot, figures_of
from reportparse.checks.misplaced import misplaced_total
from reportparse.checks.rows import RowSum, RowSums
from reportparse.findings import REGISTER
from reportparse.lexicon.words import LANGUAGES, WordList, words
from reportparse.report.model import Finding
from reportparse.report.tables import Cell, CellMarker, Head, Table

LEAST_SHARES: Final = 3
MOST_OF_SHARES: Final = 2 * WHOLE_SHARE
"""One wrong share of a whole takes the sum at most to two hundred."""

YEAR: Final = regex.compile(r"\d{4}(?:[/–-]\d{2,4})?")

PROOFS: Final = ("total", "row", "rounding")
"""What this stage adds to the proof of a cell."""


@dataclass(slots=True)
class Checked:
    """What the arithmetic of one table says: proof by cell, and findings."""

    proof: dict[Spot, set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def support(self, spots: Iterable[Spot], by: str) -> None:
        for spot in spots:
            self.proof.setdefault(spot, set()).add(by)


def _says(text: str, name: str) -> bool:
    """Tell whether a text shows a word of a list, in any language."""
    found: list[WordList] = [getattr(words(language), name) for language in LANGUAGES]
    return any(text in own for own in found)


def heads_of(table: Table, figures: Figures) -> Heads:
    """What the heads, the headnotes and the percent signs say about the columns."""
    paths = [column.path for column in table.columns]
    everywhere = any(_says(note.text, "rates") for note in table.headnotes)
    rates: set[int] = set()
    for column in range(1, len(paths)):
        numbers = [figures.number((row, column)) for row in range(figures.rows)]
        signs = [figure.percent for figure in numbers if figure is not None]
        if everywhere or any(signs) or _says(" ".join(paths[column]), "rates"):
            rates.add(column)
    return Heads(
        paths=paths,
        totals=frozenset(
            i for i, path in enumerate(paths) if i and any(_says(own, "total") for own in path)
        ),
        differences=frozenset(
            i for i, path in enumerate(paths) if i and any(_says(own, "difference") for own in path)
        ),
        rates=frozenset(rates),
    )


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
        figures, heads = self._figures, self._heads
        numeric = [c for c in range(1, figures.columns) if figures.numeric(c)]
        amounts = [c for c in numeric if c not in heads.rates]
        for found in RowSums(self._table.rows, figures, amounts or numeric).find():
            self._row_sum(found, numeric)
        relations = ColumnRelations(self._table.rows, figures, heads)
        for relation in relations.sums():
            for row in range(figures.rows):
                outcome = relations.outcome(relation, row)
                if not self._another_measure(row):
                    equation = relations.equation(relation, row)
                    self._settle(equation, outcome)
                    if outcome.verdict == "missing":
                        self._missing(equation, outcome)
        for ratio in relations.ratios():
            self._ratios(relations, ratio)
        return self._checked

    def _another_measure(self, row: int) -> bool:
        return _says(self._table.rows[row].stub, "rates")

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
            self._settle(equation, outcome)
        if not found.stated:
            return
        holds = any(outcome.telling and outcome.verdict == "exact" for _, outcome in judged)
        for column, equation, outcome in every:
            if outcome.verdict == "missing" and (
                (holds and column not in self._heads.rates)
                or misplaced_total(equation, self._figures)
            ):
                self._missing(equation, outcome)

    def _told(
        self, every: Sequence[tuple[int, Sum, Outcome]]
    ) -> Iterator[tuple[Sum, Outcome]]:
        """The columns whose sum says something: amounts always, rates where they are shares of
        a whole or where the figure below them cannot be their average."""
        rates = self._heads.rates
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
                    or misplaced_total(equation, self._figures) is not None
                    or is_no_average(equation, self._figures)
                )
            else:
                told = outcome.telling
            if told:
                yield equation, outcome

    def _missing(self, equation: Sum, outcome: Outcome) -> None:
        text = shown(equation, self._figures, outcome.expected)
        self._say("total-missing", equation.total, text, outcome)

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

    def _settle(self, equation: Sum, outcome: Outcome) -> None:
        """Record what an equation proves, or say that it fails."""
        real = [spot for spot in equation.spots if self._figures.number(spot) is not None]
        if outcome.verdict == "exact":
            along = len({row for row, _ in equation.spots}) == 1
            self._checked.support(real, "row" if along else "total")
        elif outcome.verdict == "rounded":
            self._checked.support(real, "rounding")
            self._say(
                "total-rounded",
                equation.total,
                shown(equation, self._figures, outcome.expected),
                outcome,
            )
        elif outcome.verdict == "differs":
            print_ = shown(equation, self._figures, outcome.expected)
            note = self._explaining(equation.total)
            if note is None:
                self._say("total-differs", equation.total, print_, outcome)
            else:
                self._say("total-explained", equation.total, f"{print_}; {note}", outcome)

    # -- percentages ---------------------------------------------------------------------------

    def _ratios(self, relations: ColumnRelations, ratio: ColumnRatio) -> None:
        for row in range(self._figures.rows):
            spot = (row, ratio.column)
            verdict, made = relations.ratio(ratio, row)
            base_row = row if ratio.of_row is None else ratio.of_row
            if verdict in ("holds", "near"):
                cells = (spot, (row, ratio.part), (base_row, ratio.base))
                self._checked.support(cells if verdict == "holds" else cells[:1], "rounding")
            elif verdict == "differs":
                text = self._figures.text
                figure = self._figures.at[spot]
                made = made.quantize(figure.unit) if figure is not None else made
                part = text[row, ratio.part]
                base = text[base_row, ratio.base]
                over = f"({part} − {base}) / {base}" if ratio.growth else f"{part} / {base}"
                message = f"{text[spot]} ≠ 100 × {over} = {grouped(made)}"
                self._say("ratio-differs", spot, message, Outcome("differs", made))

    # -- notes ---------------------------------------------------------------------------------

    def _explaining(self, total: Spot) -> str | None:
        """The note that explains a total: one that a marker at the total or its heads points to,
        or one that stands for the whole table."""
        pointed = {marker.note for marker in self._markers(total)}
        everywhere = {marker.note for marker in self._all_markers()}
        for note in self._table.notes:
            own = note.id in pointed or note.id not in everywhere
            if own and _says(note.text.text, "not_additive"):
                return f"note {note.id} explains it"
        for remark in (*self._table.remarks, *self._table.headnotes):
            if _says(remark.text, "not_additive"):
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

    def _say(self, code: str, spot: Spot, message: str, outcome: Outcome) -> None:
        """Add a finding; a cell that is already reported is not reported again."""
        if spot in self._reported:
            return
        self._reported.add(spot)
        row, column = spot
        line = self._table.rows[row]
        cell = _cell(line.cells, column)
        path = self._table.columns[column].path
        where = " / ".join(path) or f"column {column}"
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
