"""The edges of the characters of a line, packed: a line lives long, and few ever look at them.

A pair of floats as Python keeps it takes 120 bytes; here it takes 16. What comes out are the same
floats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from struct import Struct, pack
from typing import Final, overload

Pair = tuple[float, float]

_PAIR: Final = Struct("dd")
_SIZE: Final = _PAIR.size
_ITER: Final = _PAIR.iter_unpack
_AT: Final = _PAIR.unpack_from


class Edges(Sequence[Pair]):
    """Pairs of floats that nothing changes, in the order in which they were given.

    >>> edges = Edges([1.0, 2.5], [2.5, 4.0])
    >>> len(edges), edges[-1], edges[:1], list(edges)
    (2, (2.5, 4.0), [(1.0, 2.5)], [(1.0, 2.5), (2.5, 4.0)])
    """

    __slots__ = ("_packed",)

    def __init__(self, left: Sequence[float], right: Sequence[float]) -> None:
        flat = [0.0] * (2 * len(left))
        flat[::2], flat[1::2] = left, right
        self._packed = pack(f"{len(flat)}d", *flat)

    def __len__(self) -> int:
        return len(self._packed) // _SIZE

    def __iter__(self) -> Iterator[Pair]:
        return _ITER(self._packed)

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> list[Pair]: ...
    def __getitem__(self, at: int | slice) -> Pair | list[Pair]:
        packed = self._packed
        if isinstance(at, slice):
            start, end, step = at.indices(len(packed) // _SIZE)
            if step == 1:
                return list(_ITER(packed[start * _SIZE : end * _SIZE]))
            return [self[index] for index in range(start, end, step)]
        place = at * _SIZE if at >= 0 else at * _SIZE + len(packed)
        if not 0 <= place < len(packed):
            raise IndexError(at)
        pair: Pair = _AT(packed, place)
        return pair


class Level(Sequence[Pair]):
    """One pair for all characters of a line: most lines are set in one font.

    >>> level = Level((10.0, 20.0), 3)
    >>> len(level), level[2], level[1:], list(level) == [(10.0, 20.0)] * 3
    (3, (10.0, 20.0), [(10.0, 20.0), (10.0, 20.0)], True)
    """

    __slots__ = ("_count", "_pair")

    def __init__(self, pair: Pair, count: int) -> None:
        self._pair, self._count = pair, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Pair]:
        return iter([self._pair] * self._count)

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> list[Pair]: ...
    def __getitem__(self, at: int | slice) -> Pair | list[Pair]:
        if isinstance(at, slice):
            return [self._pair] * len(range(self._count)[at])
        if not -self._count <= at < self._count:
            raise IndexError(at)
        return self._pair


def heights(pairs: Sequence[Pair], counts: Sequence[int]) -> Sequence[Pair]:
    """The tops and bottoms of a line, each given with how many characters in a row have it.

    >>> list(heights([(10.0, 20.0), (12.0, 20.0)], [1, 2]))
    [(10.0, 20.0), (12.0, 20.0), (12.0, 20.0)]
    """
    if pairs and pairs.count(pairs[0]) == len(pairs):
        return Level(pairs[0], sum(counts))
    return tuple(chain.from_iterable(map(repeat, pairs, counts)))
