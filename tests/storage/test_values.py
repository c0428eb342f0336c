"""Typed values survive the way into a database and back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from reportparse import storage
from reportparse.report import Report
from reportparse.report.base import PagePlace
from reportparse.report.facts import Quantity
from reportparse.report.tables import (
    Blank,
    Cell,
    Column,
    Date,
    DecimalNumber,
    Integer,
    NilSign,
    NumberRange,
    NumberSet,
    Percent,
    Period,
    Row,
    Table,
    Unread,
    Value,
    Words,
)
from reportparse.storage.schema.facts import QUANTITY
from reportparse.storage.schema.tables import CELL
from reportparse.storage.values import value_columns, value_of

LONG = Decimal("123456789012345678901234567890.123456789012345678901234567890")
"""More digits than a float or the usual context of decimals holds."""

VALUES: tuple[Value, ...] = (
    Integer(value=0),
    Integer(value=-(10**30), unit="美元"),
    DecimalNumber(value=Decimal("1.50"), decimals=2),
    DecimalNumber(value=LONG, decimals=30, unit="吨"),
    DecimalNumber(value=Decimal("0.10"), decimals=2),
    Percent(value=Decimal("12.0"), decimals=1),
    Date(date=datetime.date(2024, 2, 29)),
    Period(start=datetime.date(2023, 9, 1), end=datetime.date(2024, 8, 31), precision="day"),
    Period(start=None, end=datetime.date(2012, 8, 31), precision="month"),
    NumberRange(low=Decimal("-0.5"), high=Decimal(3)),
    NumberSet(members=((1, 3), (14, 14))),
    NumberSet(members=()),
    Words(),
    Words(doubt="two readings"),
    NilSign(meaning="not_applicable"),
    NilSign(),
    Blank(),
    Unread(),
)


def _decimal(whole: int, decimals: int) -> Decimal:
    """A figure of the value `whole` / 10^`decimals`, with all its decimals."""
    return Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), -decimals))


NUMBERS = st.builds(_decimal, st.integers(-(10**40), 10**40), st.integers(1, 30))


@given(NUMBERS)
def test_decimals_come_back_with_their_decimals(number: Decimal) -> None:
    decimals = -int(number.as_tuple().exponent)
    value = DecimalNumber(value=number, decimals=decimals)
    back = value_of(value_columns(value))
    assert back == value
    assert isinstance(back, DecimalNumber)
    assert format(back.value, "f") == format(number, "f")


def test_values_of_every_kind_come_back(engine: Engine, sample: Report) -> None:
    storage.load(engine, _in_one_row(sample, VALUES))
    with engine.connect() as connection:
        rows = connection.execute(select(CELL).order_by(CELL.c.column_index)).mappings().all()
    assert [value_of(row) for row in rows] == list(VALUES)
    shown = [str(getattr(value_of(row), "value", "")) for row in rows]
    assert shown == [str(getattr(value, "value", "")) for value in VALUES]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("door", ["sample", "sample_dump"])
def test_the_cells_of_the_sample_come_back(
    kind: str, door: str, new_engine: Callable[[str], Engine], request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(door)
    engine = new_engine(kind)
    storage.load(engine, report)
    with engine.connect() as connection:
        found = {row["cell_id"]: row for row in connection.execute(select(CELL)).mappings()}
    cells = {
        f"{table.id}.{row.index}.{cell.column}": cell
        for table in report.tables
        for row in table.rows
        for cell in row.cells
    }
    assert found.keys() == cells.keys()
    for own, cell in cells.items():
        row = found[own]
        assert value_of(row) == cell.value, own
        assert (row["raw"], row["text"]) == (cell.raw, cell.text)
        if cell.places and isinstance(cell.places[0], PagePlace):
            box = (row["x0"], row["top"], row["x1"], row["bottom"])
            assert (row["page"], box) == (cell.places[0].page, cell.places[0].box)


def test_quantities_of_any_size_come_back(engine: Engine, sample: Report) -> None:
    quantity = Quantity(
        id="q1",
        element="p1",
        start=0,
        end=3,
        raw="三分之二",
        value=LONG,
        low=Decimal("1E+30"),
        high=Decimal("1E-30"),
        ratio=(2, 10**25),
        step=Decimal("1E-30"),
        scale=10**28,
        unit_kind="none",
    )
    facts = sample.facts.model_copy(update={"quantities": (quantity,)})
    storage.load(engine, sample.model_copy(update={"facts": facts}))
    with engine.connect() as connection:
        row = connection.execute(select(QUANTITY)).one()
    assert (row.number, row.low, row.high) == (quantity.value, quantity.low, quantity.high)
    assert (row.ratio_over, row.ratio_under) == (Decimal(2), Decimal(10**25))
    assert (row.step, row.scale) == (quantity.step, Decimal(quantity.scale))


def _in_one_row(report: Report, values: tuple[Value, ...]) -> Report:
    """The report with one table of one row, each value in a column of its own."""
    cells = tuple(
        Cell(column=index, text="", raw="", value=value) for index, value in enumerate(values)
    )
    columns = tuple(Column(index=index, path=(str(index),)) for index in range(len(values)))
    row = Row(index=0, kind="data", indent=0, stub="", page=1, cells=cells)
    table = Table(
        id="table-1", number="1", caption=None, title=None, header=(), columns=columns, rows=(row,)
    )
    return report.model_copy(update={"tables": (table,)})
