"""Glyphs to strands, and strands to rows: what stands on one baseline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportparse.pages.model import Glyph, Page

SAME_BASELINE = 0.15
"""In ems: fonts of one line differ by rounding only; a raised mark starts at about 0.3."""
BACKSTEP = 0.55
"""In ems: compressed punctuation steps back by at most half a character."""


@dataclass(slots=True)
class Strand:
    """Glyphs that follow one another on one baseline, in stream order."""

    size: float
    baseline: float
    order: int
    glyphs: list[int] = field(default_factory=list)
    raised: bool = False
    x0: float = 0.0
    x1: float = 0.0


@dataclass(slots=True)
class Row:
    """Strands on one baseline."""

    baseline: float
    size: float
    strands: list[Strand]


def strands_of(page: Page, upright: bool) -> list[Strand]:
    """The strands of a page that hold print, upright or sideways."""
    strands: list[Strand] = []
    last: Strand | None = None
    end = 0.0
    for index, glyph in enumerate(page.glyphs):
        if glyph.upright is not upright or glyph.double:
            continue
        x, baseline = (glyph.x, glyph.baseline) if upright else axes(glyph)
        size = glyph.size
        if last is None or (
            # Nearly all glyphs follow exactly, and need no closer look.
            (baseline != last.baseline or size != last.size or x < end)
            and _begins(last, end, x, baseline, size)
        ):
            last = Strand(size, baseline, len(strands))
            strands.append(last)
        last.glyphs.append(index)
        end = x
    kept: list[Strand] = []
    for strand in strands:
        inked = [g for i in strand.glyphs if not (g := page.glyphs[i]).text.isspace()]
        if inked:
            starts, ends = zip(*reaches(inked, upright), strict=True)
            strand.x0, strand.x1 = min(starts), max(ends)
            kept.append(strand)
    return kept


def _begins(last: Strand, end: float, x: float, baseline: float, size: float) -> bool:
    """Tell whether a glyph begins a strand of its own; `end` is the origin of the one before."""
    return (
        abs(baseline - last.baseline) > SAME_BASELINE * 0.5 * size
        or abs(size - last.size) > 0.12 * last.size
        or x < end - BACKSTEP * size
    )


def axes(glyph: Glyph) -> tuple[float, float]:
    """Along and across the direction of writing."""
    if glyph.upright:
        return glyph.x, glyph.baseline
    return -glyph.baseline, glyph.x


def reaches(glyphs: Iterable[Glyph], upright: bool) -> list[tuple[float, float]]:
    """Where each glyph begins and ends along the direction of writing."""
    if upright:
        return [((box := glyph.box).x0, box.x1) for glyph in glyphs]
    return [(-(box := glyph.box).bottom, -box.top) for glyph in glyphs]


def sides(glyphs: Iterable[Glyph], upright: bool) -> list[tuple[float, float]]:
    """The extent of each glyph across the direction of writing."""
    if upright:
        found = [((box := glyph.box).top, box.bottom) for glyph in glyphs]
    else:
        found = [((box := glyph.box).x0, box.x1) for glyph in glyphs]
    # Most glyphs of a line are as high as each other: one pair for them all saves much memory.
    known: dict[tuple[float, float], tuple[float, float]] = {}
    return [known.setdefault(extent, extent) for extent in found]


def rows_of(strands: list[Strand]) -> list[Row]:
    rows: list[Row] = []
    for strand in sorted(strands, key=lambda s: (s.baseline, s.order)):
        row = rows[-1] if rows else None
        if row and abs(strand.baseline - row.baseline) <= SAME_BASELINE * min(
            strand.size, row.size
        ):
            row.strands.append(strand)
            row.size = max(row.size, strand.size)
        else:
            rows.append(Row(strand.baseline, strand.size, [strand]))
    return rows
