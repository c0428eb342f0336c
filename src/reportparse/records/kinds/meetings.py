"""Meetings of the board and of its panels: body, number, dates, place, and what they go with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar, Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.record_words import Coded, RecordWords, Terms, record_words
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.numerals import english_ordinal
from reportparse.records.claims import Claim, day_key
from reportparse.records.crossings import Lane, body_cell, column_lanes, row_lanes
from reportparse.records.definition import Kind, RecordModel
from reportparse.records.family import Frame, family_words, records_of_board, role_columns
from reportparse.records.fields import (
    cell_field,
    dates_in,
    face_date,
    integer,
    lane_field,
    only_date,
    text_field,
)
from reportparse.report.base import Text
from reportparse.report.facts import CellPlace
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Cell, Date, Integer, Period, Row, Table, TableNote, Words

NOTHING: Final = "no table of meetings"
NUMBERED: Final = 0.5
"""Part of the rows that has to name a meeting by its number, in a table of meetings."""
_SIGNS: Final = " ,，()（）;；、。."


class Meeting(RecordModel):
    """One meeting: of which body, its number, its days, its place.

    `body` are the words of the print, `body_code` a code of the vocabulary. `held_with` is what it
    went together with (a session, another body's meeting). `mode_code` is `virtual` where no place
    is printed but that; `status_code` is `planned` where a note announces the meeting.
    """

    kind: ClassVar[str] = "meeting"
    expected: ClassVar[tuple[str, ...]] = ("body", "number", "dates", "place")

    body: str | None = None
    body_code: str | None = None
    number: Integer | None = None
    dates: Period | Date | None = None
    place: str | None = None
    held_with: str | None = None
    mode_code: str | None = None
    status_code: str | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the meetings that the tables of an annual report of the board and their notes list."""
    return records_of_board(report, Meeting, NOTHING, _claims)


@frozen_record
class Numbered:
    """A meeting's number in words: `text[start:end]` prints it."""

    number: int
    start: int
    end: int


def numbers_in(text: str) -> tuple[Numbered, ...]:
    """Return the numbers of meetings that a text names.

    >>> [found.number for found in numbers_in("理事会第 120 次会议")]
    [120]
    >>> [found.number for found in numbers_in("第七十五次会议")], numbers_in("第六十届会议")
    ([75], ())
    >>> [numbers_in(text)[0].number for text in ("EB 75", "123rd meeting", "Seventy-fifth meeting")]
    [75, 123, 75]
    """
    found: list[Numbered] = []
    for match in _numbers().finditer(text):
        raw = match["digits"] or match["han"] or match["after"] or match["ordinal"]
        value = int(raw) if raw.isdecimal() else chinese_numeral(raw) or english_ordinal(raw)
        if value is not None:
            found.append(Numbered(int(value), *match.span()))
    return tuple(found)


@lru_cache(maxsize=1)
def _numbers() -> re.Pattern[str]:
    own = record_words("meetings")
    known = family_words().groups["body"].values()
    short = tuple(word for listed in known for word in listed.words if word.isascii())
    times, meeting = own["times"].pattern, own["meeting"].pattern
    return re.compile(
        rf"第\s*(?:(?P<digits>\d{{1,3}})|(?P<han>[〇零一二三四五六七八九十百]+))\s*{times}"
        rf"|{Terms(short).pattern}\s*-?(?P<after>\d{{1,3}})(?!\d)"
        rf"|(?P<ordinal>[A-Za-z0-9-]*(?:st|nd|rd|th))\s+{meeting}",
        re.I,
    )


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("meetings")
    lanes = column_lanes(table)
    roles = role_columns(own, lanes)
    column = _meeting_column(table)
    if column is None or not roles.get("dates"):
        return
    for index, lane in row_lanes(table, column).items():
        row = table.rows[index]
        numbers = numbers_in(lane.last)
        dates = [cell for at in roles["dates"] if (cell := body_cell(row, at)) is not None]
        if lane.sums or (not numbers and all(cell.value.kind == "blank" for cell in dates)):
            continue
        body = _body(lane, table, frame)
        fields = [*body, *_number(lane, table, numbers)]
        for at in roles["dates"]:
            fields += _dates(row, at, table)
        for at in roles.get("place", []):
            fields += _place(own, row, at, table)
        yield from (Claim(_key(fields, lane.last), field) for field in fields)
    for note in table.notes:
        yield from _announced(own, note, table, frame)


def _meeting_column(table: Table) -> int | None:
    """Return the column that names meetings by their numbers, None where none does."""
    best, most = None, 0.0
    for column in table.columns:
        rows = row_lanes(table, column.index)
        named = sum(bool(numbers_in(lane.last)) for lane in rows.values())
        if rows and named / len(rows) > most:
            best, most = column.index, named / len(rows)
    return best if most >= NUMBERED else None


def _key(fields: list[RecordField], words: str) -> tuple[str, ...]:
    code = next((field.text for field in fields if field.name == "body_code"), "")
    number = next(
        (str(f.value.value) for f in fields if f.name == "number" and isinstance(f.value, Integer)),
        None,
    )
    days = [f.value for f in fields if f.name == "dates" and isinstance(f.value, Period | Date)]
    return (code, number or (day_key(days[0]) if days else words))


def _body(lane: Lane, table: Table, frame: Frame) -> Iterator[RecordField]:
    """Yield the body, the nearest words first: those of the row, its section, the caption.

    Of words for the same body the fullest print stands in the field.
    """
    said: list[tuple[Coded, RecordField]] = []
    for part in reversed(lane.parts):
        found = family_words().code("body", part)
        if found is not None:
            said.append((found, lane_field("body", lane, table, text=found.raw)))
    for text in frame.texts:
        found = family_words().code("body", text.text)
        if found is not None:
            said.append((found, text_field("body", text, table.id, found.raw)))
    yield from _fullest(said)


def _fullest(said: list[tuple[Coded, RecordField]]) -> Iterator[RecordField]:
    if not said:
        return
    code = said[0][0].code
    field = max((f for found, f in said if found.code == code), key=lambda f: len(f.text))
    yield field
    yield field.model_copy(update={"name": "body_code", "text": code})


def _number(lane: Lane, table: Table, numbers: tuple[Numbered, ...]) -> Iterator[RecordField]:
    if len(numbers) == 1:
        number = numbers[0].number
        yield lane_field("number", lane, table, integer(number), str(number))


def _dates(row: Row, column: int, table: Table) -> Iterator[RecordField]:
    cell = body_cell(row, column)
    if cell is None:
        return
    place = CellPlace(table=table.id, row=row.index, column=cell.column)
    field = cell_field("dates", cell, place)
    if isinstance(cell.value, Words):
        found = only_date(cell.text)
        if found is None:
            return
        field = field.model_copy(update={"value": found})
    if isinstance(field.value, Period | Date):
        yield field


def _place(own: RecordWords, row: Row, column: int, table: Table) -> Iterator[RecordField]:
    cell = body_cell(row, column)
    if cell is None or cell.value.kind in ("blank", "nil", "unread"):
        return
    at = CellPlace(table=table.id, row=row.index, column=cell.column)
    for name, text in _located(own, cell.text):
        yield _worded(cell, at, name, text)


def _worded(cell: Cell, at: CellPlace, name: str, text: str) -> RecordField:
    return cell_field(name, cell, at).model_copy(update={"value": Words(), "text": text})


def _located(own: RecordWords, text: str) -> Iterator[tuple[str, str]]:
    """Yield the place, the mode and what a meeting went with, from the words for all of them.

    >>> own = record_words("meetings")
    >>> dict(_located(own, "波恩，与附属机构第六十届会议同时举行"))
    {'held_with': '附属机构第六十届会议', 'place': '波恩'}
    >>> dict(_located(own, "Bonn (in conjunction with SB 60)")), dict(_located(own, "虚拟会议"))
    ({'held_with': 'SB 60', 'place': 'Bonn'}, {'mode_code': 'virtual'})
    """
    with_, held = own["with"].pattern, own["held_with"].pattern
    found = re.search(rf"{with_}\s*(?P<zh>[^。;；]+?){held}", text, re.I)
    found = found or re.search(rf"{own['conjoined'].pattern}\s*(?P<en>[^.;()]+)", text, re.I)
    rest = text
    if found:
        named = found.groupdict()
        yield "held_with", (named.get("zh") or named.get("en") or "").strip(_SIGNS)
        rest = f"{text[: found.start()]} {text[found.end() :]}"
    if rest in own["virtual"]:
        yield "mode_code", "virtual"
        rest = re.sub(own["virtual"].pattern, "", rest, flags=re.I)
    rest = re.sub(own["held"].pattern, "", rest, flags=re.I).strip(_SIGNS)
    if rest:
        yield "place", rest


def _announced(own: RecordWords, note: TableNote, table: Table, frame: Frame) -> Iterator[Claim]:
    """Yield the meeting that a note of the table announces: one sentence, one number, its days."""
    text = note.text.text
    numbers, days = numbers_in(text), dates_in(text)
    if len(numbers) != 1 or len(days) != 1:
        return
    said = [
        (found, text_field("body", source, element, found.raw))
        for source, element in _sources(note, table, frame)
        if (found := family_words().code("body", _words_of(source))) is not None
    ]
    fields = [
        *_fullest(said),
        text_field("number", note, note.id, str(numbers[0].number), integer(numbers[0].number)),
        text_field("dates", note, note.id, text[days[0].start : days[0].end], face_date(days[0])),
    ]
    if text in own["planned"]:
        fields.append(text_field("status_code", note, note.id, "planned"))
    where = re.search(rf"{own['in'].pattern}\s*(?P<where>[^。]+)", text[days[0].end :], re.I)
    said_of_place = where["where"] if where else text[days[0].end :]
    for name, words in _located(own, said_of_place):
        if name != "place" or where:
            fields.append(text_field(name, note, note.id, words))
    yield from (Claim(_key(fields, text), field) for field in fields)


def _sources(note: TableNote, table: Table, frame: Frame) -> Iterator[tuple[TableNote | Text, str]]:
    yield note, note.id
    for text in frame.texts:
        yield text, table.id


def _words_of(source: TableNote | Text) -> str:
    return source.text.text if isinstance(source, TableNote) else source.text


KIND: Final = Kind(Meeting, find)
