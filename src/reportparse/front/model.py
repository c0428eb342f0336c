"""What the front of a report holds, every part with the pieces of print that it was read from.

The promise is the ledger: each printed character of the lines that the front takes stands in
exactly one piece of exactly one of these values, and the lines it does not take are in `rest`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import fields

from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece


@frozen_record
class Field:
    """One printed item of the front.

    `text` is its running text, `raw` the print's own spacing with a line feed between printed
    lines. `label` is a word before the value that is no part of it (`Distr.:`), `markers` are
    the signs behind it that point to a note (`*`). A value known only from a running head has no
    pieces.
    """

    text: str
    raw: str
    pieces: tuple[Piece, ...] = ()
    label: tuple[Piece, ...] = ()
    markers: tuple[Piece, ...] = ()

    def printed_pieces(self) -> Iterator[Piece]:
        yield from self.label
        yield from self.pieces
        yield from self.markers


@frozen_record
class Masthead:
    """The head of a report: who issues it, when, for which session, under which item.

    Every attribute is what the print says; the properties of `Front` read numbers and dates.
    `body` is the body in session where it is another one than `organ`; `items` repeats the
    numbers of the agenda line as printed (`138`, `6 (b)`). `subtitles` are lines of the title
    block between title and author; `cover` is what else stands on a cover or title page.
    """

    un_name: Field | None = None
    organ: Field | None = None
    symbol: Field | None = None
    distribution: Field | None = None
    date: Field | None = None
    language: Field | None = None
    original: Field | None = None
    job_number: Field | None = None
    job_language: Field | None = None
    job_dates: tuple[Field, ...] = ()
    barcode: Field | None = None
    body: Field | None = None
    session: Field | None = None
    session_dates: Field | None = None
    place: Field | None = None
    agenda: Field | None = None
    items: tuple[str, ...] = ()
    subjects: tuple[Field, ...] = ()
    title: Field | None = None
    subtitles: tuple[Field, ...] = ()
    author: Field | None = None
    cover: tuple[Field, ...] = ()
    kind: str | None = None

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Every field that was found, with the name of its attribute."""
        for attribute in fields(self):
            value = getattr(self, attribute.name)
            if isinstance(value, Field):
                yield attribute.name, value
            elif isinstance(value, tuple):
                for item in value:
                    if isinstance(item, Field):
                        yield attribute.name, item

    def pieces(self) -> Iterator[Piece]:
        for _, field in self.fields():
            yield from field.printed_pieces()


@frozen_record
class Summary:
    """The summary: its heading and its paragraphs. `boxed` when rules are drawn around it."""

    heading: Field
    paragraphs: tuple[Field, ...]
    boxed: bool = False

    def pieces(self) -> Iterator[Piece]:
        for field in (self.heading, *self.paragraphs):
            yield from field.printed_pieces()


@frozen_record
class Entry:
    """One entry of a contents list.

    `kind` is `entry`, `group` (a line such as `附件` that gathers the entries after it) or
    `note` (a remark in parentheses). `paragraphs` are first and last paragraph number,
    `page` is the page as a number where it is one; the printed forms are the fields. `level`
    counts from 1. `leader` are the dots.
    """

    kind: str
    label: Field | None
    title: Field | None
    level: int
    leader: tuple[Piece, ...] = ()
    paragraph_range: Field | None = None
    paragraphs: tuple[int, int] | None = None
    page_field: Field | None = None
    page: int | None = None

    def pieces(self) -> Iterator[Piece]:
        for field in (self.label, self.title):
            if field is not None:
                yield from field.printed_pieces()
        yield from self.leader
        for field in (self.paragraph_range, self.page_field):
            if field is not None:
                yield from field.printed_pieces()


@frozen_record
class Contents:
    """A contents list. Heading and column heads once for every page that prints them."""

    headings: tuple[Field, ...]
    columns: tuple[Field, ...]
    entries: tuple[Entry, ...]

    def pieces(self) -> Iterator[Piece]:
        for field in (*self.headings, *self.columns):
            yield from field.printed_pieces()
        for entry in self.entries:
            yield from entry.pieces()


@frozen_record
class Pair:
    """One abbreviation. Where the line can be cut in two ways, `meaning` is None and `term` is
    the whole line; a doubt says so."""

    term: Field
    meaning: Field | None

    def pieces(self) -> Iterator[Piece]:
        yield from self.term.printed_pieces()
        if self.meaning is not None:
            yield from self.meaning.printed_pieces()


@frozen_record
class Abbreviations:
    """A list of abbreviations."""

    headings: tuple[Field, ...]
    pairs: tuple[Pair, ...]

    def pieces(self) -> Iterator[Piece]:
        for field in self.headings:
            yield from field.printed_pieces()
        for pair in self.pairs:
            yield from pair.pieces()


@frozen_record
class Front:
    """The front of a report and the lines that remain after it, in order.

    `evidence` names what marks the document as a report of the United Nations. `unplaced` are
    pieces inside the front whose role is not clear; each has a doubt.
    """

    masthead: Masthead
    date: datetime.date | None = None
    session_number: int | None = None
    session_start: datetime.date | None = None
    session_end: datetime.date | None = None
    summary: Summary | None = None
    contents: Contents | None = None
    abbreviations: Abbreviations | None = None
    unplaced: tuple[Piece, ...] = ()
    rest: tuple[Line, ...] = ()
    doubts: Sequence[Doubt] = ()
    evidence: tuple[str, ...] = ()

    @property
    def is_un_report(self) -> bool:
        """A symbol settles it; otherwise two independent marks are asked for."""
        return "symbol" in self.evidence or len(self.evidence) >= 2

    def fields(self) -> Iterator[Field]:
        """Every field of masthead, summary, contents and abbreviations."""
        yield from (field for _, field in self.masthead.fields())
        if self.summary is not None:
            yield from (self.summary.heading, *self.summary.paragraphs)
        if self.contents is not None:
            yield from (*self.contents.headings, *self.contents.columns)
            titles = (entry.title for entry in self.contents.entries)
            yield from (title for title in titles if title is not None)
        if self.abbreviations is not None:
            yield from self.abbreviations.headings

    def pieces(self) -> Iterator[Piece]:
        yield from self.masthead.pieces()
        for part in (self.summary, self.contents, self.abbreviations):
            if part is not None:
                yield from part.pieces()
        yield from self.unplaced
