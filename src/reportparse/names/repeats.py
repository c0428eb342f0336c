"""Stretches of ideographs that a report repeats, with how often and where.

A long report has a hundred thousand of them, so none is kept as a string: of each size the places
lie in one array, those of the same words side by side, and another array says for each place how
often the words that begin there come.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final

from reportparse.lexicon.patterns import compiled

FEWEST: Final = 3
"""Times that words stand in a report before they are looked at: what comes twice says little."""

LONGEST: Final = 12
"""Characters of a repeated stretch at most."""

_HAN_RUN: Final = compiled(r"\p{Han}+")
_END: Final = "\n"
"""What parts two runs of ideographs."""
_SMALL: Final = 1 << 15
"""Numbers below fit into two bytes."""


class Repeats:
    """The repeated stretches of one text.

    Where they begin is counted among its ideographs, which are a third of a report with tables;
    `starts` says where that is in the text.

    >>> repeats = Repeats("(湖水)清，湖水深。湖水")
    >>> [(repeats.words(size, at[0]), repeats.starts(at).tolist()) for size, at in repeats]
    [('湖水', [1, 6, 10])]
    """

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._places = array("i")
        runs: list[str] = []
        for run in _HAN_RUN.finditer(text):
            runs.append(run[0])
            self._places.extend(range(run.start(), run.end() + len(_END)))
        self._text = "".join(run + _END for run in runs)
        self._times: list[array[int]] = []

    def __iter__(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Every repeated stretch of two characters and more, the shorter ones first: its size, and
        where it begins, in order."""
        characters: dict[str, array[int]] = defaultdict(lambda: array("i"))
        for at, char in enumerate(self._text):
            characters[char].append(at)
        characters.pop(_END, None)
        most = max(map(len, characters.values()), default=0)
        blank = array("h" if most < _SMALL else "i", [0]) * len(self._text)
        self._times = [blank, blank[:]]
        order, ends = array("i"), array("i")
        _keep(characters.values(), self._times[1], order, ends)
        del characters
        for size in range(2, LONGEST + 1):
            self._times.append(blank[:])
            order, ends = self._longer(size, order, ends)
            start = 0
            for end in ends:
                yield size, order[start:end]
                start = end

    def words(self, size: int, at: int) -> str:
        """The words of a stretch."""
        return self._text[at : at + size]

    def starts(self, places: Iterable[int]) -> array[int]:
        """Where stretches begin in the text itself."""
        return array("i", map(self._places.__getitem__, places))

    def cohesion(self, size: int, at: int) -> float:
        """The natural logarithm of how much oftener than by accident the halves of a stretch stand
        together, at the cut where that is least."""
        together = self._times[size][at] * self._size
        cuts = ((self._times[cut][at], self._times[size - cut][at + cut]) for cut in range(1, size))
        return log(min(together / (left * right) for left, right in cuts))

    def _longer(
        self, size: int, order: array[int], ends: array[int]
    ) -> tuple[array[int], array[int]]:
        """The places of all stretches by one longer than those in `order`, and where those of each
        end there.

        One is only looked for where both shorter ones in it are repeated.
        """
        text, last, times, shift = self._text, self._times[-2], self._times[-1], size - 1
        longer, longer_ends = array("i"), array("i")
        start = 0
        for end in ends:
            by_next: dict[str, list[int]] = defaultdict(list)
            for at in order[start:end]:
                if last[at + 1]:
                    by_next[text[at + shift]].append(at)
            _keep(by_next.values(), times, longer, longer_ends)
            start = end
        return longer, longer_ends


def _keep(
    groups: Iterable[Sequence[int]], times: array[int], order: array[int], ends: array[int]
) -> None:
    """Put the places of what is repeated behind those in `order`, and note how many they are."""
    for places in groups:
        count = len(places)
        if count >= FEWEST:
            for at in places:
                times[at] = count
            order.extend(places)
            ends.append(len(order))
