"""Pieces of lines to running text, with every character's origin and every marker's offset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportparse.layout.model import Line, Piece
from reportparse.notation.spacing import join_gap, tidy_with_offsets

_CLOSING = re.compile(r"[.,;:](?=\s|$)")
"""What follows a marker at the start of a line and belongs to the word of the line before."""
JOIN_CONTEXT = 120
"""Characters of the text so far that decide how the next line joins: an address fits in."""


@dataclass(frozen=True, slots=True)
class Lifted:
    """A marker taken out of the text: where it stood in the text, and its print."""

    offset: int
    piece: Piece


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text with its provenance.

    `origins[i]` is the line and index that `text[i]` comes from, None for a blank that joins two
    lines. `raw` is the print, markers in place, lines separated by a line feed.
    """

    text: str
    raw: str
    origins: tuple[tuple[Line, int] | None, ...]
    markers: tuple[Lifted, ...]
    pieces: tuple[Piece, ...]

    def pieces_between(self, start: int, end: int) -> tuple[Piece, ...]:
        """The print of the characters `start` to `end` of the text."""
        pieces: list[Piece] = []
        for origin in self.origins[start:end]:
            if origin is None:
                continue
            line, index = origin
            last = pieces[-1] if pieces else None
            if last is not None and last.line is line and index >= last.start:
                pieces[-1] = Piece(line, last.start, index + 1)
            else:
                pieces.append(Piece(line, index, index + 1))
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
    text: list[str] = []
    origins: list[tuple[Line, int] | None] = []
    markers: list[Lifted] = []
    raw: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        raw.append(_separator(last, piece) + piece.text)
        mine = [m for m in out if m.line is piece.line and piece.start <= m.start < piece.end]
        gone = {index for m in mine for index in range(m.start, m.end)}
        kept = [index for index in range(piece.start, piece.end) if index not in gone]
        words, offsets = tidy_with_offsets("".join(piece.line.text[i] for i in kept))
        if words and text and not (mine and _CLOSING.match(words)):
            for char in join_gap("".join(text[-JOIN_CONTEXT:]), words):
                text.append(char)
                origins.append(None)
        base = len(text)
        text.extend(words)
        origins.extend((piece.line, kept[offset]) for offset in offsets)
        for mark in mine:
            before = sum(1 for offset in offsets if kept[offset] < mark.start)
            markers.append(Lifted(_before_blank(text, base + before), mark))
        last = piece
    return Flow("".join(text), "".join(raw).strip(), tuple(origins), tuple(markers), tuple(pieces))


def _before_blank(text: list[str], offset: int) -> int:
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
