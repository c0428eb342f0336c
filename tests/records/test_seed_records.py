"""Every record of the seed, against truth typed from the print, through both doors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import reportparse
from reportparse.records.registry import registered
from reportparse.report import Report
from reportparse.report.base import LinePlace, PagePlace
from tests.records.facts import facts

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
DOORS = {"pdf": "FCCC_KP_CMP_2024_3.pdf", "dump": "FCCC_KP_CMP_2024_3.zh.txt"}
TRUTH: dict[str, Any] = json.loads(
    (FIXTURES / "truth" / "seed_records.json").read_text(encoding="utf-8")
)["records"]
KINDS = [kind.name for kind in registered()]


@pytest.fixture(scope="module", params=sorted(DOORS))
def report(request: pytest.FixtureRequest) -> Report:
    return reportparse.parse(FIXTURES / DOORS[request.param])


def _typed(kind: str) -> list[dict[str, Any]]:
    names = TRUTH[kind]["fields"]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in TRUTH[kind]["rows"]
    ]


def test_truth_covers_every_kind() -> None:
    assert sorted(TRUTH) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_what_the_print_says(kind: str, report: Report) -> None:
    assert facts(report.records).get(kind) == _typed(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_notes_stand_at_their_fields(kind: str, report: Report) -> None:
    """Where the truth says which letters are printed at a record, all its fields have those."""
    own = [record for record in report.records if record.kind == kind]
    for at, record in enumerate(own):
        typed = TRUTH[kind]["notes"].get(str(at), TRUTH[kind]["notes"].get("*"))
        if typed is None:
            continue
        for field in record.fields:
            letters = sorted(note.rpartition(".")[2] for note in field.notes)
            assert letters == sorted(typed.get(field.name, "")), (record.id, field.name)


def test_nothing_is_missing_or_in_doubt(report: Report) -> None:
    assert report.record_gaps == ()
    assert [record.doubt for record in report.records if record.doubt] == []


def test_ids_are_unique(report: Report) -> None:
    ids = [record.id for record in report.records]
    assert len(set(ids)) == len(ids)


def test_every_field_has_its_print_and_place(report: Report) -> None:
    """A field from a cell has the cell's own print; every other names the element it is from."""
    tables = {table.id: table for table in report.tables}
    for record in report.records:
        for field in record.fields:
            assert field.raw and field.places, (record.id, field.name)
            assert all(isinstance(place, PagePlace | LinePlace) for place in field.places)
            assert (field.cell is None) != (field.element is None)
            if field.cell is not None:
                row = tables[field.cell.table].rows[field.cell.row]
                cell = next(one for one in row.cells if one.column == field.cell.column)
                assert (field.raw, field.places) == (cell.raw, cell.places)


def test_typed_view_has_the_same_values(report: Report) -> None:
    models = {kind.name: kind.model for kind in registered()}
    for record in report.records:
        view = models[record.kind].of(record)
        for field in record.fields:
            words = models[record.kind].holds_words(field.name)
            assert getattr(view, field.name) == (field.text if words else field.value)


def test_both_doors_give_the_same() -> None:
    """All but the print and its places; ids of records and of notes are the same, too."""
    parsed = [reportparse.parse(FIXTURES / name) for name in DOORS.values()]
    first, second = (
        [record.model_dump(exclude={"fields": {"__all__": {"raw", "places"}}}) for record in one]
        for one in (report.records for report in parsed)
    )
    assert first == second
