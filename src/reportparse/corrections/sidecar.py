"""The sidecar file: a reviewer's marks beside the report."""

from __future__ import annotations

from reportparse.errors import NotCorrections
from reportparse.report.corrections import Correction, Corrections
from reportparse.report.model import Report

SUFFIX = ".corrections.json"
"""Behind the name of the report's own file."""


def read_corrections(data: bytes) -> Corrections:
    """Return the marks of a sidecar file; raises `NotCorrections` if it is something else.

    >>> read_corrections(b"{}")
    Traceback (most recent call last):
    reportparse.errors.NotCorrections: this is no file of corrections: sha256: Field required
    """
    try:
        found = Corrections.model_validate_json(data)
    except ValueError as error:
        raise NotCorrections(_reason(error)) from error
    return found.model_copy(update={"marks": latest(found.marks)})


def read_for(data: bytes, report: Report) -> Corrections:
    """Return the marks of a sidecar file for `report`; `NotCorrections` if they are of another."""
    found = read_corrections(data)
    if found.sha256 != report.source.sha256:
        name = found.name or found.symbol or found.sha256[:16]
        raise NotCorrections(f"it was made for another file, {name}")
    return found


def _reason(error: ValueError) -> str:
    """The first fault that the model names: the field and what is wrong with it."""
    lines = [line.strip().partition(" [type=")[0] for line in str(error).splitlines()]
    return ": ".join(lines[1:3]) or "no JSON"


def write_corrections(corrections: Corrections) -> str:
    """Return marks as a sidecar file."""
    return corrections.model_dump_json(indent=2) + "\n"


def latest(marks: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Return for each target the mark that was made last, in the order of the targets."""
    found: dict[str, Correction] = {}
    for mark in marks:
        known = found.get(mark.target)
        if known is None or known.when <= mark.when:
            found[mark.target] = mark
    return tuple(found[target] for target in sorted(found))
