"""References inside the report that point nowhere, and contents entries without their place."""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.audit.index import Index
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import tidy
from reportparse.report.audit import AuditLine
from reportparse.report.body import Reference
from reportparse.report.model import Report

INTERNAL = "internal_"


def references(index: Index) -> Iterator[AuditLine]:
    """Test that every reference to a part of this report has its target."""
    report = index.report
    inside = [own for own in report.references if own.kind.startswith(INTERNAL)]
    dead = [own for own in inside if own.target is None]
    for own in dead:
        excuse = _excuse(report, own)
        yield AuditLine(
            check="references",
            verdict="cannot_tell" if excuse else "contradicts",
            statement=f"{tidy(own.raw)} at {own.element} points to nothing in this report",
            explanation=excuse,
            found=tidy(own.raw),
            element=own.element,
            places=own.places,
        )
    if inside and not dead:
        yield AuditLine(
            check="references",
            verdict="holds",
            statement=f"{len(inside)} references inside the report, each with its target",
        )


def _excuse(report: Report, reference: Reference) -> str | None:
    """Why a reference without target may still be right; None where nothing excuses it."""
    if report.source.pages_read is not None:
        return "only some pages were read"
    if reference.kind == "internal_annex" and not report.annexes:
        return "no annex is part of this file"
    if not reference.number:
        return "it names no number"
    return None


def contents(index: Index) -> Iterator[AuditLine]:
    """Test the contents list against the outline, as the parse compared the two."""
    report = index.report
    if report.contents is None:
        return
    failed = [own for own in report.findings if own.code == "contents-differ"]
    for own in failed:
        printed = _printed_elsewhere(index, own.expected)
        yield AuditLine(
            check="contents",
            verdict="cannot_tell" if printed else "contradicts",
            explanation="these words are printed, but were not taken as a heading"
            if printed
            else None,
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


def _printed_elsewhere(index: Index, entry: str | None) -> bool:
    """Tell whether an entry's words stand somewhere in the report: the fault may be the parse's."""
    words = compiled(r"^\S{1,8}\.\s*").sub("", entry or "")
    return bool(words) and any(
        words in text.text for texts in index.texts.values() for text in texts
    )
