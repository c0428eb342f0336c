"""The report: one document, whole."""

from __future__ import annotations

from typing import Literal

from reportparse.report.base import Model, Place, Text
from reportparse.report.body import (
    Abbreviations,
    Annex,
    Contents,
    Figure,
    Footnote,
    Furniture,
    LinkTarget,
    Reference,
    Section,
    Summary,
)
from reportparse.report.facts import Facts
from reportparse.report.metadata import Metadata, Source
from reportparse.report.records import Record, RecordGap
from reportparse.report.tables import Table

SCHEMA_VERSION = "1.0"


class Finding(Model):
    """One doubt about the result; codes are listed in the documentation."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    element: str | None = None
    places: tuple[Place, ...] = ()
    expected: str | None = None
    found: str | None = None


class Accounting(Model):
    """Where the printed characters of the source went; the kinds add up to `printed`.

    Blanks are not counted. `doubled` are second strikes of characters printed twice for weight,
    which are no characters of their own and not part of `printed`.
    """

    printed: int
    by_element: dict[str, int]
    doubled: int = 0


class Report(Model):
    """A report: what it says, in order, and what is doubtful about it."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    language: Literal["zh", "en"]
    metadata: Metadata
    summary: Summary | None = None
    contents: Contents | None = None
    abbreviations: Abbreviations | None = None
    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[LinkTarget, ...] = ()
    references: tuple[Reference, ...] = ()
    facts: Facts = Facts()
    records: tuple[Record, ...] = ()
    record_gaps: tuple[RecordGap, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    unplaced: tuple[Text, ...] = ()
    """Print that found no place in the tree; each piece has a finding. Empty when all is well."""
    findings: tuple[Finding, ...] = ()
    accounting: Accounting
