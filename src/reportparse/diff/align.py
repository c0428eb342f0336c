"""Pairing the elements of two lists by what they say, wherever they stand.

First what is said word for word; then, of the rest, what is most alike. Only elements that share an
uncommon pair of characters, or stand in the same gap between paired neighbours, are compared at
all, so the work grows with the reports and not with their square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from reportparse.diff.words import alike, figures, grams

Pair = tuple[int, int]
Score = Callable[[int, int], float]

UNCOMMON: Final = 24
"""A pair of characters that stands in more elements than this says nothing of where to look."""
GAP: Final = 400
"""Comparisons within one gap between paired neighbours; beyond it only uncommon pairs decide."""
FIGURES_COUNT: Final = 0.1
"""What figures in common add to likeness: they decide between texts that are alike in words."""


def paired(before: Sequence[str], after: Sequence[str], least: float) -> list[Pair]:
    """Return pairs of positions, ordered by the first; each position at most once.

    `least` is the likeness (0 to 1) from which two texts that differ are one.

    >>> paired(["一样", "共有三个成员", "去掉"], ["新写的话", "共有四个成员", "一样"], 0.5)
    [(0, 2), (1, 1)]
    """
    pairs = paired_in_order(before, after)
    pairs += _likest(before, after, pairs, least)
    return sorted(pairs)


def paired_in_order(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Pair what is equal: what stands once on both sides, then its equal neighbours, then the rest
    in order, so that of three equal ones the right one is missing.

    >>> paired_in_order("aXaYa", "XaYa")
    [(1, 0), (3, 2), (2, 1), (4, 3)]
    """
    places: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((before, after)):
        for at, words in enumerate(texts):
            places[words][side].append(at)
    found = {a[0]: b[0] for a, b in places.values() if len(a) == len(b) == 1}
    taken = set(found.values())
    for step in (1, -1):
        for first in sorted(found, reverse=step < 0):
            i, j = first + step, found[first] + step
            while (
                0 <= i < len(before)
                and 0 <= j < len(after)
                and i not in found
                and j not in taken
                and before[i] == after[j]
            ):
                found[i] = j
                taken.add(j)
                i, j = i + step, j + step
    for a, b in places.values():
        left = [i for i in a if i not in found]
        right = [j for j in b if j not in taken]
        found.update(zip(left, right, strict=False))
        taken.update(right[: len(left)])
    return list(found.items())


def _likest(
    before: Sequence[str],
    after: Sequence[str],
    pairs: list[Pair],
    least: float,
) -> list[Pair]:
    known = dict(pairs)
    taken = set(known.values())
    left = [i for i in range(len(before)) if i not in known]
    right = [j for j in range(len(after)) if j not in taken]
    if not left or not right:
        return []
    gram_left = {i: grams(before[i]) for i in left}
    gram_right = {j: grams(after[j]) for j in right}
    likeness = _likeness(before, after, gram_left, gram_right)
    ranked = []
    for i, j in near(gram_left, gram_right) | gaps(len(before), len(after), known):
        value = likeness(i, j)
        if value >= least:
            away = abs(i / len(before) - j / len(after))
            ranked.append((-value, away, i, j))
    out: list[Pair] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, i, j in sorted(ranked):
        if i not in used_left and j not in used_right:
            out.append((i, j))
            used_left.add(i)
            used_right.add(j)
    return out


def _likeness(
    before: Sequence[str],
    after: Sequence[str],
    left: dict[int, Counter[str]],
    right: dict[int, Counter[str]],
) -> Score:
    def score(i: int, j: int) -> float:
        value = alike(left[i], right[j])
        first, second = figures(before[i]), figures(after[j])
        shared = len(first & second) / len(first | second) if first | second else 0.0
        return value + FIGURES_COUNT * shared

    return score


def near(
    gram_left: Mapping[int, Counter[str]], gram_right: Mapping[int, Counter[str]]
) -> set[Pair]:
    """Return pairs of positions that share a pair of characters that few elements have."""
    where: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, counts in gram_left.items():
        for own in counts:
            where[own][0].append(i)
    for j, counts in gram_right.items():
        for own in counts:
            where[own][1].append(j)
    return {
        (i, j)
        for a, b in where.values()
        if len(a) <= UNCOMMON and len(b) <= UNCOMMON
        for i in a
        for j in b
    }


def gaps(before: int, after: int, known: Mapping[int, int]) -> set[Pair]:
    """Return all pairs within each gap between paired elements that keep their order."""
    kept = longest(sorted(known.items()))
    out: set[Pair] = set()
    taken = set(known.values())
    edges = [(-1, -1), *kept, (before, after)]
    for (i0, j0), (i1, j1) in pairwise(edges):
        left = [i for i in range(i0 + 1, i1) if i not in known]
        right = [j for j in range(j0 + 1, j1) if j not in taken]
        if len(left) * len(right) <= GAP:
            out |= {(i, j) for i in left for j in right}
    return out


def longest(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest part of `pairs` in which both positions rise: what kept its order.

    >>> longest([(0, 2), (1, 0), (2, 1), (3, 3)])
    [(1, 0), (2, 1), (3, 3)]
    """
    ends: list[int] = []
    chain: list[int] = []
    behind: list[int | None] = []
    for at, (_, j) in enumerate(pairs):
        spot = bisect_left(ends, j)
        behind.append(chain[spot - 1] if spot else None)
        ends[spot : spot + 1] = [j]
        chain[spot : spot + 1] = [at]
    out: list[Pair] = []
    at_: int | None = chain[-1] if chain else None
    while at_ is not None:
        out.append(pairs[at_])
        at_ = behind[at_]
    return out[::-1]
