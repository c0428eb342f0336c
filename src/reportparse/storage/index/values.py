"""Prints by value: typed cells, quantities and records, and texts that merely have the print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import isfinite
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from reportparse.search.model import VALUE_KINDS, Found, Hit
from reportparse.search.query import Query, Term, figure_prints
from reportparse.search.snippets import WIDTH, Span, snippet, spans
from reportparse.storage.columns import LARGEST, TEXT_BITS, plain
from reportparse.storage.index.filters import Filters, report_condition, section_below
from reportparse.storage.index.find import every_text
from reportparse.storage.index.shown import Contexts, place_of, text_hit
from reportparse.storage.transactions import plain_faults, searching

PRINTS_FROM: Final = 1_000
"""Size of a figure whose print is looked for in texts too. Smaller ones are printed everywhere:
as labels, days, numbers of paragraphs."""

YEARS: Final = range(1900, 2100)
"""Figures that are years wherever they are no typed value."""

SCALES: Final = (("万", 4), ("亿", 8))
"""Words after a figure, and the zeros that they stand for."""

LONGEST_SCALED: Final = 20
"""Characters of a figure that is also looked for with a scale word."""

_PLACE: Final = ("page", "x0", "top", "x1", "bottom", "line", "col", "end_line", "end_col")
RAW: Final = "COALESCE(v.raw, v.text)"
_SOURCES: Final[dict[str, tuple[str, str, str, str, str]]] = {
    "cell": ("cell", "v.cell_id", "v.table_id", "v.raw", "-1"),
    "quantity": ("quantity", "v.element_id", "v.element_id", "v.raw", "v.start_offset"),
    "record": ("record_field", "v.record_id", "COALESCE(v.table_id, v.element_id)", RAW, "-1"),
}
"""Of each kind its table and, in it, the element, what stands in a section, the print, where in
the element's text it begins."""


def find_value(
    engine: Engine,
    low: Decimal,
    high: Decimal,
    *,
    filters: Filters | None = None,
    limit: int = 20,
    offset: int = 0,
    width: int = WIDTH,
) -> Found:
    """Return every print of the figures from `low` to `high`, the newest reports first.

    Where both are one figure, ranges that begin or end with it are found too, and texts in which
    it is printed without having been read as a value; those come last. Raises `DatabaseError`.

    >>> from reportparse.reading import parse
    >>> from reportparse.storage import connect, load
    >>> engine = connect("sqlite://")
    >>> _ = load(engine, parse("一. 导言\\n\\n1. 发放了1.5万个单位。\\n".encode()))
    >>> found = find_value(engine, Decimal(15000), Decimal(15000))
    >>> found.total, found.hits[0].element, found.hits[0].value, found.hits[0].snippet.marked
    (1, 'p1', Decimal('15000'), ((3, 7),))
    >>> engine.dispose()
    """
    filters = filters or Filters()
    with plain_faults(), searching(engine) as connection:
        typed = _Typed(low, high, filters, connection.dialect.name)
        total = typed.count(connection)
        rows = typed.rows(connection, limit, offset)
        contexts = Contexts(connection)
        hits = [_hit(connection, contexts, row, width) for row in rows]
        if low == high and typed.with_texts:
            printed = list(_printed(connection, low, filters, typed.taken(connection)))
            first = max(0, offset - total)
            for row, marked in printed[first : first + limit - len(hits)]:
                hits.append(text_hit(contexts, row, marked, width))
            total += len(printed)
    return Found(total, tuple(hits))


class _Typed:
    """The union of typed figures from one value to another, as SQL with its parameters."""

    def __init__(self, low: Decimal, high: Decimal, filters: Filters, dialect: str) -> None:
        self.parameters: dict[str, Any] = {}
        reports, self.parameters = report_condition(filters)
        if filters.section is not None:
            reports += f" AND {section_below(filters.section, self.parameters)}"
        size = abs(low) >= PRINTS_FROM and low not in YEARS
        kinds = [kind for kind in _SOURCES if not filters.kinds or kind in filters.kinds]
        self.with_texts = size and (not filters.kinds or set(filters.kinds) > {*kinds})
        exact = "CAST(:exact AS NUMERIC)" if dialect == "postgresql" else ":exact"
        if low == high:
            self.parameters |= {"exact": format(plain(low), "f"), "real": float(low)}
        else:
            self.parameters |= _bounds(low, high)
        self.union = " UNION ALL ".join(
            _part(kind, test, reports) for kind in kinds for test in _tests(kind, low, high, exact)
        )

    def count(self, connection: Connection) -> int:
        if not self.union:
            return 0
        counted = f"SELECT COUNT(*) FROM ({self.union}) u"
        return int(connection.scalar(text(counted), self.parameters) or 0)

    def rows(self, connection: Connection, limit: int, offset: int) -> Sequence[Any]:
        if not self.union:
            return ()
        ordered = (
            f"SELECT * FROM ({self.union}) u ORDER BY day DESC, report_id, kind,"
            " page, top, x0, line, col, element, begins, number_real LIMIT :limit OFFSET :offset"
        )
        parameters = {**self.parameters, "limit": limit, "offset": offset}
        return connection.execute(text(ordered), parameters).mappings().all()

    def taken(self, connection: Connection) -> dict[tuple[str, str], list[Span]]:
        """Where the figure stands as a typed value: in an element of a report, from and to.

        What has no offsets, such as a cell, is taken whole.
        """
        found: dict[tuple[str, str], list[Span]] = {}
        if self.union:
            wanted = f"SELECT report_id, element, begins, raw FROM ({self.union}) u"
            for row in connection.execute(text(wanted), self.parameters):
                end = row.begins + len(row.raw) if row.begins >= 0 else sys.maxsize
                found.setdefault((row.report_id, row.element), []).append((row.begins, end))
        return found


def _bounds(low: Decimal, high: Decimal) -> dict[str, Any]:
    """The ends of a range, as floating-point numbers and as whole numbers of 64 bits."""
    least = int(low.to_integral_value(ROUND_CEILING))
    most = int(high.to_integral_value(ROUND_FLOOR))
    return {
        "low": float(low),
        "high": float(high),
        "least": max(-LARGEST, min(LARGEST, least)),
        "most": max(-LARGEST, min(LARGEST, most)),
    }


def _tests(kind: str, low: Decimal, high: Decimal, exact: str) -> list[str]:
    if low != high:
        # Two large whole numbers can be one floating-point number.
        return [
            "v.number_real BETWEEN :low AND :high"
            " AND (v.number_int IS NULL OR v.number_int BETWEEN :least AND :most)"
        ]
    # Of a record's numbers only the floating-point ones are indexed.
    near = "v.number_real = :real AND " if isfinite(float(low)) else ""
    return [
        f"{near if kind == 'record' else ''}v.number = {exact}",
        f"v.low = {exact}",
        f"v.high = {exact} AND v.high <> v.low",
    ]


def _part(kind: str, test: str, reports: str) -> str:
    table, element, holder, raw, begins = _SOURCES[kind]
    places = ", ".join(f"v.{name}" for name in _PLACE)
    return (
        f"SELECT '{kind}' AS kind, v.report_id, {element} AS element, {holder} AS holder,"
        f" {raw} AS raw, {begins} AS begins, v.number, v.number_real, {places},"
        f" r.day, r.number AS report_number, p.symbol, p.file_name"
        f" FROM {table} v JOIN search_report r ON r.report_id = v.report_id"
        f" JOIN report p ON p.report_id = v.report_id WHERE {test} AND"
        f" {reports.replace(':holder:', holder)}"
    )


# -- what is printed without being a value


def _printed(
    connection: Connection,
    value: Decimal,
    filters: Filters,
    taken: Mapping[tuple[str, str], Sequence[Span]],
) -> Iterator[tuple[Mapping[Any, Any], list[Span]]]:
    """The texts in which a figure is printed, and where, but for its typed values."""
    prints = [*figure_prints(plain(value))]
    # More digits than that are nothing that anybody counts in thousands.
    for word, zeros in SCALES if len(prints[0]) <= LONGEST_SCALED else ():
        prints += (one + word for one in figure_prints(plain(value.scaleb(-zeros))))
    query = Query(((Term(tuple(prints), tuple((one,) for one in prints)),),), ())
    for row in every_text(connection, query, filters):
        known = taken.get((row["report_id"], row["element_id"]), ())
        marked = [
            span
            for span in spans(row["text"], prints)
            if _alone(row["text"], span)
            and not any(start < span[1] and span[0] < end for start, end in known)
        ]
        if marked:
            yield row, marked


def _alone(words: str, span: Span) -> bool:
    """Tell whether a print is no part of a longer figure."""
    before, after = words[: span[0]], words[span[1] :]
    if before[-1:].isdigit() or after[:1].isdigit():
        return False
    if before[-1:] in {".", ","} and before[-2:-1].isdigit():
        return False
    return not (after[:1] in {".", ","} and after[1:2].isdigit())


# -- hits


def _hit(connection: Connection, contexts: Contexts, row: Mapping[Any, Any], width: int) -> Hit:
    """A typed value; one of the prose is shown in its text."""
    shown, marked, section = row["raw"] or "", [(0, len(row["raw"] or ""))], None
    if row["kind"] == "quantity":
        first = row["report_number"] << TEXT_BITS
        found = connection.execute(
            text(
                "SELECT text, section_id FROM search_text WHERE element_id = :element"
                " AND text_id BETWEEN :first AND :last AND SUBSTR(text, :begins, :length) = :raw"
            ),
            {
                "element": row["element"],
                "first": first,
                "last": first + (1 << TEXT_BITS) - 1,
                "begins": row["begins"] + 1,
                "length": len(shown),
                "raw": shown,
            },
        ).first()
        if found is not None:
            marked = [(row["begins"], row["begins"] + len(shown))]
            shown, section = found
    return Hit(
        report_id=row["report_id"],
        symbol=row["symbol"],
        file_name=row["file_name"],
        element=row["element"],
        kind=row["kind"],
        section=section,
        place=place_of(row),
        snippet=snippet(shown, marked, width),
        context=contexts.of(row["report_id"], row["kind"], row["element"], section),
        value=None if row["number"] is None else plain(Decimal(row["number"])),
    )


__all__ = ["VALUE_KINDS", "find_value"]
