"""A printed table as a sheet to read: title, header with merged spanners, body, notes below."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from reportparse.exports.sheetcells import cell_at, comment, put_number, put_text
from reportparse.series.columns import width

Row = Mapping[str, Any]

NAME_LENGTH: Final = 31
"""Characters of a sheet's name."""
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED: Final = frozenset({"history"})
NUMBERS: Final = frozenset({"integer", "decimal", "percent"})
SUMS: Final = frozenset({"total", "subtotal", "section"})
WIDTHS: Final = (8, 46)
"""Characters of the narrowest and of the widest column."""
LINE_HEIGHT: Final = 15.5
"""Points. Merged cells do not find their own height, as others do."""
LINE: Final = Side(style="thin", color="FF999999")
HEAD: Final = PatternFill("solid", fgColor="FFEFEFEF")
DOUBT: Final = PatternFill("solid", fgColor="FFFFF2CC")
"""Behind what could not be read for certain."""
CORRECTED: Final = PatternFill("solid", fgColor="FFD9EAD3")
"""Behind what a reviewer has corrected."""


@dataclass(slots=True)
class Printed:
    """A printed table as the rows of the database have it."""

    table: Row
    heads: list[Row] = field(default_factory=list)
    columns: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    markers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        parts = (self.table["caption"], self.table["title"])
        return " ".join(part for part in parts if part) or str(self.table["table_id"])


def printed_tables(tables: Mapping[str, Sequence[Row]]) -> list[Printed]:
    """Put the rows of one report together to its printed tables, in their order."""
    found = {row["table_id"]: Printed(row) for row in tables["printed_table"]}
    for name, part in (
        ("table_head", "heads"),
        ("table_column", "columns"),
        ("table_row", "rows"),
        ("reviewed_cell", "cells"),
        ("note", "notes"),
    ):
        for row in tables[name]:
            getattr(found[row["table_id"]], part).append(row)
    markers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in tables["marker"]:
        markers[row["table_id"], row["owner"]].append(row["raw"])
    for (table, owner), signs in markers.items():
        found[table].markers[owner] = tuple(signs)
    for row in tables["passage"]:
        if row["element_id"] in found:
            found[row["element_id"]].passages.append(row)
    for one in found.values():
        one.notes.sort(key=lambda row: int(row["position"]))
    return sorted(found.values(), key=lambda one: int(one.table["position"]))


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that a sheet may have, unlike those that are `taken`, and take it.

    >>> taken: set[str] = set()
    >>> [sheet_name(name, taken) for name in ("表1", "表1", "A/B:[1]", "History", "x" * 40)]
    ['表1', '表1 (2)', 'A_B__1_', 'History_', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    plain = _FORBIDDEN.sub("_", wanted).strip().strip("'")[:NAME_LENGTH] or "_"
    if plain.casefold() in RESERVED:
        plain += "_"
    name, count = plain, 1
    while name.casefold() in taken:
        count += 1
        tail = f" ({count})"
        name = plain[: NAME_LENGTH - len(tail)] + tail
    taken.add(name.casefold())
    return name


class TableSheet:
    """Writes one printed table into one sheet, from the top down."""

    def __init__(self, sheet: Worksheet, table: Printed) -> None:
        self.sheet = sheet
        self.table = table
        self.count = max(int(table.table["column_count"]), 1)
        self.line = 1
        self.widths = [float(WIDTHS[0])] * self.count
        self.merges: list[CellRange] = []
        self.across: list[tuple[int, str]] = []

    def write(self) -> None:
        table = self.table
        self._across(table.title, table.markers.get("title", ()), Font(bold=True, size=12))
        for row in table.passages:
            if row["role"] == "headnote":
                self._across(row["text"], (), Font(italic=True))
        self._header()
        first = self.line
        self._body()
        for note in table.notes:
            self._note(note["marker"], note["text"])
        for row in table.passages:
            if row["role"] in ("remark", "source", "unplaced"):
                self._across(row["text"], (), Font(size=9))
        for line, text in self.across:
            lines = sum(
                math.ceil((width(part) + 1) / sum(self.widths)) for part in text.split("\n")
            )
            self.sheet.row_dimensions[line].height = LINE_HEIGHT * max(lines, 1)
        for at, wide in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(at)].width = wide
        merged: list[CellRange] = []
        for one in self.merges:
            if all(one.isdisjoint(other) for other in merged):
                merged.append(one)
                self.sheet.merge_cells(one.coord)
        self.sheet.freeze_panes = f"B{first}"

    def _across(self, text: str, markers: tuple[str, ...], font: Font) -> None:
        """A line over the whole width of the table."""
        cell = cell_at(self.sheet, self.line, 1)
        put_text(cell, text, markers)
        cell.font = font
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if self.count > 1:
            self.merges.append(
                CellRange(min_row=self.line, max_row=self.line, min_col=1, max_col=self.count)
            )
        self.across.append((self.line, text))
        self.line += 1

    def _note(self, marker: str, text: str) -> None:
        self._across(f"{marker}  {text}", (), Font(size=9))

    # -- the header

    def _header(self) -> None:
        heads = self.table.heads
        if not heads:
            return
        depth = max(int(head["depth"]) for head in heads) + 1
        above = {head["parent_index"] for head in heads}
        for head in heads:
            top = self.line + int(head["depth"])
            leaf = head["head_index"] not in above
            bottom = self.line + depth - 1 if leaf else top
            self._head(head, top, bottom)
        self.line += depth

    def _head(self, head: Row, top: int, bottom: int) -> None:
        left, right = int(head["first_column"]) + 1, int(head["last_column"]) + 1
        cell = cell_at(self.sheet, top, left)
        put_text(cell, head["text"] or "", self.table.markers.get(f"head.{head['head_index']}", ()))
        for line in range(top, bottom + 1):
            for column in range(left, right + 1):
                box = cell_at(self.sheet, line, column)
                box.fill, box.border = HEAD, Border(LINE, LINE, LINE, LINE)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        if (top, left) != (bottom, right):
            self.merges.append(CellRange(min_row=top, max_row=bottom, min_col=left, max_col=right))
        share = width(head["text"] or "") / (right - left + 1) / 2
        for at in range(left - 1, min(right, self.count)):
            self._widen(at, share)

    # -- the body

    def _body(self) -> None:
        kinds = {row["row_index"]: row for row in self.table.rows}
        lines = {index: self.line + at for at, index in enumerate(sorted(kinds))}
        inked = {
            (cell["row_index"], cell["column_index"])
            for cell in self.table.cells
            if cell["kind"] != "blank"
        }
        for cell in self.table.cells:
            row = kinds[cell["row_index"]]
            self._cell(cell, row, lines[cell["row_index"]])
            self._merge(cell, lines, inked)
        self.line += len(lines)

    def _cell(self, own: Row, row: Row, line: int) -> None:
        at = int(own["column_index"])
        cell = cell_at(self.sheet, line, at + 1)
        markers = self.table.markers.get(own["cell_id"], ())
        said: list[str] = []
        if own["kind"] in NUMBERS and own["number"] is not None:
            said += put_number(cell, own["number"], own["text"], markers)
            cell.alignment = Alignment(horizontal="right", vertical="top")
            if markers:
                said.append(f"marker: {', '.join(markers)}")
        elif own["text"] or markers:
            put_text(cell, own["text"], markers)
            indent = int(row["indent"]) if at == 0 else 0
            horizontal = "left" if at == 0 or own["kind"] != "nil" else "right"
            cell.alignment = Alignment(
                wrap_text=True, horizontal=horizontal, vertical="top", indent=indent
            )
        if own["kind"] == "unread":
            said.append("could not be read")
        if own["doubt"]:
            said.append(f"in doubt: {own['doubt']}")
        if own["kind"] == "unread" or own["doubt"]:
            cell.fill = DOUBT
        if own["review"]:
            said.append(_review(own))
        if own["review"] == "corrected":
            cell.fill = CORRECTED
        if row["kind"] in SUMS:
            cell.font = Font(bold=True)
        comment(cell, said)
        self._widen(at, width(own["text"]) if at else width(own["text"]) / 2)

    def _merge(self, own: Row, lines: Mapping[Any, int], inked: set[tuple[Any, Any]]) -> None:
        """Merge what a cell covers, unless something is printed in it."""
        row, column = own["row_index"], own["column_index"]
        covered = [
            (row + down, column + over)
            for down in range(int(own["row_span"]))
            for over in range(int(own["span"]))
            if down or over
        ]
        if not covered or any(one in inked or one[0] not in lines for one in covered):
            return
        last = column + int(own["span"])
        if last > self.count:
            return
        self.merges.append(
            CellRange(
                min_row=lines[row],
                max_row=lines[row + int(own["row_span"]) - 1],
                min_col=column + 1,
                max_col=last,
            )
        )

    def _widen(self, at: int, wanted: float) -> None:
        if at < self.count:
            self.widths[at] = min(max(self.widths[at], wanted + 2), WIDTHS[1])


def _review(own: Row) -> str:
    """What a reviewer says of a cell, and what it was before."""
    said = f"{own['review']} by {own['who']}, {own['marked_at']:%Y-%m-%d}"
    if own["review"] == "corrected":
        said += f"; parsed: {own['parsed'] or 'nothing'}"
    return f"{said}; {own['remark']}" if own["remark"] else said
