"""Raised and lowered marks: which row they belong to, and which of them are raised.

Superscripts stand on a baseline of their own. In a formula small print is not always a mark: the
index of an index stands low, and a numerator stands on its bar.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, compress, product

from reportparse.layout.strands import SAME_BASELINE, Row, Strand
from reportparse.layout.stream import Stream
from reportparse.lexicon.patterns import compiled
from reportparse.pages.model import Rule
from reportparse.provenance import Box

RAISED_SIZE = 0.8
"""A raised or lowered mark is set at 0.55 to 0.7 of the size of its line."""
RAISED_FROM, RAISED_TO = 0.15, 0.7
"""In ems of the host: measured 0.33 to 0.52, with room for odd producers."""
LOWERED_TO = 0.35
"""In ems of the host: subscripts sink by 0.1 to 0.3."""
STEM_GAP = 0.12
"""In ems: the index of an index touches it, as the 1 of a formula's `year` with a lowered 1."""
STEM_DROP = 0.45
"""In ems: how far the index of an index sinks below it; measured 0.37."""
MARK_GAP = 0.75
"""In ems of the host: a mark stands right behind its word, or one blank behind it."""
NOTE_MARK_GAP = 2.6
"""In ems of the host: the number of a note stands before the text, a tab away."""
MARK = compiled(r"\d{1,3}|\p{Ll}|[*†‡]{1,3}")
"""What may be a marker alone on its line."""
LEAST_PITCH, MOST_PITCH = 1.2, 2.2
"""In ems: how far apart the lines of a paragraph stand."""
EDGE = 0.5
"""In ems: how far from the left edge of the line above a mark that is alone may stand."""
CELL_GAP = 1.0
"""In ems: words of one cell stand nearer to each other, words of two cells seldom do."""
NEAR_ROWS = 3
"""Rows above in which the stem of an index is looked for: a fraction sets two side by side."""
BAR = (0.25, 0.6)
"""In ems: how far below the baseline of a numerator its bar is drawn; measured 0.38."""
BAR_EDGE = 1.0
"""Points by which a bar may be longer or shorter than its numerator."""


def settle_marks(rows: list[Row], rules: Sequence[Rule]) -> list[Row]:
    """Move raised and lowered strands to the row that they belong to.

    `rules` are those of the page: the bars of fractions are among them.
    """
    baselines = [row.baseline for row in rows]
    # Nothing on the page can be the host of a larger mark.
    most = RAISED_SIZE * max((strand.size for row in rows for strand in row.strands), default=0.0)
    stems = _stems(rows, baselines, most)
    bars = [rule.box for rule in rules if rule.horizontal]
    for row in rows:
        kept: list[Strand] = []
        for strand in row.strands:
            if id(strand) in stems:
                continue
            host = None
            if strand.size <= most and not _on_a_bar(strand, bars):
                host = _host(strand, rows, baselines, row)
            if host is None:
                kept.append(strand)
            else:
                strand.raised = strand.baseline < host.baseline
                host.strands.append(strand)
        row.strands = kept
    for index, stem in stems.values():
        next(row for row in rows if any(s is stem for s in row.strands)).strands.append(index)
    return [row for row in rows if row.strands]


def _on_a_bar(strand: Strand, bars: Sequence[Box]) -> bool:
    """Tell whether a strand is the numerator of a fraction: a bar as wide as it is below it.

    The line below a linked marker stands nearer to it.
    """
    low, high = (strand.baseline + part * strand.size for part in BAR)
    return any(
        low <= bar.top <= high
        and abs(bar.x0 - strand.x0) <= BAR_EDGE
        and abs(bar.x1 - strand.x1) <= BAR_EDGE
        for bar in bars
    )


def _stems(
    rows: list[Row], baselines: list[float], most: float
) -> dict[int, tuple[Strand, Strand]]:
    """Strands that are the index of an index, by identity, each with the index it stands on.

    Such a strand is as small as its stem, touches its end and stands a little lower; what is
    below it in a formula must not take it for a raised mark. No index is larger than `most`.
    """
    found: dict[int, tuple[Strand, Strand]] = {}
    small = [[(row, strand) for strand in row.strands if strand.size <= most] for row in rows]
    for at, row in enumerate(rows):
        # Lines of a text stand further apart than twice the drop of an index.
        reach = 2 * STEM_DROP * max([strand.size for strand in row.strands])
        top = min([strand.baseline for strand in row.strands]) - reach
        near = [
            pair
            for pair in chain.from_iterable(small[max(0, at - NEAR_ROWS) : at])
            if pair[1].baseline >= top
        ]
        for strand, (above, stem) in product(row.strands, near):
            same = abs(stem.size - strand.size) <= 0.12 * strand.size
            drop = strand.baseline - stem.baseline
            lower = SAME_BASELINE * strand.size < drop <= STEM_DROP * strand.size
            touches = abs(strand.x0 - stem.x1) <= STEM_GAP * strand.size
            alike = same and lower and touches
            if alike and _host(stem, rows, baselines, above) is not None:
                found[id(strand)] = strand, stem
    return found


def settle_alone(rows: list[Row], stream: Stream) -> None:
    """Mark as raised what is alone on a line because its word just filled the line before.

    Such a line holds nothing but small marks at an edge of the text or of their cells, and stands
    nearer to the line above than the lines of that paragraph stand to each other.
    """
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        if row.size > RAISED_SIZE * above.size:
            continue
        texts = ("".join(stream.texts[strand.start : strand.end]) for strand in row.strands)
        if not all(MARK.fullmatch(text.strip()) for text in texts):
            continue
        gap = above.baseline - rows[at - 2].baseline if at > 1 else 0.0
        pitch = gap if LEAST_PITCH <= gap / above.size <= MOST_PITCH else LEAST_PITCH * above.size
        if row.baseline - above.baseline >= pitch - RAISED_FROM * above.size:
            continue
        if all(_at_an_edge(strand, above, stream) for strand in row.strands):
            for strand in row.strands:
                strand.raised = True


def _at_an_edge(mark: Strand, above: Row, stream: Stream) -> bool:
    """Tell whether a mark stands at the left edge of the line above, or is flush with a cell."""
    cells: list[tuple[float, float]] = []
    inked: list[tuple[float, float]] = []
    for strand in above.strands:
        part = slice(strand.start, strand.end)
        inked += compress(zip(stream.left[part], stream.right[part], strict=True), stream.ink[part])
    for start, end in sorted(inked):
        if cells and start - cells[-1][1] <= CELL_GAP * above.size:
            cells[-1] = cells[-1][0], max(cells[-1][1], end)
        else:
            cells.append((start, end))
    reach = EDGE * above.size
    if abs(mark.x0 - cells[0][0]) <= reach:
        return True
    return len(cells) > 1 and any(
        min(abs(mark.x0 - x0), abs(mark.x1 - x1), abs(mark.x0 + mark.x1 - x0 - x1) / 2) <= reach
        for x0, x1 in cells
    )


def _host(strand: Strand, rows: list[Row], baselines: list[float], own: Row) -> Row | None:
    reach = RAISED_TO * strand.size / 0.5
    at = bisect_left(baselines, strand.baseline - LOWERED_TO * strand.size / 0.5)
    best: tuple[float, Row] | None = None
    while at < len(rows) and baselines[at] <= strand.baseline + reach:
        row = rows[at]
        at += 1
        if row is own or not row.strands:
            continue
        shift = row.baseline - strand.baseline
        for other in row.strands:
            if other.raised or strand.size > RAISED_SIZE * other.size:
                continue
            low, high = RAISED_FROM * other.size, RAISED_TO * other.size
            if not (low <= shift <= high or -LOWERED_TO * other.size <= shift < 0):
                continue
            gap = _gap(strand, other)
            if gap is None:
                continue
            score = abs(shift) + 2 * max(gap, 0)
            if best is None or score < best[0]:
                best = (score, row)
    return best[1] if best else None


def _gap(mark: Strand, host: Strand) -> float | None:
    """The distance in points between a mark and its host, None where it is too far away."""
    if host.x0 - 0.3 * host.size <= mark.x0 <= host.x1 + MARK_GAP * host.size:
        return max(0.0, mark.x0 - host.x1)
    if -0.3 * host.size <= host.x0 - mark.x1 <= NOTE_MARK_GAP * host.size:
        return max(0.0, host.x0 - mark.x1)
    return None
