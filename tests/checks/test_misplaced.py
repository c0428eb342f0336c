"""Figures in each other's place: what a total or a relation says when two have changed places."""

from __future__ import annotations

import pytest

from reportparse.checks.equations import Sum
from reportparse.checks.figures import figures_of
from reportparse.checks.misplaced import exchanged, misplaced_total
from reportparse.checks.totals import check_table
from tests.checks.setting import table

SHIFTED = "A|983\nB|250\nC|410\n=Total|323"
"""A sum that stands in the first row, the last part in the place of the total."""


def _down(body: str) -> Sum:
    rows = body.count("\n")
    return Sum((rows, 1), tuple((1, (row, 1)) for row in range(rows)))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        pytest.param(SHIFTED, (0, 1), id="one row too low"),
        pytest.param("A|250\nB|983\nC|410\n=Total|–", (), id="no part is the sum"),
        pytest.param("A|250\nB|663\nC|413\n=Total|–", (1, 1), id="nil in the place of the total"),
        pytest.param("A|2\nB|6\nC|4\n=Total|–", (), id="of so few digits chance makes a sum"),
        pytest.param("A|39 501\nB|39 501\n=Total|–", (0, 1), id="one of two parts"),
        pytest.param("A|501\nB|501\n=Total|–", (), id="two equal figures of few digits"),
        pytest.param("A|250\nB|about 6 or so\nC|410\n=Total|–", (), id="a word among them"),
    ],
)
def test_the_sum_that_stands_among_its_parts(body: str, place: tuple[int, int] | tuple[()]) -> None:
    found = misplaced_total(_down(body), figures_of(table("Item|2023", body)))
    assert (found or ()) == place


def test_a_difference_has_no_misplaced_total() -> None:
    figures = figures_of(table("Item|2023", SHIFTED))
    assert misplaced_total(Sum((3, 1), ((1, (0, 1)), (-1, (1, 1)), (-1, (2, 1)))), figures) is None


@pytest.mark.parametrize(
    ("rows", "missed"),
    [
        pytest.param("A|30|6|14\nB|8|5|35", 22, id="two parts have changed places"),
        pytest.param("A|8|6|35\nB|30|5|14", 21, id="two totals have"),
        pytest.param("A|8|6|14\nB|30|5|35", None, id="both hold"),
        pytest.param("A|30|6|14\nB|9|5|37", None, id="two errors of their own"),
        pytest.param("A|30|6|14\nB|11|2|35", None, id="the same error, but no exchange mends it"),
    ],
)
def test_two_figures_of_a_column_that_changed_places(rows: str, missed: int | None) -> None:
    figures = figures_of(table("Unit|Men|Women|Both", rows))
    one, other = (Sum((row, 3), ((1, (row, 1)), (1, (row, 2)))) for row in (0, 1))
    assert exchanged(one, other, figures) == missed


def test_a_relation_that_no_word_states_survives_an_exchange() -> None:
    """Two of four rows fail: too many by count, but one exchange mends both."""
    heads = "Unit|Audit|Inquiry|Both"
    body = "P|120|13|133\nF|4 995|9|17\nV|4 123|3 321|7 444\nB|8|4 797|9 792"
    found = check_table(table(heads, body)).findings
    assert [(one.code, one.expected, one.found) for one in found] == [
        ("total-differs", "5 004", "17"),
        ("total-differs", "4 805", "9 792"),
    ]


def test_two_errors_are_no_exchange() -> None:
    heads = "Unit|Audit|Inquiry|Both"
    body = "P|120|13|133\nF|4 995|9|17\nV|4 123|3 321|7 444\nB|8|4 797|9 999"
    assert check_table(table(heads, body)).findings == []


@pytest.mark.parametrize(
    ("heads", "body", "said"),
    [
        pytest.param("Item|2023", "A|983\nB|250\nC|733\n=Total|–", ["total-missing"], id="nil"),
        pytest.param("Item|2023", "A|984\nB|250\nC|733\n=Total|–", [], id="a nil that is none"),
        pytest.param("Item|Rate", SHIFTED, ["total-differs"], id="a column headed as rates"),
        pytest.param("Item|Rate", SHIFTED.replace("983", "913"), [], id="rates are not added up"),
    ],
)
def test_the_only_column_with_its_total_elsewhere(heads: str, body: str, said: list[str]) -> None:
    assert [one.code for one in check_table(table(heads, body)).findings] == said
