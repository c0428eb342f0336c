"""A report as JSON Lines: one element per line, each with its `type`, in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reportparse.report import Report
from reportparse.report.base import Model
from reportparse.report.body import Section


def write_jsonl(report: Report) -> str:
    """Return one line per element.

    The first line has the type `report`: schema version, source, language and metadata. Sections
    and blocks name the `section` and the `part` ("body" or the id of an annex) that hold them.
    Tables, figures and notes follow the text; the last line is the accounting.
    """
    rows = (json.dumps(row, ensure_ascii=False) for row in _rows(report))
    return "".join(f"{row}\n" for row in rows)


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    head = ("schema_version", "source", "language", "metadata")
    yield {"type": "report", **report.model_dump(mode="json", include=set(head))}
    for kind in ("summary", "contents", "abbreviations"):
        part: Model | None = getattr(report, kind)
        if part is not None:
            yield _row(kind, part)
    yield from _sections(report.sections, "body", None)
    for annex in report.annexes:
        yield {"type": "annex", **annex.model_dump(mode="json", exclude={"sections"})}
        yield from _sections(annex.sections, annex.id, None)
    groups: tuple[tuple[str, Iterable[Model]], ...] = (
        ("footnote", report.footnotes),
        ("table", report.tables),
        ("figure", report.figures),
        ("link", report.links),
        ("reference", report.references),
        ("furniture", report.furniture),
        ("finding", report.findings),
    )
    for kind, elements in groups:
        for element in elements:
            yield _row(kind, element)
    yield _row("accounting", report.accounting)


def _sections(
    sections: Iterable[Section], part: str, parent: str | None
) -> Iterator[dict[str, Any]]:
    for section in sections:
        own = section.model_dump(mode="json", exclude={"blocks", "sections"})
        yield {"type": "section", "part": part, "section": parent, **own}
        for block in section.blocks:
            yield {"type": "block", "part": part, "section": section.id, **_fields(block)}
        yield from _sections(section.sections, part, section.id)


def _row(kind: str, element: Model) -> dict[str, Any]:
    return {"type": kind, **_fields(element)}


def _fields(element: Model) -> dict[str, Any]:
    return element.model_dump(mode="json")
