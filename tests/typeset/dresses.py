"""The rules of tables that are not dressed as house style has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tests.typeset.lanes import Head, Lane
from tests.typeset.manuscript import Row, Table
from tests.typeset.sheet import Bar, Shape, Slab

LIGHT = 0.5
OUTER = 4.0
"""From the words at the side of a table to the box around it."""


def dressed_head(
    slab: Slab, table: Table, heads: Sequence[Head], heights: Sequence[float], lanes: list[Lane]
) -> Slab:
    """Return the head of a table with the rules of its dress. `heights` are those of its levels."""
    if table.dress == "boxed":
        xs = posts(lanes)
        tops = [0.0]
        for height in heights:
            tops.append(tops[-1] + height)
        tops[-1] = slab.height
        frames = [
            Shape("frame", xs[h.first], tops[h.top], xs[h.last + 1], tops[h.level + 1])
            for h in heads
        ]
        return replace(slab, bars=(), shapes=tuple(frames))
    return _plain(slab, table)


def dressed_row(slab: Slab, table: Table, rows: Sequence[Row], at: int, lanes: list[Lane]) -> Slab:
    """Return the rows from number `at` on, set as one slab, with the rules of their dress.

    They are one row, or those that one stub covers; these are ruled where the table is `tied`.
    """
    if table.dress == "boxed":
        xs = posts(lanes)
        edges = [xs[0], xs[-1]] if rows[0].kind == "section" else xs
        frames = [Shape("frame", x0, 0.0, x1, slab.height) for x0, x1 in pairwise(edges)]
        return replace(slab, bars=(), shapes=tuple(frames))
    if table.dress == "ruled" and at and rows[0].kind != "total":
        bar = Bar(lanes[0].edge, lanes[-1].right, 0.0, LIGHT, tuple(x.edge for x in lanes[1:]))
        return replace(slab, bars=(bar, *slab.bars))
    return _plain(slab, table)


def _plain(slab: Slab, table: Table) -> Slab:
    if table.dress == "bare":
        return replace(slab, bars=())
    if table.dress == "light":
        return replace(slab, bars=tuple(replace(bar, weight=LIGHT) for bar in slab.bars))
    return slab


def posts(lanes: list[Lane]) -> list[float]:
    """Return the places of the vertical rules of a box: in the middle between two columns."""
    inner = [(lane.edge + lane.left) / 2 for lane in lanes[1:]]
    return [lanes[0].left - OUTER, *inner, lanes[-1].right + OUTER]
