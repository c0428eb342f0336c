"""References inside the report that point nowhere, and contents entries without their place."""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.audit.index import Index
from reportparse.report.audit import AuditLine

INTERNAL = "internal_"


def references(index: Index) -> Iterator[AuditLine]:
    """Test that every reference to a part of this report has its target."""
    report = index.report
    inside = [own for own in report.references if own.kind.startswith(INTERNAL)]
    dead = [own for own in inside if own.target is None]
    for own in dead:
        selected = report.source.pages_read is not None
        yield AuditLine(
            check="references",
            verdict="cannot_tell" if selected else "contradicts",
            statement=f"{own.raw} at {own.element} points to nothing in this report",
            explanation="only some pages were read" if selected else None,
            found=own.raw,
            element=own.element,
            places=own.places,
        )
    if inside and not dead:
        yield AuditLine(
            check="references",
            verdict="holds",
            statement=f"{len(inside)} references inside the report, each with its target",
        )


def contents(index: Index) -> Iterator[AuditLine]:
    """Test the contents list against the outline, as the parse compared the two."""
    report = index.report
    if report.contents is None:
        return
    failed = [own for own in report.findings if own.code == "contents-differ"]
    for own in failed:
        yield AuditLine(
            check="contents",
            verdict="contradicts",
            statement=own.message,
            expected=own.expected,
            found=own.found,
            element=own.element,
            places=own.places,
        )
    if not failed:
        yield AuditLine(
            check="contents",
            verdict="holds",
            statement=f"{len(report.contents.entries)} entries of the contents list found",
        )
