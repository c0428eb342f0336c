"""Audits as SARIF 2.1.0, the form in which checkers hand results to other programs.

The standard (OASIS, sarif-v2.1.0) tells failed, passed and open results apart by `kind`; `level` is
given for failed ones. A place in a PDF has no line: page and box stand in the properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from reportparse.report.audit import Audit, AuditLine, Verdict
from reportparse.report.base import LinePlace, Place
from reportparse.version import VERSION

KINDS: Final[Mapping[Verdict, str]] = {
    "contradicts": "fail",
    "cannot_tell": "open",
    "explained": "informational",
    "holds": "pass",
}

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(audits: Sequence[Audit]) -> str:
    """Return the audits as one run of one tool."""
    rules = list(dict.fromkeys(line.check for audit in audits for line in audit.lines))
    run = {
        "tool": {
            "driver": {
                "name": "reportparse",
                "version": VERSION,
                "rules": [{"id": _rule(check), "name": check} for check in rules],
            }
        },
        "artifacts": [_artifact(audit) for audit in audits],
        "results": [
            _result(line, audit, at) for at, audit in enumerate(audits) for line in audit.lines
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _rule(check: str) -> str:
    return check.replace(" ", "-")


def _artifact(audit: Audit) -> dict[str, Any]:
    return {
        "location": {"uri": _uri(audit)},
        "hashes": {"sha-256": audit.sha256},
        "properties": {"symbol": audit.symbol},
    }


def _uri(audit: Audit) -> str:
    return quote(audit.name or "standard-input")


def _result(line: AuditLine, audit: Audit, at: int) -> dict[str, Any]:
    said = [line.statement, line.equation, line.explanation]
    result: dict[str, Any] = {
        "ruleId": _rule(line.check),
        "kind": KINDS[line.verdict],
        "level": "error" if line.verdict == "contradicts" else "none",
        "message": {"text": "; ".join(part for part in said if part)},
        "locations": [_location(audit, at, line.element, line.places)],
        "properties": line.model_dump(
            mode="json", include={"verdict", "expected", "found", "cells"}, exclude_none=True
        ),
    }
    return result


def _location(
    audit: Audit, at: int, element: str | None, places: Iterable[Place]
) -> dict[str, Any]:
    own = list(places)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(audit), "index": at}}
    first = own[0] if own else None
    if isinstance(first, LinePlace):
        physical["region"] = {
            "startLine": first.line,
            "startColumn": first.column,
            "endLine": first.end_line,
            # SARIF counts the column behind the last character.
            "endColumn": first.end_column + 1,
        }
    location: dict[str, Any] = {"physicalLocation": physical}
    if element is not None:
        location["logicalLocations"] = [{"name": element}]
    if own:
        location["properties"] = {"places": [place.model_dump(mode="json") for place in own]}
    return location
