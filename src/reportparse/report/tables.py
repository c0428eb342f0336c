"""Models of tables: header tree, rows, cells with typed values, notes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from reportparse.report.base import Model, Place, Text


def _is_none(value: object) -> bool:
    return value is None


class Integer(Model):
    """A whole number; `unit` is the currency or unit printed with it, absent without one."""

    kind: Literal["integer"] = "integer"
    value: int
    unit: str | None = Field(default=None, exclude_if=_is_none)


class DecimalNumber(Model):
    """A number with decimals, exact; `decimals` is how many are printed, `unit` as above."""

    kind: Literal["decimal"] = "decimal"
    value: Decimal
    decimals: int
    unit: str | None = Field(default=None, exclude_if=_is_none)


class Percent(Model):
    """A percentage with its sign printed: 12.5% is 12.5."""

    kind: Literal["percent"] = "percent"
    value: Decimal
    decimals: int


class Date(Model):
    """One day."""

    kind: Literal["date"] = "date"
    date: datetime.date


class Period(Model):
    """A stretch of days, months or years, by its first and last day."""

    kind: Literal["period"] = "period"
    start: datetime.date | None
    end: datetime.date | None
    precision: Literal["day", "month", "year"]


class NumberRange(Model):
    """Two numbers with everything between them."""

    kind: Literal["range"] = "range"
    low: Decimal
    high: Decimal


class NumberSet(Model):
    """A list of whole numbers and ranges of them: `1–3, 14` is [[1, 3], [14, 14]]."""

    kind: Literal["set"] = "set"
    members: tuple[tuple[int, int], ...]


class Words(Model):
    """Words; the words themselves are the cell's text. `doubt` says why no number was read."""

    kind: Literal["text"] = "text"
    doubt: str | None = None


class NilSign(Model):
    """A printed sign for nothing: not zero, not blank."""

    kind: Literal["nil"] = "nil"
    meaning: Literal["nil", "not_available", "not_applicable"] = "nil"


class Blank(Model):
    """Nothing is printed."""

    kind: Literal["blank"] = "blank"


class Unread(Model):
    """Ink that could not be read; a finding says more."""

    kind: Literal["unread"] = "unread"


Value = Annotated[
    Integer
    | DecimalNumber
    | Percent
    | Date
    | Period
    | NumberRange
    | NumberSet
    | Words
    | NilSign
    | Blank
    | Unread,
    Field(discriminator="kind"),
]


class CellMarker(Model):
    """A marker printed at a cell, a head or a caption, with the note it points to."""

    raw: str
    note: str | None
    places: tuple[Place, ...] = ()


class Cell(Model):
    """One body cell; column 0 is the stub. `text` and `value` are without markers.

    `proof` names what supports the cutting: `rules`, `gutters`, `tags`, `spacing` on a page,
    `columns`, `grouping` and other words in a dump; and what supports the figure: `total`, an
    equation down its column that holds exactly, `row`, one along its row, `rounding`, one that
    holds within printed precision; `carried`, a balance that the next period begins with,
    `cumulative`, a running total, `average`, an arithmetic mean, `ratio`, a percentage or quotient
    of two others; `repeated`, the same figure elsewhere in the report (`Table.repeats` says where).
    `row_span` counts the rows that the cell covers, its own the first; the cells it covers below
    are blank.
    """

    column: int
    span: int = 1
    row_span: int = 1
    text: str
    raw: str
    value: Value
    markers: tuple[CellMarker, ...] = ()
    places: tuple[Place, ...] = ()
    proof: tuple[str, ...] = ()


class Row(Model):
    """One row of the body, the stub first; `indent` counts steps from the stub's left edge."""

    index: int
    kind: Literal["data", "section", "subtotal", "total"]
    indent: int
    stub: str
    page: int | None
    cells: tuple[Cell, ...]


class Head(Model):
    """One cell of the header with the heads below it. A leaf stands over one column."""

    text: str
    raw: str
    markers: tuple[CellMarker, ...] = ()
    places: tuple[Place, ...] = ()
    first_column: int
    last_column: int
    below: tuple[Head, ...] = ()


class Column(Model):
    """One column: the words of all heads above it, from the spanner down to the leaf."""

    index: int
    path: tuple[str, ...]


class TableNote(Model):
    """A note of a table: its marker, its words, and where both are printed."""

    id: str
    marker: str
    text: Text
    places: tuple[Place, ...] = ()


class Repeat(Model):
    """A figure, by row and column of the body, that stands with the same value in the text of
    other elements: their ids."""

    row: int
    column: int
    elements: tuple[str, ...]


class Table(Model):
    """One table, whole, over however many pages it runs."""

    id: str
    number: str | None
    caption: Text | None
    title: Text | None
    title_markers: tuple[CellMarker, ...] = ()
    headnotes: tuple[Text, ...] = ()
    header: tuple[Head, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[TableNote, ...] = ()
    remarks: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    repeated: tuple[Text, ...] = ()
    unplaced: tuple[Text, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    places: tuple[Place, ...] = ()
