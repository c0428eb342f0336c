"""The seed's eleven tables, against a truth that was typed from the print."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from reportparse.layout.furniture import strip_pages
from reportparse.layout.lines import sheets_of_pages
from reportparse.layout.model import Piece, Sheet
from reportparse.layout.notearea import part_pages
from reportparse.lexicon.words import words
from reportparse.notation.spacing import join_gap, tidy
from reportparse.pages.plumber import read_pdf
from reportparse.tables.model import Ink, Recognised, Table
from reportparse.tables.recognise import recognise

FIXTURES = Path(__file__).parents[2] / "fixtures"
TRUTH: list[dict[str, Any]] = json.loads(
    (FIXTURES / "truth" / "seed_tables.json").read_text(encoding="utf-8")
)


@lru_cache(maxsize=1)
def seed_sheets() -> tuple[Sheet, ...]:
    data = (FIXTURES / "FCCC_KP_CMP_2024_3.pdf").read_bytes()
    sheets = tuple(sheets_of_pages(read_pdf(data).pages))
    return tuple(part_pages(strip_pages(sheets).sheets).sheets)


@lru_cache(maxsize=1)
def seed_tables() -> tuple[Recognised, ...]:
    return recognise(seed_sheets(), words("zh"), words("en"))


def text(ink: Ink | None) -> str | None:
    if ink is None:
        return None
    found = ""
    for piece in ink.pieces:
        found += join_gap(found, piece.text) + piece.text if found else piece.text
    return tidy(found)


def markers(ink: Ink) -> list[str]:
    return [marker.text for marker in ink.markers]


def column_paths(table: Table) -> list[list[tuple[str, list[str]]]]:
    paths: list[list[tuple[str, list[str]]]] = []
    for column in range(table.columns):
        own = [head for head in table.heads if head.first <= column <= head.last]
        path = [
            (text(head.ink) or "", markers(head.ink))
            for head in sorted(own, key=lambda head: head.level)
        ]
        paths.append(path or [("", [])])
    return paths


def wanted_paths(truth: dict[str, Any]) -> list[list[tuple[str, list[str]]]]:
    return [
        [(tidy(name), marks) for name, marks in zip(path, marked, strict=True)]
        for path, marked in zip(truth["columns"], truth["column_markers"], strict=True)
    ]


def test_all_tables_are_found_in_order() -> None:
    assert [r.table.number for r in seed_tables()] == [t["number"] for t in TRUTH]


def test_nothing_is_doubtful() -> None:
    assert [doubt.message for r in seed_tables() for doubt in r.doubts] == []


@pytest.mark.parametrize("at", range(len(TRUTH)), ids=[str(t["number"]) for t in TRUTH])
def test_caption(at: int) -> None:
    table, truth = seed_tables()[at].table, TRUTH[at]
    assert text(table.title) == (tidy(truth["title"]) if truth["title"] else None)
    wanted = [tidy(truth["headnote"])] if truth["headnote"] else []
    assert [text(ink) for ink in table.headnotes] == wanted


@pytest.mark.parametrize("at", range(len(TRUTH)), ids=[str(t["number"]) for t in TRUTH])
def test_columns(at: int) -> None:
    assert column_paths(seed_tables()[at].table) == wanted_paths(TRUTH[at])


@pytest.mark.parametrize("at", range(len(TRUTH)), ids=[str(t["number"]) for t in TRUTH])
def test_rows(at: int) -> None:
    found = [
        (
            row.kind,
            row.indent,
            [(text(cell.ink), markers(cell.ink)) for cell in row.cells],
        )
        for row in seed_tables()[at].table.rows
    ]
    wanted = [
        (
            row["kind"],
            row["indent"],
            [
                (tidy(row["stub"]), row["stub_markers"]),
                *((tidy(cell["raw"]), cell["markers"]) for cell in row["cells"]),
            ],
        )
        for row in TRUTH[at]["rows"]
    ]
    assert found == wanted


@pytest.mark.parametrize("at", range(len(TRUTH)), ids=[str(t["number"]) for t in TRUTH])
def test_notes(at: int) -> None:
    found = [
        [note.marker.text if note.marker else None, text(note.ink)]
        for note in seed_tables()[at].table.notes
    ]
    assert found == [[marker, tidy(words)] for marker, words in TRUTH[at]["notes"]]


@pytest.mark.parametrize("at", range(len(TRUTH)), ids=[str(t["number"]) for t in TRUTH])
def test_every_character_stands_in_one_piece(at: int) -> None:
    table = seed_tables()[at].table
    pieces = list(table.all_pieces())
    seen: set[tuple[int, int]] = set()
    for piece in pieces:
        for index in range(piece.start, piece.end):
            if piece.text and not piece.line.text[index].isspace():
                assert (piece.line.number, index) not in seen
                seen.add((piece.line.number, index))
    lines = {piece.line for piece in pieces}
    assert seen == {
        (line.number, index)
        for line in lines
        for index, char in enumerate(line.text)
        if not char.isspace()
    }


def test_no_piece_is_shared_by_two_tables() -> None:
    pieces: list[Piece] = [p for r in seed_tables() for p in r.table.all_pieces()]
    starts = [(piece.line.number, piece.start) for piece in pieces if piece.text.strip()]
    assert len(starts) == len(set(starts))
