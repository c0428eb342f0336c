"""What is found in one running text: quantities, dates, and the numbers that are neither.

All spans count characters of the text. Nothing here knows of layout or of the report as a whole.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportparse.frozen import frozen_record

Approximation = Literal["about", "nearly", "under", "over", "at_least", "at_most"]
UnitKind = Literal["count", "currency", "percent", "duration", "physical", "none"]
DateKind = Literal["day", "month", "year", "period", "relative"]
Relation = Literal["until", "since", "before", "after"]
NameKind = Literal["ordinal", "version", "reference", "label", "code", "time"]


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """The reporting period as the report states it: first and last day."""

    first: datetime.date | None
    last: datetime.date | None


@frozen_record
class FoundSpan:
    """The days that a statement holds for, and which of the text's dates says so.

    `date` is the index of that date among the dates of the text. An end that is not stated is
    None: `截至 8 月 31 日` has no start, an unresolved 上一个报告期 has neither.
    """

    start: datetime.date | None
    end: datetime.date | None
    date: int


@frozen_record
class FoundMention:
    """A date or period in a text; see the report's model of the same for the fields.

    `source` says what resolved a relative one: `reporting_period`, or the index of the date among
    those of the text; None where nothing did or nothing had to.
    """

    start: int
    end: int
    kind: DateKind
    first: datetime.date | None
    last: datetime.date | None
    precision: Literal["day", "month", "year"] | None
    relation: Relation | None = None
    source: int | Literal["reporting_period"] | None = None


@frozen_record
class FoundName:
    """A number that names something and counts nothing: `第 12 条`, `05.0 版`, `AM0125`."""

    start: int
    end: int
    kind: NameKind


@frozen_record
class FoundQuantity:
    """A number that counts or measures; see the report's model of the same for the fields.

    `start` and `end` enclose the number with its scale, a range as a whole, without unit.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    ratio: tuple[int, int] | None
    step: Decimal
    scale: int
    approximation: Approximation | None
    qualifier: str | None
    measure: str | None
    unit: str | None
    unit_kind: UnitKind
    counted: str | None
    counted_from: Literal["after", "before", "none"]
    article: bool
    holds: FoundSpan | None = None


@dataclass(frozen=True, slots=True)
class FoundFacts:
    """Everything found in one text, each in reading order."""

    quantities: tuple[FoundQuantity, ...]
    dates: tuple[FoundMention, ...]
    names: tuple[FoundName, ...]
