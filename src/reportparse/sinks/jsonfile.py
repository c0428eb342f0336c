"""A report as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportparse.report import Report

if TYPE_CHECKING:
    from reportparse.report.audit import Audit


def write_json(report: Report) -> str:
    """Return the report as JSON, indented, with a line end; the same report, the same bytes."""
    return report.model_dump_json(indent=2) + "\n"


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
