"""Equations of tables: totals, subtotals, balances, percentages."""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.audit.index import Index
from reportparse.report.audit import AuditLine, Verdict

OF_TABLES: dict[str, Verdict] = {
    "total-differs": "contradicts",
    "ratio-differs": "contradicts",
    "total-explained": "explained",
    "total-rounded": "explained",
    "total-missing": "cannot_tell",
}
"""What the findings of the tables' own arithmetic say."""


def tables(index: Index) -> Iterator[AuditLine]:
    """Give every equation of the tables with its verdict."""
    for finding in index.report.findings:
        verdict = OF_TABLES.get(finding.code)
        if verdict is None:
            continue
        statement, _, explanation = finding.message.partition("; ")
        yield AuditLine(
            check="totals",
            verdict=verdict,
            statement=statement,
            expected=finding.expected,
            found=finding.found,
            explanation=(explanation or "within printed precision")
            if verdict == "explained"
            else None,
            element=finding.element,
            places=finding.places,
        )
