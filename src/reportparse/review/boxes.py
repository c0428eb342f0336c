"""Where every element of a report is printed, by kind: what the page draws over the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportparse.corrections.settle import cell_id
from reportparse.frozen import frozen_record
from reportparse.report.base import Place, Text
from reportparse.report.body import Block, Section
from reportparse.report.facts import CellPlace
from reportparse.report.metadata import AgendaItem, Session
from reportparse.report.model import Report
from reportparse.report.tables import Head, Table

KINDS: Final = (
    "front",
    "heading",
    "paragraph",
    "table",
    "cell",
    "figure",
    "footnote",
    "quantity",
    "date",
    "furniture",
)
"""The kinds of boxes, in the order of the legend."""


@frozen_record
class Spot:
    """One place of one element."""

    kind: str
    element: str
    place: Place


def spots_of(report: Report) -> Iterator[Spot]:
    """Yield every place of a report, larger elements before those inside them.

    >>> from reportparse.reading import parse
    >>> sorted({s.element for s in spots_of(parse("一. 导言\\n\\n1. 本报告。\\n".encode()))})
    ['p1', 's1']
    """
    yield from _front(report)
    for section in walked(report):
        yield from _section(section)
    for annex in report.annexes:
        for text in (annex.label, annex.title, annex.language_note):
            yield from _text("heading", annex.id, text)
    for note in report.footnotes:
        yield from _at("footnote", note.id, note.places)
        yield from _text("footnote", note.id, note.text)
    for figure in report.figures:
        yield from _at("figure", figure.id, figure.places)
        for text in (figure.caption, figure.title, *figure.labels, *figure.notes, *figure.sources):
            yield from _text("figure", figure.id, text)
    for table in report.tables:
        yield from _table(table)
    for quantity in report.facts.quantities:
        yield from _at("quantity", quantity.id, quantity.places)
    for date in report.facts.dates:
        yield from _at("date", date.id, date.places)
    for at, piece in enumerate(report.furniture):
        yield from _at("furniture", f"furniture.{at}", piece.places)
    for at, text in enumerate(report.unplaced):
        yield from _text("paragraph", f"unplaced.{at}", text)


def walked(report: Report) -> Iterator[Section]:
    """Yield every section of body and annexes, in reading order."""
    yield from _walk(report.sections)
    for annex in report.annexes:
        yield from _walk(annex.sections)


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _at(kind: str, element: str, places: Iterable[Place]) -> Iterator[Spot]:
    return (Spot(kind, element, place) for place in places)


def _text(kind: str, element: str, text: Text | None) -> Iterator[Spot]:
    return _at(kind, element, text.places if text is not None else ())


def _front(report: Report) -> Iterator[Spot]:
    for name, _, _, places in fields_of(report):
        yield from _at("front", name, places)
    if report.summary is not None:
        yield from _text("heading", "summary", report.summary.heading)
        for block in report.summary.paragraphs:
            yield from _block(block)
    if report.contents is not None:
        yield from _text("heading", "contents", report.contents.heading)
        for at, entry in enumerate(report.contents.entries):
            yield from _at("front", f"contents.{at}", entry.places)
    if report.abbreviations is not None:
        yield from _text("heading", "abbreviations", report.abbreviations.heading)
        for short in report.abbreviations.entries:
            yield from _text("front", short.id, short.term)
            yield from _text("front", short.id, short.meaning)


def fields_of(report: Report) -> Iterator[tuple[str, str, str, tuple[Place, ...]]]:
    """Yield the fields of the masthead: id, value, print, places; some come several times."""
    metadata = report.metadata
    for name in type(metadata).model_fields:
        value = getattr(metadata, name)
        if name in ("kind", "title_notes") or value is None:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield _field(f"metadata.{name}", one)


def _field(name: str, value: object) -> tuple[str, str, str, tuple[Place, ...]]:
    if isinstance(value, Session | AgendaItem):
        value = value.text
    if isinstance(value, Text):
        return name, value.text, value.raw, value.places
    said = getattr(value, "value", None)
    if said is None:
        days = [getattr(value, key, None) for key in ("iso", "start", "end")]
        said = " – ".join(day.isoformat() for day in days if day is not None)
    return name, str(said), str(getattr(value, "raw", "")), getattr(value, "places", ())


def _section(section: Section) -> Iterator[Spot]:
    if section.heading is not None:
        yield from _at("heading", section.id, section.heading.label_places)
        yield from _text("heading", section.id, section.heading.text)
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Spot]:
    yield from _at("paragraph", block.id, block.label_places)
    yield from _text("paragraph", block.id, block.text)


def _table(table: Table) -> Iterator[Spot]:
    yield from _at("table", table.id, table.places)
    around = (table.caption, table.title, *table.headnotes, *table.remarks, *table.sources)
    for text in (*around, *table.repeated, *table.unplaced):
        yield from _text("table", table.id, text)
    for at, head in enumerate(heads_of(table.header), start=1):
        yield from _at("cell", f"{table.id}.head.{at}", head.places)
    for row in table.rows:
        for cell in row.cells:
            place = CellPlace(table=table.id, row=row.index, column=cell.column)
            yield from _at("cell", cell_id(place), cell.places)
    for note in table.notes:
        yield from _at("footnote", note.id, note.places)
        yield from _text("footnote", note.id, note.text)


def heads_of(heads: Sequence[Head]) -> Iterator[Head]:
    """Yield the heads of a table from the spanner down to its leaves, left to right."""
    for head in heads:
        yield head
        yield from heads_of(head.below)
