"""A table between the print and the report: every character of it in exactly one place.

The same structure comes from the rules and gutters of a PDF page and from the running text of a
dump. Values are not typed here: cells hold pieces of lines, markers apart.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.layout.model import Piece

RowKind = Literal["data", "section", "subtotal", "total"]


@frozen_record
class Ink:
    """A stretch of text with its markers lifted off.

    `pieces` hold the words in reading order (one or more per printed line), `markers` the
    superscript letters or numbers in reading order, each as a piece of its own. `signs` are the
    pieces of ink between markers (the commas of `d, e, f`) that belong to neither.
    """

    pieces: tuple[Piece, ...] = ()
    markers: tuple[Piece, ...] = ()
    signs: tuple[Piece, ...] = ()

    def all_pieces(self) -> tuple[Piece, ...]:
        if not self.markers and not self.signs:
            return self.pieces  # as of nearly all cells
        return (*self.pieces, *self.markers, *self.signs)

    @property
    def blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)


@frozen_record
class Head:
    """One cell of the header: over the columns `first` to `last` (both counted, stub is 0)."""

    ink: Ink
    first: int
    last: int
    level: int


@frozen_record
class Cell:
    """One body cell; `column` 0 is the stub. `span` counts the columns it covers.

    `row_span` counts the rows it covers, its own the first: below it stand blank cells.
    """

    ink: Ink
    column: int
    span: int = 1
    unread: bool = False
    row_span: int = 1


@frozen_record
class Row:
    """One row of the body. `cells` has one entry per column, the stub first, blanks included.

    `indent` counts steps from the left edge of the stub. `sheet` is the page it stands on.
    `proof` lists what supports the cutting of the row ("rules", "gutters", "grouping", "total").
    """

    cells: tuple[Cell, ...]
    kind: RowKind = "data"
    indent: int = 0
    sheet: int = 0
    proof: tuple[str, ...] = ()


@frozen_record
class Note:
    """A note of a table, a footnote, a figure's note: its printed marker and its words."""

    marker: Piece | None
    ink: Ink

    @property
    def label(self) -> str:
        """The marker without the brackets some offices print around it; "" where it has none."""
        return label_of(self.marker) if self.marker is not None else ""


def label_of(marker: Piece) -> str:
    """What a printed marker says: `*` for `(*)`, `a` for `a`."""
    text = marker.text.strip()
    return text[1:-1] if text[0] in "(（" and text[-1] in ")）" else text


@frozen_record
class Table:
    """One table, whole, however many pages it runs over.

    `caption` is the line `表 1` (None where the print has none), `title` the words below or
    behind it, `headnotes` the unit lines such as `(美元)`. `stub_head` stands over column 0 and
    is part of `heads` as well. `notes` are the lettered notes, `remarks` unlettered notes
    (`注：…`), `sources` source lines. `repeats` are header lines printed again on later pages
    and continuation captions (`表 1(续)`): kept, but no part of the table's content.
    """

    caption: Ink | None
    number: str | None
    title: Ink | None
    headnotes: tuple[Ink, ...]
    heads: tuple[Head, ...]
    columns: int
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    remarks: tuple[Ink, ...] = ()
    sources: tuple[Ink, ...] = ()
    repeats: tuple[Piece, ...] = ()
    loose: tuple[Piece, ...] = field(default=())
    """Ink inside the table's area that found no cell: it is kept and flagged, never dropped."""

    def all_pieces(self) -> list[Piece]:
        found: list[Piece] = []
        for ink in (self.caption, self.title, *self.headnotes, *self.remarks, *self.sources):
            if ink is not None:
                found += ink.all_pieces()
        for head in self.heads:
            found += head.ink.all_pieces()
        for row in self.rows:
            for cell in row.cells:
                found += cell.ink.all_pieces()
        for note in self.notes:
            if note.marker is not None:
                found.append(note.marker)
            found += note.ink.all_pieces()
        found += self.repeats
        found += self.loose
        return found


@frozen_record
class Recognised:
    """A table that a recogniser found, with what it doubts about it."""

    table: Table
    doubts: tuple[Doubt, ...] = ()
