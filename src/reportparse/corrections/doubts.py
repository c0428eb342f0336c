"""What a reviewer has to look at: the findings of the parse and of the audit, worst first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from reportparse.audit.run import audit
from reportparse.findings import REGISTER
from reportparse.frozen import frozen_record
from reportparse.report.audit import Audit, AuditLine
from reportparse.report.base import Place
from reportparse.report.facts import CellPlace
from reportparse.report.model import Finding, Report

Rank = Literal["error", "contradicts", "warning", "cannot_tell", "info", "explained"]

RANKS: Final[tuple[Rank, ...]] = (
    "error",
    "contradicts",
    "warning",
    "cannot_tell",
    "info",
    "explained",
)
"""From what may be lost or wrong down to what only has to be known."""

MIRRORED: Final = frozenset({"totals"})
"""Checks of the audit that say again what a finding of the parse says."""

KEY_DIGITS: Final = 12
"""Hex digits of the digest that tells doubts of one code apart: 48 bits, for a few hundred."""


@frozen_record
class Doubt:
    """One thing to look at. `key` stays the same from one parse to the next.

    `code` is that of a finding, or the name of the audit's check; `sentence` what the code says
    in general.
    """

    key: str
    rank: Rank
    code: str
    sentence: str
    message: str
    equation: str | None
    expected: str | None
    found: str | None
    explanation: str | None
    element: str | None
    cells: tuple[CellPlace, ...]
    places: tuple[Place, ...]


def doubts_of(report: Report, audited: Audit | None = None) -> tuple[Doubt, ...]:
    """Return every doubt about a report, by rank and then in its own order.

    `audited` is the audit of the same report, made here where it is not given.

    >>> from reportparse.reading import parse
    >>> doubts_of(parse("一. 导言\\n\\n1. 本报告。\\n".encode()))[0].code
    'not-a-un-report'
    """
    lines = (audited or audit(report)).lines
    seen: Counter[str] = Counter()
    found = [_of_finding(finding, seen) for finding in report.findings]
    said = {(own.element, own.places[:1]) for own in found}
    found += [
        _of_line(line, seen)
        for line in _open(lines)
        if not line.places or (line.element, line.places[:1]) not in said
    ]
    return tuple(sorted(found, key=lambda own: RANKS.index(own.rank)))


def _open(lines: tuple[AuditLine, ...]) -> Iterator[AuditLine]:
    return (line for line in lines if line.verdict != "holds" and line.check not in MIRRORED)


def _of_finding(finding: Finding, seen: Counter[str]) -> Doubt:
    return Doubt(
        key=_key(finding.code, finding.element, finding.message, finding.places, seen),
        rank=finding.severity,
        code=finding.code,
        sentence=REGISTER[finding.code][1] if finding.code in REGISTER else "",
        message=finding.message,
        equation=None,
        expected=finding.expected,
        found=finding.found,
        explanation=None,
        element=finding.element,
        cells=(),
        places=finding.places,
    )


def _of_line(line: AuditLine, seen: Counter[str]) -> Doubt:
    assert line.verdict != "holds"
    return Doubt(
        key=_key(f"audit.{line.check}", line.element, line.statement, line.places, seen),
        rank=line.verdict,
        code=line.check,
        sentence="",
        message=line.statement,
        equation=line.equation,
        expected=line.expected,
        found=line.found,
        explanation=line.explanation,
        element=line.element,
        cells=line.cells,
        places=line.places,
    )


def _key(
    code: str, element: str | None, message: str, places: tuple[Place, ...], seen: Counter[str]
) -> str:
    """A name for a doubt, made of what it says and where; a second one alike gets a number."""
    said = "\n".join([element or "", message, *(place.model_dump_json() for place in places)])
    key = f"{code}:{hashlib.sha256(said.encode()).hexdigest()[:KEY_DIGITS]}"
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}.{seen[key]}"
