"""Cancellations: units cancelled on the platform for voluntary cancellation, by period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from reportparse.lexicon.record_words import record_words
from reportparse.records.claims import Claim, day_key
from reportparse.records.crossings import crossings, is_count
from reportparse.records.definition import Figure, Kind, RecordModel
from reportparse.records.family import Frame, is_part, records_of_board, sole_code
from reportparse.records.fields import figure_field, has_period, lane_field, lane_period
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap
from reportparse.report.tables import Period, Table

NOTHING: Final = "no table of cancellations on the platform by period"


class Cancellations(RecordModel):
    """Orders completed and units cancelled on the platform in one period."""

    kind: ClassVar[str] = "cancellations"
    expected: ClassVar[tuple[str, ...]] = ("period", "transactions", "units")

    period: Period
    transactions: Figure | None = None
    units: Figure | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the cancellations that the tables of an annual report of the board state."""
    return records_of_board(report, Cancellations, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("cancellations")
    said = [frame.words]
    said += [" ".join(column.path) for column in table.columns]
    said += [row.stub for row in table.rows]
    if not any(text in own["cancelled"] for text in said) or frame.words in own["other_tables"]:
        return
    for one in crossings(table, has_period):
        period = lane_period(one.side)
        name = None if is_part(one.head.words) else sole_code(own, "head", one.head.last)
        if name is None or period is None or not is_count(one.cell):
            continue
        key = (day_key(period),)
        yield Claim(key, lane_field("period", one.side, table, period))
        yield Claim(key, figure_field(name, one))


KIND: Final = Kind(Cancellations, find)
