"""Making the fields of records, each with its print and its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from reportparse.build.values import face_value
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.dates import FIRST_YEAR, LAST_YEAR, FoundDate, find_dates, make_date
from reportparse.notation.dates import Period as PrintedPeriod
from reportparse.notation.spacing import half_width, tidy
from reportparse.notation.values import Value as ReadValue
from reportparse.notation.values import ValueKind
from reportparse.records.crossings import Crossing, Lane
from reportparse.report.base import Text
from reportparse.report.facts import CellPlace
from reportparse.report.records import RecordField
from reportparse.report.tables import (
    Blank,
    Cell,
    Date,
    DecimalNumber,
    Integer,
    NilSign,
    Percent,
    Period,
    Table,
    TableNote,
    Value,
    Words,
)

LONGEST_YEAR: Final = 8
"""Characters of four digits that are spaced out, at most."""
_BARE_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def cell_field(name: str, cell: Cell, place: CellPlace, notes: Sequence[str] = ()) -> RecordField:
    """Return the field that a cell states by itself; `notes` are further notes that bear on it."""
    own = tuple(marker.note for marker in cell.markers if marker.note is not None)
    return RecordField(
        name=name,
        value=cell.value,
        text=cell.text,
        raw=cell.raw,
        cell=place,
        places=cell.places,
        notes=tuple(dict.fromkeys((*own, *notes))),
    )


def figure_field(name: str, crossing: Crossing) -> RecordField:
    """Return the figure at a crossing; the notes of its row and of its column bear on it too."""
    notes = (*crossing.side.all_notes, *crossing.head.all_notes)
    return cell_field(name, crossing.cell, crossing.place, notes)


def lane_field(
    name: str, lane: Lane, table: Table, value: Value | None = None, text: str | None = None
) -> RecordField:
    """Return a field that the words of a row or column state; `value` is what they mean."""
    return RecordField(
        name=name,
        value=value or Words(),
        text=lane.last if text is None else text,
        raw=lane.raw,
        cell=lane.place,
        element=None if lane.place else table.id,
        places=lane.places,
        notes=lane.notes,
    )


def text_field(
    name: str, source: Text | TableNote, element: str, text: str, value: Value | None = None
) -> RecordField:
    """Return a field that a caption or a note states; `text` is the part of its words."""
    whole = source.text if isinstance(source, TableNote) else source
    return RecordField(
        name=name,
        value=value or Words(),
        text=text,
        raw=whole.raw,
        element=element,
        places=source.places or whole.places,
        notes=(element,) if isinstance(source, TableNote) else (),
    )


def integer(value: int) -> Integer:
    """Return a whole number as a value.

    >>> integer(2).value
    2
    """
    return Integer(value=value)


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Return the dates and periods of a text; the same heads and stubs are asked for by many."""
    return find_dates(text)


@lru_cache(maxsize=4096)
def only_date(text: str) -> Period | Date | None:
    """Return the only date or period in `text`; None where there is none, or more than one.

    >>> only_date("2012 年 9 月 1 日至 2013 年 8 月 31 日").end.isoformat()
    '2013-08-31'
    >>> only_date("截至 2024 年 8 月 31 日").date.isoformat()
    '2024-08-31'
    >>> only_date("2023 年和 2024 年") is None, only_date("项目活动：发放") is None
    (True, True)
    """
    found = dates_in(text)
    return face_date(found[0]) if len(found) == 1 else None


def face_date(found: FoundDate) -> Period | Date:
    """Return a found date as a value: one day, or a stretch of days."""
    kind: ValueKind = "period" if isinstance(found.value, PrintedPeriod) else "date"
    made = face_value(ReadValue(kind, found.value.raw, found.value.raw, found.value))
    assert isinstance(made, Period | Date)
    return made


def period_field(name: str, texts: Iterable[Text], element: str) -> Iterator[RecordField]:
    """Yield the period that the first of the texts with just one states, as a field."""
    for text in texts:
        found, period = dates_in(text.text), only_period(text.text)
        if period is not None:
            words_ = text.text[found[0].start : found[0].end]
            yield text_field(name, text, element, words_, period)
            return


def only_period(text: str) -> Period | None:
    """Return the only period in `text`: days, months or years from one to another.

    >>> only_period("2024 年 8 月 31 日") is None
    True
    """
    found = only_date(text)
    return found if isinstance(found, Period) else None


def lane_period(lane: Lane) -> Period | None:
    """Return the period that a lane states: its own value, or the only one in its words.

    The innermost words that state one count; four digits alone are a year in a head.
    """
    if isinstance(lane.value, Period):
        return lane.value
    if isinstance(lane.value, DecimalNumber | Percent | NilSign | Blank):
        return None
    for part in reversed(lane.parts):
        found = only_period(part) or bare_year(part)
        if found is not None:
            return found
    return None


def has_period(lane: Lane) -> bool:
    """Tell whether a lane is one period and no sum of several."""
    return not lane.sums and lane_period(lane) is not None


@lru_cache(maxsize=1024)
def bare_year(text: str) -> Period | None:
    """Return the year that the whole of `text` is, without 年 too.

    >>> bare_year("2024").start.isoformat(), bare_year("2024 年预算") is None
    ('2024-01-01', True)
    """
    if len(text) > LONGEST_YEAR:
        return None
    digits = tidy(half_width(text))
    if not _BARE_YEAR.fullmatch(digits):
        return None
    return year_period(int(digits))


def year_period(year: int) -> Period | None:
    """Return a year as a period, None outside the years that dates may have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Period(start=first, end=last, precision="year")


def year_in(text: str) -> Period | None:
    """Return the only year that is named in `text`, in whatever form.

    >>> year_in("2025 年理事会第一次会议之前").end.isoformat(), year_in("meeting in 2026").end.year
    ('2025-12-31', 2026)
    """
    years = {int(match[0]) for match in _BARE_YEAR.finditer(half_width(text))}
    return year_period(years.pop()) if len(years) == 1 else None


def months_of(text: str, year: Period) -> Period | None:
    """Return the months that `text` names without a year, in the year of `year`.

    >>> found = months_of("支出(1 月至 8 月)(美元)", year_period(2024))
    >>> found.start.isoformat(), found.end.isoformat()
    ('2024-01-01', '2024-08-31')
    """
    if year.start is None:
        return None
    named = [
        (match.start(), month) for match in _months().finditer(text) if (month := _month(match[0]))
    ]
    if len(named) != 2:
        return None
    first = make_date("", year.start.year, named[0][1])
    last = make_date("", year.start.year, named[1][1])
    if first is None or last is None or first.first > last.last:
        return None
    return Period(start=first.first, end=last.last, precision="month")


@lru_cache(maxsize=1)
def _months() -> re.Pattern[str]:
    english = "|".join(sorted(words("en").months, key=len, reverse=True))
    return re.compile(rf"(?<!\d)(?:1[0-2]|[1-9])\s*月|\b(?:{english})\b", re.I)


def _month(raw: str) -> int | None:
    for language in LANGUAGES:
        for name, month in words(language).months.items():
            if tidy(name).casefold() == tidy(raw).casefold():
                return month
    return None
