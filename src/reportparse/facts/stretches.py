"""Which stretches of a text are taken already, however many there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Stretches:
    """Stretches of one text that do not overlap.

    >>> taken = Stretches(10, [(2, 4)])
    >>> taken.add(3, 5), taken.add(4, 6), taken.last_end(5)
    (False, True, 4)
    """

    def __init__(self, length: int, taken: Iterable[tuple[int, int]] = ()) -> None:
        self._covered = bytearray(length)
        first = list(taken)
        for start, end in first:
            self._cover(start, end)
        self._ends = sorted(end for _, end in first)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no character from `start` to `end` is taken."""
        return self._covered.find(1, start, end) < 0

    def add(self, start: int, end: int) -> bool:
        """Take a stretch if it is free; say whether it was."""
        if not self.free(start, end):
            return False
        self._cover(start, end)
        return True

    def last_end(self, at: int) -> int:
        """Where the last of the stretches given at first ends that ends by `at`; 0 without one."""
        place = bisect_right(self._ends, at)
        return self._ends[place - 1] if place else 0

    def _cover(self, start: int, end: int) -> None:
        self._covered[start:end] = b"\x01" * (end - start)
