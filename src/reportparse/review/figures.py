"""What the page says of a figure when the pointer rests on it: value, unit, period, proof."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportparse.corrections.settle import cell_id
from reportparse.records.crossings import column_lanes, row_lanes
from reportparse.records.family import frames, unit_of
from reportparse.records.fields import lane_period
from reportparse.report.base import LinePlace, Place
from reportparse.report.facts import CellPlace, Quantity, Span
from reportparse.report.model import Report
from reportparse.report.tables import (
    Cell,
    Date,
    DecimalNumber,
    Integer,
    NilSign,
    NumberRange,
    NumberSet,
    Percent,
    Period,
    Table,
    Value,
    Words,
)

Told = dict[str, Any]
"""What is told of one figure, as JSON takes it; what there is nothing of is left out."""


def told_of(report: Report) -> Iterator[tuple[str, Told]]:
    """Yield each cell, quantity and date by its id with what the page tells of it.

    Keys: `raw` print, `kind` of the value, `value`, `unit`, `period`, `proof` words, `head` (row
    and column), `same` (elements with the same figure), `doubt`, `counted`, `place`.
    """
    around = frames(report)
    for table in report.tables:
        texts = around[table.id].texts
        money = unit_of((text.text, text) for text in reversed(texts))
        yield from _cells(table, money[0] if money else None)
    for quantity in report.facts.quantities:
        yield quantity.id, _quantity(quantity)
    for date in report.facts.dates:
        days = _days(date.first, date.last)
        yield date.id, _filled(raw=date.raw, kind="date", value=days, place=_first(date.places))


def _cells(table: Table, unit: str | None) -> Iterator[tuple[str, Told]]:
    rows, columns = row_lanes(table), column_lanes(table)
    across = {at: lane_period(lane) for at, lane in columns.items()}
    repeats = {(own.row, own.column): own.elements for own in table.repeats}
    for row in table.rows:
        lane = rows.get(row.index)
        along = lane_period(lane) if lane is not None else None
        for cell in row.cells:
            at = CellPlace(table=table.id, row=row.index, column=cell.column)
            told = _cell(cell, along or across.get(cell.column), unit)
            path = " / ".join(columns[cell.column].parts) if cell.column in columns else ""
            told["head"] = [row.stub, path]
            same = repeats.get((row.index, cell.column))
            if same:
                told["same"] = same
            yield cell_id(at), told


def _cell(cell: Cell, period: Period | None, unit: str | None) -> Told:
    value = cell.value
    figure = isinstance(value, Integer | DecimalNumber | NumberRange)
    own = getattr(value, "unit", None) or (unit if figure else None)
    return _filled(
        raw=cell.raw,
        kind=value.kind,
        value=value_words(value),
        unit="%" if isinstance(value, Percent) else own,
        period=_days(period.start, period.end) if period and cell.column else None,
        proof=list(cell.proof) or None,
        doubt=value.doubt if isinstance(value, Words) else None,
        notes=[marker.note for marker in cell.markers if marker.note] or None,
        place=_first(cell.places),
    )


def value_words(value: Value | None) -> str:
    """Return a typed value as a program would write it; nothing for words, nil and blank.

    >>> value_words(Integer(value=2449614293)), value_words(NumberSet(members=((1, 3), (14, 14))))
    ('2449614293', '1–3, 14')
    """
    match value:
        case Integer() | DecimalNumber() | Percent():
            return _plain(Decimal(value.value))
        case Date():
            return value.date.isoformat()
        case Period():
            return _days(value.start, value.end) or ""
        case NumberRange():
            return f"{_plain(value.low)} – {_plain(value.high)}"
        case NumberSet():
            return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in value.members)
        case NilSign() if value.meaning != "nil":
            return value.meaning
        case _:
            return ""


def _quantity(own: Quantity) -> Told:
    value = None if own.value is None else _plain(own.value)
    if own.ratio is not None:
        value = f"{own.ratio[0]}/{own.ratio[1]}"
    elif own.low is not None and own.high is not None:
        value = f"{_plain(own.low)} – {_plain(own.high)}"
    return _filled(
        raw=own.raw,
        kind=own.unit_kind if own.unit_kind != "none" else "quantity",
        value=value,
        unit=own.unit or own.measure,
        period=_span(own.holds),
        counted=own.counted,
        about=own.approximation,
        place=_first(own.places),
    )


def _span(holds: Span | None) -> str | None:
    return None if holds is None else _days(holds.start, holds.end)


def _days(start: object, end: object) -> str | None:
    """First and last day; a single one once, an open end as three dots."""
    if start is None and end is None:
        return None
    if start == end:
        return str(start)
    return f"{start or '…'} – {end or '…'}"


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _first(places: tuple[Place, ...]) -> list[Any] | None:
    """The first place: page and box, or line and column with their ends."""
    if not places:
        return None
    place = places[0]
    if isinstance(place, LinePlace):
        return ["line", place.line, place.column, place.end_line, place.end_column]
    return ["page", place.page, *(place.box or ())]


def _filled(**told: Any) -> Told:
    return {key: value for key, value in told.items() if value not in (None, "")}
