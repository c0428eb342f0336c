"""Paths and images of a page from PDFium, in the form in which the rules are found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from ctypes import c_float, c_int, c_uint
from itertools import pairwise, repeat
from typing import Any, Final

from reportparse.pages import pdfium_library as pdfium
from reportparse.pages.device import Image, Path, Point
from reportparse.pages.outlines import without_hole
from reportparse.pages.pdfium_objects import Drawn, Matrix

EVEN_ODD: Final = 1
"""The way of filling by which the inner one of two outlines is a hole; 0 is no fill."""
FULL: Final = 255.0
PATTERN: Final = "pattern"
"""The colour of what is filled with a pattern or a shading: none that could be the paper's."""

Segment = tuple[Any, ...]
Turn = Callable[[float, float], Point]


class InkReader:
    """Reads paths and images; keeps the room that the calls write into."""

    def __init__(self) -> None:
        self._xs = pdfium.Table(c_float)
        self._ys = pdfium.Table(c_float)
        self._ways = pdfium.Numbers(c_int, 2)
        self._colour = pdfium.Numbers(c_uint, 4)
        self._width = pdfium.Numbers(c_float, 1)

    def paths_of(self, drawn: Drawn, turn: Turn) -> Iterator[Path]:
        """Yield the parts of a path object; `turn` applies the page's own rotation."""
        fill, stroke = self._ways.places
        if not pdfium.path_mode(drawn.place, fill, stroke):
            return
        filling, stroking = self._ways.values
        if not filling and not stroking:
            return
        parts = _parts(self._segments(drawn.place))
        if filling and not stroking and len(parts) == 2:
            parts = _parts(without_hole([*parts[0], *parts[1]], filling == EVEN_ODD))
        inside = self._paint(pdfium.fill_colour, drawn.place) if filling else None
        line = self._paint(pdfium.stroke_colour, drawn.place) if stroking else None
        pdfium.stroke_width(drawn.place, self._width.place)
        a, b, c, d, e, f = drawn.matrix
        # The width is set in the units of the path.
        width = self._width.values[0] * math.hypot(a, b)
        for part in parts:
            if len(part) < 2:
                continue
            spots = [step for step in part if step[0] != "h"]
            yield Path(
                points=tuple([turn(a * x + c * y + e, b * x + d * y + f) for _, x, y in spots]),
                closed=bool(filling) or part[-1][0] == "h",
                curved="c" in [kind for kind, _, _ in spots],
                fill=inside,
                stroke=line,
                linewidth=width,
                mcid=drawn.mcid,
                in_form=drawn.in_form,
            )

    def image_of(self, drawn: Drawn, turn: Turn) -> Image:
        """Return an image object: the square of side 1 as its matrix places it."""
        corners = [turn(*_placed(x, y, drawn.matrix)) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Image((min(xs), min(ys), max(xs), max(ys)), drawn.mcid, drawn.in_form)

    def _segments(self, place: Any) -> list[Segment]:
        """The steps of a path as the operators m, l, c and h, curves by their end."""
        count = pdfium.count_segments(place)
        xs, ys = self._xs, self._ys
        xs.hold(count)
        ys.hold(count)
        steps = list(map(pdfium.ready, map(pdfium.path_segment, repeat(place), range(count))))
        sum(map(pdfium.segment_point, steps, xs.places, ys.places))
        kinds, ends = map(pdfium.segment_kind, steps), map(pdfium.segment_closes, steps)
        found: list[Segment] = []
        bends = 0
        for kind, x, y, closes in zip(kinds, xs.first(count), ys.first(count), ends, strict=True):
            if kind == pdfium.CURVE:
                bends += 1
                if bends % 3:
                    continue
                found.append(("c", x, y))
            else:
                found.append(("m" if kind == pdfium.MOVE else "l", x, y))
            if closes:
                found.append(("h",))
        return found

    def _paint(self, read: pdfium.Call, place: Any) -> Any:
        if not read(place, *self._colour.places):
            return PATTERN
        red, green, blue, _ = self._colour.values
        return (red / FULL, green / FULL, blue / FULL)


def _parts(segments: list[Segment]) -> list[list[Segment]]:
    """Cut a path where the pen is lifted."""
    starts = [at for at, segment in enumerate(segments) if at and segment[0] == "m"]
    if not starts:
        return [segments] if segments else []
    return [segments[start:end] for start, end in pairwise((0, *starts, len(segments)))]


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
