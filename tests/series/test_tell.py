"""What the terminal shows, and the rows of CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from reportparse import storage
from reportparse.report import Report
from reportparse.series import series
from reportparse.series.columns import width
from reportparse.series.rows import STATEMENT_COLUMNS, statement_rows, write_csv, write_json
from reportparse.series.tell import tell_indicators, tell_series
from tests.series.conftest import Years as Loaded

NAME = "activities.with_issuance"


def test_columns_stand_below_each_other(years: Loaded) -> None:
    """Chinese labels do not push what follows them out of line."""
    lines = tell_indicators(series(years(0))).splitlines()
    head = lines[0]
    listed = [line for line in lines[1:] if not line.startswith("report-missing")]
    assert len(listed) > 50
    for name in ("from", "to"):
        at = width(head[: head.index(f"  {name} ") + 2])
        for line in listed:
            before = next(i for i in range(len(line)) if width(line[:i]) == at)
            assert line[before - 2 : before] == "  " and line[before] != " "


def test_a_series_shows_each_print_and_what_became_of_it(years: Loaded) -> None:
    text = tell_series(series(years(0), NAME))
    assert text.splitlines()[0] == f"{NAME}  获得核证减排量的清洁发展机制活动数量"
    (wrong,) = (line for line in text.splitlines() if "superseded by" in line)
    assert wrong.split()[:3] == ["2018-09-01..2019-08-31", "245", "FCCC/KP/CMP/2019/3"]
    restated = [line for line in text.splitlines() if line.endswith("restated")]
    assert [line.split()[0] for line in restated] == ["246", "243"]
    assert "\nrestated: 246 in FCCC/KP/CMP/2021/3, page 2 at " in text


def test_csv_and_json_have_the_same_rows(years: Loaded) -> None:
    found = series(years(0), NAME)
    rows = list(
        csv.DictReader(io.StringIO(write_csv(STATEMENT_COLUMNS, statement_rows(found.series))))
    )
    data = json.loads(write_json(found))
    (own,) = data["series"]
    assert [
        {k: "" if v is None else str(v) for k, v in one.items()} for one in own["statements"]
    ] == rows
    wrong = next(row for row in rows if row["superseded_by"])
    assert (wrong["number"], wrong["findings"], wrong["page"]) == ("245", "corrected", "2")
    assert float(wrong["x0"]) < float(wrong["x1"])
    restated = [one for one in own["findings"] if one["code"] == "restated"]
    assert [(one["before_text"], one["text"]) for one in restated] == [
        ("243", "246"),
        ("246", "243"),
    ]
    assert all(one["before_page"] and (one["page"] or one["line"]) for one in restated)


def test_files_of_one_report_are_told_apart(seed_pdf: Path, seed_dump: Path) -> None:
    """The sample through both doors: two prints of one report, which agree."""
    engine = storage.connect("sqlite://")
    for path in (seed_pdf, seed_dump):
        report = Report.model_validate_json(path.with_name(path.name + ".json").read_bytes())
        storage.load(engine, report)
    every = series(engine)
    found = series(engine, "budget")
    engine.dispose()
    assert [f.code for own in every.series for f in own.findings] == []
    text = tell_series(found)
    for path in (seed_pdf, seed_dump):
        assert text.count(f"FCCC/KP/CMP/2024/3 ({path.name}) ") == 6
    heads = [line for line in text.splitlines() if line.startswith("budget.")]
    assert heads == [
        "budget.budget  预算(12个月)(美元)",
        "budget.expenditure  支出(1月至8月)(美元)",
        "budget.rate  支出占预算的百分比(%)",
    ]
