"""Fronts of files and of small dumps, and their ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from reportparse.front.find import find_front
from reportparse.front.model import Field, Front
from reportparse.layout.furniture import Stripped, strip_pages
from reportparse.layout.furniture_dump import strip_dump
from reportparse.layout.lines import sheets_of_dump, sheets_of_pages
from reportparse.layout.model import Sheet, printed
from reportparse.layout.notearea import part_pages
from reportparse.layout.notearea_dump import part_dump
from reportparse.pages.model import Dump, DumpLine
from reportparse.pages.plumber import read_pdf
from tests.conftest import FIXTURES, ROOT

FRONT_PAGES = 8
"""Pages read of a real document: no front here is longer, and reading takes time."""

Cases = list[dict[str, Any]]
Read = tuple[Front, Sequence[Sheet]]


def cases(name: str) -> Cases:
    """The hand-made cases of a file, each with label, comment, input and expected."""
    found: Cases = json.loads((FIXTURES / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def labels(name: str) -> list[Any]:
    """Parameters of a test, one per case; known failures are strict."""
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for case in cases(name)
    ]


def dump_of(text: str) -> Sequence[Sheet]:
    """The sheets of a dump, as they are before furniture is taken off."""
    lines: list[DumpLine] = []
    for sheet, part in enumerate(text.split("\f"), 1):
        for line in part.split("\n"):
            lines.append(DumpLine(len(lines) + 1, line, sheet))
    return sheets_of_dump(Dump(tuple(lines), "utf-8"))


def front_of_text(text: str) -> Read:
    stripped = strip_dump(dump_of(text))
    sheets = part_dump(stripped.sheets, stripped.breaks).sheets
    return find_front(sheets, _furniture(stripped)), sheets


def front_of_bytes(data: bytes, pages: int | None = None) -> Read:
    read = islice(read_pdf(data).pages, pages)
    stripped = strip_pages(tuple(sheets_of_pages(read)))
    sheets = part_pages(stripped.sheets).sheets
    return find_front(sheets, _furniture(stripped)), sheets


def _furniture(stripped: Stripped) -> list[str]:
    return ["".join(piece.text for piece in one.pieces) for one in stripped.furniture]


@lru_cache(maxsize=32)
def _front_of_file(path: Path) -> Read:
    if path.suffix == ".txt":
        return front_of_text(path.read_text(encoding="utf-8"))
    return front_of_bytes(path.read_bytes(), FRONT_PAGES)


@pytest.fixture
def front_of(request: pytest.FixtureRequest) -> Callable[[str], Read]:
    """Read the front of a fixture, or of a real document where the folder of them is here."""

    def read(name: str) -> Read:
        if name.startswith("fixtures/"):
            return _front_of_file(ROOT / name)
        folder: Path = request.getfixturevalue("corpus")
        if not (folder / name).exists():
            pytest.skip(f"no document {name} here")
        return _front_of_file(folder / name)

    return read


def said(front: Front) -> dict[str, Any]:
    """What a front says, flat, for comparison with the expected facts of a case."""
    head = front.masthead
    flat: dict[str, Any] = {
        name: _text(getattr(head, name))
        for name in (
            *("un_name", "organ", "symbol", "distribution", "date", "language", "original"),
            *("job_number", "job_language", "barcode", "body", "session", "session_dates"),
            *("place", "agenda", "title", "author"),
        )
    }
    for name in ("job_dates", "subjects", "subtitles"):
        flat[name] = [field.text for field in getattr(head, name)]
    for name in ("symbol", "agenda", "title", "author"):
        field = getattr(head, name)
        flat[f"{name}_markers"] = [piece.text for piece in field.markers] if field else []
    contents = front.contents.entries if front.contents else ()
    return flat | {
        "items": list(head.items),
        "iso_date": front.date and front.date.isoformat(),
        "session_number": front.session_number,
        "session_start": front.session_start and front.session_start.isoformat(),
        "session_end": front.session_end and front.session_end.isoformat(),
        "summary_heading": front.summary and front.summary.heading.text,
        "summary_paragraphs": len(front.summary.paragraphs) if front.summary else 0,
        "contents": len(contents),
        "contents_entries": [
            [
                entry.kind,
                _text(entry.label),
                _text(entry.title),
                list(entry.paragraphs) if entry.paragraphs else None,
                entry.page,
                entry.level,
            ]
            for entry in contents
        ],
        "abbreviations": len(front.abbreviations.pairs) if front.abbreviations else 0,
        "is_un_report": front.is_un_report,
        "rest": [line.stripped for line in front.rest],
    }


def _text(field: Field | None) -> str | None:
    return field.text if field else None


def ink(sheets: Iterable[Sheet]) -> Counter[tuple[int, int]]:
    """Every printed character of the sheets."""
    return Counter(
        (line.number, index)
        for sheet in sheets
        for line in sheet.lines
        for index, char in enumerate(line.text)
        if not char.isspace()
    )


def placed(front: Front) -> Counter[tuple[int, int]]:
    """Every printed character that the front and its rest hold, as often as they hold it."""
    pieces = [*front.pieces(), *(line.whole() for line in front.rest)]
    return Counter((line.number, index) for line, index in printed(pieces))
