"""Records as plain data, so that typed and generated truth can be compared with a parse."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from reportparse.report.records import Record, RecordField
from reportparse.report.tables import (
    Blank,
    Date,
    DecimalNumber,
    Integer,
    NilSign,
    NumberSet,
    Percent,
    Period,
    Unread,
)

Fact = dict[str, Any]


def facts(records: Iterable[Record]) -> dict[str, list[Fact]]:
    """Return the records by kind, each as the plain values of its fields; doubts under `doubt`."""
    found: dict[str, list[Fact]] = {}
    for record in records:
        fact: Fact = {field.name: plain(field) for field in record.fields}
        if record.doubt is not None:
            fact["doubt"] = record.doubt
        found.setdefault(record.kind, []).append(fact)
    return found


def plain(field: RecordField) -> Any:
    """Return the value of a field: a number, a period as `first/last`, a nil sign, or words."""
    value = field.value
    match value:
        case Integer():
            return value.value
        case DecimalNumber() | Percent():
            return str(value.value)
        case Date():
            return value.date.isoformat()
        case Period():
            return _period(value)
        case NumberSet():
            return [list(pair) for pair in value.members]
        case NilSign():
            return "–"
        case Unread():
            return "unread"
        case Blank():
            return ""
    assert value is not None and value.kind == "text", field
    return field.text


def _period(value: Period) -> Any:
    """A whole year is its number, any other period its first and last day."""
    assert value.end is not None
    if value.precision == "year" and value.start == datetime.date(value.end.year, 1, 1):
        return value.end.year
    start = value.start.isoformat() if value.start else ".."
    return f"{start}/{value.end.isoformat()}"
