"""Series that a reader would rather look at: what the records state, by period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportparse.corrections.settle import cell_id
from reportparse.frozen import frozen_record
from reportparse.records.definition import RecordModel
from reportparse.records.indicators import UNIT, dates_of, names_of
from reportparse.records.registry import registered
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
        return tuple(sorted({bar.period for line in self.lines for bar in line.bars}, key=in_time))


def in_time(period: str) -> tuple[bool, str]:
    """By which the names of periods are ordered: those without a first day before all others."""
    return not period.startswith(OPEN), period


@frozen_record
class Shown:
    """A plot that is worth looking at: the figures of a kind of record that it shows."""

    name: str
    kind: str
    figures: tuple[str, ...]
    stacked: bool = False

    def line(self, figure: str, names: Sequence[str], words: str) -> tuple[str, bool] | None:
        """Return the name of a line and whether it is a printed one; None for no line of the plot.

        `names` are what tells the records of the kind apart, in the order of its model; `words`
        are their print.

        >>> income, issuance = SHOWN[3], SHOWN[0]
        >>> income.line("amount", ("line", "share_of_proceeds"), "收益分成")
        ('收益分成', True)
        >>> income.line("amount", ("total", ""), "总计") is None
        True
        >>> issuance.line("issued", ("2",), "第二承诺期")
        ('plot.commitment.2', False)
        """
        if self.kind == "issuance":
            return f"plot.commitment.{next(filter(None, names), 0)}", False
        if self.kind == "income":
            # Neither sums nor what was carried over from before.
            return (words, True) if names[0] == "line" and names[1] != "carried_over" else None
        return f"plot.{figure}", False


SHOWN: Final = (
    Shown("plot.issuance", "issuance", ("issued",), stacked=True),
    Shown("plot.cancelled.units", "cancellations", ("units",)),
    Shown("plot.cancelled.transactions", "cancellations", ("transactions",)),
    Shown("plot.income", "income", ("amount",), stacked=True),
    Shown("plot.budget_and_expenditure", "budget", ("budget", "expenditure")),
)


def plots_of(records: Iterable[Record]) -> tuple[Plot, ...]:
    """Return the plots that the records of a report give, none where there is nothing to compare.

    >>> plots_of(())
    ()
    """
    by_kind: dict[str, list[Fields]] = {}
    for record in records:
        fields = {field.name: field for field in record.fields}
        by_kind.setdefault(record.kind, []).append(fields)
    plots = (_plot(shown, by_kind.get(shown.kind, ())) for shown in SHOWN)
    return tuple(plot for plot in plots if len(plot.periods) >= LEAST_POINTS)


Fields = Mapping[str, RecordField]


def _plot(shown: Shown, records: Sequence[Fields]) -> Plot:
    found: dict[tuple[str, bool], list[Bar]] = {}
    order: dict[tuple[str, bool], Any] = {}
    model = next(kind.model for kind in registered() if kind.name == shown.kind)
    for rank, figure in enumerate(shown.figures):
        for own in records:
            names, words = _names(model, own)
            line = shown.line(figure, names, words)
            bar = _bar(own, dates_of(model, figure), figure)
            if line is not None and bar is not None:
                found.setdefault(line, []).append(bar)
                order.setdefault(line, (rank, () if line[1] else names))
    lines = (
        Line(
            name, tuple(sorted(found[name, printed], key=lambda bar: in_time(bar.period))), printed
        )
        for name, printed in sorted(found, key=order.__getitem__)
    )
    units = {own[UNIT].text for own in records if UNIT in own}
    return Plot(shown.name, tuple(lines), shown.stacked, units.pop() if len(units) == 1 else "")


def _names(model: type[RecordModel], own: Fields) -> tuple[tuple[str, ...], str]:
    """What names a record, one for each group of fields that do, and the words of them."""
    names, words = [], ""
    for group in names_of(model):
        stated = [own[name] for name in group if name in own]
        first = stated[0] if stated else None
        number = _number(first)
        names.append(format(number, "f") if number is not None else first.text if first else "")
        words = next((one.text for one in stated if not one.name.endswith("_code")), words)
    return tuple(names), words


def _bar(own: Fields, dates: Iterable[str], figure: str) -> Bar | None:
    time = next((own[name].value for name in dates if name in own), None)
    field = own.get(figure)
    value = _number(field)
    if field is None or value is None or not isinstance(time, Period):
        return None
    element = cell_id(field.cell) if field.cell is not None else field.element or ""
    return Bar(period_name(time.start, time.end), value, field.raw, element)


def period_name(start: datetime.date | None, end: datetime.date | None) -> str:
    """Return a period in as few signs as tell it from others.

    >>> day = datetime.date
    >>> period_name(day(2012, 9, 1), day(2013, 8, 31))
    '2012-09 – 2013-08'
    >>> period_name(day(2024, 1, 1), day(2024, 12, 31))
    '2024'
    >>> period_name(None, day(2012, 8, 31))
    '– 2012-08'
    """
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
