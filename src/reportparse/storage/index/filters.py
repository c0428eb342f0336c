"""Which reports, kinds and sections a search looks into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from reportparse.search.model import Kind
from reportparse.storage.rows.collect import storable


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
