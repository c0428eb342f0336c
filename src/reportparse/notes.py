"""Markers and notes brought together: which sign in the text points to which footnote.

On a page a marker is raised, and its note stands at the foot of the same page. In a dump it is a
bare number glued to a word; there the order of the notes, the page that each one closes, and what
stands left and right of the number have to leave one place. Two places that are equally good give
a doubt and no anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from reportparse.findings import Doubt
from reportparse.layout.model import Line, Piece
from reportparse.layout.notearea import PageNote
from reportparse.lexicon.words import words
from reportparse.notation.spacing import is_cjk

_TOKEN = regex.compile(r"\d{1,3}|\*{1,4}|[†‡§]")
_SIGNS = regex.compile(r"[\d\s,，、*†‡§–-]+")
_BEHIND = "。，；：、）》”’〉」』)]？！,.;:!?"
SPACED_DUMP = 0.5
"""Share of numbers in a dump that stand apart from the Chinese before them, from which a number
glued to a Chinese word is conspicuous."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker in the text. `note` is the index of its note, None where there is none.

    A piece between two markers (the comma in `1, 2`) is lifted with them: its `raw` is empty.
    """

    piece: Piece
    raw: str
    note: int | None


def markers_of_page_lines(
    lines: Iterable[Line], notes: Sequence[PageNote]
) -> tuple[list[Marker], list[Doubt]]:
    """Find the raised markers of the lines of a PDF and the notes on their pages."""
    found: list[Marker] = []
    doubts: list[Doubt] = []
    for line in lines:
        for piece in _raised(line):
            text = piece.text
            if not _SIGNS.fullmatch(text):
                continue
            tokens = list(_TOKEN.finditer(text))
            targets = [_note_on_page(t[0], line.sheet, notes) for t in tokens]
            if not any(target is not None for target in targets):
                if tokens and not _is_exponent(piece):
                    doubts.append(
                        Doubt(
                            "marker-without-note",
                            f"the marker {text.strip()} has no note on its page",
                            (piece,),
                            found=text.strip(),
                        )
                    )
                continue
            at = piece.start
            for token, target in zip(tokens, targets, strict=True):
                start, end = piece.start + token.start(), piece.start + token.end()
                if at < start:
                    found.append(Marker(Piece(line, at, start), "", None))
                found.append(Marker(Piece(line, start, end), token[0], target))
                at = end
    return found, doubts


def _raised(line: Line) -> list[Piece]:
    pieces: list[Piece] = []
    for run in line.runs:
        if not run.style.raised:
            continue
        if pieces and not line.text[pieces[-1].end : run.start].strip(" "):
            pieces[-1] = Piece(line, pieces[-1].start, run.end)
        else:
            pieces.append(Piece(line, run.start, run.end))
    return [piece.trimmed() for piece in pieces if piece.text.strip()]


def _is_exponent(piece: Piece) -> bool:
    """Tell whether a raised number stands on a Latin letter or digit, as in m² and 10³."""
    before = piece.line.text[: piece.start].rstrip()
    return bool(before) and before[-1].isascii() and before[-1].isalnum()


def _note_on_page(token: str, sheet: int, notes: Sequence[PageNote]) -> int | None:
    """The note with this marker on this page; else the only one on a neighbouring page."""
    named = [i for i, note in enumerate(notes) if note.marker.text.strip() == token]
    here = [i for i in named if notes[i].sheet == sheet]
    if len(here) == 1:
        return here[0]
    near = [i for i in named if abs(notes[i].sheet - sheet) == 1]
    return near[0] if not here and len(near) == 1 else None


@dataclass(frozen=True, slots=True)
class _Place:
    piece: Piece
    rank: int

    @property
    def key(self) -> tuple[int, int]:
        return self.piece.line.number, self.piece.start


class DumpMarkers:
    """Finds the markers of a dump, note by note, each between its neighbours."""

    def __init__(
        self, lines: Sequence[Line], notes: Sequence[PageNote], breaks: frozenset[int]
    ) -> None:
        self._lines = lines
        self._notes = notes
        self._breaks = sorted(breaks)
        self._spaced = _share_apart(lines) >= SPACED_DUMP
        self._measures = _measure_words()

    def find(self) -> tuple[list[Marker], list[Doubt]]:
        """Return the markers found and what remains doubtful."""
        found: list[Marker] = []
        doubts: list[Doubt] = []
        after = (-1, -1)
        for index, note in enumerate(self._notes):
            token = note.marker.text.strip()
            places = self._places(token, after, note.first)
            if not places:
                continue
            best = max(place.rank for place in places)
            top = [place for place in places if place.rank == best]
            if len(top) > 1 and not token.isdigit():
                top = top[:1]
            if len(top) > 1:
                doubts.append(_several(token, top))
                continue
            found.append(Marker(top[0].piece, token, index))
            if token.isdigit():
                after = top[0].key
        return found, doubts

    def _places(self, token: str, after: tuple[int, int], before: int) -> list[_Place]:
        """Every place between the last anchor and the note where the token may be a marker.

        Places on the note's own page come first; only without any the page before is tried.
        """
        start = max((n for n in self._breaks if n <= before), default=0)
        pattern = regex.compile(rf"(?<!\d|[.,/:-]){regex.escape(token)}(?!\d|[.,/]\d|[*])")
        own: list[_Place] = []
        other: list[_Place] = []
        for line in self._lines:
            if line.number >= before:
                break
            for match in pattern.finditer(line.text):
                piece = Piece(line, match.start(), match.end())
                rank = self._rank(piece)
                if rank and (line.number, match.start()) > after:
                    (own if line.number >= start else other).append(_Place(piece, rank))
        return own or other

    def _rank(self, piece: Piece) -> int:
        """How much a number looks like a marker, from 0 (not at all) to 3."""
        text = piece.line.text
        left, right = text[: piece.start], text[piece.end :]
        if not left.strip() or left[-1].isspace():
            return 0
        if piece.text.startswith("*"):
            return 3
        following = right.lstrip()[:1]
        if any(right.lstrip().startswith(word) for word in self._measures):
            return 0
        apart = not right or right[0].isspace() or following in _BEHIND
        if left[-1] in _BEHIND:
            return 3 if apart or is_cjk(following or "。") else 2
        if not (is_cjk(left[-1]) or left[-1].isalpha() or left[-1] in "“‘\"'"):
            return 0
        if apart and self._spaced:
            return 3 if is_cjk(left[-1]) else 2
        return 1 if self._spaced or apart else 0


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
        apart += len(regex.findall(r"(?<=\p{Han})\s\d", line.text))
        glued += len(regex.findall(r"(?<=\p{Han})\d", line.text))
    return apart / (apart + glued) if apart + glued else 1.0


def _measure_words() -> tuple[str, ...]:
    """Words that count what the number before them says, so that it is no marker."""
    own = words("zh")
    return (*own.units.words, "年", "月", "日", "%", "％", *own.scales)


def unmarked_notes(markers: Sequence[Marker], notes: Sequence[PageNote]) -> list[Doubt]:
    """Say which notes no marker points to, and where their numbers do not run on."""
    pointed = {marker.note for marker in markers}
    doubts = [
        Doubt(
            "note-without-marker",
            f"nothing in the text points to note {note.marker.text.strip()}",
            (note.marker,),
            found=note.marker.text.strip(),
        )
        for index, note in enumerate(notes)
        if index not in pointed
    ]
    last: int | None = None
    for note in notes:
        text = note.marker.text.strip()
        if not text.isdigit():
            continue
        number = int(text)
        if last is not None and number not in (last + 1, 1):
            doubts.append(
                Doubt(
                    "note-gap",
                    f"note {number} follows note {last}",
                    (note.marker,),
                    expected=str(last + 1),
                    found=text,
                )
            )
        last = number
    return doubts
