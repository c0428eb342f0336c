"""The strongest promise: every printed character of a source is in exactly one element.

The proof does not trust the program's own ledger: it collects the raw print of every element
out of the JSON and compares it, character by character, with what the source prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

import reportparse
from reportparse.report import Report

WHOLE = {"title", "caption"}
REPEATING = frozenset(
    {"links", "references", "facts", "records", "findings", "source", "accounting", "anchors"}
)
"""Fields that say again what elements print."""


def printed(data: Any, key: str = "") -> Iterator[str]:
    """The raw print of every element in the JSON of a report, each once.

    Texts, cells and masthead fields carry their print as `raw`; headings, paragraphs, items and
    notes have a label or marker printed beside their text.
    """
    if isinstance(data, list):
        for one in data:
            yield from printed(one, key)
    elif isinstance(data, dict):
        if key in REPEATING:
            return
        if "style" in data or data.get("kind") in ("paragraph", "item"):
            yield data["label"] or ""
        elif "anchors" in data or ("marker" in data and "text" in data):
            yield data["marker"]
        if "raw" in data:
            yield data["raw"]
            if "below" in data:
                yield from printed(data["below"], "below")
            return
        for name, value in data.items():
            yield from printed(value, name)


def counted(texts: Iterator[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


def _inside(places: list[dict[str, Any]], others: list[dict[str, Any]]) -> bool:
    """Tell whether the first of `places` lies on one of `others`: same page and box, same line."""
    first = places[0]
    for other in others:
        if "line" in first and other.get("line") == first["line"]:
            return True
        if "page" in first and other.get("page") == first["page"]:
            (x0, top, x1, bottom), (left, upper, right, lower) = first["box"], other["box"]
            if left <= x0 and x1 <= right and upper <= top and bottom <= lower:
                return True
    return False


def of_report(report: Report) -> Counter[str]:
    data = report.model_dump(mode="json")
    head = data["metadata"]
    head.pop("reporting_period")
    # What stands among the furniture (the job line, a running head) is repeated in the metadata.
    taken = [place for item in data["furniture"] for place in item["places"]]
    for name in ("job_number", "job_language", "barcode", "symbol"):
        if head[name] is not None and _inside(head[name]["places"], taken):
            head.pop(name)
    head["job_dates"] = [one for one in head["job_dates"] if not _inside(one["places"], taken)]
    return counted(printed(data))


def of_pdf(path: Path) -> Counter[str]:
    with pdfplumber.open(path) as pdf:
        return counted(char["text"] for page in pdf.pages for char in page.chars)


@pytest.mark.parametrize("name", ["seed_pdf", "seed_dump"])
def test_every_character_of_a_fixture_is_in_one_element(
    name: str, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(name)
    report = reportparse.parse(path)
    source = (
        of_pdf(path) if path.suffix == ".pdf" else counted(iter([path.read_text(encoding="utf-8")]))
    )
    found = of_report(report)
    assert source - found == Counter(), "printed, but in no element"
    assert found - source == Counter(), "in an element, but not printed"
    assert report.accounting.printed == sum(source.values())
    assert sum(report.accounting.by_element.values()) == report.accounting.printed
    assert report.unplaced == ()


def test_every_character_of_a_real_report_is_in_one_element(corpus: Path) -> None:
    for path in sorted(corpus.glob("zh/*.pdf")):
        report = reportparse.parse(path)
        source, found = of_pdf(path), of_report(report)
        assert source - found == Counter(), f"{path.name}: printed, but in no element"
        assert found - source == Counter(), f"{path.name}: in an element, but not printed"
        assert report.unplaced == ()
        assert sum(report.accounting.by_element.values()) == report.accounting.printed
