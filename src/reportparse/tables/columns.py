"""The columns of a region: what rules, gutters and tags say, and where they have to agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportparse.findings import Doubt
from reportparse.lexicon.patterns import compiled
from reportparse.tables.aligned import gutters
from reportparse.tables.grid import Column, GridEvidence
from reportparse.tables.region import Chunk, Region
from reportparse.tables.ruled import joint_edges, post_edges, uncrossed

MOST: Final = 0.6
"""Share of the rows in which a gutter has to part two numbers to stand against the rules."""

MOSTLY: Final = 0.8
"""Share of a first column that has to be item numbers; a line for all has none."""

_DIGIT: Final = re.compile(r"\d")
_ITEM: Final = compiled(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\)?")

Rows = Sequence[Sequence[Chunk]]


def settle_columns(
    region: Region, head: Rows, body: Rows
) -> tuple[tuple[Column, ...], tuple[GridEvidence, ...], tuple[Doubt, ...]]:
    """Return the columns of a region, the evidence for them, and the doubts about them."""
    rivers = gutters(body)
    ruled = uncrossed((*joint_edges(region), *post_edges(region)), body, head)
    ruled = tuple(sorted(ruled))
    evidence = [GridEvidence("gutters", rivers)]
    doubts: list[Doubt] = []
    edges = rivers
    if ruled:
        evidence.insert(0, GridEvidence("rules", ruled))
        edges = _populated(region, ruled, [*head, *body])
        missed = _missed(edges, rivers, body)
        if missed:
            edges = tuple(sorted((*edges, *missed)))
            doubts.append(
                Doubt(
                    "table-evidence-differs",
                    "The rows show more columns than the rules do.",
                    tuple(chunk.piece for chunk in body[0]) if body else (),
                    expected=str(len(ruled) + 1),
                    found=str(len(edges) + 1),
                    page=region.sheet.number,
                )
            )
    if not edges or edges[0] not in ruled:
        edges = _without_item_numbers(edges, head, body)
    return columns_between(region, edges, body, bool(ruled)), tuple(evidence), tuple(doubts)


def _populated(region: Region, edges: Sequence[float], rows: Rows) -> tuple[float, ...]:
    """Drop the spacer columns between `edges`: those that hold no ink at all."""
    chunks = [chunk for row in rows for chunk in row]
    bounds = [region.x0, *edges, region.x1]
    kept: list[float] = []
    for at in range(len(bounds) - 1):
        left, right = bounds[at], bounds[at + 1]
        if any(left <= chunk.centre < right for chunk in chunks):
            kept.append(right)
        elif kept:
            kept[-1] = (left + right) / 2 if right < region.x1 - 1 else right
    if kept and kept[-1] < region.x1 - 1:
        kept.append(region.x1)
    return tuple(kept[:-1])


def _missed(edges: Sequence[float], rivers: Sequence[float], body: Rows) -> tuple[float, ...]:
    """The rivers that part numbers in most rows although no rule stands there."""
    found: list[float] = []
    bounds = [float("-inf"), *edges, float("inf")]
    for left, right in pairwise(bounds):
        inside = [x for x in rivers if left + 3 < x < right - 3]
        cells = [[c for c in row if left <= c.centre < right] for row in body if len(row) > 1]
        filled = [row for row in cells if row]
        for river in inside:
            parted = [
                row
                for row in filled
                if any(c.x1 <= river for c in row) and any(c.numeric and c.x0 >= river for c in row)
            ]
            if filled and len(parted) > MOST * len(filled):
                found.append(river)
    return tuple(found)


def _without_item_numbers(edges: tuple[float, ...], head: Rows, body: Rows) -> tuple[float, ...]:
    """Join a first column that holds only item numbers with the stub to which they belong.

    Gutters alone show such a column; one that rules show was meant as a column.
    """
    if len(edges) < 2:
        return edges
    first = [chunk for row in body for chunk in row if chunk.centre < edges[0]]
    items = sum(_ITEM.fullmatch(chunk.text.strip()) is not None for chunk in first)
    if not first or items < MOSTLY * len(first):
        return edges
    if any(chunk.centre < edges[0] for row in head for chunk in row):
        return edges
    return edges[1:]


def columns_between(
    region: Region, edges: Sequence[float], body: Rows, firm: bool
) -> tuple[Column, ...]:
    """Make the columns between `edges`, each with the reach of the ink of its body."""
    bounds = [min(region.x0, *_lefts(body, region.x0)) - 1, *edges, region.x1 + 20]
    found: list[Column] = []
    for at in range(len(bounds) - 1):
        left, right = bounds[at], bounds[at + 1]
        own = [
            chunk
            for row in body
            for chunk in row
            if (len(row) > 1 or at == 0)
            and left <= chunk.centre < right
            and chunk.x1 <= right + 3
            and chunk.x0 >= left - 3
        ]
        values = [chunk for chunk in own if chunk.text.strip()]
        numeric = sum(chunk.numeric for chunk in values)
        digits = any(chunk.numeric and _DIGIT.search(chunk.text) for chunk in values)
        ink0 = min((chunk.x0 for chunk in own), default=max(left, region.x0))
        ink1 = max((chunk.x1 for chunk in own), default=min(right, region.x1))
        found.append(
            Column(at, left, right, ink0, ink1, digits and numeric >= 0.5 * len(values), firm)
        )
    return tuple(found)


def _lefts(body: Rows, default: float) -> list[float]:
    return [row[0].x0 for row in body if row] or [default]


def column_of(chunk: Chunk, columns: Sequence[Column]) -> tuple[int, int]:
    """Return the first and last column that a chunk of the body stands in.

    Ink that reaches over an edge by less than a quarter of its width is in one column.
    """
    width = max(chunk.x1 - chunk.x0, 0.1)
    best, most = 0, -1.0
    touched: list[int] = []
    for column in columns:
        share = column.overlap(chunk.x0, chunk.x1) / width
        if share > most:
            best, most = column.index, share
        if share > 0.25 or (share > 0.1 and width > 60):
            touched.append(column.index)
    if not touched:
        return best, best
    return min(best, touched[0]), max(best, touched[-1])
