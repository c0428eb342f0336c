"""What an Akoma Ntoso document must say between its tags, worked out from the report alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportparse.report import Report
from reportparse.report.base import LinePlace, PagePlace, Place, Text
from reportparse.report.body import Block, Figure, Section
from reportparse.report.metadata import Printed
from reportparse.report.tables import CellMarker, Head, Table


def bare(words: str) -> str:
    return "".join(words.split())


class Teller:
    """Tells the texts of a report in reading order; a footnote at the first marker of its own."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.notes = {note.id: note for note in report.footnotes}
        self.table_notes = {note.id for table in report.tables for note in table.notes}
        self.footnotes = set(self.notes)
        self.tables = {table.id: table for table in report.tables}
        self.figures = {figure.id: figure for figure in report.figures}

    def whole(self) -> str:
        return bare("".join(self.parts()))

    def parts(self) -> Iterator[str]:
        yield from self.front()
        yield from self.sections(self.report.sections)
        # Annexes are written before what has no place, so their tables are theirs; they stand last.
        annexes = []
        for annex in self.report.annexes:
            words = [*self.text(annex.label), *self.text(annex.title)]
            words += [*self.text(annex.language_note), *self.sections(annex.sections)]
            annexes.append("".join(words))
        for table in list(self.tables.values()):
            yield from self.table(table)
        for figure in list(self.figures.values()):
            yield from self.figure(figure)
        while self.notes:
            yield from self.marker("", next(iter(self.notes)))
        for told in self.report.unplaced:
            yield from self.text(told)
        yield from annexes

    def front(self) -> Iterator[str]:
        own = self.report.metadata
        fields: list[Printed | None] = [own.un_name, own.organ]
        fields += [own.symbol] if own.symbol and not self.on_the_page(own.symbol) else []
        for field in fields:
            yield from self.field(field)
        yield from self.field(own.distribution)
        yield own.date.raw if own.date else ""
        for field in (own.language, own.original_language):
            yield from self.field(field)
        for field in (own.job_number, own.job_language, *own.job_dates, own.barcode):
            if field is not None and not self.on_the_page(field):
                yield from self.field(field)
        yield from self.field(own.body)
        yield from self.field(own.session.text if own.session else None)
        yield own.session_dates.raw if own.session_dates else ""
        for field in (own.place, own.agenda.text if own.agenda else None, *own.subjects):
            yield from self.field(field)
        yield from self.text(own.title)
        for field in (*own.subtitles, own.author, *own.other):
            yield from self.field(field)
        yield from self.lists()

    def lists(self) -> Iterator[str]:
        if self.report.summary is not None:
            yield from self.text(self.report.summary.heading)
            for block in self.report.summary.paragraphs:
                yield from (block.label or "", *self.text(block.text))
        if self.report.contents is not None:
            contents = self.report.contents
            for words in (contents.heading, *contents.columns):
                yield from self.text(words)
            for entry in contents.entries:
                rest = entry.raw
                for mark in entry.title.marks if entry.title else ():
                    if mark.kind == "marker":
                        head, _, rest = rest.partition(mark.raw)
                        yield from (head, *self.marker(mark.raw, mark.target))
                yield without_leader(rest)
        if self.report.abbreviations is not None:
            yield from self.text(self.report.abbreviations.heading)
            for pair in self.report.abbreviations.entries:
                yield from (*self.text(pair.term), *self.text(pair.meaning))

    def on_the_page(self, field: Printed) -> bool:
        """Whether a field stands in a running head or in the page's own line, or nowhere."""
        for place in field.places[:1]:
            return any(_inside(place, p) for item in self.report.furniture for p in item.places)
        return True

    def field(self, field: Printed | None) -> Iterator[str]:
        if field is None:
            return
        words = field.raw
        for note in field.notes:
            marker = next(n.marker for n in self.report.footnotes if n.id == note)
            head, _, tail = words.rpartition(marker)
            words = head + tail
        yield words
        for note in field.notes:
            yield from self.marker("", note)

    def sections(self, sections: Iterable[Section]) -> Iterator[str]:
        for section in sections:
            if section.heading is not None:
                yield section.heading.label or ""
                yield from self.text(section.heading.text)
            for block in section.blocks:
                yield from self.block(block)
            yield from self.sections(section.sections)

    def block(self, block: Block) -> Iterator[str]:
        yield block.label or ""
        if block.kind == "table" and block.ref in self.tables:
            yield from self.table(self.tables.pop(block.ref))
        elif block.kind == "figure" and block.ref in self.figures:
            yield from self.figure(self.figures.pop(block.ref))
        else:
            yield from self.text(block.text)

    def text(self, words: Text | None, more: Iterable[CellMarker] = ()) -> Iterator[str]:
        if words is None:
            return
        at = 0
        for mark in words.marks:
            if mark.kind == "marker":
                yield words.text[at : mark.start]
                at = mark.start
                yield from self.marker(mark.raw, mark.target)
        yield words.text[at:]
        for marker in more:
            yield from self.marker(marker.raw, marker.note)

    def marker(self, raw: str, target: str | None) -> Iterator[str]:
        if target in self.notes:
            yield from self.text(self.notes.pop(target).text)
        elif target not in self.footnotes and target not in self.table_notes:
            yield raw

    def table(self, table: Table) -> Iterator[str]:
        self.tables.pop(table.id, None)
        yield from self.text(table.caption)
        lifted = table.title is None or all(m.kind != "marker" for m in table.title.marks)
        yield from self.text(table.title, table.title_markers if lifted else ())
        for words in table.headnotes:
            yield from self.text(words)
        level = list(table.header)
        while level:
            for head in sorted(level, key=lambda own: own.first_column):
                yield from self.head(head)
            level = [below for head in level for below in head.below]
        for row in table.rows:
            for cell in row.cells:
                yield cell.text
                for marker in cell.markers:
                    yield from self.marker(marker.raw, marker.note)
        for note in table.notes:
            yield from self.text(note.text)
        for words in (*table.remarks, *table.sources, *table.unplaced):
            yield from self.text(words)

    def head(self, head: Head) -> Iterator[str]:
        yield head.text
        for marker in head.markers:
            yield from self.marker(marker.raw, marker.note)

    def figure(self, figure: Figure) -> Iterator[str]:
        self.figures.pop(figure.id, None)
        for words in (figure.caption, figure.title, *figure.labels):
            yield from self.text(words)
        if figure.table in self.tables:
            yield from self.table(self.tables.pop(figure.table))
        for words in (*figure.notes, *figure.sources):
            yield from self.text(words)


def _inside(own: Place, other: Place) -> bool:
    if isinstance(own, PagePlace) and isinstance(other, PagePlace):
        assert own.box and other.box
        gaps = [a - b for a, b in zip(own.box, other.box, strict=True)]
        return own.page == other.page and max(-gaps[0], -gaps[1], gaps[2], gaps[3]) <= 0
    return isinstance(own, LinePlace) and isinstance(other, LinePlace) and own.line == other.line


def without_leader(raw: str) -> str:
    """The print of an entry without the dots of its leader: three or more signs in a run."""
    return re.sub(r"(?:[.…·．。⋯]\s*){3,}", "", raw)
