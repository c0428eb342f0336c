"""Words and markers of a cell: superscripts are lifted off before anything is read.

A marker is raised, or, where the print has lost that, a lone letter of the table's own notes
behind a blank or glued to a number. `10³` and `m²` keep their raised digits: they are words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import regex

from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.tables.model import Ink
from reportparse.tables.region import Chunk

MARKER: Final = compiled(r"[A-Za-z](?![A-Za-z])|[A-Za-z]{2}(?=$)|\d{1,3}|\*{1,4}|[†‡§¶#]")
_ORDINAL: Final = compiled(r"(?:st|nd|rd|th|er|re|o|a)$", regex.IGNORECASE)
_UNIT: Final = compiled(r"(?:^|[\s\d/(])(?:[kcdmµ]?m|10|ft|CO|H|SO|NO)$")
_TAIL: Final = compiled(
    r"(?P<words>.*?\S)(?P<gap>\s*)(?P<marks>[a-z](?:\s?[,，]?\s?[a-z])*)\s*$", regex.DOTALL
)
_STARS: Final = compiled(r"(?P<words>.*[^\s*])\s*(?P<marks>\*{1,4})\s*$", regex.DOTALL)
_NUMBER_END: Final = compiled(r"[\d)\]%–—]$")


def ink_of(chunks: Iterable[Chunk | Piece], letters: Collection[str] = ()) -> Ink:
    """Return the words and markers of `chunks`, given in reading order.

    `letters` are the markers of the table's own notes; only they are taken for markers without
    being raised.
    """
    pieces: list[Piece] = []
    markers: list[Piece] = []
    signs: list[Piece] = []
    for piece in _joined([c.piece if isinstance(c, Chunk) else c for c in chunks]):
        for part, raised in _parts(piece):
            if raised:
                _read_marks(part, markers, signs)
            else:
                _read_words(part, letters, pieces, markers, signs)
    return Ink(tuple(pieces), tuple(markers), tuple(signs))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbours on one line between which nothing but blanks stands."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if (
            last is not None
            and last.line is piece.line
            and last.end <= piece.start
            and not last.line.text[last.end : piece.start].strip()
        ):
            found[-1] = Piece(last.line, last.start, piece.end)
        else:
            found.append(piece)
    return found


def _parts(piece: Piece) -> Iterator[tuple[Piece, bool]]:
    """The stretches of a piece that are raised markers, and those that are words."""
    line = piece.line
    start, raised = piece.start, False
    for run in line.runs:
        if run.end <= piece.start or run.start >= piece.end:
            continue
        at = max(run.start, piece.start)
        now = run.style.raised and _is_mark(line, run.start, run.end)
        blank = not line.text[at : min(run.end, piece.end)].strip()
        if now != raised and not blank:
            if at > start:
                yield Piece(line, start, at), raised
            start, raised = at, now
    if piece.end > start:
        yield Piece(line, start, piece.end), raised


def _is_mark(line: Line, start: int, end: int) -> bool:
    """Tell whether the raised characters of a line are markers and no exponent or ordinal."""
    text = line.text[start:end].strip()
    before = line.text[:start]
    if text[:1].isdigit():
        return not _UNIT.search(before)
    if _ORDINAL.fullmatch(text) and len(text) == 2:
        return not before[-1:].isdigit()
    return True


def _read_marks(part: Piece, markers: list[Piece], signs: list[Piece]) -> None:
    at = part.start
    for found in MARKER.finditer(part.line.text, part.start, part.end):
        _sign(part.line, at, found.start(), signs)
        markers.append(Piece(part.line, found.start(), found.end()))
        at = found.end()
    _sign(part.line, at, part.end, signs)


def _sign(line: Line, start: int, end: int, signs: list[Piece]) -> None:
    piece = Piece(line, start, end).trimmed()
    if piece.text:
        signs.append(piece)


def _read_words(
    part: Piece,
    letters: Collection[str],
    pieces: list[Piece],
    markers: list[Piece],
    signs: list[Piece],
) -> None:
    part = part.trimmed()
    if not part.text:
        return
    starred = _STARS.fullmatch(part.text)
    if starred:
        at = part.start + starred.start("marks")
        pieces.append(Piece(part.line, part.start, part.start + starred.end("words")))
        _read_marks(Piece(part.line, at, part.end), markers, signs)
        return
    found = _TAIL.fullmatch(part.text) if letters else None
    if found and set(compiled("[a-z]").findall(found["marks"])) <= set(letters):
        glued = not found["gap"]
        if not glued or _NUMBER_END.search(found["words"]):
            at = part.start + found.start("marks")
            pieces.append(Piece(part.line, part.start, part.start + found.end("words")))
            _read_marks(Piece(part.line, at, part.end), markers, signs)
            return
    if markers and compiled(r"[,，、\s]+").fullmatch(part.text):
        signs.append(part)
        return
    pieces.append(part)
