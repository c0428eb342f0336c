"""Transactions: what the registry completed, by type, up to a day and in the reporting period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.records.claims import Claim
from reportparse.records.crossings import Lane, crossings, is_count
from reportparse.records.definition import Balance, Figure, Kind, Member, RecordModel
from reportparse.records.family import Frame, family_words, records_of_board, sole_code
from reportparse.records.fields import (
    figure_field,
    lane_field,
    only_date,
    text_field,
)
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Date, Period, Table

NOTHING: Final = "no table of registry transactions by type"


class Transactions(RecordModel):
    """Transactions of one type: how many, and how many units they moved.

    `total_…` count everything up to `as_at`, the others what falls in `period`. `type_code` is a
    code of the vocabulary (`voluntary_cancellation`), None for a type that it does not know.
    """

    kind: ClassVar[str] = "transactions"
    expected: ClassVar[tuple[str, ...]] = (
        "as_at",
        "total_transactions",
        "total_units",
        "period",
        "transactions",
        "units",
    )
    named_by: ClassVar[tuple[tuple[str, ...], ...] | None] = (("type_code", "type"),)
    dated_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "total_transactions": ("as_at",),
        "total_units": ("as_at",),
        "transactions": ("period",),
        "units": ("period",),
    }
    balances: ClassVar[tuple[Balance, ...]] = (
        Balance(closing=Member("total_transactions"), movement=Member("transactions")),
        Balance(closing=Member("total_units"), movement=Member("units")),
    )

    type: str | None = None
    type_code: str | None = None
    as_at: Date | None = None
    total_transactions: Figure | None = None
    total_units: Figure | None = None
    period: Period | None = None
    transactions: Figure | None = None
    units: Figure | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the transactions that the tables of an annual report of the board state."""
    return records_of_board(report, Transactions, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("transactions")
    if not _is_registry(own, table, frame):
        return

    def is_type(lane: Lane) -> bool:
        return not lane.sums and own.code("type", lane.last) is not None

    found = crossings(table, is_type)
    # A type that the vocabulary does not know stands among those that it knows.
    sides = {one.side.place for one in found}
    if found and None not in sides:
        found = crossings(table, lambda lane: not lane.sums and bool(lane.last))
    for one in found:
        scope = _scope(own, one.head, frame)
        name = sole_code(own, "head", one.head.last)
        if name is None or scope is None or not is_count(one.cell):
            continue
        total, dated = scope
        code = own.code("type", one.side.last)
        key = (code.code if code else one.side.last,)
        yield Claim(key, lane_field("type", one.side, table))
        if code is not None:
            yield Claim(key, lane_field("type_code", one.side, table, text=code.code))
        if dated is not None:
            yield Claim(key, _dated(total, dated, one.head, table, frame))
        yield Claim(key, figure_field(f"total_{name}" if total else name, one))


def _is_registry(own: RecordWords, table: Table, frame: Frame) -> bool:
    """Tell whether a table counts transactions: its caption or its heads say so."""
    if frame.words in own["other_tables"]:
        return False
    heads = [part for column in table.columns for part in column.path]
    return any(text in own["registry"] for text in (frame.words, *heads))


def _scope(own: RecordWords, head: Lane, frame: Frame) -> tuple[bool, Period | Date | None] | None:
    """Return whether a head counts everything up to a day, and the day or the period.

    The words of the head say so, else the caption's; None where neither does for certain.
    """
    for text in (*reversed(head.parts), *(text.text for text in frame.texts)):
        dated = only_date(text)
        if isinstance(dated, Period) and dated.start is None and dated.end is not None:
            return True, Date(date=dated.end)
        if isinstance(dated, Period):
            return False, dated
        if dated is not None and text in own["up_to"]:
            return True, dated
        if any(char.isdigit() for char in text):
            continue  # A date that could not be read says neither.
        if text in family_words()["cumulative"]:
            return True, None
        if text in own["in_period"]:
            return False, None
    return None


def _dated(
    total: bool, dated: Period | Date, head: Lane, table: Table, frame: Frame
) -> RecordField:
    """The day or the period as a field, with the place of the words that say it."""
    name = "as_at" if total else "period"
    said = next((part for part in head.parts if only_date(part) is not None), None)
    if said is not None:
        return lane_field(name, head, table, dated, said)
    source = next(text for text in frame.texts if only_date(text.text) is not None)
    return text_field(name, source, table.id, source.text, dated)


KIND: Final = Kind(Transactions, find)
