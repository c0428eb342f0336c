"""A report as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reportparse.report import Report
from reportparse.report.base import Model
from reportparse.report.body import Annex, Section
from reportparse.report.facts import Facts

if TYPE_CHECKING:
    from reportparse.report.audit import Audit

INDENT: Final = 2
_STEP: Final = " " * INDENT
_LONG: Final = (Report, Facts, Annex, Section)
"""Models that grow with the report: they are written field by field, their lists by element."""


def write_json(report: Report) -> str:
    """Return the report as JSON, indented, with a line end; the same report, the same bytes."""
    return "".join(json_pieces(report))


def json_pieces(report: Report) -> Iterator[str]:
    """Yield what `write_json` returns, piece by piece: nobody who only writes it needs it whole.

    The JSON of a long report takes as much memory as the report itself.
    """
    yield from _pieces(report, "")
    yield "\n"


def _pieces(model: Model, margin: str) -> Iterator[str]:
    """The JSON of a model that stands `margin` to the right, without a margin of its own."""
    if not isinstance(model, _LONG):
        yield model.model_dump_json(indent=INDENT).replace("\n", f"\n{margin}")
        return
    before, inner = "{", margin + _STEP
    for name in type(model).model_fields:
        value = getattr(model, name)
        yield f"{before}\n{inner}"
        before = ","
        if isinstance(value, Facts):
            yield f'"{name}": '
            yield from _pieces(value, inner)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            yield f'"{name}": '
            yield from _list(value, inner)
        else:
            field = model.model_dump_json(include={name}, indent=INDENT)
            yield field.removeprefix("{\n" + _STEP).removesuffix("\n}").replace("\n", f"\n{margin}")
    yield f"\n{margin}}}"


def _list(models: Sequence[Model], margin: str) -> Iterator[str]:
    before, inner = "[", margin + _STEP
    for model in models:
        yield f"{before}\n{inner}"
        yield from _pieces(model, inner)
        before = ","
    yield f"\n{margin}]"


def read_json(data: bytes) -> Report:
    """Return the report that `write_json` wrote; raises `ValueError` if it is something else."""
    return Report.model_validate_json(data)


def write_audits(audits: Sequence[Audit]) -> str:
    """Return audits as one JSON array."""
    whole = [audit.model_dump(mode="json") for audit in audits]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_schema() -> str:
    """Return the JSON Schema of what `write_json` returns.

    >>> '"title": "Report"' in write_schema()
    True
    """
    schema = Report.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
