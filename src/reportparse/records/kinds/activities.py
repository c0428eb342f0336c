"""Activities: how many were registered, and how many had units issued, by reporting period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.records.claims import Claim, day_key
from reportparse.records.crossings import Lane, crossings, is_count
from reportparse.records.definition import Figure, Kind, RecordModel
from reportparse.records.family import Frame, is_part, records_of_board
from reportparse.records.fields import figure_field, has_period, lane_field, lane_period
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap
from reportparse.report.tables import Period, Table

NOTHING: Final = "no table of registered activities by reporting period"


class Activities(RecordModel):
    """Activities of one reporting period.

    `registered` counts all activities; where the report parts them, `registered_projects` and
    `registered_programmes` count the two sorts. `with_issuance` counts activities for which units
    were issued in the period.
    """

    kind: ClassVar[str] = "activities"
    expected: ClassVar[tuple[str, ...]] = ("period", "registered", "with_issuance")

    period: Period
    registered: Figure | None = None
    registered_projects: Figure | None = None
    registered_programmes: Figure | None = None
    with_issuance: Figure | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the activities that the tables of an annual report of the board state."""
    return records_of_board(report, Activities, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("activities")
    if frame.words in own["other_tables"]:
        return
    for one in crossings(table, has_period):
        name, period = _field(own, one.head), lane_period(one.side)
        if name is None or period is None or not is_count(one.cell):
            continue
        key = (day_key(period),)
        yield Claim(key, lane_field("period", one.side, table, period))
        yield Claim(key, figure_field(name, one))


def _field(own: RecordWords, head: Lane) -> str | None:
    """Return the field that a column or row counts."""
    said = head.words
    if head.sums or is_part(said) or said in own["other_heads"]:
        return None
    counted = {found.code for found in own.codes("counted", said)}
    if not counted:
        return None
    if said in own["with_issuance"]:
        return "with_issuance"
    if said not in own["registered"]:
        return None
    if counted == {"programme"}:
        return "registered_programmes"
    return "registered_projects" if counted == {"project"} else "registered"


KIND: Final = Kind(Activities, find)
