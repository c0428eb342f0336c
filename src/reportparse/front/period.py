"""The period that a report reports on, where it says so.

Reports name many periods: of data, of sessions, of budgets. Only one that the sentence itself
calls the reporting period, or that the report says it covers, is taken; the year ended counts
where nothing else does. Two different periods of the same standing: neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

import regex

from reportparse.front.roles import dates_in
from reportparse.frozen import frozen_record
from reportparse.lexicon.front_words import front_words
from reportparse.lexicon.patterns import Deferred
from reportparse.notation.dates import Date, FoundDate, Period

CALL_DISTANCE = 24
"""Characters between a period and the words that call it the reporting period, at most."""
COVER_DISTANCE = 60
"""Characters between `the report covers` and the period, at most, inside one sentence."""
_SENTENCE_END = "。.！？!?；;"


@frozen_record
class ReportingPeriod:
    """A reporting period: both days included, the print, and where it stands.

    `text` is the index of the text it was found in, `span` the characters there.
    """

    start: date
    end: date
    raw: str
    text: int
    span: tuple[int, int]


@frozen_record
class PeriodSearch:
    """The period found, or the different candidates when more than one has the same standing."""

    period: ReportingPeriod | None
    candidates: tuple[ReportingPeriod, ...] = ()


def find_reporting_period(texts: Sequence[str]) -> PeriodSearch:
    """Look for the reporting period in the summary and the first paragraphs.

    >>> found = find_reporting_period(["在 2023 年 9 月 28 日至 2024 年 8 月 31 日报告期内的工作"])
    >>> found.period.start.isoformat(), found.period.end.isoformat()
    ('2023-09-28', '2024-08-31')
    >>> found = find_reporting_period(["covers the period from 1 May to 31 July 2024."])
    >>> found.period.raw
    '1 May to 31 July 2024'
    >>> find_reporting_period(["2023 年 9 月 1 日至 2024 年 8 月 31 日期间的数据"]).period is None
    True
    """
    standings: tuple[list[ReportingPeriod], ...] = ([], [], [])
    for index, text in enumerate(texts):
        for found in dates_in(text):
            standing = _standing(text, found)
            if standing is not None:
                days = _days(text, found, standing)
                if days is not None:
                    span = (found.start, found.end)
                    raw = text[found.start : found.end]
                    standings[standing].append(ReportingPeriod(*days, raw, index, span))
    for candidates in standings:
        different = {(one.start, one.end): one for one in reversed(candidates)}
        if len(different) == 1:
            return PeriodSearch(candidates[0])
        if different:
            return PeriodSearch(None, tuple(sorted(different.values(), key=lambda p: p.text)))
    return PeriodSearch(None)


def _standing(text: str, found: FoundDate) -> int | None:
    """Return how firmly the print makes a period the reporting period; None where it does not.

    0 where the period is called so, 1 where the report covers it, 2 for a year that ended.
    """
    before, after = _clause_before(text, found.start), _clause_after(text, found.end)
    if isinstance(found.value, Period) and found.value.start is not None:
        if found.value.precision == "year":
            return None
        called = _called().match(after) or _called_before().search(before)
        if called:
            return None if called["link"] in front_words().other_period else 0
        if _covered().search(before):
            return 1
        return None
    ended = _ended().search(before) or _ended_after().match(after)
    return 2 if ended and isinstance(found.value, Date) and found.value.day else None


def _clause_before(text: str, at: int) -> str:
    start = max((text.rfind(sign, 0, at) for sign in _SENTENCE_END), default=-1)
    return text[start + 1 : at]


def _clause_after(text: str, at: int) -> str:
    ends = [text.find(sign, at) for sign in _SENTENCE_END]
    return text[at : min((end for end in ends if end >= 0), default=len(text))]


@lru_cache(maxsize=1)
def _called() -> Deferred:
    """`…日报告期内`, `…日的本报告所述期间`, `… (the reporting period)`."""
    words = front_words().reporting_period
    link = rf"(?P<link>\p{{Han}}{{0,2}}|[(（][^()（）]{{0,{CALL_DISTANCE}}})"
    return Deferred(rf"\s*{link}\s*{words.pattern}", regex.IGNORECASE, words.words)


@lru_cache(maxsize=1)
def _called_before() -> Deferred:
    """`报告期(2023年…)`, `the reporting period from …`, `报告期为…`."""
    words = front_words().reporting_period
    link = r"[\s:：(（]*(?:\p{Han}{0,2}|(?:\p{Latin}{1,8}\s+){0,2})"
    source = rf"(?P<link>.{{0,{CALL_DISTANCE}}}){words.pattern}{link}$"
    return Deferred(source, regex.IGNORECASE | regex.DOTALL, words.words)


@lru_cache(maxsize=1)
def _covered() -> Deferred:
    words = front_words().covers
    source = rf"{words.pattern}.{{0,{COVER_DISTANCE}}}$"
    return Deferred(source, regex.IGNORECASE | regex.DOTALL, words.words)


@lru_cache(maxsize=1)
def _ended() -> Deferred:
    words = front_words().year_ended
    return Deferred(rf"{words.pattern}\s*$", regex.IGNORECASE, words.words)


@lru_cache(maxsize=1)
def _ended_after() -> Deferred:
    words = front_words().year_ended
    return Deferred(rf"\s*(?:的)?{words.pattern}", regex.IGNORECASE, words.words)


def _days(text: str, found: FoundDate, standing: int) -> tuple[date, date] | None:
    """First and last day. A year that ended on a day began a year before the day after it."""
    value = found.value
    if isinstance(value, Period) and value.start is not None:
        return value.start.first, value.end.last
    if standing == 2 and isinstance(value, Date):
        following = value.last + timedelta(days=1)
        try:
            return following.replace(year=following.year - 1), value.last
        except ValueError:  # 29 February: no such day a year before
            return None
    return None
