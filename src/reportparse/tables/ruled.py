"""Columns by rules: joints, ends of spanner rules, and vertical rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from reportparse.tables.region import Bar, Chunk, Region

SAME_JOINT: Final = 2.2
"""In points: joints of thick and thin rules differ by half the difference of their thickness."""
STRADDLE: Final = 2.0
"""In points: ink reaching over an edge by less is a cell filled to its margin."""
CROSSED: Final = 0.2
"""Share of rows whose ink may cross an edge of columns: merged cells, long labels."""
STUB: Final = 12.0
"""In points: ends of rules of full length differ by less; no stub is narrower."""
FULL: Final = 0.94
"""Share of a box's height or width that a rule from edge to edge covers; axes reach 0.85."""


def clustered(values: Iterable[float], apart: float) -> tuple[float, ...]:
    """Return the means of the groups of `values` that lie closer together than `apart`.

    >>> clustered([10.0, 11.0, 30.0], 2.2)
    (10.5, 30.0)
    """
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= apart:
            groups[-1].append(value)
        else:
            groups.append([value])
    return tuple(sum(group) / len(group) for group in groups)


def joint_edges(region: Region) -> tuple[float, ...]:
    """Return the inner edges of columns that the joints of the region's rules show."""
    joints = [joint for bar in region.bars for joint in bar.joints]
    joints += _breaks(region)
    inner = clustered(joints, SAME_JOINT)
    return tuple(x for x in inner if region.x0 + 3 < x < region.x1 - 3)


def _breaks(region: Region) -> Iterator[float]:
    """The middles of the gaps at which every rule from end to end of the region is broken."""
    full = [
        bar.spans
        for bar in region.bars
        if bar.x0 < region.x0 + SAME_JOINT and bar.x1 > region.x1 - SAME_JOINT
    ]
    if len(full) < 2:
        return
    for (_, left), (right, _) in pairwise(full[0]):
        middle = (left + right) / 2
        if all(not any(x0 <= middle <= x1 for x0, x1 in spans) for spans in full):
            yield middle


def post_edges(region: Region) -> tuple[float, ...]:
    """Return the inner edges of columns that vertical rules show; a double rule is one edge."""
    inner = clustered((post.box.centre_x for post in region.posts), 2 * SAME_JOINT)
    return tuple(x for x in inner if region.x0 + 4 < x < region.x1 - 4)


def full_grid(region: Region) -> bool:
    """Tell whether rules box several columns and several rows from edge to edge.

    The frame and the axes of a chart do not.
    """
    height = region.bottom - region.top
    posts = clustered(
        (p.box.centre_x for p in region.posts if p.box.height > FULL * height), 2 * SAME_JOINT
    )
    bars = [bar for bar in region.bars if bar.covers(region.x0, region.x1) > FULL]
    return len(posts) > 2 and len(bars) > 2


def uncrossed(
    edges: Sequence[float],
    rows: Sequence[Sequence[Chunk]],
    head: Sequence[Sequence[Chunk]] = (),
) -> tuple[float, ...]:
    """Return those `edges` that the ink of (almost) no row with several cells crosses.

    Where no row has several cells all rows count, unless the `head` has several.
    """
    several = [row for row in rows if len(row) > 1]
    if not several and all(len(row) < 2 for row in head):
        several = list(rows)
    kept: list[float] = []
    for edge in edges:
        crossing = sum(
            any(c.x0 < edge - STRADDLE and c.x1 > edge + STRADDLE for c in row) for row in several
        )
        if crossing <= CROSSED * len(several):
            kept.append(edge)
    return tuple(kept)


def head_rule(region: Region) -> Bar | None:
    """Return the rule below the head: the first thick one of full length below the top.

    Where all rules are equally thick it is the first of full length below the top. The last rule
    of a table that ends on its page is its bottom.
    """
    full = [bar for bar in region.bars if bar.covers(region.x0, region.x1) > 0.9]
    ends = (full[0], full[-1]) if full else ()
    full = [bar for bar in full if bar in ends or not _leaves_stub(bar, region)]
    inner = full[1:-1] if len(full) > 2 and not region.open_bottom else full[1:]
    if not inner:
        return None
    thick = [bar for bar in inner if bar.thick]
    return thick[0] if thick and not full[0].thick else (thick or inner)[0]


def _leaves_stub(bar: Bar, region: Region) -> bool:
    """Tell whether a rule begins behind a narrow stub, as that of a spanner over all others."""
    return bar.x0 > region.x0 + STUB and bar.x1 > region.x1 - STUB
