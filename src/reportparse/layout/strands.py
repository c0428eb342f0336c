"""Glyphs to strands, and strands to rows: what stands on one baseline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, count, islice, pairwise
from operator import gt

from reportparse.layout.stream import Stream, changes
from reportparse.pages.glyphs import Setting

SAME_BASELINE = 0.15
"""In ems: fonts of one line differ by rounding only; a raised mark starts at about 0.3."""
BACKSTEP = 0.55
"""In ems: compressed punctuation steps back by at most half a character."""


@dataclass(slots=True)
class Strand:
    """The glyphs `start` to `end` of a stream, which follow one another on one baseline.

    `x0` and `x1` are the edges of their ink along the direction of writing.
    """

    size: float
    baseline: float
    start: int
    end: int
    x0: float
    x1: float
    raised: bool = False


@dataclass(slots=True)
class Row:
    """Strands on one baseline."""

    baseline: float
    size: float
    strands: list[Strand]


def strands_of(stream: Stream) -> list[Strand]:
    """The strands of a stream that hold print."""
    strands: list[Strand] = []
    for start, end in pairwise((*_beginnings(stream), len(stream.texts))):
        ink = stream.ink[start:end]
        if any(ink):
            x0 = min(compress(stream.left[start:end], ink))
            x1 = max(compress(stream.right[start:end], ink))
            setting = stream.settings[start]
            strands.append(Strand(setting.size, setting.baseline, start, end, x0, x1))
    return strands


def _beginnings(stream: Stream) -> list[int]:
    """Where strands begin: nearly all glyphs follow exactly, and need no closer look."""
    starts, settings = stream.starts, stream.settings
    if not settings:
        return []
    found, first = [0], settings[0]
    back = compress(count(1), map(gt, starts, islice(starts, 1, None)))
    for at in sorted({*changes(settings), *back}):
        own = settings[at]
        if _begins(first, starts[at - 1], starts[at], own.baseline, own.size):
            first = own
            found.append(at)
    return found


def _begins(first: Setting, end: float, x: float, baseline: float, size: float) -> bool:
    """Tell whether a glyph begins a strand of its own; `end` is the origin of the one before.

    `first` is what the strand so far begins with.
    """
    return (
        abs(baseline - first.baseline) > SAME_BASELINE * 0.5 * size
        or abs(size - first.size) > 0.12 * first.size
        or x < end - BACKSTEP * size
    )


def rows_of(strands: list[Strand]) -> list[Row]:
    rows: list[Row] = []
    for strand in sorted(strands, key=lambda s: (s.baseline, s.start)):
        row = rows[-1] if rows else None
        if row and abs(strand.baseline - row.baseline) <= SAME_BASELINE * min(
            strand.size, row.size
        ):
            row.strands.append(strand)
            row.size = max(row.size, strand.size)
        else:
            rows.append(Row(strand.baseline, strand.size, [strand]))
    return rows
