"""The grid of a table whose cells are boxed: every cell is the rectangle between its rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from reportparse.tables.chunks import TagNumbers
from reportparse.tables.columns import columns_between
from reportparse.tables.grid import Column, Grid, GridEvidence, HeadDraft, RowDraft, Slot
from reportparse.tables.region import Chunk, Region
from reportparse.tables.rows import rows_of
from reportparse.tables.ruled import clustered, post_edges

SAME_BAR: Final = 3.0
"""In points: horizontal rules nearer than this are one (a double rule, a rule and its joints)."""
BESIDE: Final = 2.5
"""In points: a vertical rule this near to a height counts as reaching it."""

Rect = tuple[int, int, int, int]
"""First column, last column, first band, last band."""


def boxed_grid(
    region: Region,
    lines: Sequence[Sequence[Chunk]],
    tags: TagNumbers,
    before: Grid | None = None,
) -> Grid | None:
    """Return the grid of a boxed region, None where the boxes do not make the rows.

    A box that only frames columns (vertical rules, no rules between rows) is cut like a table
    without boxes. `before` is the grid of the page before where the region goes on without a
    head; if its rows are boxes, a single box is a row, too.
    """
    edges = post_edges(region)
    ys = clustered((bar.y for bar in region.bars), SAME_BAR)
    boxes_before = before is not None and any(own.source == "posts" for own in before.evidence)
    if not edges or len(ys) < (2 if boxes_before else 3):
        return None
    chunks = [chunk for row in lines for chunk in row]
    boxes = _Boxes(region, edges, ys)
    placed = _placed(chunks, boxes)
    where = {id(chunk): rect for rect, inks in placed.items() for chunk in inks}
    bands = sorted({rect[2] for rect in placed})
    if not bands:
        return None
    depth = 0 if before is not None else _head_depth(placed, boxes, tags)
    columns = columns_between(
        region,
        edges,
        [[c for c in row if where[id(c)][2] >= depth] for row in lines],
        firm=True,
    )
    heads = tuple(
        HeadDraft(tuple(inks), rect[0], rect[1], rect[2])
        for rect, inks in sorted(placed.items(), key=lambda item: (item[0][2], item[0][0]))
        if rect[2] < depth
    )
    rows: list[RowDraft] = []
    for band in bands:
        if band >= depth:
            rows.extend(_rows(band, placed, columns, boxes, lines, bands))
    if not rows:
        return None
    return Grid(region, columns, _renumbered(heads), tuple(rows), (GridEvidence("posts", edges),))


class _Boxes:
    """The rectangles of a region between its vertical and horizontal rules."""

    def __init__(self, region: Region, edges: Sequence[float], ys: Sequence[float]) -> None:
        self.xs = [region.x0, *edges, region.x1]
        self.ys = list(ys)
        self._posts = [
            [
                (post.box.top, post.box.bottom)
                for post in region.posts
                if abs(post.box.centre_x - x) <= 5
            ]
            for x in self.xs
        ]
        self._bars = [
            [span for bar in region.bars if abs(bar.y - y) <= SAME_BAR for span in bar.spans]
            for y in self.ys
        ]

    def rect(self, x: float, y: float) -> Rect:
        """The cell around a point."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        band = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        first = last = column
        while first > 0 and not self._post_at(first, y):
            first -= 1
        while last < len(self.xs) - 2 and not self._post_at(last + 1, y):
            last += 1
        top = bottom = band
        while top > 0 and not self._bar_at(top, x):
            top -= 1
        while bottom < len(self.ys) - 2 and not self._bar_at(bottom + 1, x):
            bottom += 1
        return first, last, top, bottom

    def _post_at(self, edge: int, y: float) -> bool:
        return any(top - BESIDE <= y <= bottom + BESIDE for top, bottom in self._posts[edge])

    def _bar_at(self, height: int, x: float) -> bool:
        return any(x0 - 1 <= x <= x1 + 1 for x0, x1 in self._bars[height])

    def columns(self, rect: Rect, inks: Sequence[Chunk]) -> dict[int, list[Chunk]]:
        """The chunks of a wide cell by the column each stands in; empty if one reaches across."""
        found: dict[int, list[Chunk]] = {}
        if rect[0] == rect[1]:
            return found
        for chunk in inks:
            column = bisect_right(self.xs, chunk.x0 + 1) - 1
            if column != bisect_right(self.xs, chunk.x1 - 1) - 1:
                return {}
            found.setdefault(min(max(column, 0), len(self.xs) - 2), []).append(chunk)
        return found


def _middle(chunk: Chunk) -> float:
    return chunk.line.baseline - 0.3 * (chunk.line.size or 9.0)


def _placed(chunks: Sequence[Chunk], boxes: _Boxes) -> dict[Rect, list[Chunk]]:
    """Put every chunk into its cell.

    Where vertical rules are left out between two columns, as between the halves of a year, the
    chunks of both would share a cell: they are parted again unless one of them reaches across.
    """
    placed: dict[Rect, list[Chunk]] = {}
    for chunk in chunks:
        placed.setdefault(boxes.rect(chunk.centre, _middle(chunk)), []).append(chunk)
    parted = {rect[:2] for rect, inks in placed.items() if len(boxes.columns(rect, inks)) > 1}
    found: dict[Rect, list[Chunk]] = {}
    for rect, inks in placed.items():
        columns = boxes.columns(rect, inks)
        if not columns or rect[:2] not in parted:
            found.setdefault(rect, []).extend(inks)
            continue
        for column, own in columns.items():
            found.setdefault((column, column, *rect[2:]), []).extend(own)
    return found


def _head_depth(placed: dict[Rect, list[Chunk]], boxes: _Boxes, tags: TagNumbers) -> int:
    """The number of bands that the head takes: as deep as the cell over the stub reaches."""
    columns = len(boxes.xs) - 1
    first = min(rect[2] for rect in placed)
    stub = boxes.rect((boxes.xs[0] + boxes.xs[1]) / 2, (boxes.ys[first] + boxes.ys[first + 1]) / 2)
    depth = max(first, stub[3]) + 1 if stub[1] == 0 else first + 1
    depth = _tagged_depth(placed, depth, tags)
    for rect in placed:
        if rect[2] == first:
            spans = rect[1] - rect[0] + 1
            if spans == columns:
                depth = max(depth, first + 2)
    return depth


def _tagged_depth(placed: dict[Rect, list[Chunk]], depth: int, tags: TagNumbers) -> int:
    """The depth with the bands below it that are tagged as head.

    Word processors tag bold section rows so as well: a band that has words over the stub alone,
    or one cell over columns that have heads of their own, is no head.
    """
    single = {rect[0] for rect in placed if rect[2] < depth and rect[0] == rect[1]}
    for band in sorted({rect[2] for rect in placed if rect[2] >= depth}):
        own = [rect for rect in placed if rect[2] == band]
        tagged = all(tags.in_head(chunk.piece) for rect in own for chunk in placed[rect])
        section = len(own) == 1 and own[0][0] == 0
        wide = any(set(range(rect[0], rect[1] + 1)) & single for rect in own if rect[0] < rect[1])
        if not tagged or section or wide:
            break
        depth = max(depth, *(rect[3] + 1 for rect in own))
    return depth


def _rows(
    band: int,
    placed: dict[Rect, list[Chunk]],
    columns: Sequence[Column],
    boxes: _Boxes,
    lines: Sequence[Sequence[Chunk]],
    bands: Sequence[int],
) -> list[RowDraft]:
    """The rows of one band: one, unless lines with numbers stand below each other in it."""
    rects = {rect: inks for rect, inks in placed.items() if rect[2] == band}
    inks = {id(chunk) for chunks in rects.values() for chunk in chunks}
    own = [[c for c in row if id(c) in inks] for row in lines]
    own = [row for row in own if row]
    if _several(rects, columns):
        drafts = rows_of(own, columns, ())
        if len(drafts) > 1:
            return list(drafts)
    slots = tuple(
        Slot(
            rect[0],
            tuple(chunks),
            rect[1] - rect[0] + 1,
            max(1, sum(rect[2] <= other <= rect[3] for other in bands)),
        )
        for rect, chunks in sorted(rects.items())
    )
    sheet = own[0][0].line.sheet
    return [RowDraft(slots, sheet, boxes.ys[band], boxes.ys[band + 1], ("rules",), True)]


def _several(rects: dict[Rect, list[Chunk]], columns: Sequence[Column]) -> bool:
    """Tell whether two or more numeric columns hold several numbers below each other."""
    stacked = 0
    for rect, chunks in rects.items():
        numbers = {round(c.line.baseline) for c in chunks if c.numeric}
        if rect[0] > 0 and len(numbers) > 1 and columns[rect[0]].numeric:
            stacked += 1
    return stacked >= min(2, len(columns) - 1)


def _renumbered(heads: Sequence[HeadDraft]) -> tuple[HeadDraft, ...]:
    """Number the levels of heads from 0 without gaps."""
    levels = {level: at for at, level in enumerate(sorted({head.level for head in heads}))}
    return tuple(HeadDraft(h.chunks, h.first, h.last, levels[h.level]) for h in heads)
