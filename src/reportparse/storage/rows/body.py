"""Rows of the text: outline, blocks, notes, figures, references, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable

from reportparse.report import Report
from reportparse.report.base import Text
from reportparse.report.body import Annex, Block, ContentsEntry, Figure, Footnote, Section
from reportparse.storage.rows.collect import Rows, text_columns
from reportparse.storage.schema import document as schema


def add_body(rows: Rows, report: Report) -> None:
    """Add everything that the report says in words, in reading order."""
    _front(rows, report)
    outline = _Outline(rows)
    if report.summary is not None:
        add_passages(rows, "summary", "heading", report.summary.heading)
        for block in report.summary.paragraphs:
            outline.block(block, None)
    for section in report.sections:
        outline.section(section, None, None)
    for position, annex in enumerate(report.annexes):
        _annex(rows, annex, position)
        for section in annex.sections:
            outline.section(section, annex.id, None)
    for position, note in enumerate(report.footnotes):
        _footnote(rows, note, position)
    for position, figure in enumerate(report.figures):
        _figure(rows, figure, position)
    add_passages(rows, "report", "unplaced", *report.unplaced)
    _pointers(rows, report)
    for position, furniture in enumerate(report.furniture):
        values = {"position": position, "kind": furniture.kind, "raw": furniture.raw}
        rows.add(schema.FURNITURE, values, furniture.places)


def add_passages(rows: Rows, element: str, role: str, *texts: Text | None) -> None:
    """Add texts that belong to an element, such as the headnotes of a table."""
    for position, text in enumerate(texts):
        if text is not None:
            values = {"element_id": element, "role": role, "position": position}
            rows.add(schema.PASSAGE, values | text_columns(text), text.places)
            rows.marks(text, element, f"{role}.{position}")


class _Outline:
    """Sections and blocks, numbered through in reading order."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.sections = 0
        self.blocks = 0

    def section(self, section: Section, annex: str | None, parent: str | None) -> None:
        heading = section.heading
        text = heading.text if heading else None
        self.rows.add(
            schema.SECTION,
            {
                "section_id": section.id,
                "position": self.sections,
                "annex_id": annex,
                "parent_id": parent,
                "level": section.level,
                "label": heading.label if heading else None,
                "value": heading.value if heading else None,
                "style": heading.style if heading else None,
                **text_columns(text),
            },
            text.places if text else (),
        )
        self.sections += 1
        self.rows.marks(text, section.id)
        for block in section.blocks:
            self.block(block, section.id)
        for below in section.sections:
            self.section(below, annex, section.id)

    def block(self, block: Block, section: str | None) -> None:
        self.rows.add(
            schema.BLOCK,
            {
                "block_id": block.id,
                "position": self.blocks,
                "section_id": section,
                "kind": block.kind,
                "number": block.number,
                "label": block.label,
                "value": block.value,
                "depth": block.depth,
                "parent_id": block.parent,
                "ref": block.ref,
                **text_columns(block.text),
            },
            block.text.places if block.text else block.label_places,
        )
        self.blocks += 1
        self.rows.marks(block.text, block.id)


def _annex(rows: Rows, annex: Annex, position: int) -> None:
    rows.add(
        schema.ANNEX,
        {
            "annex_id": annex.id,
            "position": position,
            "number": annex.number,
            **text_columns(annex.label, "label"),
            "language": annex.language,
            **text_columns(annex.title),
        },
        (annex.title or annex.label).places,
    )
    rows.marks(annex.label, annex.id, "label")
    rows.marks(annex.title, annex.id)
    add_passages(rows, annex.id, "language_note", annex.language_note)


def _footnote(rows: Rows, note: Footnote, position: int) -> None:
    values = {"footnote_id": note.id, "position": position, "marker": note.marker}
    rows.add(schema.FOOTNOTE, values | text_columns(note.text), note.places)
    rows.marks(note.text, note.id)
    for index, anchor in enumerate(note.anchors):
        rows.add(
            schema.ANCHOR,
            {
                "footnote_id": note.id,
                "position": index,
                "element_id": anchor.element,
                "text_offset": anchor.offset,
                "raw": anchor.raw,
            },
            anchor.places,
        )


def _figure(rows: Rows, figure: Figure, position: int) -> None:
    rows.add(
        schema.FIGURE,
        {
            "figure_id": figure.id,
            "position": position,
            "number": figure.number,
            **text_columns(figure.title, "title"),
            **text_columns(figure.caption, "caption"),
            "kind": figure.kind,
            "table_id": figure.table,
        },
        figure.places,
    )
    rows.marks(figure.title, figure.id, "title")
    rows.marks(figure.caption, figure.id, "caption")
    add_passages(rows, figure.id, "label", *figure.labels)
    add_passages(rows, figure.id, "note", *figure.notes)
    add_passages(rows, figure.id, "source", *figure.sources)


def _front(rows: Rows, report: Report) -> None:
    if report.contents is not None:
        add_passages(rows, "contents", "heading", report.contents.heading)
        add_passages(rows, "contents", "column", *report.contents.columns)
        add_passages(rows, "contents", "repeated", *report.contents.repeated)
        _contents(rows, report.contents.entries)
    if report.abbreviations is None:
        return
    add_passages(rows, "abbreviations", "heading", report.abbreviations.heading)
    add_passages(rows, "abbreviations", "repeated", *report.abbreviations.repeated)
    for position, entry in enumerate(report.abbreviations.entries):
        values = {"abbreviation_id": entry.id, "position": position}
        values |= text_columns(entry.term, "term") | text_columns(entry.meaning, "meaning")
        rows.add(schema.ABBREVIATION, values, entry.term.places)


def _contents(rows: Rows, entries: Iterable[ContentsEntry]) -> None:
    for position, entry in enumerate(entries):
        first, last = entry.paragraphs or (None, None)
        rows.add(
            schema.CONTENTS_ENTRY,
            {
                "position": position,
                "label": entry.label,
                "level": entry.level,
                "first_paragraph": first,
                "last_paragraph": last,
                "printed_page": entry.page,
                "target": entry.target,
                **text_columns(entry.title, "title"),
                "raw": entry.raw,
            },
            entry.places,
        )


def _pointers(rows: Rows, report: Report) -> None:
    for position, link in enumerate(report.links):
        rows.add(
            schema.LINK,
            {
                "position": position,
                "url": link.url,
                "text": link.text,
                "element_id": link.element,
                "origin": link.origin,
            },
            link.places,
        )
    for position, reference in enumerate(report.references):
        rows.add(
            schema.REFERENCE,
            {
                "position": position,
                "kind": reference.kind,
                "raw": reference.raw,
                "element_id": reference.element,
                "start_offset": reference.start,
                "end_offset": reference.end,
                "number": reference.number,
                "last": reference.last,
                "body": reference.body,
                "part": reference.part,
                "paragraphs": "; ".join(reference.paragraphs),
                "item": reference.item,
                "direction": reference.place,
                "version": reference.version,
                "target": reference.target,
            },
            reference.places,
        )
