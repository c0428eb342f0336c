"""Tables that stand beside each other, or beside a picture: each has a lane of the page.

The rules of such a pair end and begin again at the same places, and nothing is printed across the
gap. A lane sees of every line only what stands in it; offsets stay those of the whole line, so
that each printed character is still in exactly one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Sheet
from reportparse.provenance import Box
from reportparse.tables.boxes import MIN_WIDTH, SAME_EDGE
from reportparse.tables.captions import REACH, STEP, Captions
from reportparse.tables.chunks import is_numeric
from reportparse.tables.gaps import gaps
from reportparse.tables.region import Bar, Region

LANE_GAP: Final = 8.0
"""In points: two tables stand 12 and more apart, the rules of two spanners 3 to 6."""
OVERHANG: Final = 3.0
"""In points: ink of a table may reach over the ends of its rules into the gap by this much."""

LABEL_REACH: Final = 90.0
"""In points: a label stands no further above its table, title and unit line in between."""

Span = tuple[float, float]


@frozen_record
class Band:
    """A strip of the page that holds tables beside each other, from `top` to `bottom`."""

    top: float
    bottom: float
    spans: tuple[Span, ...]

    def bars(self, span: Span, bars: Sequence[Bar]) -> list[Bar]:
        """What the `bars` of the band show of one of its lanes."""
        found: list[Bar] = []
        for bar in bars:
            spans = tuple(s for s in bar.spans if _within(s, span))
            if self.top <= bar.y <= self.bottom and spans:
                joints = tuple(x for x in bar.joints if span[0] < x < span[1])
                found.append(replace(bar, spans=spans, joints=joints))
        return found


def part_of(line: Line, x0: float, x1: float) -> Line | None:
    """Return a line with blanks for everything that does not stand between `x0` and `x1`.

    None where nothing is left. The offsets of what is left are those of the whole line.
    """
    kept = [
        at
        for at, (left, right) in enumerate(line.xs)
        if not line.text[at].isspace() and x0 <= (left + right) / 2 <= x1
    ]
    if not kept or line.box is None:
        return None
    if len(kept) == sum(not char.isspace() for char in line.text):
        return line
    inked = frozenset(kept)
    text = "".join(char if at in inked else " " for at, char in enumerate(line.text))
    left, right = min(line.xs[at][0] for at in kept), max(line.xs[at][1] for at in kept)
    tops = [line.ys[at] for at in kept] if line.ys else [(line.box.top, line.box.bottom)]
    box = Box(left, min(top for top, _ in tops), right, max(bottom for _, bottom in tops))
    return replace(line, text=text, box=box)


def bands_of(bars: Sequence[Bar], lines: Sequence[Line], captions: Captions) -> tuple[Band, ...]:
    """Return the strips of a page in which tables stand beside each other.

    `bars` are the horizontal rules and `lines` the upright lines of the page, both from top to
    bottom. All rules of a strip keep to stretches of the page with gaps in between, at least two
    fill each of them, and no ink crosses the gaps.
    """
    found: list[Band] = []
    for at, bar in enumerate(bars):
        if found and bar.y <= found[-1].bottom:
            continue
        own, spans = _chained(bars[at:])
        if len(spans) < 2:
            continue
        end = next(
            (
                line.baseline - line.size
                for line in lines
                if line.baseline > bar.y and _leaves(line, spans)
            ),
            float("inf"),
        )
        if len(own) < len(bars) - at:
            end = min(end, bars[at + len(own)].y)
        own = [other for other in own if other.y < end]
        tops = [_heights(own, span) for span in spans]
        if any(len(heights) < 2 for heights in tops):
            continue
        if max(heights[0] for heights in tops) >= min(heights[-1] for heights in tops):
            continue
        inside = [line for line in lines if bar.y < line.baseline < end]
        bottom = max([own[-1].y, *(line.baseline for line in inside)])
        band = Band(bar.y, bottom, spans)
        if _tables(band, [heights[0] for heights in tops], lines, captions):
            found.append(band)
    return tuple(found)


def _chained(bars: Sequence[Bar]) -> tuple[list[Bar], tuple[Span, ...]]:
    """The first of `bars` that keep to stretches of the page, and these from left to right."""
    own: list[Bar] = []
    spans: list[Span] = []
    for bar in bars:
        more = [span for span in bar.spans if not any(_within(span, known) for known in spans)]
        if not _apart(sorted([*spans, *more])):
            break
        spans.extend(more)
        own.append(bar)
    return own, tuple(sorted(spans))


def _heights(bars: Sequence[Bar], span: Span) -> list[float]:
    """The heights at which a rule fills a stretch."""
    return [bar.y for bar in bars if any(_same(own, span) for own in bar.spans)]


def _apart(spans: Sequence[Span]) -> bool:
    """Tell whether stretches are wide enough for tables and stand apart from each other."""
    gaps = [b[0] - a[1] for a, b in pairwise(spans)]
    return all(x1 - x0 >= MIN_WIDTH for x0, x1 in spans) and min(gaps, default=LANE_GAP) >= LANE_GAP


def _within(inner: Span, outer: Span) -> bool:
    return inner[0] >= outer[0] - SAME_EDGE and inner[1] <= outer[1] + SAME_EDGE


def _same(one: Span, other: Span) -> bool:
    return abs(one[0] - other[0]) <= SAME_EDGE and abs(one[1] - other[1]) <= SAME_EDGE


def _leaves(line: Line, spans: Sequence[Span]) -> bool:
    """Tell whether a line has ink outside of `spans`, or runs from one into the next."""
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    return any(_crosses(line, x) for x in middles) or any(
        not any(a - OVERHANG <= (x0 + x1) / 2 <= b + OVERHANG for a, b in spans)
        for char, (x0, x1) in zip(line.text, line.xs, strict=True)
        if not char.isspace()
    )


def _crosses(line: Line, edge: float) -> bool:
    """Tell whether a line runs across the place `edge` without a gap there."""
    inked = [x for char, x in zip(line.text, line.xs, strict=True) if not char.isspace()]
    before = max((x1 for x0, x1 in inked if x0 + x1 <= 2 * edge), default=None)
    after = min((x0 for x0, x1 in inked if x0 + x1 > 2 * edge), default=None)
    return before is not None and after is not None and after - before < LANE_GAP - OVERHANG


def _tables(band: Band, tops: Sequence[float], lines: Sequence[Line], captions: Captions) -> bool:
    """Tell whether the lanes of a strip are tables, and not the columns of one.

    Each has a label above it, or none has and each begins with words and has numbers behind.
    `tops` are the heights of their first rules.
    """
    inside = [line for line in lines if band.top < line.baseline <= band.bottom]
    labels = [
        _labelled([line for line in lines if line.baseline < top], top, span, captions)
        for top, span in zip(tops, band.spans, strict=True)
    ]
    if any(labels):
        return all(labels)
    for x0, x1 in band.spans:
        parts = [part_of(line, x0 - OVERHANG, x1 + OVERHANG) for line in inside]
        rows = [part.text.split() for part in parts if part is not None]
        worded = sum(not is_numeric(row[0]) for row in rows)
        valued = sum(is_numeric(row[-1]) for row in rows)
        if worded <= 0.5 * len(rows) or valued <= 0.5 * len(rows):
            return False
    return True


def _labelled(above: Sequence[Line], top: float, span: Span, captions: Captions) -> bool:
    """Tell whether a label stands above one lane, with nothing in between that leaves it."""
    for line in reversed(above[-REACH:]):
        part = part_of(line, span[0] - OVERHANG, span[1] + OVERHANG)
        if part is None:
            continue
        if top - line.baseline > STEP * max(line.size, 9.0):
            return False
        if captions.read(part) is not None:
            return True
        top = line.baseline - line.size
    return False


def below_labels(
    line: Line, below: Sequence[Line], captions: Captions
) -> tuple[list[Line], list[Line]] | None:
    """Return the lines below two labels that stand beside each other, those of each lane.

    `below` are the lines of the page below `line`; the lanes end where one runs from the first to
    the second. None where the line does not hold two labels of tables.
    """
    edge = _label_edge(line, captions, ("table",))
    if edge is None:
        return None
    left: list[Line] = []
    right: list[Line] = []
    for other in below:
        if _crosses(other, edge):
            break
        for lane, x0, x1 in ((left, float("-inf"), edge), (right, edge, float("inf"))):
            part = part_of(other, x0, x1)
            if part is not None:
                lane.append(part)
    return left, right


def _label_edges(region: Region, sheet: Sheet, captions: Captions) -> list[float]:
    """The places between labels beside each other that stand above a region."""
    above = [x for x in sheet.lines if x.upright and 0 < region.top - x.baseline < LABEL_REACH]
    edges = [_label_edge(line, captions) for line in above]
    return [edge for edge in edges if edge is not None]


def _label_edge(
    line: Line, captions: Captions, kinds: Sequence[str] = ("table", "figure")
) -> float | None:
    """The place between two labels that stand beside each other on a line."""
    for at in gaps(line):
        edge = line.xs[at][0] - OVERHANG
        labels = [part_of(line, float("-inf"), edge), part_of(line, edge, float("inf"))]
        read = [captions.read(label) for label in labels if label is not None]
        if len(read) == 2 and all(label is not None and label.kind in kinds for label in read):
            return edge
    return None


def in_order(regions: Sequence[Region]) -> list[Region]:
    """Return regions from top to bottom, those beside each other from left to right."""
    found: list[list[Region]] = []
    for region in sorted(regions, key=lambda region: (region.top, region.x0)):
        beside = found and any(
            region.top < other.bottom
            and (region.x0 >= other.x1 - OVERHANG or region.x1 <= other.x0 + OVERHANG)
            for other in found[-1]
        )
        if beside:
            found[-1].append(region)
        else:
            found.append([region])
    return [
        region
        for group in found
        for region in sorted(group, key=lambda region: (region.x0, region.top))
    ]


def lane_of(region: Region, sheet: Sheet, others: Sequence[Region], captions: Captions) -> Sheet:
    """Return the page as it is seen from a region: beside it, only its own lane.

    `others` are the regions of the page; a label beside the one of the region tells of something
    else beside it, too. Lines above and below that run across the edge of the lane end it.
    """
    boxes = [(other.x0, other.top, other.x1, other.bottom) for other in others]
    boxes += [
        (p.box.x0, p.box.top, p.box.x1, p.box.bottom) for p in sheet.pictures if p.kind != "fill"
    ]
    left, right = float("-inf"), float("inf")
    for x0, top, x1, bottom in boxes:
        if min(bottom, region.bottom) - max(top, region.top) <= 0:
            continue
        if x0 >= region.x1 - OVERHANG:
            right = min(right, (x0 + region.x1) / 2)
        elif x1 <= region.x0 + OVERHANG:
            left = max(left, (x1 + region.x0) / 2)
    for edge in _label_edges(region, sheet, captions):
        if edge >= region.x1 - OVERHANG:
            right = min(right, edge)
        elif edge <= region.x0 + OVERHANG:
            left = max(left, edge)
    edges = [x for x in (left, right) if abs(x) != float("inf")]
    if not edges:
        return sheet
    first, last = _reach(region, sheet, edges)
    lines: list[Line] = []
    for line in sheet.lines:
        part: Line | None = line
        if first <= line.baseline <= last and line.upright:
            part = part_of(line, left, right)
        if part is not None:
            lines.append(part)
    return replace(sheet, lines=tuple(lines))


def _reach(region: Region, sheet: Sheet, edges: Sequence[float]) -> tuple[float, float]:
    """The heights between which no line runs across one of `edges`."""
    crossing = [
        line.baseline
        for line in sheet.lines
        if line.upright and any(_crosses(line, edge) for edge in edges)
    ]
    above = [y for y in crossing if y < region.top]
    below = [y for y in crossing if y > region.bottom]
    return max(above, default=0.0) + 0.1, min(below, default=sheet.height) - 0.1
