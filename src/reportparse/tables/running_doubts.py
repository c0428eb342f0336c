"""What speaks against the reading of a dump table once it is put together.

Heads, stubs and wrapped cells are told apart in a dump by little. Here the finished table is
looked over for what a right reading rarely has: figures in the head or the stub, heads of several
lines that nothing divides, lines of one row under another column. Each becomes a doubt; nothing is
changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reportparse.findings import Doubt
from reportparse.layout.model import Piece
from reportparse.lexicon.patterns import compiled
from reportparse.notation.dates import find_dates
from reportparse.notation.spacing import has_cjk, is_cjk
from reportparse.tables.model import Row, Table
from reportparse.tables.running_head import CLEAR, HeadBand
from reportparse.tables.running_tokens import is_year, width

LONG_STUB = {True: 0.8, False: 0.55}
"""Share of the widest stub line from which a line may have been broken because it was full, for
Chinese and for other stubs: long words leave much room."""
COLUMN_START = 8
"""Blanks before a line that only a dump which keeps columns leaves."""
WRAPPED = 1.0
"""The price of a body of words with wrapped cells from which its cuts are guesses."""

_FIGURE = compiled(r"(?<![\w./(（-])\(?\d{1,3}(?:[ ,\u00a0\u202f]\d{3})*(?:\.\d+)?\)?%?(?![\w./-])")
_FIGURE_END = compiled(
    r"\s(?P<figure>\(?\d[\d ,.\u00a0\u202f]*\)?%?|[–—-]|\.\.)(?:\s?\p{Ll}(?:,\s?\p{Ll})*)?\s*$"
)
_GROUPED_END = compiled(
    r"\d[ ,\u00a0\u202f]\d{3}\)?(?:\s?\p{Ll}(?:,\s?\p{Ll})*)?\s*$|\d\.\d\)?(?:\s?\p{Ll})?\s*$"
)
_INNER_MARK = compiled(
    r"(?:(?<=[\p{Han}\p{N})）])\s?(?P<mark>\p{Ll})|\s(?P<mark>\p{Ll}))\s+[\p{Han}\p{Lu}]"
)
_GROUPED = compiled(r"\d[ ,\u00a0\u202f]\d{3}(?!\d)|\d\.\d")


def table_doubts(table: Table, head: HeadBand) -> Iterator[Doubt]:
    """Return what speaks against the reading of a table, as doubts."""
    yield from _of_head(table, head)
    yield from _of_stubs(table)
    yield from _of_sections(table)
    yield from _of_letters(table)
    yield from _of_places(table)


def words_doubt(table: Table, price: float) -> Iterator[Doubt]:
    """Doubt the cells of a table of words: wrapped cells at the price of its cuts."""
    wrapped = [row for row in table.rows if len({p.line.number for p in _ink(row)}) > 1]
    if wrapped and price > WRAPPED:
        message = "cells of several lines follow one another: where each ends is a guess"
        yield Doubt("cells-unclear", message, tuple(p for row in wrapped for p in _ink(row)))


def _ink(row: Row) -> list[Piece]:
    return [piece for cell in row.cells for piece in cell.ink.pieces]


def _of_head(table: Table, head: HeadBand) -> Iterator[Doubt]:
    pieces = tuple(piece for one in table.heads for piece in one.ink.pieces)
    numbers = {piece.line.number for piece in pieces}
    guessed = (
        not (head.sure or _is_grid(table)) if head.placed else head.price >= CLEAR and head.flat
    )
    guessed = guessed or _lacks_section(table)
    if head.clear and len(numbers) > 1 and guessed:
        message = "the head has several lines, and nothing divides them into columns for certain"
        yield Doubt("table-evidence-differs", message, pieces)
    figures = [
        one
        for one in table.heads
        if _GROUPED.search(" ".join(piece.text for piece in one.ink.pieces[-1:]))
    ]
    if len(figures) > 1:
        message = "figures stand in the head: a row of the table may have been taken into it"
        yield Doubt("cells-unclear", message, tuple(p for one in figures for p in one.ink.pieces))


def _of_letters(table: Table) -> Iterator[Doubt]:
    """Latin words that end in the letter of a note, in a head or cell that has no marker."""
    letters = {note.marker.text for note in table.notes if note.marker is not None}
    inks = [head.ink for head in table.heads]
    inks += [cell.ink for row in table.rows for cell in row.cells]
    glued = [one for one in inks if not one.markers and _ends_like_marker(one.pieces, letters)]
    if glued:
        message = "the last letter of a word may be its own or the marker of a note"
        yield Doubt("cells-unclear", message, tuple(p for one in glued for p in one.pieces))
    held = [one for one in inks if any(_holds_marker(piece, letters) for piece in one.pieces)]
    if held:
        message = "the marker of a note stands inside this cell: it may be two cells"
        yield Doubt("cells-unclear", message, tuple(p for one in held for p in one.pieces))


def _ends_like_marker(pieces: Sequence[Piece], letters: Collection[str]) -> bool:
    """Tell whether a text ends in a Latin word whose last letter is one of the notes' letters."""
    text = pieces[-1].text if pieces else ""
    return text[-1:] in letters and text[-2:-1].islower() and not is_cjk(text[-2])


def _holds_marker(piece: Piece, letters: Collection[str]) -> bool:
    """Tell whether a letter of the notes stands alone between words, behind a Chinese one, a
    figure or a parenthesis, or before a capital: markers end a cell."""
    found = _INNER_MARK.search(piece.text)
    return found is not None and found["mark"] in letters


def _lacks_section(table: Table) -> bool:
    """Tell whether a subtotal closes rows that no section opens: the head may have its line."""
    kinds = [row.kind for row in table.rows]
    return "subtotal" in kinds and "section" not in kinds[: kinds.index("subtotal")]


def _is_grid(table: Table) -> bool:
    """Tell whether every line of a head says something over every column of figures: then none
    of its words is a spanner."""
    lines = [
        frozenset(piece.line.number for piece in one.ink.pieces)
        for one in table.heads
        if one.first > 0
    ]
    return len(set(lines)) == 1


def _of_stubs(table: Table) -> Iterator[Doubt]:
    stubs = [row.cells[0].ink.pieces for row in table.rows if row.cells]
    widest = max((width(piece.text) for stub in stubs for piece in stub), default=0)
    for at, (row, stub) in enumerate(zip(table.rows, stubs, strict=False)):
        empty = not any(cell.ink.pieces for cell in row.cells[1:])
        text = " ".join(piece.text for piece in stub)
        if not stub and not empty:
            message = "nothing stands in the stub of this row: it may be no row of its own"
            yield Doubt("cells-unclear", message, tuple(_ink(row)))
        elif sum(not is_year(found) for found in _FIGURE.findall(_without_dates(text))) > 1:
            message = "several figures stand in the stub of this row"
            yield Doubt("cells-unclear", message, stub)
        elif any(map(_ends_in_figure, stub[:-1])) or (empty and stub and _GROUPED_END.search(text)):
            message = "a figure ends a line of this row's stub: it may be a cell of its own"
            yield Doubt("cells-unclear", message, stub)
        elif at == 0 and _of_figures(row) and len({piece.line.number for piece in stub}) > 1:
            message = "the first row's stub has several lines: the first may belong to the head"
            yield Doubt("table-evidence-differs", message, stub)
    said = {"".join(p.text for p in one.ink.pieces) for one in table.heads}
    again = [stub for stub in stubs if stub and "".join(p.text for p in stub) in said]
    if again:
        message = "words of the head stand in the stub: the head may be printed again here"
        yield Doubt("table-evidence-differs", message, tuple(p for stub in again for p in stub))
    for row, below in pairwise(table.rows):
        stub = row.cells[0].ink.pieces if row.cells else ()
        empty = not any(cell.ink.pieces or cell.unread for cell in row.cells[1:])
        if stub and empty and below.cells and width(stub[-1].text) >= _least(stub[-1]) * widest:
            message = "this may be a row of its own or the first line of the next row's stub"
            yield Doubt("table-evidence-differs", message, stub)


def _of_sections(table: Table) -> Iterator[Doubt]:
    """Two section rows in a row: the first may be the last of the head, or of another stub."""
    bare = [
        bool(_stub(row)) and not any(cell.ink.pieces or cell.unread for cell in row.cells[1:])
        for row in table.rows
    ]
    for at, (one, other) in enumerate(pairwise(bare)):
        if one and other:
            message = "two rows without figures follow one another: the first may be no row"
            yield Doubt("table-evidence-differs", message, _stub(table.rows[at]))


def _ends_in_figure(piece: Piece) -> bool:
    """Tell whether a line ends in a figure that is no year and no part of a date."""
    found = _FIGURE_END.search(_without_dates(piece.text))
    return found is not None and not is_year(found["figure"])


def _without_dates(text: str) -> str:
    """A text with its dates and periods cut out."""
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _of_figures(row: Row) -> bool:
    """Tell whether no cell behind the stub holds words."""
    texts = [piece.text for cell in row.cells[1:] for piece in cell.ink.pieces]
    return not any(char.isalpha() for text in texts for char in text)


def _of_places(table: Table) -> Iterator[Doubt]:
    """In a dump that keeps columns: lines of a stub that stand under another column."""
    beside = [
        row.cells[1].ink.pieces[0].start
        for row in table.rows
        if len(row.cells) > 1
        and row.cells[0].ink.pieces
        and row.cells[1].ink.pieces
        and row.cells[0].ink.pieces[-1].line is row.cells[1].ink.pieces[0].line
    ]
    edge = min(beside, default=0)
    for row in table.rows:
        moved = [piece for piece in _stub(row) if _is_far(piece, edge)]
        if moved:
            message = "lines of this row's stub stand under another column"
            yield Doubt("cells-unclear", message, tuple(moved))


def _stub(row: Row) -> Sequence[Piece]:
    return row.cells[0].ink.pieces if row.cells else ()


def _is_far(piece: Piece, edge: int) -> bool:
    blank = not piece.line.text[: piece.start].strip()
    return blank and piece.start >= COLUMN_START and piece.start >= edge


def _least(piece: Piece) -> float:
    return LONG_STUB[has_cjk(piece.text)]
