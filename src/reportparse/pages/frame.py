"""From the axes of a PDF to the page as displayed: the one place where axes are turned.

In: points as pdfminer gives them, y upwards, /Rotate already applied, the origin at the corner of
the media box. Out: points from the top left of the area that a viewer shows, y downwards, and,
where most of the text stands sideways, turned so that it reads from left to right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from reportparse.frozen import frozen_record
from reportparse.provenance import Box

# Three places behind the point: finer than any printer, coarse enough to hide float noise.
PLACES = 3
# A line within this many degrees of an axis runs along it; others (watermarks) along none.
AXIS_TOLERANCE = 10.0
# A visible area smaller than this on a side, in points, is a mistake of the producer.
SMALLEST_SIDE = 18.0

Corners = tuple[float, float, float, float]


@frozen_record
class Frame:
    """The visible area in pdfminer's axes, and the turn (degrees clockwise) applied to it."""

    left: float
    top: float
    across: float
    down: float
    turned: int = 0

    @property
    def width(self) -> float:
        return self.across if self.turned % 180 == 0 else self.down

    @property
    def height(self) -> float:
        return self.down if self.turned % 180 == 0 else self.across

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file stands on the page.

        >>> Frame(0, 842, 595, 842).point(10, 800)
        (10, 42)
        >>> Frame(0, 842, 595, 842, turned=90).point(10, 800)
        (800, 10)
        """
        if not self.turned:
            return round(x - self.left, PLACES), round(self.top - y, PLACES)
        right, below = self._place(x, y)
        return round(right, PLACES), round(below, PLACES)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        right, below = x - self.left, self.top - y
        if self.turned == 90:
            right, below = self.down - below, right
        elif self.turned == 180:
            right, below = self.across - right, self.down - below
        elif self.turned == 270:
            right, below = below, self.across - right
        return right, below

    def axes(self, media: Corners, rotate: int) -> Axes:
        """Return the way from the axes of the file itself, /Rotate not yet applied, to the page.

        >>> Frame(0, 842, 595, 842).axes((0, 0, 595, 842), 0).place(10, 800)
        (10, 42)
        """
        (cx, cy), (x1, y1), (x2, y2) = (
            self._place(*_rotated(x, y, media, rotate)) for x, y in ((0, 0), (1, 0), (0, 1))
        )
        return Axes(round(x1 - cx), round(x2 - cx), cx, round(y1 - cy), round(y2 - cy), cy, rotate)

    def box(self, corners: Corners) -> Box:
        """Return the box between two opposite corners of the file."""
        one, two = self.point(corners[0], corners[1]), self.point(corners[2], corners[3])
        return Box(
            min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])
        )

    def shows(self, box: Box) -> bool:
        """Tell whether any part of `box` lies on the page."""
        return box.x1 >= 0 and box.bottom >= 0 and box.x0 <= self.width and box.top <= self.height

    def clip(self, box: Box) -> Box:
        """Return the part of `box` that lies on the page."""
        width, height = round(self.width, PLACES), round(self.height, PLACES)
        return Box(max(0.0, box.x0), max(0.0, box.top), min(width, box.x1), min(height, box.bottom))


@frozen_record
class Axes:
    """The way from the axes of a file to the page: x is `ax * x + bx * y + cx`, y alike.

    `rotated` is the page's own /Rotate in degrees clockwise.
    """

    ax: int
    bx: int
    cx: float
    ay: int
    by: int
    cy: float
    rotated: int

    @property
    def level(self) -> bool:
        """Whether the page stands as its file does, but for the direction of y."""
        return self.ax == 1 and self.by == -1

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file stands on the page."""
        right, below = self.point(x, y)
        return round(right, PLACES), round(below, PLACES)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The same, not rounded."""
        return self.ax * x + self.bx * y + self.cx, self.ay * x + self.by * y + self.cy


def direction(across: tuple[float, float]) -> int | None:
    """Return which way a line runs, in degrees counted counterclockwise: 0, 90, 180 or 270.

    None for a line along no axis.

    >>> direction((1.0, 0.0)), direction((0.0, 12.0)), direction((1.0, 1.0))
    (0, 90, None)
    """
    if across[1] == 0 and across[0] > 0:
        return 0
    angle = math.degrees(math.atan2(across[1], across[0])) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= AXIS_TOLERANCE else None


def turn_needed(directions: Iterable[int | None]) -> int:
    """Return the turn, in degrees clockwise, that sets most of the text upright.

    More than half of the glyphs have to agree; otherwise the page stays as it is.

    >>> turn_needed([90, 90, 90, 0])
    90
    >>> turn_needed([90, 0])
    0
    """
    counts: dict[int | None, int] = {}
    for way in directions:
        counts[way] = counts.get(way, 0) + 1
    total = sum(counts.values())
    for way, count in counts.items():
        if way and count * 2 > total:
            return way
    return 0


def visible_area(media: Corners, crop: Corners, rotate: int) -> Frame:
    """Return the frame of a page: its crop box where that is sound, else its media box.

    Both boxes are in the axes of the file; `rotate` is the page's own /Rotate in degrees.

    >>> visible_area((0, 0, 595, 842), (0, 0, 595, 842), 90).width
    842
    """
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < SMALLEST_SIDE or top - bottom < SMALLEST_SIDE:
        left, bottom, right, top = media
    # The same turn as pdfminer's, which moves the media box into the first quadrant.
    ends = [_rotated(x, y, media, rotate) for x, y in ((left, bottom), (right, top))]
    (x0, x1), (y0, y1) = sorted(p[0] for p in ends), sorted(p[1] for p in ends)
    return Frame(left=x0, top=y1, across=x1 - x0, down=y1 - y0)


def _rotated(x: float, y: float, media: Corners, rotate: int) -> tuple[float, float]:
    if rotate == 90:
        return y - media[1], media[2] - x
    if rotate == 180:
        return media[2] - x, media[3] - y
    if rotate == 270:
        return media[3] - y, x - media[0]
    return x - media[0], y - media[1]


def rotated_corners(corners: Corners, media: Corners, rotate: int) -> Corners:
    """Return a box of the file (an annotation's, say) in pdfminer's axes."""
    one = _rotated(corners[0], corners[1], media, rotate)
    two = _rotated(corners[2], corners[3], media, rotate)
    return (one[0], one[1], two[0], two[1])


def turned_by(media: Corners, rotate: int) -> Callable[[float, float], tuple[float, float]]:
    """Return the function that applies a page's own /Rotate to a point of its file."""
    if not rotate:
        left, bottom = media[:2]
        return lambda x, y: (x - left, y - bottom)
    return lambda x, y: _rotated(x, y, media, rotate)
