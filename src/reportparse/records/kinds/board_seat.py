"""Seats of the board: member, alternate, the group that nominates them, and what the notes say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.records.claims import Claim
from reportparse.records.crossings import (
    body_cell,
    column_lanes,
    note_ids,
)
from reportparse.records.definition import Kind, RecordModel
from reportparse.records.family import Frame, family_words, records_of_board, role_columns
from reportparse.records.fields import cell_field, dates_in, face_date, text_field, year_in
from reportparse.report.facts import CellPlace
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Date, Period, Row, Table, TableNote, Words

NOTHING: Final = "no table of members and alternate members"
PERSONS: Final = ("member", "alternate")
LEAST_ROLES: Final = 2
"""Columns of the three (member, alternate, group) that make a table one of seats."""


class BoardSeat(RecordModel):
    """One seat: who holds it, who stands in, and which group nominates them.

    A vacant place has no name, and `…_vacant` holds the word printed for it. `…_term_end` is the
    year in which the term ends, its words say exactly when. `…_resigned` is who left the place
    before the present holder or vacancy, `…_awaits` the session that a nomination is awaited from.
    """

    kind: ClassVar[str] = "board_seat"
    expected: ClassVar[tuple[str, ...]] = (
        "member",
        "alternate",
        "group",
        "member_term_end",
        "alternate_term_end",
    )

    member: str | None = None
    alternate: str | None = None
    group: str | None = None
    member_vacant: str | None = None
    member_term_end: Period | None = None
    member_resigned: str | None = None
    member_resigned_on: Date | None = None
    member_awaits: str | None = None
    alternate_vacant: str | None = None
    alternate_term_end: Period | None = None
    alternate_resigned: str | None = None
    alternate_resigned_on: Date | None = None
    alternate_awaits: str | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the seats of the board that an annual report of the board lists."""
    return records_of_board(report, BoardSeat, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("board_seat")
    lanes = column_lanes(table)
    roles = role_columns(own, lanes)
    if len(roles) < LEAST_ROLES or not any(person in roles for person in PERSONS):
        return
    body = family_words().code("body", frame.words)
    if body is not None and body.code != "executive_board":
        return
    notes = {note.id: note for note in table.notes}
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        if row.kind == "section":
            continue
        fields: list[RecordField] = []
        for role, columns in roles.items():
            for column in columns:
                heads = lanes[column].all_notes
                fields += _fields(own, role, row, column, table, notes, heads)
        if not any(field.name.startswith(PERSONS) for field in fields):
            continue
        label = tuple(_label(row, roles.get(role, [])) for role in ("group", *PERSONS))
        seen[label] = seen.get(label, 0) + 1
        key = label if seen[label] == 1 else (*label, str(seen[label]))
        yield from (Claim(key, field) for field in fields)


def _label(row: Row, columns: list[int]) -> str:
    cell = body_cell(row, columns[0]) if columns else None
    return cell.text if cell is not None else ""


def _fields(
    own: RecordWords,
    role: str,
    row: Row,
    column: int,
    table: Table,
    notes: dict[str, TableNote],
    of_head: tuple[str, ...],
) -> Iterator[RecordField]:
    cell = body_cell(row, column)
    if cell is None or cell.value.kind == "blank":
        return
    place = CellPlace(table=table.id, row=row.index, column=cell.column)
    if role == "group":
        yield _worded(cell_field(role, cell, place))
        return
    vacant = cell.text in own["vacant"]
    name = f"{role}_vacant" if vacant else role
    yield _worded(cell_field(name, cell, place))
    for id_ in dict.fromkeys((*note_ids(cell.markers), *of_head)):
        if id_ in notes:
            yield from _from_note(role, notes[id_])


def _worded(field: RecordField) -> RecordField:
    """A name is words, whatever it looks like; a printed nil stays one."""
    nil = field.value is not None and field.value.kind in ("nil", "unread")
    return field if nil else field.model_copy(update={"value": Words()})


def _from_note(role: str, note: TableNote) -> Iterator[RecordField]:
    """Yield what one note says of the person at its marker."""
    words = note.text.text
    ends = _ends().search(words)
    when = (ends["zh"] or ends["en"]).strip() if ends else ""
    year = year_in(when)
    if year is not None:
        yield text_field(f"{role}_term_end", note, note.id, when, year)
    left = _leaving().search(words)
    if left:
        person = (left["before"] or left["after"]).strip(" ，,。.")
        yield text_field(f"{role}_resigned", note, note.id, person)
        days = [d for found in dates_in(words) if isinstance(d := face_date(found), Date)]
        if len(days) == 1:
            text = days[0].date.isoformat()
            yield text_field(f"{role}_resigned_on", note, note.id, text, days[0])
    awaited = _awaiting().search(words)
    if awaited:
        whose = awaited["zh"] or awaited["en"]
        yield text_field(f"{role}_awaits", note, note.id, whose.strip())


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    """于…结束, behind the word for a term; in English what follows the word for its end."""
    own = record_words("board_seat")
    term, at = own["term"].pattern, own["at"].pattern
    closed, open_ = own["ends_behind"].pattern, own["ends_before"].pattern
    return re.compile(
        rf"{term}[^。;；]*?(?:{at}\s*(?P<zh>[^。;；]+?){closed}|{open_}\s*(?P<en>[^.;]+))", re.I
    )


@lru_cache(maxsize=1)
def _leaving() -> re.Pattern[str]:
    """Who resigned: the name before the verb, or behind the noun."""
    own = record_words("board_seat")
    name = r"[^,，。;；:：]+?"
    behind, before = own["left_behind"].pattern, own["left_before"].pattern
    return re.compile(
        rf"(?:^|[。;；.])\s*(?:{before}\s*(?P<after>{name})\s*(?:[,，。.;；(]|{own['as_of'].pattern}|$)"
        rf"|(?P<before>{name})\s*{behind})",
        re.I,
    )


@lru_cache(maxsize=1)
def _awaiting() -> re.Pattern[str]:
    own = record_words("board_seat")
    awaits, by = own["awaits"].pattern, own["nominated"].pattern
    return re.compile(
        rf"{awaits}\s*(?:(?P<zh>[^。;；,，]+?){by}|{by}[^.;,]*?\b(?:by|at|from)\s+(?P<en>[^.;,]+))",
        re.I,
    )


KIND: Final = Kind(BoardSeat, find)
