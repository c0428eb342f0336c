"""Figures of tables that repeat other tables, and rows that are shares of other rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final

from reportparse.checks.figures import Figures, figures_of
from reportparse.echoes.amounts import Amount
from reportparse.echoes.chance import CERTAIN, TRIED, Universe
from reportparse.echoes.follow import HUNDRED, Candidate, Relation, itself, of_table
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.report.facts import CellPlace, Echo, Operand
from reportparse.report.tables import Table

LEAST_STEPS: Final = 10_000
"""Units of its last digit that a cell must count before repeating it says anything."""

MOST_ROWS: Final = 40
"""Rows of a table above which no row is tried as a share of two others."""

FEWEST_SHARES: Final = 2
"""Cells in which a row must be the share of two others: one would be an accident."""


def tables_repeat(rows: Mapping[str, Sequence[Sequence[Amount]]]) -> Iterator[Echo]:
    """Yield the cells that another table's cell or sum repeats exactly and beyond accident.

    An equal cell is given once, with the one that stands first; a sum from before or behind.
    """
    order = {id_: at for at, id_ in enumerate(rows)}
    made = [own for table in rows.values() for own in of_table(table, False)]
    relations: tuple[Relation, ...] = ("equal", "sum")
    for relation in relations:
        universe = Universe(own for own in made if own.relation == relation)
        by_value: dict[Decimal, list[Candidate]] = {}
        for candidate in universe.candidates:
            by_value.setdefault(candidate.value, []).append(candidate)
        for id_, table in rows.items():
            for amount in (own for row in table for own in row):
                if amount.value not in by_value or not _beyond_accident(amount, universe, relation):
                    continue
                for candidate in by_value[amount.value]:
                    other = max(order[own] for own in candidate.tables)
                    behind = other >= order[id_] if relation == "equal" else other == order[id_]
                    if not behind:
                        chance = universe.accidents(amount, candidate) * TRIED[relation]
                        yield _exact(amount.operand, candidate, chance)


def _beyond_accident(amount: Amount, universe: Universe, relation: Relation) -> bool:
    """Tell whether a match to the last digit is none by accident: every cell is tried, not only
    what the prose chose to say."""
    if amount.percent or abs(amount.value) < amount.unit * LEAST_STEPS:
        return False
    chance = universe.accidents(amount, itself(amount)) * TRIED[relation]
    return chance * len(universe.candidates) < CERTAIN


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
