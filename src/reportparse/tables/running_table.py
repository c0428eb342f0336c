"""Putting a dump table together, so that every printed character of its lines has one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportparse.findings import Doubt
from reportparse.layout.model import Line, Piece, printed
from reportparse.notation.captions import CaptionLabel
from reportparse.tables.model import Ink, Recognised, Table
from reportparse.tables.running_body import Body, Setting
from reportparse.tables.running_build import Built, figure_rows, text_rows
from reportparse.tables.running_doubts import table_doubts, words_doubt
from reportparse.tables.running_extent import Notes
from reportparse.tables.running_head import HeadBand
from reportparse.tables.running_marks import lift
from reportparse.tables.running_tokens import is_year
from reportparse.tables.running_words import TextTable


class Caption:
    """A caption's line and label, and the index of the line."""

    def __init__(self, line: Line, label: CaptionLabel) -> None:
        self.line = line
        self.label = label
        self.ink = Ink((Piece(line, 0, label.length).trimmed(),))
        rest = Piece(line, label.length, len(line.text)).trimmed()
        self.inline = rest if rest.text else None


def figure_table(
    lines: Sequence[Line],
    start: int,
    body: Body,
    notes: Notes | None,
    setting: Setting,
    caption: Caption | None,
) -> tuple[Recognised, int]:
    """Return the table of a body of figures that was read from line `start` on, and its end."""
    after = notes.last if notes else start + body.last
    built = figure_rows(body, setting.marking)
    doubts = list(_rival_doubts(body))
    return _put(lines, start, after, body.head, body.columns + 1, built, notes, setting, caption,
                doubts), after  # fmt: skip


WEAK = 3.0
"""The price of a row beyond which cuts inside lines were made on little evidence."""


def text_table(
    lines: Sequence[Line],
    start: int,
    after: int,
    found: TextTable,
    notes: Notes | None,
    setting: Setting,
    caption: Caption | None,
) -> Recognised:
    """Return the table of a body of words, over the lines `start` to `after`."""
    built = text_rows(found.body, found.columns, setting.marking)
    doubts = []
    if notes is None or found.body.price > WEAK:
        message = (
            "nothing marks the end of this table of words"
            if notes is None
            else "the columns of this table of words are told apart by little"
        )
        doubts.append(Doubt("table-evidence-differs", message, _pieces(found.head)))
    made = _put(
        lines, start, after, found.head, found.columns, built, notes, setting, caption, doubts
    )
    return replace(made, doubts=(*made.doubts, *words_doubt(made.table, found.body.price)))


def _rival_doubts(body: Body) -> Iterator[Doubt]:
    words = [piece.text for head in body.head.heads for piece in head.ink.pieces]
    if min(h.first for h in body.head.heads) > 0 and not all(map(is_year, words)):
        message = "nothing stands over the stub: the table may have one of its columns less"
        yield Doubt("table-ambiguous", message, _pieces(body.head))
    if body.rivals:
        columns = ", ".join(str(n + 1) for n in sorted(body.rivals))
        message = (
            f"the lines can be read with {body.columns + 1} columns, and with {columns} as well"
        )
        yield Doubt("table-ambiguous", message, _pieces(body.head))


def _pieces(head: HeadBand) -> tuple[Piece, ...]:
    return tuple(piece for cell in head.heads for piece in cell.ink.pieces)


def _put(
    lines: Sequence[Line],
    start: int,
    after: int,
    head: HeadBand,
    columns: int,
    built: Built,
    notes: Notes | None,
    setting: Setting,
    caption: Caption | None,
    doubts: list[Doubt],
) -> Recognised:
    rows, loose, row_doubts = built
    if not head.clear:
        message = "the head can be divided in more than one way"
        doubts.append(Doubt("table-evidence-differs", message, _pieces(head)))
    table = Table(
        caption=caption.ink if caption else None,
        number=caption.label.number_raw if caption else None,
        title=lift(head.title, setting.marking) if head.title else None,
        headnotes=tuple(lift([piece], setting.marking) for piece in head.headnotes),
        heads=head.heads,
        columns=columns,
        rows=tuple(rows),
        notes=notes.notes if notes else (),
        remarks=notes.remarks if notes else (),
        sources=notes.sources if notes else (),
        loose=tuple(loose),
    )
    left = _left_over(lines[start:after], table)
    if left:
        doubts.append(
            Doubt("text-unplaced", "text inside a table that belongs to no cell of it", tuple(left))
        )
        table = replace(table, loose=(*table.loose, *left))
    return Recognised(table, (*doubts, *row_doubts, *table_doubts(table, head)))


def _left_over(lines: Sequence[Line], table: Table) -> list[Piece]:
    """Return the printed characters of the lines that no part of the table holds."""
    placed = {(line.number, index) for line, index in printed(table.all_pieces())}
    left: list[Piece] = []
    for line in lines:
        start: int | None = None
        for index in range(len(line.text) + 1):
            free = (
                index < len(line.text)
                and not line.text[index].isspace()
                and (line.number, index) not in placed
            )
            if free and start is None:
                start = index
            blank = index < len(line.text) and line.text[index].isspace()
            if start is not None and not free and not blank:
                left.append(Piece(line, start, index).trimmed())
                start = None
    return left
