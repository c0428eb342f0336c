"""Markers of footnotes in a text dump, where they are bare numbers.

A marker is glued to the word or sign before it. Whether a number is one, its neighbours make more
or less likely; which of several, the order of the notes decides: markers come in the order of
their notes, each on the page of its note. Of all ways to place them in order the likeliest is
taken; a note that two equally likely ways place differently gets no anchor but a doubt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import regex

from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.layout.notearea import PageNote
from reportparse.layout.notearea_dump import counted
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import words
from reportparse.notation.spacing import is_cjk
from reportparse.notes import Marker

SPACED_DUMP = 0.5
"""Share of numbers in a dump that stand apart from the Chinese before them, from which a number
glued to a Chinese word is conspicuous."""

_BEHIND = "。，；：、）》”’〉」』)]？！,.;:!?"
_RAISED_BEHIND = "。，；、）》”"
_SIGN = compiled(r"(?<!\d|\d[.,/:-])(?:\d{1,3}(?!\d|[.,/]\d|-\d)|\*{1,4}|[†‡§])")

Key = tuple[int, int]


@frozen_record
class _Place:
    """Where a marker may stand, and how likely that is, from 1 to 4."""

    piece: Piece
    rank: int

    @property
    def key(self) -> Key:
        return self.piece.line.number, self.piece.start


class DumpMarkers:
    """Finds the markers of a dump."""

    def __init__(
        self, lines: Sequence[Line], notes: Sequence[PageNote], breaks: frozenset[int]
    ) -> None:
        self._notes = notes
        self._breaks = sorted(breaks)
        self._spaced = _share_apart(lines) >= SPACED_DUMP
        self._found = self._signs(lines)

    def find(self) -> tuple[list[Marker], list[Doubt]]:
        """Return the markers found and what remains doubtful."""
        found: list[Marker] = []
        doubts: list[Doubt] = []
        numbered: list[int] = []
        choices: list[list[_Place]] = []
        for index, note in enumerate(self._notes):
            token = note.sign
            places = self._places(token, note.first)
            if token.isdigit():
                numbered.append(index)
                choices.append(places)
            elif places:
                best = max(places, key=lambda place: place.rank)
                found.append(Marker(best.piece, token, index))
        last: Key = (-1, -1)
        ranked = [[(place.key, place.rank) for place in places] for places in choices]
        for index, places, best_at in zip(numbered, choices, in_order(ranked), strict=True):
            token = self._notes[index].sign
            if len(best_at) == 1 and places[best_at[0]].key > last:
                last = places[best_at[0]].key
                found.append(Marker(places[best_at[0]].piece, token, index))
            elif best_at:
                doubts.append(_several(token, [places[at] for at in best_at]))
        found.sort(key=lambda marker: (marker.piece.line.number, marker.piece.start))
        return found, doubts

    def _signs(self, lines: Sequence[Line]) -> dict[str, list[_Place]]:
        """Every number and sign of the lines that may be a marker, in order."""
        found: dict[str, list[_Place]] = {}
        for line, after in zip(lines, [*(line.text for line in lines[1:]), ""], strict=True):
            for match in _SIGN.finditer(line.text):
                piece = Piece(line, *match.span())
                if rank := self._rank(piece, after):
                    found.setdefault(match[0], []).append(_Place(piece, rank))
        return found

    def _places(self, token: str, before: int) -> list[_Place]:
        """The places for the marker of a note that begins with the line `before`.

        Places on the note's own page come first; only without any the pages before are tried.
        """
        at = bisect_right(self._breaks, before)
        start = self._breaks[at - 1] if at else 0
        places = [p for p in self._found.get(token, []) if p.piece.line.number < before]
        return [p for p in places if p.piece.line.number >= start] or places

    def _rank(self, piece: Piece, below: str) -> int:
        """How much a number looks like a marker, from 0 (not at all) to 4.

        `below` is the next line: what a number at a line's end counts may stand there.
        """
        text = piece.line.text
        left, right = text[: piece.start], text[piece.end :]
        if not left.strip():
            return 0
        if left[-1].isspace():
            return self._rank_apart(piece.text, left.rstrip(), right)
        if not piece.text.isdigit():
            return 4
        behind = right if right.strip() else below
        if counted().match(behind.lstrip()) or _names_number().search(left):
            return 0
        following = right.lstrip()[:1]
        apart = not right or right[0].isspace() or following in _BEHIND
        if left[-1] in "：:":
            return 2 if apart or is_cjk(following) else 0  # more often the value of a label
        if left[-1] in _BEHIND:
            return 4 if apart or is_cjk(following or "。") else 2
        if not (is_cjk(left[-1]) or left[-1].isalpha() or left[-1] in "“‘\"'"):
            return 0
        if apart and self._spaced:
            return 4 if is_cjk(left[-1]) else 2
        if apart and not right.strip():
            return 2
        return 1 if self._spaced or apart else 0

    def _rank_apart(self, number: str, left: str, right: str) -> int:
        """Rank a number behind a blank: raised print leaves one behind a Chinese sign, and none
        before the word that goes on, where a number of the text has both or neither."""
        if (
            not number.isdigit()
            or left[-1] not in _RAISED_BEHIND
            or not (right and is_cjk(right[0]))
        ):
            return 0
        return 3 if self._spaced and counted().match(right) is None else 0


def in_order(choices: Sequence[Sequence[tuple[Key, int]]]) -> list[list[int]]:
    """Choose a place for each marker so that they follow one another and rank highest together.

    `choices` are the places of each marker in turn, as key and rank. Returns for each marker the
    indices of its places in the best ways: one where it is certain, several where equally good
    ways differ, none where no place fits.

    >>> in_order([[((1, 5), 3), ((9, 5), 3)], [((4, 0), 3)]])
    [[0], [0]]
    >>> in_order([[((1, 5), 3), ((2, 5), 3)], [((4, 0), 3)]])
    [[0, 1], [0]]
    """
    ahead = _best_until(choices)
    mirrored = [[((-a, -b), rank) for (a, b), rank in places] for places in reversed(choices)]
    behind = list(reversed(_best_until(mirrored)))
    totals = [
        [one + other - rank for (_, rank), one, other in zip(*columns, strict=True)]
        for columns in zip(choices, ahead, behind, strict=True)
    ]
    most = max((total for row in totals for total in row), default=0)
    return [[at for at, total in enumerate(row) if total == most] for row in totals]


def _best_until(choices: Sequence[Sequence[tuple[Key, int]]]) -> list[list[int]]:
    """The highest sum of ranks of places in order that ends with each place."""
    keys = sorted({key for places in choices for key, _ in places})
    tree = [0] * (len(keys) + 1)
    best: list[list[int]] = []
    for places in choices:
        row = [rank + _most_before(tree, bisect_left(keys, key)) for key, rank in places]
        for (key, _), total in zip(places, row, strict=True):
            _raise_to(tree, bisect_left(keys, key) + 1, total)
        best.append(row)
    return best


def _most_before(tree: Sequence[int], at: int) -> int:
    """The greatest value put in at positions 1 to `at` of a binary indexed tree."""
    most = 0
    while at > 0:
        most = max(most, tree[at])
        at -= at & -at
    return most


def _raise_to(tree: list[int], at: int, value: int) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at


def _several(token: str, places: Sequence[_Place]) -> Doubt:
    return Doubt(
        "marker-unclear",
        f"the marker of note {token} can stand in {len(places)} places; none was chosen",
        tuple(place.piece for place in places),
        found=" | ".join(_context(place.piece) for place in places),
    )


def _context(piece: Piece) -> str:
    return piece.line.text[max(0, piece.start - 8) : piece.end + 4].strip()


def _share_apart(lines: Sequence[Line]) -> float:
    """The share of numbers behind Chinese that a blank separates from it."""
    apart = glued = 0
    for line in lines:
        apart += len(compiled(r"(?<=\p{Han})\s\d").findall(line.text))
        glued += len(compiled(r"(?<=\p{Han})\d").findall(line.text))
    return apart / (apart + glued) if apart + glued else 1.0


@lru_cache(maxsize=1)
def _names_number() -> regex.Pattern[str]:
    """Words whose number follows them: 表 1, 附件 2, 第 3."""
    chinese, english = words("zh"), words("en")
    lists = [chinese.ordinal_before, english.article, english.paragraph, english.chapter]
    for own in (chinese, english):
        lists += [own.table, own.figure, own.box, own.annex]
    return compiled(rf"(?:{'|'.join(found.pattern for found in lists)})$", regex.IGNORECASE)
