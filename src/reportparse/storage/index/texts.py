"""Which texts of a report are indexed, and as what: from its rows, new or out of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table

from reportparse.frozen import frozen_record
from reportparse.names.segment import Segmenter, kept_forms
from reportparse.search.model import Kind
from reportparse.storage.columns import LIST_SIGN
from reportparse.storage.schema import document, facts, tables

Row = Mapping[str, Any]
RowsOf = Callable[[Table], Sequence[Row]]
"""The rows of a report in a table, in any order."""


@frozen_record
class IndexedText:
    """A text of a report: what it belongs to, what it is, and the row that has its place."""

    element: str
    kind: Kind
    section: str | None
    text: str
    place: Row


_PASSAGES: Final[dict[str, Kind]] = {
    "heading": "heading",
    "column": "contents",
    "repeated": "furniture",
    "label": "label",
    "language_note": "note",
    "note": "note",
    "source": "note",
    "headnote": "note",
    "remark": "note",
    "unplaced": "unplaced",
}
"""What a passage is by its role."""

Columns = tuple[tuple[str, Kind], ...]
_PLAIN: Final[tuple[tuple[Table, str, Columns], ...]] = (
    (document.REPORT, "", (("title", "title"),)),
    (document.METADATA_FIELD, "", (("raw", "masthead"),)),
    (document.ANNEX, "annex_id", (("label", "heading"), ("text", "heading"))),
    (document.SECTION, "section_id", (("text", "heading"),)),
    (document.BLOCK, "block_id", (("text", "paragraph"),)),
    (document.PASSAGE, "element_id", (("text", "note"),)),
    (document.FOOTNOTE, "footnote_id", (("text", "footnote"),)),
    (document.FIGURE, "figure_id", (("caption", "caption"), ("title", "caption"))),
    (
        tables.PRINTED_TABLE,
        "table_id",
        (("caption", "caption"), ("title", "table-title")),
    ),
    (tables.TABLE_HEAD, "", (("text", "table-head"),)),
    (tables.CELL, "cell_id", (("text", "cell"),)),
    (tables.NOTE, "note_id", (("text", "note"),)),
    (
        document.ABBREVIATION,
        "abbreviation_id",
        (("term", "abbreviation"), ("meaning", "abbreviation")),
    ),
    (document.CONTENTS_ENTRY, "", (("title", "contents"),)),
    (document.LINK, "element_id", (("url", "link"),)),
    (document.REFERENCE, "element_id", (("raw", "reference"),)),
    (document.FURNITURE, "", (("raw", "furniture"),)),
)
"""Tables with texts, the column with the element's id ("" where it is made here), the texts."""


def texts_of(rows: RowsOf) -> Iterator[IndexedText]:
    """Yield the texts of a report that are not blank, kind by kind, each kind in reading order."""
    sections = _sections(rows)
    order = {row["table_id"]: row["position"] for row in rows(tables.PRINTED_TABLE)}
    for table, own, columns in _PLAIN:
        for row in sorted(rows(table), key=_reading_order(table, order)):
            element = row[own] or "" if own else _element(table, row)
            section = _section_of(table, row, element, sections)
            for column, kind in columns:
                text = row[column]
                if text:
                    yield IndexedText(element, _kind(table, row, kind), section, text, row)


def segmenter_of(rows: RowsOf) -> tuple[Segmenter, list[str]]:
    """What cuts the texts of a report, and the forms that it keeps whole."""
    named = (
        (row["kind"], (row["text"], *filter(None, (row["short_forms"] or "").split(LIST_SIGN))))
        for row in rows(facts.NAMED)
    )
    terms = (form for row in rows(facts.TERM) for form in (row["text"], row["meaning"]) if form)
    forms = kept_forms(named, terms)
    return Segmenter(forms), forms


def _element(table: Table, row: Row) -> str:
    """The id of an element that has none in its table."""
    if table is document.REPORT:
        return "metadata.title"
    if table is document.METADATA_FIELD:
        return f"metadata.{row['name']}"
    if table is tables.TABLE_HEAD:
        return f"{row['table_id']}.head.{row['head_index']}"
    return f"{table.name}.{row['position']}"


def _reading_order(table: Table, tables_at: Mapping[str, int]) -> Callable[[Row], tuple[Any, ...]]:
    """By what the rows of a table are sorted, so that rows new and old give the same order."""
    names = [
        name
        for name in ("element_id", "name", "role", "row_index", "column_index", "head_index")
        if name in table.primary_key.columns
    ]
    if "position" in table.c:
        names.append("position")
    in_table = "table_id" in table.c and table is not document.FIGURE

    def order(row: Row) -> tuple[Any, ...]:
        own = tuple(row[name] for name in names)
        return (tables_at[row["table_id"]], *own) if in_table else own

    return order


def _kind(table: Table, row: Row, kind: Kind) -> Kind:
    if table is document.PASSAGE:
        return _PASSAGES.get(row["role"], "note")
    if table is document.BLOCK and row["kind"] == "item":
        return "item"
    return kind


def _sections(rows: RowsOf) -> dict[str, str]:
    """The section in which an element stands: blocks, tables, figures, and notes by anchor."""
    found: dict[str, str] = {}
    for row in rows(document.SECTION):
        found[row["section_id"]] = row["section_id"]
    for row in rows(document.BLOCK):
        if row["section_id"]:
            found[row["block_id"]] = row["section_id"]
            if row["ref"]:
                found.setdefault(row["ref"], row["section_id"])
    for row in rows(document.ANCHOR):
        if row["element_id"] in found:
            found.setdefault(row["footnote_id"], found[row["element_id"]])
    return found


def _section_of(table: Table, row: Row, element: str, sections: dict[str, str]) -> str | None:
    own = element
    if table in (tables.TABLE_HEAD, tables.CELL, tables.NOTE):
        own = row["table_id"]
    elif table is document.CONTENTS_ENTRY:
        own = row["target"] or ""
    return sections.get(own)
