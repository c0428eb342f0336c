"""The envelope of domain records: what kind, which fields, and where each was found.

A record's own model and words live in one module of `reportparse.records`; in the report it is
kept in this form, so that a new kind of record changes nothing here.
"""

from __future__ import annotations

from reportparse.report.base import Model, Place
from reportparse.report.facts import CellPlace
from reportparse.report.tables import Value


class RecordField(Model):
    """One field of a record: its typed value, its words, and the cell or text it is from.

    `value` is None where this report does not state the field; a printed nil, a blank and an
    unread cell are values of their own. Words are in `text`. `notes` are ids of notes at the print.
    """

    name: str
    value: Value | None = None
    text: str = ""
    raw: str = ""
    cell: CellPlace | None = None
    element: str | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()


class Record(Model):
    """One record: `kind` names its definition, `id` is stable for the same facts."""

    id: str
    kind: str
    fields: tuple[RecordField, ...]
    doubt: str | None = None


class RecordGap(Model):
    """A kind of record, or a field of it, that this report was expected to state but does not."""

    kind: str
    field: str | None = None
    reason: str
