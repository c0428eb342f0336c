"""Markers and notes brought together: which sign in the text points to which footnote.

On a page a marker is raised, and its note stands at the foot of the same page. In a dump it is a
bare number glued to a word; how it is found there is told in `notes_running`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.layout.notearea import PageNote
from reportparse.lexicon.patterns import compiled

_TOKEN = compiled(r"\d{1,3}|\*{1,4}|[†‡§]")
_SIGNS = compiled(r"[\d\s,，、*†‡§–-]+[.．]?")
"""What a raised stretch with markers holds; the full stop behind them may be raised as well."""


@frozen_record
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
            tokens = _tokens(text, line.sheet, notes)
            targets = [_note_on_page(text[a:b], line.sheet, notes) for a, b in tokens]
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
            for (a, b), target in zip(tokens, targets, strict=True):
                start, end = piece.start + a, piece.start + b
                if at < start:
                    found.append(Marker(Piece(line, at, start), "", None))
                found.append(Marker(Piece(line, start, end), text[a:b], target))
                at = end
    return found, doubts


def _tokens(text: str, sheet: int, notes: Sequence[PageNote]) -> list[tuple[int, int]]:
    """Where the markers of a raised stretch begin and end.

    Two markers on one word may touch: 34 is 3 and 4 where the page has these two notes and no
    note 34.
    """
    found: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        if token[0].isdigit() and _note_on_page(token[0], sheet, notes) is None:
            pairs = [
                at
                for at in range(1, len(token[0]))
                if int(token[0][at:]) == int(token[0][:at]) + 1
                and _note_on_page(token[0][:at], sheet, notes) is not None
                and _note_on_page(token[0][at:], sheet, notes) is not None
            ]
            if len(pairs) == 1:
                middle = token.start() + pairs[0]
                found += [(token.start(), middle), (middle, token.end())]
                continue
        found.append(token.span())
    return found


def _raised(line: Line) -> list[Piece]:
    pieces: list[Piece] = []
    for run in line.runs if line.raised else ():
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
    named = [i for i, note in enumerate(notes) if note.sign == token]
    here = [i for i in named if notes[i].sheet == sheet]
    if len(here) == 1:
        return here[0]
    near = [i for i in named if abs(notes[i].sheet - sheet) == 1]
    return near[0] if not here and len(near) == 1 else None


def unmarked_notes(markers: Sequence[Marker], notes: Sequence[PageNote]) -> list[Doubt]:
    """Say which notes no marker points to, and where their numbers do not run on."""
    pointed = {marker.note for marker in markers}
    doubts = [
        Doubt(
            "note-without-marker",
            f"nothing in the text points to note {note.sign}",
            (note.marker,),
            found=note.sign,
        )
        for index, note in enumerate(notes)
        if index not in pointed
    ]
    last: int | None = None
    for note in notes:
        text = note.sign
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
