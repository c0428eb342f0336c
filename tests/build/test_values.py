"""Columns decide what a cell alone leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportparse.build.values import column_values, face_value
from reportparse.report import tables as face

# Cells of a column, what each becomes, and why.
COLUMNS = [
    (["4 576", "388", "0"], [4576, 388, 0], "plain whole numbers"),
    (["1 200", "(58)", "7"], [1200, -58, 7], "among amounts parentheses are negative"),
    (["2 023", "2021"], [2023, 2021], "four digits among numbers are a number"),
    (["61.6", "48.7"], [Decimal("61.6"), Decimal("48.7")], "decimals stay exact"),
]


@pytest.mark.parametrize(("raws", "values", "why"), COLUMNS)
def test_numbers_of_a_column(raws: list[str], values: list[int | Decimal], why: str) -> None:
    read = [face_value(value) for value in column_values(raws, "en")]
    assert [getattr(value, "value", None) for value in read] == values, why


SIGNED = [
    (["(58)", "–", "(2)"], [0, 1, 2], [-58, None, -2], "the head names a change or a currency"),
    (["(2)", "(18)", "(20)"], [2], [-2, -18, -20], "the row of the total names a change"),
    (["12.5%", "(58)", "(3)"], [2], [Decimal("12.5"), None, -3], "shares say nothing of others"),
    (["58", "words"], [0, 1], [58, None], "nothing is made negative that has no parentheses"),
]


@pytest.mark.parametrize(("raws", "signed", "values", "why"), SIGNED)
def test_parentheses_where_head_or_stub_speak(
    raws: list[str], signed: list[int], values: list[int | None], why: str
) -> None:
    read = [face_value(value) for value in column_values(raws, "en", signed)]
    assert [getattr(value, "value", None) for value in read] == values, why


UNITS = [
    ("$240 914.96", Decimal("240914.96"), "$"),
    ("US$ 1,234", 1234, "US$"),
    ("1 234 €", 1234, "€"),
    ("1 234.5 US$", Decimal("1234.5"), "US$"),
    ("12 tons", 12, "tons"),
    ("12", 12, None),
]


@pytest.mark.parametrize(("raw", "value", "unit"), UNITS)
def test_a_currency_is_kept_as_unit(raw: str, value: int | Decimal, unit: str | None) -> None:
    read = face_value(column_values([raw], "en")[0])
    assert isinstance(read, face.Integer | face.DecimalNumber)
    assert (read.value, read.unit) == (value, unit)
    assert ("unit" in read.model_dump()) is (unit is not None)


def test_a_currency_sign_before_a_nil_is_a_nil() -> None:
    assert face_value(column_values(["$ –"], "en")[0]) == face.NilSign()


def test_what_stays_open_stays_text_and_says_why() -> None:
    only = [face_value(value) for value in column_values(["12.5%", "(58)"], "en")]
    assert isinstance(only[1], face.Words)
    assert only[1].doubt


def test_nil_blank_and_zero_are_three_things() -> None:
    read = [face_value(value) for value in column_values(["–", "", "0"], "zh")]
    assert read == [face.NilSign(), face.Blank(), face.Integer(value=0)]


def test_a_column_of_sets_makes_a_single_number_a_set() -> None:
    read = [face_value(value) for value in column_values(["1–16", "1–3, 14", "15"], "en")]
    assert [getattr(value, "members", None) for value in read] == [
        ((1, 16),),
        ((1, 3), (14, 14)),
        ((15, 15),),
    ]


def test_dates_and_periods_have_their_first_and_last_day() -> None:
    raws = ["2024 年 3 月 20 日", "2024 年 2 月", "2008-2012 年", "2023 年 10 月 11 日至 12 日"]
    day, month, years, days = [face_value(column_values([raw], "zh")[0]) for raw in raws]
    assert day.model_dump(mode="json") == {"kind": "date", "date": "2024-03-20"}
    assert isinstance(month, face.Period)
    assert (str(month.start), str(month.end)) == ("2024-02-01", "2024-02-29")
    assert isinstance(years, face.Period)
    assert (str(years.start), str(years.end)) == ("2008-01-01", "2012-12-31")
    assert isinstance(days, face.Period)
    assert (str(days.start), str(days.end)) == ("2023-10-11", "2023-10-12")
