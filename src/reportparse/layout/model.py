"""Lines of print and pieces of lines: the common ground of PDF and text dump.

From here on nothing knows which door a report came through, except by asking a line whether it
has a box. Everything that is extracted is made of pieces of lines, and every printed character
of every line has to end in exactly one piece: that is the ledger of the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from reportparse.frozen import frozen_record
from reportparse.pages.model import Link, Picture, Rule, Tag
from reportparse.provenance import Box

if TYPE_CHECKING:
    from reportparse.layout.folded import Fields

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


_ENDS: Final[dict[tuple[int, int], tuple[int, int]]] = {}
"""One pair for all lines of a length that begin and end alike; no line has many characters."""

FOLDED: Final = (("runs",), ("xs", "ys", "origin"))
"""Fields that a line may be without for a while, those that are asked for together in one group."""


@frozen_record
class Line:
    """One printed line, or one piece of it where wide gaps cut it into columns.

    `number` is unique in the document and grows in reading order. `sheet` is the page of a PDF
    or the part between form feeds of a dump, from 1. `text` holds the printed characters with
    blanks; `origin[i]` is where `text[i]` comes from: the index of the glyph on its page, or the
    column (from 0) in its dump line, or INFERRED. `xs[i]` are the left and right edge of
    `text[i]` in points, `ys[i]` its top and bottom; empty in a dump. In a sideways line both are
    measured along and across the direction of writing, which runs up the page. `row` is the
    dump's line number, 0 in a PDF.

    What follows from these is worked out once: `stripped` is the text without blanks at its ends,
    `inked` the indices of the first and of the last printed character (0 and -1 without any),
    `size` the type size that most characters have (0 in a dump), `measured` tells that the height
    of each character is known, `raised` that one of them is, and `boxes` are those of pieces that
    were asked for, by start and end.
    """

    number: int
    sheet: int
    text: str
    origin: Sequence[int]
    runs: tuple[Run, ...] = ()
    xs: Sequence[tuple[float, float]] = ()
    box: Box | None = None
    baseline: float = 0.0
    row: int = 0
    upright: bool = True
    ys: Sequence[tuple[float, float]] = ()
    stripped: str = field(init=False)
    inked: tuple[int, int] = field(init=False)
    size: float = field(init=False)
    measured: bool = field(init=False)
    raised: bool = field(init=False)
    _steps: tuple[tuple[int, float], ...] | None = field(init=False, default=None)
    _boxes: dict[tuple[int, int], Box | None] | None = field(init=False, default=None)
    _folded: Mapping[str, Fields] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        bare = self.text.lstrip()
        first, last = len(self.text) - len(bare), len(self.text.rstrip()) - 1 if bare else -1
        ends = first, last
        object.__setattr__(self, "inked", _ENDS.setdefault(ends, ends))
        object.__setattr__(self, "stripped", bare.rstrip())
        object.__setattr__(self, "size", self._size())
        object.__setattr__(self, "measured", bool(self.ys))
        object.__setattr__(self, "raised", any(run.style.raised for run in self.runs))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that the line is without, since its page is folded (`folded.py`)."""
            if not any(name in names for names in FOLDED) or self._folded is None:
                raise AttributeError(name)
            self._folded[name].restore(self)
            return getattr(self, name)

    def forget(self) -> None:
        """Let go of the boxes of pieces, which can be worked out again; steps are few."""
        if self._steps is None:
            object.__setattr__(self, "_steps", tuple(self._found_steps()))
        object.__setattr__(self, "_boxes", None)

    def __hash__(self) -> int:
        return hash(self.number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and self.number == other.number

    @property
    def steps(self) -> tuple[tuple[int, float], ...]:
        """The printed characters that stand off from all print before them, each with by how much.

        Only distances of more than half an em are kept: less is a blank.
        """
        if self._steps is None:
            object.__setattr__(self, "_steps", tuple(self._found_steps()))
        return self._steps or ()

    def _found_steps(self) -> list[tuple[int, float]]:
        least = 0.5 * self.size
        right = self.xs[self.inked[0]][1] if self.inked[1] >= 0 and self.xs else 0.0
        found: list[tuple[int, float]] = []
        for index, (char, (left, end)) in enumerate(zip(self.text, self.xs, strict=False)):
            if end > right and not char.isspace():
                if left - right > least:
                    found.append((index, left - right))
                right = end
        return found

    @property
    def boxes(self) -> dict[tuple[int, int], Box | None]:
        boxes = self._boxes
        if boxes is None:
            boxes = {}
            object.__setattr__(self, "_boxes", boxes)
        return boxes

    def _size(self) -> float:
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

    def raised_at(self, index: int) -> bool:
        """Tell whether a character is raised; in most lines none is."""
        return self.raised and self.style_at(index).raised

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
        if self.start <= first and self.end > last >= 0 and line.measured:
            return line.box
        key, boxes = (self.start, self.end), line.boxes
        if key in boxes:
            return boxes[key]
        box = boxes[key] = self._measured(line.box)
        return box

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


@frozen_record
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
