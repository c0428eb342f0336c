"""Income: the lines of the statement of income, with subtotal and total, by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.records.claims import Claim, day_key
from reportparse.records.crossings import Crossing, Lane, crossings
from reportparse.records.definition import Balance, Figure, Kind, Member, RecordModel
from reportparse.records.family import Frame, records_of_board, unit_of
from reportparse.records.fields import (
    figure_field,
    has_period,
    lane_field,
    lane_period,
    text_field,
)
from reportparse.report.base import Text
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Period, Table

NOTHING: Final = "no table of income"
LEAST_LINES: Final = 2
"""Known lines of income that make a table without a telling caption one of income."""


class Income(RecordModel):
    """One line of income in one period.

    `role_code` is `line`, `subtotal` or `total`; `line_code` a code of the vocabulary
    (`share_of_proceeds`), None for a line that it does not know. `unit` is the unit of money as
    printed: `amount` is the printed figure, not scaled by it.
    """

    kind: ClassVar[str] = "income"
    expected: ClassVar[tuple[str, ...]] = ("period", "category", "amount", "unit")
    named_by: ClassVar[tuple[tuple[str, ...], ...] | None] = (
        ("role_code",),
        ("line_code", "category"),
    )
    measured_by: ClassVar[Mapping[str, tuple[str, ...]]] = {"amount": ("unit",)}
    balances: ClassVar[tuple[Balance, ...]] = (
        Balance(
            closing=Member("amount", {"line_code": "closing_balance"}),
            opening=Member("amount", {"line_code": "carried_over"}),
        ),
    )

    category: str | None = None
    line_code: str | None = None
    role_code: str | None = None
    period: Period | None = None
    amount: Figure | None = None
    unit: str | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the lines of income that an annual report of the board states."""
    return records_of_board(report, Income, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("income")
    found = [one for one in crossings(table, has_period) if one.head.last]
    if not _is_income(own, found, frame):
        return
    for one in found:
        period = lane_period(one.side)
        if period is None:
            continue
        key = (day_key(period), *one.head.parts)
        yield from (Claim(key, field) for field in _line(own, one, table, frame, period))


def _is_income(own: RecordWords, found: list[Crossing], frame: Frame) -> bool:
    """Tell whether a table states income: two of its lines are known ones, or its caption says so
    and one is."""
    if frame.words in own["other_tables"]:
        return False
    known = {code.code for one in found if (code := own.code("line", one.head.last))}
    return len(known) >= (1 if frame.words in own["income"] else LEAST_LINES)


def _line(
    own: RecordWords, one: Crossing, table: Table, frame: Frame, period: Period
) -> Iterator[RecordField]:
    yield lane_field("category", one.head, table)
    role = _role(one.head)
    code = own.code("line", one.head.last) if role == "line" else None
    if code is not None:
        yield lane_field("line_code", one.head, table, text=code.code)
    yield lane_field("role_code", one.head, table, text=role)
    yield lane_field("period", one.side, table, period)
    yield figure_field("amount", one)
    yield from money_field(one, table, frame)


def _role(head: Lane) -> str:
    if any(head.last in words(language).subtotal for language in LANGUAGES):
        return "subtotal"
    return "total" if head.sums else "line"


def money_field(one: Crossing, table: Table, frame: Frame) -> Iterator[RecordField]:
    """Yield the unit of money of a figure: from its row or column, else from above the table."""
    lanes = {part: lane for lane in (one.head, one.side) for part in lane.parts}
    said: list[tuple[str, Text | None]] = [(part, None) for part in lanes]
    said += [(text.text, text) for text in reversed(frame.texts)]
    for words_, source in said:
        found = unit_of([(words_, source)])
        if found is not None and source is not None:
            yield text_field("unit", source, table.id, found[0])
        elif found is not None:
            yield lane_field("unit", lanes[words_], table, text=found[0])
        if found is not None:
            return


KIND: Final = Kind(Income, find)
