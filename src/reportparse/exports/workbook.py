"""A report as a workbook: an index, a sheet for each printed table, and the database's rows."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportparse.errors import MissingExtra

try:
    from openpyxl import Workbook
except ImportError as missing:
    raise MissingExtra("xlsx", f"{missing.name} is not installed") from missing

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from reportparse.exports.sheetcells import cell_at, plain_value, put_text
from reportparse.exports.sheets import Printed, Row, TableSheet, printed_tables, sheet_name
from reportparse.exports.source import Shape, shapes
from reportparse.version import VERSION

INDEX: Final = "index"
FLAT: Final = (
    "report", "printed_table", "table_head", "table_column", "table_row", "cell", "marker", "note",
    "passage", "footnote", "block", "quantity", "record", "record_field", "record_gap", "finding",
    "correction",
)  # fmt: skip
"""Tables of the database that are sheets as well, row by row."""
READ: Final = frozenset(FLAT)
LONGEST_SHEET: Final = 1_048_575
"""Rows of a sheet below its head."""
COLUMN: Final = 16
"""Characters of a column of a flat sheet."""
LINK: Final = Font(color="FF0563C1", underline="single")


def write_workbook(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """Return a report as XLSX, from its rows by table; the same rows give the same bytes, but for
    the time that the archive notes."""
    book = Workbook()
    index = book.worksheets[0]
    taken: set[str] = set()
    index.title = sheet_name(INDEX, taken)
    names: list[tuple[Printed, str]] = []
    for table in printed_tables(tables):
        number = table.table["number"]
        caption = table.table["caption"] or f"table {number}"
        name = sheet_name(caption if number else table.table["table_id"], taken)
        TableSheet(book.create_sheet(name), table).write()
        names.append((table, name))
    cut = [
        line
        for shape in shapes()
        if shape.name in READ
        for line in _flat(book, shape, tables[shape.name], taken)
    ]
    _index(index, tables, names, cut)
    out = io.BytesIO()
    book.properties.creator = f"reportparse {VERSION}"
    book.save(out)
    return out.getvalue()


def _index(
    sheet: Worksheet,
    tables: Mapping[str, Sequence[Row]],
    names: Sequence[tuple[Printed, str]],
    cut: Sequence[str],
) -> None:
    """What the report is, where its tables are, and what did not fit."""
    (report,) = tables["report"]
    line = 1
    for title in ("symbol", "title", "date", "period_start", "period_end", "language", "file_name"):
        put_text(cell_at(sheet, line, 1), title)
        plain_value(cell_at(sheet, line, 2), report[title])
        line += 1
    line += 1
    for at, title in enumerate(("sheet", "table", "page", "rows", "columns", "table_id"), start=1):
        put_text(cell_at(sheet, line, at), title)
        cell_at(sheet, line, at).font = Font(bold=True)
    for table, name in names:
        line += 1
        own = table.table
        put_text(cell_at(sheet, line, 1), name)
        quoted = name.replace("'", "''")
        link = cell_at(sheet, line, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
        link.font = LINK
        put_text(cell_at(sheet, line, 2), table.title)
        for at, title in enumerate(("page", "row_count", "column_count", "table_id"), start=3):
            plain_value(cell_at(sheet, line, at), own[title])
    line += 2
    for words in (
        "Behind the sheets of the tables stand those of the database, row by row.",
        "Yellow cells are in doubt, green ones corrected by a reviewer; comments say why, by whom, "
        "and how a figure is printed.",
        *cut,
    ):
        put_text(cell_at(sheet, line, 1), words)
        line += 1
    for letter, wide in zip("ABCDEF", (22, 70, 8, 8, 9, 14), strict=True):
        sheet.column_dimensions[letter].width = wide


def _flat(book: Workbook, shape: Shape, rows: Sequence[Row], taken: set[str]) -> list[str]:
    """Write the rows of a table; return what had to be cut."""
    sheet = book.create_sheet(sheet_name(shape.name, taken))
    for at, column in enumerate(shape.columns, start=1):
        put_text(cell_at(sheet, 1, at), column.name)
        cell_at(sheet, 1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = COLUMN
    cut: list[str] = []
    for line, row in enumerate(rows[:LONGEST_SHEET], start=2):
        for at, column in enumerate(shape.columns, start=1):
            if plain_value(cell_at(sheet, line, at), _dated(row[column.name])):
                cut.append(f"cut: {column.name} in row {line} of {sheet.title}")
    if len(rows) > LONGEST_SHEET:
        cut.append(f"cut: {sheet.title} has {len(rows)} rows, a sheet holds {LONGEST_SHEET}")
    sheet.freeze_panes = "A2"
    return cut


def _dated(value: Any) -> Any:
    """Days before 1900 have no number in a spreadsheet: they stand as text."""
    if isinstance(value, datetime.date) and value.year < FIRST_YEAR:
        return value.isoformat()
    return value


FIRST_YEAR: Final = 1900
