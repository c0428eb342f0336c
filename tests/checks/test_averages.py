"""Averages that words name: rows and columns that are the mean of others."""

from __future__ import annotations

import pytest

from reportparse.checks.totals import check_table
from tests.checks.setting import table

ROWS = "x|10|20|31\ny|14|26|40\nz|12|41|70\n"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        pytest.param("Average|12|29|47", [], id="whole numbers, rounded"),
        pytest.param("平均|12.0|29.0|47.0", [], id="with decimals"),
        pytest.param("Average|12|29|48", [("average-differs", "47", "48")], id="one is wrong"),
        pytest.param("Average|11|25|48", [], id="weighted, perhaps: nothing is said"),
        pytest.param("Largest|12|29|47", [], id="no word"),
    ],
)
def test_a_row_of_averages(last: str, said: list[tuple[str, str, str]]) -> None:
    checked = check_table(table("Region|A|B|C", ROWS + last))
    assert [(one.code, one.expected, one.found) for one in checked.findings] == said
    proven = last.split("|")[1] in ("12", "12.0") and not last.startswith("Largest")
    assert (checked.proof.get((3, 1)) == {"average"}) == proven


def test_the_equation_is_shown() -> None:
    found = check_table(table("Region|A|B|C", ROWS + "Average|12|29|48")).findings
    assert [one.message for one in found] == ["Average, C: 48 ≠ (31 + 40 + 70) / 3 = 47"]


def test_a_column_of_averages() -> None:
    heads = "Region|2020|2021|2022|Three-year average"
    checked = check_table(table(heads, "x|10|20|30|20.0\ny|14|26|41|27.0\nz|12|41|70|41.0"))
    assert checked.findings == []
    assert checked.proof[1, 4] == {"average"}


def test_nil_figures_are_left_out_or_count_as_zero() -> None:
    body = "x|10|–\ny|14|26\nz|12|40\nAverage|12|33"
    assert check_table(table("Region|A|B", body)).proof[3, 2] == {"average"}
    body = body.replace("33", "22")
    assert check_table(table("Region|A|B", body)).proof[3, 2] == {"average"}
