"""Tables of real reports against a truth that was typed from their page images.

The truth lies in `fixtures/truth/`, one file a report; the reports are not part of the project.
The folder is found beside the repository or by REPORTPARSE_CORPUS; without it nothing is tested.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reportparse
from reportparse.notation.spacing import tidy
from reportparse.report.tables import Cell, CellMarker, Head, Table

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("REPORTPARSE_CORPUS", ROOT.parent / "shared" / "corpus"))
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real reports in {CORPUS}")

Truth = dict[str, Any]


def load() -> dict[str, tuple[str, Truth]]:
    """All golden tables by a readable key: file, number or page, and place on that page."""
    found: dict[str, tuple[str, Truth]] = {}
    for path in sorted((ROOT / "fixtures" / "truth").glob("*.json")):
        if path.stem.startswith("seed_"):
            continue
        for truth in json.loads(path.read_text(encoding="utf-8")):
            key = f"{path.stem}-{truth['number'] or 'p' + str(truth['pages'][0])}"
            found[key if key not in found else key + "-next"] = (path.stem, truth)
    return found


TRUTH = load()

# Faults of the parser that are known: (table, aspect) and why. Each must fail until it is mended.
KNOWN: dict[tuple[str, str], str] = {}


def cases(aspect: str) -> list[Any]:
    return [
        pytest.param(
            key,
            id=key,
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[key, aspect])]
            if (key, aspect) in KNOWN
            else [],
        )
        for key in TRUTH
    ]


@cache
def tables(stem: str) -> tuple[Table, ...]:
    """The tables of the pages that hold golden tables; the other pages are not read."""
    pages = sorted(
        {page for own, truth in TRUTH.values() if own == stem for page in truth["pages"]}
    )
    path = next(path for path in CORPUS.glob("en/*.pdf") if path.stem in (stem, f"{stem}_en"))
    return reportparse.parse(path, pages=",".join(map(str, pages))).tables


def page_of(table: Table) -> int:
    return min((row.page or 0 for row in table.rows), default=0)


def shared(table: Table, truth: Truth) -> int:
    """How many words of the truth's stubs stand in the table: tells two tables of a page apart."""
    wanted = {tidy(row["stub"]) for row in truth["rows"]} | {
        tidy(cell["raw"]) for row in truth["rows"] for cell in row["cells"]
    }
    return len(wanted & {tidy(cell.text) for row in table.rows for cell in row.cells})


def parsed(key: str) -> Table:
    stem, truth = TRUTH[key]
    near = [
        table
        for table in tables(stem)
        if page_of(table) == truth["pages"][0] and table.number == truth["number"]
    ]
    assert near, f"no table {truth['number']} on page {truth['pages'][0]}"
    return max(near, key=lambda table: shared(table, truth))


def marks(markers: tuple[CellMarker, ...]) -> list[str]:
    return [marker.raw.strip() for marker in markers]


def paths(table: Table) -> list[list[tuple[str, list[str]]]]:
    """Per column the words and markers of the heads above it, from the spanner down."""
    found: list[list[tuple[str, list[str]]]] = [[] for _ in table.columns]

    def walk(heads: tuple[Head, ...]) -> None:
        for head in heads:
            for column in range(head.first_column, head.last_column + 1):
                found[column].append((head.text, marks(head.markers)))
            walk(head.below)

    walk(table.header)
    return [path or [("", [])] for path in found]


@pytest.mark.parametrize("key", cases("caption"))
def test_caption(key: str) -> None:
    table, (_, truth) = parsed(key), TRUTH[key]
    assert (table.title.text if table.title else None) == truth["title"]
    assert [note.text for note in table.headnotes] == (
        [truth["headnote"]] if truth["headnote"] else []
    )


@pytest.mark.parametrize("key", cases("columns"))
def test_columns(key: str) -> None:
    table, (_, truth) = parsed(key), TRUTH[key]
    assert paths(table) == [
        list(zip(path, markers, strict=True))
        for path, markers in zip(truth["columns"], truth["column_markers"], strict=True)
    ]


def printed(cell: Cell) -> tuple[str, list[str]]:
    return tidy(cell.text), marks(cell.markers)


@pytest.mark.parametrize("key", cases("rows"))
def test_rows(key: str) -> None:
    table, (_, truth) = parsed(key), TRUTH[key]
    found = [(row.kind, row.indent, [printed(cell) for cell in row.cells]) for row in table.rows]
    wanted = [
        (
            row["kind"],
            row["indent"],
            [
                (row["stub"], row["stub_markers"]),
                *((cell["raw"], cell["markers"]) for cell in row["cells"]),
            ],
        )
        for row in truth["rows"]
    ]
    assert found == wanted


@pytest.mark.parametrize("key", cases("notes"))
def test_notes(key: str) -> None:
    table, (_, truth) = parsed(key), TRUTH[key]
    assert [[note.marker, note.text.text] for note in table.notes] == truth["notes"]
    assert [remark.text for remark in table.remarks] == truth["remarks"]


@pytest.mark.parametrize("key", cases("links"))
def test_every_marker_points_to_its_note(key: str) -> None:
    """The notes of an excerpt stand on a later page: its markers point to nothing here."""
    table, (_, truth) = parsed(key), TRUTH[key]
    printed_here = {marker for marker, _ in truth["notes"]}
    ids = {note.id: note.marker for note in table.notes}
    markers = [marker for row in table.rows for cell in row.cells for marker in cell.markers]
    assert [ids.get(marker.note or "") for marker in markers] == [
        mark if mark in printed_here else None
        for row in truth["rows"]
        for mark in (*row["stub_markers"], *(m for cell in row["cells"] for m in cell["markers"]))
    ]
