"""Reviewers' marks beside the report: kept, counted once, and shown where they apply."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import Engine, text

from reportparse import storage
from reportparse.report import Report
from reportparse.report.corrections import Correction

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
# A subtotal that misses the sum of its parts by one.
CELL, OLD = "table-9.6.1", "7 075 413"


def _mark(
    new: str | None = "7 075 414", when: datetime.datetime = NOON, old: str = OLD
) -> Correction:
    return Correction(
        target=CELL,
        kind="cell",
        status="confirmed" if new is None else "corrected",
        old=old,
        new=new,
        who="审阅人",
        when=when,
    )


def _shown(engine: Engine) -> tuple[object, ...]:
    query = "SELECT raw, number_int, unit, parsed, review FROM reviewed_cell WHERE cell_id = :cell"
    with engine.connect() as connection:
        return tuple(connection.execute(text(query), {"cell": CELL}).one())


def test_a_correction_stands_beside_the_parse(engine: Engine, sample: Report) -> None:
    result = storage.load(engine, sample, corrections=[_mark()])
    assert (result.status, result.corrections) == ("loaded", 1)
    assert _shown(engine) == ("7 075 414", 7075414, None, OLD, "corrected")
    with engine.connect() as connection:
        parsed = connection.execute(
            text("SELECT raw, number_int FROM cell WHERE cell_id = :cell"), {"cell": CELL}
        ).one()
    assert tuple(parsed) == (OLD, 7075413)


def test_loading_again_with_the_same_marks_changes_nothing(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample, corrections=[_mark()])
    before = list(storage.canonical(engine))
    again = storage.load(engine, sample, corrections=[_mark()])
    assert (again.status, again.corrections) == ("unchanged", 1)
    assert list(storage.canonical(engine)) == before
    assert sum('"table": "correction"' in line for line in before) == 1


def test_the_later_mark_counts_whatever_the_order(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample, corrections=[_mark(None, NOON + HOUR)])
    storage.load(engine, sample, corrections=[_mark()])
    assert _shown(engine) == (OLD, 7075413, None, OLD, "confirmed")


def test_marks_outlive_a_new_parse(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample, corrections=[_mark()])
    source = sample.source.model_copy(update={"reader_version": "0.0.1"})
    result = storage.load(engine, sample.model_copy(update={"source": source}))
    assert (result.status, result.corrections) == ("replaced", 1)
    assert _shown(engine)[0] == "7 075 414"


def test_a_mark_of_another_reading_corrects_nothing(engine: Engine, sample: Report) -> None:
    storage.load(engine, sample, corrections=[_mark(old="7 075 41")])
    assert _shown(engine) == (OLD, 7075413, None, OLD, None)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT state, new FROM correction")).one()
    assert tuple(found) == ("stale", "7 075 414")


@pytest.mark.parametrize(
    ("new", "kind"), [("–", "nil"), ("", "blank"), ("12.5%", "percent"), ("波恩", "text")]
)
def test_what_a_reviewer_types_is_read_as_print(
    engine: Engine, sample: Report, new: str, kind: str
) -> None:
    """Nil and blank are different things in a correction, too."""
    storage.load(engine, sample, corrections=[_mark(new)])
    with engine.connect() as connection:
        found = connection.execute(text("SELECT kind FROM correction")).scalar_one()
    assert found == kind


def test_marks_come_back_as_they_went_in(engine: Engine, sample: Report) -> None:
    mark = _mark().model_copy(update={"comment": "见第13页\0"})
    storage.load(engine, sample, corrections=[mark])
    report_id = sample.source.sha256[:16]
    assert storage.marks_of(engine, report_id) == (
        mark.model_copy(update={"comment": "见第13页␀"}),
    )
    assert storage.put_marks(engine, sample, [_mark(None, NOON + HOUR)]) == 1
    assert storage.marks_of(engine, report_id)[0].status == "confirmed"
    assert storage.withdraw_mark(engine, report_id, CELL)
    assert not storage.withdraw_mark(engine, report_id, CELL)
    assert storage.marks_of(engine, report_id) == ()
