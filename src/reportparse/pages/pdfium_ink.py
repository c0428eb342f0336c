"""Paths and images of a page from PDFium, in the form in which the rules are found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from ctypes import c_float, c_int, c_uint
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
        self._spot = pdfium.Numbers(c_float, 2)
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
        segments = self._segments(drawn.place)
        if filling and not stroking:
            segments = without_hole(segments, filling == EVEN_ODD)
        inside = self._paint(pdfium.fill_colour, drawn.place) if filling else None
        line = self._paint(pdfium.stroke_colour, drawn.place) if stroking else None
        pdfium.stroke_width(drawn.place, self._width.place)
        a, b, c, d, e, f = drawn.matrix
        # The width is set in the units of the path.
        width = self._width.values[0] * math.hypot(a, b)
        for part in _parts(segments):
            if len(part) < 2:
                continue
            closed = part[-1][0] == "h"
            yield Path(
                points=tuple(
                    [
                        turn(a * step[-2] + c * step[-1] + e, b * step[-2] + d * step[-1] + f)
                        for step in part
                        if step[0] != "h"
                    ]
                ),
                closed=closed or bool(filling),
                curved=any(step[0] == "c" for step in part),
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
        found: list[Segment] = []
        x, y = self._spot.places
        values = self._spot.values
        bends = 0
        for at in range(pdfium.count_segments(place)):
            segment = pdfium.ready(pdfium.path_segment(place, at))
            kind = pdfium.segment_kind(segment)
            pdfium.segment_point(segment, x, y)
            if kind == pdfium.CURVE:
                bends += 1
                if bends % 3:
                    continue
                found.append(("c", values[0], values[1]))
            else:
                found.append(("m" if kind == pdfium.MOVE else "l", values[0], values[1]))
            if pdfium.segment_closes(segment):
                found.append(("h",))
        return found

    def _paint(self, read: pdfium.Call, place: Any) -> Any:
        if not read(place, *self._colour.places):
            return PATTERN
        red, green, blue, _ = self._colour.values
        return (red / FULL, green / FULL, blue / FULL)


def _parts(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Cut a path where the pen is lifted."""
    part: list[Segment] = []
    for segment in segments:
        if segment[0] == "m" and part:
            yield part
            part = []
        part.append(segment)
    if part:
        yield part


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
