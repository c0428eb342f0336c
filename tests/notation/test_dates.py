"""Round trips of dates and periods, and what the readers of whole strings refuse."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.notation.chinese_numerals import to_chinese
from reportparse.notation.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    find_dates,
    make_date,
    read_date,
    read_period,
)

DAYS = st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31))
GAP = st.sampled_from(["", " ", "\u00a0", "\n"])


def chinese(day: datetime.date, gap: str) -> str:
    return gap.join((str(day.year), "年", str(day.month), "月", str(day.day), "日"))


@given(DAYS, GAP)
def test_chinese_day(day: datetime.date, gap: str) -> None:
    found = read_date(chinese(day, gap))
    assert found is not None
    assert found.iso == day.isoformat()
    assert found.first == found.last == day


@given(DAYS)
def test_chinese_day_in_words(day: datetime.date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    found = read_date(f"{year}年{to_chinese(day.month)}月{to_chinese(day.day)}日")
    assert found is not None
    assert found.iso == day.isoformat()


@given(DAYS)
def test_english_day(day: datetime.date) -> None:
    month = calendar.month_name[day.month]
    for raw in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        found = read_date(raw)
        assert found is not None
        assert found.iso == day.isoformat()


@given(DAYS, DAYS, GAP, st.sampled_from(["至", "-", "–", "—", "－"]))
def test_period_with_two_whole_ends(
    first: datetime.date, last: datetime.date, gap: str, to: str
) -> None:
    """In order it is a period, the other way round nothing at all."""
    found = read_period(chinese(first, gap) + gap + to + gap + chinese(last, gap))
    if first > last:
        assert found is None
    else:
        assert found is not None
        assert found.iso == f"{first.isoformat()}/{last.isoformat()}"


@given(DAYS, DAYS)
def test_period_with_shared_parts(first: datetime.date, last: datetime.date) -> None:
    """The end leaves out what it shares with the start, as the print does."""
    if first > last:
        first, last = last, first
    end = f"{last.day}日"
    if (first.year, first.month) != (last.year, last.month):
        end = f"{last.month}月{end}"
    if first.year != last.year:
        end = f"{last.year}年{end}"
    found = read_period(f"{chinese(first, ' ')}至 {end}")
    assert found is not None
    assert found.iso == f"{first.isoformat()}/{last.isoformat()}"


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(0, 15), st.integers(0, 40))
def test_impossible_days_are_refused(year: int, month: int, day: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        assert read_date(f"{year} 年 {month} 月 {day} 日") is None
        assert make_date("", year, month, day) is None
    else:
        assert read_date(f"{year} 年 {month} 月 {day} 日") is not None


@pytest.mark.parametrize("raw", ["截至 2024 年 8 月 31 日", "2024 年 8 月 31 日前", "", "2024"])
def test_whole_readers_take_all_or_nothing(raw: str) -> None:
    assert read_date(raw) is None
    assert read_period(raw) is None


def test_date_is_no_period_and_the_reverse() -> None:
    assert read_period("2024 年 8 月 31 日") is None
    assert read_date("2024 年 8 月 30 日至 31 日") is None


def test_precision_is_as_printed() -> None:
    found = {
        f.value.iso: f.value.precision
        for f in find_dates("2024 年，2024 年 2 月，2024 年 2 月 3 日")
    }
    assert found == {"2024": "year", "2024-02": "month", "2024-02-03": "day"}


def test_month_covers_its_days() -> None:
    found = read_date("2024 年 2 月")
    assert found is not None
    assert (found.first, found.last) == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))


def test_ends_keep_their_print() -> None:
    found = read_period("2024 年 3 月 20 日至 22 日")
    assert found is not None and found.start is not None
    assert (found.start.raw, found.end.raw) == ("2024 年 3 月 20 日", "22 日")


def test_place_in_text() -> None:
    text = "自 2018 年 6 月 1 日起"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == found.value.raw == "2018 年 6 月 1 日"
