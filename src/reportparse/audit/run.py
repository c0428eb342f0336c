"""The audit of a report: every check in turn, contradictions first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from reportparse.audit.dates import dates
from reportparse.audit.echoes import echoes
from reportparse.audit.index import Index
from reportparse.audit.measures import measures
from reportparse.audit.notes import notes
from reportparse.audit.numbering import numbering
from reportparse.audit.references import contents, references
from reportparse.audit.tables import tables
from reportparse.audit.terms import terms
from reportparse.report.audit import Audit, AuditLine, Verdict
from reportparse.report.model import Report

Check = Callable[[Index], Iterator[AuditLine]]

CHECKS: Final[tuple[Check, ...]] = (
    tables,
    echoes,
    numbering,
    contents,
    notes,
    references,
    dates,
    terms,
    measures,
)
"""All checks, in the order of their lines. A new one is a function of the index, added here."""

ORDER: Final[dict[Verdict, int]] = {
    "contradicts": 0,
    "cannot_tell": 1,
    "explained": 2,
    "holds": 3,
}


def audit(report: Report) -> Audit:
    """Check a report against itself.

    Every line has a verdict; what a check could not decide is `cannot_tell`, never silence.
    """
    index = Index(report)
    lines = [line for check in CHECKS for line in check(index)]
    lines.sort(key=lambda line: ORDER[line.verdict])
    symbol = report.metadata.symbol
    return Audit(
        name=report.source.name,
        sha256=report.source.sha256,
        symbol=symbol.value if symbol is not None else None,
        lines=tuple(lines),
    )
