"""A database with the fixtures and the generated years, and with what exports stumble over."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from reportparse import storage
from reportparse.exports.source import Shape, Source, shapes, source
from reportparse.report import Report
from reportparse.storage.schema import tables as schema
from tests.conftest import FIXTURES
from tests.storage.conftest import new_engine, new_url, postgres_folder
from tests.years.parsed import parsed_years

__all__ = ["new_engine", "new_url", "postgres_folder"]

Rows = dict[str, list[tuple[Any, ...]]]
Opened = Callable[[], Any]

HARD = (
    "\\N", "", "NULL", "=1+1", "+1", "-1", "@SUM(A1)", "'", '"', '""', "a,b", "a\nb", "a\r\nb",
    " 前后 ", "_x0041_", "a\tb", "𠀀", "1E+3", "TRUE", "２０２４", "0012", "2024-01-01", "nan",
    '="x"', "\ufeff", "\u2028", "\\", "\\NULL",
)  # fmt: skip
"""Texts that some program takes for something else."""
NUMBERS = (
    Decimal(0), Decimal("0.1"), Decimal("-191.5"), Decimal(10) ** 15 - 1, Decimal(10) ** 15 + 1,
    Decimal(2) ** 63, Decimal(10) ** 40 + 1, Decimal("1E-20"), Decimal("123456789.123456789"),
)  # fmt: skip


def load_all(engine: Engine, years: int | None = None) -> None:
    """Load the fixtures and so many of the years, all by default; with a run that has a time."""
    run = storage.Run("first", datetime.datetime(2024, 5, 6, 7, 8, 9, 123456), "a remark")
    for path in sorted(FIXTURES.glob("*.json")):
        storage.load(engine, Report.model_validate_json(path.read_bytes()), run=run)
    for _, report in parsed_years(0)[:years]:
        storage.load(engine, report)


def harden(engine: Engine, texts: tuple[str, ...] = HARD) -> None:
    """Put hard texts and figures into the cells of one table."""
    cell = schema.CELL
    with engine.begin() as connection:
        keys = list(cell.primary_key)
        found = connection.execute(cell.select().order_by(*keys)).all()
        assert len(found) > len(texts) + len(NUMBERS)
        for row, text in zip(found, texts, strict=False):
            _set(connection, row, {"text": text, "raw": text, "unit": text, "doubt": text})
        for row, number in zip(found[len(texts) :], NUMBERS, strict=False):
            values = {"number": number, "kind": "decimal", "text": format(number, "f")}
            _set(connection, row, values | {"decimals": 3, "low": number, "number_int": None})


def _set(connection: Any, row: Any, values: dict[str, Any]) -> None:
    cell = schema.CELL
    connection.execute(
        update(cell)
        .where(*(column == row._mapping[column.name] for column in cell.primary_key))
        .values(values)
    )


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Fixtures, years, and hard texts in an SQLite file."""
    engine = storage.connect(str(tmp_path_factory.mktemp("exports") / "all.db"))
    load_all(engine)
    harden(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def own(database: Engine) -> Iterator[Source]:
    with source(database) as opened:
        yield opened


@pytest.fixture(scope="session")
def wanted(database: Engine) -> Rows:
    """Every row of the database, typed, in the order of their keys."""
    with source(database) as opened:
        return {shape.name: list(opened.rows(shape)) for shape in shapes()}


def shape_of(name: str) -> Shape:
    return next(shape for shape in shapes() if shape.name == name)


def differing(found: list[tuple[Any, ...]], asked: list[tuple[Any, ...]], name: str) -> list[str]:
    """Every value that is another, or of another type, than in the database."""
    shape = shape_of(name)
    problems = [f"{name}: {len(found)} rows, not {len(asked)}"] if len(found) != len(asked) else []
    for one, other in zip(found, asked, strict=False):
        for column, got, right in zip(shape.names, one, other, strict=True):
            if type(got) is not type(right) or got != right:
                problems.append(f"{name}.{column}: {got!r}, not {right!r}")
    return problems


def folder(path: Path) -> Path:
    path.mkdir()
    return path
