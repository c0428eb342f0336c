"""Lifting markers off the words of a text dump, where superscripts stand on the line.

Only letters of the table's own notes are markers. A letter behind a Chinese character, a digit or
a parenthesis can be nothing else; one glued to a Latin word may be the word's own, and then only
the rest of the document, which prints the word without it, can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk
from reportparse.tables.model import Ink
from reportparse.tables.running_gaps import is_marks
from reportparse.tables.running_tokens import marks_at

_TAIL = compiled(r"(?P<marks>(?:(?<=\S)|(?<=\s))\p{Ll}(?:,\s?\p{Ll}|\s\p{Ll})*)$")
_WORD = compiled(r"\p{L}+")

SHORTEST = 4
"""Letters of a word without its marker: shorter words become other words by one letter."""


@frozen_record
class Marking:
    """What tells markers from letters: the letters of the notes, and the words of the dump.

    `marked` says that the column's cells are known to carry markers (a column of names in which
    every certain cell ends in one).
    """

    letters: Collection[str]
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    marked: bool = False


def vocabulary_of(lines: Sequence[Line]) -> Mapping[str, int]:
    """Count the Latin words of the dump.

    >>> vocabulary_of([Line(0, 1, "the targets, the", tuple(range(16)))])["the"]
    2
    """
    return Counter(word for line in lines for word in _WORD.findall(line.text))


def lift(pieces: Sequence[Piece], marking: Marking) -> Ink:
    """Return the words of a cell with the markers at the end of its last line lifted off.

    >>> line = Line(0, 1, "核证减排量 d", tuple(range(7)))
    >>> ink = lift([line.whole()], Marking({"d"}))
    >>> [p.text for p in ink.pieces], [p.text for p in ink.markers]
    (['核证减排量'], ['d'])
    """
    pieces = [piece.trimmed() for piece in pieces if piece.text.strip()]
    if not pieces or not marking.letters:
        return Ink(tuple(pieces))
    last = pieces[-1]
    at = _marks_from(last.text, marking)
    if at is None:
        return Ink(tuple(pieces))
    start = last.start + at
    markers, signs = marks_at(last.line, start, last.end)
    host = Piece(last.line, last.start, start).trimmed()
    if not host.text:
        if len(pieces) == 1:
            return Ink(tuple(pieces))
        return Ink(tuple(pieces[:-1]), markers, signs)
    return Ink((*pieces[:-1], host), markers, signs)


def _marks_from(text: str, marking: Marking) -> int | None:
    """Return where the markers at the end of a text begin, None without any."""
    found = _TAIL.search(text)
    if not found:
        return None
    start = int(found.start("marks"))
    while start < len(text) and not is_marks(text[start:].replace(" ", ","), marking.letters):
        nearer = compiled(r"[\s,]+\p{Ll}").search(text[start + 1 :])
        if nearer is None:
            return None
        start += int(nearer.end())
    head = text[:start]
    if not head:
        return 0
    if head[-1].isspace() or not head[-1].isalpha() or is_cjk(head[-1]):
        return start
    if head[-1].isupper():
        return start
    return start if marking.marked or _known(text, start, marking) else None


def _known(text: str, start: int, marking: Marking) -> bool:
    """Whether the dump prints the word without the letter, and nowhere else with it.

    A list of markers (`a, c`) is believed as it is. An English word may itself grow by a d.
    """
    if "," in text[start:]:
        return True
    found = compiled(r"\p{L}+$").search(text[: start + 1])
    if found is None:
        return False
    word: str = found[0]
    plain = word[:-1]
    if len(plain) < SHORTEST or (word[-1] == "d" and plain[-1] == "e"):
        return False
    return marking.vocabulary.get(plain, 0) > 0 and marking.vocabulary.get(word, 0) <= 1
