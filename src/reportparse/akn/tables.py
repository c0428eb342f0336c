"""A table with all that belongs to it: caption, headnotes, heads, rows, notes.

Cells keep their spans. What Akoma Ntoso has no word for, the typed value of a cell, stands in
attributes of the project's own namespace: `rp:kind` tells number, nil, blank and unread apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from reportparse.akn.setting import Setting
from reportparse.akn.xml import add_words, element
from reportparse.report.tables import Cell, CellMarker, Head, Row, Table, Value

STUB: Final = 0
"""The column of the stub."""


def write_table(setting: Setting, parent: Element, table: Table) -> None:
    """Write a table into a paragraph, as a flow of its own."""
    around = element("p", parent, class_="table")
    own = setting.ids.of(table.id)
    flow = element("subFlow", around, name="table", eId=f"{own}__flow", rp_id=table.id)
    grid = element("table", flow, eId=own, class_="table")
    _caption(setting, grid, table)
    _heads(setting, grid, table)
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(table.rows):
        _row(setting, grid, table, at, row, covered)
    if not table.header and not table.rows:
        element("td", element("tr", grid))
    for note in table.notes:
        line = element("p", flow, class_="tableNote")
        own_note = element(
            "authorialNote",
            line,
            class_="tableNote",
            eId=setting.ids.of(note.id),
            marker=note.marker,
            placement="bottom",
            placementBase=f"#{own}",
            rp_id=note.id,
        )
        setting.text(element("p", own_note), note.text, note.id)
    parts = (("remark", table.remarks), ("source", table.sources), ("unplaced", table.unplaced))
    for name, texts in parts:
        for words in texts:
            setting.block(flow, words, name)


def _caption(setting: Setting, grid: Element, table: Table) -> None:
    """Write number, title and headnotes into the caption, in the order of the print."""
    texts = [("number", table.caption), ("title", table.title)]
    texts += [("headnote", words) for words in table.headnotes]
    caption: Element | None = None
    for name, words in texts:
        if words is None:
            continue
        if caption is None:
            caption = element("caption", grid)
        else:
            add_words(caption, " ")
        own = element("span", caption, class_=name)
        if name != "title":
            setting.text(own, words)
            continue
        lifted = not any(mark.kind == "marker" for mark in words.marks)
        setting.text(own, words, table.id, _told(table.title_markers) if lifted else ())
    if table.title is None and table.title_markers:
        own = element("span", caption if caption is not None else element("caption", grid))
        setting.words(own, "", None, _told(table.title_markers))


def _told(markers: Iterable[CellMarker]) -> list[tuple[str, str | None]]:
    return [(marker.raw, marker.note) for marker in markers]


# -- heads


def _heads(setting: Setting, grid: Element, table: Table) -> None:
    """Write the rows of the head; a leaf reaches down to the body, a gap is an empty cell."""
    if not table.header:
        return
    depth = max(_depth(head) for head in table.header)
    width = max(len(table.columns), *(head.last_column + 1 for head in table.header))
    rows = [element("tr", grid, class_="header") for _ in range(depth)]
    taken: dict[tuple[int, int], Element] = {}
    cells: dict[tuple[int, int], Element] = {}
    numbers = {id(head): number for number, head in enumerate(_walk(table.header), start=1)}
    for level, head in _levels(table.header, 0):
        tall = 1 if head.below else depth - level
        columns = range(head.first_column, head.last_column + 1)
        spots = [(level + down, column) for down in range(tall) for column in columns]
        clash = next((taken[spot] for spot in spots if spot in taken), None)
        if clash is None and spots:
            clash = element("th", rowspan=_span(tall), colspan=_span(len(columns)))
            cells[spots[0]] = clash
            taken.update(dict.fromkeys(spots, clash))
        if clash is None:
            clash = cells.setdefault((level, head.first_column), element("th"))
        _head(setting, clash, head, f"{table.id}.head.{numbers[id(head)]}")
    for level, row in enumerate(rows):
        for column in range(width):
            if (level, column) in cells:
                row.append(cells[level, column])
            elif (level, column) not in taken:
                element("th", row)


def _head(setting: Setting, cell: Element, head: Head, name: str) -> None:
    if head.text or head.markers:
        setting.words(element("p", cell), head.text, name, _told(head.markers))


def _depth(head: Head) -> int:
    return 1 + max((_depth(below) for below in head.below), default=0)


def _levels(heads: Iterable[Head], level: int) -> Iterator[tuple[int, Head]]:
    for head in heads:
        yield level, head
        yield from _levels(head.below, level + 1)


def _walk(heads: Iterable[Head]) -> Iterator[Head]:
    return (head for _, head in _levels(heads, 0))


# -- body


def _row(
    setting: Setting,
    grid: Element,
    table: Table,
    at: int,
    row: Row,
    covered: set[tuple[int, int]],
) -> None:
    own = element("tr", grid, class_=row.kind, rp_indent=str(row.indent) if row.indent else None)
    column = 0
    for cell in row.cells:
        for gap in range(column, cell.column):
            if (at, gap) not in covered:
                element("td", own)
        column = max(column, cell.column + cell.span)
        if (at, cell.column) in covered and not cell.text and not cell.markers:
            continue
        tall = _tall(table, at, cell)
        below = range(at + 1, at + tall)
        covered.update((down, c) for down in below for c in _columns(cell))
        _cell(setting, own, cell, tall, f"{table.id}.{row.index}.{cell.column}")
    for gap in range(column, len(table.columns)):
        if (at, gap) not in covered:
            element("td", own)
    if not len(own):
        element("td", own)


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.span)


def _tall(table: Table, at: int, cell: Cell) -> int:
    """Return how many rows a cell covers: as far as the cells below it are blank."""
    tall = 1
    while tall < cell.row_span and at + tall < len(table.rows):
        below = [c for c in table.rows[at + tall].cells if set(_columns(c)) & set(_columns(cell))]
        if any(c.text or c.markers or c.span > cell.span for c in below):
            break
        tall += 1
    return tall


def _cell(setting: Setting, row: Element, cell: Cell, tall: int, name: str) -> None:
    own = element(
        "th" if cell.column == STUB else "td",
        row,
        colspan=_span(cell.span),
        rowspan=_span(tall),
        **_value(cell.value),
    )
    if cell.text or cell.markers:
        setting.words(element("p", own), cell.text, name, _told(cell.markers))


def _span(count: int) -> str | None:
    return str(count) if count > 1 else None


def _value(value: Value) -> dict[str, str]:
    """Return kind and value of a cell as attributes; of words the text is the value."""
    out: dict[str, str] = {"rp_kind": value.kind}
    for name, own in value.model_dump(mode="json").items():
        if name == "kind" or own is None:
            continue
        out[f"rp_{name}"] = _printed(own)
    return out


def _printed(value: object) -> str:
    """Return a value as an attribute: members of a set apart by blanks, ranges by a dash.

    >>> _printed([[1, 3], [14, 14]]), _printed("12.5")
    ('1-3 14-14', '12.5')
    """
    if isinstance(value, list | tuple):
        return " ".join("-".join(str(end) for end in member) for member in value)
    return str(value)
