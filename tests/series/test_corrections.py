"""What corrigenda say in words, and where it belongs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportparse.series import Statement
from reportparse.series.corrections import Correction, changes, place
from reportparse.series.model import Spot
from tests.series.made import document, statement, when

A = "X/Y/2020/1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("将243改为245。", [("243", "245")]),
        ("“1,243”应为“1,245”", [("1243", "1245")]),
        ("将 32 411 907 改为 32 411 970", [("32411907", "32411970")]),
        ("For 17.5 read 18.5", [("17.5", "18.5")]),
        ("Replace “17” with “19”", [("17", "19")]),
        ("17 should read 19; 4 should be 5", [("17", "19"), ("4", "5")]),
        ("2019年和2020年", []),
        ("Change the figure 17 to 19", [("17", "19")]),
        ("paragraphs 17 to 19 and 3 by 4", []),
        ("第3段改为第4段", []),
        ("从2019年9月1日至2020年8月31日", []),
    ],
)
def test_changes(text: str, found: list[tuple[str, str]]) -> None:
    assert [(old, new) for _, old, new, _ in changes(text)] == [
        (Decimal(old), Decimal(new)) for old, new in found
    ]


def _placed(sentence: str, *printed: Statement, tables: tuple[str, ...] = ()) -> str:
    spot = Spot(1, None, None, None, "p1")
    own = Correction(document(f"{A}/Corr.1"), Decimal(5), Decimal(6), "6", sentence, tables, spot)
    found, reason = place(own, printed)
    return found.record if found else reason


def test_a_figure_that_stands_once() -> None:
    assert _placed("将5改为6", statement(A, "4"), statement(A, "5", record="one")) == "one"


def test_a_figure_that_stands_nowhere_is_not_forced_on_another() -> None:
    assert _placed("将5改为6", statement(A, "4")) == "no figure of a record in its tables is 5"
    here = statement(A, "5", table_number="2")
    assert _placed("将5改为6", here, tables=("1",)) == "no figure of a record in table 1 is 5"


def test_words_and_years_tell_equal_figures_apart() -> None:
    spent = statement(A, "5", words=("支出",), record="spent")
    later = statement(A, "5", when("2021-01-01", "2021-12-31"), record="later")
    early = statement(A, "5", record="early")
    assert _placed("支出:将5改为6", early, spent) == "spent"
    assert _placed("2021年预算:将5改为6", early, later) == "later"
    assert "stands 2 times" in _placed("将5改为6", early, later)
