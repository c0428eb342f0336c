"""Which documents there are, in which order, and which corrects or replaces which."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, select

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.notation.dates import FIRST_YEAR, LAST_YEAR
from reportparse.series.model import Document, Role, When
from reportparse.storage.schema import REPORT

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LAST_NUMBER: Final = re.compile(r"\d+$")
WIDTH: Final = 6
"""Digits to which numbers in symbols are filled up, so that /9 stands before /10."""


@lru_cache(maxsize=1)
def series_words() -> RecordWords:
    """The vocabulary of series, read once."""
    return record_words("series", "reportparse.lexicon")


def documents(connection: Connection) -> dict[str, Document]:
    """Return every file of the database by its key, in the order of the reports."""
    found = [document_of(row) for row in connection.execute(select(REPORT)).mappings()]
    found.sort(key=lambda one: one.rank)
    return {one.report_id: one for one in found}


def document_of(row: Mapping[Any, Any]) -> Document:
    """Return what a row of `report` says about the document.

    A report stands by the last day that it reports on, one that corrects or replaces it by its own
    date behind it.
    """
    symbol = row["symbol"]
    base, role, number = split_symbol(symbol or row["report_id"])
    period = When(row["period_start"], row["period_end"]) if row["period_end"] else None
    return Document(
        report_id=row["report_id"],
        name=symbol or row["file_name"] or row["report_id"],
        base=base,
        role=role,
        number=number,
        language=row["language"],
        file_name=row["file_name"],
        date=row["date"],
        period=period,
        order=(_day(row, base), _naturally(base)),
    )


def split_symbol(symbol: str) -> tuple[str, Role, int]:
    """Return the symbol of the report itself, what this document is to it, and its number.

    >>> split_symbol("FCCC/KP/CMP/2019/3/Corr.1")
    ('FCCC/KP/CMP/2019/3', 'corrigendum', 1)
    >>> split_symbol("A/75/836/Rev.2"), split_symbol("A/80/604/Add.13")
    (('A/75/836', 'revision', 2), ('A/80/604/Add.13', 'report', 0))
    """
    own = series_words()
    rest, sign, last = symbol.rstrip("*").rpartition("/")
    roles: tuple[Role, ...] = ("corrigendum", "revision")
    for role in roles:
        number = _LAST_NUMBER.search(last)
        if sign and number and last in own[role]:
            return rest, role, int(number[0])
    return symbol.rstrip("*"), "report", 0


def _day(row: Mapping[Any, Any], base: str) -> datetime.date:
    """The day by which a report is ordered: of its date, else the end of what it reports on."""
    if row["date"] or row["period_end"]:
        day: datetime.date = row["date"] or row["period_end"]
        return day
    years = [int(year) for year in _YEAR.findall(base) if FIRST_YEAR <= int(year) <= LAST_YEAR]
    return datetime.date(years[0], 12, 31) if years else datetime.date.min


def _naturally(symbol: str) -> str:
    return re.sub(r"\d+", lambda match: match[0].zfill(WIDTH), symbol)
