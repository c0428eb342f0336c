"""Generated reports through the typesetter: every table comes back as it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from tests.tables.written import found, read, wanted, written
from tests.typeset import Settings, expected, manuscripts, settings
from tests.typeset.manuscript import Manuscript

SOME = hypothesis_settings(max_examples=40)


@SOME
@given(manuscripts(), settings())
def test_generated_tables_come_back(report: Manuscript, setting: Settings) -> None:
    tables = [own.table for own in read(report, setting)]
    assert [found(table) for table in tables] == [
        wanted(table) for table in written(expected(report))
    ]
