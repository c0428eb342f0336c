"""What differs between the results that the readers of PDFs give of one file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import reportparse
from reportparse.errors import ReportparseError
from reportparse.pages.open import Engine

REFERENCE: Engine = "pdfplumber"
BOX_TOLERANCE = 0.1
"""Points. PDFium counts in single precision and cuts the widths of glyphs to thousandths of an em,
of which a hundred make a tenth of a point in print of ten points."""
MOST_SHOWN = 15
# Which library read the file, and that a page was read by the other one: all that may differ.
READER = ".source.reader"
REREAD = "pages-reread"


def told(data: bytes, engine: Engine, pages: str | None = None) -> object:
    """Return the JSON of a report, or the sentence of the error where there is none."""
    try:
        report = reportparse.parse(data, pages=pages, engine=engine)
    except ReportparseError as error:
        return f"{type(error).__name__}: {error}"
    found: dict[str, object] = json.loads(report.model_dump_json())
    found["findings"] = [
        finding.model_dump(mode="json") for finding in report.findings if finding.code != REREAD
    ]
    return found


def unlike(data: bytes, engine: Engine, pages: str | None = None) -> str:
    """Return how the result of `engine` differs from that of the reference; empty for not at all.

    Each line is a place in the JSON, what the reference says there, and what the other one says.
    """
    found = list(differences(told(data, REFERENCE, pages), told(data, engine, pages)))
    lines = [
        f"{place}\n    {REFERENCE}: {one!r}\n    {engine}: {two!r}" for place, one, two in found
    ]
    if len(lines) > MOST_SHOWN:
        lines[MOST_SHOWN:] = [f"and {len(lines) - MOST_SHOWN} more"]
    return "\n".join(lines)


def differences(one: object, two: object, place: str = "") -> Iterator[tuple[str, object, object]]:
    """Yield every place at which two JSON values differ, boxes by more than the tolerance."""
    if isinstance(one, dict) and isinstance(two, dict):
        for key in sorted(one.keys() | two.keys()):
            where = f"{place}.{key}"
            if where != READER:
                yield from differences(one.get(key), two.get(key), where)
    elif isinstance(one, list) and isinstance(two, list):
        if len(one) != len(two):
            yield f"{place}, how many", len(one), len(two)
        for at, (left, right) in enumerate(zip(one, two, strict=False)):
            yield from differences(left, right, f"{place}[{at}]")
    elif isinstance(one, float) and isinstance(two, float) and ".box[" in place:
        if abs(one - two) > BOX_TOLERANCE + 1e-9:
            yield place, one, two
    elif one != two:
        yield place, one, two
