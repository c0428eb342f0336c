"""Prints by value: every print is found, and nothing that is another figure."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select

from reportparse import storage
from reportparse.reading import parse
from reportparse.report import Report
from reportparse.report.tables import Integer, NumberRange
from reportparse.search.model import Hit
from reportparse.storage.index.filters import Filters
from reportparse.storage.index.values import find_value
from reportparse.storage.schema.facts import QUANTITY, RECORD_FIELD
from reportparse.storage.schema.tables import CELL
from tests.search.planted import planted

Made = Callable[[str], Engine]
MOST = 100_000


def _marked(engine: Engine, value: Decimal, **filters: object) -> list[tuple[str, str, str]]:
    found = find_value(engine, value, value, limit=MOST, filters=Filters(**filters))  # type: ignore[arg-type]
    assert found.total == len(found.hits)
    return [
        (hit.kind, hit.element, hit.snippet.text[start:end])
        for hit in found.hits
        for start, end in hit.snippet.marked
    ]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_planted_figure_is_found(kind: str, new_engine: Made) -> None:
    engine, made = new_engine(kind), planted()
    for report in made.reports:
        storage.load(engine, report)
    for value, print_, where in made.figures:
        found = find_value(engine, value, value, limit=MOST)
        hits = {(hit.report_id, hit.element): hit for hit in found.hits}
        planted_there = {one for other, _, one in made.figures if other == value}
        assert set(hits) == planted_there
        shown = hits[where].snippet
        assert print_ in [shown.text[start:end] for start, end in shown.marked]
    assert {print_[-1] == "万" for _, print_, _ in made.figures} == {True, False}


def test_every_print_of_the_sample(loaded: Engine) -> None:
    """Read in the report: paragraphs 8 and 12, table 3, and the record made of the cell."""
    found = _marked(loaded, Decimal(32717425))
    assert sorted(set(found)) == [
        ("cell", "table-3.0.4", "32 717 425"),
        ("quantity", "p12", "32,717,425"),
        ("quantity", "p8", "32,717,425"),
        ("record", "transactions/issuance", "32 717 425"),
    ]
    assert len(found) == 8  # through both doors


def test_a_scale_word_is_part_of_the_value(loaded: Engine) -> None:
    assert ("quantity", "p48", "250 万") in _marked(loaded, Decimal(2500000)) or (
        "quantity",
        "p48",
        "250万",
    ) in _marked(loaded, Decimal(2500000))
    assert _marked(loaded, Decimal(250)) == [] or all(
        "万" not in print_ for _, _, print_ in _marked(loaded, Decimal(250))
    )


@pytest.mark.parametrize(
    ("low", "high"),
    [(1_000_000, 2_000_000), (0, 10), (-5, 5), (66, 67), (10**8, 10**12), (5, 5), (3728, 3728)],
)
def test_ranges_are_what_reading_every_figure_finds(loaded: Engine, low: int, high: int) -> None:
    wanted = 0
    with loaded.connect() as connection:
        for table in (CELL, QUANTITY, RECORD_FIELD):
            columns = table.c
            rows = connection.execute(select(columns.number, columns.low, columns.high)).all()
            for number, first, last in rows:
                single = low == high and low in (first, last)
                wanted += (number is not None and low <= number <= high) or single
    found = find_value(loaded, Decimal(low), Decimal(high), limit=MOST)
    typed = [hit for hit in found.hits if hit.value is not None or hit.kind == "quantity"]
    assert len(typed) == wanted
    assert found.total == len(found.hits)


@pytest.mark.parametrize("value", [2**53 + 1, 2**63 + 5, 10**40, -(10**20)])
def test_figures_of_any_length_are_told_apart(engine: Engine, sample: Report, value: int) -> None:
    cells = tuple(
        cell.model_copy(update={"value": Integer(value=number), "text": str(number)})
        for cell, number in zip(
            sample.tables[0].rows[0].cells[1:], (value, value + 1), strict=False
        )
    )
    row = sample.tables[0].rows[0].model_copy(update={"cells": cells})
    table = sample.tables[0].model_copy(update={"rows": (row,), "repeats": ()})
    storage.load(engine, sample.model_copy(update={"tables": (table,)}))
    found = find_value(engine, Decimal(value), Decimal(value)).hits
    assert [(hit.kind, hit.value) for hit in found if hit.kind == "cell"] == [
        ("cell", Decimal(value))
    ]


def test_a_range_of_a_cell_is_found_by_its_ends(engine: Engine, sample: Report) -> None:
    cell = sample.tables[0].rows[0].cells[1]
    stated = cell.model_copy(
        update={"value": NumberRange(low=Decimal(12), high=Decimal(777)), "raw": "12–777"}
    )
    row = sample.tables[0].rows[0].model_copy(update={"cells": (stated,)})
    table = sample.tables[0].model_copy(update={"rows": (row,), "repeats": ()})
    storage.load(engine, sample.model_copy(update={"tables": (table,)}))
    for end in (12, 777):
        assert ("cell", "table-1.0.1", "12–777") in _marked(engine, Decimal(end))
    assert ("cell", "table-1.0.1", "12–777") not in _marked(engine, Decimal(13))


def test_a_print_that_is_no_typed_value_is_found_last(new_engine: Made) -> None:
    engine = new_engine("sqlite")
    dump = (
        "一. 关于765 432号的导言\n\n1. 发放了765,432个单位。\n\n"
        "2. 见1765432、7654321、765,432,1和765,432.5以及第765432号、X765432Y。\n"
    )
    storage.load(engine, parse(dump.encode()))
    found = find_value(engine, Decimal(765432), Decimal(765432)).hits
    assert (found[0].element, found[0].value) == ("p1", Decimal(765432))
    marked = [hit.snippet.text[a:b] for hit in found for a, b in hit.snippet.marked]
    assert "765 432" in marked and "765432" in marked
    assert not {"1765432", "765,432,1", "765,432.5"} & set(marked)
    for hit in found:
        for _, end in hit.snippet.marked:
            assert not hit.snippet.text[end : end + 1].isdigit()


def test_filters_hold_for_values(loaded: Engine) -> None:
    value = Decimal(32717425)
    assert {kind for kind, _, _ in _marked(loaded, value, kinds=("cell",))} == {"cell"}
    assert {one for _, one, _ in _marked(loaded, value, section="s3.A.2")} == {
        "p12",
        "table-3.0.4",
        "transactions/issuance",
    }
    assert _marked(loaded, value, years=(2025, 2026)) == []
    assert len(_marked(loaded, value, symbols=("FCCC/*",))) == 8


def test_pages_of_hits_are_all_hits(loaded: Engine) -> None:
    low, high = Decimal(100), Decimal(10_000)
    whole = find_value(loaded, low, high, limit=MOST)
    hits: list[Hit] = []
    for offset in range(0, whole.total, 50):
        hits += find_value(loaded, low, high, limit=50, offset=offset).hits
    assert hits == list(whole.hits) and len(hits) == whole.total > 100


def test_both_databases_give_the_same(new_engine: Made, sample: Report) -> None:
    lite, post = new_engine("sqlite"), new_engine("postgresql")
    for engine in (lite, post):
        storage.load(engine, sample)
    for low, high in ((32717425, 32717425), (0, 100), (10**6, 10**9)):
        answers = [find_value(one, Decimal(low), Decimal(high), limit=MOST) for one in (lite, post)]
        assert answers[0] == answers[1]
        assert answers[0].total > 0
