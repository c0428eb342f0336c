"""A set page: lines with every sort at its place, rules, drawn shapes, link areas, text pieces.

Coordinates are points from the top left corner. The same sheets give the PDF and the text dump,
so both have the same line and page breaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tests.typeset.linebreak import Placed

Role = Literal["body", "note", "separator", "head", "folio", "masthead"]


@dataclass(frozen=True, slots=True)
class Line:
    """Sorts on one baseline; `y` is the baseline."""

    y: float
    sorts: Placed
    role: Role = "body"

    def moved(self, dy: float) -> Line:
        """Return the line `dy` points further down."""
        return Line(self.y + dy, self.sorts, self.role)

    @property
    def text(self) -> str:
        """The characters of the line in order, blanks of the producer included."""
        return "".join(sort.char for _, sort in self.sorts)


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal rule: its upper edge `y`, its ends and thickness."""

    x0: float
    x1: float
    y: float
    weight: float
    joints: tuple[float, ...] = ()
    """Places where a producer that cuts its rules at column edges puts a joint."""

    def moved(self, dy: float) -> Bar:
        """Return the rule `dy` points further down."""
        return Bar(self.x0, self.x1, self.y + dy, self.weight, self.joints)


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: a `frame` of thin rules, a filled `box`, a `wedge` of a circle."""

    kind: Literal["frame", "box", "wedge"]
    x0: float
    y0: float
    x1: float
    y1: float
    shade: float = 0.7

    def moved(self, dy: float) -> Shape:
        """Return the shape `dy` points further down."""
        return Shape(self.kind, self.x0, self.y0 + dy, self.x1, self.y1 + dy, self.shade)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a text extractor writes for a printed line.

    `lead`: the line is indented and starts with a blank. `end`: it closes its paragraph.
    `tight`: no blank line follows. `role` as in `Line`.
    """

    text: str
    lead: int = 0
    end: bool = True
    tight: bool = False
    role: Role = "body"
    urls: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The text in parts that stand apart on the page: a label and its text, cells of a row."""


@dataclass(frozen=True, slots=True)
class Slab:
    """An unbreakable piece of the page, from y 0 down to `height`.

    `before` is space above it, given up at the top of a page. `notes` are the footnotes anchored
    in it. `keep` holds it to the next slab. `table` numbers the table it is a row of, and
    `header` is what to repeat when that table goes on over a page break.
    """

    height: float
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pieces: tuple[Piece, ...] = ()
    before: float = 0.0
    notes: tuple[str, ...] = ()
    keep: bool = False
    table: int | None = None
    header: Slab | None = None
    new_page: bool = False
    across: bool = False
    """It stands on a page that lies on its other side than most pages do."""
    mark: str | None = None
    """A name under which the number of the slab's page is remembered."""


def stacked(slabs: list[Slab]) -> Slab:
    """Return `slabs`, one below the other, as one."""
    y = 0.0
    lines: list[Line] = []
    bars: list[Bar] = []
    shapes: list[Shape] = []
    pieces: list[Piece] = []
    for slab in slabs:
        y += slab.before
        lines.extend(line.moved(y) for line in slab.lines)
        bars.extend(bar.moved(y) for bar in slab.bars)
        shapes.extend(shape.moved(y) for shape in slab.shapes)
        pieces.extend(slab.pieces)
        y += slab.height
    return Slab(y, tuple(lines), tuple(bars), tuple(shapes), pieces=tuple(pieces))


@dataclass(slots=True)
class Sheet:
    """One page while it is filled, and when it is full."""

    number: int
    lines: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    slabs: list[Slab] = field(default_factory=list)
    """The slabs set from the top in order, footnotes and repeated headers left out."""
    across: bool = False
    front: bool = False
    """The page belongs to the front matter, its slabs are not counted among those of the body."""

    def put(self, slab: Slab, y: float) -> None:
        """Add `slab` with its top at `y`."""
        self.lines.extend(line.moved(y) for line in slab.lines)
        self.bars.extend(bar.moved(y) for bar in slab.bars)
        self.shapes.extend(shape.moved(y) for shape in slab.shapes)
        self.pieces.extend(slab.pieces)
        if slab.mark is not None:
            self.marks.append(slab.mark)
