"""Balances carried forward and running totals, down the rows and from column to column."""

from __future__ import annotations

import pytest

from reportparse.checks.totals import check_table
from tests.checks.setting import table

BALANCES = "Period|Opening balance|Received|Spent|Closing balance"
FUND = """
2020|1 100|50|30|1 120
2021|1 120|80|45|1 155
2022|1 155|10|60|1 105
2023|1 105|70|25|1 150
"""
ACROSS = """
Opening balance|1 000|1 250|1 150
Contributions|500|300|400
Expenditure|250|400|325
Closing balance|1 250|1 150|1 225
"""
REGISTERED = """
2018|120|120
2019|45|165
2020|60|225
2021|71|296
2022|12|308
"""


def _said(heads: str, body: str) -> list[tuple[str, str | None, str | None]]:
    found = check_table(table(heads, body)).findings
    return [(one.code, one.expected, one.found) for one in found]


def _proofs(heads: str, body: str, row: int, column: int) -> set[str]:
    return check_table(table(heads, body)).proof.get((row, column), set())


def test_the_next_period_begins_with_the_balance_of_the_one_before() -> None:
    assert _said(BALANCES, FUND) == []
    assert _proofs(BALANCES, FUND, 1, 1) == {"carried", "row"}
    assert _proofs(BALANCES, FUND, 1, 2) == {"row"}


def test_an_opening_balance_that_is_another() -> None:
    wrong = FUND.replace("2022|1 155", "2022|1 515")
    assert _said(BALANCES, wrong) == [
        ("total-differs", "1 465", "1 105"),
        ("total-differs", "1 155", "1 515"),
    ]


def test_newest_period_first() -> None:
    upside_down = "\n".join(reversed(FUND.strip().split("\n")))
    assert _said(BALANCES, upside_down) == []
    assert _proofs(BALANCES, upside_down, 1, 4) == {"carried", "row"}


def test_balances_in_rows_with_the_periods_side_by_side() -> None:
    heads = "Item|2022|2023|2024"
    assert _said(heads, ACROSS) == []
    assert _proofs(heads, ACROSS, 0, 2) == {"carried", "total"}
    assert _proofs(heads, ACROSS, 0, 1) == {"total"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("250|400|325", "250|409|325", [("total-differs", "1 141", "1 150")]),
        ("1 250|1 150\nContr", "1 250|1 510\nContr", [("total-differs", "1 585", "1 225")]),
    ],
    ids=["a movement", "an opening balance"],
)
def test_one_wrong_figure_across(old: str, new: str, said: list[tuple[str, str, str]]) -> None:
    assert old in ACROSS
    assert _said("Item|2022|2023|2024", ACROSS.replace(old, new)) == said


def test_a_closing_balance_of_one_column() -> None:
    body = "期初余额|37 131 025\n捐款|7 075 413\n支出|14 206 438\n期末余额|30 000 000"
    assert _proofs("项目|2023", body, 3, 1) == {"total"}


@pytest.mark.parametrize("head", ["Cumulative", "Total to date"])
def test_running_totals_with_and_without_the_word(head: str) -> None:
    heads = f"Year|Registered|{head}"
    assert _said(heads, REGISTERED) == []
    assert _proofs(heads, REGISTERED, 3, 2) == {"cumulative"}


def test_one_wrong_running_total_breaks_two_links() -> None:
    wrong = REGISTERED.replace("60|225", "60|285")
    found = _said("Year|Registered|Cumulative", wrong)
    assert found == [("total-differs", "225", "285"), ("total-differs", "356", "296")]
    assert _said("Year|Registered|Other", wrong) == []


def test_what_only_looks_like_a_chain_is_none() -> None:
    body = "2018|120|125\n2019|45|165\n2020|60|225\n2021|71|290\n2022|12|308"
    assert check_table(table("Year|Registered|Cumulative", body)).proof == {}
