"""A report as JSON Lines: one element per line, each with its `type`, in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reportparse.report import Report
from reportparse.report.base import Model
from reportparse.report.body import Section
from reportparse.report.facts import Facts

HEAD = ("schema_version", "source", "language", "metadata")
FRONT = ("summary", "contents", "abbreviations")
# Fields that have their place in reading order; all others follow the text, in their order.
PLACED = frozenset({*HEAD, *FRONT, "sections", "annexes"})
# Plurals that are no singular with an s.
SINGULAR = {"quantities": "quantity", "echoes": "echo"}


def write_jsonl(report: Report) -> str:
    """Return one line per element.

    The first line has the type `report`: schema version, source, language and metadata. Sections
    and blocks name the `section` and the `part` ("body" or the id of an annex) that hold them.
    Tables, figures, notes and all the rest follow the text.
    """
    return "".join(jsonl_pieces(report))


def jsonl_pieces(report: Report) -> Iterator[str]:
    """Yield the lines of `write_jsonl` one by one."""
    return (f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows(report))


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    yield {"type": "report", **report.model_dump(mode="json", include=set(HEAD))}
    for kind in FRONT:
        part: Model | None = getattr(report, kind)
        if part is not None:
            yield _row(kind, part)
    yield from _sections(report.sections, "body", None)
    for annex in report.annexes:
        yield {"type": "annex", **annex.model_dump(mode="json", exclude={"sections"})}
        yield from _sections(annex.sections, annex.id, None)
    for name in type(report).model_fields:
        if name not in PLACED:
            yield from _others(name, getattr(report, name))


def _others(name: str, value: Model | Iterable[Model] | None) -> Iterator[dict[str, Any]]:
    """Yield what stands beside the text: one line for each element of a list, or for the whole."""
    if isinstance(value, Facts):
        for kind in type(value).model_fields:
            yield from _others(kind, getattr(value, kind))
    elif isinstance(value, Model):
        yield _row(name, value)
    elif value is not None:
        for element in value:
            yield _row(SINGULAR.get(name, name.removesuffix("s")), element)


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
