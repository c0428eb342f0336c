"""Typed values as columns of a row, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportparse.report.tables import (
    Blank,
    Date,
    DecimalNumber,
    Integer,
    NilSign,
    NumberRange,
    NumberSet,
    Percent,
    Period,
    Unread,
    Value,
    Words,
)
from reportparse.storage.columns import LARGEST

Columns = dict[str, Any]


def number_columns(number: Decimal | int | None) -> Columns:
    """A figure exact, as a 64-bit whole number where it is one, and rounded for sorting.

    >>> number_columns(Decimal("66.7"))
    {'number': Decimal('66.7'), 'number_int': None, 'number_real': 66.7}
    >>> number_columns(10**30)["number_int"] is None
    True
    """
    if number is None:
        return {}
    exact = Decimal(number)
    whole = int(exact) if exact == exact.to_integral_value() else None
    if whole is not None and abs(whole) > LARGEST:
        whole = None
    return {"number": exact, "number_int": whole, "number_real": _rounded(exact)}


def _rounded(exact: Decimal) -> float | None:
    """The nearest binary fraction; none for what is too large to have one."""
    nearest = float(exact)
    return None if nearest in (float("inf"), float("-inf")) else nearest


def value_columns(value: Value | None) -> Columns:
    """The columns of a typed value; all empty where a record does not state the field."""
    if value is None:
        return {}
    row: Columns = {"kind": value.kind}
    match value:
        case Integer():
            row |= number_columns(value.value) | {"decimals": 0, "unit": value.unit}
        case DecimalNumber():
            row |= number_columns(value.value) | {"decimals": value.decimals, "unit": value.unit}
        case Percent():
            row |= number_columns(value.value) | {"decimals": value.decimals, "unit": "%"}
        case Date():
            row |= {"date_start": value.date, "date_end": value.date, "date_precision": "day"}
        case Period():
            row |= {"date_start": value.start, "date_end": value.end}
            row["date_precision"] = value.precision
        case NumberRange():
            row |= {"low": value.low, "high": value.high}
        case NumberSet():
            row["number_set"] = json.dumps(value.members, separators=(",", ":"))
        case Words():
            row["doubt"] = value.doubt
        case NilSign():
            row["nil_meaning"] = value.meaning
        case _:
            pass
    return row


def value_of(row: Mapping[Any, Any]) -> Value | None:
    """The typed value that `value_columns` took apart, from a row of `cell` or `record_field`.

    >>> value_of(value_columns(Percent(value=Decimal("12.50"), decimals=2)))
    Percent(kind='percent', value=Decimal('12.50'), decimals=2)
    """
    kind = row.get("kind")
    if kind == "integer":
        return Integer(value=int(row["number"]), unit=row["unit"])
    if kind in ("decimal", "percent"):
        return _with_decimals(kind, row)
    if kind == "date":
        return Date(date=row["date_start"])
    if kind == "period":
        return Period(start=row["date_start"], end=row["date_end"], precision=row["date_precision"])
    if kind == "range":
        return NumberRange(low=row["low"], high=row["high"])
    if kind == "set":
        return NumberSet(members=tuple((low, high) for low, high in json.loads(row["number_set"])))
    if kind == "text":
        return Words(doubt=row["doubt"])
    if kind == "nil":
        return NilSign(meaning=row["nil_meaning"])
    return {"blank": Blank(), "unread": Unread(), None: None}[kind]


def _with_decimals(kind: str, row: Mapping[Any, Any]) -> Value:
    """The figure with the decimals that are printed, which the exact column leaves out."""
    digits, decimals = format(row["number"], "f"), row["decimals"]
    idle = decimals - len(digits.partition(".")[2])
    if idle > 0:
        digits += ("" if "." in digits else ".") + "0" * idle
    value = Decimal(digits)
    if kind == "percent":
        return Percent(value=value, decimals=decimals)
    return DecimalNumber(value=value, decimals=decimals, unit=row["unit"])
