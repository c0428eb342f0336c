"""How likely a blank, or a line's end, is the edge of a cell.

Every gap gets two prices: one for cutting a cell there and one for going on. The prices are ranks
of evidence, not measurements: 0 is what print normally does, 1 and 2 what it sometimes does,
NEVER what it does not do. The cheapest division into the needed number of cells is then the
reading, and a second one of nearly the same price makes it doubtful.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_tokens import (
    WIDE,
    Word,
    between_chinese,
    dates_in,
    is_figure,
    words_of,
)

CAPITAL = (1.2, 0.4)
"""Before a capital behind a small letter: names have it inside."""

CAPITAL_IN_HEAD = (0.6, 0.6)
"""The same in a head, where a word inside begins small."""

NEVER = 1000.0
"""A price that no other evidence outweighs."""

_UNFINISHED = compiled(
    r"(?:[的和与及或至到、，(（\-\u2010-\u2014/]|\b(?:of|and|the|for|in|to|by))$"
)
_ORDINAL = compiled(r"第\s{0,2}[\d一二三四五六七八九十]+\s{0,2}[\p{Han}]")
_MARKED = compiled(r"(?P<host>\S)(?P<marks>\p{Ll}(?:,\s?\p{Ll})*)$")
_CHINESE_MARKED = compiled(r"\p{Han}[)）]?\s?\p{Ll}(?:,?\s?\p{Ll})*$")
_MARK_LIST = compiled(r"\S\p{Ll}(?:,\s?\p{Ll})+$")


@frozen_record
class Chunk:
    """Words that no cell edge parts. `cut` and `join` are the prices of the gap before it."""

    piece: Piece
    cut: float
    join: float
    new_line: bool = False

    @property
    def text(self) -> str:
        return self.piece.text


def chunks_of(
    lines: Sequence[Line],
    letters: Collection[str],
    manner: Manner,
    *,
    names: bool = False,
    heads: bool = False,
) -> list[Chunk]:
    """Cut lines at every gap that may be the edge of a cell.

    With `names`, a word of the text that ends in a marker letter may end a cell too. With `heads`
    a capital begins a cell more easily: heads are printed like sentences.
    """
    chunks: list[Chunk] = []
    open_for = 0
    for line in lines:
        words, start = words_of(line), 0
        held = _held(line, open_for > 0)
        price = _before_line(chunks, line, words, letters, manner, names)
        if open_for:
            price = (NEVER, 0.0)
        for i in range(1, len(words) + 1):
            if i < len(words):
                inside = any(a <= words[i - 1].end < b for a, b in held)
                after = (NEVER, 0.0) if inside else _gap_price(line, words, i, letters, names)
                if after[0] >= NEVER:
                    continue
                after = CAPITAL_IN_HEAD if heads and after == CAPITAL else after
            piece = Piece(line, words[start].start, words[i - 1].end)
            chunks.append(Chunk(piece, *price, new_line=start == 0))
            if i < len(words):
                start, price = i, after
        open_for = _open_for(line, open_for)
    return chunks


MAX_OPEN = 3
"""Lines over which a parenthesis stays open: one never closed must not hold a table together."""


def _open_for(line: Line, before: int) -> int:
    """Return for how many lines a parenthesis has been open after this one, 0 for none."""
    text = line.text
    last = max(text.rfind("("), text.rfind("（"))
    closed = max(text.rfind(")"), text.rfind("）"))
    if last > closed or (before and closed < 0):
        return before + 1 if before < MAX_OPEN else 0
    return 0


def _before_line(
    chunks: Sequence[Chunk],
    line: Line,
    words: Sequence[Word],
    letters: Collection[str],
    manner: Manner,
    names: bool,
) -> tuple[float, float]:
    if not chunks or not words:
        return 0.0, NEVER
    first = Piece(line, words[0].start, words[-1].end)
    return line_price(chunks[-1].piece, first, letters, manner, names)


def _held(line: Line, opened: bool) -> list[tuple[int, int]]:
    """Return the stretches of a line inside which no cell ends: dates, ordinals, parentheses.

    `opened` says that a parenthesis is open from the line before.
    """
    held = [(date.start, date.end) for date in dates_in(line.text)]
    held += [found.span() for found in _ORDINAL.finditer(line.text)]
    depth, start = int(opened), 0
    for i, char in enumerate(line.text):
        if char in "(（":
            start = i if depth == 0 else start
            depth += 1
        elif char in ")）" and depth:
            depth -= 1
            if depth == 0:
                held.append((start, i))
    return [*held, (start, len(line.text))] if depth else held


def _gap_price(
    line: Line, words: Sequence[Word], i: int, letters: Collection[str], names: bool
) -> tuple[float, float]:
    """Return the prices of the gap before word `i` of a line."""
    left, right = words[i - 1], words[i]
    if right.gap >= WIDE:
        return 0.0, 4.0
    if is_marks(right.text, letters):
        return NEVER, 0.0
    if ends_marked(line.text[: left.end], letters, names):
        if _MARK_LIST.search(line.text[: left.end]) and not left.text.endswith(","):
            return 0.0, 4.0
        if is_cjk(right.text[0]) and _CHINESE_MARKED.search(line.text[: left.end]):
            return 0.0, 4.0  # Chinese words have no blank between them, with a marker or without
        return (0.3, 0.7) if names and _own_letter(line.text[: left.end]) else (0.3, 1.5)
    if between_chinese(line.text, left.end):
        return 0.0, 4.0
    return _soft_price(line, left, right)


def _soft_price(line: Line, left: Word, right: Word) -> tuple[float, float]:
    dates = dates_in(line.text)
    starts = any(date.start == right.start for date in dates)
    ends = any(date.end == left.end for date in dates)
    if starts or ends:
        return 0.6, 0.6
    if left.text.endswith((",", "-", "–", "/", "，", "、")):
        return 6.0, 0.0
    figures = is_figure(left.text), is_figure(right.text)
    chinese = is_cjk(left.text[-1]), is_cjk(right.text[0])
    if any(chinese):
        if any(figures):
            return 2.5, 0.2
        return (1.0, 0.6) if chinese[1] else (2.0, 0.3)
    if all(figures):
        return 1.0, 1.0
    if any(figures):
        return 1.0, 0.6
    if (
        right.text[0].isupper()
        and (left.text[-1].islower() or left.text[-1] in ")）")
        and _UNFINISHED.search(left.text) is None
    ):
        return CAPITAL
    return (2.0, 0.2) if right.text[0].isupper() else (4.0, 0.0)


def line_price(
    left: Piece, right: Piece, letters: Collection[str], manner: Manner, names: bool = False
) -> tuple[float, float]:
    """Return the prices of a cell's edge between the end of one line and the start of the next."""
    a, b = left.text.strip(), right.text.strip()
    closed = left.line.text[left.end :].isspace() or left.line.text[-1:].isspace()
    depth = sum(a.count(c) for c in "(（") - sum(a.count(c) for c in ")）")
    if depth > 0 or b[0] in ")）,，。、;；":
        return NEVER, 0.0
    if ends_marked(a, letters, names):
        return 0.0, (1.5 if names and _own_letter(a) else 3.0)
    if _UNFINISHED.search(a):
        return 6.0, 0.0
    if manner.ends and is_cjk(a[-1]):
        return (0.0, 2.0) if closed else (6.0, 0.0)
    if b[0].islower():
        return 4.0, 0.0
    if len(words_of(left.line)) > 1 and left.start > 0:
        return 0.2, 1.0
    return (0.5, 0.5) if is_cjk(a[-1]) and is_cjk(b[0]) else (0.5, 0.8)


def is_marks(text: str, letters: Collection[str]) -> bool:
    """Tell whether a word is markers only: `b`, `d,`, `a,b`."""
    marks = [mark for mark in text.split(",") if mark]
    return bool(marks) and all(len(mark) == 1 and mark in letters for mark in marks)


def ends_marked(text: str, letters: Collection[str], names: bool = False) -> bool:
    """Tell whether a text ends in a marker: a letter of the notes that no Latin word can own.

    With `names`, a letter glued to a small letter counts too: it may be one.

    >>> ends_marked("活动数量c", "abc"), ends_marked("(4KES)a", "a"), ends_marked("Acta", "a")
    (True, True, False)
    """
    found = _MARKED.search(text.rstrip())
    if not letters or not found:
        head, _, tail = text.rstrip().rpartition(" ")
        return bool(head) and is_marks(tail, letters)
    marks = compiled(r"\p{Ll}").findall(found["marks"])
    if not all(mark in letters for mark in marks):
        return False
    host = found["host"]
    return names or not host.isalpha() or is_cjk(host) or len(marks) > 1


def _own_letter(text: str) -> bool:
    """Whether the letter at the end may be the word's own: a small letter stands before it."""
    found = _MARKED.search(text.rstrip())
    return found is not None and found["host"].islower() and len(found["marks"]) == 1


def divide(
    chunks: Sequence[Chunk], cells: int, keep: int = 2
) -> list[tuple[float, tuple[int, ...]]]:
    """Return the cheapest divisions into `cells` cells: price, and the first chunk of each cell.

    Cells can not be blank. At most `keep` divisions, the cheapest first.
    """
    if not 1 <= cells <= len(chunks):
        return []
    table: list[list[tuple[float, tuple[int, ...]]]] = [[] for _ in range(cells + 1)]
    table[1] = [(0.0, (0,))]
    for i in range(1, len(chunks)):
        chunk = chunks[i]
        after: list[list[tuple[float, tuple[int, ...]]]] = [[] for _ in range(cells + 1)]
        for n in range(1, min(cells, i + 1) + 1):
            options = [(price + chunk.join, starts) for price, starts in table[n]]
            options += [(price + chunk.cut, (*starts, i)) for price, starts in table[n - 1]]
            after[n] = sorted(options)[:keep]
        table = after
    return [option for option in table[cells] if option[0] < NEVER]


def pieces_of(chunks: Sequence[Chunk]) -> tuple[Piece, ...]:
    """Return one piece per line for neighbouring chunks."""
    pieces: list[Piece] = []
    for chunk in chunks:
        if pieces and pieces[-1].line is chunk.piece.line:
            pieces[-1] = Piece(chunk.piece.line, pieces[-1].start, chunk.piece.end)
        else:
            pieces.append(chunk.piece)
    return tuple(pieces)
