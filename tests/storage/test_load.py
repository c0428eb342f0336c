"""Loading: one transaction a report, nothing twice, replaced whole, the same in both databases."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import Engine, MetaData, event, func, insert, select, text

from reportparse import storage
from reportparse.errors import DatabaseError
from reportparse.report import Report
from reportparse.report.tables import Cell, Integer, Row, Table
from reportparse.storage.index.engines import OWN_TABLES
from reportparse.storage.schema import DERIVED, METADATA, REPORT, RUN
from reportparse.storage.schema.document import FINDING
from reportparse.storage.schema.tables import CELL, TABLE_ROW

CELLS_PER_SECOND = 5_000
"""What loading into SQLite has to reach; it is measured in the processor's own time."""

Made = Callable[[str], Engine]


def test_loading_twice_changes_nothing(engine: Engine, sample: Report) -> None:
    first = storage.load(engine, sample, run="one")
    before = list(storage.canonical(engine))
    second = storage.load(engine, sample, run="two")
    assert (first.status, second.status) == ("loaded", "unchanged")
    assert list(storage.canonical(engine)) == before
    assert first.rows == len(before)
    with engine.connect() as connection:
        assert connection.scalars(select(RUN.c.run_id)).all() == ["one"]


def test_another_parser_replaces_the_report_whole(engine: Engine, sample: Report) -> None:
    source = sample.source.model_copy(update={"reader_version": "99"})
    smaller = sample.model_copy(update={"source": source, "tables": sample.tables[:1]})
    storage.load(engine, sample, run="one")
    result = storage.load(engine, smaller, run="two")
    fresh = result.rows
    assert result.status == "replaced"
    with engine.connect() as connection:
        assert connection.scalar(select(func.count(CELL.c.table_id.distinct()))) == 1
        row = connection.execute(select(REPORT.c.parser_version, REPORT.c.run_id)).one()
    assert tuple(row) == ("99", "two")
    assert len(list(storage.canonical(engine))) == fresh


def test_a_part_of_a_report_gives_way_to_the_whole(engine: Engine, sample: Report) -> None:
    source = sample.source.model_copy(update={"pages_read": (1, 2)})
    storage.load(engine, sample.model_copy(update={"source": source}))
    assert storage.load(engine, sample).status == "replaced"


def test_both_databases_hold_the_same(
    new_engine: Made, sample: Report, sample_dump: Report
) -> None:
    lite, post = new_engine("sqlite"), new_engine("postgresql")
    for report in (sample, sample_dump):
        storage.load(lite, report)
    for report in (sample_dump, sample):
        storage.load(post, report)
    lines = list(storage.canonical(lite))
    assert lines == list(storage.canonical(post))
    assert len(lines) > 1_000


def test_every_row_of_every_table_is_the_same(new_engine: Made, sample: Report) -> None:
    """Not through our own dump: each table read by SQLAlchemy's reflection of its keys."""
    engines = new_engine("sqlite"), new_engine("postgresql")
    for engine in engines:
        storage.load(engine, sample)
    filled = 0
    for table in METADATA.sorted_tables:
        if table in DERIVED:
            continue  # tests/search/test_index.py
        rows = []
        for engine in engines:
            with engine.connect() as connection:
                rows.append(sorted(map(repr, connection.execute(select(table)).all())))
        assert rows[0] == rows[1], table.name
        filled += bool(rows[0])
    assert filled >= 20


def test_a_fault_in_the_middle_leaves_nothing(engine: Engine, sample: Report) -> None:
    rows = sample.tables[0].rows
    twice = sample.tables[0].model_copy(update={"rows": (*rows, rows[0])})
    broken = sample.model_copy(update={"tables": (twice, *sample.tables[1:])})
    with pytest.raises(DatabaseError, match="the database refuses"):
        storage.load(engine, broken)
    assert list(storage.canonical(engine)) == []


def test_a_fault_while_replacing_keeps_the_old(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample)
    before = list(storage.canonical(engine))
    source = sample.source.model_copy(update={"reader_version": "99"})
    table = sample.tables[0]
    twice = table.model_copy(update={"rows": (*table.rows, table.rows[0])})
    broken = sample.model_copy(update={"source": source, "tables": (twice,)})
    with pytest.raises(DatabaseError):
        storage.load(engine, broken)
    assert list(storage.canonical(engine)) == before


def test_a_full_disk_leaves_what_was_there(new_engine: Made, sample: Report) -> None:
    engine = new_engine("sqlite")

    @event.listens_for(engine, "begin")
    def limited(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

    with pytest.raises(DatabaseError, match="full"):
        storage.load(engine, sample)
    assert list(storage.canonical(engine)) == []


def test_foreign_keys_are_on(engine: Engine) -> None:
    lost = {"report_id": "nothing", "position": 0, "code": "x", "severity": "info", "message": ""}
    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(insert(FINDING), [lost])


def test_two_files_with_the_same_key_are_an_error(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample)
    digest = sample.source.sha256
    other = sample.source.model_copy(update={"sha256": digest[:16] + "0" * (len(digest) - 16)})
    with pytest.raises(DatabaseError, match="same key"):
        storage.load(engine, sample.model_copy(update={"source": other}))


@pytest.mark.parametrize(
    "number", [2**53 + 1, 2**63 - 1, 2**63, -(10**40), 0], ids=lambda number: f"{number:.0e}"
)
def test_whole_numbers_of_any_length_are_exact(engine: Engine, sample: Report, number: int) -> None:
    storage.load(engine, _with(sample, (number,)))
    with engine.connect() as connection:
        row = connection.execute(select(CELL)).one()
    assert row.number == Decimal(number)
    assert row.number_int == (number if abs(number) < 2**63 else None)
    assert row.number_real == float(number)


def test_a_count_beyond_64_bits_is_refused(engine: Engine, sample: Report) -> None:
    huge = sample.source.model_copy(update={"bytes": 2**64})
    with pytest.raises(DatabaseError, match="the database refuses"):
        storage.load(engine, sample.model_copy(update={"source": huge}))
    assert list(storage.canonical(engine)) == []


def test_figures_sort_and_sum(engine: Engine, sample: Report) -> None:
    figures = (9, 1_000_000, 32_717_425, 200, -5)
    storage.load(engine, _with(sample, figures))
    with engine.connect() as connection:
        by_size = connection.scalars(select(CELL.c.number).order_by(CELL.c.number_real)).all()
        total = connection.scalar(select(func.sum(CELL.c.number_int)))
    assert [int(number) for number in by_size] == sorted(figures)
    assert total == sum(figures)


def test_signs_that_no_database_takes(engine: Engine, sample: Report) -> None:
    finding = sample.findings[0] if sample.findings else None
    assert finding is not None
    odd = finding.model_copy(update={"message": "a\0b\ud800c 核\U00020000"})
    storage.load(engine, sample.model_copy(update={"findings": (odd,)}))
    with engine.connect() as connection:
        assert connection.scalar(select(FINDING.c.message)) == "a\u2400b\ufffdc 核\U00020000"


def test_the_schema_reads_back_from_the_database(engine: Engine) -> None:
    found = MetaData()
    found.reflect(engine)
    assert set(found.tables) - {*OWN_TABLES} == {*METADATA.tables, "alembic_version"}
    assert all(table.primary_key.columns for table in METADATA.tables.values())


def test_loading_is_quick_enough(new_engine: Made, sample: Report) -> None:
    wide = _with(sample, tuple(range(20_000)))
    engine = new_engine("sqlite")
    before = time.process_time()
    cells = storage.load(engine, wide).cells
    taken = time.process_time() - before
    print(f"{cells / taken:,.0f} cells a second")
    assert cells == 20_000
    assert cells / taken > CELLS_PER_SECOND


def test_rows_of_every_table_have_their_places(engine: Engine, sample: Report) -> None:
    """Every cell with ink has a page and a box; blank ones need none."""
    storage.load(engine, sample)
    with engine.connect() as connection:
        inked = connection.execute(
            text("SELECT page, x0, top, x1, bottom FROM cell WHERE kind NOT IN ('blank')")
        ).all()
        rows = connection.scalar(select(func.count()).select_from(TABLE_ROW))
    assert len(inked) > 200 and rows
    assert all(value is not None for row in inked for value in row)


def _with(report: Report, numbers: tuple[int, ...]) -> Report:
    """The report with one table of one column, a whole number in each row."""
    model = report.tables[0]
    rows = tuple(
        Row(
            index=index,
            kind="data",
            indent=0,
            stub="",
            page=1,
            cells=(
                Cell(
                    column=0,
                    text=str(number),
                    raw=str(number),
                    value=Integer(value=number),
                    places=model.places[:1],
                ),
            ),
        )
        for index, number in enumerate(numbers)
    )
    table = Table(
        id="table-1",
        number="1",
        caption=None,
        title=None,
        header=(),
        columns=model.columns[:1],
        rows=rows,
        places=model.places,
    )
    return report.model_copy(update={"tables": (table,)})
