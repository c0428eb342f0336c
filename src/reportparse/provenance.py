"""Where a thing stands in the source: boxes on a page, spans of a text.

Pure geometry. Coordinates are PDF points with the origin at the top left of the page as it is
displayed: x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportparse.frozen import frozen_record


@frozen_record
class Box:
    """A rectangle on a page, in points from the top left corner.

    >>> Box(10, 20, 40, 30).width
    30
    """

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def centre_y(self) -> float:
        return (self.top + self.bottom) / 2

    def overlap_x(self, other: Box) -> float:
        """Return the length that both boxes share on the x axis, 0 when they share none.

        >>> Box(0, 0, 10, 5).overlap_x(Box(6, 50, 20, 55))
        4
        """
        return max(0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def overlap_y(self, other: Box) -> float:
        """Return the length that both boxes share on the y axis, 0 when they share none."""
        return max(0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Tell whether `other` lies inside this box grown by `slack` points on every side.

        >>> Box(0, 0, 10, 10).holds(Box(1, 1, 11, 9), slack=1)
        True
        """
        return (
            other.x0 >= self.x0 - slack
            and other.x1 <= self.x1 + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )


def union(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around all of `boxes`, or None when there are none.

    >>> union([Box(0, 0, 1, 1), Box(4, 2, 5, 3)])
    Box(x0=0, top=0, x1=5, bottom=3)
    >>> union([]) is None
    True
    """
    many = list(boxes)
    if len(many) < 2:
        return many[0] if many else None
    return Box(
        min([b.x0 for b in many]),
        min([b.top for b in many]),
        max([b.x1 for b in many]),
        max([b.bottom for b in many]),
    )
