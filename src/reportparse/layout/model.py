"""Lines of print and pieces of lines: the common ground of PDF and text dump.

From here on nothing knows which door a report came through, except by asking a line whether it
has a box. Everything that is extracted is made of pieces of lines, and every printed character
of every line has to end in exactly one piece: that is the ledger of the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from reportparse.frozen import frozen_record
from reportparse.pages.model import Link, Picture, Rule, Tag
from reportparse.provenance import Box, union

INFERRED = -1
"""The origin of a blank that is not printed but seen as a gap."""


@frozen_record
class Style:
    """How a stretch of characters looks. `size` in points, None in a text dump.

    `raised` marks superscripts: small glyphs standing above the baseline of their line.
    """

    size: float | None = None
    font: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    tag: int | None = None


@frozen_record
class Run:
    """Characters `start` to `end` of a line share `style`."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True)
class Line:
    """One printed line, or one piece of it where wide gaps cut it into columns.

    `number` is unique in the document and grows in reading order. `sheet` is the page of a PDF
    or the part between form feeds of a dump, from 1. `text` holds the printed characters with
    blanks; `origin[i]` is where `text[i]` comes from: the index of the glyph on its page, or the
    column (from 0) in its dump line, or INFERRED. `xs[i]` are the left and right edge of
    `text[i]` in points, `ys[i]` its top and bottom; empty in a dump. In a sideways line both are
    measured along and across the direction of writing, which runs up the page. `row` is the
    dump's line number, 0 in a PDF.
    """

    number: int
    sheet: int
    text: str
    origin: tuple[int, ...]
    runs: tuple[Run, ...] = ()
    xs: tuple[tuple[float, float], ...] = ()
    box: Box | None = None
    baseline: float = 0.0
    row: int = 0
    upright: bool = True
    ys: tuple[tuple[float, float], ...] = ()

    def __hash__(self) -> int:
        return hash(self.number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and self.number == other.number

    @cached_property
    def stripped(self) -> str:
        return self.text.strip()

    @cached_property
    def inked(self) -> tuple[int, int]:
        """The indices of the first and of the last printed character; 0 and -1 without any."""
        bare = self.text.lstrip()
        return len(self.text) - len(bare), len(self.text.rstrip()) - 1 if bare else -1

    @cached_property
    def steps(self) -> tuple[tuple[int, float], ...]:
        """The printed characters that stand off from all print before them, each with by how much.

        Only distances of more than half an em are kept: less is a blank.
        """
        least = 0.5 * self.size
        found: list[tuple[int, float]] = []
        right = self.xs[self.inked[0]][1] if self.inked[1] >= 0 and self.xs else 0.0
        for index, (left, end) in enumerate(self.xs):
            if end > right and not self.text[index].isspace():
                if left - right > least:
                    found.append((index, left - right))
                right = end
        return tuple(found)

    @cached_property
    def boxes(self) -> dict[tuple[int, int], Box | None]:
        """The boxes of pieces of the line that were asked for, by start and end."""
        return {}

    @cached_property
    def size(self) -> float:
        """The type size that most characters of the line have; 0 in a dump."""
        counts: dict[float, int] = {}
        for run in self.runs:
            if run.style.size is not None and not run.style.raised:
                width = len(self.text[run.start : run.end].replace(" ", ""))
                counts[run.style.size] = counts.get(run.style.size, 0) + width
        return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0

    def style_at(self, index: int) -> Style:
        for run in self.runs:
            if run.start <= index < run.end:
                return run.style
        return Style()

    def whole(self) -> Piece:
        return Piece(self, 0, len(self.text))


@frozen_record
class Piece:
    """Characters `start` to `end` of `line`: the unit in which print is handed out."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def box(self) -> Box | None:
        """The box around the printed characters of the piece; None in a dump."""
        line = self.line
        if line.box is None:
            return None
        first, last = line.inked
        if self.start <= first and self.end > last >= 0 and line.ys:
            return line.box
        key = self.start, self.end
        if key not in line.boxes:
            line.boxes[key] = self._measured(line.box)
        return line.boxes[key]

    def _measured(self, whole: Box) -> Box | None:
        line, stretch = self.line, slice(self.start, self.end)
        text, edges, extents = self.text, line.xs[stretch], line.ys[stretch]
        if not edges:
            return None
        blank = text.isspace()
        if not blank and text.split(maxsplit=1)[0] != text:
            inked = [not char.isspace() for char in text]
            edges = tuple(compress(edges, inked))
            extents = tuple(compress(extents, inked))
        along = min(edges)[0], max([end for _, end in edges])
        if blank or not extents:
            return Box(along[0], whole.top, along[1], whole.bottom)
        across = extents[0]
        if extents.count(across) < len(extents):
            across = min(extents)[0], max([low for _, low in extents])
        if not line.upright:
            return Box(across[0], -along[1], across[1], -along[0])
        return Box(along[0], across[0], along[1], across[1])

    def trimmed(self) -> Piece:
        """The piece without blanks at its ends."""
        start, end, text = self.start, self.end, self.line.text
        if start < end and not text[start].isspace() and not text[end - 1].isspace():
            return self
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Piece(self.line, start, end)

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Cut at the index `at` of the line."""
        return Piece(self.line, self.start, at), Piece(self.line, at, self.end)


def printed(pieces: Iterable[Piece]) -> Iterator[tuple[Line, int]]:
    """Every printed (non-blank) character of `pieces`, as line and index."""
    for piece in pieces:
        text = piece.line.text
        for index in range(piece.start, piece.end):
            if not text[index].isspace():
                yield piece.line, index


def box_of(pieces: Iterable[Piece]) -> Box | None:
    """The box around all pieces, None where none has a box."""
    return union(box for piece in pieces if (box := piece.box) is not None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page in reading order, with what is drawn on it.

    A text dump makes one sheet per form feed, with no rules, no pictures and no size. `column`
    is the left and right edge of the text column in points, as far as the lines show it.
    """

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    column: tuple[float, float] | None = None

    @property
    def drawn(self) -> bool:
        """True for a page of a PDF, False for a part of a dump."""
        return self.width > 0
