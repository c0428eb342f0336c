"""Models of what the report states: quantities, dates, names, terms, and what repeats what.

Offsets count characters of the element's running text, as in references.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from reportparse.report.base import Model, Place

Approximation = Literal["about", "nearly", "under", "over", "at_least", "at_most"]
Relation = Literal["until", "since", "before", "after"]


class Mention(Model):
    """A stretch of running text that states something, with its print and its place."""

    id: str
    element: str
    start: int
    end: int
    raw: str
    places: tuple[Place, ...] = ()


class Span(Model):
    """First and last day of what a statement holds for; None where the end is open.

    `mention` is the id of the date that says so, None where the reporting period or the caption
    of a column stands in for it.
    """

    start: datetime.date | None
    end: datetime.date | None
    mention: str | None = None


class Quantity(Mention):
    """A number that counts or measures something, with everything the words say about it.

    `value` is exact with its scale applied (220 万 is 2200000); a range has `low` and `high`
    instead. `step` is the worth of the last printed digit (10000 for 220 万, 0.1 for 66.7), the
    ground on which a rounded figure is compared. `measure` is the Chinese measure word (个),
    `unit` a unit in the narrow sense (美元, %, 天, 吨二氧化碳当量), `counted` the words of what is
    counted, as printed. `qualifier` is a word of extent before the number (共, 平均). `article`
    marks 一个 and its like where the word rather introduces a noun than counts. A fraction has a
    `ratio`, over and under the line (三分之二 is 2, 3), a `step` of 0, and a `value` where decimals
    can say it exactly. `start` to `end` is the number with its scale, a range whole, no unit.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    ratio: tuple[int, int] | None = None
    step: Decimal
    scale: int = 1
    approximation: Approximation | None = None
    qualifier: str | None = None
    measure: str | None = None
    unit: str | None = None
    unit_kind: Literal["count", "currency", "percent", "duration", "physical", "none"]
    counted: str | None = None
    counted_from: Literal["after", "before", "none"] = "none"
    holds: Span | None = None
    article: bool = False


class DateMention(Mention):
    """A day, month, year or period in running text, with its first and last day.

    `relative` ones (本报告期, 同期) have days only where the report itself states them;
    `resolved_by` then names where: `metadata.reporting_period` or the id of another mention. A day
    or month printed without a year has none either. `relation` is what the words around it make
    of it: 截至 it, 自 it, what lies before or after it.
    """

    kind: Literal["day", "month", "year", "period", "relative"]
    first: datetime.date | None
    last: datetime.date | None
    precision: Literal["day", "month", "year"] | None
    relation: Relation | None = None
    resolved_by: str | None = None


class Occurrence(Model):
    """Where a name or a term stands: an element and a stretch of its running text.

    In a table the element is the id of a cell (`table-5.3.0` is row 3, column 0) or of a head
    (`table-5.head.2`, counted from 1 from the spanner down to its leaves, left to right); on the
    first page the field of the metadata (`metadata.place`), offsets then count in its value.
    """

    element: str
    start: int
    end: int


class Capacity(Model):
    """In what capacity a person is named at a place: role and group as printed there.

    `change` says that the words tell of a beginning or an end: 当选, 离任, 已辞职.
    """

    element: str
    role: str | None = None
    group: str | None = None
    change: Literal["elected", "appointed", "outgoing", "resigned"] | None = None


class Name(Model):
    """Somebody or something named: `text` in its fullest printed form.

    `short` are the other forms in which it is printed. `number` is the normal form of what has
    one (`121` of a meeting, `2/CMP.17` of a decision, the symbol of a document); `organ` is the id
    of the name of who meets. A person has a capacity for each place that states one. Occurrences
    of different names may lie inside each other: an organ in the name of its meeting.
    """

    id: str
    kind: Literal["organ", "person", "place", "meeting", "decision", "document"]
    text: str
    short: tuple[str, ...] = ()
    number: str | None = None
    organ: str | None = None
    capacities: tuple[Capacity, ...] = ()
    occurrences: tuple[Occurrence, ...]


class Term(Model):
    """A term of the report's own language: an abbreviation, or words that it repeats.

    The occurrences of an abbreviation are those of the short form and of its meaning.
    """

    text: str
    origin: Literal["abbreviation", "heading", "quoted", "repeated"]
    meaning: str | None = None
    occurrences: tuple[Occurrence, ...]


class CellPlace(Model):
    """A body cell of a table by its id, its row and its column, both from 0."""

    table: str
    row: int
    column: int


class Operand(Model):
    """A figure that takes part in an echo: a quantity of the prose or a body cell."""

    quantity: str | None = None
    cell: CellPlace | None = None


class Echo(Model):
    """A figure that repeats other figures of the report, or follows from them.

    `figure` is a quantity of the prose, or a cell for shares printed in a table. `relation` says
    how the `operands` give `computed`: `equal` one of them, `sum` all together, `difference` the
    first less the second, `quotient` the first in per cent of the second, `change` the first less
    the second in per cent of the second. `rounded` says that the figure is printed more coarsely.
    `chance` is how many figures as close as this one accident would give among all that were
    tried; `others` counts further explanations that are as good. A link is `certain` where accident
    is out of the question, `uncertain` where a reader has to look.
    """

    figure: Operand
    relation: Literal["equal", "sum", "difference", "quotient", "change"]
    operands: tuple[Operand, ...]
    computed: Decimal
    rounded: bool = False
    confidence: Literal["certain", "likely", "uncertain"]
    chance: float
    others: int = 0


class Facts(Model):
    """What the report states, in reading order."""

    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[Name, ...] = ()
    terms: tuple[Term, ...] = ()
    echoes: tuple[Echo, ...] = ()
