"""All checks over a report: it comes back with proof at its cells and with further findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportparse.checks.figures import Spot
from reportparse.checks.repeats import repeats
from reportparse.checks.signs import with_signs
from reportparse.checks.totals import PROOFS, Checked, check_table
from reportparse.report.model import Finding, Report
from reportparse.report.tables import Cell, Repeat, Table, Words

REPEATED: Final = "repeated"
"""The proof of a figure that stands elsewhere in the report."""

WORDS: Final = (*PROOFS, REPEATED)
"""What this stage adds to the proof of a cell, in the order in which it stands there."""

ORDER: Final = {"error": 0, "warning": 1, "info": 2}
"""Findings stand by severity, the checks' own behind the others."""


def with_checks(report: Report) -> Report:
    """Return the report with what its own arithmetic says about its tables."""
    settled = [with_signs(table, report.language) for table in report.tables]
    report = report.model_copy(
        update={
            "tables": tuple(table for table, _ in settled),
            "findings": tuple(_open_findings(report, [signs for _, signs in settled])),
        }
    )
    checked = [check_table(table) for table in report.tables]
    tables = tuple(
        _proven(table, own, echoes)
        for table, own, echoes in zip(report.tables, checked, repeats(report), strict=True)
    )
    findings = [*report.findings, *(finding for own in checked for finding in own.findings)]

    def rank(finding: Finding) -> int:
        return ORDER[finding.severity]

    return report.model_copy(
        update={"tables": tables, "findings": tuple(sorted(findings, key=rank))}
    )


def _open_findings(report: Report, settled: Sequence[frozenset[Spot]]) -> Iterator[Finding]:
    """The findings but for those about cells whose sign the arithmetic settled. Where a cell that
    is still open has the same print, both findings stay: better one too many."""
    closed: set[tuple[str, str]] = set()
    for table, signs in zip(report.tables, settled, strict=True):
        prints = {
            spot: "".join(cell.text.split())
            for spot, cell in _cells(table)
            if spot in signs or isinstance(cell.value, Words)
        }
        still = {print_ for spot, print_ in prints.items() if spot not in signs}
        closed |= {(table.id, prints[spot]) for spot in signs if prints[spot] not in still}
    for finding in report.findings:
        print_ = "".join((finding.found or "").split())
        if finding.code != "cell-ambiguous" or (finding.element or "", print_) not in closed:
            yield finding


def _cells(table: Table) -> Iterator[tuple[Spot, Cell]]:
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            yield (at, cell.column), cell


def _proven(table: Table, checked: Checked, echoes: Mapping[Spot, tuple[str, ...]]) -> Table:
    """The table with the proof of each cell and where its figures stand again. What cut a row by
    its totals proved the cut, not each figure; so that word is given anew."""

    by_spot = checked.proof

    def cell(row: int, own: Cell) -> Cell:
        held = by_spot.get((row, own.column), set())
        if (row, own.column) in echoes:
            held = {*held, REPEATED}
        kept = tuple(word for word in own.proof if word not in WORDS)
        proof = (*kept, *(word for word in WORDS if word in held))
        return own if proof == own.proof else own.model_copy(update={"proof": proof})

    rows = tuple(
        row.model_copy(update={"cells": tuple(cell(at, own) for own in row.cells)})
        for at, row in enumerate(table.rows)
    )
    found = tuple(
        Repeat(row=row, column=column, elements=elements)
        for (row, column), elements in sorted(echoes.items())
    )
    return table.model_copy(update={"rows": rows, "repeats": found})
