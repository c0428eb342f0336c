"""Issuance: units issued by reporting period and commitment period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.records.claims import Claim, day_key
from reportparse.records.crossings import Crossing, Lane, crossings, is_count
from reportparse.records.definition import Figure, Kind, RecordModel
from reportparse.records.family import Frame, family_words, is_part, records_of_board
from reportparse.records.fields import figure_field, has_period, integer, lane_field, lane_period
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Integer, Period, Table

NOTHING: Final = "no table of issuance by reporting period"


class Issuance(RecordModel):
    """Units issued in one reporting period for one commitment period.

    `commitment_period` is 1 or 2, None where the report does not issue by commitment period. The
    period since inception has no start.
    """

    kind: ClassVar[str] = "issuance"
    expected: ClassVar[tuple[str, ...]] = ("period", "issued")

    period: Period
    commitment_period: Integer | None = None
    issued: Figure | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the issuance that the tables of an annual report of the board state."""
    return records_of_board(report, Issuance, NOTHING, _claims, _divided)


def _divided(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Leave out sums of the commitment periods where another table states each of them."""
    return [claim for claim in claims if len(claim.key) > 1] or claims


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("issuance")
    if frame.words in own["other_tables"]:
        return
    found = [
        one
        for one in crossings(table, has_period)
        if is_count(one.cell) and _issued(own, one.head, frame)
    ]
    divided = [one for one in found if _commitment(own, one.head)]
    for one in divided or found:
        yield from _record(own, table, one)


def _issued(own: RecordWords, head: Lane, frame: Frame) -> bool:
    """Tell whether a column or row counts issued units.

    Its own words say so, or name a commitment period while the table's caption says the rest.
    """
    said = head.words
    if head.sums or is_part(said) or said in own["other_heads"]:
        return False
    units = family_words()["reductions"]
    if said in units and (said in own["issued"] or frame.words in own["issued"]):
        return True
    return bool(_commitment(own, head)) and f"{said}\n{frame.words}" in own["issued"]


def _commitment(own: RecordWords, head: Lane) -> Sequence[int]:
    codes = {int(found.code) for found in own.codes("commitment_period", head.words)}
    return sorted(codes) if len(codes) == 1 else ()


def _record(own: RecordWords, table: Table, one: Crossing) -> Iterator[Claim]:
    period = lane_period(one.side)
    if period is None:
        return
    commitment = _commitment(own, one.head)
    key = (day_key(period), *map(str, commitment))
    fields: list[RecordField] = [
        lane_field("period", one.side, table, period),
        *(lane_field("commitment_period", one.head, table, integer(c)) for c in commitment),
        figure_field("issued", one),
    ]
    yield from (Claim(key, field) for field in fields)


KIND: Final = Kind(Issuance, find)
