"""Tables as the typesetter says what it set, and tables as they were recognised, in one shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.typeset import Settings, typeset_pdf
from tests.typeset.manuscript import Manuscript

from reportparse.layout.furniture import strip_pages
from reportparse.layout.lines import sheets_of_pages
from reportparse.layout.notearea import part_pages
from reportparse.lexicon.words import words
from reportparse.notation.spacing import join_gap, tidy
from reportparse.pages.plumber import read_pdf
from reportparse.tables.model import Ink, Recognised, Table
from reportparse.tables.recognise import recognise


def read(report: Manuscript, setting: Settings) -> tuple[Recognised, ...]:
    pages = read_pdf(typeset_pdf(report, setting)).pages
    parted = part_pages(strip_pages(tuple(sheets_of_pages(pages))).sheets)
    return recognise(parted.sheets, words("zh"), words("en"))


def text(ink: Ink) -> str:
    found = ""
    for piece in ink.pieces:
        found += join_gap(found, piece.text) + piece.text if found else piece.text
    return tidy(found)


def marked(ink: Ink) -> tuple[str, list[str]]:
    return text(ink), [marker.text for marker in ink.markers]


def written(node: Any) -> Iterator[dict[str, Any]]:
    """The tables in what a manuscript says must come back, in its order."""
    if isinstance(node, dict):
        if "header" in node and "rows" in node:
            yield node
        else:
            for value in node.values():
                yield from written(value)
    elif isinstance(node, list):
        for value in node:
            yield from written(value)


def paths(heads: list[Any], above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of heads above each column of a manuscript's head tree."""
    for name, marks, children in heads:
        path = (*above, (tidy(name), marks))
        if children:
            yield from paths(children, path)
        else:
            yield path


def wanted(table: dict[str, Any]) -> dict[str, Any]:
    columns = list(paths(table["header"]))
    blank: list[Any] = ["", []]
    return {
        "title": tidy(table["title"]),
        "headnotes": [tidy(table["headnote"])] if table["headnote"] else [],
        "columns": columns,
        "rows": [
            (
                row["kind"],
                row["indent"],
                row.get("tall", 1),
                [
                    (tidy(name), marks)
                    for name, marks in [row["stub"], *row["cells"], *[blank] * len(columns)]
                ][: len(columns)],
            )
            for row in table["rows"]
        ],
        "notes": [(marker, tidy(words_)) for marker, words_ in table["notes"]],
        "sources": [tidy(table["source"])] if table["source"] else [],
    }


def found(table: Table) -> dict[str, Any]:
    columns = []
    for column in range(table.columns):
        own = [head for head in table.heads if head.first <= column <= head.last]
        path = [
            (name, marks)
            for name, marks in (
                marked(head.ink) for head in sorted(own, key=lambda head: head.level)
            )
        ]
        columns.append(tuple(path or [("", [])]))
    return {
        "title": text(table.title) if table.title else "",
        "headnotes": [text(ink) for ink in table.headnotes],
        "columns": columns,
        "rows": [
            (
                row.kind,
                row.indent,
                row.cells[0].row_span,
                [marked(cell.ink) for cell in row.cells],
            )
            for row in table.rows
        ],
        "notes": [
            (note.marker.text if note.marker else "", text(note.ink)) for note in table.notes
        ],
        "sources": [text(ink) for ink in table.sources],
    }
