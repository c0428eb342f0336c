"""Figures of the sample's prose that follow from its tables, worked out by hand on the print."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from reportparse.echoes.find import with_echoes
from reportparse.reading import parse
from reportparse.report.facts import CellPlace, Echo, Operand, Quantity
from reportparse.report.model import Report

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DOORS = ("FCCC_KP_CMP_2024_3.pdf", "FCCC_KP_CMP_2024_3.zh.txt")

EXPECTED = {
    # What the prose repeats, by paragraph and print: how, and from which cells or figures.
    ("p8", "32,717,425", "equal", "table-3:0:4"),
    ("p8", "32,717,425", "sum", "table-1:12:3 table-1:12:4"),
    ("p12", "32,717,425", "equal", "table-3:0:4"),
    ("p12", "32,717,425", "sum", "table-1:12:3 table-1:12:4"),
    ("p12", "32,717,425", "equal", "p8 32,717,425"),
    ("p12", "2,449,614,293", "equal", "table-3:0:2"),
    ("p12", "2,449,614,293", "sum", "table-1:13:3 table-1:13:4"),
    ("p12", "2,449,614,293", "sum", "p12 2,427,819,603 p12 20,876,130 p12 918,560"),
    ("p12", "2,427,819,603", "sum", "p13 1,472,584,629 p13 955,234,974"),
    ("p12", "20,876,130", "sum", "p13 12,405,185 p13 8,470,945"),
    ("p12", "918,560", "sum", "p13 505,085 p13 413,475"),
    ("table-1:13:3", "", "sum", "p13 1,472,584,629 p13 12,405,185 p13 505,085"),
    ("table-1:13:4", "", "sum", "p13 955,234,974 p13 8,470,945 p13 413,475"),
    ("table-1.c", "3,728", "equal", "table-1:13:2"),
    ("table-1:13:2", "", "sum", "p15 3,628 p15 100"),
    ("p23", "3,205", "equal", "table-4:8:1"),
    ("p23", "220万", "equal", "table-4:8:2"),
    ("p23", "1,330万", "equal", "table-4:9:2"),
    ("p36", "51", "sum", "p36 4 p36 3 p36 16 p36 11 p36 17"),
    ("p48", "1,150万", "equal", "table-10:0:2"),
    ("p48", "1,400万", "equal", "table-10:0:1"),
    ("p48", "250万", "difference", "table-10:0:1 table-10:0:2"),
    ("p48", "18", "quotient", "p48 250万 table-10:0:1"),
    ("p49", "560万", "equal", "table-10:1:2"),
    ("p49", "860万", "equal", "table-10:1:1"),
    ("table-3:0:2", "", "sum", "table-1:13:3 table-1:13:4"),
    ("table-3:0:4", "", "sum", "table-1:12:3 table-1:12:4"),
    ("table-10:2:1", "", "quotient", "table-10:1:1 table-10:0:1"),
    ("table-10:2:2", "", "quotient", "table-10:1:2 table-10:0:2"),
}

FURTHER = {
    # True as well, and no more than another way to say one of the above.
    ("table-3:0:2", "", "sum", "p12 2,427,819,603 p12 20,876,130 p12 918,560"),
    ("table-1.c", "3,728", "sum", "p15 3,628 p15 100"),
    ("p48", "1,400万", "sum", "p48 1,150万 p48 250万"),
    ("figure-u1.label.3", "2818", "equal", "table-1.b 2,818"),
}


@lru_cache
def report(name: str) -> Report:
    return parse(FIXTURES / name)


def shown(own: Operand, quantities: dict[str, Quantity]) -> tuple[str, str]:
    if own.cell is not None:
        return f"{own.cell.table}:{own.cell.row}:{own.cell.column}", ""
    quantity = quantities[str(own.quantity)]
    return quantity.element, "".join(quantity.raw.split()).removesuffix("%")


def lines(found: Report) -> set[tuple[str, str, str, str]]:
    quantities = {own.id: own for own in found.facts.quantities}
    made: set[tuple[str, str, str, str]] = set()
    for echo in found.facts.echoes:
        where, raw = shown(echo.figure, quantities)
        operands = " ".join(" ".join(shown(o, quantities)).strip() for o in echo.operands)
        made.add((where, raw, echo.relation, operands))
    return made


@pytest.mark.parametrize("door", DOORS)
def test_every_echo_is_found(door: str) -> None:
    assert EXPECTED - lines(report(door)) == set()


@pytest.mark.parametrize("door", DOORS)
def test_no_echo_is_false(door: str) -> None:
    assert lines(report(door)) - EXPECTED - FURTHER == set()


def test_both_doors_give_the_same() -> None:
    assert report(DOORS[0]).facts.echoes == report(DOORS[1]).facts.echoes


def scrambled(quantity: Quantity, random: Random) -> Quantity:
    """The quantity with other digits, as many of them and as many noughts at the end."""
    if quantity.value is None or not quantity.value:
        return quantity
    digits = str(abs(int(quantity.value / quantity.step)))
    core = digits.rstrip("0")
    new = [random.choice("123456789"), *(random.choice("0123456789") for _ in core[1:])]
    if len(core) > 1 and new[-1] == "0":
        new[-1] = "5"
    value = Decimal("".join(new) + "0" * (len(digits) - len(core))) * quantity.step
    return quantity.model_copy(update={"value": value})


def of_prose(echoes: tuple[Echo, ...]) -> list[Echo]:
    return [
        echo
        for echo in echoes
        if any(own.quantity is not None for own in (echo.figure, *echo.operands))
    ]


SHUFFLES = 40
MOST_ACCIDENTS = 8
"""Certain links that accident may give in forty shuffles of a hundred figures: each is certain at a
chance of 0.005 for the forty or so that have three digits or more."""


def test_scrambled_figures_repeat_nothing() -> None:
    whole = report(DOORS[0])
    certain = 0
    for number in range(SHUFFLES):
        random = Random(number)
        quantities = tuple(scrambled(own, random) for own in whole.facts.quantities)
        facts = whole.facts.model_copy(update={"quantities": quantities, "echoes": ()})
        found = with_echoes(whole.model_copy(update={"facts": facts}))
        certain += sum(echo.confidence == "certain" for echo in of_prose(found.facts.echoes))
    assert certain <= MOST_ACCIDENTS


def test_the_first_shuffle_links_nothing() -> None:
    whole = report(DOORS[0])
    random = Random(0)
    quantities = tuple(scrambled(own, random) for own in whole.facts.quantities)
    facts = whole.facts.model_copy(update={"quantities": quantities, "echoes": ()})
    found = with_echoes(whole.model_copy(update={"facts": facts}))
    assert [e for e in of_prose(found.facts.echoes) if e.confidence != "uncertain"] == []


def test_cells_are_named_by_row_and_column() -> None:
    place = CellPlace(table="table-4", row=8, column=1)
    table = next(own for own in report(DOORS[0]).tables if own.id == place.table)
    assert table.rows[place.row].cells[place.column].text == "3 205"
