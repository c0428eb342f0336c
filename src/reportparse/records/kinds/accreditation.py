"""Accreditation: which entities were accredited for which sectoral scopes, and how that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from reportparse.lexicon.record_words import RecordWords, record_words
from reportparse.notation.numerals import read_number_set
from reportparse.records.claims import Claim
from reportparse.records.crossings import (
    Lane,
    body_cell,
    column_lanes,
    note_ids,
    row_lanes,
)
from reportparse.records.definition import Kind, RecordModel, Scopes
from reportparse.records.family import Frame, records_of_board
from reportparse.records.fields import cell_field, lane_field, text_field
from reportparse.report.facts import CellPlace
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Cell, Integer, NumberSet, Row, Table, Words

NOTHING: Final = "no table of accredited entities"
SHORT_NAMED: Final = 0.5
"""Part of the entities with words in parentheses at the end, from which these are short names."""
_IN_PARENTHESES: Final = re.compile(r"(?s)(?P<name>.*\S)\s*[(（](?P<short>[^()（）]+)[)）]\s*")


class Accreditation(RecordModel):
    """One action on the accreditation of one entity.

    `scopes` are those for validation and verification alike; a report that tells them apart fills
    the other two. `action_code` is a code of the vocabulary (`granted`), `action` the words.
    """

    kind: ClassVar[str] = "accreditation"
    expected: ClassVar[tuple[str, ...]] = ("entity", "action_code")

    entity: str | None = None
    short_name: str | None = None
    scopes: Scopes | None = None
    scopes_validation: Scopes | None = None
    scopes_verification: Scopes | None = None
    action: str | None = None
    action_code: str | None = None


def find(report: Report) -> Iterable[Record | RecordGap]:
    """Return the accreditations that the tables of an annual report of the board state."""
    return records_of_board(report, Accreditation, NOTHING, _claims)


def _claims(table: Table, frame: Frame) -> Iterator[Claim]:
    own = record_words("accreditation")
    lanes = column_lanes(table)
    scopes = {index: name for index, lane in lanes.items() if (name := _scope_field(own, lane))}
    named = [i for i, lane in lanes.items() if i not in scopes and lane.words in own["entity"]]
    if not scopes or not named:
        return
    column = named[0]
    actions = [i for i, lane in lanes.items() if i != column and lane.words in own["action"]]
    rows = row_lanes(table, column)
    short = _are_short_named(rows.values())
    for row in table.rows:
        lane, entity = rows.get(row.index), body_cell(row, column)
        if lane is None or entity is None or lane.sums or entity.value.kind == "blank":
            continue
        place = CellPlace(table=table.id, row=row.index, column=entity.column)
        fields = [*_names(entity, place, short), *_scopes(row, table, scopes)]
        marks = [note for cell in row.cells for note in note_ids(cell.markers)]
        taken = _actions(own, table, frame, row, lane, actions, marks)
        label = next((f.text for f in fields if f.name == "short_name"), entity.text)
        for action in taken or [()]:
            code = next((field.text for field in action if field.name == "action_code"), "")
            yield from (Claim((label, code), field) for field in (*fields, *action))


def _scope_field(own: RecordWords, lane: Lane) -> str | None:
    """Return the field of a column of sectoral scopes: one or both of the two functions."""
    if lane.words not in own["scopes"]:
        return None
    functions = {found.code for found in own.codes("function", lane.words)}
    return f"scopes_{functions.pop()}" if len(functions) == 1 else "scopes"


def _are_short_named(lanes: Iterable[Lane]) -> bool:
    names = [lane.last for lane in lanes if not lane.sums]
    ended = sum(bool(_IN_PARENTHESES.fullmatch(name)) for name in names)
    return bool(names) and ended >= SHORT_NAMED * len(names)


def _names(entity: Cell, place: CellPlace, short_named: bool) -> Iterator[RecordField]:
    """Yield the name of the entity, and its short name where the table prints those behind it."""
    whole = cell_field("entity", entity, place)
    found = _IN_PARENTHESES.fullmatch(entity.text) if short_named else None
    if found is None:
        yield whole.model_copy(update={"value": Words()})
        return
    yield whole.model_copy(update={"value": Words(), "text": found["name"]})
    yield whole.model_copy(update={"name": "short_name", "value": Words(), "text": found["short"]})


def _scopes(row: Row, table: Table, scopes: dict[int, str]) -> Iterator[RecordField]:
    for index, name in scopes.items():
        cell = body_cell(row, index)
        if cell is None:
            continue
        place = CellPlace(table=table.id, row=row.index, column=cell.column)
        field = cell_field(name, cell, place)
        if isinstance(cell.value, Integer):
            one = (cell.value.value, cell.value.value)
            field = field.model_copy(update={"value": NumberSet(members=(one,))})
        elif isinstance(cell.value, Words) and (read := read_number_set(cell.text)):
            field = field.model_copy(update={"value": NumberSet(members=read)})
        yield field


def _actions(
    own: RecordWords,
    table: Table,
    frame: Frame,
    row: Row,
    lane: Lane,
    columns: list[int],
    marks: list[str],
) -> list[tuple[RecordField, ...]]:
    """Return the actions on one entity, the nearest evidence first: its own column, its markers'
    notes, the section it stands in, the caption."""
    taken: list[tuple[RecordField, ...]] = []
    for index in columns:
        cell = body_cell(row, index)
        code = own.code("action", cell.text) if cell else None
        if cell is not None and code is not None:
            place = CellPlace(table=table.id, row=row.index, column=cell.column)
            field = cell_field("action", cell, place).model_copy(update={"value": Words()})
            taken.append(_both(field, code.code))
    for note in table.notes:
        code = own.code("action", note.text.text) if note.id in marks else None
        if code is not None:
            taken.append(_both(text_field("action", note, note.id, note.text.text), code.code))
    for part in () if taken else reversed(lane.parts[:-1]):
        code = own.code("action", part)
        if code is not None:
            taken.append(_both(lane_field("action", lane, table, text=part), code.code))
            break
    for text in () if taken else frame.texts:
        code = own.code("action", text.text)
        if code is not None:
            taken.append(_both(text_field("action", text, table.id, text.text), code.code))
            break
    return taken


def _both(field: RecordField, code: str) -> tuple[RecordField, RecordField]:
    return field, field.model_copy(update={"name": "action_code", "text": code})


KIND: Final = Kind(Accreditation, find)
