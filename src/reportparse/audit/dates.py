"""Dates against each other: rows in order, periods without gap, the reporting period itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from reportparse.audit.index import Index, table_name
from reportparse.notation.dates import Date as PrintedDate
from reportparse.notation.dates import Period as PrintedPeriod
from reportparse.notation.dates import find_dates
from reportparse.notation.spacing import tidy
from reportparse.report.audit import AuditLine
from reportparse.report.tables import Cell, Date, Period, Table

FEWEST: Final = 3
"""Dated rows of a table that make an order."""

FEWEST_IN_ORDER: Final = 3
MOST_IN_ORDER: Final = 0.75
"""Rows that must follow their neighbour, in number and as a part of all, before one that does not
is out of order: rows may stand in another order than that of time."""

ONE_DAY: Final = datetime.timedelta(days=1)

FoundValue = PrintedDate | PrintedPeriod

Span = tuple[datetime.date | None, datetime.date | None]


def dates(index: Index) -> Iterator[AuditLine]:
    """Test the order of dates."""
    yield from _masthead(index)
    for mention in index.report.facts.dates:
        if mention.first and mention.last and mention.last < mention.first:
            yield AuditLine(
                check="dates",
                verdict="contradicts",
                statement=f"{tidy(mention.raw)} at {mention.element} ends before it begins",
                element=mention.element,
                places=mention.places,
            )
    for table in index.report.tables:
        yield from _rows(table)
        yield from _caption(index, table)


def _masthead(index: Index) -> Iterator[AuditLine]:
    """A report is dated after what it reports on, and before or at the session it is made for."""
    metadata = index.report.metadata
    period, date = metadata.reporting_period, metadata.date
    if period is not None and period.start and period.end and period.end < period.start:
        yield AuditLine(
            check="dates",
            verdict="contradicts",
            statement=f"the reporting period {period.raw} ends before it begins",
            places=period.places,
        )
    if period is None or period.end is None:
        return
    if date is None or date.iso is None:
        yield AuditLine(
            check="dates",
            verdict="cannot_tell",
            statement="the reporting period cannot be compared with the date of the report",
            explanation="no date is printed in the masthead",
            places=period.places,
        )
        return
    late = date.iso < period.end
    yield AuditLine(
        check="dates",
        verdict="contradicts" if late else "holds",
        statement=f"the report of {date.iso} covers a period that ends on {period.end}",
        expected=f"a date after {period.end}",
        found=str(date.iso),
        places=date.places,
    )


def _caption(index: Index, table: Table) -> Iterator[AuditLine]:
    """A caption's periods against those of the columns: each column lies in one of them.

    Tested where caption and columns both name days or months; a bare year in a head may be a
    budget's, and says nothing against a caption.
    """
    caption = [
        (mention.first, mention.last)
        for mention in index.report.facts.dates
        if mention.element == table.id
        and table.title is not None
        and _same(mention.raw, table.title.text[mention.start : mention.end])
        and mention.precision in ("day", "month")
        and mention.first
        and mention.last
    ]
    if not caption:
        return
    for column in table.columns:
        for word in column.path:
            for found in find_dates(word):
                span = _dates_of(found.value)
                if span is None or any(_meet(span, own) for own in caption):
                    continue
                yield AuditLine(
                    check="dates",
                    verdict="contradicts",
                    statement=f"{table_name(table)}: the caption says "
                    f"{' and '.join(_span_text(own) for own in caption)}, a column {word}",
                    expected=_span_text(caption[0]),
                    found=_span_text(span),
                    element=table.id,
                    places=table.places[:1],
                )


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _dates_of(value: FoundValue) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a printed date as fine as a month."""
    if value.precision == "year":
        return None
    if isinstance(value, PrintedPeriod):
        return None if value.start is None else (value.start.first, value.end.last)
    return value.first, value.last


def _meet(one: Span, other: Span) -> bool:
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return True
    return one[0] <= other[1] and other[0] <= one[1]


def _span_text(span: Span) -> str:
    return f"{span[0] or '…'} to {span[1] or '…'}"


def _rows(table: Table) -> Iterator[AuditLine]:
    """A table whose rows are periods or days states them in order."""
    for column in range(len(table.columns)):
        spans = [
            (span, cell)
            for row in table.rows
            if row.kind == "data"
            for cell in row.cells
            if cell.column == column and (span := _span(cell)) is not None
        ]
        rows = sum(row.kind == "data" for row in table.rows)
        if len(spans) < FEWEST or len(spans) != rows:
            continue
        yield from _order(table, spans, column == 0)
        return


def _span(cell: Cell) -> Span | None:
    if isinstance(cell.value, Period):
        return cell.value.start, cell.value.end
    if isinstance(cell.value, Date):
        return cell.value.date, cell.value.date
    return None


def _order(table: Table, spans: Sequence[tuple[Span, Cell]], joined: bool) -> Iterator[AuditLine]:
    """Rows go up or down in time; where most periods join, all have to."""
    pairs = [
        (one, other, cell)
        for (one, _), (other, cell) in pairwise(spans)
        if one[1] is not None and other[0] is not None
    ]
    rising = sum(one[1] < other[0] for one, other, _ in pairs if one[1] and other[0])
    falling = sum(other[1] < one[0] for one, other, _ in pairs if one[0] and other[1])
    if rising < len(pairs) and rising < max(FEWEST_IN_ORDER, MOST_IN_ORDER * len(pairs)):
        if falling == len(pairs):
            yield _holds(table, f"{len(spans)} dated rows, latest first")
        return
    joins = sum(other[0] == one[1] + ONE_DAY for one, other, _ in pairs if one[1] and other[0])
    gapless = joined and joins > len(pairs) / 2
    failed = False
    for one, other, cell in pairs:
        if one[1] is None or other[0] is None:
            continue
        out = other[0] <= one[1]
        gap = gapless and not out and other[0] != one[1] + ONE_DAY
        if out or gap:
            failed = True
            yield AuditLine(
                check="dates",
                verdict="contradicts" if out else "cannot_tell",
                statement=f"{table_name(table)}: {cell.text} "
                + ("does not follow" if out else "leaves a gap behind")
                + f" the row before it, which ends on {one[1]}",
                expected=str(one[1] + ONE_DAY) if gapless else f"after {one[1]}",
                found=str(other[0]),
                element=table.id,
                places=cell.places,
            )
    if not failed:
        how = "without gap" if gapless else "in order"
        yield _holds(table, f"{len(spans)} dated rows {how}")


def _holds(table: Table, statement: str) -> AuditLine:
    return AuditLine(
        check="dates",
        verdict="holds",
        statement=f"{table_name(table)}: {statement}",
        element=table.id,
    )
