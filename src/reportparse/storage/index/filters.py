"""Which reports, kinds and sections a search looks into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import regex
from sqlalchemy import Connection, text

from reportparse.search.model import Kind
from reportparse.storage.rows.collect import storable

_SECTION_ID: Final = regex.compile(r"[\w.-]+", regex.ASCII)


@dataclass(frozen=True, slots=True)
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


def report_numbers(connection: Connection, filters: Filters) -> Sequence[int] | None:
    """The numbers of the reports that the filters leave; None where they leave all."""
    if filters.years is None and not filters.symbols:
        return None
    conditions, parameters = report_condition(filters)
    rows = connection.scalars(
        text(
            "SELECT r.number FROM search_report r JOIN report p ON p.report_id = r.report_id"
            f" WHERE {conditions} ORDER BY r.number"
        ),
        parameters,
    )
    return rows.all()


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
    escaped = regex.sub(r"[!%_]", r"!\g<0>", symbol.upper())
    return escaped[:-1] + "%" if escaped.endswith("*") else escaped


def section_condition(section: str, name: Callable[[str], str]) -> str:
    """The condition of `search_text t` that it stands in a section or below it."""
    escaped = regex.sub(r"[!%_]", r"!\g<0>", section)
    return f"(t.section_id = {name(section)} OR t.section_id LIKE {name(escaped + '.%')} ESCAPE '!')"
