"""Generated annual reports of 2013 to 2024: moved and added columns, other words, split tables.

Through a PDF every record comes back as it was set, and every kind that was left out is a gap.
A dump does not always show where its cells end; what the tables of a dump hold must still give the
same records as the same tables from a PDF.

REPORTPARSE_SEED draws other reports; REPORTPARSE_YEARS sets how many for each year.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pytest

import reportparse
from reportparse.report import Report
from reportparse.report.records import Record
from reportparse.report.tables import Table
from tests.records.facts import Fact, facts
from tests.typeset import Settings, typeset_dump, typeset_pdf
from tests.years import AnnualReport, annual_report, drawn
from tests.years.figures import FIRST, LAST

SEED = int(os.environ.get("REPORTPARSE_SEED", "0"))
EACH = int(os.environ.get("REPORTPARSE_YEARS", "17"))
YEARS = range(FIRST, LAST + 1)
DUMPED = 1
"""Reports of each year that are dumped, each in two styles."""


def test_at_least_200_reports() -> None:
    assert EACH * len(YEARS) >= 200 or "REPORTPARSE_YEARS" in os.environ


def _drawn(year: int, at: int) -> AnnualReport:
    return annual_report(year, drawn(10_000 * SEED + 100 * (year - FIRST) + at))


@lru_cache(maxsize=DUMPED * len(YEARS))
def _printed(year: int, at: int) -> Report:
    return reportparse.parse(typeset_pdf(_drawn(year, at).manuscript), name="report.pdf")


def _lines(stated: dict[str, list[Fact]]) -> set[str]:
    """The records as lines of text, in no order: columns that move change it."""
    return {
        f"{kind} {json.dumps(fact, ensure_ascii=False, sort_keys=True)}"
        for kind, records in stated.items()
        for fact in records
    }


def _differences(wanted: AnnualReport, report: Report) -> list[str]:
    asked, found = _lines(wanted.records), _lines(facts(report.records))
    gaps = tuple(gap.kind for gap in report.record_gaps if gap.field is None)
    problems = [f"missing {line}" for line in sorted(asked - found)]
    problems += [f"wrong {line}" for line in sorted(found - asked)]
    problems += [f"gaps {gaps}, not {wanted.gaps}"] if gaps != wanted.gaps else []
    problems += [f"gap {gap.kind}.{gap.field}" for gap in report.record_gaps if gap.field]
    return problems


@pytest.mark.parametrize("year", YEARS)
def test_every_record_comes_back(year: int) -> None:
    problems: list[str] = []
    for at in range(EACH):
        wanted = _drawn(year, at)
        found = _differences(wanted, _printed(year, at))
        problems += [f"{wanted.options}: {problem}" for problem in found]
    assert problems == []


@pytest.mark.parametrize("style", ["layout", "tika"])
@pytest.mark.parametrize("year", YEARS)
def test_tables_of_a_dump_give_the_same(year: int, style: Any) -> None:
    """Where a dump's tables of a kind are those of the print, so are its records of that kind."""
    for at in range(DUMPED):
        wanted, printed = _drawn(year, at), _printed(year, at)
        text = typeset_dump(wanted.manuscript, Settings(), style)
        dumped = reportparse.parse(text.encode(), name="report.txt")
        same = _same_tables(printed.tables, dumped.tables)
        known = _certain(dumped.records)
        for record in printed.records:
            if _sources(record) <= same:
                (line,) = _certain([record])
                assert line in known, (wanted.options, record.id)


def _sources(record: Record) -> set[str]:
    """The tables that a record is from, by its cells, captions and notes."""
    cells = {field.cell.table for field in record.fields if field.cell is not None}
    return cells | {f.element.partition(".")[0] for f in record.fields if f.element is not None}


def _certain(records: Iterable[Record]) -> set[str]:
    """The records without the doubt that a dump's tables leave."""
    return _lines(facts(record.model_copy(update={"doubt": None}) for record in records))


def _same_tables(first: Iterable[Table], second: Iterable[Table]) -> set[str]:
    held = {table.id: _held(table) for table in second}
    return {table.id for table in first if held.get(table.id) == _held(table)}


def _held(table: Table) -> Any:
    """What recognisers look at: words, kinds and indents of rows, and letters."""
    return (
        table.title.text if table.title else None,
        [note.text for note in table.headnotes],
        [column.path for column in table.columns],
        [
            (
                row.kind,
                row.indent,
                [(cell.text, [m.note for m in cell.markers]) for cell in row.cells],
            )
            for row in table.rows
        ],
        [(note.marker, note.text.text) for note in table.notes],
    )
