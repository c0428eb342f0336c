"""Lines cut into chunks: the print between gaps that are too wide for a blank.

In dense tables the blank inside a number is nearly as wide as the gap between two columns, so
the grammar of numbers decides before the columns do. Where the page is tagged, the cells of the
structure tree decide before either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from reportparse.layout.model import Line, Piece, Sheet
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk
from reportparse.tables.region import Chunk

WORD_GAP: Final = 0.62
"""In ems: blanks between words are 0.2 to 0.4, letter-spaced up to 0.55; gutters mostly more."""
TRACKED_GAP: Final = 0.5
"""In ems: the same blank where letters are spaced, what the spacing adds to it taken off."""
GROUP_GAP: Final = 0.42
"""In ems: the blank between two groups of digits; 0.22 in dense tables, 0.25 as a rule."""
CELL_GAP: Final = 2.5
"""In ems: across a gap as wide as this not even one paragraph goes on."""

CELL_ROLES: Final = frozenset({"TD", "TH"})
BLOCK_ROLES: Final = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Lbl", "Note", "Caption"}
)

NUMERIC: Final = compiled(
    r"""[(\[]? \s* [+\-−–‑]? \s* [$€£¥]? \s*
        \d{1,3} (?: (?:[\s\u00a0\u2000-\u200a\u202f,]?\d{3})+ | \d* ) (?: [.,]\d+ )? \s* %?
        \s* [)\]]? \s* %? \s* (?: \[ [^\]]* \] )? (?: \s?[a-z*](?:,\s?[a-z*])* )?""",
    regex.VERBOSE,
)
NIL: Final = compiled(r"[-–—−‒―－]{1,3}|\.{2,3}|…+|\.\s\.(?:\s\.)?")
_GROUP_END: Final = compiled(r"(?:^|[^\d.,])\d{1,3}(?:[\s\u00a0\u2009\u202f]\d{3})*$")
_GROUP_SPACES: Final = frozenset("\u00a0\u2007\u2009\u202f")
"""Spaces at which no line breaks: between two groups of digits they say that the number goes on."""
_WIDEST_SPACE: Final = 0.62
"""In ems: the widest of them, the figure space, as wide as a digit, with letter spacing."""
_WORD: Final = re.compile(r"\S+")
_GROUP_START: Final = compiled(r"\d{3}(?!\d)")
_DIGIT_END: Final = compiled(r"\d[)\]%]?$|^[-–—.…]+$")
_DIGIT_START: Final = compiled(r"[(\[+\-−–$]?\d|[-–—.…]+$")


def is_numeric(text: str) -> bool:
    """Tell whether a cell holds a number or a nil symbol and nothing else but markers.

    >>> [is_numeric(t) for t in ("2 449 614 293", "(1 341.4)", "–", "46 [54]", "9c", "1–9, 12")]
    [True, True, True, True, True, False]
    """
    text = text.strip()
    if text[:1].isalpha():
        return False  # as most cells of words
    return bool(NUMERIC.fullmatch(text) or NIL.fullmatch(text))


class TagNumbers:
    """For the tags of one page: the number of the cell and of the row that holds each."""

    def __init__(self, sheet: Sheet) -> None:
        self._known: list[tuple[int | None, int | None]] = []
        self._tables: list[int | None] = []
        self._heads: list[bool] = []
        self._rows: dict[int, int] = {}
        for tag in sheet.tags:
            elements = (*tag.ancestors, tag.element)
            cell = row = block = table = None
            for role, element in zip(tag.path, elements, strict=False):
                if role in CELL_ROLES:
                    cell = element
                elif role == "TR":
                    row, cell = element, None
                elif role == "Table":
                    table = element
                elif role in BLOCK_ROLES:
                    block = element
            if cell is not None:
                self._rows[cell] = tag.rows
            self._tables.append(table)
            self._heads.append("THead" in tag.path)
            self._known.append((block if cell is None else cell, row))

    def of(self, tag: int | None) -> tuple[int | None, int | None]:
        """The numbers of the cell (else the paragraph) and of the row, None where unknown."""
        return (None, None) if tag is None else self._known[tag]

    def rows(self, cell: int | None) -> int:
        """How many rows the cell of that number covers."""
        return 1 if cell is None else self._rows.get(cell, 1)

    def in_head(self, piece: Piece) -> bool:
        """Tell whether the structure tree puts a piece into the head of a table."""
        tag = piece.line.style_at(piece.start).tag
        return tag is not None and self._heads[tag]

    def table_of(self, lines: Iterable[Line]) -> int | None:
        """The number of the table element that holds all `lines`, None where there is none."""
        tables = {
            self._tables[run.style.tag] if run.style.tag is not None else None
            for line in lines
            for run in line.runs
        } - {None}
        return tables.pop() if len(tables) == 1 else None


@dataclass(slots=True)
class _Stretch:
    """Characters `start` to `end` of a line with their outer edges, of a cell and a row.

    The next word may still go on with it.
    """

    start: int
    end: int
    x0: float
    x1: float
    cell: int | None
    row: int | None


class _Ink:
    """A line while it is cut: its text, and the left and right edges of its characters."""

    def __init__(self, line: Line) -> None:
        self.text, self.size = line.text, line.size or 9.0
        self.lefts: Sequence[float] = ()
        self.rights: Sequence[float] = ()
        if line.xs:
            self.lefts, self.rights = zip(*line.xs, strict=True)

    def stretch(self, start: int, end: int, cell: int | None, row: int | None) -> _Stretch:
        if end - start == 1:
            return _Stretch(start, end, self.lefts[start], self.rights[start], cell, row)
        left, right = min(self.lefts[start:end]), max(self.rights[start:end])
        return _Stretch(start, end, left, right, cell, row)


def chunks_of(line: Line, tags: TagNumbers, x0: float, x1: float) -> tuple[Chunk, ...]:
    """Cut the part of `line` that stands between `x0` and `x1` into chunks, left to right."""
    ink = _Ink(line)
    found: list[_Stretch] = []
    last: _Stretch | None = None
    for word in _words(line, ink, tags):
        if not x0 <= (word.x0 + word.x1) / 2 <= x1:
            continue
        if last is not None and _goes_on(last, word, ink):
            last.end, last.x0, last.x1 = word.end, min(last.x0, word.x0), max(last.x1, word.x1)
        else:
            last = word
            found.append(word)
    return tuple([_chunk(line, one, tags) for one in found])


def _chunk(line: Line, one: _Stretch, tags: TagNumbers) -> Chunk:
    numeric, rows = is_numeric(line.text[one.start : one.end]), tags.rows(one.cell)
    return Chunk(Piece(line, one.start, one.end), one.x0, one.x1, one.cell, one.row, numeric, rows)


def _words(line: Line, ink: _Ink, tags: TagNumbers) -> Iterator[_Stretch]:
    """The stretches of a line without blanks, cut where the tag changes its cell too."""
    for run in line.runs:
        if run.style.tag is not None:
            break
    else:
        for found in _WORD.finditer(ink.text):
            yield ink.stretch(*found.span(), None, None)
        return
    numbers = [(run.end, tags.of(run.style.tag)) for run in line.runs]
    at = 0
    for found in _WORD.finditer(ink.text):
        start, end = found.span()
        while at < len(numbers) - 1 and start >= numbers[at][0]:
            at += 1
        cell, row = numbers[at][1]
        for index in range(numbers[at][0], end):  # of most words, no character is left
            while at < len(numbers) - 1 and index >= numbers[at][0]:
                at += 1
            here = numbers[at][1]
            if (
                here[0] is not None
                and cell is not None
                and here[0] != cell
                and ink.lefts[index] > ink.rights[index - 1] - 0.5
            ):
                yield ink.stretch(start, index, cell, row)
                start, (cell, row) = index, here
        yield ink.stretch(start, end, cell, row)


def _tracking(left: _Stretch, right: _Stretch, ink: _Ink) -> float:
    """The letter-spacing in points at the gap between two neighbours, 0 where there is none."""
    end, start = left.end, right.start
    inner: list[float] = []
    if end - left.start > 1:
        inner.append(ink.lefts[end - 1] - ink.rights[end - 2])
    if right.end - start > 1:
        inner.append(ink.lefts[start + 1] - ink.rights[start])
    return max(0.0, min(inner)) if inner else 0.0


def _goes_on(left: _Stretch, right: _Stretch, ink: _Ink) -> bool:
    text, size, step = ink.text, ink.size, right.x0 - left.x1
    tagged = left.cell is not None and right.cell is not None
    lettered = text[left.end - 1].isalpha() or text[right.start].isalpha()
    # First what is told without the letter-spacing, as of nearly all words.
    if tagged:
        if left.cell != right.cell:
            return False
        if step <= (size if left.row is None else CELL_GAP * size):
            return left.end <= right.start
    elif lettered and step <= WORD_GAP * size:
        return left.end <= right.start
    gap = step - 2 * _tracking(left, right, ink)
    if gap > CELL_GAP * size or left.end > right.start:
        return False
    if tagged and (left.row is not None or gap <= size):
        return True
    if gap <= 0.12 * size:
        return True
    before, after = text[left.start : left.end], text[right.start : right.end]
    if not lettered and _DIGIT_END.search(before) and _DIGIT_START.match(after):
        between = text[left.end : right.start]
        if len(between) == 1 and between in _GROUP_SPACES and gap <= _WIDEST_SPACE * size:
            return bool(_GROUP_END.search(before) and _GROUP_START.match(after))
        if gap <= GROUP_GAP * size and _GROUP_END.search(before) and _GROUP_START.match(after):
            return True
        return gap <= GROUP_GAP * size and not is_numeric(before) and not is_cjk(before[-1])
    return step <= WORD_GAP * size or gap <= TRACKED_GAP * size
