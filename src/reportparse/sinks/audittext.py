"""An audit for the person at the terminal: grouped by verdict, contradictions first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import click

from reportparse.report.audit import Audit, AuditLine, Verdict
from reportparse.report.base import PagePlace, Place

TITLES: Final[Mapping[Verdict, str]] = {
    "contradicts": "Contradicts",
    "cannot_tell": "Cannot tell",
    "explained": "Explained",
    "holds": "Holds",
}

COLOURS: Final[Mapping[Verdict, str]] = {
    "contradicts": "red",
    "cannot_tell": "yellow",
    "explained": "cyan",
    "holds": "green",
}


def write_audit(audit: Audit, *, holds: bool = True) -> str:
    """Return the audit as text with terminal colours; `holds` False leaves out what holds.

    A caller that does not write to a terminal strips the colours, as `click.echo` does.
    """
    name = " — ".join(part for part in (audit.name, audit.symbol) if part) or "report"
    counts = Counter(line.verdict for line in audit.lines)
    told = ", ".join(f"{counts[v]} {TITLES[v].lower()}" for v in TITLES if counts[v])
    lines = [click.style(name, bold=True), told or "nothing to check"]
    for verdict, title in TITLES.items():
        own = [line for line in audit.lines if line.verdict == verdict]
        if not own or (verdict == "holds" and not holds):
            continue
        lines += ["", click.style(f"{title} ({len(own)})", fg=COLOURS[verdict], bold=True)]
        for line in own:
            lines += _line(line)
    return "\n".join(lines) + "\n"


def _line(line: AuditLine) -> Iterator[str]:
    where = _where(line.places[0]) if line.places else ""
    yield f"  {click.style(line.check, dim=True)}{where}: {line.statement}"
    if line.equation is not None:
        yield f"      {line.equation}"
    if line.expected is not None and line.verdict != "holds":
        found = f", found {line.found}" if line.found is not None else ""
        yield f"      expected {line.expected}{found}"
    if line.explanation is not None:
        yield f"      {line.explanation}"


def _where(place: Place) -> str:
    """Where to look: a page of the PDF, or a line of the dump.

    >>> _where(PagePlace(page=12))
    ', page 12'
    """
    if isinstance(place, PagePlace):
        return f", page {place.page}"
    if place.end_line > place.line:
        return f", lines {place.line}-{place.end_line}"
    return f", line {place.line}"
