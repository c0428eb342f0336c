"""Glyphs to strands, and strands to rows: what stands on one baseline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, pairwise

from reportparse.layout.stream import Stream

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
            size, baseline = stream.sizes[start], stream.baselines[start]
            strands.append(Strand(size, baseline, start, end, x0, x1))
    return strands


def _beginnings(stream: Stream) -> list[int]:
    """Where strands begin."""
    found: list[int] = []
    first = last = (
        float("nan"),
        0.0,
    )  # size and baseline: where the strand began, of the glyph before
    end = 0.0
    columns = zip(stream.sizes, stream.baselines, stream.starts, strict=True)
    for at, (size, baseline, x) in enumerate(columns):
        # Nearly all glyphs follow exactly, and need no closer look.
        if size != last[0] or baseline != last[1] or x < end:
            last = size, baseline
            if not found or _begins(first, end, x, baseline, size):
                first = last
                found.append(at)
        end = x
    return found


def _begins(first: tuple[float, float], end: float, x: float, baseline: float, size: float) -> bool:
    """Tell whether a glyph begins a strand of its own; `end` is the origin of the one before.

    `first` are size and baseline of the strand so far.
    """
    return (
        abs(baseline - first[1]) > SAME_BASELINE * 0.5 * size
        or abs(size - first[0]) > 0.12 * first[0]
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
