"""Series as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportparse.series.columns import aligned, cut
from reportparse.series.model import Document, Finding, Series, Statement
from reportparse.series.run import Years

LABEL_WIDTH: Final = 44
"""Columns of the terminal that a label may take in the list of indicators."""
REMARKS: Final = {
    "restated": "restated",
    "restated-doubtful": "differs, in doubt",
    "copies-differ": "copies differ",
    "form-differs": "nothing, in another form",
    "unit-differs": "other unit",
    "balance-differs": "does not continue",
    "balance-doubtful": "may not continue",
    "two-in-one": "stated twice",
}
"""What stands beside the later of the prints that a finding is about."""
SUPERSEDED: Final = "superseded"
DOUBT: Final = "doubt"


def tell_indicators(years: Years) -> str:
    """Return the list of indicators: periods covered, reports, and how many findings of what."""
    if not years.series:
        return "no figures of records are in this database\n" + _findings(years.findings)
    rows = [["indicator", "from", "to", "periods", "reports", "restated", "gaps", "doubt", "words"]]
    for one in years.series:
        codes = [finding.code for finding in one.findings]
        rows.append(
            [
                one.indicator.name,
                str(one.periods[0]),
                str(one.periods[-1]),
                str(len(one.periods)),
                str(len({statement.document.report_id for statement in one.statements})),
                str(codes.count("restated") or ""),
                str(codes.count("gap") or ""),
                str(sum(s.doubt is not None for s in one.statements) or ""),
                cut(one.indicator.label, LABEL_WIDTH),
            ]
        )
    lines = aligned(rows, right=(3, 4, 5, 6, 7))
    return "\n".join(lines) + "\n" + _findings(years.findings)


def tell_series(years: Years) -> str:
    """Return every series with all its prints, and then its findings."""
    parts = [_one(one) for one in years.series]
    return "\n".join(parts) + _findings(years.findings)


def _one(series: Series) -> str:
    own = series.indicator
    unit = f" ({own.unit})" if own.unit and own.unit not in own.label else ""
    files = {(one.document.name, one.document.report_id) for one in series.statements}
    names = Counter(name for name, _ in files)
    rows = [["period", "figure", "report", "place", ""]]
    previous = ""
    for one in series.statements:
        period = str(one.when)
        place = ", ".join(filter(None, (_table(one), str(one.spot))))
        remark = "; ".join(remarks(one, series.findings))
        shown = period if period != previous else ""
        name = _name(one.document, alone=names[one.document.name] == 1)
        rows.append([shown, one.text or f"({one.kind})", name, place, remark])
        previous = period
    lines = [f"{own.name}  {own.label}{unit}", *aligned(rows, right=(1,))]
    return "\n".join(lines) + "\n" + _findings(series.findings)


def _name(document: Document, *, alone: bool) -> str:
    """The name of a document, with that of its file where several have it."""
    if alone:
        return document.name
    return f"{document.name} ({document.file_name or document.report_id})"


def _table(statement: Statement) -> str:
    return f"table {statement.table_number}" if statement.table_number else ""


def remarks(statement: Statement, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what there is to say beside a print."""
    for code in remark_codes(statement, findings):
        if code == SUPERSEDED:
            yield f"superseded by {statement.superseded_by}"
        else:
            yield REMARKS.get(code, "in doubt")


def remark_codes(statement: Statement, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what there is to say beside a print, as codes: of findings, `SUPERSEDED`, `DOUBT`."""
    if statement.superseded_by is not None:
        yield SUPERSEDED
    for finding in findings:
        if finding.code in REMARKS and finding.statements[-1] == statement:
            yield finding.code
    if statement.doubt is not None:
        yield DOUBT


def _findings(findings: Sequence[Finding]) -> str:
    """The findings, each in a line."""
    return "".join(f"{finding.code}: {finding.message}\n" for finding in findings)
