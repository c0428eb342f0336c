"""Series as rows and as plain data, for CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from reportparse.series.model import Finding, Series, Statement
from reportparse.series.run import Years

STATEMENT_COLUMNS: Final = (
    "indicator", "label", "period", "period_start", "period_end", "document", "language",
    "report_date", "role", "file_name", "report_id", "kind", "number", "text", "raw", "unit",
    "table_id", "table_number", "row_index", "column_index", "element_id",
    "page", "x0", "top", "x1", "bottom", "line", "col",
    "record_id", "doubt", "superseded_by", "findings",
)  # fmt: skip
FINDING_COLUMNS: Final = (
    "code", "indicator", "period", "period_start", "period_end", "message",
    "before_document", "before_text", "before_page", "before_x0", "before_top", "before_x1",
    "before_bottom", "before_line", "before_col", "document", "text", "page", "x0", "top", "x1",
    "bottom", "line", "col",
)  # fmt: skip


def statement_rows(series: Iterable[Series]) -> list[dict[str, Any]]:
    """Return one row for each print: indicator, period and reporting document."""
    return [
        _statement(one, own) | {"label": own.indicator.label}
        for own in series
        for one in own.statements
    ]


def _statement(one: Statement, own: Series) -> dict[str, Any]:
    codes = [f.code for f in own.findings if f.statements and one in f.statements]
    document = one.document
    return {
        "indicator": one.indicator,
        "label": own.indicator.label,
        "period": str(one.when),
        "period_start": _day(one.when.start),
        "period_end": _day(one.when.end),
        "document": document.name,
        "language": document.language,
        "report_date": _day(document.date),
        "role": document.role,
        "file_name": document.file_name,
        "report_id": document.report_id,
        "kind": one.kind,
        "number": _number(one.number),
        "text": one.text,
        "raw": one.raw,
        "unit": one.unit,
        "table_id": one.table,
        "table_number": one.table_number,
        "row_index": one.row,
        "column_index": one.column,
        **_spot(one),
        "record_id": one.record,
        "doubt": one.doubt,
        "superseded_by": one.superseded_by,
        "findings": " ".join(dict.fromkeys(codes)),
    }


def _spot(one: Statement) -> dict[str, Any]:
    x0, top, x1, bottom = one.spot.box or (None, None, None, None)
    return {
        "element_id": one.spot.element,
        "page": one.spot.page,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "line": one.spot.line,
        "col": one.spot.column,
    }


def finding_rows(years: Years) -> list[dict[str, Any]]:
    """Return one row for each finding: both prints with their places where it is about two."""
    found = [finding for own in years.series for finding in own.findings]
    return [_finding(finding) for finding in (*found, *years.findings)]


def _finding(finding: Finding) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(FINDING_COLUMNS)
    row |= {"code": finding.code, "indicator": finding.indicator or None}
    row |= {"message": finding.message}
    if finding.when is not None:
        row |= {"period": str(finding.when), "period_start": _day(finding.when.start)}
        row["period_end"] = _day(finding.when.end)
    if finding.documents:
        row["document"] = " ".join(finding.documents)
    for prefix, one in zip(("", "before_"), reversed(finding.statements), strict=False):
        row |= {f"{prefix}document": one.document.name, f"{prefix}text": one.text}
        spot = _spot(one)
        del spot["element_id"]
        row |= {f"{prefix}{name}": value for name, value in spot.items()}
    return row


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _number(number: Decimal | None) -> str | None:
    return format(number, "f") if number is not None else None


def write_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return rows as CSV. Nothing printed is nothing between the commas."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_json(years: Years) -> str:
    """Return series and findings as JSON: figures as exact strings of digits."""
    data = {
        "series": [
            {
                "indicator": own.indicator.name,
                "label": own.indicator.label,
                "unit": own.indicator.unit,
                "statements": statement_rows([own]),
                "findings": [_finding(finding) for finding in own.findings],
            }
            for own in years.series
        ],
        "findings": [_finding(finding) for finding in years.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
