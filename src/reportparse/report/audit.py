"""Models of the audit: what was checked, against what, and with which verdict."""

from __future__ import annotations

from typing import Literal

from reportparse.report.base import Model, Place
from reportparse.report.facts import CellPlace

Verdict = Literal["holds", "explained", "contradicts", "cannot_tell"]


class AuditLine(Model):
    """One check at one place.

    `equation` shows the figures compared (`6966242 + 37480 + 71692 = 7075414`), `expected` and
    `found` what differs. `explanation` says why a difference is none: a note, rounding, a stated
    scope. `cells` are the body cells that take part, `element` what the line is about.
    """

    check: str
    verdict: Verdict
    statement: str
    equation: str | None = None
    expected: str | None = None
    found: str | None = None
    explanation: str | None = None
    element: str | None = None
    cells: tuple[CellPlace, ...] = ()
    places: tuple[Place, ...] = ()


class Audit(Model):
    """The audit of one report."""

    name: str | None
    sha256: str
    symbol: str | None
    lines: tuple[AuditLine, ...]
