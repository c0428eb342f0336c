"""Models of what the first page says about the document, and of the file it came from."""

from __future__ import annotations

import datetime
from typing import Literal

from reportparse.report.base import Model, Place, Text


class Source(Model):
    """The file that was read, and with what."""

    name: str | None
    sha256: str
    media_type: Literal["application/pdf", "text/plain"]
    bytes: int
    pages: int | None
    pages_read: tuple[int, ...] | None = None
    encoding: str | None = None
    reader: str
    reader_version: str
    producer: str | None = None


class Printed(Model):
    """A field of the masthead: its value as text, the print, and the place.

    `raw` includes the word before the value (`Distr.: General` for the value `General`). A value
    known from a running head only has no places. `notes` are ids of notes that it points to.
    """

    value: str
    raw: str
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class PrintedDate(Model):
    """A date as printed and in ISO form; `iso` is None where it cannot be read."""

    iso: datetime.date | None
    raw: str
    places: tuple[Place, ...] = ()


class PrintedPeriod(Model):
    """A period as printed, with its first and last day."""

    start: datetime.date | None
    end: datetime.date | None
    raw: str
    places: tuple[Place, ...] = ()


class Session(Model):
    """The session that the document is made for, with its number where it can be read."""

    number: int | None
    text: Printed


class AgendaItem(Model):
    """The agenda line: the numbers of its items as printed (`5`, `6 (b)`) and all its words."""

    items: tuple[str, ...]
    text: Printed


class Metadata(Model):
    """What the masthead says. A field that is not printed is None, never guessed."""

    un_name: Printed | None = None
    organ: Printed | None = None
    body: Printed | None = None
    symbol: Printed | None = None
    distribution: Printed | None = None
    date: PrintedDate | None = None
    language: Printed | None = None
    original_language: Printed | None = None
    job_number: Printed | None = None
    job_language: Printed | None = None
    job_dates: tuple[Printed, ...] = ()
    barcode: Printed | None = None
    session: Session | None = None
    session_dates: PrintedPeriod | None = None
    place: Printed | None = None
    agenda: AgendaItem | None = None
    subjects: tuple[Printed, ...] = ()
    title: Text | None = None
    title_notes: tuple[str, ...] = ()
    """Ids of the notes that the title's markers point to."""
    subtitles: tuple[Printed, ...] = ()
    author: Printed | None = None
    kind: str | None = None
    reporting_period: PrintedPeriod | None = None
    other: tuple[Printed, ...] = ()
    """Printed words of the first page that have no field of their own."""
