"""The head of a table: which words stand over which columns.

Below the words of a spanner runs a rule over its columns; what stands below that rule is the next
level. The words of one column on several lines are one head, unless a rule parts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from reportparse.tables.grid import Column, HeadDraft
from reportparse.tables.region import Bar, Chunk

ON_RULE: Final = 0.5
"""Share of a chunk's width that a rule has to run under for the chunk to stand on it."""
OFF_CENTRE: Final = 0.18
"""Share of a spanner's rule by which its words may miss the middle: column edges are not exact."""
NARROW_OFF: Final = 0.35
"""The same for narrow columns, where the only other sharing is clearly worse."""
NARROW_LEAD: Final = 0.7
"""How much better than the second one the best sharing of narrow columns is."""
EVEN: Final = 2.0
"""In points: how far the spanners of one rule may differ in their distance from their columns."""
EVEN_LEAD: Final = 6.0
"""In points: by how much more every other sharing of the columns has to differ."""
MARGIN: Final = 8.0
"""In points: how far from the end of its columns a spanner set to one side may begin."""
COVERED: Final = 0.5
"""Share of a column's ink that a rule has to cover for the column to be under it."""


@dataclass(slots=True)
class _Band:
    """The chunks that stand on one stretch of one rule, over the columns of that stretch."""

    y: float
    x0: float
    x1: float
    columns: list[Column]
    chunks: list[Chunk]
    ruled: bool


def heads_of(
    chunks: Sequence[Chunk], columns: Sequence[Column], bars: Sequence[Bar]
) -> tuple[HeadDraft, ...]:
    """Return the cells of a head made of `chunks`, parted by the `bars` between its lines."""
    bands = _bands(chunks, columns, bars)
    found: list[tuple[float, list[Chunk], int, int]] = []
    for band in bands:
        for group, first, last in _cells(band):
            found.append((band.y, group, first, last))
    return _levelled(found)


def _bands(chunks: Sequence[Chunk], columns: Sequence[Column], bars: Sequence[Bar]) -> list[_Band]:
    bands: dict[tuple[float, float], _Band] = {}
    for bar in bars:
        for x0, x1 in bar.spans:
            covered = [c for c in columns if _covers(x0, x1, c)]
            bands[bar.y, x0] = _Band(bar.y, x0, x1, covered, [], True)
    ground = _Band(float("inf"), float("-inf"), float("inf"), list(columns), [], False)
    for chunk in chunks:
        below = [
            band
            for band in bands.values()
            if band.y > chunk.line.baseline - 1
            and band.columns
            and min(chunk.x1, band.x1) - max(chunk.x0, band.x0) > ON_RULE * (chunk.x1 - chunk.x0)
        ]
        nearest = min(below, key=lambda band: band.y, default=ground)
        nearest.chunks.append(chunk)
    return [band for band in (*bands.values(), ground) if band.chunks]


def _covers(x0: float, x1: float, column: Column) -> bool:
    width = max(column.ink1 - column.ink0, 0.1)
    return max(0.0, min(x1, column.ink1) - max(x0, column.ink0)) > COVERED * width


def _cells(band: _Band) -> list[tuple[list[Chunk], int, int]]:
    """Cut the chunks of one band into cells, each with its first and last column."""
    groups = _clusters(band.chunks)
    if band.ruled and len(groups) == 1:
        return [(groups[0], band.columns[0].index, band.columns[-1].index)]
    found = [(group, *_columns_under(group, band.columns)) for group in groups]
    if band.ruled and len(groups) < len(band.columns):
        found = _flush(groups, band) or _centred(groups, band) or _spread(found, band.columns)
    if not band.ruled:
        return _stacked(band, found)
    return _merged(found)


def _clusters(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Groups of chunks that share some stretch of the x axis, from left to right."""
    groups: list[list[Chunk]] = []
    reach = 0.0
    for chunk in sorted(chunks, key=lambda c: c.x0):
        if groups and chunk.x0 < reach - 1:
            groups[-1].append(chunk)
            reach = max(reach, chunk.x1)
        else:
            groups.append([chunk])
            reach = chunk.x1
    return groups


def _columns_under(group: Sequence[Chunk], columns: Sequence[Column]) -> tuple[int, int]:
    """The first and last column whose ink lies under a group of head chunks."""
    x0, x1 = min(c.x0 for c in group), max(c.x1 for c in group)
    inside = [c for c in columns if c.firm and c.x0 - 1.5 <= x0 and x1 <= c.x1 + 1.5]
    if inside:
        return inside[0].index, inside[0].index
    inked = [c for c in columns if c.ink_overlap(x0, x1) > 0.3 * min(x1 - x0, c.ink1 - c.ink0)]
    if len(inked) == 1:
        return inked[0].index, inked[0].index
    if not inked:
        best = min(columns, key=lambda c: min(abs(c.ink0 - x0), abs(c.ink1 - x1)))
        return best.index, best.index
    return inked[0].index, inked[-1].index


def _flush(groups: Sequence[list[Chunk]], band: _Band) -> list[tuple[list[Chunk], int, int]]:
    """Share the columns of a rule out so that all words above it stand alike over their share.

    Numbers are set flush right, so the right ends of their columns are known exactly, but for an
    inset that the end of the rule shows. All spanners of one rule are set the same way, to the
    left, the middle or the right of their columns: the sharing in which they all are is theirs,
    if no other one comes near.
    """
    own = band.columns
    if not all(column.numeric for column in own):
        return []
    inset = band.x1 - own[-1].ink1
    ends = [band.x0, *(column.ink1 + inset for column in own)]
    found: list[tuple[float, tuple[int, ...]]] = []
    for cuts in combinations(range(1, len(own)), len(groups) - 1):
        shares = pairwise((0, *cuts, len(own)))
        found.append((_uneven(groups, [(ends[a], ends[b]) for a, b in shares]), cuts))
    (best, cuts), (second, _) = [*sorted(found), (float("inf"), ())][:2]
    if best > EVEN or second < best + EVEN_LEAD:
        return []
    return [
        (group, own[first].index, own[last - 1].index)
        for group, (first, last) in zip(groups, pairwise((0, *cuts, len(own))), strict=True)
    ]


def _uneven(groups: Sequence[list[Chunk]], shares: Sequence[tuple[float, float]]) -> float:
    """How far in points the words above `shares` are from being set all in one way."""
    lefts, rights = [], []
    for group, (x0, x1) in zip(groups, shares, strict=True):
        lefts.append(min(chunk.x0 for chunk in group) - x0)
        rights.append(x1 - max(chunk.x1 for chunk in group))
    middle = max(abs(left - right) / 2 for left, right in zip(lefts, rights, strict=True))
    sides = (
        max(side) - min(side) + max(0.0, max(map(abs, side)) - MARGIN) for side in (lefts, rights)
    )
    return min(middle, *sides)


def _centred(groups: Sequence[list[Chunk]], band: _Band) -> list[tuple[list[Chunk], int, int]]:
    """Share the columns of a rule out among the words above it, if all are centred in their share.

    Nothing is given back where no sharing puts every group near the middle of its part of the
    rule: then they are set to the left or to the right.
    """
    columns = band.columns
    middles = [(min(c.x0 for c in g) + max(c.x1 for c in g)) / 2 for g in groups]
    found: list[tuple[float, tuple[int, ...]]] = []
    for cuts in combinations(range(1, len(columns)), len(groups) - 1):
        edges = [band.x0, *(columns[cut].x0 for cut in cuts), band.x1]
        off = max(
            abs((left + right) / 2 - middle) / max(right - left, 0.1)
            for (left, right), middle in zip(pairwise(edges), middles, strict=True)
        )
        found.append((off, cuts))
    (best, cuts), (second, _) = [*sorted(found), (float("inf"), ())][:2]
    if best > OFF_CENTRE and (best > NARROW_OFF or best > NARROW_LEAD * second):
        return []
    bounds = list(pairwise((0, *cuts, len(columns))))
    return [
        (group, columns[first].index, columns[last - 1].index)
        for group, (first, last) in zip(groups, bounds, strict=True)
    ]


def _spread(
    cells: list[tuple[list[Chunk], int, int]], columns: Sequence[Column]
) -> list[tuple[list[Chunk], int, int]]:
    """Give columns without words over them to the nearest cell of the same band."""
    taken = {i for _, first, last in cells for i in range(first, last + 1)}
    spans = [[first, last] for _, first, last in cells]
    centres = [(min(c.x0 for c in group) + max(c.x1 for c in group)) / 2 for group, _, _ in cells]
    reach = {column.index: column for column in columns}
    for column in columns:
        if column.index in taken:
            continue
        middle = (column.ink0 + column.ink1) / 2
        at = min(range(len(cells)), key=lambda i: abs(centres[i] - middle))
        wider = [min(spans[at][0], column.index), max(spans[at][1], column.index)]
        if column.index > 0 and _off(wider, centres[at], reach) < _off(
            spans[at], centres[at], reach
        ):
            spans[at] = wider
    return [(group, first, last) for (group, _, _), (first, last) in zip(cells, spans, strict=True)]


def _off(span: Sequence[int], centre: float, reach: dict[int, Column]) -> float:
    """How far in points the middle of the columns of `span` is from `centre`.

    Programs centre a spanner in its cell: where the edges of the columns are printed, the middle
    between them counts as well as that of the ink.
    """
    first, last = reach[span[0]], reach[span[1]]
    off = abs((first.ink0 + last.ink1) / 2 - centre)
    if first.firm and last.firm and first.index > 0:
        off = min(off, abs((first.x0 + last.x1) / 2 - centre))
    return off


def _stacked(
    band: _Band, cells: list[tuple[list[Chunk], int, int]]
) -> list[tuple[list[Chunk], int, int]]:
    """Cells of the lowest band: a wide line above narrower ones is a spanner without rule."""
    found: list[tuple[list[Chunk], int, int]] = []
    for group, first, last in cells:
        if first == last:
            found.append((group, first, last))
            continue
        lines: dict[float, list[Chunk]] = {}
        for chunk in group:
            lines.setdefault(round(chunk.line.baseline, 1), []).append(chunk)
        members = [c for c in band.columns if first <= c.index <= last]
        placed: dict[tuple[int, int], list[Chunk]] = {}
        for _, chunks in sorted(lines.items()):
            for chunk in chunks:
                placed.setdefault(_columns_under([chunk], members), []).append(chunk)
        found.extend((chunks, a, b) for (a, b), chunks in placed.items())
    return _merged(found)


def _merged(
    cells: list[tuple[list[Chunk], int, int]],
) -> list[tuple[list[Chunk], int, int]]:
    """Join the cells of one band that stand over the very same columns."""
    found: dict[tuple[int, int], list[Chunk]] = {}
    for group, first, last in cells:
        found.setdefault((first, last), []).extend(group)
    return [(group, first, last) for (first, last), group in found.items()]


def _levelled(cells: list[tuple[float, list[Chunk], int, int]]) -> tuple[HeadDraft, ...]:
    """Number the levels from the top: a cell is one level below the lowest cell above it."""

    def height(cell: tuple[float, list[Chunk], int, int]) -> tuple[float, float]:
        return cell[0], min(chunk.line.baseline for chunk in cell[1])

    drafts: list[HeadDraft] = []
    depth: dict[int, int] = {}
    ordered = sorted(cells, key=lambda c: (*height(c), c[2] - c[3], c[2]))
    for _, group, first, last in ordered:
        level = max((depth.get(i, 0) for i in range(first, last + 1)), default=0)
        for i in range(first, last + 1):
            depth[i] = level + 1
        chunks = tuple(sorted(group, key=lambda c: (c.line.baseline, c.x0)))
        drafts.append(HeadDraft(chunks, first, last, level))
    return tuple(sorted(drafts, key=lambda d: (d.level, d.first)))
