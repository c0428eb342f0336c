"""Figures of the prose that nearly repeat a cell: a digit off, or another figure of the same row.

Said only where accident is out of the question. Two grounds are taken: the digits themselves (all
but one the same, or two neighbours exchanged, of so many that no accident explains it), and the
company (another figure of the sentence repeats a cell of the row, and this one speaks of a column
of that row but gives another number).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from reportparse.echoes.agree import Agreement
from reportparse.echoes.amounts import Amount, amount_of_quantity, by_table
from reportparse.echoes.chance import CERTAIN, LIKELY
from reportparse.echoes.context import Setting, settings_of
from reportparse.echoes.follow import itself
from reportparse.frozen import frozen_record
from reportparse.notation.spacing import half_width
from reportparse.report.facts import CellPlace, Operand, Quantity
from reportparse.report.model import Report

FEWEST_DIGITS: Final = 4
"""Digits that a figure must have for one wrong digit to be seen."""

NAMED: Final = 0.1
"""Where the sentence names the row by its stub, an accident is so much the rarer."""

SHORTEST_STUB: Final = 2
"""Characters of a stub that a sentence can be said to name."""

NEIGHBOURS: Final = 9
"""Numbers that differ from a given one in a given digit."""

LEAST_STEPS: Final = 10
"""Units of its last digit that a figure counts at least; single digits are met everywhere."""

WITHIN: Final = Decimal("0.5")
"""A figure of the same row may differ by so much of its worth and still be meant for it."""


@frozen_record
class Miss:
    """A quantity, the cell it must be meant to repeat, the cell's worth, and why."""

    quantity: Quantity
    operand: Operand
    value: Decimal
    why: str


def near_misses(report: Report) -> Iterator[Miss]:
    """Yield the quantities without any echo that nearly repeat a cell."""
    linked = {own.quantity for echo in report.facts.echoes for own in (echo.figure, *echo.operands)}
    rows = by_table(report.tables)
    stubs = {table.id: [row.stub for row in table.rows] for table in report.tables}
    settings = settings_of(report)
    agreement = Agreement(report.tables, settings)
    company = _company(report, settings)
    for setting in settings:
        amount = amount_of_quantity(setting.quantity)
        if setting.quantity.id in linked or amount is None or amount.percent:
            continue
        miss = _by_digits(setting, amount, rows, stubs, agreement) or _by_company(
            setting, amount, rows, agreement, company.get(setting.sentence, {})
        )
        if miss is not None:
            yield miss


def _by_digits(
    setting: Setting,
    amount: Amount,
    rows: Mapping[str, list[list[Amount]]],
    stubs: Mapping[str, list[str]],
    agreement: Agreement,
) -> Miss | None:
    digits = _digits(amount)
    if len(digits) < FEWEST_DIGITS:
        return None
    found: list[Amount] = []
    tried = 0
    for table in setting.nearby:
        for row in rows[table]:
            for cell in row:
                own = _digits(cell)
                if len(own) != len(digits) or cell.percent:
                    continue
                tried += 1
                if _one_slip(digits, own):
                    found.append(cell)
    chance: float = tried * NEIGHBOURS * len(digits) / 10 ** len(digits)

    def accidents(cell: Amount) -> float:
        penalty = agreement.penalty(setting.quantity, setting.words, itself(cell))
        named = NAMED if _names_row(setting, cell, stubs) else 1.0
        return chance * penalty * named

    agreeing = [cell for cell in found if accidents(cell) < CERTAIN]
    if len(agreeing) != 1:
        return None
    cell = agreeing[0]
    return Miss(setting.quantity, cell.operand, cell.value, "all digits but one are the same")


def _names_row(setting: Setting, cell: Amount, stubs: Mapping[str, list[str]]) -> bool:
    """Tell whether the sentence holds the stub of a cell's row."""
    if cell.cell is None:
        return False
    stub = _squeezed(stubs[cell.cell.table][cell.cell.row])
    return len(stub) >= SHORTEST_STUB and stub in _squeezed(setting.text)


def _squeezed(text: str) -> str:
    return "".join(half_width(text).lower().split())


def _digits(amount: Amount) -> str:
    """The printed digits of a figure that is printed in full."""
    if amount.unit > 1 or amount.approximation is not None:
        return ""
    return str(abs(int(amount.value / amount.unit)))


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one digit is wrong, or two neighbours are exchanged.

    >>> _one_slip("3205", "3206"), _one_slip("3205", "3250"), _one_slip("3205", "3216")
    (True, True, False)
    """
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        first, second = wrong
        return one[first] == other[second] and one[second] == other[first]
    return len(wrong) == 1


def _company(
    report: Report, settings: list[Setting]
) -> Mapping[tuple[str, int], Mapping[str, CellPlace]]:
    """For each sentence the cells that its quantities repeat beyond doubt, by quantity."""
    of_quantity = {setting.quantity.id: setting for setting in settings}
    found: dict[tuple[str, int], dict[str, CellPlace]] = {}
    for echo in report.facts.echoes:
        id_ = echo.figure.quantity
        if id_ is None or echo.relation != "equal" or echo.others or echo.chance >= LIKELY:
            continue
        cell = echo.operands[0].cell
        if cell is not None and id_ in of_quantity:
            found.setdefault(of_quantity[id_].sentence, {})[id_] = cell
    return found


def _by_company(
    setting: Setting,
    amount: Amount,
    rows: Mapping[str, list[list[Amount]]],
    agreement: Agreement,
    company: Mapping[str, CellPlace],
) -> Miss | None:
    lines = {(cell.table, cell.row) for cell in company.values()}
    taken = set(company.values())
    if len(lines) != 1:
        return None
    ((table, row),) = lines
    free = [
        cell
        for cell in rows[table][row]
        if cell.cell not in taken
        and not cell.percent
        and abs(cell.value - amount.value) <= WITHIN * abs(cell.value)
        and agreement.penalty(setting.quantity, setting.words, itself(cell)) == 1
    ]
    if len(free) != 1 or amount.approximation not in (None, "about"):
        return None
    cell = free[0]
    same = abs(cell.value - amount.value) <= max(amount.coarsest, cell.unit) / 2
    if same or abs(amount.value) < amount.unit * LEAST_STEPS:
        return None
    return Miss(
        setting.quantity,
        cell.operand,
        cell.value,
        "the sentence repeats another figure of the same row",
    )
