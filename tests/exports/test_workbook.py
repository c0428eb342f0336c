"""Workbooks: flat sheets give back the database, table sheets show what is printed."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from reportparse.exports.sheetcells import exactly, format_of, put_text
from reportparse.exports.source import Column, Shape, source, tables_of
from reportparse.exports.workbook import FLAT, write_workbook
from tests.exports.conftest import HARD, differing, shape_of

Tables = Mapping[str, list[dict[str, Any]]]


Made = list[tuple[Tables, bytes]]
YEARS = ("2015", "2021", "2024")
"""Of the generated reports these: a dump, a spanned one, and one as the sample is set."""


@pytest.fixture(scope="module")
def made(database: Engine) -> Made:
    """Workbooks as bytes, with the rows that each was made from."""
    with source(database) as own:
        chosen = [
            report
            for at, report in enumerate(own.reports)
            if at == 0 or str(own.row_of(report).symbol).split("/")[3] in YEARS
        ]
        tables = [tables_of(own, report) for report in chosen]
    return [(one, write_workbook(one)) for one in tables]


@pytest.fixture(scope="module")
def books(made: Made) -> list[tuple[Tables, Workbook]]:
    """The workbooks read back; letters of different sizes apart, escapes undone."""
    return [(tables, load_workbook(io.BytesIO(data), rich_text=True)) for tables, data in made]


# -- flat sheets


def _typed(cell: Any, column: Column) -> Any:
    """What a cell of a flat sheet holds, by the type of its column."""
    value = cell.value
    if value is None:
        return "" if cell.data_type == "inlineStr" else None
    if column.kind == "string":
        assert isinstance(value, str) and cell.data_type == "s", (column.name, value)
        return unescape(value)
    if column.kind == "exact":
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if column.kind == "real":
        return float(value)
    if column.kind == "date":
        return value.date() if isinstance(value, datetime.datetime) else value
    return int(value) if column.kind == "integer" else value


def flat_rows(sheet: Worksheet, shape: Shape) -> list[tuple[Any, ...]]:
    """Read a flat sheet back."""
    return [
        tuple(_typed(cell, column) for cell, column in zip(row, shape.columns, strict=True))
        for row in sheet.iter_rows(min_row=2, max_col=len(shape.columns))
        if any(cell.value is not None for cell in row)
    ]


def test_flat_sheets_give_back_the_database(made: Made) -> None:
    count = 0
    for tables, data in made:
        book = load_workbook(io.BytesIO(data))
        for name in FLAT:
            shape, sheet = shape_of(name), book[name]
            assert [cell.value for cell in sheet[1]] == list(shape.names)
            found = flat_rows(sheet, shape)
            asked = [tuple(row.values()) for row in tables[name]]
            assert differing(found, asked, name) == []
            count += len(found)
    assert count > 5_000


def test_no_text_is_a_formula(books: list[tuple[Tables, Workbook]]) -> None:
    texts = set()
    for _, book in books:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                    if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                        assert cell.quotePrefix, (sheet.title, cell.coordinate)
                        texts.add(cell.value)
    assert {"=1+1", "+1", "@SUM(A1)", '="x"'} <= texts


# -- table sheets


def _shown(cell: Any) -> str:
    """What a program shows of a cell, for the number formats that exports use."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, CellRichText):
        return "".join(part for part in value if not isinstance(part, TextBlock))
    if isinstance(value, str):
        return value
    parts = cell.number_format.split(";")
    pattern = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    number = abs(Decimal(repr(value))) if len(parts) > 1 else Decimal(repr(value))
    pattern = re.sub(r'" [^"]*"$', "", pattern)  # a marker behind the number
    decimals = len(re.sub(r'"[^"]*"|\\.', "", pattern).partition(".")[2])
    digits = format(number.quantize(Decimal(1).scaleb(-decimals)), "f")
    left = list(digits.lstrip("-").replace(".", ""))
    signs = re.findall(r'\\.|"[^"]*"|.', pattern)
    first = next(at for at, sign in enumerate(signs) if sign in "#0")
    shown: list[str] = []
    for at in range(len(signs) - 1, -1, -1):
        if signs[at] in "#0":
            shown.insert(0, "".join(left) if at == first else left.pop())
        else:
            shown.insert(0, signs[at].strip('"').removeprefix("\\"))
    return ("-" if digits.startswith("-") else "") + "".join(shown)


def _body(sheet: Worksheet, tables: Tables, table: Mapping[str, Any]) -> int:
    """The line of a table's first row: below the title, the headnotes and the header."""
    own = table["table_id"]
    headnotes = [p for p in tables["passage"] if p["element_id"] == own and p["role"] == "headnote"]
    depths = [head["depth"] for head in tables["table_head"] if head["table_id"] == own]
    line = 2 + len(headnotes) + (max(depths) + 1 if depths else 0)
    assert sheet.freeze_panes == f"B{line}"
    return line


def _sheets(book: Workbook, tables: Tables) -> list[tuple[Worksheet, dict[str, Any]]]:
    ordered = sorted(tables["printed_table"], key=lambda row: int(row["position"]))
    return list(zip(book.worksheets[1 : len(ordered) + 1], ordered, strict=True))


def _in_comment(text: str) -> str:
    """How a print stands in a comment: with plain line ends, and what XML cannot hold escaped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("_x0041_", "_x005F_x0041_")


def test_table_sheets_show_the_print(books: list[tuple[Tables, Workbook]]) -> None:
    """Every cell shows its text; a number that cannot is explained by a comment."""
    numbers = explained = 0
    for tables, book in books:
        for sheet, table in _sheets(book, tables):
            first = _body(sheet, tables, table)
            cells = [c for c in tables["cell"] if c["table_id"] == table["table_id"]]
            for cell in cells:
                place = sheet.cell(first + cell["row_index"], cell["column_index"] + 1)
                said = place.comment.text if place.comment else ""
                if isinstance(place.value, int | float):
                    assert Decimal(repr(place.value)) == cell["number"]
                    numbers += 1
                if f"printed: {_in_comment(cell['text'])}" in said:
                    explained += 1
                else:
                    assert _shown(place) == cell["text"].replace("\u00a0", " "), cell["cell_id"]
    assert numbers > 400
    assert explained <= len(HARD)  # cells whose text is none of their number, and nothing else


def test_headers_keep_their_spanners(books: list[tuple[Tables, Workbook]]) -> None:
    merged = 0
    for tables, book in books:
        for sheet, table in _sheets(book, tables):
            heads = [h for h in tables["table_head"] if h["table_id"] == table["table_id"]]
            top = _body(sheet, tables, table) - 1 - max((h["depth"] for h in heads), default=0)
            ranges = {str(one) for one in sheet.merged_cells.ranges}
            for head in heads:
                line = top + head["depth"]
                cell = sheet.cell(line, head["first_column"] + 1)
                assert _shown(cell) == head["text"]
                if head["last_column"] > head["first_column"]:
                    last = sheet.cell(line, head["last_column"] + 1).coordinate
                    assert f"{cell.coordinate}:{last}" in ranges
                    merged += 1
    assert merged > 5


def test_markers_and_notes_are_there(books: list[tuple[Tables, Workbook]]) -> None:
    """A marker stands raised behind a text; behind a number it is part of its format."""
    raised = 0
    for tables, book in books:
        for sheet, table in _sheets(book, tables):
            own = table["table_id"]
            column = [_shown(sheet.cell(line, 1)) for line in range(1, sheet.max_row + 1)]
            for note in (n for n in tables["note"] if n["table_id"] == own):
                assert f"{note['marker']}  {note['text']}" in column
            first = _body(sheet, tables, table)
            for marker in (m for m in tables["marker"] if m["table_id"] == own):
                if marker["row_index"] is None:
                    continue
                cell = sheet.cell(first + marker["row_index"], marker["column_index"] + 1)
                if isinstance(cell.value, CellRichText):
                    blocks = [part for part in cell.value if isinstance(part, TextBlock)]
                    assert [b.font.vertAlign for b in blocks] == ["superscript"]
                    assert marker["raw"] in str(blocks[0])
                else:
                    assert marker["raw"] in cell.number_format
                    assert cell.comment is not None and marker["raw"] in cell.comment.text
                raised += 1
    assert raised > 20


def test_the_index_leads_to_every_table(books: list[tuple[Tables, Workbook]]) -> None:
    for tables, book in books:
        index = book.worksheets[0]
        links = [
            str(cell.hyperlink.location)
            for row in index.iter_rows()
            for cell in row
            if cell.hyperlink is not None
        ]
        names = [sheet.title for sheet, _ in _sheets(book, tables)]
        assert [link.split("!")[0].strip("'").replace("''", "'") for link in links] == names


# -- cells by themselves


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_stay_texts(text: str) -> None:
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    put_text(cell, text)
    out = io.BytesIO()
    book.save(out)
    found = load_workbook(out).worksheets[0]["A1"]
    assert unescape(found.value or "") == text
    assert found.data_type in ("s", "inlineStr")


@pytest.mark.parametrize(
    ("number", "text", "shown"),
    [
        ("4576", "4 576", "#\\ ##0"),
        ("4576", "4,576", "#\\,##0"),
        ("32411907", "32 411 907", "##\\ ###\\ ##0"),
        ("0", "0", "0"),
        ("12.50", "12.50", "0.00"),
        ("-5", "(5)", "0;\\(0\\)"),
        ("-5", "−5", '0;"−"0'),
        ("48.7", "48.7%", '0.0"%"'),
        ("4100000", "410 万", None),
        ("5", "约5", None),
        ("5", "(5)", None),  # a count in brackets, not a loss
        ("58", "58a", None),
    ],
)
def test_formats(number: str, text: str, shown: str | None) -> None:
    assert format_of(Decimal(number), text) == shown


def test_a_spreadsheet_keeps_fifteen_digits() -> None:
    assert exactly(Decimal("999999999999999")) == 999999999999999
    assert exactly(Decimal("9999999999999999")) is None
    assert exactly(Decimal("0.1234567890123456")) is None
    assert exactly(Decimal("1E+30")) is None


def test_a_text_too_long_for_a_cell_is_cut_and_said() -> None:
    book = Workbook()
    assert put_text(book.worksheets[0]["A1"], "长" * 40_000)
    assert str(book.worksheets[0]["A1"].value).endswith("…[cut]")


def test_a_corrected_cell_shows_the_correction_and_what_was_parsed(database: Engine) -> None:
    with source(database) as own:
        report = next(one for one in own.reports if tables_of(own, one)["printed_table"])
        tables = tables_of(own, report)
    cell = next(
        one for one in tables["reviewed_cell"] if one["kind"] == "integer" and one["parsed"]
    )
    corrected = {
        **cell,
        "raw": "41",
        "text": "41",
        "number": Decimal(41),
        "review": "corrected",
        "who": "审阅人",
        "marked_at": datetime.datetime(2026, 11, 22, 12, 0),
    }
    changed = [corrected if one is cell else one for one in tables["reviewed_cell"]]
    book = load_workbook(io.BytesIO(write_workbook({**tables, "reviewed_cell": changed})))
    said = {
        box.value: box.comment.text.splitlines()[-1]
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for box in row
        if box.comment is not None and "审阅人" in box.comment.text
    }
    assert said == {41: f"corrected by 审阅人, 2026-11-22; parsed: {cell['parsed']}"}
