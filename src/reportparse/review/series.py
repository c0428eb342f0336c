"""Series that a reader would rather look at: what the records state, by period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from reportparse.corrections.settle import cell_id
from reportparse.frozen import frozen_record
from reportparse.report.records import Record, RecordField
from reportparse.report.tables import DecimalNumber, Integer, Percent, Period

OPEN: Final = "–"
"""How a period begins that has no first day: before all others."""
LEAST_POINTS: Final = 2
"""Bars below which there is nothing to compare."""


@frozen_record
class Bar:
    """One figure of a plot, with the id of the cell that prints it; `restated` says that another
    report states it otherwise."""

    period: str
    value: Decimal
    raw: str
    element: str
    restated: bool = False


@frozen_record
class Line:
    """Figures of one kind. `name` is a word of the page (`plot.budget`) or, `printed`, its own."""

    name: str
    bars: tuple[Bar, ...]
    printed: bool = False


@frozen_record
class Plot:
    """One plot: its lines share their periods. `unit` is as printed, where one is."""

    name: str
    lines: tuple[Line, ...]
    stacked: bool = False
    unit: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of all lines in the order of time."""
        found = {bar.period for line in self.lines for bar in line.bars}
        return tuple(sorted(found, key=lambda period: (not period.startswith(OPEN), period)))


def plots_of(records: Iterable[Record]) -> tuple[Plot, ...]:
    """Return the plots that the records of a report give, none where there is nothing to compare.

    >>> plots_of(())
    ()
    """
    by_kind: dict[str, list[Mapping[str, RecordField]]] = {}
    for record in records:
        fields = {field.name: field for field in record.fields}
        by_kind.setdefault(record.kind, []).append(fields)
    plots = [
        Plot("plot.issuance", tuple(_issuance(by_kind.get("issuance", ()))), stacked=True),
        *_cancellations(by_kind.get("cancellations", ())),
        *_income(by_kind.get("income", ())),
        *_budget(by_kind.get("budget", ())),
    ]
    return tuple(plot for plot in plots if len(plot.periods) >= LEAST_POINTS)


Records = Sequence[Mapping[str, RecordField]]


def _issuance(records: Records) -> Iterator[Line]:
    kinds = sorted({_number(own.get("commitment_period")) or Decimal(0) for own in records})
    for kind in kinds:
        own = [
            one for one in records if (_number(one.get("commitment_period")) or Decimal(0)) == kind
        ]
        yield Line(f"plot.commitment.{kind}", _bars(own, "period", "issued"))


def _cancellations(records: Records) -> Iterator[Plot]:
    for name in ("units", "transactions"):
        line = Line(f"plot.{name}", _bars(records, "period", name))
        yield Plot(f"plot.cancelled.{name}", (line,))


def _income(records: Records) -> Iterator[Plot]:
    """The lines of income, neither sums nor what was carried over from before."""
    lines: dict[str, list[Mapping[str, RecordField]]] = {}
    for own in records:
        if _text(own, "role_code") == "line" and _text(own, "line_code") != "carried_over":
            lines.setdefault(_text(own, "category"), []).append(own)
    made = tuple(
        Line(name, bars, printed=True)
        for name, own in lines.items()
        if (bars := _bars(own, "period", "amount"))
    )
    yield Plot("plot.income", made, stacked=True, unit=_unit(records))


def _budget(records: Records) -> Iterator[Plot]:
    lines = tuple(
        Line(f"plot.{name}", _bars(records, "year", name)) for name in ("budget", "expenditure")
    )
    yield Plot("plot.budget_and_expenditure", lines, unit=_unit(records))


def _unit(records: Records) -> str:
    units = {_text(own, "unit") for own in records} - {""}
    return units.pop() if len(units) == 1 else ""


def _bars(records: Records, period: str, amount: str) -> tuple[Bar, ...]:
    found: list[Bar] = []
    for own in records:
        time, field = own.get(period), own.get(amount)
        value = _number(field)
        if time is None or field is None or value is None or not isinstance(time.value, Period):
            continue
        element = cell_id(field.cell) if field.cell is not None else field.element or ""
        found.append(Bar(period_name(time.value), value, field.raw, element))
    return tuple(sorted(found, key=lambda bar: bar.period))


def period_name(period: Period) -> str:
    """Return a period in as few signs as tell it from others.

    >>> day = datetime.date
    >>> period_name(Period(start=day(2012, 9, 1), end=day(2013, 8, 31), precision="day"))
    '2012-09 – 2013-08'
    >>> period_name(Period(start=day(2024, 1, 1), end=day(2024, 12, 31), precision="year"))
    '2024'
    >>> period_name(Period(start=None, end=day(2012, 8, 31), precision="day"))
    '– 2012-08'
    """
    start, end = period.start, period.end
    if start is not None and end is not None and _is_year(start, end):
        return f"{start:%Y}"
    return f"{start:%Y-%m} – {end:%Y-%m}" if start and end else _half_open(start, end)


def _half_open(start: datetime.date | None, end: datetime.date | None) -> str:
    return f"{start:%Y-%m} –" if start else f"{OPEN} {end:%Y-%m}" if end else OPEN


def _is_year(start: datetime.date, end: datetime.date) -> bool:
    return start.year == end.year and (start.month, end.month) == (1, 12)


def _number(field: RecordField | None) -> Decimal | None:
    if field is not None and isinstance(field.value, Integer | DecimalNumber | Percent):
        return Decimal(field.value.value)
    return None


def _text(own: Mapping[str, RecordField], name: str) -> str:
    return own[name].text if name in own else ""
