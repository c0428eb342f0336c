"""The glyphs of a page from its text objects and their characters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportparse.pages.assemble import SLANT, PageTags, inked_count, mark_doubles
from reportparse.pages.device import INVISIBLE_MODE, STROKING_MODES
from reportparse.pages.frame import Axes, Frame, direction
from reportparse.pages.model import Glyph
from reportparse.pages.pdfium_settle import Settled, settle
from reportparse.pages.pdfium_text import Chars, Run, TextReader
from reportparse.provenance import Box

OVERLAP: Final = 0.3
"""Ems. Texts that stand on each other by more than this may be one text struck twice."""
APART: Final = 3.0
"""Points. Texts struck twice stand on baselines nearer to each other than half of this."""
ORDINATE: Final = 1000.0
"""Ordinates are rounded to thousandths of a point, as everywhere."""
NEW: Final = object.__new__

Span = tuple[float, float, float, int, int]
"""A run on its line: where it begins and ends, the overlap that is allowed, and its glyphs."""


@dataclass(slots=True)
class Row:
    """One height on the page at which runs of one look stand.

    `inside` tells that it lies on the page; `spans` are all runs on the same baseline.
    """

    baseline: float
    top: float
    bottom: float
    inside: bool
    spans: list[Span]


@dataclass(slots=True)
class Looks:
    """What the glyphs of a run share; `level` when they stand upright on an upright page.

    `scale` and `height` are an em in points along the line and across. `rows` are the heights
    at which such runs have been met, by PDFium's ordinate.
    """

    size: float
    font: str
    bold: bool
    italic: bool
    upright: bool
    level: bool
    scale: float
    height: float
    rows: dict[float, Row] = field(default_factory=dict)


@dataclass(slots=True)
class Text:
    """The glyphs of a page; how many more stand outside of it, and how many print nothing.

    Blanks are not counted: PDFium keeps one of several.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    hidden: int = 0
    invisible: int = 0


class GlyphMaker:
    """Makes the glyphs of one page."""

    def __init__(
        self, reader: TextReader, chars: Chars, frame: Frame, axes: Axes, tags: PageTags
    ) -> None:
        self._reader = reader
        self._chars = chars
        self._frame = frame
        self._width, self._height = frame.width, frame.height
        self._axes = axes
        self._tags = tags
        self._looks: dict[tuple[float | None, ...], Looks] = {}
        self._lines: dict[float, list[Span]] = {}
        self.text = Text()

    def make(self, runs: Sequence[Run]) -> Text:
        """Return the glyphs of the runs, in the order of drawing."""
        text, known = self.text, self._looks
        glyphs = text.glyphs
        for run in runs:
            drawn, font, mode = run.drawn, run.font, run.mode
            if font.doubt:
                self._chars.doubts[font.doubt] = None
            before = len(glyphs)
            a, b, c, d, _, _ = drawn.matrix
            key = (font.handle, run.size, a, b, c, d, mode)
            looks = known.get(key)
            if looks is None:
                looks = known[key] = self._looks_of(run)
            tag = None if drawn.mcid is None else self._tags.index(drawn.mcid, drawn.in_form)
            if not (looks.level and run.end and self._level(run, looks, tag)):
                self._other(run, looks, tag)
            if mode == INVISIBLE_MODE:
                text.invisible += inked_count(glyphs[before:])
        mark_doubles(glyphs, _overlapping(self._lines))
        return text

    def _looks_of(self, run: Run) -> Looks:
        a, b, c, d, _, _ = run.drawn.matrix
        size = run.size
        along = math.hypot(a, b) or 1.0
        lean = (c * a + d * b) / (abs(d * a - c * b) or 1.0)
        way = direction(run.across)
        upright = b == 0 and c == 0 and a > 0 and d > 0 and size > 0
        return Looks(
            size=round(abs(size) * abs(a * d - b * c) / along, 3),
            font=run.font.name,
            bold=run.font.face.bold or run.mode in STROKING_MODES,
            italic=run.font.face.italic or lean > SLANT,
            upright=way is not None and (way - self._axes.rotated - self._frame.turned) % 360 == 0,
            level=upright and self._axes.level and not run.font.fractional,
            scale=a * size,
            height=d * size,
        )

    def _row(self, looks: Looks, y: float, descent: float) -> Row:
        """Note a height at which a run of some look stands, and return it."""
        base = self._axes.cy - y
        baseline = round(base, 3)
        top = round(base - (descent + 1.0) * looks.height, 3)
        bottom = round(base - descent * looks.height, 3)
        inside = top >= 0 and bottom <= self._height
        row = Row(baseline, top, bottom, inside, self._lines.setdefault(baseline, []))
        looks.rows[y] = row
        return row

    def _level(self, run: Run, looks: Looks, tag: int | None) -> bool:
        """Make the glyphs of an upright run on an upright page: nearly all of them.

        False, and nothing made, where two of them share one place.
        """
        chars, font, start, end = self._chars, run.font, run.start, run.end
        codes, xs, known = chars.codes, chars.xs, font.known
        y = chars.ys[start]
        row = looks.rows.get(y) or self._row(looks, y, font.descent)
        baseline, top, bottom = row.baseline, row.top, row.bottom
        size, name, bold, italic = looks.size, looks.font, looks.bold, looks.italic
        upright, scale, left = looks.upright, looks.scale, self._axes.cx
        glyphs = self.text.glyphs
        append, before, last = glyphs.append, len(glyphs), None
        glyph: Any
        box: Any
        for at in range(start, end):
            x = xs[at]
            if x == last:
                del glyphs[before:]
                return False
            last = x
            try:
                text, width = known[codes[at]]
            except KeyError:
                text, width = self._reader.learn(run, codes[at], chars, at)
            x += left
            x0 = (x * ORDINATE + 0.5) // 1.0 / ORDINATE
            x1 = ((x + width * scale) * ORDINATE + 0.5) // 1.0 / ORDINATE
            box = NEW(Box)  # as its constructor does it, without the call
            box.x0 = x0
            box.top = top
            box.x1 = x1
            box.bottom = bottom
            glyph = NEW(Glyph)
            glyph.text = text
            glyph.box = box
            glyph.x = x0
            glyph.baseline = baseline
            glyph.size = size
            glyph.font = name
            glyph.bold = bold
            glyph.italic = italic
            glyph.upright = upright
            glyph.tag = tag
            glyph.double = False
            append(glyph)
        first = glyphs[before].box
        begin, reach = first.x0, first.x1
        if x0 < begin or x1 > reach:
            begin, reach = min(begin, x0), max(reach, x1)
        if row.inside and begin >= 0 and reach <= self._width:
            row.spans.append((begin, reach, OVERLAP * size, before, len(glyphs)))
        else:
            self._hide(before)
        return True

    def _other(self, run: Run, looks: Looks, tag: int | None) -> None:
        """Make the glyphs of any other run."""
        before = len(self.text.glyphs)
        settled = settle(run, self._chars, self._reader)
        if settled.keys:
            self._any(run, settled, looks, tag)
            self._hide(before)

    def _hide(self, start: int) -> None:
        """Drop the glyphs from `start` on that stand where no viewer shows them."""
        glyphs = self.text.glyphs
        ends = glyphs[start].box, glyphs[-1].box
        if not all(self._holds(box) for box in ends):
            shown = [glyph for glyph in glyphs[start:] if self._frame.shows(glyph.box)]
            self.text.hidden += inked_count(glyphs[start:]) - inked_count(shown)
            glyphs[start:] = shown
            if not shown:
                return
        first, last = glyphs[start], glyphs[-1]
        begin = min(first.box.x0, last.box.x0)
        reach = max(first.box.x1, last.box.x1)
        span = (begin, reach, OVERLAP * first.size, start, len(glyphs))
        self._lines.setdefault(first.baseline, []).append(span)

    def _holds(self, box: Box) -> bool:
        """Whether a box stands on the page as a whole."""
        return box.x0 >= 0 and box.top >= 0 and box.x1 <= self._width and box.bottom <= self._height

    def _any(self, run: Run, settled: Settled, looks: Looks, tag: int | None) -> None:
        """Make the glyphs of a run that is turned, slanted or mirrored, or on a turned page."""
        size, name, bold, italic = looks.size, looks.font, looks.bold, looks.italic
        upright = looks.upright
        a, b, c, d, _, _ = run.drawn.matrix
        low = run.font.descent * run.size
        high = low + run.size
        known, place = run.font.known, self._axes.place
        for key, x, y in zip(settled.keys, settled.xs, settled.ys, strict=True):
            text, width = known[key]
            reach = width * run.size
            corners = [
                place(x + a * right + c * up, y + b * right + d * up)
                for right in (0.0, reach)
                for up in (low, high)
            ]
            across, down = [p[0] for p in corners], [p[1] for p in corners]
            box = Box(min(across), min(down), max(across), max(down))
            x0, baseline = place(x, y)
            self.text.glyphs.append(
                Glyph(text, box, x0, baseline, size, name, bold, italic, upright, tag)
            )


def _overlapping(lines: Mapping[float, Sequence[Span]]) -> list[int]:
    """Return the places of the glyphs of runs that stand on another run, in order."""
    found: set[tuple[int, int]] = set()
    above = float("-inf")
    near: list[Span] = []
    for baseline in sorted(lines):
        if baseline - above >= APART:
            _find_overlaps(near, found)
            near = []
        near.extend(lines[baseline])
        above = baseline
    _find_overlaps(near, found)
    return [index for start, end in sorted(found) for index in range(start, end)]


def _find_overlaps(spans: list[Span], found: set[tuple[int, int]]) -> None:
    """Note the runs of one line that begin before another one has ended."""
    spans.sort()
    reach = float("-inf")
    holder = 0, 0
    for x0, x1, slack, start, end in spans:
        if x0 < reach - slack:
            found.update((holder, (start, end)))
        if x1 > reach:
            reach, holder = x1, (start, end)
