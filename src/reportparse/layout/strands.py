"""Glyphs to strands, and strands to rows: what stands on one baseline."""

from __future__ import annotations

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
    strands: list[Strand] = []
    last: Strand | None = None
    end = 0.0
    for index, glyph in enumerate(page.glyphs):
        if glyph.upright is not upright or glyph.double:
            continue
        x, baseline = axes(glyph)
        if (
            last is None
            or abs(baseline - last.baseline) > SAME_BASELINE * 0.5 * glyph.size
            or abs(glyph.size - last.size) > 0.12 * last.size
            or x < end - BACKSTEP * glyph.size
        ):
            last = Strand(glyph.size, baseline, len(strands))
            last.x0 = x
            strands.append(last)
        last.glyphs.append(index)
        end = x
    for strand in strands:
        inked = [page.glyphs[i] for i in strand.glyphs if not page.glyphs[i].text.isspace()] or [
            page.glyphs[i] for i in strand.glyphs
        ]
        ends = [edges(glyph) for glyph in inked]
        strand.x0, strand.x1 = min(e[0] for e in ends), max(e[1] for e in ends)
    return [s for s in strands if any(not page.glyphs[i].text.isspace() for i in s.glyphs)]


def axes(glyph: Glyph) -> tuple[float, float]:
    """Along and across the direction of writing."""
    if glyph.upright:
        return glyph.x, glyph.baseline
    return -glyph.baseline, glyph.x


def edges(glyph: Glyph) -> tuple[float, float]:
    if glyph.upright:
        return glyph.box.x0, glyph.box.x1
    return -glyph.box.bottom, -glyph.box.top


def sides(glyph: Glyph) -> tuple[float, float]:
    """The extent of a glyph across the direction of writing."""
    if glyph.upright:
        return glyph.box.top, glyph.box.bottom
    return glyph.box.x0, glyph.box.x1


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
