"""Missing periods and overlapping ones."""

from __future__ import annotations

import pytest

from reportparse.series import When
from reportparse.series.coverage import missing, overlapping
from tests.series.made import when

YEARS = [when(f"{y}-09-01", f"{y + 1}-08-31") for y in range(2012, 2020)]
DAYS = [when(f"{y}-08-31", f"{y}-08-31") for y in range(2012, 2020)]
BIENNIA = [when(f"{y}-01-01", f"{y + 1}-12-31") for y in range(2012, 2022, 2)]
QUARTERS = [
    when(f"{y}-{first:02d}-01", f"{y}-{last}")
    for y in (2020, 2021)
    for first, last in ((1, "03-31"), (4, "06-30"), (7, "09-30"), (10, "12-31"))
]
SINCE = when(None, "2012-08-31")


@pytest.mark.parametrize("periods", [YEARS, DAYS, BIENNIA, QUARTERS])
def test_each_period_that_is_left_out_is_missing(periods: list[When]) -> None:
    assert list(missing(periods)) == []
    for at in range(1, len(periods) - 1):
        assert list(missing(periods[:at] + periods[at + 1 :])) == [periods[at]]


def test_every_second_year_is_missing_in_annual_series() -> None:
    assert list(missing(YEARS[::2])) == YEARS[1:-2:2]


def test_what_began_before_is_no_gap() -> None:
    assert list(missing([SINCE, *YEARS])) == []
    platform = [when("2015-09-15", "2016-08-31"), *YEARS[4:]]
    assert list(missing(platform)) == []


def test_one_period_and_none() -> None:
    assert list(missing([])) == [] == list(missing(YEARS[:1]))


def test_overlaps() -> None:
    longer = when("2012-09-15", "2013-12-31")
    assert list(overlapping([SINCE, *YEARS, *DAYS])) == []
    assert list(overlapping([*YEARS[:2], longer])) == [(YEARS[0], longer), (longer, YEARS[1])]
    assert list(overlapping([SINCE, when(None, "2013-08-31")])) == []
    assert list(overlapping([YEARS[0], when(None, "2013-12-31")])) != []
