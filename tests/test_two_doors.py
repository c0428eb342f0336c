"""The seed report through both doors: the same report, but for what is listed here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import reportparse
from reportparse.report import Report

# What differs by the nature of the doors, wherever it occurs.
PLACES = {"places", "label_places", "page", "raw", "proof"}
"""Places; the print itself, whose lines break elsewhere; what proves that a row was cut right."""

# What the typesetter of the facsimile added: the note to the title, the masthead, the job line, the
# contents list, the percentages in the figure. And what a dump cannot know:
DUMP_CANNOT_KNOW = {
    "metadata": {
        # Not in the dump: the masthead and the job line of the first page.
        *("un_name", "organ", "distribution", "date", "language", "original_language"),
        *("job_language", "job_dates", "barcode"),
        # The title's asterisk has no note there.
        "title_notes",
    },
    "report": {
        "source",
        "contents",  # not in the dump
        "links",  # annotations of the PDF against addresses dumped behind each page
        "furniture",  # each door has its own
        "findings",  # the dump has more to doubt
        "accounting",
    },
}


MASTHEAD = re.compile(r"metadata\.(?!title$)")
LABEL = re.compile(r"(?<=\.label)\.\d+$")


@pytest.fixture(scope="module")
def doors() -> tuple[dict[str, Any], dict[str, Any]]:
    folder = Path(__file__).resolve().parent.parent / "fixtures"
    pdf = reportparse.parse(folder / "FCCC_KP_CMP_2024_3.pdf")
    dump = reportparse.parse(folder / "FCCC_KP_CMP_2024_3.zh.txt")
    return _comparable(pdf), _comparable(dump)


def _comparable(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = report.model_dump(mode="json")
    for name in DUMP_CANNOT_KNOW["report"]:
        data.pop(name)
    for name in DUMP_CANNOT_KNOW["metadata"]:
        data["metadata"].pop(name)
    data["footnotes"] = [note for note in data["footnotes"] if note["marker"] != "*"]
    for mark in data["metadata"]["title"]["marks"]:
        mark["target"] = None
    for figure in data["figures"]:
        figure.pop("kind")
        figure["labels"] = [label for label in figure["labels"] if not label["text"].endswith("%")]
    _without_masthead(data["facts"])
    return _without_places(data)  # type: ignore[no-any-return]


def _without_masthead(facts: dict[str, Any]) -> None:
    """Drop what names and terms owe to the masthead and to the numbers of a figure's labels, which
    the dump leaves out; names are then known by their words, since ids count them."""
    for kind in ("names", "terms"):
        for own in facts[kind]:
            own["occurrences"] = [
                {**place, "element": LABEL.sub("", place["element"])}
                for place in own["occurrences"]
                if not MASTHEAD.match(place["element"])
            ]
        facts[kind] = [own for own in facts[kind] if own["occurrences"]]
        # In the order of their first occurrences, which may have been in the masthead.
        facts[kind].sort(key=lambda own: own["text"])
    words = {own["id"]: own["text"] for own in facts["names"]}
    for own in facts["names"]:
        own["id"] = own["text"]
        own["organ"] = words.get(own["organ"])


def _without_places(data: Any) -> Any:
    """Drop places and print, and the links that only an annotation tells."""
    if isinstance(data, list):
        return [_without_places(one) for one in data]
    if isinstance(data, dict):
        return {
            key: [_without_places(m) for m in value if m["kind"] == "marker"]
            if key == "marks"
            else _without_places(value)
            for key, value in data.items()
            if key not in PLACES
        }
    return data


@pytest.mark.parametrize(
    "part",
    [
        "metadata",
        "summary",
        "abbreviations",
        "sections",
        "annexes",
        "footnotes",
        "tables",
        "figures",
        "references",
        "facts",
        "records",
        "record_gaps",
        "unplaced",
        "language",
    ],
)
def test_both_doors_give_the_same(part: str, doors: tuple[dict[str, Any], dict[str, Any]]) -> None:
    pdf, dump = doors
    assert pdf[part] == dump[part]


def test_nothing_else_is_left_out(doors: tuple[dict[str, Any], dict[str, Any]]) -> None:
    compared = {
        *("metadata", "summary", "abbreviations", "sections", "annexes", "footnotes"),
        *("tables", "figures", "references", "facts", "records", "record_gaps"),
        *("unplaced", "language", "schema_version"),
    }
    assert set(doors[0]) == set(doors[1]) == compared
