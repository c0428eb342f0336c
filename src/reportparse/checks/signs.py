"""Numbers in parentheses that can be negative or a count: the table's equations decide.

Where the columns say nothing, a reader adds up. A reading counts for a whole column if an equation
holds with it to the last digit and does not with the other, and if the other has none such; an
equation that the table states outweighs one that is only found to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final, Literal

from reportparse.build.values import face_value
from reportparse.checks.figures import Spot, figures_of
from reportparse.checks.totals import Checked, check_table
from reportparse.lexicon.words import Language
from reportparse.notation.values import read_value
from reportparse.report.tables import Cell, Table, Words

Sense = Literal["negative", "count"]
SENSES: Final[tuple[Sense, Sense]] = ("negative", "count")


class Weight(IntEnum):
    """What an equation says for a reading."""

    NONE = 0
    FOUND = 1
    STATED = 2


EXACT: Final = ("total", "row", "carried", "cumulative")
"""Proofs by which a sign is chosen: those that hold to the last digit."""

DIGITS: Final = 4
"""Digits of the figures of an equation, together, below which chance may make it hold."""


def with_signs(table: Table, language: Language) -> tuple[Table, frozenset[Spot]]:
    """Return the table with the signs that its equations prove, and the cells that got one."""
    doubtful: dict[Spot, Mapping[Sense, Cell]] = {}
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            readings = _readings(cell, language)
            if readings and cell.column:
                doubtful[at, cell.column] = readings
    if not doubtful:
        return table, frozenset()
    whole = {
        sense: _put(table, {spot: cells[sense] for spot, cells in doubtful.items()})
        for sense in SENSES
    }
    checked = {sense: check_table(own) for sense, own in whole.items()}
    shown = {
        sense: _columns(checked[sense], whole[sense], whole[other], set(doubtful))
        for sense, other in (SENSES, SENSES[::-1])
    }
    settled: dict[Spot, Cell] = {}
    for spot, cells in doubtful.items():
        negative, count = (shown[sense].get(spot[1], Weight.NONE) for sense in SENSES)
        if negative != count:
            settled[spot] = cells[SENSES[0] if negative > count else SENSES[1]]
    return _put(table, settled), frozenset(settled)


def _readings(cell: Cell, language: Language) -> Mapping[Sense, Cell]:
    """Both readings of a cell that has them, else none."""
    if not isinstance(cell.value, Words) or not cell.value.doubt:
        return {}
    found = read_value(cell.text, language)
    if {reading.sense for reading in found.readings} != set(SENSES):
        return {}
    return {
        sense: cell.model_copy(update={"value": face_value(read_value(cell.text, language, sense))})
        for sense in SENSES
    }


def _columns(
    checked: Checked, table: Table, other: Table, doubtful: set[Spot]
) -> Mapping[int, Weight]:
    """The columns of which a doubtful figure stands in an equation that holds in `table` and not
    in `other`, and how much that weighs."""
    figures, against = figures_of(table), figures_of(other)
    found: dict[int, Weight] = {}
    for held in checked.held:
        open_ = [spot for spot in held.spots if spot in doubtful]
        if held.by not in EXACT or not open_ or held.still(against):
            continue
        numbers = [figures.number(spot) for spot in held.spots]
        digits = sum(len(own.value.as_tuple().digits) for own in numbers if own is not None)
        if len(held.spots) > 1 and digits >= DIGITS:
            weight = Weight.STATED if held.stated else Weight.FOUND
            for _, column in open_:
                found[column] = max(found.get(column, Weight.NONE), weight)
    return found


def _put(table: Table, cells: Mapping[Spot, Cell]) -> Table:
    if not cells:
        return table
    rows = tuple(
        row.model_copy(
            update={"cells": tuple(cells.get((at, own.column), own) for own in row.cells)}
        )
        for at, row in enumerate(table.rows)
    )
    return table.model_copy(update={"rows": rows})
