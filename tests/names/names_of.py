"""Names and terms of a few lines of text, for cases."""

from __future__ import annotations

import reportparse
from reportparse.report.facts import Name
from reportparse.report.model import Report


def report_of(*paragraphs: str) -> Report:
    """A report of these numbered paragraphs."""
    numbered = (f"{at}. {text}\n" for at, text in enumerate(paragraphs, 1))
    return reportparse.parse(("一. 导言\n\n" + "\n".join(numbered)).encode())


def names_of(kind: str, *paragraphs: str) -> list[Name]:
    """The names of a kind in these paragraphs, in order."""
    return [name for name in report_of(*paragraphs).facts.names if name.kind == kind]


def forms_of(kind: str, *paragraphs: str) -> list[tuple[str, ...]]:
    """Their forms, the fullest first."""
    return [(name.text, *name.short) for name in names_of(kind, *paragraphs)]
