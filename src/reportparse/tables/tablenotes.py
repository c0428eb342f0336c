"""What stands below a table and belongs to it: lettered notes, remarks, sources."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.tables.captions import Captions
from reportparse.tables.inks import ink_of
from reportparse.tables.model import Ink, Note, label_of
from reportparse.tables.vocabulary import TableWords

FIRST_STEP: Final = 40.0
"""In points: the notes of a table begin no further below its last rule."""
LINE_STEP: Final = 1.75
"""In ems: lines of one note stand 1.2 to 1.3 apart, notes up to 1.7."""
SMALLER: Final = 0.97
"""Notes are set in smaller type than running text, unless a raised marker shows what they are."""

Kind = Literal["note", "remark", "source", "rest"]

_START: Final = compiled(
    r"\s*(?P<marker>(?:[a-z]{1,2}|\d{1,2})(?=[)）.]?\s)|\*{1,4}|[†‡§])(?P<close>[)）.]?)\s*\S"
)
_RAISED: Final = compiled(r"(?P<open>[(（])?(?:[A-Za-z]{1,2}|\d{1,3}|\*{1,4}|[†‡§])(?(open)[)）])")


@frozen_record
class NoteItem:
    """One note, remark or source: its marker and its words line by line.

    A `rest` is the end of a note that a page break cut.
    """

    kind: Kind
    marker: Piece | None
    pieces: tuple[Piece, ...]

    @property
    def ink(self) -> Ink:
        return ink_of(self.pieces)


@frozen_record
class NoteBlock:
    """The notes of one table in printed order, and the lines that they take up."""

    items: tuple[NoteItem, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(item.marker, item.ink) for item in self.items if item.kind == "note")

    @property
    def remarks(self) -> tuple[Ink, ...]:
        return tuple(item.ink for item in self.items if item.kind == "remark")

    @property
    def sources(self) -> tuple[Ink, ...]:
        return tuple(item.ink for item in self.items if item.kind == "source")

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(label_of(item.marker) for item in self.items if item.marker is not None)

    def with_more(self, more: NoteBlock) -> NoteBlock:
        """Add what the next page holds of the notes."""
        items = list(self.items)
        for item in more.items:
            if item.kind == "rest" and items:
                last = items[-1]
                items[-1] = NoteItem(last.kind, last.marker, (*last.pieces, *item.pieces))
            else:
                items.append(item)
        return NoteBlock(tuple(items), (*self.lines, *more.lines))


@dataclass(slots=True)
class _Open:
    kind: Kind
    marker: Piece | None
    pieces: list[Piece]

    def closed(self) -> NoteItem:
        return NoteItem(self.kind, self.marker, tuple(self.pieces))


class NoteReader:
    """Reads the notes below tables in one or more languages."""

    def __init__(self, words: TableWords, captions: Captions, body: float) -> None:
        self.words, self.captions, self.body = words, captions, body

    def below(self, lines: Sequence[Line], bottom: float, used: Collection[str]) -> NoteBlock:
        """Return the notes that begin directly below the height `bottom`.

        `lines` are those of the page below the table, `used` the markers that the table shows.
        """
        return self._read(lines, bottom, used, [], 0.0)

    def further(self, lines: Sequence[Line], before: NoteBlock, used: Collection[str]) -> NoteBlock:
        """Return the notes at the top of a page that go on from the page before.

        `before` are the notes so far; it is empty where the table ended with its page.
        """
        if not lines or lines[0].box is None:
            return NoteBlock()
        top = lines[0].baseline - lines[0].size
        if not before.lines:
            return self._read(lines, top, used, [], 0.0)
        last = before.items[-1]
        going = _Open("rest", last.marker, [])
        block = self._read(lines, top, used, [going], before.lines[-1].size)
        kept = tuple(item for item in block.items if item.pieces or item.kind != "rest")
        return NoteBlock(kept, block.lines)

    def _read(
        self,
        lines: Sequence[Line],
        y: float,
        used: Collection[str],
        found: list[_Open],
        size: float,
    ) -> NoteBlock:
        taken: list[Line] = []
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
        return NoteBlock(tuple(item.closed() for item in found), tuple(taken))

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
    """The raised marker that begins a line, with the brackets around it if it has any."""
    start = next((i for i, c in enumerate(line.text) if not c.isspace()), None)
    if start is None or not line.raised_at(start):
        return None
    end = start
    while end < len(line.text) and line.raised_at(end) and not line.text[end].isspace():
        end += 1
    text = line.text[start:end]
    return Piece(line, start, end) if _RAISED.fullmatch(text) else None


def _next(found: Sequence[_Open]) -> str:
    """The marker that should come after those found: `a`, then `b`."""
    last = next((label_of(o.marker) for o in reversed(found) if o.marker is not None), None)
    if last is None:
        return "a"
    return chr(ord(last) + 1) if len(last) == 1 and "a" <= last < "z" else ""
