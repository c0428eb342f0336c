"""Values read from the print to the value models of cells, column by column.

A cell is read on its own first. Where its print allows two readings, the other cells of its
column decide, if they leave one; else the cell stays text, and a finding says so.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal

from reportparse.lexicon.words import Language
from reportparse.notation.dates import Date, Period
from reportparse.notation.numerals import Nil, Number, NumberRange
from reportparse.notation.values import Prefer, Value, read_value
from reportparse.report import tables as face

NUMERIC = ("number", "percent")


def _same_kind(value: Value, clear: Sequence[Value]) -> bool:
    """Tell whether a number in parentheses is printed like the clear numbers of its column.

    In a column of amounts parentheses mean a negative; among percentages or other decimals a
    whole number in parentheses is as likely a count, and stays open.
    """
    decimals = {v.value.decimals for v in clear if isinstance(v.value, Number)}
    mine = {r.value.decimals for r in value.readings if isinstance(r.value, Number)}
    percents = any(isinstance(v.value, Number) and v.value.percent for v in clear)
    return bool(decimals) and decimals == mine and not percents


def column_preference(readings: Sequence[Value]) -> Prefer | None:
    """What ambiguous cells of a column are, as far as its clear cells say.

    >>> clear = [read_value(raw, "en") for raw in ("1–3, 14", "15", "1–16")]
    >>> column_preference(clear)
    'number_set'
    """
    kinds = Counter(reading.kind for reading in readings if reading.kind not in ("blank", "nil"))
    if not kinds:
        return None
    if kinds["number_set"] and kinds["number_set"] + kinds["number"] == sum(kinds.values()):
        return "number_set"
    clear = [reading for reading in readings if not reading.ambiguous]
    if any(reading.kind in NUMERIC for reading in clear):
        return "number"
    return None


def column_values(
    raws: Sequence[str], language: Language, signed: Collection[int] = ()
) -> list[Value]:
    """Read the cells of one column together.

    `signed` are the indexes of cells of which head or stub say that parentheses are a minus; what
    they turn out to be tells of the others, too.

    >>> [value.value.value for value in column_values(["1 200", "(58)", "7"], "en")]
    [1200, -58, 7]
    >>> [value.ambiguous for value in column_values(["12.5%", "(58)"], "en")]
    [False, True]
    >>> [value.value.value for value in column_values(["(2)", "(58)"], "en", signed=[0])]
    [-2, -58]
    """
    first = [
        _negative(read_value(raw, language), language)
        if at in signed
        else read_value(raw, language)
        for at, raw in enumerate(raws)
    ]
    prefer = column_preference(first)
    if prefer is None:
        return first
    clear = [value for value in first if value.kind in NUMERIC and not value.ambiguous]
    return [_again(value, language, prefer, clear) for value in first]


def _negative(value: Value, language: Language) -> Value:
    """The negative reading of a cell that allows one, the cell as it is otherwise."""
    if not any(reading.sense == "negative" for reading in value.readings):
        return value
    return read_value(value.raw, language, "negative")


def _again(value: Value, language: Language, prefer: Prefer, clear: Sequence[Value]) -> Value:
    if prefer == "number_set":
        return value if value.kind in ("blank", "nil") else read_value(value.raw, language, prefer)
    if not value.ambiguous:
        return value
    senses = {reading.sense for reading in value.readings}
    if "number" in senses:
        return read_value(value.raw, language, "number")
    if "negative" in senses and _same_kind(value, clear):
        return read_value(value.raw, language, "negative")
    return value


def face_value(value: Value) -> face.Value:
    """The model of a value."""
    payload = value.value
    if value.kind == "blank":
        return face.Blank()
    if isinstance(payload, Nil):
        return face.NilSign(meaning=payload.kind)
    if isinstance(payload, Number):
        return _number(payload)
    if isinstance(payload, Date):
        return _date(payload)
    if isinstance(payload, Period):
        start = first_day(payload.start) if payload.start else None
        return face.Period(start=start, end=last_day(payload.end), precision=payload.precision)
    if isinstance(payload, NumberRange):
        return face.NumberRange(low=Decimal(payload.low.value), high=Decimal(payload.high.value))
    if isinstance(payload, tuple):
        return face.NumberSet(members=payload)
    return face.Words(doubt="; ".join(value.doubts) or None)


def _number(number: Number) -> face.Integer | face.DecimalNumber | face.Percent:
    if number.percent:
        return face.Percent(value=Decimal(number.value), decimals=number.decimals)
    if isinstance(number.value, int):
        return face.Integer(value=number.value, unit=number.unit)
    return face.DecimalNumber(value=number.value, decimals=number.decimals, unit=number.unit)


def _date(date: Date) -> face.Date | face.Period:
    if date.precision == "day":
        return face.Date(date=first_day(date))
    return face.Period(start=first_day(date), end=last_day(date), precision=date.precision)


def first_day(date: Date) -> datetime.date:
    """The first day of a printed day, month or year.

    >>> first_day(Date("2024 年 2 月", 2024, 2))
    datetime.date(2024, 2, 1)
    """
    return datetime.date(date.year, date.month or 1, date.day or 1)


def last_day(date: Date) -> datetime.date:
    """The last day of a printed day, month or year.

    >>> last_day(Date("2024 年 2 月", 2024, 2))
    datetime.date(2024, 2, 29)
    """
    month = date.month or 12
    return datetime.date(date.year, month, date.day or monthrange(date.year, month)[1])
