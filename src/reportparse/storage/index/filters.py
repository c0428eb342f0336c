"""Which reports, kinds and sections a search looks into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from reportparse.frozen import frozen_record
from reportparse.search.model import Kind
from reportparse.storage.columns import TEXT_BITS, storable


@frozen_record
class Filters:
    """What to look into; empty is everything, but for kinds that repeat other texts.

    `years` are the first and the last year, of the report's date, or of the end of its period
    where it has no date. `symbols` may end with `*`. `section` is the id of a section, with those
    below it, in whatever report.
    """

    years: tuple[int, int] | None = None
    symbols: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    section: str | None = None

    def leave_all(self) -> bool:
        """Tell whether texts of every report can be found."""
        return self.years is None and not self.symbols


@frozen_record
class SearchedReport:
    """A report of the index, with the texts and characters that it has there."""

    number: int
    texts: int
    characters: int


def searched_reports(connection: Connection, filters: Filters) -> list[SearchedReport]:
    """The reports that the filters leave, the newest first."""
    conditions, parameters = report_condition(filters)
    # Only where a symbol is asked for is the report itself needed.
    joined = " JOIN report p ON p.report_id = r.report_id" if filters.symbols else ""
    rows = connection.execute(
        text(
            f"SELECT r.number, r.texts, r.characters FROM search_report r{joined}"
            f" WHERE {conditions} ORDER BY r.day DESC, r.report_id"
        ),
        parameters,
    )
    return [SearchedReport(row[0], row[1], row[2]) for row in rows]


def number_condition(own_id: str, reports: Sequence[SearchedReport], *, stretched: bool) -> str:
    """The condition of the number of a text that it is of one of the reports.

    As stretches of numbers, which an index can look up, or as a list for what comes from one.
    """
    if not stretched:
        listed = ", ".join(str(report.number) for report in reports)
        return f"({own_id} >> {TEXT_BITS}) IN ({listed})"
    stretches: list[tuple[int, int]] = []
    for number in sorted(report.number for report in reports):
        if stretches and stretches[-1][1] == number:
            stretches[-1] = stretches[-1][0], number + 1
        else:
            stretches.append((number, number + 1))
    tests = (
        f"{own_id} BETWEEN {first << TEXT_BITS} AND {(end << TEXT_BITS) - 1}"
        for first, end in stretches
    )
    return f"({' OR '.join(tests)})"


def report_condition(filters: Filters) -> tuple[str, dict[str, Any]]:
    """The condition of `report p` joined to `search_report r`, and its parameters."""
    conditions = ["1 = 1"]
    parameters: dict[str, Any] = {}
    if filters.years is not None:
        first, last = filters.years
        conditions.append("r.day BETWEEN :first_day AND :last_day")
        parameters |= {"first_day": f"{first:04}-01-01", "last_day": f"{last:04}-12-31"}
    if filters.symbols:
        tests = []
        for index, symbol in enumerate(filters.symbols):
            parameters[f"symbol{index}"] = _pattern(storable(symbol))
            tests.append(f"UPPER(p.symbol) LIKE :symbol{index} ESCAPE '!'")
        conditions.append(f"({' OR '.join(tests)})")
    return " AND ".join(conditions), parameters


def _pattern(symbol: str) -> str:
    escaped = _literally(symbol.upper())
    return escaped[:-1] + "%" if escaped.endswith("*") else escaped


def section_condition(section: str, name: Callable[[str], str]) -> str:
    """The condition of `search_text t` that it stands in a section or below it."""
    own, below = name(section), name(_below(section))
    return f"(t.section_id = {own} OR t.section_id LIKE {below} ESCAPE '!')"


def section_below(section: str, parameters: dict[str, Any]) -> str:
    """The same of a typed value `v`, whose element or table is `:holder:` in the condition."""
    parameters |= {"section": storable(section), "below": storable(_below(section))}
    return (
        "EXISTS (SELECT 1 FROM block b WHERE b.report_id = v.report_id"
        " AND (b.block_id = :holder: OR b.ref = :holder:)"
        " AND (b.section_id = :section OR b.section_id LIKE :below ESCAPE '!'))"
    )


def _below(section: str) -> str:
    return _literally(section) + ".%"


def _literally(words: str) -> str:
    """Words for a LIKE pattern, in which none of their signs means anything."""
    return "".join(f"!{char}" if char in "!%_" else char for char in words)
