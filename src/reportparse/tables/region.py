"""What the recogniser of tables works on: bars, chunks of print, and the region of a table.

A bar is everything ruled at one height, a chunk the print of one line between two gaps that are
too wide for a blank, a region the part of one page that holds a table's head and body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.pages.model import Rule

SAME_HEIGHT = 1.2
"""In points: segments of one ruled line differ by rounding and by the height of their joints."""
THICK = 0.9
"""In points: house style rules are 0.24 to 0.75 thin, 1.0 to 1.5 thick."""


@dataclass(frozen=True, slots=True)
class Bar:
    """All horizontal rules at one height. `spans` are its stretches from left to right.

    `joints` are the places where the print cuts a stretch, which are edges of columns.
    """

    y: float
    thickness: float
    spans: tuple[tuple[float, float], ...]
    joints: tuple[float, ...] = ()

    @property
    def x0(self) -> float:
        return self.spans[0][0]

    @property
    def x1(self) -> float:
        return self.spans[-1][1]

    @property
    def thick(self) -> bool:
        return self.thickness >= THICK

    def covers(self, x0: float, x1: float) -> float:
        """The share of the stretch `x0` to `x1` that is ruled, 0 to 1.

        >>> Bar(10, 0.5, ((0, 40), (60, 100))).covers(20, 60)
        0.5
        """
        if x1 <= x0:
            return float(any(a <= x0 <= b for a, b in self.spans))
        ruled = sum(max(0.0, min(b, x1) - max(a, x0)) for a, b in self.spans)
        return ruled / (x1 - x0)


@frozen_record
class Chunk:
    """The print of one line between two gaps, with its outer edges in points.

    `cell` is the number of the structure element (a cell, else a paragraph) that holds the first
    character, None without tags; `row` that of the table row. `rows` is how many rows the cell
    covers, as the tags say.
    """

    piece: Piece
    x0: float
    x1: float
    cell: int | None = None
    row: int | None = None
    numeric: bool = False
    rows: int = 1

    @property
    def line(self) -> Line:
        return self.piece.line

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Region:
    """Head and body of a table on one page.

    `open_bottom` tells that the table runs out at the end of the page, `open_top` that its lines
    begin without a rule and without a head.
    """

    sheet: Sheet
    x0: float
    x1: float
    top: float
    bottom: float
    bars: tuple[Bar, ...]
    posts: tuple[Rule, ...] = ()
    lines: tuple[Line, ...] = ()
    open_top: bool = False
    open_bottom: bool = False

    @property
    def boxed(self) -> bool:
        return bool(self.posts)


def bars_of(rules: Iterable[Rule]) -> tuple[Bar, ...]:
    """Return the horizontal rules grouped by height, from top to bottom.

    >>> from reportparse.provenance import Box
    >>> rules = [Rule(Box(0, 10, 40, 10.5), 0.5), Rule(Box(44, 10, 90, 10.5), 0.5)]
    >>> bars_of(rules)
    (Bar(y=10.25, thickness=0.5, spans=((0, 40), (44, 90)), joints=()),)
    """
    found: list[list[Rule]] = []
    for rule in sorted((r for r in rules if r.horizontal), key=lambda r: r.box.centre_y):
        if found and abs(rule.box.centre_y - found[-1][-1].box.centre_y) <= SAME_HEIGHT:
            found[-1].append(rule)
        else:
            found.append([rule])
    return tuple(_bar(group) for group in found)


def _bar(rules: Sequence[Rule]) -> Bar:
    spans: list[tuple[float, float]] = []
    for x0, x1 in sorted((rule.box.x0, rule.box.x1) for rule in rules):
        if spans and x0 <= spans[-1][1] + 0.3:
            spans[-1] = (spans[-1][0], max(x1, spans[-1][1]))
        else:
            spans.append((x0, x1))
    joints = {round(joint, 2) for rule in rules for joint in rule.joints}
    ends = {spans[0][0], *(x0 for x0, _ in spans)}
    meets = {round(rule.box.x0, 2) for rule in rules if rule.box.x0 not in ends}
    widest = max(rules, key=lambda rule: rule.box.width)
    return Bar(
        y=sum(rule.box.centre_y for rule in rules) / len(rules),
        thickness=widest.thickness,
        spans=tuple(spans),
        joints=tuple(sorted(joints | meets)),
    )
