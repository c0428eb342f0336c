"""The parts of one table put together: what the grids hold, as ink in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportparse.findings import Doubt
from reportparse.layout.model import Line, Piece, printed
from reportparse.tables.cutrows import joined_rows
from reportparse.tables.grid import Grid, RowDraft
from reportparse.tables.inks import ink_of
from reportparse.tables.join import Part, settled
from reportparse.tables.model import Cell, Head, Ink, Recognised, Row, Table
from reportparse.tables.stub import indents_of, kinds_of
from reportparse.tables.vocabulary import TableWords


def assembled(parts: Sequence[Part], words: TableWords) -> Recognised:
    """Put the parts of one table together."""
    parts = settled(parts)
    first = parts[0]
    letters = frozenset(m for part in parts for m in part.notes.letters)
    rows = joined_rows([part.grid for part in parts])
    columns = first.grid.columns
    heads = tuple(
        Head(ink_of(draft.chunks, letters), draft.first, draft.last, draft.level)
        for draft in first.grid.heads
    )
    owner = parts[-1] if parts[-1].under else first
    caption = owner.caption
    label = caption.label if caption else None
    table = Table(
        caption=ink_of([caption.caption]) if caption and caption.caption else None,
        number=label.number if label and label.kind == "table" else None,
        title=ink_of(caption.title, letters) if caption and caption.title else None,
        headnotes=tuple(ink_of(note) for note in caption.headnotes) if caption else (),
        heads=heads,
        columns=len(columns),
        rows=_rows(rows, first.grid, letters, words),
        notes=tuple(note for part in parts for note in part.notes.notes),
        remarks=tuple(ink for part in parts for ink in part.notes.remarks),
        sources=tuple(ink for part in parts for ink in part.notes.sources),
        repeats=tuple(_repeats(parts, owner)),
    )
    loose = _loose(table, parts)
    doubts = [doubt for part in parts for doubt in part.grid.doubts]
    guessed = [c.piece for row in rows for s in row.slots if s.guessed for c in s.chunks]
    if guessed:
        doubts.append(
            Doubt(
                "cells-unclear",
                "Only their places say that cells of the table cover several rows.",
                tuple(guessed),
                label.number if label else None,
            )
        )
    if loose:
        table = replace(table, loose=loose)
        doubts.append(
            Doubt(
                "cell-unread",
                "Print inside a table found no cell.",
                loose,
                label.number if label else None,
            )
        )
    return Recognised(table, tuple(doubts))


def _rows(
    drafts: Sequence[RowDraft], grid: Grid, letters: frozenset[str], words: TableWords
) -> tuple[Row, ...]:
    indents = indents_of(drafts)
    kinds = kinds_of(drafts, grid.columns, words)
    rows: list[Row] = []
    for at, (draft, indent, kind) in enumerate(zip(drafts, indents, kinds, strict=True)):
        cells: list[Cell] = []
        for column in grid.columns:
            slot = draft.slot(column.index)
            if slot is None:
                cells.append(Cell(Ink(), column.index))
            else:
                ink = ink_of(slot.chunks, letters)
                tall = min(slot.rows, len(drafts) - at)
                cells.append(Cell(ink, column.index, slot.span, row_span=tall))
        proof = tuple(dict.fromkeys((*draft.proof, *grid.support)))
        rows.append(Row(tuple(cells), kind, indent, draft.sheet, proof))
    return tuple(rows)


def _repeats(parts: Sequence[Part], owner: Part) -> Iterator[Piece]:
    """Captions and heads that are printed again on later pages."""
    for part in parts:
        if part.caption is not None and part is not owner:
            for line in part.caption.lines:
                yield line.whole().trimmed()
        for head in part.grid.heads if part is not parts[0] else ():
            for chunk in head.chunks:
                yield chunk.piece


def _loose(table: Table, parts: Sequence[Part]) -> tuple[Piece, ...]:
    """The print of the regions that no cell holds, as pieces."""
    held: dict[int, list[Piece]] = {}
    for piece in table.all_pieces():
        held.setdefault(piece.line.number, []).append(piece)
    found: list[Piece] = []
    for part in parts:
        for chunk in part.grid.ink:
            line, piece = chunk.line, chunk.piece
            own = held.get(line.number, [])
            if any(one.start <= piece.start and piece.end <= one.end for one in own):
                continue  # as nearly all
            has = {at for _, at in printed(own)}
            missing = [at for _, at in printed([piece]) if at not in has]
            if missing:
                found.append(Piece(line, missing[0], missing[-1] + 1))
    return tuple(found)


def lines_of(table: Table) -> frozenset[Line]:
    """The lines that a table takes print from."""
    return frozenset(piece.line for piece in table.all_pieces())
