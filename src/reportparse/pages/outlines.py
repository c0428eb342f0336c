"""Outlines drawn as filled paths: a box within a box, of which only the ring between is ink.

Programs that paint borders themselves draw one path of two rectangles and fill what lies between
them. Read one by one, the two would be a dark area; the print shows rules along its sides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

Segment = tuple[Any, ...]
Sides = tuple[float, float, float, float]

SAME_SIDE: Final = 1e-3
"""Units of the path: a side that both boxes share is printed with no thickness."""
CORNERS: Final = 4


def without_hole(path: Sequence[Segment], evenodd: bool) -> list[Segment]:
    """Return a filled path; where it is a box with a hole, the bands between the two instead.

    `path` are pdfminer's segments. By the even-odd rule the inner box is always a hole, by the
    other rule only when it is drawn the other way round.

    >>> def box(x0, y0, x1, y1):
    ...     return [("m", x0, y0), ("l", x1, y0), ("l", x1, y1), ("l", x0, y1), ("h",)]
    >>> ring = without_hole(box(0, 0, 90, 20) + box(0, 0, 90, 19), True)
    >>> ring == box(0, 19, 90, 20)
    True
    >>> len(without_hole(box(0, 0, 90, 20) + box(1, 1, 89, 19), False)) // 5
    2
    """
    parts = _parts(path)
    if len(parts) != 2:
        return list(path)
    boxes = [_box(part) for part in parts]
    if boxes[0] is None or boxes[1] is None:
        return list(path)
    (first, way), (second, other) = boxes[0], boxes[1]
    outer, inner = (first, second) if _within(second, first) else (second, first)
    if not _within(inner, outer) or (not evenodd and way == other):
        return list(path)
    return [segment for band in _bands(outer, inner) for segment in _drawn(band)]


def _parts(path: Sequence[Segment]) -> list[list[Segment]]:
    parts: list[list[Segment]] = []
    for segment in path:
        if segment[0] == "m" or not parts:
            parts.append([])
        parts[-1].append(segment)
    return parts


def _box(part: Sequence[Segment]) -> tuple[Sides, bool] | None:
    """The sides of a box along the axes and whether it is drawn anticlockwise; None otherwise."""
    if any(segment[0] not in ("m", "l", "h") for segment in part):
        return None
    spots = [(float(segment[-2]), float(segment[-1])) for segment in part if segment[0] != "h"]
    if len(spots) > CORNERS and spots[0] == spots[-1]:
        spots.pop()
    if len(spots) != CORNERS:
        return None
    turned = [*spots[1:], spots[0]]
    if any(
        not math.isclose(x0, x1, abs_tol=SAME_SIDE) and not math.isclose(y0, y1, abs_tol=SAME_SIDE)
        for (x0, y0), (x1, y1) in zip(spots, turned, strict=True)
    ):
        return None
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(spots, turned, strict=True))
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return (min(xs), min(ys), max(xs), max(ys)), area > 0


def _within(inner: Sides, outer: Sides) -> bool:
    return (
        inner[0] >= outer[0] - SAME_SIDE
        and inner[1] >= outer[1] - SAME_SIDE
        and inner[2] <= outer[2] + SAME_SIDE
        and inner[3] <= outer[3] + SAME_SIDE
    )


def _bands(outer: Sides, inner: Sides) -> list[Sides]:
    """The ink between two boxes: what lies below, above, left and right of the hole."""
    x0, y0, x1, y1 = outer
    bands = [
        (x0, y0, x1, inner[1]),
        (x0, inner[3], x1, y1),
        (x0, y0, inner[0], y1),
        (inner[2], y0, x1, y1),
    ]
    return [b for b in bands if b[2] - b[0] > SAME_SIDE and b[3] - b[1] > SAME_SIDE]


def _drawn(band: Sides) -> list[Segment]:
    x0, y0, x1, y1 = band
    return [("m", x0, y0), ("l", x1, y0), ("l", x1, y1), ("l", x0, y1), ("h",)]
