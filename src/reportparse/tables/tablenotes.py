"""What stands below a table and belongs to it: lettered notes, remarks, sources."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import regex

from reportparse.layout.model import Line, Piece
from reportparse.tables.captions import Captions
from reportparse.tables.inks import ink_of
from reportparse.tables.model import Ink, Note
from reportparse.tables.vocabulary import TableWords

FIRST_STEP: Final = 40.0
"""In points: the notes of a table begin no further below its last rule."""
LINE_STEP: Final = 1.75
"""In ems: lines of one note stand 1.2 to 1.3 apart, notes up to 1.7."""
SMALLER: Final = 0.97
"""Notes are set in smaller type than running text, unless a raised marker shows what they are."""

Kind = Literal["note", "remark", "source"]

_START: Final = regex.compile(
    r"\s*(?P<marker>(?:[a-z]{1,2}|\d{1,2})(?=[)）.]?\s)|\*{1,4}|[†‡§])(?P<close>[)）.]?)\s*\S"
)


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """The notes of one table, and the lines that they take up."""

    notes: tuple[Note, ...] = ()
    remarks: tuple[Ink, ...] = ()
    sources: tuple[Ink, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(note.marker.text for note in self.notes if note.marker is not None)


@dataclass(slots=True)
class _Open:
    kind: Kind
    marker: Piece | None
    pieces: list[Piece]


class NoteReader:
    """Reads the notes below tables in one or more languages."""

    def __init__(self, words: TableWords, captions: Captions, body: float) -> None:
        self.words, self.captions, self.body = words, captions, body

    def below(
        self, lines: Sequence[Line], bottom: float, used: Collection[str], left: float
    ) -> NoteBlock:
        """Return the notes that begin directly below the height `bottom`.

        `lines` are those of the page below the table, `used` the markers that the table shows,
        `left` the left edge of the table.
        """
        found: list[_Open] = []
        taken: list[Line] = []
        y, size = bottom, 0.0
        for line in lines:
            if line.box is None or self.captions.read(line):
                break
            step = line.baseline - y
            opened = self._opened(line, used, found)
            if not found:
                if opened is None or step > FIRST_STEP:
                    break
                found.append(opened)
                size = line.size
            elif opened is not None and step <= FIRST_STEP and line.size <= size * 1.1:
                found.append(opened)
            elif step <= LINE_STEP * line.size and abs(line.size - size) <= 0.1 * size:
                found[-1].pieces.append(line.whole().trimmed())
            else:
                break
            taken.append(line)
            y = line.baseline
        return _block(found, taken)

    def _opened(self, line: Line, used: Collection[str], found: Sequence[_Open]) -> _Open | None:
        text = line.text
        kind = self._worded(text)
        if kind is not None and (line.size <= SMALLER * self.body or kind == "source"):
            return _Open(kind, None, [line.whole().trimmed()])
        marker = _raised_start(line)
        if marker is None:
            plain = _START.match(text)
            if plain is None or plain["marker"].isdigit() or plain["close"]:
                return None
            sign = not plain["marker"].isalpha()
            if line.size > SMALLER * self.body and not (sign and plain["marker"] in used):
                return None
            if not sign and plain["marker"] not in (*used, _next(found)):
                return None
            marker = Piece(line, plain.start("marker"), plain.end("marker"))
        rest = Piece(line, marker.end, len(text)).trimmed()
        return _Open("note", marker, [rest] if rest.text else [])

    def _worded(self, text: str) -> Kind | None:
        if self.words.is_source(text):
            return "source"
        return "remark" if self.words.is_remark(text) else None


def _raised_start(line: Line) -> Piece | None:
    """The raised marker that begins a line."""
    start = next((i for i, c in enumerate(line.text) if not c.isspace()), None)
    if start is None or not line.style_at(start).raised:
        return None
    end = start
    while end < len(line.text) and line.style_at(end).raised and not line.text[end].isspace():
        end += 1
    text = line.text[start:end]
    return (
        Piece(line, start, end)
        if regex.fullmatch(r"[A-Za-z]{1,2}|\d{1,3}|\*{1,4}|[†‡§]", text)
        else None
    )


def _next(found: Sequence[_Open]) -> str:
    """The marker that should come after those found: `a`, then `b`."""
    last = next((o.marker.text for o in reversed(found) if o.marker is not None), None)
    if last is None:
        return "a"
    return chr(ord(last) + 1) if len(last) == 1 and "a" <= last < "z" else ""


def _block(found: Sequence[_Open], taken: Sequence[Line]) -> NoteBlock:
    notes: list[Note] = []
    remarks: list[Ink] = []
    sources: list[Ink] = []
    for item in found:
        ink = ink_of(item.pieces)
        if item.kind == "note":
            notes.append(Note(item.marker, ink))
        else:
            (remarks if item.kind == "remark" else sources).append(ink)
    return NoteBlock(tuple(notes), tuple(remarks), tuple(sources), tuple(taken))
