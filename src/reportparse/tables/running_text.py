"""Tables of words in a text dump: cells found by what the gaps allow and the columns repeat.

All lines of a body are divided at once: every row has the same number of cells, a row begins at
a line's beginning, and the cheapest division wins. What a column holds (dates, names, figures)
is learned from a first pass and steers the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import has_cjk, is_cjk
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_gaps import NEVER, Chunk, chunks_of, divide, pieces_of
from reportparse.tables.running_hang import gathered
from reportparse.tables.running_marks import Marking, lift
from reportparse.tables.running_tokens import dates_in, is_figure

LONGEST_CELL = 40
"""In chunks: a cell of more words than this is a paragraph."""

OTHER_KIND = 0.8
"""The price of a cell unlike its column: half of what a clear edge is worth."""

MARGIN = 0.9
"""Divisions of a row that cost this much more are still possible ones."""

MAX_DIVISIONS = 40

SURE_SHARE = 0.4
"""Share of rows that must be certain before their habits count."""

Kind = str
"""What a cell holds: `date`, `figure`, `han`, `latin` or `mixed`."""


@dataclass(slots=True)
class TextRow:
    """The chunks of one row and its possible divisions, the cheapest first."""

    chunks: list[Chunk]
    divisions: list[tuple[int, ...]]
    proof: list[str] = field(default_factory=list)
    given_up: list[tuple[int, ...]] = field(default_factory=list)

    def cells(self, division: tuple[int, ...]) -> list[tuple[Piece, ...]]:
        ends = (*division[1:], len(self.chunks))
        return [pieces_of(self.chunks[a:b]) for a, b in zip(division, ends, strict=True)]

    def show(self, division: tuple[int, ...]) -> str:
        return " | ".join(" ".join(piece.text for piece in cell) for cell in self.cells(division))


@frozen_record
class TextBody:
    """A body of words: its rows, and the price per row of dividing it so."""

    rows: tuple[TextRow, ...]
    price: float


def read_text_body(
    lines: Sequence[Line], columns: int, letters: Collection[str], manner: Manner
) -> TextBody | None:
    """Divide lines into rows of `columns` cells; None where that can not be done.

    >>> texts = ("第 96 次会议 2023 年 10 月 11 日 波恩 ", "第 97 次会议 2024 年 2 月 21 日 波恩 ")
    >>> lines = [Line(i, 1, t, tuple(range(len(t)))) for i, t in enumerate(texts)]
    >>> body = read_text_body(lines, 3, (), Manner(True, 40))
    >>> [row.show(row.divisions[0]) for row in body.rows]
    ['第 96 次会议 | 2023 年 10 月 11 日 | 波恩', '第 97 次会议 | 2024 年 2 月 21 日 | 波恩']
    """
    whole = _line_cells(lines, columns)
    if whole is not None:
        return whole
    names = bool(letters)
    chunks = gathered(chunks_of(lines, letters, manner, names=names))
    first = _divide_rows(chunks, columns, None)
    if first is None:
        return None
    kinds = _kinds(first[1], columns)
    second = _divide_rows(chunks, columns, kinds) or first
    price, groups = second
    rows = [_row(group, columns, kinds) for group in groups]
    _settle_names(rows, columns, letters)
    return TextBody(tuple(rows), price / max(1, len(rows)))


SAME_KINDS = 0.9
"""Share of the cells of each column that are of one kind where every line is a cell."""

LINE_ROW = 0.1
"""The price of a row whose cells are lines: cheaper than any cut inside a line."""


def _line_cells(lines: Sequence[Line], columns: int) -> TextBody | None:
    """Read every line as a cell, as dumps in content order have it, if the columns bear it out.

    They do where each column keeps one kind, and not all columns the same.
    """
    if len(lines) < 2 * columns or len(lines) % columns:
        return None
    rows = [lines[i : i + columns] for i in range(0, len(lines), columns)]
    kinds = [
        Counter(kind_of(row[c].text) for row in rows).most_common(1)[0] for c in range(columns)
    ]
    if len({kind for kind, _ in kinds}) < 2:
        return None
    if any(seen < SAME_KINDS * len(rows) for _, seen in kinds):
        return None
    made = [
        TextRow(
            [Chunk(line.whole().trimmed(), 0.0, NEVER, True) for line in row],
            [tuple(range(columns))],
            ["lines"],
        )
        for row in rows
    ]
    return TextBody(tuple(made), LINE_ROW)


def _row(group: Sequence[Sequence[Chunk]], columns: int, kinds: Sequence[Kind]) -> TextRow:
    chunks = [chunk for cell in group for chunk in cell]
    opened = [Chunk(chunks[0].piece, 0.0, NEVER, True), *chunks[1:]]
    found = []
    for price, starts in divide(opened, columns, MAX_DIVISIONS):
        ends = (*starts[1:], len(chunks))
        cells = [chunks[a:b] for a, b in zip(starts, ends, strict=True)]
        found.append((price + _kind_price(cells, kinds), starts))
    found.sort()
    near = [starts for price, starts in found if price < found[0][0] + MARGIN]
    row = TextRow(chunks, near)
    if len(near) == 1:
        row.proof.append("columns")
    return row


@lru_cache(maxsize=16384)
def kind_of(text: str) -> Kind:
    """Return what a cell holds.

    >>> [kind_of(text) for text in ("2024 年 2 月 21 日", "1 234", "波恩", "Anna Bell", "CMP 会议")]
    ['date', 'figure', 'han', 'latin', 'mixed']
    """
    stripped = text.strip()
    dates = dates_in(stripped)
    if len(dates) == 1 and dates[0].end - dates[0].start >= len(stripped) - 2:
        return "date"
    if all(is_figure(word) for word in stripped.split()):
        return "figure"
    letters = [char for char in stripped if char.isalpha()]
    chinese = sum(is_cjk(char) for char in letters)
    if chinese == len(letters):
        return "han"
    return "latin" if chinese == 0 else "mixed"


def _text(chunks: Sequence[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks)


def _kinds(rows: Sequence[Sequence[Sequence[Chunk]]], columns: int) -> list[Kind]:
    kinds = []
    for c in range(columns):
        counts = Counter(kind_of(_text(row[c])) for row in rows)
        kind, seen = counts.most_common(1)[0]
        kinds.append(kind if seen > 0.5 * len(rows) else "")
    return kinds


def _kind_price(cells: Sequence[Sequence[Chunk]], kinds: Sequence[Kind]) -> float:
    return sum(
        OTHER_KIND * (2 if kind == "date" else 1)
        for cell, kind in zip(cells, kinds, strict=True)
        if kind and kind_of(_text(cell)) != kind
    )


Groups = list[list[list[Chunk]]]


def _divide_rows(
    chunks: Sequence[Chunk], columns: int, kinds: Sequence[Kind] | None
) -> tuple[float, Groups] | None:
    """Return the cheapest division of all chunks into rows of `columns` cells."""
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(len(chunks) + 1)]
    best[0] = {columns - 1: (0.0, -1, -1)}
    for end in range(1, len(chunks) + 1):
        joined = 0.0
        for start in range(end - 1, max(-1, end - 1 - LONGEST_CELL), -1):
            chunk = chunks[start]
            if best[start] and (start == 0 or chunk.cut < NEVER):
                _extend(best, chunks, start, end, columns, joined, kinds)
            joined += chunk.join
            if joined >= NEVER:
                break
    last = best[-1].get(columns - 1)
    if last is None:
        return None
    return last[0], _walk(best, chunks, columns)


def _extend(
    best: list[dict[int, tuple[float, int, int]]],
    chunks: Sequence[Chunk],
    start: int,
    end: int,
    columns: int,
    joined: float,
    kinds: Sequence[Kind] | None,
) -> None:
    kind = kind_of(_text(chunks[start:end])) if kinds else ""
    for before, (price, _, _) in best[start].items():
        column = (before + 1) % columns
        if column == 0 and not chunks[start].new_line:
            continue
        total = price + joined + (chunks[start].cut if start else 0.0)
        if kinds and kinds[column] and kind != kinds[column]:
            total += OTHER_KIND * (2 if kinds[column] == "date" else 1)
        known = best[end].get(column)
        if total < NEVER and (known is None or total < known[0]):
            best[end][column] = (total, start, before)


def _walk(
    best: Sequence[dict[int, tuple[float, int, int]]], chunks: Sequence[Chunk], columns: int
) -> Groups:
    cells: list[list[Chunk]] = []
    end, column = len(chunks), columns - 1
    while end > 0:
        _, start, before = best[end][column]
        cells.append(list(chunks[start:end]))
        end, column = start, before
    cells.reverse()
    return [cells[i : i + columns] for i in range(0, len(cells), columns)]


# --- names --------------------------------------------------------------------------------------


def _settle_names(rows: Sequence[TextRow], columns: int, letters: Collection[str]) -> None:
    """Choose among divisions by what the certain rows have in common.

    A cell of one word is believed where a certain row has the same word alone. Where the cells of
    every certain row share a marker, the others do too. A division that these habits rule out is
    kept as given up: they are habits and no proof.
    """
    marking = Marking(letters, marked=True)
    for habit in (_lone_words, _shared_markers):
        sure = [row for row in rows if len(row.divisions) == 1]
        if len(sure) < max(2, SURE_SHARE * len(rows)):
            return
        for row in rows:
            if len(row.divisions) > 1:
                fits = [d for d in row.divisions if habit(row, d, sure, columns, marking)]
                if fits and len(fits) < len(row.divisions):
                    row.given_up += [d for d in row.divisions if d not in fits]
                    row.divisions = fits
                    row.proof.append("markers")


def _inks(row: TextRow, division: tuple[int, ...], marking: Marking) -> list[tuple[str, str]]:
    """Return the words and the markers of every cell."""
    found = []
    for cell in row.cells(division):
        ink = lift(cell, marking)
        words = " ".join(piece.text for piece in ink.pieces)
        found.append((words, "".join(piece.text for piece in ink.markers)))
    return found


def _is_latin(text: str) -> bool:
    return bool(compiled(r"\p{Latin}").search(text)) and not has_cjk(text)


def _lone_words(
    row: TextRow,
    division: tuple[int, ...],
    sure: Sequence[TextRow],
    columns: int,
    marking: Marking,
) -> bool:
    for c, (words, _) in enumerate(_inks(row, division, marking)):
        known = [_inks(other, other.divisions[0], marking)[c][0] for other in sure]
        lone = {text for text in known if len(text.split()) == 1}
        longer = sum(len(text.split()) > 1 for text in known)
        if _is_latin(words) and len(words.split()) == 1 and words not in lone and longer > 1:
            return False
    return columns > 0


def _shared_markers(
    row: TextRow,
    division: tuple[int, ...],
    sure: Sequence[TextRow],
    columns: int,
    marking: Marking,
) -> bool:
    tables = [_inks(other, other.divisions[0], marking) for other in sure]
    own = _inks(row, division, marking)
    for a in range(columns):
        for b in range(a + 1, columns):
            if all(set(table[a][1]) & set(table[b][1]) for table in tables) and not (
                set(own[a][1]) & set(own[b][1])
            ):
                return False
    return True
