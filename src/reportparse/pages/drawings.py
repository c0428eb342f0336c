"""Which strokes, fills and rules of a page make up one drawing.

A chart arrives as dozens of paths. Curves and slanting lines can be nothing but a drawing; the
bars of a bar chart are plain fills, told from the shading of a table by how they stand. From
these seeds a drawing grows over its axes, its legend and its frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportparse.pages.model import Picture, Rule
from reportparse.provenance import Box, union

# Points. Strokes of one drawing lie closer than this; two charts lie further apart.
DRAWING_GAP = 12.0
# Points. Things that touch, up to rounding.
TOUCH = 1.5
# Bars of a chart stand apart by at least this share of their own breadth, shaded cells touch.
# Bars of several series touch their neighbours: half of the gaps have to be real ones.
BAR_GAP = 0.1
# Breadths by which neighbouring bars of one chart stand apart at most. Programs set the gaps of a
# chart to 0.5 up to 2.2 breadths; the bars of another chart stand beyond words.
BARS_APART = 3.0
# Points. Bars of one chart have one breadth and one base line, up to rounding.
SAME_BREADTH = 1.0
# Share of a frame that its seeds fill at least; a tick in the cell of a table fills less.
FRAME_FILLED = 0.1
# Points. A drawing shorter than this in both directions is a key of a legend ...
KEY_LONGEST = 15.0
# ... when a larger drawing stands no further above or below it than this.
KEY_DISTANCE = 100.0


def gather_drawings(
    strokes: Sequence[Picture],
    fills: Sequence[Picture],
    frames: Sequence[Box],
    rules: Sequence[Rule],
) -> tuple[list[Picture], list[Picture]]:
    """Return the drawings of a page, and the fills that belong to none of them.

    `strokes` are paths with curves or slanting lines, `frames` outlines of boxes.
    """
    groups = bar_groups(fills, rules)
    bars = [bar for group in groups for bar in group]
    seeds = [stroke.box for stroke in strokes]
    seeds += [box for group in groups if (box := union(bar.box for bar in group))]
    if not seeds:
        return [], list(fills)
    axes = [rule.box for rule in rules if not rule.joints]
    boxes = [_grow(box, fills, axes) for box in _clusters(seeds, DRAWING_GAP)]
    boxes = _clusters([_framed(box, frames) for box in boxes], 0.0)
    boxes = _with_keys(boxes)
    drawings = [_drawing(box, [*strokes, *bars], rules) for box in boxes]
    left = [
        fill
        for fill in fills
        if fill not in bars and not any(box.holds(fill.box, slack=1.0) for box in boxes)
    ]
    return drawings, left


def _drawing(box: Box, seeds: Sequence[Picture], rules: Sequence[Rule]) -> Picture:
    """A drawing of the seeds inside `box`; a bar of a small share is as thin as a rule."""
    inside = [seed for seed in seeds if box.holds(seed.box, slack=1.0)]
    tags = [seed.tag for seed in inside if seed.tag is not None]
    upright = [rule.box for rule in rules if not rule.horizontal and box.holds(rule.box, slack=1.0)]
    inks = [*(seed.box for seed in inside), *upright]
    heights = sorted((ink.top, ink.bottom) for ink in inks)
    return Picture(box, "drawing", tags[0] if tags else None, _joined(heights))


def _joined(spans: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Spans in order, those that touch as one."""
    found: list[tuple[float, float]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def bar_groups(fills: Sequence[Picture], rules: Sequence[Rule]) -> list[list[Picture]]:
    """Find the bars of charts among fills: three or more, on one base line, of one breadth,
    apart from each other but no further than bars of one chart are, of unlike length, and without
    a rule at their far ends. A fill inside another fill is the ground of a paragraph in a cell.

    >>> fills = [Picture(Box(x, 90 - x, x + 8, 100), "fill") for x in (10, 30, 50)]
    >>> [len(group) for group in bar_groups(fills, [])]
    [3]
    >>> cells = [Picture(Box(x, 80, x + 20, 100), "fill") for x in (10, 30, 50)]
    >>> bar_groups(cells, [])
    []
    """
    groups: list[list[Picture]] = []
    outer = [f for f in fills if not any(o is not f and o.box.holds(f.box) for o in fills)]
    for upright in (True, False):
        groups.extend(
            group
            for row in _rows(outer, upright)
            for group in _neighbours(row, upright)
            if _are_bars([f.box for f in group], upright, rules)
        )
    return groups


def _rows(fills: Sequence[Picture], upright: bool) -> list[list[Picture]]:
    """Fills with one base line and one breadth, each within a point of the first of its row."""
    rows: list[tuple[float, float, list[Picture]]] = []
    for fill in fills:
        base = fill.box.bottom if upright else fill.box.x0
        breadth = fill.box.width if upright else fill.box.height
        for known, size, row in rows:
            if abs(base - known) <= SAME_BREADTH and abs(breadth - size) <= SAME_BREADTH:
                row.append(fill)
                break
        else:
            rows.append((base, breadth, [fill]))
    return [row for _, _, row in rows]


def _neighbours(row: Sequence[Picture], upright: bool) -> list[list[Picture]]:
    """Cut a row of bars where two of them stand too far apart to be of one chart."""
    ordered = sorted(row, key=lambda fill: _across(fill.box, upright))
    groups = [ordered[:1]]
    for before, fill in pairwise(ordered):
        start, end = _across(fill.box, upright)
        if start - _across(before.box, upright)[1] > BARS_APART * (end - start):
            groups.append([])
        groups[-1].append(fill)
    return groups


def _across(box: Box, upright: bool) -> tuple[float, float]:
    """Where a bar begins and ends in the direction in which bars follow each other."""
    return (box.x0, box.x1) if upright else (box.top, box.bottom)


def _are_bars(boxes: Sequence[Box], upright: bool, rules: Sequence[Rule]) -> bool:
    lengths = {round(box.height if upright else box.width) for box in boxes}
    if len(boxes) < 3 or len(lengths) < 2:
        return False
    spans = sorted(_across(box, upright) for box in boxes)
    breadth = spans[0][1] - spans[0][0]
    apart = sum(1 for one, two in pairwise(spans) if two[0] - one[1] >= BAR_GAP * breadth)
    if apart * 2 < len(boxes) - 1:
        return False
    ended = sum(1 for box in boxes if any(_ends(rule, box, upright) for rule in rules))
    return ended * 2 < len(boxes)


def _ends(rule: Rule, box: Box, upright: bool) -> bool:
    """Tell whether a rule runs along the far end of a fill, as the rules of a cell do."""
    if rule.horizontal is not upright:
        return False
    if upright:
        near = abs(rule.box.centre_y - box.top) <= TOUCH
        return near and rule.box.overlap_x(box) > box.width / 2
    near = abs(rule.box.centre_x - box.x1) <= TOUCH
    return near and rule.box.overlap_y(box) > box.height / 2


def _clusters(boxes: Sequence[Box], gap: float) -> list[Box]:
    """Join boxes that lie within `gap` points of each other until none are left to join."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.x0, b.bottom, b.x1)):
        grown = box
        while near := [other for other in found if _near(grown, other, gap)]:
            found = [other for other in found if other not in near]
            grown = union([grown, *near]) or grown
        found.append(grown)
    return sorted(found, key=lambda b: (b.top, b.x0))


def _near(one: Box, two: Box, gap: float) -> bool:
    return (
        one.x0 - gap <= two.x1
        and two.x0 - gap <= one.x1
        and one.top - gap <= two.bottom
        and two.top - gap <= one.bottom
    )


def _grow(seed: Box, fills: Sequence[Picture], axes: Sequence[Box]) -> Box:
    """Let a drawing take in the fills close by and the plain rules that touch it: its axes.

    A rule much longer than the drawing is none of its axes but a rule of the page. Two rounds:
    the ticks of an axis touch the axis, not the strokes.
    """
    box = seed
    for _ in range(2):
        reach = Box(
            box.x0 - DRAWING_GAP,
            box.top - DRAWING_GAP,
            box.x1 + DRAWING_GAP,
            box.bottom + DRAWING_GAP,
        )
        longest = 2 * max(box.width, box.height)
        parts = [fill.box for fill in fills if reach.holds(fill.box)]
        parts += [a for a in axes if _near(box, a, TOUCH) and max(a.width, a.height) < longest]
        box = union([box, *parts]) or box
    return box


def _framed(box: Box, frames: Sequence[Box]) -> Box:
    """Widen a drawing to the smallest frame around it, unless it fills little of the frame."""
    around = [
        frame
        for frame in frames
        if frame.holds(box, slack=TOUCH)
        and box.width * box.height >= FRAME_FILLED * frame.width * frame.height
    ]
    return min(around, key=lambda f: f.width * f.height, default=box)


def _with_keys(boxes: Sequence[Box]) -> list[Box]:
    """Add to each chart the keys of its legend, which stand beyond the labels of its axis."""
    large = [box for box in boxes if max(box.width, box.height) > KEY_LONGEST]
    keys: dict[int, list[Box]] = {}
    alone: list[Box] = []
    for box in boxes:
        if box in large:
            continue
        near = [
            (max(chart.top - box.bottom, box.top - chart.bottom), index)
            for index, chart in enumerate(large)
            if chart.x0 <= box.centre_x <= chart.x1
        ]
        distance, index = min(near, default=(KEY_DISTANCE + 1, 0))
        if distance <= KEY_DISTANCE:
            keys.setdefault(index, []).append(box)
        else:
            alone.append(box)
    grown = [union([chart, *keys.get(i, ())]) or chart for i, chart in enumerate(large)]
    return sorted([*grown, *alone], key=lambda b: (b.top, b.x0))
