"""A parsed report in the shape in which the typesetter says what it set.

Only rearrangement happens here: nothing is corrected, and nothing that differs is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportparse.report import Report
from reportparse.report.base import Text
from reportparse.report.body import Block, Figure, Section
from reportparse.report.tables import Cell, Head, Row, Table

STYLES = {"chinese", "roman", "capital", "arabic"}


def seen(report: Report) -> dict[str, Any]:
    """Return what `report` holds, in the shape of `expected`."""
    keys: dict[str, str] = {"metadata.title": "title"}
    for at, block in enumerate(report.summary.paragraphs if report.summary else (), 1):
        keys[block.id] = f"summary:{at}"
    main = _part(report, report.sections, "", keys)
    annexes = []
    for at, annex in enumerate(report.annexes, 1):
        prefix = f"annex:{at}/"
        data = _part(report, annex.sections, prefix, keys)
        keys[annex.id] = f"{prefix}title"
        annexes.append(
            {
                "label": annex.label.text,
                "title": annex.title.text if annex.title else "",
                "language": annex.language,
                "limited": annex.language_note.text if annex.language_note else None,
                **data,
            }
        )
    return {
        "metadata": _metadata(report),
        "title": report.metadata.title.text if report.metadata.title else None,
        "summary": [_text(b.text) for b in report.summary.paragraphs] if report.summary else [],
        "abbreviations": _abbreviations(report),
        **main,
        "footnotes": [
            [
                note.marker,
                note.text.text,
                [[keys.get(a.element, a.element), a.offset] for a in note.anchors],
            ]
            for note in report.footnotes
        ],
        "annexes": annexes,
        "links": sorted({link.url for link in report.links if link.origin != "printed"}),
        "furniture": {
            "running_head": _one({f.raw for f in report.furniture if f.kind == "running_head"}),
            "job_number": report.metadata.job_number.value if report.metadata.job_number else None,
        },
    }


def _one(values: set[str]) -> str | None:
    return values.pop() if len(values) == 1 else (None if not values else str(sorted(values)))


def _abbreviations(report: Report) -> list[list[str]]:
    entries = report.abbreviations.entries if report.abbreviations else ()
    return [[e.term.text, e.meaning.text if e.meaning else ""] for e in entries]


def _metadata(report: Report) -> dict[str, Any]:
    data = report.metadata

    def value(field: Any) -> str | None:
        return field.value if field is not None else None

    place = None
    if data.session_dates is not None or data.place is not None:
        parts = [data.session_dates.raw if data.session_dates else "", value(data.place) or ""]
        place = "，".join(part for part in ("".join(p.split()).strip("，") for p in parts) if part)
    return {
        "symbol": value(data.symbol),
        "job_number": value(data.job_number),
        "organ": value(data.organ),
        "date": data.date.raw if data.date else None,
        "distribution": value(data.distribution),
        "language": value(data.language),
        "original": value(data.original_language),
        "session": [data.session.text.value] if data.session else [],
        "session_place": place,
        "agenda_item": data.agenda.text.value if data.agenda else None,
        "subject": data.subjects[0].value if data.subjects else None,
        "subtitle": _together([*data.subtitles, *([data.author] if data.author else [])]),
    }


def _together(fields: Sequence[Any]) -> str | None:
    return "".join(field.value for field in fields) or None


def _walk(sections: Sequence[Section]) -> Iterator[tuple[Section, Block | None]]:
    for section in sections:
        yield section, None
        for block in section.blocks:
            yield section, block
        yield from _walk(section.sections)


class _Part:
    """The blocks of one part in reading order, under the typesetter's keys."""

    def __init__(self, report: Report, prefix: str, keys: dict[str, str]) -> None:
        self._tables = {table.id: table for table in report.tables}
        self._figures = {figure.id: figure for figure in report.figures}
        self._prefix, self._keys = prefix, keys
        self._owners: dict[str, tuple[str, list[str]]] = {}
        self._bullets: dict[str, int] = {}
        self.data: dict[str, list[Any]] = {
            name: []
            for name in (
                "outline",
                "paragraphs",
                "unnumbered",
                "items",
                "tables",
                "figures",
                "order",
            )
        }

    def _name(self, id_: str, key: str) -> None:
        self._keys[id_] = f"{self._prefix}{key}"
        self.data["order"].append(key.removesuffix(":title"))

    def heading(self, section: Section) -> None:
        heading = section.heading
        if heading is None:
            return
        label = heading.label.rstrip(".") if heading.label else None
        self.data["outline"].append([label, heading.value, section.level, heading.text.text])
        self._name(section.id, f"heading:{len(self.data['outline'])}")

    def block(self, block: Block) -> None:
        if block.kind == "table" and block.ref is not None:
            self.data["tables"].append(_table(self._tables[block.ref]))
            self._name(block.ref, f"table:{len(self.data['tables'])}:title")
        elif block.kind == "figure" and block.ref is not None:
            self.data["figures"].append(_figure(self._figures[block.ref]))
            self._name(block.ref, f"figure:{len(self.data['figures'])}:title")
        elif block.kind == "paragraph":
            self._paragraph(block)
        else:
            self._item(block)

    def _paragraph(self, block: Block) -> None:
        text = _text(block.text)
        if block.number is None:
            self.data["unnumbered"].append(text)
            number = len(self.data["unnumbered"])
            self._owners[block.id] = (f"u{number}", [f"u{number}"])
            self._name(block.id, f"unnumbered:{number}")
        else:
            self.data["paragraphs"].append([block.number, text])
            self._owners[block.id] = (str(block.number), [str(block.number)])
            self._name(block.id, f"paragraph:{block.number}")

    def _item(self, block: Block) -> None:
        owner, path = self._owners.get(block.parent or "", ("?", ["?"]))
        label = block.label or "?"
        name = f"{owner}{label}"
        if block.value == 0:
            self._bullets[owner] = self._bullets.get(owner, 0) + 1
            name += str(self._bullets[owner])
        self.data["items"].append([[*path, label], _text(block.text)])
        self._owners[block.id] = (name, [*path, label])
        self._name(block.id, f"item:{name}")


def _part(
    report: Report, sections: Sequence[Section], prefix: str, keys: dict[str, str]
) -> dict[str, Any]:
    part = _Part(report, prefix, keys)
    for section, block in _walk(sections):
        if block is None:
            part.heading(section)
        else:
            part.block(block)
    return part.data


def _text(text: Text | None) -> str:
    return text.text if text is not None else ""


def _maybe(texts: Sequence[Text]) -> str | None:
    return "|".join(text.text for text in texts) if texts else None


def _table(table: Table) -> dict[str, Any]:
    return {
        "number": table.caption.text if table.caption else None,
        "title": _text(table.title),
        "headnote": _maybe(table.headnotes),
        "header": _header(table),
        "rows": [
            {
                "kind": row.kind,
                "indent": row.indent,
                "stub": _cell(row.cells[0]),
                "cells": _body_cells(row),
            }
            for row in table.rows
        ],
        "notes": [[note.marker, note.text.text] for note in table.notes],
        "source": _maybe(table.sources),
    }


def _body_cells(row: Row) -> list[Any]:
    """The cells behind the stub; a section row has none, the blanks it leaves are not set."""
    cells = [_cell(cell) for cell in row.cells[1:]]
    return [] if row.kind == "section" and all(cell == ["", []] for cell in cells) else cells


def _header(table: Table) -> list[Any]:
    """The heads; a column without one has a blank head, as a stub without head is set."""
    heads: list[Any] = []
    column = 0
    for head in table.header:
        heads += [["", [], []]] * (head.first_column - column)
        heads.append(_head(head))
        column = head.last_column + 1
    return heads


def _head(head: Head) -> list[Any]:
    return [head.text, [m.raw for m in head.markers], [_head(below) for below in head.below]]


def _cell(cell: Cell) -> list[Any]:
    return [cell.text, [marker.raw for marker in cell.markers]]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "number": figure.caption.text if figure.caption else None,
        "title": _text(figure.title),
        "labels": [label.text for label in figure.labels],
        "note": _maybe(figure.notes),
        "source": _maybe(figure.sources),
    }
