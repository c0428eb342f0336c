"""The glyphs of a page from its text objects and their characters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reportparse.pages.assemble import SLANT, PageTags, inked_count, mark_doubles
from reportparse.pages.device import INVISIBLE_MODE, STROKING_MODES
from reportparse.pages.frame import Axes, Frame, direction
from reportparse.pages.model import Glyph
from reportparse.pages.pdfium_settle import Settled, settle
from reportparse.pages.pdfium_text import Chars, Run, TextReader
from reportparse.provenance import Box

OVERLAP: Final = 0.3
"""Ems. Texts that stand on each other by more than this may be one text struck twice."""
ROW: Final = 1.5
"""Points. Texts struck twice stand on baselines nearer to each other than this."""
ORDINATE: Final = 1000.0
"""Ordinates are rounded to thousandths of a point, as everywhere."""

Looks = tuple[float, str, bool, bool, bool, int | None]


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
        self._axes = axes
        self._tags = tags
        self._looks: dict[tuple[object, ...], tuple[Looks, bool]] = {}
        self.text = Text()

    def make(self, runs: Sequence[Run]) -> Text:
        """Return the glyphs of the runs, in the order of drawing."""
        text = self.text
        spans: list[tuple[int, int]] = []
        for run in runs:
            before = len(text.glyphs)
            if run.font.doubt:
                self._chars.doubts[run.font.doubt] = None
            self._make(run)
            made = len(text.glyphs) - before
            if run.mode == INVISIBLE_MODE:
                text.invisible += inked_count(text.glyphs[before:])
            if made:
                self._hide(before)
                spans.append((before, len(text.glyphs)))
        mark_doubles(text.glyphs, _overlapping(text.glyphs, spans))
        return text

    def _hide(self, start: int) -> None:
        """Drop the glyphs from `start` on that stand where no viewer shows them."""
        glyphs = self.text.glyphs
        first, last = glyphs[start].box, glyphs[-1].box
        if (
            min(first.x0, last.x0) >= 0
            and min(first.top, last.top) >= 0
            and max(first.x1, last.x1) <= self._frame.width
            and max(first.bottom, last.bottom) <= self._frame.height
        ):
            return
        shown = [glyph for glyph in glyphs[start:] if self._frame.shows(glyph.box)]
        self.text.hidden += inked_count(glyphs[start:]) - inked_count(shown)
        glyphs[start:] = shown

    def _make(self, run: Run) -> None:
        matrix = run.drawn.matrix
        drawn = run.drawn
        key = (id(run.font), run.size, matrix[:4], run.mode, drawn.mcid, drawn.in_form)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._looks_of(run)
        looks, level = found
        if level and run.end and self._level(run, looks):
            return
        settled = settle(run, self._chars, self._reader)
        if settled.keys:
            self._any(run, settled, looks)

    def _looks_of(self, run: Run) -> tuple[Looks, bool]:
        """What the glyphs of a run share, and whether they stand upright on an upright page."""
        a, b, c, d, _, _ = run.drawn.matrix
        size = run.size
        along = math.hypot(a, b) or 1.0
        lean = (c * a + d * b) / (abs(d * a - c * b) or 1.0)
        way = direction(run.across)
        looks = (
            round(abs(size) * abs(a * d - b * c) / along, 3),
            run.font.name,
            run.font.face.bold or run.mode in STROKING_MODES,
            run.font.face.italic or lean > SLANT,
            way is not None and (way - self._axes.rotated - self._frame.turned) % 360 == 0,
            self._tags.index(run.drawn.mcid, run.drawn.in_form),
        )
        upright = b == 0 and c == 0 and a > 0 and d > 0 and size > 0
        return looks, upright and self._axes.level and not run.font.fractional

    def _level(self, run: Run, looks: Looks) -> bool:
        """Make the glyphs of an upright run on an upright page: nearly all of them.

        False, and nothing made, where two of them share one place.
        """
        size, name, bold, italic, upright, tag = looks
        chars, start, end = self._chars, run.start, run.end
        scale = run.drawn.matrix[0] * run.size
        height = run.drawn.matrix[3] * run.size
        left = self._axes.cx
        base = self._axes.cy - chars.ys[start]
        baseline = round(base, 3)
        bottom = round(base - run.font.descent * height, 3)
        top = round(base - (run.font.descent + 1.0) * height, 3)
        glyphs, known = self.text.glyphs, run.font.known
        append, before, last = glyphs.append, len(glyphs), None
        for code, x in zip(chars.codes[start:end], chars.xs[start:end], strict=True):
            if x == last:
                del glyphs[before:]
                return False
            last = x
            try:
                text, width = known[code]
            except KeyError:
                at = chars.codes.index(code, start, end)
                text, width = self._reader.learn(run, code, chars, at)
            x += left
            x0 = int(x * ORDINATE + 0.5) / ORDINATE
            x1 = int((x + width * scale) * ORDINATE + 0.5) / ORDINATE
            box = Box(x0, top, x1, bottom)
            append(Glyph(text, box, x0, baseline, size, name, bold, italic, upright, tag))
        return True

    def _any(self, run: Run, settled: Settled, looks: Looks) -> None:
        """Make the glyphs of a run that is turned, slanted or mirrored, or on a turned page."""
        size, name, bold, italic, upright, tag = looks
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


def _overlapping(glyphs: Sequence[Glyph], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the places of the glyphs of runs that stand on another run, in order."""
    rows: dict[int, list[tuple[float, float, float, int]]] = {}
    for at, (start, end) in enumerate(spans):
        if start == end:
            continue
        first, last = glyphs[start], glyphs[end - 1]
        x0, x1 = min(first.box.x0, last.box.x0), max(first.box.x1, last.box.x1)
        row = int(first.baseline // ROW)
        entry = (x0, x1, OVERLAP * first.size, at)
        rows.setdefault(row, []).append(entry)
        rows.setdefault(row + 1, []).append(entry)
    found: set[int] = set()
    for entries in rows.values():
        entries.sort()
        reach, holder = float("-inf"), -1
        for x0, x1, slack, at in entries:
            if x0 < reach - slack and holder >= 0:
                found.update((holder, at))
            if x1 > reach:
                reach, holder = x1, at
    return [index for at in sorted(found) for index in range(*spans[at])]
