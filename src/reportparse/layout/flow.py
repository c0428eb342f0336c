"""Pieces of lines to running text, with every character's origin and every marker's offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.notation.spacing import join_gap, tidy_with_offsets

_CLOSING = re.compile(r"[.,;:](?=\s|$)")
"""What follows a marker at the start of a line and belongs to the word of the line before."""
JOIN_CONTEXT = 120
"""Characters of the text so far that decide how the next line joins: an address fits in."""


@frozen_record
class Lifted:
    """A marker taken out of the text: where it stood in the text, and its print."""

    offset: int
    piece: Piece


@frozen_record
class Stretch:
    """Characters of a running text that come from one piece.

    They begin at `start` of the text and stand at `indices` of `line`, which grow.
    """

    start: int
    line: Line
    indices: Sequence[int]

    @property
    def end(self) -> int:
        return self.start + len(self.indices)


_start = attrgetter("start")


@frozen_record
class Flow:
    """Running text with its provenance.

    `stretches` say where its characters come from; what is in none of them is a blank that joins
    two lines. `raw` is the print, markers in place, lines separated by a line feed.
    """

    text: str
    raw: str
    stretches: tuple[Stretch, ...]
    markers: tuple[Lifted, ...]
    pieces: tuple[Piece, ...]

    def pieces_between(self, start: int, end: int) -> tuple[Piece, ...]:
        """The print of the characters `start` to `end` of the text."""
        return pieces_between(self.stretches, start, end)


def pieces_between(stretches: Sequence[Stretch], start: int, end: int) -> tuple[Piece, ...]:
    """The print of the characters `start` to `end` of the text that is made of `stretches`."""
    pieces: list[Piece] = []
    before = max(bisect_right(stretches, start, key=_start) - 1, 0)
    for own in islice(stretches, before, None):
        if own.start >= end:
            break
        indices = own.indices[max(start - own.start, 0) : max(end - own.start, 0)]
        if not indices:
            continue
        first, last = indices[0], pieces[-1] if pieces else None
        if last is not None and last.line is own.line and first >= last.start:
            first = last.start
            pieces.pop()
        pieces.append(Piece(own.line, first, indices[-1] + 1))
    return tuple(pieces)


def flow(pieces: Sequence[Piece], lifted: Iterable[Piece] = ()) -> Flow:
    """Join `pieces` to running text, leaving out the `lifted` markers.

    >>> from reportparse.layout.model import Line
    >>> one = Line(0, 1, "区域合作中心13 与当地", tuple(range(12)))
    >>> two = Line(1, 1, "机构合作。", tuple(range(5)))
    >>> made = flow([one.whole(), two.whole()], [Piece(one, 6, 8)])
    >>> made.text, [(m.offset, m.piece.text) for m in made.markers]
    ('区域合作中心与当地机构合作。', [(6, '13')])
    """
    out = sorted(lifted, key=lambda piece: (piece.line.number, piece.start))
    text = ""
    stretches: list[Stretch] = []
    markers: list[Lifted] = []
    for piece in pieces:
        mine = [m for m in out if m.line is piece.line and piece.start <= m.start < piece.end]
        words, indices = _words_of(piece, mine)
        if words and text and not (mine and _CLOSING.match(words)):
            text += join_gap(text[-JOIN_CONTEXT:], words)
        stretch = Stretch(len(text), piece.line, indices)
        stretches.append(stretch)
        text += words
        for mark in mine:
            before = stretch.start + bisect_left(indices, mark.start)
            markers.append(Lifted(_before_blank(text, before), mark))
    raw = print_of(pieces)
    # The same object where it is the same text: most texts are a single line without markers.
    return Flow(text, text if raw == text else raw, tuple(stretches), tuple(markers), tuple(pieces))


def _words_of(piece: Piece, lifted: Sequence[Piece]) -> tuple[str, Sequence[int]]:
    """The text of a piece without the lifted markers, and where on the line it stands."""
    if not lifted:
        words, offsets = tidy_with_offsets(piece.text)
        if isinstance(offsets, range):
            return words, range(piece.start, piece.start + len(words))
        return words, [piece.start + offset for offset in offsets]
    gone = {index for mark in lifted for index in range(mark.start, mark.end)}
    kept = [index for index in range(piece.start, piece.end) if index not in gone]
    words, offsets = tidy_with_offsets("".join(piece.line.text[index] for index in kept))
    return words, [kept[offset] for offset in offsets]


def print_of(pieces: Iterable[Piece]) -> str:
    """The print of `pieces`: their own blanks, markers in place, a line feed between lines."""
    raw: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        raw.append(_separator(last, piece) + piece.text)
        last = piece
    return "".join(raw).strip()


def _before_blank(text: str, offset: int) -> int:
    """A marker stands behind its word, not behind the blank that follows the word."""
    while 0 < offset <= len(text) and text[offset - 1] == " ":
        offset -= 1
    return offset


def _separator(last: Piece | None, piece: Piece) -> str:
    """What the print has between two pieces: the blanks of their line, or a new line."""
    if last is None:
        return ""
    if last.line is not piece.line or last.end > piece.start:
        return "\n"
    between = piece.line.text[last.end : piece.start]
    return between if between.isspace() else " " * bool(between)
