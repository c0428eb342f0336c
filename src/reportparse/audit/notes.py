"""Markers against notes: each marker has its note, each note its marker."""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.audit.index import Index, table_name
from reportparse.report.audit import AuditLine
from reportparse.report.base import Mark, Place
from reportparse.report.tables import CellMarker, Head, Table


def notes(index: Index) -> Iterator[AuditLine]:
    """Test markers and notes, those of the text and those of each table."""
    yield from _footnotes(index)
    for table in index.report.tables:
        yield from _of_table(table)


def _footnotes(index: Index) -> Iterator[AuditLine]:
    report = index.report
    lost: list[tuple[str, Mark]] = [
        (element, mark)
        for element, texts in index.texts.items()
        for text in texts
        for mark in text.marks
        if mark.kind == "marker" and mark.target is None
    ]
    for element, mark in lost:
        yield AuditLine(
            check="notes",
            verdict="contradicts",
            statement=f"marker {mark.raw.strip()} at {element} points to no note",
            expected=f"a note {mark.raw.strip()}",
            element=element,
            places=index.places(element),
        )
    bare = [note for note in report.footnotes if not note.anchors]
    for note in bare:
        yield AuditLine(
            check="notes",
            verdict="contradicts",
            statement=f"nothing points to note {note.marker}",
            expected=f"a marker {note.marker}",
            element=note.id,
            places=note.places,
        )
    if report.footnotes and not lost and not bare:
        anchors = sum(len(note.anchors) for note in report.footnotes)
        yield AuditLine(
            check="notes",
            verdict="holds",
            statement=f"{len(report.footnotes)} footnotes, {anchors} markers point to them",
        )


def _of_table(table: Table) -> Iterator[AuditLine]:
    pointed: set[str] = set()
    failed = False
    for marker in _markers(table):
        if marker.note is not None:
            pointed.add(marker.note)
            continue
        failed = True
        yield _line(
            table,
            f"marker {marker.raw.strip()} points to no note",
            f"a note {marker.raw.strip()}",
            marker.places,
        )
    for note in table.notes:
        if note.id not in pointed:
            failed = True
            yield _line(
                table,
                f"nothing points to note {note.marker}",
                f"a marker {note.marker}",
                note.places,
            )
    if table.notes and not failed:
        letters = ", ".join(note.marker.strip() for note in table.notes)
        yield AuditLine(
            check="notes",
            verdict="holds",
            statement=f"{table_name(table)}: notes {letters}, each with its markers",
            element=table.id,
        )


def _line(table: Table, statement: str, expected: str, places: tuple[Place, ...]) -> AuditLine:
    return AuditLine(
        check="notes",
        verdict="contradicts",
        statement=f"{table_name(table)}: {statement}",
        expected=expected,
        element=table.id,
        places=places,
    )


def _markers(table: Table) -> Iterator[CellMarker]:
    yield from table.title_markers
    for head in _heads(table.header):
        yield from head.markers
    for row in table.rows:
        for cell in row.cells:
            yield from cell.markers


def _heads(heads: tuple[Head, ...]) -> Iterator[Head]:
    for head in heads:
        yield head
        yield from _heads(head.below)
