"""Requests: how many were submitted and finalised, by type of request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.records.claims import Claim
from reportparse.records.crossings import Crossing, Lane, crossings, is_count
from reportparse.records.definition import Figure, Kind, RecordModel
from reportparse.records.family import Frame, is_part, records_of_board, sole_code
from reportparse.records.fields import figure_field, lane_field, lane_period, period_field
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap
from reportparse.report.tables import Period, Table

NOTHING: Final = "no table of requests submitted and finalised"


class Requests(RecordModel):
    """Requests of one type in a period.

    `request` are the words of the print, with the section they stand in. `subject_code` says what
    a request is about (`project`, `programme`), `step_code` what is requested (`issuance`).
    """

    kind: ClassVar[str] = "requests"
    expected: ClassVar[tuple[str, ...]] = ("period", "submitted", "finalised")
    named_by: ClassVar[tuple[tuple[str, ...], ...] | None] = (
        ("subject_code",),
        ("step_code", "request"),
    )

    request: str | None = None
    subject_code: str | None = None
    step_code: str | None = None
    period: Period | None = None
    submitted: Figure | None = None
    finalised: Figure | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the requests that the tables of an annual report of the board state."""
    return records_of_board(report, Requests, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("requests")
    heads = [part for column in table.columns for part in column.path]
    if not any(text in own["request"] for text in (frame.words, *heads)):
        return

    def is_type(lane: Lane) -> bool:
        return not lane.sums and own.code("step", lane.words) is not None

    found = crossings(table, is_type)
    if found and all(one.side.place is not None for one in found):
        # A type that the vocabulary does not know stands among those that it knows.
        found = crossings(table, lambda lane: not lane.sums and bool(lane.last))
    for one in found:
        name = None if is_part(one.head.words) else sole_code(own, "head", one.head.last)
        if name is not None and is_count(one.cell):
            yield from _request(own, name, one, table, frame)


def _request(
    own: RecordWords, name: str, one: Crossing, table: Table, frame: Frame
) -> Iterator[Claim]:
    shown = _shown(own, one.side)
    subject, step = own.code("subject", shown), own.code("step", shown)
    key = (subject.code if subject else "", step.code if step else shown)
    yield Claim(key, lane_field("request", one.side, table, text=shown))
    if subject is not None:
        yield Claim(key, lane_field("subject_code", one.side, table, text=subject.code))
    if step is not None:
        yield Claim(key, lane_field("step_code", one.side, table, text=step.code))
    period = lane_period(one.head)
    if period is not None:
        yield Claim(key, lane_field("period", one.head, table, period))
    else:
        stated = period_field("period", frame.texts, table.id)
        yield from (Claim(key, field) for field in stated)
    yield Claim(key, figure_field(name, one))


def _shown(own: RecordWords, side: Lane) -> str:
    """Return the words of a request: with its section, unless it may as well stand behind it.

    登记 says nothing without the section; 登记后变更 is a type of its own.
    """
    if side.loose and side.last in own["self_contained"]:
        return side.last
    joint = "：" if any("\u4e00" <= char <= "\u9fff" for char in side.words) else ": "
    return joint.join(side.parts)


KIND: Final = Kind(Requests, find)
