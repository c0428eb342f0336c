"""Tables of real reports without a typed truth: what has to hold of each, and every exception.

    python bench/corpus.py FILE.pdf [FILE.pdf …]

Of every report: each caption (a line of pdfplumber's own text that is a table's label) has a
table; each marker has a note and each note a marker; each row of totals is tested by an equation,
and what does not add up is shown. What does not hold is listed one by one.
"""

from __future__ import annotations

import argparse
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber

import reportparse
from reportparse.report import Report
from reportparse.report.tables import Integer, Row, Table

# A label alone on its line, as both houses print it; "Table 3 shows …" is text.
LABEL = re.compile(r"(?:Table|表)\s*(\d+[A-Z]?(?:\.\d+)?)(?:\s*\((?:continued|续)\))?")
PROOFS = {"total", "row", "rounding"}
ABOUT_MARKERS = ("marker-without-note", "note-without-marker", "marker-unclear", "note-gap")
ABOUT_SUMS = ("total-differs", "total-rounded", "total-explained", "ratio-differs")
ABOUT_TABLES = (
    "table-without-grid",
    "table-evidence-differs",
    "cells-unclear",
    "cell-unread",
    "cell-ambiguous",
    "table-ambiguous",
    "table-row-unread",
)


@dataclass(slots=True)
class Tally:
    """What one report holds, and what does not hold of it."""

    counts: Counter[str] = field(default_factory=Counter)
    exceptions: list[str] = field(default_factory=list)


def printed_labels(path: Path) -> Iterator[tuple[int, str]]:
    """The page and number of every label of a table, read without this project's code."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for line in (page.extract_text() or "").splitlines():
                found = LABEL.fullmatch(" ".join(line.split()))
                if found:
                    yield page.page_number, found[1]
            page.close()


def look(path: Path) -> Tally:
    """Parse one report and hold its tables against what has to be true of them."""
    report, tally = reportparse.parse(path), Tally()
    numbers = {table.number for table in report.tables if table.rows}
    for page, number in printed_labels(path):
        tally.counts["captions"] += 1
        if number not in numbers:
            tally.exceptions.append(f"page {page}: caption of table {number} without table")
    for table in report.tables:
        _table(table, tally)
    _findings(report, tally)
    return tally


def _table(table: Table, tally: Tally) -> None:
    tally.counts["tables"] += 1
    for row in table.rows:
        tally.counts["figures"] += sum(cell.value.kind != "text" for cell in row.cells[1:])
        tally.counts["proven"] += sum(bool(PROOFS & set(cell.proof)) for cell in row.cells[1:])
        tally.counts["markers"] += sum(len(cell.markers) for cell in row.cells)
        if row.kind in ("total", "subtotal") and _holds_figures(row):
            tally.counts["totals"] += 1
            if any(PROOFS & set(cell.proof) for cell in row.cells):
                tally.counts["totals proven"] += 1
            else:
                what = f"{table.id}, page {row.page}: {row.kind} {row.stub!r} not proven"
                tally.exceptions.append(what)


def _holds_figures(row: Row) -> bool:
    return any(isinstance(cell.value, Integer) for cell in row.cells[1:])


def _findings(report: Report, tally: Tally) -> None:
    for finding in report.findings:
        if finding.code in (*ABOUT_MARKERS, *ABOUT_SUMS, *ABOUT_TABLES):
            tally.counts[finding.code] += 1
            where = finding.element or "text"
            tally.exceptions.append(f"{where}: {finding.code}: {finding.message}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    every: Counter[str] = Counter()
    for path in parser.parse_args().files:
        tally = look(path)
        every += tally.counts
        print(f"{path.name}: {_shown(tally.counts)}")
        for exception in tally.exceptions:
            print(f"  - {exception}")
    print(f"all: {_shown(every)}")


def _shown(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


if __name__ == "__main__":
    main()
