"""Series as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportparse.series.columns import aligned, cut
from reportparse.series.model import Finding, Series, Statement
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
    unit = f" ({own.unit})" if own.unit else ""
    rows = [["period", "figure", "report", "place", ""]]
    previous = ""
    for one in series.statements:
        period = str(one.when)
        place = ", ".join(filter(None, (_table(one), str(one.spot))))
        remark = "; ".join(remarks(one, series.findings))
        shown = period if period != previous else ""
        rows.append([shown, one.text or f"({one.kind})", _name(one), place, remark])
        previous = period
    lines = [f"{own.name}  {own.label}{unit}", *aligned(rows, right=(1,))]
    return "\n".join(lines) + "\n" + _findings(series.findings)


def _name(statement: Statement) -> str:
    document = statement.document
    return document.name if document.name != document.report_id else f"#{document.name}"


def _table(statement: Statement) -> str:
    return f"table {statement.table_number}" if statement.table_number else ""


def remarks(statement: Statement, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what there is to say beside a print."""
    if statement.superseded_by is not None:
        yield f"superseded by {statement.superseded_by}"
    for finding in findings:
        if finding.code in REMARKS and finding.statements[-1] == statement:
            yield REMARKS[finding.code]
    if statement.doubt is not None:
        yield "in doubt"


def _findings(findings: Sequence[Finding]) -> str:
    """The findings, each in a line."""
    return "".join(f"{finding.code}: {finding.message}\n" for finding in findings)
