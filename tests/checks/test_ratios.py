"""Columns that are percentages or quotients of others, found by the rows that show it."""

from __future__ import annotations

import pytest

from reportparse.checks.totals import check_table
from tests.checks.setting import table

COSTS = """
u|10|205|20.5
v|14|266|19.0
w|12|410|34.2
x|7|100|14.3
y|9|120|13.3
z|4|10|2.5
"""
GROWTH = """
2018|120|–
2019|145|20.8
2020|160|10.3
2021|171|6.9
2022|112|(34.5)
2023|150|33.9
"""
SHARES = """
A|14|12
B|37|31
C|23|20
D|5|4
E|31|26
F|8|7
=Total|118|100
"""


@pytest.mark.parametrize(
    ("heads", "body"),
    [
        pytest.param("Region|Persons|Cost|Cost per capita", COSTS, id="one column by another"),
        pytest.param("Year|Registered|Growth (per cent)", GROWTH, id="growth over the row before"),
        pytest.param("Region|Cases|Percentage of total", SHARES, id="shares of the total"),
    ],
)
def test_quotients_prove_their_figures(heads: str, body: str) -> None:
    checked = check_table(table(heads, body))
    assert checked.findings == []
    column = heads.count("|")
    assert "ratio" in checked.proof[3, column]
    assert "ratio" in checked.proof[3, column - 1]


def test_a_growth_rate_that_is_another() -> None:
    body = GROWTH + "2024|180|20.0\n2025|190|5.6\n2026|201|5.8\n"
    wrong = body.replace("20.8", "28.0")
    found = check_table(table("Year|Registered|Growth (per cent)", wrong)).findings
    assert [one.message for one in found] == [
        "2019, Growth (per cent): 28.0 ≠ 100 × (145 − 120) / 120 = 20.8"
    ]


def test_percentages_that_changed_places_are_both_reported() -> None:
    wrong = SHARES.replace("14|12", "14|31").replace("37|31", "37|12")
    found = check_table(table("Region|Cases|Percentage of total", wrong)).findings
    assert [(one.code, one.expected, one.found) for one in found] == [
        ("ratio-differs", "12", "31"),
        ("ratio-differs", "31", "12"),
    ]
