"""Lines, sheets and rules made by hand, for tests of the table stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportparse.layout.model import INFERRED, Line, Run, Sheet, Style
from reportparse.pages.model import Rule, Tag
from reportparse.provenance import Box


@dataclass(frozen=True, slots=True)
class Ink:
    """A stretch of type that begins at `x` points."""

    x: float
    text: str
    size: float = 9.0
    bold: bool = False
    raised: bool = False
    tag: int | None = None
    tracking: float = 0.0


def width(char: str, size: float) -> float:
    """Chinese stands on a square, digits and letters on half of one, blanks on a quarter."""
    if char.isspace():
        return 0.25 * size
    return size if char >= "\u2e80" else 0.5 * size


def line(number: int, y: float, *inks: Ink, sheet: int = 1) -> Line:
    """A printed line; between two stretches that do not touch stands an inferred blank."""
    text, origin, runs = "", [], []
    xs: list[tuple[float, float]] = []
    for ink in inks:
        if xs and ink.x > xs[-1][1] + 0.5:
            text, xs = text + " ", [*xs, (xs[-1][1], ink.x)]
            origin.append(INFERRED)
        start, x = len(text), ink.x
        for char in ink.text:
            xs.append((x, x + width(char, ink.size)))
            origin.append(len(origin))
            x = xs[-1][1] + ink.tracking
        text += ink.text
        style = Style(ink.size, "Song", ink.bold, False, ink.raised, ink.tag)
        runs.append(Run(start, len(text), style))
    size = max(ink.size for ink in inks)
    box = Box(xs[0][0], y - size, xs[-1][1], y + 0.2 * size)
    return Line(number, sheet, text, tuple(origin), tuple(runs), tuple(xs), box, y)


def right(x: float, text: str, size: float = 9.0, bold: bool = False) -> Ink:
    """A stretch that ends at `x` points, as numbers do."""
    return Ink(x - sum(width(char, size) for char in text), text, size, bold)


def rule(
    y: float, x0: float = 100.0, x1: float = 480.0, thickness: float = 0.5, *joints: float
) -> Rule:
    return Rule(Box(x0, y, x1, y + thickness), thickness, tuple(joints))


def sheet(
    number: int,
    lines: Sequence[Line],
    rules: Sequence[Rule] = (),
    tags: Sequence[Tag] = (),
) -> Sheet:
    return Sheet(number, tuple(lines), 595.0, 842.0, tuple(rules), tags=tuple(tags))


def prose(number: int, y: float, sheet: int = 1) -> Line:
    """A full line of running text in body type."""
    return line(
        number,
        y,
        Ink(100, "本报告介绍了清洁发展机制的现状并提供了该机制的治理管理和财务状况信息", 10.5),
        sheet=sheet,
    )
