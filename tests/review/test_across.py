"""Series across reports: which print a bar shows, and what is said beside the others."""

from __future__ import annotations

import hashlib
import json

from reportparse.report import Report
from reportparse.review.across import Across, across
from reportparse.review.original import Original
from reportparse.review.words import words
from reportparse.series import series
from reportparse.series.tell import DOUBT, REMARKS, SUPERSEDED
from reportparse.storage import connect, load

Read = tuple[Report, Original]


def _later(report: Report, symbol: str, day: str) -> Report:
    """The same report under another symbol and date, one of its figures changed."""
    made = report.model_dump(mode="json")
    made["source"]["sha256"] = hashlib.sha256(symbol.encode()).hexdigest()
    made["metadata"]["symbol"].update(value=symbol, raw=symbol)
    made["metadata"]["date"].update(iso=day)
    made["records"] = json.loads(
        json.dumps(made["records"]).replace("40 049", "40 050").replace("40049", "40050")
    )
    return Report.model_validate(made)


def _across(*reports: Report) -> list[Across]:
    engine = connect("sqlite://")
    for report in reports:
        load(engine, report)
    years = series(engine)
    engine.dispose()
    return across(years)


def _marked(found: list[Across]) -> list[tuple[str, str, str, list[str]]]:
    marked = []
    for own in found:
        for line, periods in own.lines:
            by_name = {period.period: period for period in periods}
            marked += [
                (own.plot.name, bar.period, bar.raw, [many[0].statement.raw for _, many in values])
                for bar in line.bars
                if bar.restated
                for values in [by_name[bar.period].by_value]
            ]
    return marked


def test_a_restated_figure_is_marked(seed: Read) -> None:
    """The same records twice, one figure changed in the later report: one bar is marked."""
    found = _across(seed[0], _later(seed[0], "FCCC/KP/CMP/2025/3", "2025-09-24"))
    assert _marked(found) == [
        ("plot.cancelled.units", "2015-09 – 2016-08", "40 050", ["40 050", "40 049"])
    ]
    (units,) = (own for own in found if own.plot.name == "plot.cancelled.units")
    (period,) = (one for one in units.lines[0][1] if one.restated)
    assert [(one.statement.document.name, one.remarks) for one in period.stated] == [
        ("FCCC/KP/CMP/2024/3", ()),
        ("FCCC/KP/CMP/2025/3", ("restated",)),
    ]


def test_a_corrigendum_counts_and_what_it_corrects_is_shown(seed: Read) -> None:
    found = _across(seed[0], _later(seed[0], "FCCC/KP/CMP/2024/3/Corr.1", "2024-10-24"))
    assert _marked(found) == [
        ("plot.cancelled.units", "2015-09 – 2016-08", "40 050", ["40 050", "40 049"])
    ]
    (units,) = (own for own in found if own.plot.name == "plot.cancelled.units")
    (period,) = (one for one in units.lines[0][1] if one.restated)
    assert [(one.statement.superseded_by, one.remarks) for one in period.stated] == [
        ("FCCC/KP/CMP/2024/3/Corr.1", ("superseded",)),
        (None, ()),
    ]


def test_a_figure_in_doubt_restates_nothing_for_certain(seed: Read) -> None:
    """The bar keeps the figure that was read for certain, and the other one says why not."""
    later = _later(seed[0], "FCCC/KP/CMP/2025/3", "2025-09-24")
    doubted = [
        record.model_copy(update={"doubt": "two tables state it differently"})
        if any(field.raw == "40 050" for field in record.fields)
        else record
        for record in later.records
    ]
    found = _across(seed[0], later.model_copy(update={"records": tuple(doubted)}))
    assert _marked(found) == [
        ("plot.cancelled.units", "2015-09 – 2016-08", "40 049", ["40 050", "40 049"])
    ]
    (units,) = (own for own in found if own.plot.name == "plot.cancelled.units")
    (period,) = (one for one in units.lines[0][1] if one.restated)
    assert [one.remarks for one in period.stated] == [(), ("restated-doubtful", "doubt")]


def test_every_remark_has_its_words_on_the_page() -> None:
    for code in (*REMARKS, SUPERSEDED, DOUBT):
        assert all(f"said.{code}" in own for own in words().values())
