"""Figures of tables that repeat other tables, and rows that are shares of other rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Final

from reportparse.checks.figures import Figures, figures_of
from reportparse.echoes.amounts import Amount
from reportparse.echoes.chance import CERTAIN, TRIED, Universe
from reportparse.echoes.follow import HUNDRED, Candidate, of_table
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.report.facts import CellPlace, Echo, Operand
from reportparse.report.tables import Table

MOST_ROWS: Final = 40
"""Rows of a table above which no row is tried as a share of two others."""

FEWEST_SHARES: Final = 2
"""Cells in which a row must be the share of two others: one would be an accident."""


def tables_repeat(rows: Mapping[str, Sequence[Sequence[Amount]]]) -> Iterator[Echo]:
    """Yield the cells that another table's cell or sum repeats exactly and beyond accident."""
    made = {id_: list(of_table(own)) for id_, own in rows.items()}
    for at, own in enumerate(rows.values()):
        before = list(rows)[:at]
        behind = list(rows)[at + 1 :]
        scopes = (("equal", before), ("sum", before), ("sum", behind))
        for relation, tables in scopes:
            universe = Universe(
                candidate
                for other in tables
                for candidate in made[other]
                if candidate.relation == relation and not candidate.percent
            )
            for row in own:
                yield from _repeats(row, universe)


def _repeats(row: Sequence[Amount], universe: Universe) -> Iterator[Echo]:
    for amount in row:
        if amount.percent:
            continue
        for candidate in universe.between(amount.value, amount.value):
            chance = universe.accidents(amount, candidate) * TRIED[candidate.relation]
            # Every cell is tried, not only what the prose chose to say.
            if chance * len(universe.candidates) < CERTAIN:
                yield _exact(amount.operand, candidate, chance)


def _exact(figure: Operand, candidate: Candidate, chance: float) -> Echo:
    return Echo(
        figure=figure,
        relation=candidate.relation,
        operands=candidate.operands,
        computed=candidate.value,
        confidence="certain",
        chance=float(f"{chance:.1e}"),
    )


def shares_of_rows(tables: Sequence[Table]) -> Iterator[Echo]:
    """Yield the cells of rows that are one row in per cent of another, as their stub says."""
    for table in tables:
        figures = figures_of(table)
        if figures.rows > MOST_ROWS:
            continue
        for row, line in enumerate(table.rows):
            if any(line.stub in words(language).rates for language in LANGUAGES):
                yield from _share_row(table.id, figures, row)


def _share_row(table: str, figures: Figures, row: int) -> Iterator[Echo]:
    columns = [c for c in range(1, figures.columns) if figures.number((row, c)) is not None]
    if len(columns) < FEWEST_SHARES:
        return
    others = [other for other in range(figures.rows) if other != row]
    fitting = [
        (part, whole)
        for part, whole in permutations(others, 2)
        if all(_is_share(figures, (row, c), (part, c), (whole, c)) for c in columns)
    ]
    if len(fitting) != 1:
        return
    part, whole = fitting[0]
    for column in columns:
        places = [CellPlace(table=table, row=own, column=column) for own in (row, part, whole)]
        one, two = figures.number((part, column)), figures.number((whole, column))
        if one is None or two is None:
            continue
        yield Echo(
            figure=Operand(cell=places[0]),
            relation="quotient",
            operands=tuple(Operand(cell=place) for place in places[1:]),
            computed=one.value * HUNDRED / two.value,
            rounded=True,
            confidence="certain",
            chance=float(f"{_accident(figures, row, columns, len(others)):.1e}"),
        )


def _is_share(
    figures: Figures, share: tuple[int, int], part: tuple[int, int], whole: tuple[int, int]
) -> bool:
    own, one, two = (figures.number(spot) for spot in (share, part, whole))
    if own is None or one is None or two is None or not two.value:
        return False
    return abs(one.value * HUNDRED / two.value - own.value) <= own.unit / 2


def _accident(figures: Figures, row: int, columns: Sequence[int], others: int) -> float:
    chance = float(others * (others - 1))
    for column in columns:
        figure = figures.number((row, column))
        chance *= float(figure.unit) / 100.0 if figure is not None else 1.0
    return chance
