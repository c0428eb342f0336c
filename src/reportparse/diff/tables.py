"""Tables: paired by what they are about, compared row by row, column by column, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportparse.diff.align import Pair, longest, paired
from reportparse.diff.grids import (
    STUB,
    named_rows,
    pair_columns,
    pair_rows,
    rows_by_figures,
    value_of,
)
from reportparse.diff.lines import compare_lines
from reportparse.diff.model import Change, Part, Side
from reportparse.diff.words import alike, grams, segments, shape
from reportparse.frozen import frozen_record
from reportparse.report.base import Text
from reportparse.report.tables import Cell, CellMarker, Head, Table, TableNote

ALIKE: Final = 0.5
"""Likeness of title, heads and stubs together from which two tables are one."""
TITLE, HEADS, STUBS = 0.4, 0.3, 0.3
"""What title, heads and stubs weigh in it."""
NUMBERS: Final = 4
"""Different figures that both tables need to be known by them, when nothing else is the same."""
LONG: Final = 3
"""Characters from which a figure is rarely the same by accident."""
COUNTED: Final = frozenset({"integer", "decimal"})
NOTE: Final = 0.6
SAME_LETTER: Final = 0.3


@frozen_record
class Matched:
    """Two tables that are one, and which rows, columns and notes of them are the same.

    `same` says which note of the second report a note of the first one is, footnotes included.
    """

    before: Table
    after: Table
    rows: list[Pair]
    columns: list[Pair]
    notes: list[Pair]
    same: Mapping[str, str]


def pair_tables(
    before: Sequence[Table], after: Sequence[Table], footnotes: Mapping[str, str]
) -> list[Matched]:
    """Return the tables that are one, in the order of the first report."""
    heads = [[_heads(table) for table in side] for side in (before, after)]
    stubs = [[_stubs(table) for table in side] for side in (before, after)]
    numbers = [[_numbers(table) for table in side] for side in (before, after)]
    titles = [[grams(_title(table)) for table in side] for side in (before, after)]

    def score(i: int, j: int) -> float:
        title = alike(titles[0][i], titles[1][j])
        words = (
            TITLE * title
            + HEADS * _common(heads[0][i], heads[1][j])
            + STUBS * _common(stubs[0][i], stubs[1][j])
        )
        enough = min(len(numbers[0][i]), len(numbers[1][j])) >= NUMBERS
        return max(words, _common(numbers[0][i], numbers[1][j]) if enough else 0.0)

    ranked = sorted(
        (-score(i, j), abs(i - j), i, j) for i in range(len(before)) for j in range(len(after))
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for value, _, i, j in ranked:
        if -value >= ALIKE and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return [_matched(before[i], after[j], footnotes) for i, j in sorted(found.items())]


def _matched(before: Table, after: Table, footnotes: Mapping[str, str]) -> Matched:
    """Find rows by the columns that are known, columns by the rows that are known, twice."""
    columns = pair_columns(before, after, rows_by_figures(before, after))
    for _ in range(2):
        rows = pair_rows(before, after, columns)
        columns = pair_columns(before, after, rows)
    notes = _paired_notes(before.notes, after.notes)
    same = {before.notes[i].id: after.notes[j].id for i, j in notes}
    return Matched(before, after, rows, columns, notes, {**footnotes, **same})


def _paired_notes(before: Sequence[TableNote], after: Sequence[TableNote]) -> list[Pair]:
    """Pair notes by their words; with the same letter, less of them has to be the same."""
    first, second = [own.text.text for own in before], [own.text.text for own in after]
    found = dict(paired(first, second, NOTE))
    taken = set(found.values())
    letters = {own.marker: j for j, own in enumerate(after) if j not in taken}
    for i, own in enumerate(before):
        j = letters.get(own.marker)
        if i in found or j is None or j in found.values():
            continue
        if alike(grams(first[i]), grams(second[j])) >= SAME_LETTER:
            found[i] = j
    return sorted(found.items())


def _title(table: Table) -> str:
    return " ".join(own.text for own in (table.title, *table.headnotes) if own is not None)


def _heads(table: Table) -> frozenset[str]:
    return frozenset(shape(part) for column in table.columns for part in column.path)


def _stubs(table: Table) -> frozenset[str]:
    return frozenset(shape(row.stub) for row in table.rows)


def _numbers(table: Table) -> frozenset[str]:
    """Return the figures of a table that no other table has by accident."""
    cells = (cell for row in table.rows for cell in row.cells if cell.value.kind in COUNTED)
    return frozenset(value_of(cell) for cell in cells if len(cell.text) >= LONG)


def _common(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def compare_tables(
    before: Sequence[Table], after: Sequence[Table], pairs: Sequence[Matched]
) -> Iterator[Change]:
    """Yield the changes of tables."""
    known = {pair.before.id for pair in pairs}
    taken = {pair.after.id for pair in pairs}
    order = {table.id: at for at, table in enumerate(after)}
    places = [(at, order[pair.after.id]) for at, pair in enumerate(pairs)]
    kept = set(longest(places))
    for place, pair in zip(places, pairs, strict=True):
        if place not in kept:
            sides = _table(pair.before), _table(pair.after)
            yield Change("table", "moved", "place", name_of(pair.after), *sides)
        yield from _compare(pair)
    for table in before:
        if table.id not in known:
            yield Change("table", "removed", "words", name_of(table), _table(table), None)
    for table in after:
        if table.id not in taken:
            yield Change("table", "added", "words", name_of(table), None, _table(table))


def cells_of(pairs: Iterable[Matched]) -> Iterator[tuple[str, str]]:
    """Yield which cell of one report is which of the other, by their ids."""
    for pair in pairs:
        yield pair.before.id, pair.after.id
        for i, j in pair.rows:
            for c, d in pair.columns:
                own, other = pair.before.rows[i].index, pair.after.rows[j].index
                yield f"{pair.before.id}.{own}.{c}", f"{pair.after.id}.{other}.{d}"


def name_of(table: Table) -> str:
    """Return what a table is called: its caption, or its title where it has none."""
    own = table.caption or table.title
    return own.text if own is not None else table.id


def _table(table: Table) -> Side:
    return Side(table.id, table.title.text if table.title is not None else name_of(table))


def _compare(pair: Matched) -> Iterator[Change]:
    before, after, where = pair.before, pair.after, name_of(pair.after)
    yield from _words("table", "renamed", where, before, after, before.title, after.title)
    captions = [own.caption.text if own.caption else "" for own in (before, after)]
    if captions[0] != captions[1]:
        sides = Side(before.id, captions[0]), Side(after.id, captions[1])
        yield Change("table", "renumbered", "number", where, *sides)
    yield from _markers(
        pair, where, (before.id, after.id), before.title_markers, after.title_markers
    )
    for name in ("headnotes", "remarks", "sources", "unplaced"):
        lines = (before.id, getattr(before, name)), (after.id, getattr(after, name))
        yield from compare_lines("table", name, where, *lines, NOTE)
    yield from _columns(pair, where)
    yield from _rows(pair, where)
    yield from _cells(pair, where)
    yield from _notes(pair, where)


def _words(
    part: Part,
    action: str,
    where: str,
    before: Table,
    after: Table,
    own: Text | None,
    other: Text | None,
) -> Iterator[Change]:
    first, second = (text.text if text is not None else "" for text in (own, other))
    if first != second:
        sides = Side(before.id, first), Side(after.id, second)
        yield Change(
            part,
            "renamed" if action == "renamed" else "changed",
            "words",
            where,
            *sides,
            segments(first, second),
        )


# -- columns and rows


def _columns(pair: Matched, where: str) -> Iterator[Change]:
    names = [[" / ".join(c.path) for c in t.columns] for t in (pair.before, pair.after)]
    markers = [_head_markers(table) for table in (pair.before, pair.after)]
    known, kept = dict(pair.columns), set(longest(pair.columns))
    taken = set(known.values())
    for i, j in pair.columns:
        there = f"{where}, {names[1][j]}"
        ids = f"{pair.before.id}.column.{i}", f"{pair.after.id}.column.{j}"
        sides = Side(ids[0], names[0][i]), Side(ids[1], names[1][j])
        if names[0][i] != names[1][j]:
            words = segments(names[0][i], names[1][j])
            yield Change("column", "renamed", "words", there, *sides, words)
        if (i, j) not in kept:
            yield Change("column", "moved", "place", there, *sides)
        yield from _markers(
            pair, there, ids, markers[0].get(i, ()), markers[1].get(j, ()), "column"
        )
    for i, name in enumerate(names[0]):
        if i not in known:
            side = Side(f"{pair.before.id}.column.{i}", name)
            yield Change("column", "removed", "words", f"{where}, {name}", side, None)
    for j, name in enumerate(names[1]):
        if j not in taken:
            side = Side(f"{pair.after.id}.column.{j}", name)
            yield Change("column", "added", "words", f"{where}, {name}", None, side)


def _head_markers(table: Table) -> dict[int, tuple[CellMarker, ...]]:
    """Return the markers of all heads over each column."""
    out: dict[int, tuple[CellMarker, ...]] = {}
    level: list[Head] = list(table.header)
    while level:
        for head in level:
            for column in range(head.first_column, head.last_column + 1):
                out[column] = (*out.get(column, ()), *head.markers)
        level = [below for head in level for below in head.below]
    return out


def _rows(pair: Matched, where: str) -> Iterator[Change]:
    names = named_rows(pair.before, pair.after, pair.columns)
    known, kept = dict(pair.rows), set(longest(pair.rows))
    taken = set(known.values())
    for i, j in pair.rows:
        own, other = pair.before.rows[i], pair.after.rows[j]
        there = f"{where}, {_said(names[1][j])}"
        ids = f"{pair.before.id}.{own.index}", f"{pair.after.id}.{other.index}"
        stubs = _own(names[0][i]), _own(names[1][j])
        sides = Side(ids[0], stubs[0]), Side(ids[1], stubs[1])
        if stubs[0] != stubs[1]:
            words = segments(*stubs)
            yield Change("row", "renamed", "words", there, *sides, words)
        if own.kind != other.kind:
            kinds = Side(ids[0], own.kind), Side(ids[1], other.kind)
            yield Change("row", "changed", "kind", there, *kinds)
        if (i, j) not in kept:
            yield Change("row", "moved", "place", there, *sides)
    for i, row in enumerate(pair.before.rows):
        if i not in known:
            there = f"{where}, {_said(names[0][i])}"
            side = Side(f"{pair.before.id}.{row.index}", row_text(row.cells))
            yield Change("row", "removed", "words", there, side, None)
    for j, row in enumerate(pair.after.rows):
        if j not in taken:
            there = f"{where}, {_said(names[1][j])}"
            side = Side(f"{pair.after.id}.{row.index}", row_text(row.cells))
            yield Change("row", "added", "words", there, None, side)


def row_text(cells: Iterable[Cell]) -> str:
    """Return a row as one line."""
    return " | ".join(cell.text for cell in cells)


def _own(words: str) -> str:
    """Return the row's own name without that of the section row above it."""
    return words.split("\n")[-1]


def _said(words: str) -> str:
    return " / ".join(words.split("\n")) or "row without stub"


# -- cells and notes


def _cells(pair: Matched, where: str) -> Iterator[Change]:
    names = named_rows(pair.before, pair.after, pair.columns)[1]
    columns = dict(pair.columns)
    for i, j in pair.rows:
        row, other = pair.before.rows[i], pair.after.rows[j]
        first = {cell.column: cell for cell in row.cells}
        second = {cell.column: cell for cell in other.cells}
        for c, d in columns.items():
            own, new = first.get(c), second.get(d)
            if own is None and new is None:
                continue
            ids = f"{pair.before.id}.{row.index}.{c}", f"{pair.after.id}.{other.index}.{d}"
            head = " / ".join(pair.after.columns[d].path)
            there = f"{where}, {_said(names[j])}, {head}"
            if c != STUB and _says(own) != _says(new):
                sides = _cell(ids[0], own), _cell(ids[1], new)
                yield Change("cell", "changed", "value", there, *sides)
            markers = [cell.markers if cell is not None else () for cell in (own, new)]
            yield from _markers(pair, there, ids, markers[0], markers[1], "cell")


def _says(cell: Cell | None) -> str:
    return "" if cell is None or cell.value.kind == "blank" else value_of(cell)


def _cell(name: str, cell: Cell | None) -> Side:
    if cell is None:
        return Side(name, "", "blank")
    return Side(name, cell.text, cell.value.kind)


def _markers(
    pair: Matched,
    where: str,
    ids: tuple[str, str],
    before: Iterable[CellMarker],
    after: Iterable[CellMarker],
    part: Part = "table",
) -> Iterator[Change]:
    """Yield a change where other notes are pointed to; a new letter for the same note is none."""
    first, second = list(before), list(after)
    points = [m.raw if m.note is None else pair.same.get(m.note, "") for m in first]
    others = [m.raw if m.note is None else m.note for m in second]
    if points != others:
        sides = (Side(ids[0], _raw(first)), Side(ids[1], _raw(second)))
        yield Change(part, "changed", "markers", where, *sides)


def _raw(markers: Iterable[CellMarker]) -> str:
    return ",".join(marker.raw for marker in markers)


def _notes(pair: Matched, where: str) -> Iterator[Change]:
    known = dict(pair.notes)
    taken = set(known.values())
    for i, j in pair.notes:
        own, other = pair.before.notes[i], pair.after.notes[j]
        there = f"{where}, note {other.marker}"
        if own.text.text != other.text.text:
            words = segments(own.text.text, other.text.text)
            sides = _note(own), _note(other)
            yield Change("table note", "changed", "words", there, *sides, words)
        if own.marker != other.marker:
            sides = Side(own.id, own.marker), Side(other.id, other.marker)
            yield Change("table note", "renumbered", "number", there, *sides)
    for i, own in enumerate(pair.before.notes):
        if i not in known:
            there = f"{where}, note {own.marker}"
            yield Change("table note", "removed", "words", there, _note(own), None)
    for j, other in enumerate(pair.after.notes):
        if j not in taken:
            there = f"{where}, note {other.marker}"
            yield Change("table note", "added", "words", there, None, _note(other))


def _note(note: TableNote) -> Side:
    return Side(note.id, note.text.text)
