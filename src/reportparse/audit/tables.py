"""Equations of tables: totals, subtotals, balances, percentages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from reportparse.audit.index import Index, table_name
from reportparse.checks.totals import check_table
from reportparse.report.audit import AuditLine, Verdict
from reportparse.report.facts import CellPlace
from reportparse.report.tables import Table

OF_TABLES: Final[Mapping[str, Verdict]] = {
    "total-differs": "contradicts",
    "ratio-differs": "contradicts",
    "average-differs": "contradicts",
    "total-explained": "explained",
    "total-rounded": "explained",
    "total-missing": "cannot_tell",
}
"""What the findings of the tables' own arithmetic say."""

UNREAD: Final = frozenset(
    {
        "table-without-grid",
        "table-ambiguous",
        "table-row-unread",
        "cells-unclear",
        "cell-unread",
        "cell-ambiguous",
        "cell-malformed",
    }
)
"""Findings that leave figures of a table out of its equations: those are tested by nothing."""

NAMES: Final[Mapping[str, str]] = {
    "total": "a total",
    "row": "a sum along the row",
    "carried": "a balance carried forward",
    "cumulative": "a running total",
    "average": "an average",
    "ratio": "a percentage",
}
"""What the equations that hold are called; what holds by rounding only is said by its finding."""


def tables(index: Index) -> Iterator[AuditLine]:
    """Give every equation of the tables with its verdict."""
    yield from _failing(index)
    yield from _unread(index)
    for table in index.report.tables:
        yield from _holding(index, table)


def _failing(index: Index) -> Iterator[AuditLine]:
    for finding in index.report.findings:
        verdict = OF_TABLES.get(finding.code)
        if verdict is None:
            continue
        statement, _, explanation = finding.message.partition("; ")
        where, _, equation = statement.rpartition(": ")
        table = index.tables.get(finding.element or "")
        explained = (explanation or "within printed precision") if verdict == "explained" else None
        yield AuditLine(
            check="totals",
            verdict=verdict,
            statement=f"{table_name(table)}, {where}" if table is not None else where,
            equation=equation,
            expected=finding.expected,
            found=finding.found,
            explanation=explained,
            element=finding.element,
            places=finding.places,
        )


def _unread(index: Index) -> Iterator[AuditLine]:
    """What the parse could not read for certain, and the equations therefore could not test."""
    for finding in index.report.findings:
        table = index.tables.get(finding.element or "")
        if finding.code not in UNREAD or table is None:
            continue
        yield AuditLine(
            check="totals",
            verdict="cannot_tell",
            statement=f"{table_name(table)}: {finding.message}",
            explanation="the parse is in doubt about these cells",
            element=table.id,
            places=finding.places,
        )


def _holding(index: Index, table: Table) -> Iterator[AuditLine]:
    for held in check_table(table).held:
        if held.by not in NAMES or not held.spots:
            continue
        cells = tuple(CellPlace(table=table.id, row=row, column=col) for row, col in held.spots)
        cell = index.cell(cells[0])
        yield AuditLine(
            check="totals",
            verdict="holds",
            statement=f"{index.named(cells[0])}: {NAMES[held.by]}",
            equation=held.text,
            element=table.id,
            cells=cells,
            places=cell.places if cell is not None else (),
        )
