"""Statements made by hand, for what the generated years do not print."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from reportparse.series import Document, Statement, When
from reportparse.series.documents import document_of
from reportparse.series.model import Spot


def when(first: str | None, last: str) -> When:
    start = datetime.date.fromisoformat(first) if first else None
    return When(start, datetime.date.fromisoformat(last))


YEAR = when("2020-01-01", "2020-12-31")


def document(symbol: str, day: str = "", **others: Any) -> Document:
    """The document of a symbol, with the date that its year gives it unless `day` says another."""
    year = next(part for part in symbol.split("/") if part.isdigit() and len(part) == 4)
    row = {
        "report_id": symbol,
        "symbol": symbol,
        "file_name": None,
        "language": "zh",
        "date": datetime.date.fromisoformat(day or f"{year}-09-24"),
        "period_start": None,
        "period_end": None,
    }
    return document_of(row | others)


def statement(symbol: str, number: str, period: When = YEAR, **others: Any) -> Statement:
    """A figure that a report prints; `number` may be a sign for nothing."""
    exact = None if number in ("–", "") else Decimal(number)
    kind = {"–": "nil", "": "unread"}.get(number, "decimal" if "." in number else "integer")
    values: dict[str, Any] = {
        "indicator": "budget.budget",
        "when": period,
        "document": document(symbol),
        "kind": kind,
        "number": exact,
        "decimals": len(number.partition(".")[2]) if exact is not None else None,
        "text": number,
        "raw": number,
        "words": ("预算",),
        "unit": None,
        "terms": {},
        "table": "table-1",
        "table_number": "1",
        "row": 0,
        "column": 1,
        "notes": "",
        "doubt": None,
        "spot": Spot(3, (1.0, 2.0, 3.0, 4.0), None, None, "table-1.0.1"),
        "record": f"{symbol} {period}",
    }
    return Statement(**(values | others))
