"""The plain data of series: documents, periods, statements and findings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from reportparse.frozen import frozen_record

Role = Literal["report", "corrigendum", "revision"]

Code = Literal[
    "restated",
    "restated-doubtful",
    "copies-differ",
    "form-differs",
    "unit-differs",
    "corrected",
    "superseded",
    "correction-unplaced",
    "balance-differs",
    "balance-doubtful",
    "overlap",
    "gap",
    "report-missing",
    "two-in-one",
]

SERIOUS: Final[frozenset[Code]] = frozenset(
    {"restated", "copies-differ", "balance-differs", "correction-unplaced"}
)
"""Findings about figures that contradict each other."""


@dataclass(frozen=True, slots=True, order=True)
class When:
    """The days that a figure holds for, first and last; one day is both.

    No first day: since inception.

    >>> str(When(None, datetime.date(2012, 8, 31)))
    '..2012-08-31'
    >>> str(When(datetime.date(2012, 8, 31), datetime.date(2012, 8, 31)))
    '2012-08-31'
    >>> str(When(datetime.date(2012, 1, 1), datetime.date(2012, 12, 31)))
    '2012'
    """

    start: datetime.date | None
    end: datetime.date

    @property
    def is_day(self) -> bool:
        return self.start == self.end

    @property
    def key(self) -> tuple[datetime.date, datetime.date]:
        """By which periods are ordered: the last day, then the first."""
        return self.end, self.start or datetime.date.min

    def __str__(self) -> str:
        if self.is_day:
            return self.end.isoformat()
        if self.start is None:
            return f"..{self.end.isoformat()}"
        year = self.start.year
        if (self.start, self.end) == (datetime.date(year, 1, 1), datetime.date(year, 12, 31)):
            return str(year)
        return f"{self.start.isoformat()}..{self.end.isoformat()}"


@frozen_record
class Document:
    """One file of a report. `base` is the symbol of the report that it is, corrects or replaces."""

    report_id: str
    name: str
    base: str
    role: Role
    number: int
    language: str
    file_name: str | None
    date: datetime.date | None
    period: When | None
    order: tuple[datetime.date, str]

    @property
    def rank(self) -> tuple[tuple[datetime.date, str], int, str]:
        """By which documents are ordered, later ones last."""
        return self.order, self.number, self.report_id


@frozen_record
class Spot:
    """Where a figure is printed: page and box in points, or line and column of a dump."""

    page: int | None
    box: tuple[float, float, float, float] | None
    line: int | None
    column: int | None
    element: str | None

    def __str__(self) -> str:
        if self.page is None and self.line is None:
            return self.element or "no place"
        where = f"page {self.page}" if self.page is not None else f"line {self.line}"
        if self.page is not None and self.box is not None:
            where += f" at {self.box[0]:.1f}, {self.box[1]:.1f}"
        elif self.line is not None and self.column is not None:
            where += f", column {self.column}"
        return where


def spot_of(row: Mapping[Any, Any]) -> Spot:
    """Return the place in a row of the database: of a field of a record, or of a block."""
    element = row.get("block_id") or row.get("element_id")
    if row.get("table_id") is not None:
        element = f"{row['table_id']}.{row['row_index']}.{row['column_index']}"
    box = None
    if row["x0"] is not None:
        box = (row["x0"], row["top"], row["x1"], row["bottom"])
    return Spot(row["page"], box, row["line"], row["col"], element)


@frozen_record
class Statement:
    """One figure as one document prints it. `number` is None where the print is no number.

    `superseded_by` names the document that corrects or replaces this print.
    """

    indicator: str
    when: When
    document: Document
    kind: str
    number: Decimal | None
    decimals: int | None
    text: str
    raw: str
    words: tuple[str, ...]
    unit: str | None
    terms: Mapping[str, str]
    table: str | None
    table_number: str | None
    row: int | None
    column: int | None
    notes: str
    doubt: str | None
    spot: Spot
    record: str
    superseded_by: str | None = None

    @property
    def key(self) -> tuple[tuple[datetime.date, datetime.date], object]:
        return self.when.key, self.document.rank

    def told(self) -> str:
        """The figure, its report and its place, for a sentence."""
        return f"{self.text or f'({self.kind})'} in {self.document.name}, {self.spot}"


@frozen_record
class Finding:
    """Something to know about a series: the prints that it is about, the later one last."""

    code: Code
    indicator: str
    when: When | None
    message: str
    statements: tuple[Statement, ...] = ()
    documents: tuple[str, ...] = ()


@frozen_record
class Indicator:
    """A figure of a kind of record: its name, and the words of the latest report that prints it."""

    name: str
    kind: str
    figure: str
    names: tuple[str, ...]
    label: str = ""
    unit: str | None = None


@frozen_record
class Series:
    """All prints of an indicator, by period and then by date of the report, and what they show."""

    indicator: Indicator
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def periods(self) -> tuple[When, ...]:
        return tuple(dict.fromkeys(one.when for one in self.statements))

    def effective(self, when: When) -> Statement | None:
        """The latest print of a period that nothing supersedes, of those that were read for certain
        if there are any; None where none is a number."""
        own = [
            one
            for one in self.statements
            if one.when == when and one.superseded_by is None and one.number is not None
        ]
        certain = [one for one in own if one.doubt is None]
        counted = certain or own
        return counted[-1] if counted else None
