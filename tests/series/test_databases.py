"""SQLite and PostgreSQL give the same rows and the same findings."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from reportparse import storage
from reportparse.series import series
from reportparse.series.rows import FINDING_COLUMNS, finding_rows, statement_rows, write_csv
from tests.years.parsed import parsed_years


def test_both_databases_give_the_same(new_engine: Callable[[str], Engine]) -> None:
    told = []
    for kind in ("sqlite", "postgresql"):
        engine = new_engine(kind)
        reports = [report for filed, report in parsed_years(0) if filed.role != "duplicate"]
        # In another order each time: the order of loading must not show.
        for report in reports if kind == "sqlite" else reversed(reports):
            storage.load(engine, report)
        found = series(engine)
        told.append((statement_rows(found.series), finding_rows(found)))
    assert told[0] == told[1]
    rows, findings = told[0]
    assert len(rows) > 700 and len(findings) > 50
    assert write_csv(FINDING_COLUMNS, findings).count("\nrestated,") == 4
