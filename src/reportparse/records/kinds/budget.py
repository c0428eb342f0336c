"""Budget: what was budgeted and spent in a year, and the rate of the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

import regex

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.records.claims import Claim
from reportparse.records.crossings import Lane, crossings
from reportparse.records.definition import Figure, Kind, RecordModel
from reportparse.records.family import Frame, records_of_board
from reportparse.records.fields import (
    figure_field,
    has_period,
    integer,
    lane_field,
    lane_period,
    months_of,
    year_period,
)
from reportparse.records.kinds.income import money_field
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Integer, Period, Table

NOTHING: Final = "no table of budget and expenditure"


class Budget(RecordModel):
    """Budget and expenditure of one year, in `unit` as printed.

    `expenditure_period` are the months that the expenditure covers and `budget_months` how many
    the budget covers, where the report says so. `rate` is the printed percentage.
    """

    kind: ClassVar[str] = "budget"
    expected: ClassVar[tuple[str, ...]] = ("year", "budget", "expenditure", "rate", "unit")
    named_by: ClassVar[tuple[tuple[str, ...], ...] | None] = ()
    dated_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "budget": ("year",),
        "expenditure": ("expenditure_period", "year"),
        "rate": ("expenditure_period", "year"),
    }
    measured_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "budget": ("unit", "budget_months"),
        "expenditure": ("unit",),
    }

    year: Period
    budget: Figure | None = None
    budget_months: Integer | None = None
    expenditure: Figure | None = None
    expenditure_period: Period | None = None
    rate: Figure | None = None
    unit: str | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return budget and expenditure by year, as an annual report of the board states them."""
    return records_of_board(report, Budget, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("budget")
    found = [
        (one, name) for one in crossings(table, has_period) if (name := _measure(own, one.head))
    ]
    if {"budget", "expenditure"} - {name for _, name in found}:
        return
    for one, name in found:
        period = lane_period(one.side)
        year = year_period(period.start.year) if period and period.start else None
        if period is None or year is None:
            continue
        fields: list[RecordField] = [
            lane_field("year", one.side, table, year),
            figure_field(name, one),
        ]
        if name != "rate":
            fields += money_field(one, table, frame)
            fields += _extent(own, name, one.head, one.side, table, period, year)
        key = (str(period.start.year) if period.start else "",)
        yield from (Claim(key, field) for field in fields)


def _measure(own: RecordWords, head: Lane) -> str | None:
    """Return what a row or column states; a share of the budget names both and is a rate."""
    names = {found.code for found in own.codes("measure", head.words)}
    if "rate" in names:
        return "rate"
    return names.pop() if len(names) == 1 else None


def _extent(
    own: RecordWords,
    name: str,
    head: Lane,
    side: Lane,
    table: Table,
    period: Period,
    year: Period,
) -> Iterator[RecordField]:
    """Yield how much of the year a budget or an expenditure covers, where the print says so."""
    if name == "budget":
        months = compiled(rf"(\d+)\s*{own['months'].pattern}", regex.I).search(head.words)
        if months:
            yield lane_field("budget_months", head, table, integer(int(months[1])))
        return
    covered = months_of(head.words, year)
    if covered is not None:
        yield lane_field("expenditure_period", head, table, covered)
    elif period.precision != "year":
        yield lane_field("expenditure_period", side, table, period)


KIND: Final = Kind(Budget, find)
