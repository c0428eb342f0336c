"""Rows of a dump table as values, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportparse.findings import Doubt
from reportparse.layout.model import Line, Piece
from reportparse.tables.model import Cell, Ink, Row
from reportparse.tables.running_body import Body
from reportparse.tables.running_cut import Reading, Record
from reportparse.tables.running_entries import Entry, row_kind
from reportparse.tables.running_gutters import fragments_of
from reportparse.tables.running_marks import Marking, lift
from reportparse.tables.running_text import TextBody, TextRow
from reportparse.tables.running_tokens import Row as TokenRow
from reportparse.tables.running_tokens import Unit

SHOWN = 6
"""Readings that a doubt lists; of more it says how many there are."""

MOST_INDENT = 6

Built = tuple[list[Row], list[Piece], list[Doubt]]


def figure_rows(body: Body, marking: Marking) -> Built:
    """Return the rows, the ink of rows that could not be cut, and the doubts."""
    rows: list[Row] = []
    loose: list[Piece] = []
    doubts: list[Doubt] = []
    leads = _leads([_first_line(entry) for entry in body.entries])
    for entry, indent in zip(body.entries, leads, strict=True):
        record = entry.record
        stub = Cell(_stub(record, marking), 0)
        cells, ink = _cells(record, body.columns)
        loose += ink
        doubts += _record_doubts(record, ink)
        row = Row(
            (stub, *cells),
            entry.kind,
            indent,
            _first_line(entry).sheet,
            tuple(record.proof),
        )
        rows.append(row)
    return rows, loose, doubts


def _first_line(entry: Entry) -> Line:
    return entry.record.rows[0].line


def _leads(lines: Sequence[Line]) -> list[int]:
    """Return the indent steps that leading blanks show; the smallest step is one."""
    leads = [len(line.text) - len(line.text.lstrip()) for line in lines]
    least = min(leads, default=0)
    steps = sorted({lead - least for lead in leads} - {0})
    return [min(MOST_INDENT, round((lead - least) / steps[0])) if steps else 0 for lead in leads]


def _stub(record: Record, marking: Marking) -> Ink:
    return lift([row.text for row in record.rows if row.has_text], marking)


def _cells(record: Record, columns: int) -> tuple[list[Cell], list[Piece]]:
    if not record.units:
        return [Cell(Ink(), c) for c in range(1, columns + 1)], []
    if record.unfit or len(record.readings) != 1:
        unread = [Cell(Ink(), c, unread=True) for c in range(1, columns + 1)]
        return unread, list(_runs(record.units))
    (reading,) = record.readings
    return [_cell(record, cell, c) for c, cell in enumerate(reading, 1)], []


def _cell(record: Record, cell: tuple[int, int] | None, column: int) -> Cell:
    if cell is None:
        return Cell(Ink(), column)
    units = record.units[cell[0] : cell[1]]
    markers = tuple(marker for unit in units for marker in unit.markers)
    signs = tuple(sign for unit in units for sign in unit.signs)
    first, last = units[0], units[-1]
    return Cell(Ink((Piece(first.line, first.start, last.end),), markers, signs), column)


def _runs(units: Sequence[Unit]) -> Iterator[Piece]:
    """Yield the ink of figures line by line, their markers included."""
    lines = list(dict.fromkeys(unit.line for unit in units))
    for line in lines:
        own = [unit for unit in units if unit.line is line]
        ends = [own[-1].end, *(piece.end for unit in own for piece in (*unit.markers, *unit.signs))]
        yield Piece(line, own[0].start, max(ends))


def _record_doubts(record: Record, ink: Sequence[Piece]) -> Iterator[Doubt]:
    gapped = [row.text for row in record.rows if len(fragments_of_text(row)) > 1]
    if gapped:
        message = "the text of this row has gaps inside: it may hold cells that were not recovered"
        yield Doubt("table-row-unread", message, tuple(gapped), found=record.text)
    if not record.units:
        return
    if record.unfit or not record.readings:
        message = f"no reading of this row fits the table's columns: {record.text}"
        yield Doubt("table-row-unread", message, tuple(ink), found=_shown(record.units))
    elif len(record.readings) > 1:
        readings = _listed([record.show(reading) for reading in record.readings])
        message = f"this row can be cut in {len(record.readings)} ways: {record.text}"
        yield Doubt("table-ambiguous", message, tuple(ink), found=readings)
    elif record.given_up:
        yield _weak(record, record.readings[0])


def fragments_of_text(row: TokenRow) -> list[Piece]:
    """Return the pieces between wide gaps of the text before a row's figures, markers left out."""
    pieces = [piece for piece in fragments_of(row.line) if piece.start < row.cut]
    return [piece for piece in pieces if len(piece.text) > 1 or not piece.text.islower()]


def _weak(record: Record, reading: Reading) -> Doubt:
    pieces = tuple(unit.piece for unit in record.units)
    others = _listed([record.show(other) for other in record.given_up])
    message = f"this row is cut so only {record.weak}; grammar allows other cuts: {record.text}"
    return Doubt("cell-ambiguous", message, pieces, expected=others, found=record.show(reading))


def _shown(units: Sequence[Unit]) -> str:
    return " ".join(unit.text for unit in units)


def _listed(readings: Sequence[str]) -> str:
    more = len(readings) - SHOWN
    return "; ".join(readings[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def text_rows(body: TextBody, columns: int, marking: Marking) -> Built:
    """Return the rows of a table of words, the ink of rows left uncut, and the doubts."""
    rows: list[Row] = []
    loose: list[Piece] = []
    doubts: list[Doubt] = []
    marked = _marked(body, columns, marking)
    leads = _leads([row.chunks[0].piece.line for row in body.rows])
    for row, indent in zip(body.rows, leads, strict=True):
        sheet = row.chunks[0].piece.line.sheet
        if len(row.divisions) != 1:
            ink = [piece for cell in row.cells((0,)) for piece in cell]
            loose += ink
            doubts.append(_undivided(row, ink))
            cells = tuple(Cell(Ink(), c, unread=True) for c in range(columns))
            rows.append(Row(cells, "data", indent, sheet))
            continue
        cut = row.cells(row.divisions[0])
        own = [replace(marking, marked=mark) for mark in marked]
        cells = tuple(Cell(lift(cell, own[c]), c) for c, cell in enumerate(cut))
        kind = row_kind(cut[0][0].text)
        rows.append(Row(cells, kind, indent, sheet, tuple(dict.fromkeys(row.proof))))
        if row.given_up:
            doubts.append(_weak_names(row))
    return rows, loose, doubts


MARKED_SHARE = 0.8
"""Share of its certain cells that end in a marker in a column whose glued letters are markers."""


def _marked(body: TextBody, columns: int, marking: Marking) -> list[bool]:
    """Whether a glued letter is a marker in each column: nearly all its cells end in one."""
    sure = [row for row in body.rows if len(row.divisions) == 1]
    bold = replace(marking, marked=True)
    marked = []
    for c in range(columns):
        inks = [lift(row.cells(row.divisions[0])[c], bold) for row in sure]
        seen = sum(bool(ink.markers) for ink in inks)
        marked.append(len(inks) > 2 and seen >= MARKED_SHARE * len(inks))
    return marked


def _undivided(row: TextRow, ink: Sequence[Piece]) -> Doubt:
    readings = _listed([row.show(division) for division in row.divisions])
    message = f"this row can be cut in {len(row.divisions)} ways"
    return Doubt("table-ambiguous", message, tuple(ink), found=readings)


def _weak_names(row: TextRow) -> Doubt:
    pieces = tuple(piece for cell in row.cells(row.divisions[0]) for piece in cell)
    others = _listed([row.show(division) for division in row.given_up])
    message = "this row was cut as the other rows are; its letters allow other cuts"
    found = row.show(row.divisions[0])
    return Doubt("cell-ambiguous", message, pieces, expected=others, found=found)
