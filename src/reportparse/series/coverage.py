"""Which periods a series lacks, and which of its periods overlap.

A series repeats itself after a number of months, its step: the length of its usual period, or what
all its last days have in common, never more than a year unless its periods are longer. Where two
neighbouring periods end further apart than a step, those between them are missing.
"""

from __future__ import annotations

import calendar
import datetime
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from reportparse.series.model import When

YEAR: Final = 12
"""Months. Reports are annual: a series that is stated once a year has no longer step."""
DAYS: Final = 365.2425 / YEAR
"""Days of a month, on average."""


def missing(periods: Iterable[When]) -> Iterator[When]:
    """Yield the periods that are missing between the first and the last.

    >>> day = datetime.date
    >>> years = [When(day(year, 1, 1), day(year, 8, 31)) for year in (2013, 2014, 2017)]
    >>> [str(period) for period in missing(years)]
    ['2015-01-01..2015-08-31', '2016-01-01..2016-08-31']
    """
    ordered = sorted(set(periods), key=lambda one: one.key)
    ends = sorted({one.end for one in ordered})
    step = step_of(ordered)
    if step == 0:
        return
    shape = _usual(ordered)
    for before, after in pairwise(ends):
        count = math.ceil(_months(before, after) / step)
        for at in range(1, count):
            end = shifted(before, at * step)
            if end < after:
                yield _ending(shape, end)


def step_of(periods: Sequence[When]) -> int:
    """Return the months after which a series repeats itself; 0 where it has one period only.

    >>> day = datetime.date
    >>> step_of([When(day(y, 9, 1), day(y + 1, 8, 31)) for y in (2012, 2014, 2016)])
    12
    >>> step_of([When(day(y, 1, 1), day(y + 1, 12, 31)) for y in (2012, 2014, 2018)])
    24
    """
    ends = sorted({one.end for one in periods})
    if len(ends) < 2:
        return 0
    apart = math.gcd(*(_months(before, after) for before, after in pairwise(ends)), YEAR)
    return max(_length(_usual(periods)), apart)


def _usual(periods: Sequence[When]) -> When:
    """A period of the usual length, the latest of them."""
    lengths = Counter(_length(one) for one in periods)
    length = max(lengths, key=lambda months: (lengths[months], months))
    return max((one for one in periods if _length(one) == length), key=lambda one: one.key)


def _length(period: When) -> int:
    """The whole months of a period; 0 for a day and for what has no first day."""
    if period.start is None or period.is_day:
        return 0
    return max(1, round(((period.end - period.start).days + 1) / DAYS))


def _months(before: datetime.date, after: datetime.date) -> int:
    return (after.year - before.year) * YEAR + after.month - before.month


def shifted(day: datetime.date, months: int) -> datetime.date:
    """Return a day some months later; the last of a month stays the last.

    >>> shifted(datetime.date(2016, 2, 29), 12), shifted(datetime.date(2013, 8, 31), -6)
    (datetime.date(2017, 2, 28), datetime.date(2013, 2, 28))
    """
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return datetime.date(year, month + 1, last if is_last else min(day.day, last))


def _ending(shape: When, end: datetime.date) -> When:
    """The period of the same shape with another last day."""
    if shape.is_day:
        return When(end, end)
    if shape.start is None:
        return When(None, end)
    return When(shifted(shape.start, _months(shape.end, end)), end)


def overlapping(periods: Iterable[When]) -> Iterator[tuple[When, When]]:
    """Yield each two periods that share days and are not the same.

    Days share nothing, and what counts since inception shares everything by its nature with what
    does too.

    >>> day = datetime.date
    >>> first = day(2022, 1, 1)
    >>> whole, part = When(first, day(2022, 12, 31)), When(first, day(2022, 8, 31))
    >>> [tuple(map(str, two)) for two in overlapping([whole, part])]
    [('2022-01-01..2022-08-31', '2022')]
    """
    ordered = sorted({one for one in periods if not one.is_day}, key=lambda one: one.key)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if one.start is None and other.start is None:
                continue
            if other.start is None or other.start <= one.end:
                yield one, other
