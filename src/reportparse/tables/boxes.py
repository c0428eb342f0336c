"""Finding the regions of tables whose cells are boxed, and frames around running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportparse.layout.model import Line, Sheet
from reportparse.pages.model import Rule
from reportparse.tables.captions import Captions
from reportparse.tables.gaps import gappy
from reportparse.tables.region import Region, bars_of
from reportparse.tables.ruled import clustered

SAME_EDGE: Final = 5.0
"""In points: rules of one table differ at their ends by cell margins and half joints."""
TOUCH: Final = 2.5
"""In points: how near the ends of crossing rules come to each other."""
MIN_WIDTH: Final = 60.0
"""In points: no table is narrower."""
PROSE: Final = 0.6
"""Share of a table's width that a line of running text fills and a cell does not."""


def boxed_regions(
    rules: Sequence[Rule], sheet: Sheet, lines: Sequence[Line], captions: Captions
) -> tuple[list[Region], list[Rule]]:
    """Regions of fully boxed tables, and the rules that belong to none.

    A frame around a table and its caption is neither: its rules are left out.
    """
    posts = [rule for rule in rules if not rule.horizontal and rule.box.height > 6]
    if len(posts) < 2:
        return [], list(rules)
    rest: list[Rule] = []
    regions: list[Region] = []
    for group in _components(rules):
        box = _box_region(group, sheet, lines)
        if box is None:
            rest.extend(group)
        elif not _frames(box, captions):
            regions.append(_below_caption(box, captions))
    return regions, rest


def _frames(box: Region, captions: Captions) -> bool:
    """Tell whether a box is a mere outline, with a caption of a table as its first words."""
    edges = (box.x0, box.x1)
    inner = [p for p in box.posts if min(abs(p.box.centre_x - x) for x in edges) > SAME_EDGE]
    if inner or len(clustered((bar.y for bar in box.bars), SAME_EDGE)) > 2:
        return False
    label = captions.read(box.lines[0])
    return label is not None and label.kind == "table"


def _below_caption(box: Region, captions: Captions) -> Region:
    """Return a box without the row at its top that holds the caption from edge to edge."""
    label = captions.read(box.lines[0])
    if label is None or label.kind != "table":
        return box
    width = box.x1 - box.x0
    first = box.lines[0].baseline
    bars = [b for b in box.bars if b.y > first and b.covers(box.x0, box.x1) > 1 - 8 / width]
    if len(bars) < 2:
        return box
    top = bars[0].y
    inner = [p for p in box.posts if box.x0 + SAME_EDGE < p.box.centre_x < box.x1 - SAME_EDGE]
    if any(post.box.top < top - TOUCH for post in inner):
        return box
    lines = tuple(line for line in box.lines if line.baseline > top)
    return replace(box, top=top, bars=tuple(b for b in box.bars if b.y >= top), lines=lines)


def is_prose_box(region: Region, body: float) -> bool:
    """Tell whether a region is a frame around running text: a summary, not a table.

    Nothing but the outline is ruled, and lines of body type fill more than half of its width;
    a head whose words stand close fills a line, too, but most lines around it have gaps.
    """
    edges = (region.x0, region.x1)
    inner = [p for p in region.posts if min(abs(p.box.centre_x - x) for x in edges) > SAME_EDGE]
    if inner or len(region.bars) > 2 or any(bar.joints for bar in region.bars):
        return False
    filled = sum(
        line.size >= 0.97 * body
        and line.box is not None
        and line.box.width > PROSE * (region.x1 - region.x0)
        and not gappy(line)
        for line in region.lines
    )
    return filled > sum(map(gappy, region.lines))


def _components(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch each other."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    bars = [i for i, rule in enumerate(rules) if rule.horizontal]
    posts = [i for i, rule in enumerate(rules) if not rule.horizontal]
    for b in bars:
        bar = rules[b].box
        for p in posts:
            post = rules[p].box
            if (
                bar.x0 - TOUCH <= post.x1
                and post.x0 <= bar.x1 + TOUCH
                and post.top - TOUCH <= bar.bottom
                and bar.top <= post.bottom + TOUCH
            ):
                parent[root(p)] = root(b)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _box_region(group: Sequence[Rule], sheet: Sheet, lines: Sequence[Line]) -> Region | None:
    bars = bars_of(group)
    posts = [rule for rule in group if not rule.horizontal]
    if len(bars) < 2 or len(posts) < 2:
        return None
    x0, x1 = min(p.box.x0 for p in posts), max(p.box.x1 for p in posts)
    left, right = min(bar.x0 for bar in bars), max(bar.x1 for bar in bars)
    if abs(x0 - left) > SAME_EDGE or abs(x1 - right) > SAME_EDGE or right - left < MIN_WIDTH:
        return None
    top, bottom = bars[0].y, bars[-1].y
    inside = tuple(
        line
        for line in lines
        if line.box is not None
        and top < line.box.centre_y < bottom
        and line.box.x0 < right
        and line.box.x1 > left
    )
    if not inside:
        return None
    return Region(sheet, left, right, top, bottom, bars, tuple(posts), inside)
