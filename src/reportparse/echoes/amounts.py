"""The figures that can repeat each other: cells of tables and quantities of the prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

import regex

from reportparse.checks.figures import figures_of
from reportparse.frozen import frozen_record
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.report.facts import Approximation, CellPlace, Operand, Quantity
from reportparse.report.tables import Table

FEWEST_DIGITS: Final = 2
"""Significant digits that stay when the noughts at the end of a round number are taken as such."""

ROUND_NOUGHTS: Final = 3
"""Noughts at the end of a number printed in full that make it a round one: 350,000, not 2,100."""


@frozen_record
class Amount:
    """A printed figure: its worth, the worth of its last digit, and where it is.

    `coarsest` is the coarsest unit that the print may have been rounded to: 220 万 may be rounded
    to tens of 万. `percent` figures are shares, which nobody compares with amounts.
    """

    value: Decimal
    unit: Decimal
    coarsest: Decimal
    operand: Operand
    percent: bool = False
    approximation: Approximation | None = None

    @property
    def cell(self) -> CellPlace | None:
        return self.operand.cell


def amounts_of_table(table: Table) -> list[list[Amount]]:
    """The figures of a table, row by row, in the worth that its headnote gives them."""
    figures = figures_of(table)
    worth = [_worth(table, column) for column in range(figures.columns)]
    rows: list[list[Amount]] = []
    for row in range(figures.rows):
        own: list[Amount] = []
        for column in range(1, figures.columns):
            figure = figures.number((row, column))
            if figure is None:
                continue
            scale = Decimal(1) if figure.percent else worth[column]
            place = CellPlace(table=table.id, row=row, column=column)
            unit = figure.unit * scale
            own.append(
                Amount(figure.value * scale, unit, unit, Operand(cell=place), figure.percent)
            )
        rows.append(own)
    return rows


def _worth(table: Table, column: int) -> Decimal:
    """What 1 in a column is worth: a thousand under (千美元) or "Thousands of dollars".

    The column's own heads come first, then the headnotes; the longest scale word counts.
    """
    own = " ".join(table.columns[column].path)
    for text in (own, *(note.text for note in table.headnotes)):
        scale = _scale_word(text)
        if scale is not None:
            return Decimal(scale)
    return Decimal(1)


@lru_cache(maxsize=1)
def _scale_words() -> tuple[regex.Pattern[str], Mapping[str, int]]:
    scales = {
        word.lower(): scale
        for language in LANGUAGES
        for word, scale in words(language).scales.items()
    }
    found = "|".join(regex.escape(word) for word in sorted(scales, key=len, reverse=True))
    # At the front of a unit: (千美元), 单位：百万吨, In thousands of United States dollars.
    return regex.compile(rf"(?:^|[(（:：]|\bin)\s*({found})(?![\d%])", regex.IGNORECASE), scales


def _scale_word(text: str) -> int | None:
    """The scale that stands at the front of a unit, None where there is none.

    >>> _scale_word("(千美元)"), _scale_word("(Thousands of United States dollars)")
    (1000, 1000)
    >>> _scale_word("(美元)") is None
    True
    """
    pattern, scales = _scale_words()
    found = pattern.search(text)
    return scales[found[1].lower()] if found else None


def amount_of_quantity(quantity: Quantity) -> Amount | None:
    """A quantity as a figure to compare; None for a range and for a fraction in words."""
    if quantity.value is None or not quantity.step:
        return None
    return Amount(
        quantity.value,
        quantity.step,
        coarsest_unit(quantity.value, quantity.step, quantity.scale, quantity.approximation),
        Operand(quantity=quantity.id),
        quantity.unit_kind == "percent",
        quantity.approximation,
    )


def coarsest_unit(
    value: Decimal, step: Decimal, scale: int, approximation: Approximation | None
) -> Decimal:
    """The coarsest unit that a print may have been rounded to.

    >>> coarsest_unit(Decimal(14000000), Decimal(10000), 10000, None)
    Decimal('1000000')
    >>> coarsest_unit(Decimal(3205), Decimal(1), 1, None)
    Decimal('1')
    """
    digits = value / step
    if digits != digits.to_integral_value() or not value:
        return step
    text = str(abs(int(digits)))
    noughts = len(text) - len(text.rstrip("0"))
    rounded = scale > 1 or approximation is not None or noughts >= ROUND_NOUGHTS
    return step * 10 ** min(noughts, len(text) - FEWEST_DIGITS) if rounded and noughts else step


def by_table(tables: Sequence[Table]) -> Mapping[str, list[list[Amount]]]:
    """The figures of all tables by table id and row."""
    return {table.id: amounts_of_table(table) for table in tables}
