"""The eleven tables of the seed's text dump, against the truth typed from the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import regex

from reportparse.layout.model import Line, Piece, printed
from reportparse.lexicon.words import words
from reportparse.notation.spacing import join_gap, tidy
from reportparse.tables.model import Head, Ink, Recognised, Table
from reportparse.tables.running import recognise_dump

FIXTURES = Path(__file__).parents[2] / "fixtures"
DUMP = FIXTURES / "FCCC_KP_CMP_2024_3.zh.txt"
TRUTH = FIXTURES / "truth" / "seed_tables.json"

FURNITURE = regex.compile(
    r"\s*(?:https?://\S+|FCCC/KP/CMP/2024/3|\d+ GE\.24-17842|GE\.24-17842 \d+)\s*$"
)


def dump_lines(text: str) -> list[Line]:
    """The lines of a dump that are not blank, with furniture left out."""
    rows = [
        (row, line)
        for row, line in enumerate(text.split("\n"), 1)
        if line.strip() and not FURNITURE.match(line)
    ]
    return [
        Line(number, 1, line, tuple(range(len(line))), row=row)
        for number, (row, line) in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return dump_lines(DUMP.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(lines: list[Line]) -> tuple[Recognised, ...]:
    return recognise_dump(lines, words("zh"))


def joined(pieces: Sequence[Piece]) -> str:
    """The words of several lines as one text, blanks as printed inside a line."""
    text = ""
    for piece in pieces:
        text += (join_gap(text, piece.text) if text else "") + piece.text.strip()
    return text


def shown(ink: Ink | None) -> tuple[str, list[str]]:
    if ink is None:
        return "", []
    return joined(ink.pieces), [piece.text for piece in ink.markers]


def column(heads: Sequence[Head], number: int) -> list[tuple[str, list[str]]]:
    """The heads over a column from the top down."""
    over = sorted((h for h in heads if h.first <= number <= h.last), key=lambda h: h.level)
    return [shown(head.ink) for head in over] or [("", [])]


def truth() -> list[dict[str, Any]]:
    loaded = json.loads(TRUTH.read_text(encoding="utf-8"))
    return list(loaded["tables"] if isinstance(loaded, dict) else loaded)


def named(tables: Sequence[dict[str, Any]]) -> list[str]:
    return [f"table {table['number'] or 'of the annex'}" for table in tables]


@pytest.mark.parametrize("index", range(11), ids=named(truth()))
def test_table_is_as_printed(found: tuple[Recognised, ...], index: int) -> None:
    expected, table = truth()[index], found[index].table
    assert table.number == expected["number"]
    assert tidy(shown(table.title)[0]) == tidy(expected["title"] or "")
    notes = [shown(note)[0] for note in table.headnotes]
    assert notes == ([expected["headnote"]] if expected["headnote"] else [])
    assert_heads(table, expected)
    assert_rows(table, expected)
    own = [
        [note.marker.text if note.marker else None, tidy(shown(note.ink)[0])]
        for note in table.notes
    ]
    assert own == [[marker, tidy(text)] for marker, text in expected["notes"]]
    assert not table.loose


def assert_heads(table: Table, expected: dict[str, Any]) -> None:
    assert table.columns == len(expected["columns"])
    for number, texts in enumerate(expected["columns"]):
        own = column(table.heads, number)
        assert [tidy(text) for text, _ in own] == [tidy(text) for text in texts]
        assert [markers for _, markers in own] == expected["column_markers"][number]


def assert_rows(table: Table, expected: dict[str, Any]) -> None:
    assert len(table.rows) == len(expected["rows"])
    for row, wanted in zip(table.rows, expected["rows"], strict=True):
        stub, *cells = row.cells
        text, markers = shown(stub.ink)
        assert (tidy(text), markers) == (tidy(wanted["stub"]), wanted["stub_markers"])
        assert row.kind == wanted["kind"]
        assert row.indent == wanted["indent"]
        own = [{"raw": shown(cell.ink)[0], "markers": shown(cell.ink)[1]} for cell in cells]
        assert own == wanted["cells"]
        assert not any(cell.unread for cell in row.cells)


def test_nothing_else_is_taken_for_a_table(found: tuple[Recognised, ...]) -> None:
    """The list of abbreviations, the figure and the paragraphs are no tables."""
    assert len(found) == 11


def test_every_character_has_one_place(found: tuple[Recognised, ...]) -> None:
    for recognised in found:
        placed = [(line.number, at) for line, at in printed(recognised.table.all_pieces())]
        assert len(placed) == len(set(placed))
        touched = {line for line, _ in printed(recognised.table.all_pieces())}
        every = {
            (line.number, at)
            for line in touched
            for at, char in enumerate(line.text)
            if not char.isspace()
        }
        assert set(placed) == every


def test_what_decided_is_recorded(found: tuple[Recognised, ...]) -> None:
    """Table 1 is cut by its total row; two rows of table 3 only by the habits of its columns."""
    assert {row.proof for row in found[0].table.rows} == {("total",)}
    doubtful = [doubt for doubt in found[2].doubts if doubt.code == "cell-ambiguous"]
    assert [doubt.found for doubt in doubtful] == [
        "30 667 | 176 907 102 | 4 334 | 13 409 685",
        "2 | 489 229 | 0 | 0",
    ]


def test_numeric_tables_raise_no_errors(found: tuple[Recognised, ...]) -> None:
    codes = [doubt.code for recognised in found for doubt in recognised.doubts]
    assert set(codes) <= {"cell-ambiguous"}
