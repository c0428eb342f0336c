"""From a region to its grid: chunks, the rule below the head, columns, head and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportparse.tables.boxed import boxed_grid
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.columns import column_of, settle_columns
from reportparse.tables.flush import cut_flush
from reportparse.tables.grid import Column, Grid
from reportparse.tables.heads import heads_of
from reportparse.tables.region import Bar, Chunk, Region
from reportparse.tables.rows import gaps_of, pitches_of, rows_of
from reportparse.tables.rowspans import ties_of
from reportparse.tables.ruled import head_rule
from reportparse.tables.unruled import head_depth

WHOLE = 0.9
"""Share of a table's width that the rules above and below its head cover; spanners' rules less."""
MARGIN = 12.0
"""In points: ink of a table may hang over the ends of its rules by this much."""


def cut_region(region: Region, tags: TagNumbers, before: Grid | None = None) -> Grid:
    """Return the grid of a region; `tags` are those of its page.

    `before` is the grid of the page before where the region goes on without a head of its own:
    then it has the same columns.
    """
    printed = [
        chunks_of(line, tags, region.x0 - MARGIN, region.x1 + MARGIN) for line in region.lines
    ]
    part = [bar for bar in region.bars if bar.covers(region.x0, region.x1) < WHOLE]
    lines = cut_flush([chunks for chunks in printed if chunks], part)
    grid = boxed_grid(region, lines, tags, before) if region.boxed else None
    if grid is None:
        grid = _open_grid(region, lines, before)
    return replace(grid, ink=tuple(chunk for chunks in lines for chunk in chunks))


def recut_together(grids: Sequence[Grid]) -> list[Grid]:
    """Cut the parts of one table again, in the columns that all their rows show together."""
    parted = [_parted(grid) for grid in grids]
    first = grids[0]
    bodies = [chunks for _, body in parted for chunks in body]
    columns, evidence, doubts = settle_columns(first.region, parted[0][0], bodies)
    below = [
        _below(grid.region, head_rule(grid.region) if head else None)
        for grid, (head, _) in zip(grids, parted, strict=True)
    ]
    pitches = [
        pitch
        for bars, (_, body) in zip(below, parted, strict=True)
        for pitch in pitches_of(body, columns, bars)
    ]
    gaps = [gap for _, body in parted for gap in gaps_of(body, columns)]
    tied = any(
        ties_of(grid.rows, grid.columns, bars) is not None
        for grid, bars in zip(grids, below, strict=True)
    )
    made: list[Grid] = []
    for at, (grid, (head, body)) in enumerate(zip(grids, parted, strict=True)):
        rule = head_rule(grid.region) if head else None
        again = Grid(
            grid.region,
            columns,
            heads_of([c for row in head for c in row], columns, _inside(grid.region, rule)),
            rows_of(body, columns, below[at], pitches, tied, gaps),
            evidence,
            doubts if at == 0 else (),
            grid.ink,
        )
        made.append(again)
    return made


def _parted(grid: Grid) -> tuple[list[list[Chunk]], list[list[Chunk]]]:
    """The lines of a grid's head and those of its body, each as its chunks."""
    in_head = {chunk.line.number for head in grid.heads for chunk in head.chunks}
    head: dict[int, list[Chunk]] = {}
    body: dict[int, list[Chunk]] = {}
    for chunk in grid.ink:
        lines = head if chunk.line.number in in_head else body
        lines.setdefault(chunk.line.number, []).append(chunk)
    return list(head.values()), list(body.values())


def _open_grid(
    region: Region,
    lines: Sequence[Sequence[Chunk]],
    before: Grid | None,
) -> Grid:
    """The grid of a region whose cells are not boxed."""
    if before is not None and not before.poor and fits(before.columns, lines):
        rows = rows_of(lines, before.columns, region.bars)
        return Grid(region, before.columns, (), rows, before.evidence)
    rule = None if region.open_top else head_rule(region)
    floor = rule.y if rule else float("-inf")
    depth = sum(1 for chunks in lines if chunks[0].line.baseline <= floor)
    if not region.bars and not region.open_top:
        depth = head_depth(lines)
    head, body = list(lines[:depth]), list(lines[depth:])
    if rule is not None and not body and not region.open_bottom:
        head, body, rule = [], head, None
    columns, evidence, doubts = settle_columns(region, head, body)
    return Grid(
        region,
        columns,
        heads_of([c for row in head for c in row], columns, _inside(region, rule)),
        rows_of(body, columns, _below(region, rule)),
        evidence,
        doubts,
    )


def fits(columns: Sequence[Column], body: Sequence[Sequence[Chunk]]) -> bool:
    """Tell whether the chunks of `body` stand in `columns`, each row with several in several."""
    for row in body:
        places = [column_of(chunk, columns) for chunk in row]
        if len(row) > 1 and any(first != last for first, last in places):
            return False
        if len({first for first, _ in places if first > 0}) < sum(1 for f, _ in places if f > 0):
            return False
    return True


def _inside(region: Region, rule: Bar | None) -> Sequence[Bar]:
    """The bars between the top of the region and the rule below its head."""
    return [bar for bar in region.bars if rule and region.top + 1 < bar.y < rule.y - 1]


def _below(region: Region, rule: Bar | None) -> Sequence[Bar]:
    return [bar for bar in region.bars if rule is None or bar.y > rule.y + 1]
