"""What the heads of a table say about its columns, and the stubs about its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from reportparse.checks.chains import Balances
from reportparse.checks.figures import Figures
from reportparse.checks.formulas import Formula, formula_in, labels_of
from reportparse.frozen import frozen_record
from reportparse.lexicon.words import LANGUAGES, WordList, words
from reportparse.report.tables import Row, Table


@frozen_record
class Heads:
    """What the heads say: the words above each column, and which columns are of what kind."""

    paths: Sequence[tuple[str, ...]]
    totals: frozenset[int]
    differences: frozenset[int]
    rates: frozenset[int]
    averages: frozenset[int]
    opening: frozenset[int]
    closing: frozenset[int]
    cumulative: frozenset[int]

    @property
    def balances(self) -> Balances:
        return Balances(self.opening, self.closing, self.cumulative)


@lru_cache(maxsize=4096)
def says(text: str, name: str) -> bool:
    """Tell whether a text shows a word of a list, in any language."""
    found: list[WordList] = [getattr(words(language), name) for language in LANGUAGES]
    return any(text in own for own in found)


def heads_of(table: Table, figures: Figures) -> Heads:
    """What the heads, the headnotes and the percent signs say about the columns."""
    paths = [column.path for column in table.columns]

    def named(name: str) -> frozenset[int]:
        return frozenset(
            i for i, path in enumerate(paths) if i and any(says(own, name) for own in path)
        )

    everywhere = any(says(note.text, "rates") for note in table.headnotes)
    rates: set[int] = set()
    for column in range(1, len(paths)):
        numbers = [figures.number((row, column)) for row in range(figures.rows)]
        signs = [figure.percent for figure in numbers if figure is not None]
        if everywhere or any(signs) or says(" ".join(paths[column]), "rates"):
            rates.add(column)
    return Heads(
        paths=paths,
        totals=named("total"),
        differences=named("difference"),
        rates=frozenset(rates),
        averages=named("average"),
        opening=named("opening"),
        closing=named("closing"),
        cumulative=named("cumulative"),
    )


def balances_of(rows: Sequence[Row]) -> Balances:
    """Which rows the stubs call opening and closing balances."""

    def named(name: str) -> frozenset[int]:
        return frozenset(at for at, row in enumerate(rows) if row.stub and says(row.stub, name))

    return Balances(named("opening"), named("closing"), frozenset())


def averages_of(rows: Sequence[Row]) -> tuple[int, ...]:
    """The rows that the stubs call averages."""
    return tuple(
        at for at, row in enumerate(rows) if row.kind != "section" and says(row.stub, "average")
    )


def formulas_of(
    heads: Heads, columns: Sequence[int]
) -> tuple[Mapping[str, int], Mapping[int, Formula]]:
    """The labels that the heads give themselves, by column, and the formulas made of them."""
    labels = labels_of({c: " ".join(heads.paths[c]) for c in range(1, len(heads.paths))})
    formulas = {
        column: formula
        for column in columns
        if (formula := formula_in(" ".join(heads.paths[column]))) is not None
        and all(label in labels for _, label in formula.terms)
    }
    return labels, formulas
