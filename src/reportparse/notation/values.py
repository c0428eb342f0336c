"""The value of a table cell: what its whole text is, or that it has two readings.

Markers must be lifted off before: `9c` is text here, and `Vacant` with markers is not our word.
Where the print allows two readings, the value is text with its doubts listed and the readings kept;
`prefer` is how the caller brings evidence from the column's head or from other cells.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language
from reportparse.notation.dates import FIRST_YEAR, LAST_YEAR, Date, Period, read_date, read_period
from reportparse.notation.numerals import (
    Nil,
    Number,
    NumberRange,
    read_nil,
    read_number,
    read_number_set,
    read_range,
)
from reportparse.notation.spacing import half_width, stripped, tidy

ValueKind = Literal[
    "blank", "nil", "number", "percent", "date", "period", "number_set", "range", "text"
]
Prefer = Literal["number", "negative", "count", "year", "date", "period", "number_set", "text"]

NumberSet = tuple[tuple[int, int], ...]
Payload = Number | Nil | Date | Period | NumberRange | NumberSet


@frozen_record
class Reading:
    """One thing that a cell's text can be; a `remote` one is taken only where it is preferred."""

    kind: ValueKind
    value: Payload
    sense: Prefer
    remote: bool = False


@frozen_record
class Value:
    """What a cell says. `raw` is the print, `text` the same under the text rule.

    `value` is None for text and blank. `doubts` are sentences on why the text could not be given a
    value, `readings` the candidates that were not chosen between.
    """

    kind: ValueKind
    raw: str
    text: str
    value: Payload | None = None
    doubts: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the text has several readings, of which none was chosen."""
        return len(self.readings) > 1


LONGEST_VALUE: Final = 400
"""Characters of the longest cell that is looked at as a value: a list of some eighty numbers."""

_ONE_OR_DASH: Final = "一"
"""The numeral 1 in Chinese; in a column of figures as likely a dash."""

MALFORMED: Final = "digit groups are malformed"
"""The doubt about digits that are no number: `12 34`, `0 590`."""

_MALFORMED: Final = compiled(r"[+\-\u2212\u2013(]?\d+(?:[\s,]\d+)+(?:\.\d+)?[)%]?")
_MARKED: Final = compiled(r"[\d\s,.]*\d\s*(?:[a-z](?:\s*,\s*[a-z])*|\*+)")
_SEVERAL: Final = compiled(r"[\d\s,.]*\d\s*[(\[]\s*[\d\s,.]+%?\s*[)\]]")


@lru_cache(maxsize=4096)
def read_value(raw: str, language: Language, prefer: Prefer | None = None) -> Value:
    """Return the value of a cell's whole text; never fails, since anything is at least text.

    `prefer` chooses among readings that the print allows and never creates one: `negative` or
    `count` for a whole number in parentheses, `number` or `year` for four bare digits,
    `number_set` or `number` for `15` and `1,234`, `number_set` or `period` for `1990–2019`.
    `text` keeps anything but a blank and a nil as text.

    >>> read_value("2 449 614 293", "zh").value.value, read_value("61.6%", "zh").kind
    (2449614293, 'percent')
    >>> read_value("2024 年 3 月 20 日至 22 日", "zh").value.iso
    '2024-03-20/2024-03-22'
    >>> read_value("–", "zh").kind, read_value("", "zh").kind, read_value("波恩", "zh").kind
    ('nil', 'blank', 'text')
    >>> doubtful = read_value("(8)", "en")
    >>> doubtful.kind, doubtful.ambiguous, read_value("(8)", "en", "negative").value.value
    ('text', True, -8)
    """
    text = tidy(raw)
    if not text:
        return Value("blank", raw, text)
    nil = read_nil(raw, language)
    if nil:
        return Value("nil", raw, text, nil)
    if prefer == "text" or len(text) > LONGEST_VALUE:
        return Value("text", raw, text)
    readings = _readings(raw, language)
    chosen = [reading for reading in readings if reading.sense == prefer]
    chosen = chosen or [reading for reading in readings if not reading.remote]
    if len(chosen) == 1:
        return Value(chosen[0].kind, raw, text, chosen[0].value)
    if chosen:
        senses = " or ".join(reading.sense for reading in chosen)
        return Value("text", raw, text, None, (f"can be {senses}",), tuple(chosen))
    return Value("text", raw, text, None, _doubts(stripped(half_width(raw))))


def _readings(raw: str, language: Language) -> list[Reading]:
    """Return everything the print allows the text to be, the remote possibilities marked."""
    readings: list[Reading] = []
    number = read_number(raw, language)
    if number and not number.ordinal:
        readings.extend(_number_readings(raw, number, language))
    date, period = read_date(raw), read_period(raw)
    if date:
        readings.append(Reading("date", date, "date"))
    if period:
        readings.append(Reading("period", period, "period"))
    numbers = read_number_set(raw)
    if numbers:
        # 15 is first of all a number, 1,234 a grouped one, and 1990–2019 a period.
        readings.append(Reading("number_set", numbers, "number_set", remote=bool(readings)))
    span = None if readings else read_range(raw, language)
    if span:
        readings.append(Reading("range", span, "number"))
    return readings


def _number_readings(raw: str, number: Number, language: Language) -> list[Reading]:
    kind: ValueKind = "percent" if number.percent else "number"
    if number.parenthesised and (number.percent or not number.decimals):
        bare = read_number(compiled(r"[()]").sub("", half_width(raw)), language)
        if bare:
            count = replace(bare, raw=raw)
            return [Reading(kind, number, "negative"), Reading(kind, count, "count")]
    if number.style == "chinese" and tidy(raw) == _ONE_OR_DASH:
        return [Reading(kind, number, "number", remote=True)]
    if tidy(raw).isdecimal() and FIRST_YEAR <= number.value <= LAST_YEAR:
        year = Date(raw, int(number.value))
        return [Reading(kind, number, "number"), Reading("date", year, "year")]
    return [Reading(kind, number, "number")]


def _doubts(text: str) -> tuple[str, ...]:
    """Say why a text that looks like a number is none."""
    if _MALFORMED.fullmatch(text):
        return (MALFORMED,)
    if _MARKED.fullmatch(text):
        return ("number with a marker",)
    if _SEVERAL.fullmatch(text):
        return ("two numbers in one cell",)
    if text == _ONE_OR_DASH:
        return ("can be the numeral 一 or a dash",)
    return ()
