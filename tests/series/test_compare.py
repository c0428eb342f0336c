"""When a figure is restated, and when it only looks so."""

from __future__ import annotations

import pytest

from reportparse.series import Indicator, Series, Statement
from reportparse.series.compare import differences, settled, two_in_one
from tests.series.made import document, statement, when

A, B, C = "X/Y/2020/1", "X/Y/2021/1", "X/Y/2022/1"


def _codes(*statements: Statement) -> list[str]:
    marked, findings = settled(statements)
    return [f.code for f in (*findings, *differences(marked))]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("10", "10", []),
        ("10", "11", ["restated"]),
        ("10.04", "10.0", []),  # rounded
        ("10.06", "10.0", ["restated"]),
        ("10.05", "10.1", []),  # half up
        ("0", "–", ["form-differs"]),
        ("7", "–", ["restated"]),
        ("–", "–", []),
        ("7", "", []),  # unread
        ("", "", []),
    ],
)
def test_two_prints(first: str, second: str, codes: list[str]) -> None:
    assert _codes(statement(A, first), statement(B, second)) == codes


def test_a_figure_that_is_changed_and_changed_back_is_restated_twice() -> None:
    own = [statement(A, "10"), statement(B, "11"), statement(C, "10")]
    found = list(differences(own))
    assert [f.code for f in found] == ["restated", "restated"]
    assert [[s.document.name for s in f.statements] for f in found] == [[A, B], [B, C]]
    assert "11 in X/Y/2021/1, page 3 at 1.0, 2.0; before it was 10 in X/Y/2020/1" in (
        found[0].message
    )


def test_doubt_is_no_restatement_and_does_not_hide_one() -> None:
    own = [statement(A, "10"), statement(B, "99", doubt="table-1 read wrongly"), statement(C, "11")]
    found = list(differences(own))
    assert [f.code for f in found] == ["restated-doubtful", "restated"]
    assert [s.document.name for s in found[1].statements] == [A, C]


def test_other_units_are_not_compared() -> None:
    own = [statement(A, "10", terms={"unit": "dollars"}), statement(B, "10000", terms={})]
    assert _codes(*own) == ["restated"]
    own[1] = statement(B, "10000", terms={"unit": "thousands_of_dollars"})
    assert _codes(*own) == ["unit-differs"]


def test_two_files_of_one_report() -> None:
    other = document(A, report_id="other", language="en")
    assert _codes(statement(A, "10"), statement(A, "10", document=other)) == []
    assert _codes(statement(A, "10"), statement(A, "11", document=other)) == ["copies-differ"]


def test_periods_are_apart() -> None:
    assert _codes(statement(A, "10"), statement(B, "11", when("2021-01-01", "2021-12-31"))) == []


@pytest.mark.parametrize(
    ("symbol", "code"), [(f"{A}/Corr.1", "corrected"), (f"{A}/Rev.1", "superseded")]
)
def test_what_a_later_document_supersedes(symbol: str, code: str) -> None:
    """The corrected figure goes on: a later report that repeats it restates nothing."""
    own = [statement(A, "10"), statement(symbol, "12"), statement(B, "12")]
    marked, findings = settled(own)
    assert [s.superseded_by for s in marked] == [symbol, None, None]
    assert [f.code for f in findings] == [code]
    assert "to 12" in findings[0].message
    assert list(differences(marked)) == []
    assert [f.code for f in differences(settled([*own[:2], statement(B, "10")])[0])] == ["restated"]


def test_the_last_corrigendum_counts() -> None:
    own = [statement(A, "10"), statement(f"{A}/Corr.2", "13"), statement(f"{A}/Corr.1", "12")]
    marked, _ = settled(own)
    assert {s.text: s.superseded_by for s in marked} == {
        "10": f"{A}/Corr.2",
        "12": f"{A}/Corr.2",
        "13": None,
    }


def test_the_figure_that_counts_is_the_latest_that_is_certain() -> None:
    own = [statement(A, "10"), statement(B, "11"), statement(C, "99", doubt="read wrongly")]
    indicator = Indicator("budget.budget", "budget", "budget", ())

    def counts(*prints: Statement) -> str | None:
        found = Series(indicator, prints).effective(prints[0].when)
        return found.text if found else None

    assert counts(*own) == "11"
    assert counts(own[2]) == "99"
    assert counts(statement(A, "–")) is None


def test_two_records_of_one_report_in_one_series() -> None:
    own = [statement(A, "10"), statement(A, "11", record="another")]
    assert [f.code for f in two_in_one(own)] == ["two-in-one"]
    assert list(two_in_one([statement(A, "10"), statement(B, "11")])) == []
