"""Recognised tables to table models: header tree, typed cells, markers bound to notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from reportparse.build.ledger import Ledger
from reportparse.build.places import places_of
from reportparse.build.signs import says_change, says_money
from reportparse.build.texts import Texts
from reportparse.build.values import NUMERIC, column_values, face_value
from reportparse.document import language_of
from reportparse.findings import Doubt
from reportparse.layout.flow import Flow, flow, print_of
from reportparse.layout.model import Piece
from reportparse.lexicon.words import Language
from reportparse.notation.values import MALFORMED, Value
from reportparse.report import tables as face
from reportparse.report.base import Text
from reportparse.tables.model import Cell, Head, Ink, Note, Recognised, Row, Table


class TableBuilder:
    """Builds one table; `id` is known before, so that notes and anchors can name it."""

    def __init__(
        self, recognised: Recognised, id_: str, texts: Texts, ledger: Ledger, notes: dict[str, str]
    ) -> None:
        self._table = recognised.table
        self._id = id_
        self._texts = texts
        self._ledger = ledger
        self._footnotes = notes
        self._note_ids = {
            note.label: f"{id_}.{note.label}"
            for note in self._table.notes
            if note.marker is not None
        }
        self._language: Language = language_of([piece.text for piece in self._table.all_pieces()])
        self.doubts: list[Doubt] = []
        self._pointed: set[str] = set()
        self._flows: dict[int, Flow] = {}
        self._numeric: set[int] = set()

    def build(self, owns_caption: bool = True) -> face.Table:
        """Return the model. A figure that is a grid keeps its caption: `owns_caption` False."""
        table = self._table
        inks = [ink for ink in (table.caption, table.title) if ink is not None]
        if owns_caption:
            self._ledger.claim("table", table.all_pieces())
        else:
            mine = {id(piece) for ink in (*inks, *table.sources) for piece in ink.all_pieces()}
            self._ledger.claim("table", (p for p in table.all_pieces() if id(p) not in mine))
        values = self._values()
        rows = tuple(self._row(index, row, values[index]) for index, row in enumerate(table.rows))
        header = self._header()
        title_markers = [m for ink in inks for m in self._markers(ink)]
        notes = tuple(self._note(note) for note in table.notes)
        model = face.Table(
            id=self._id,
            number=table.number,
            caption=self._text(table.caption) if owns_caption else None,
            title=self._text(table.title) if owns_caption else None,
            title_markers=tuple(title_markers),
            headnotes=tuple(self._must(ink) for ink in table.headnotes),
            header=header,
            columns=self._columns(header),
            rows=rows,
            notes=notes,
            remarks=tuple(self._must(ink) for ink in table.remarks),
            sources=tuple(self._must(ink) for ink in table.sources) if owns_caption else (),
            repeated=tuple(self._texts.make([piece], self._id) for piece in table.repeats),
            unplaced=tuple(
                self._texts.make([piece], self._id) for piece in (*table.loose, *self._lost(header))
            ),
            places=places_of(table.all_pieces()),
        )
        self._check_notes()
        return model

    # -- texts and markers ---------------------------------------------------------------------

    def _text(self, ink: Ink | None) -> Text | None:
        return None if ink is None else self._must(ink)

    def _must(self, ink: Ink) -> Text:
        pieces = sorted(ink.all_pieces(), key=lambda p: (p.line.number, p.start))
        return self._texts.make(pieces, self._id, [*ink.markers, *ink.signs])

    def _markers(self, ink: Ink) -> tuple[face.CellMarker, ...]:
        markers = []
        for piece in ink.markers:
            raw = piece.text.strip()
            note = self._note_ids.get(raw) or self._footnotes.get(raw)
            self._pointed.add(raw)
            if note is None:
                self.doubts.append(
                    Doubt(
                        "marker-without-note",
                        f"the table has no note {raw}",
                        (piece,),
                        about=self._id,
                        found=raw,
                    )
                )
            markers.append(face.CellMarker(raw=raw, note=note, places=places_of([piece])))
        return tuple(markers)

    def _note(self, note: Note) -> face.TableNote:
        raw = note.label
        id_ = self._note_ids.get(raw, f"{self._id}.note")
        pieces = [*([note.marker] if note.marker is not None else []), *note.ink.all_pieces()]
        return face.TableNote(
            id=id_,
            marker=raw,
            text=self._texts.make(note.ink.pieces, id_),
            places=places_of(pieces),
        )

    def _check_notes(self) -> None:
        for note in self._table.notes:
            if note.marker is not None and note.label not in self._pointed:
                raw = note.label
                self.doubts.append(
                    Doubt(
                        "note-without-marker",
                        f"nothing in the table points to its note {raw}",
                        (note.marker,),
                        about=self._id,
                        found=raw,
                    )
                )

    # -- header --------------------------------------------------------------------------------

    def _header(self) -> tuple[face.Head, ...]:
        heads = sorted(self._table.heads, key=lambda head: (head.level, head.first))
        return self._heads_in(heads, 0, self._table.columns - 1, -1)

    def _lost(self, header: Sequence[face.Head]) -> list[Piece]:
        """The print of heads that found no place in the tree: wider than a head above them."""
        held = {(head.first_column, head.last_column, head.raw) for head in _all_heads(header)}
        lost = [
            head
            for head in self._table.heads
            if (head.first, head.last, print_of(_in_order(head.ink))) not in held
        ]
        for head in lost:
            self.doubts.append(
                Doubt(
                    "cells-unclear",
                    "words of the head stand over columns that have heads of their own",
                    head.ink.pieces,
                    about=self._id,
                )
            )
        return [piece for head in lost for piece in _in_order(head.ink)]

    def _heads_in(
        self, heads: Sequence[Head], first: int, last: int, above: int
    ) -> tuple[face.Head, ...]:
        """The heads inside the columns `first` to `last`, below level `above`, as a forest."""
        inside = [h for h in heads if first <= h.first and h.last <= last and h.level > above]
        made: list[face.Head] = []
        column = first
        while column <= last:
            here = [head for head in inside if head.first <= column <= head.last]
            if not here:
                column += 1
                continue
            head = min(here, key=lambda h: (h.level, h.first - h.last))
            rest = [other for other in inside if other is not head]
            made.append(self._head(head, rest))
            column = head.last + 1
        return tuple(made)

    def _head(self, head: Head, rest: Sequence[Head]) -> face.Head:
        made = flow(head.ink.pieces)
        return face.Head(
            text=made.text,
            raw=print_of(_in_order(head.ink)),
            markers=self._markers(head.ink),
            places=places_of(head.ink.all_pieces()),
            first_column=head.first,
            last_column=head.last,
            below=self._heads_in(rest, head.first, head.last, head.level),
        )

    def _columns(self, header: Sequence[face.Head]) -> tuple[face.Column, ...]:
        paths: list[list[str]] = [[] for _ in range(self._table.columns)]

        def walk(heads: Sequence[face.Head]) -> None:
            for head in heads:
                for column in range(head.first_column, head.last_column + 1):
                    if head.text:
                        paths[column].append(head.text)
                walk(head.below)

        walk(header)
        return tuple(face.Column(index=index, path=tuple(path)) for index, path in enumerate(paths))

    # -- body ----------------------------------------------------------------------------------

    def _values(self) -> list[list[Value]]:
        """The value of every cell, read column by column."""
        grid: list[list[Value]] = [[] for _ in self._table.rows]
        for column in range(self._table.columns):
            cells = [_cell_at(row, column) for row in self._table.rows]
            raws = [self._flow(cell).raw if cell is not None else "" for cell in cells]
            values = column_values(raws, self._language, self._signed(column))
            if any(value.kind in NUMERIC for value in values):
                self._numeric.add(column)
            for row, value in enumerate(values):
                grid[row].append(value)
        return grid

    def _signed(self, column: int) -> list[int]:
        """The rows of a column whose parentheses mean a minus, by what head or stub say."""
        heads = [
            flow(head.ink.pieces).text
            for head in self._table.heads
            if head.first <= column <= head.last
        ]
        if says_change(heads, self._language) or says_money(heads, self._language):
            return list(range(len(self._table.rows)))
        return self._changes

    @cached_property
    def _changes(self) -> list[int]:
        """The rows whose stubs name a change."""
        stubs = (_cell_at(row, 0) for row in self._table.rows)
        return [
            at
            for at, cell in enumerate(stubs)
            if cell is not None and says_change([self._flow(cell).text], self._language)
        ]

    def _row(self, index: int, row: Row, values: Sequence[Value]) -> face.Row:
        cells = tuple(self._cell(cell, values[cell.column], row) for cell in row.cells)
        stub = next((cell.text for cell in cells if cell.column == 0), "")
        return face.Row(
            index=index,
            kind=row.kind,
            indent=row.indent,
            stub=stub,
            page=row.sheet if places_of(_row_pieces(row)) and _drawn(row) else None,
            cells=cells,
        )

    def _cell(self, cell: Cell, value: Value, row: Row) -> face.Cell:
        made = self._flow(cell)
        if cell.unread:
            typed: face.Value = face.Unread()
        else:
            typed = face_value(value)
            if value.ambiguous and cell.column > 0:
                self._unclear("cell-ambiguous", cell, value)
            elif MALFORMED in value.doubts and cell.column in self._numeric - {0}:
                self._unclear("cell-malformed", cell, value)
        return face.Cell(
            column=cell.column,
            span=cell.span,
            row_span=cell.row_span,
            text=made.text,
            raw=made.raw if len(cell.ink.all_pieces()) < 2 else print_of(_in_order(cell.ink)),
            value=typed,
            markers=self._markers(cell.ink),
            places=places_of(cell.ink.all_pieces()),
            proof=row.proof if cell.column > 0 else (),
        )

    def _flow(self, cell: Cell) -> Flow:
        """The running text of a cell, of which its value, its model and its row want to know."""
        made = self._flows.get(id(cell))
        if made is None:
            made = self._flows[id(cell)] = flow(cell.ink.pieces)
        return made

    def _unclear(self, code: str, cell: Cell, value: Value) -> None:
        self.doubts.append(
            Doubt(
                code,
                f"the cell {value.text} {'; '.join(value.doubts)}",
                cell.ink.pieces,
                about=self._id,
                found=value.raw,
            )
        )


def _all_heads(heads: Sequence[face.Head]) -> Iterator[face.Head]:
    for head in heads:
        yield head
        yield from _all_heads(head.below)


def _in_order(ink: Ink) -> list[Piece]:
    return sorted(ink.all_pieces(), key=lambda piece: (piece.line.number, piece.start))


def _cell_at(row: Row, column: int) -> Cell | None:
    return next((cell for cell in row.cells if cell.column == column), None)


def _row_pieces(row: Row) -> list[Piece]:
    return [piece for cell in row.cells for piece in cell.ink.all_pieces()]


def _drawn(row: Row) -> bool:
    return any(piece.line.box is not None for piece in _row_pieces(row))


def table_name(table: Table, prefix: str) -> str:
    """The id of a table before it is made unique: its number, or that it has none."""
    base = f"{prefix}." if prefix else ""
    if table.number is None:
        return f"{base}table-u"
    return f"{base}table-{table.number.strip()}"
