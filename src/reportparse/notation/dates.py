"""Dates and periods as the print writes them, in Chinese, English and ISO form.

A date is a day, a month or a year; nothing is assumed finer than printed. A day that no calendar
has (2 月 30 日) is no date. Numeric dates such as 03/04/2024 have two readings and are not read.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import LANGUAGES, alternation, words
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.numerals import DASHES
from reportparse.notation.spacing import BLANK, half_width, stripped

Precision = Literal["day", "month", "year"]

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
"""Four digits outside these years are an amount, not a year: reports look back to 1800 at most."""


@frozen_record
class Date:
    """A printed day, month or year. `month` and `day` are None where the print has none."""

    raw: str
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """The finest part printed."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as fine as printed.

        >>> Date("2024 年 8 月", 2024, 8).iso
        '2024-08'
        """
        parts = (f"{self.month:02d}" if self.month else "", f"{self.day:02d}" if self.day else "")
        return "-".join([f"{self.year:04d}", *filter(None, parts)])

    @property
    def first(self) -> datetime.date:
        """The first day that the date covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that the date covers."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@frozen_record
class Period:
    """A printed period from `start` to `end`, both included; `start` is None for "since inception".

    `split_year` marks a budget or school year such as 2022/23, whose months are not printed.
    """

    raw: str
    start: Date | None
    end: Date
    split_year: bool = False

    @property
    def precision(self) -> Precision:
        """The coarser precision of both ends."""
        ends = {self.end.precision, self.start.precision if self.start else self.end.precision}
        return "year" if "year" in ends else "month" if "month" in ends else "day"

    @property
    def iso(self) -> str:
        """The period in ISO 8601; an open start is `..`.

        >>> read_period("2024 年 3 月 20 日至 22 日").iso
        '2024-03-20/2024-03-22'
        """
        return f"{self.start.iso if self.start else '..'}/{self.end.iso}"


@frozen_record
class FoundDate:
    """A date or period in running text: `text[start:end]` is its `raw`."""

    start: int
    end: int
    value: Date | Period


def make_date(raw: str, year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """Return the date if the calendar has it, else None.

    >>> make_date("2 月 30 日", 2024, 2, 30) is None
    True
    """
    if not FIRST_YEAR <= year <= LAST_YEAR or (day is not None and month is None):
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= calendar.monthrange(year, month or 1)[1]:
        return None
    return Date(raw, year, month, day)


_B: Final = f"{BLANK}*"
_YEAR: Final = r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)"
_HAN_YEAR: Final = r"(?<![〇零○一二三四五六七八九])[一二][〇零○一二三四五六七八九]{3}"
_ANY_YEAR: Final = compiled(rf"{_YEAR}|{_HAN_YEAR}")
_HAN_SMALL: Final = r"[一二三四五六七八九十]{1,3}"


def _chinese_pattern() -> str:
    """Build: a year, month or day, and after 至 a second one that may leave out what it shares."""
    year = rf"(?:{_YEAR}|{_HAN_YEAR})"
    month = rf"(?:1[0-2]|0?[1-9]|{_HAN_SMALL})"
    day = rf"(?:[12]\d|3\d|0?[1-9]|{_HAN_SMALL})"
    to = rf"{_B}(?:至|到|[{DASHES}]{{1,2}}){_B}"
    # A bare year must not be what is left of a decade, of an impossible month, or of a list whose
    # months belong to all its years: 2023 年和 2024 年 1 月至 8 月.
    no_more = rf"(?!代|{_B}\d+{_B}月|{_B}[和与及、]{_B}{year}{_B}年{_B}\d{{1,2}}{_B}月)"
    no_day = rf"(?!{_B}\d+{_B}日)"
    first = (
        rf"(?P<y1>{year}){_B}年(?:{_B}(?P<m1>{month}){_B}月份?"
        rf"(?:{_B}(?P<d1>{day}){_B}[日号]|{no_day})|{no_more})"
    )
    second = (
        rf"(?:(?P<y2>{year}){_B}年(?!代){_B})?(?:(?P<m2>{month}){_B}月份?{_B})?"
        rf"(?:(?P<d2>{day}){_B}[日号])?"
    )
    years = rf"(?P<y1>{year})(?={to}{year}{_B}年(?!代|{_B}\d{{1,2}}{_B}月))"
    return rf"(?P<first>{first}|{years})(?:{to}(?={year}|{month}|{day})(?P<second>{second}))?"


def _english_patterns() -> tuple[str, ...]:
    month = rf"(?:{alternation(tuple(words('en').months))})"
    to = rf"(?:{_B}[{DASHES}]{_B}|{BLANK}+{words('en').range_between.pattern}{BLANK}+)"
    day = r"(?<![\d.,])(?:[12]\d|3\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
    gap = f"{BLANK}+"
    year_1, year_2 = rf",?{gap}(?P<y1>{_YEAR})", rf",?{gap}(?P<y2>{_YEAR})"
    return (
        # 11–22 November 2024, 28 November to 3 December 2011, 1 July 2024–8 May 2025
        rf"(?P<first>(?P<d1>{day})(?:{gap}(?P<m1>{month})(?:{year_1})?)?){to}"
        rf"(?P<second>(?P<d2>{day}){gap}(?P<m2>{month}){year_2})",
        # January to August 2024, March 2024 to April 2025
        rf"(?P<first>(?P<m1>{month})(?:{year_1})?){to}(?P<second>(?P<m2>{month}){year_2})",
        # September 4, 2024; November 11–22, 2024
        rf"(?P<first>(?P<m1>{month}){gap}(?P<d1>{day}))(?:{to}(?P<second>(?P<d2>{day})))?"
        rf",{_B}(?P<y2>{_YEAR})",
        # 24 September 2024, September 2024
        rf"(?P<first>(?:(?P<d1>{day}){gap})?(?P<m1>{month}){year_1})",
    )


_ISO: Final = rf"(?<![\d\-/])(?P<first>(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d))(?![\d\-/])"
_OUTSIDE: Final = r"(?<![\d/.,\-\p{Latin}])"
_BEYOND: Final = r"(?![\d/\-\p{Latin}]|[.,]\d)"
_YEARS: Final = (
    rf"{_OUTSIDE}(?P<first>(?P<y1>{_YEAR})){_B}(?:[{DASHES}]|至){_B}"
    rf"(?P<second>(?P<y2>{_YEAR})){_BEYOND}"
)
_SPLIT: Final = rf"{_OUTSIDE}(?P<y>{_YEAR})/(?P<e>\d\d(?:\d\d)?){_BEYOND}"


@frozen_record
class _Form:
    """A way of writing dates; `ends_bare` where the second end may leave out shared parts.

    Where `needed` stands nowhere in a text, no date of this form does.
    """

    pattern: regex.Pattern[str]
    needed: regex.Pattern[str]
    ends_bare: bool = False
    split: bool = False


@lru_cache(maxsize=1)
def _forms() -> tuple[_Form, ...]:
    month = compiled(alternation(tuple(words("en").months)), regex.I)
    return (
        _Form(compiled(_chinese_pattern()), compiled("年"), ends_bare=True),
        *(_Form(compiled(source, regex.I), month) for source in _english_patterns()),
        _Form(compiled(_ISO), compiled("-")),
        _Form(compiled(_YEARS), _ANY_YEAR),
        _Form(compiled(_SPLIT), compiled("/"), split=True),
    )


def _part(text: str | None) -> int | None:
    """Return the number of a printed year, month or day."""
    if text is None:
        return None
    digits = _FIRST_DIGITS.match(text)
    if digits:
        return int(digits[0])
    months = words("en").months
    name = next((name for name in months if name.casefold() == text.casefold()), None)
    return months[name] if name else chinese_numeral(text)


_FIRST_DIGITS: Final = compiled(r"\d+")
_Parts = tuple[int | None, int | None, int | None]


def _completed(bare: _Parts, full: _Parts) -> _Parts | None:
    """Give one end of a period the larger parts it shares with the other; None if unlike.

    An end with a year of its own shares nothing. Otherwise both must be equally fine: in
    `2023 年 10 月至 11 月 30 日` the first end has no day to match.
    """
    if bare[0] is not None:
        return bare
    if _fineness(bare) != _fineness(full):
        return None
    return full[0], bare[1] or full[1], bare[2]


def _fineness(parts: _Parts) -> int:
    return 2 if parts[2] else 1 if parts[1] else 0


def _value(form: _Form, found: regex.Match[str], text: str) -> Date | Period | None:
    raw = text[found.start() : found.end()]
    if form.split:
        return _split_year(raw, found["y"], found["e"])
    groups = found.groupdict()
    first: _Parts = (_part(groups.get("y1")), _part(groups.get("m1")), _part(groups.get("d1")))
    second: _Parts = (_part(groups.get("y2")), _part(groups.get("m2")), _part(groups.get("d2")))
    if not groups.get("second"):
        year = first[0] or second[0]
        return make_date(raw, year, *first[1:]) if year else None
    if form.ends_bare:
        return _period(raw, text, found, first, _completed(second, first))
    second = (second[0], second[1] or first[1], second[2])
    return _period(raw, text, found, _completed(first, second), second)


def _period(
    raw: str, text: str, found: regex.Match[str], first: _Parts | None, second: _Parts | None
) -> Period | None:
    if not first or not second or first[0] is None or second[0] is None:
        return None
    start = make_date(text[slice(*found.span("first"))], first[0], *first[1:])
    end = make_date(text[slice(*found.span("second"))], second[0], *second[1:])
    if start is None or end is None or start.first > end.first:
        return None
    return Period(raw, start, end)


def _split_year(raw: str, first: str, last: str) -> Period | None:
    start = int(first)
    if last not in (str(start + 1), str(start + 1)[2:]):
        return None
    return Period(raw, Date(first, start), Date(last, start + 1), split_year=True)


@lru_cache(maxsize=512)
def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates and periods of running text in order, none overlapping another.

    Chinese, English and ISO forms are found in any text, since reports quote each other. A bare
    year needs 年; four digits alone are no date. Where one writing could be read as part of a
    longer one, the longer wins, and if its ends make no period (2 月 30 日) neither is taken.

    >>> [f.value.iso for f in find_dates("2023 年 9 月 28 日至 2024 年 8 月 31 日，2025 人")]
    ['2023-09-28/2024-08-31']
    >>> [f.value.iso for f in find_dates("11–22 November 2024 (2022/23)")]
    ['2024-11-11/2024-11-22', '2022/2023']
    """
    plain = half_width(text)
    if not _ANY_YEAR.search(plain):
        return ()  # every form has a year
    spans: list[tuple[int, int, Date | Period | None]] = [
        (*match.span(), _value(form, match, text))
        for form in _forms()
        if form.needed.search(plain)
        for match in form.pattern.finditer(plain)
    ]
    spans.extend(_since_inception(text, spans))
    taken: list[tuple[int, int]] = []
    found: list[FoundDate] = []
    for start, end, value in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            if value is not None:
                found.append(FoundDate(start, end, value))
    return tuple(sorted(found, key=lambda date: date.start))


@lru_cache(maxsize=1)
def _inception() -> Deferred:
    lists = [words(language).since_inception for language in LANGUAGES]
    phrases = "|".join(listed.pattern for listed in lists)
    to = "|".join(words(language).range_between.pattern for language in LANGUAGES)
    needed = [word for listed in lists for word in listed.words]
    return Deferred(rf"(?:{phrases}){_B}(?:{to}|[{DASHES}]){_B}", regex.I, needed)


def _since_inception(
    text: str, spans: list[tuple[int, int, Date | Period | None]]
) -> list[tuple[int, int, Date | Period | None]]:
    """Return the periods that begin with a phrase such as 自设立以来 in place of a date."""
    dates = {start: (end, value) for start, end, value in spans if isinstance(value, Date)}
    periods: list[tuple[int, int, Date | Period | None]] = []
    for phrase in _inception().finditer(text):
        end, date = dates.get(phrase.end(), (0, None))
        if isinstance(date, Date):
            periods.append((phrase.start(), end, Period(text[phrase.start() : end], None, date)))
    return periods


def _whole(raw: str) -> Date | Period | None:
    found = find_dates(stripped(raw))
    if len(found) == 1 and found[0].end - found[0].start == len(stripped(raw)):
        return replace(found[0].value, raw=raw)
    return None


def read_date(raw: str) -> Date | None:
    """Return the date that the whole of `raw` is, or None; a period is no date.

    >>> read_date("2024 年 8 月 31 日").iso, read_date("31 March 2021").iso
    ('2024-08-31', '2021-03-31')
    >>> read_date("2024 年 2 月 30 日") is None, read_date("03/04/2024") is None
    (True, True)
    """
    value = _whole(raw)
    return value if isinstance(value, Date) else None


def read_period(raw: str) -> Period | None:
    """Return the period that the whole of `raw` is, or None.

    >>> read_period("2024 年 9 月 30 日至 10 月 2 日").iso, read_period("2008-2012 年").iso
    ('2024-09-30/2024-10-02', '2008/2012')
    >>> read_period("自设立以来至 2012 年 8 月 31 日").iso
    '../2012-08-31'
    """
    value = _whole(raw)
    return value if isinstance(value, Period) else None
