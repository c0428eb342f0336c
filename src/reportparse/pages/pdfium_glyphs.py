"""The glyphs of a page from its text objects and their characters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import add, eq, sub
from typing import Final

from reportparse.pages.assemble import SLANT, PageTags, mark_doubles
from reportparse.pages.device import INVISIBLE_MODE, STROKING_MODES
from reportparse.pages.frame import PLACES, Axes, Frame, direction
from reportparse.pages.glyphs import Glyphs, Setting
from reportparse.pages.pdfium_runs import Chars, Run
from reportparse.pages.pdfium_settle import Settled, settle
from reportparse.pages.pdfium_text import TextReader
from reportparse.provenance import Box

OVERLAP: Final = 0.3
"""Ems. Texts that stand on each other by more than this may be one text struck twice."""
APART: Final = 3.0
"""Points. Texts struck twice stand on baselines nearer to each other than half of this."""
ORDINATE: Final = 1000.0
"""Ordinates are rounded to thousandths of a point, as everywhere."""

Span = tuple[float, float, float, int, int]
"""A run on its line: where it begins and ends, the overlap that is allowed, and its glyphs."""


@dataclass(slots=True)
class Row:
    """One height on the page at which runs of one look stand.

    `inside` tells that it lies on the page; `spans` are all runs on the same baseline. `settings`
    are what the glyphs of these runs share, by structure tag.
    """

    baseline: float
    top: float
    bottom: float
    inside: bool
    spans: list[Span]
    settings: dict[int | None, Setting] = field(default_factory=dict)


@dataclass(slots=True)
class Looks:
    """What the glyphs of a run share; `level` when they stand upright on an upright page.

    `scale` and `height` are an em in points along the line and across. `advances` are those of
    glyphs beyond doubt, by code, in points. `rows` are the heights at which such runs have been
    met, by PDFium's ordinate.
    """

    size: float
    font: str
    bold: bool
    italic: bool
    upright: bool
    level: bool
    scale: float
    height: float
    advances: dict[int, float]
    rows: dict[float, Row] = field(default_factory=dict)


@dataclass(slots=True)
class Text:
    """The glyphs of a page; how many more stand outside of it, and how many print nothing.

    Blanks are not counted: PDFium keeps one of several.
    """

    glyphs: Glyphs
    hidden: int = 0
    invisible: int = 0


class GlyphMaker:
    """Makes the glyphs of one page.

    They are gathered in columns, what all of them need is worked out at the end: a text object has
    a few glyphs only, and each step that is taken for it costs as much as its glyphs.
    """

    def __init__(
        self, reader: TextReader, chars: Chars, frame: Frame, axes: Axes, tags: PageTags
    ) -> None:
        self._reader = reader
        self._chars = chars
        self._frame = frame
        self._width, self._height = frame.width, frame.height
        self._axes = axes
        self._tags = tags
        xs, shift = chars.xs, axes.cx
        self._places = [x + shift for x in xs] if shift else xs
        # Which characters have the place of the one behind them.
        self._stacked = bytes(map(eq, xs, islice(xs, 1, None)))
        self._looks: dict[tuple[float | None, ...], Looks] = {}
        self._lines: dict[float, list[Span]] = {}
        self._keys: list[int | str] = []  # codes of PDFium, or texts
        self._xs: list[float] = []
        self._advances: list[float] = []
        self._settings: list[Setting] = []
        self._edges: dict[int, float] = {}  # of glyphs whose box does not begin at their origin
        self._text = Text(Glyphs())

    def make(self, runs: Sequence[Run]) -> Text:
        """Return the glyphs of the runs, in the order of drawing."""
        text, known, keys = self._text, self._looks, self._keys
        for run in runs:
            drawn, font, mode = run.drawn, run.font, run.mode
            if font.doubt:
                self._chars.doubts[font.doubt] = None
            a, b, c, d, _, _ = drawn.matrix
            key = (font.handle, run.size, a, b, c, d, mode)
            looks = known.get(key)
            if looks is None:
                looks = known[key] = self._looks_of(run)
            tag = None if drawn.mcid is None else self._tags.index(drawn.mcid, drawn.in_form)
            before = len(keys)
            if not (looks.level and run.end and self._level(run, looks, tag)):
                self._other(run, looks, tag)
            if mode == INVISIBLE_MODE:
                text.invisible += _inked_count(self._texts(keys[before:]))
        glyphs = text.glyphs = self._gathered()
        mark_doubles(glyphs, ((at, glyphs[at]) for at in _overlapping(self._lines)))
        return text

    def _gathered(self) -> Glyphs:
        """Return the glyphs in thousandths of a point; what is rounded stays as it is."""
        places = zip(self._xs, self._advances, strict=True)
        right = [((x + width) * ORDINATE + 0.5) // 1.0 / ORDINATE for x, width in places]
        xs = left = [(x * ORDINATE + 0.5) // 1.0 / ORDINATE for x in self._xs]
        if self._edges:
            left = [self._edges.get(at, x) for at, x in enumerate(xs)]
        return Glyphs(self._texts(self._keys), xs, left, right, self._settings)

    def _texts(self, keys: Sequence[int | str]) -> list[str]:
        return list(map(self._reader.texts.__getitem__, keys))

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
            advances=run.font.lasting.advances_at(a * size),
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
        """Take the glyphs of an upright run on an upright page: nearly all of them.

        False, and nothing taken, where two of them share one place.
        """
        start, end = run.start, run.end
        if self._stacked.find(1, start, end - 1) >= 0:
            return False
        codes, xs, advances = self._chars.codes[start:end], self._places[start:end], self._advances
        before = len(advances)
        try:
            advances += map(looks.advances.__getitem__, codes)
        except KeyError:
            del advances[before:]
            keys = self._learn(run, looks, codes)
        else:
            keys = codes
        y = self._chars.ys[start]
        row = looks.rows.get(y) or self._row(looks, y, run.font.descent)
        setting = row.settings.get(tag) or _setting(looks, row, tag)
        begin, reach = xs[0], xs[-1] + advances[-1]
        if xs[-1] < begin or xs[0] + advances[before] > reach:
            begin, reach = min(begin, xs[-1]), max(reach, xs[0] + advances[before])
        if not row.inside or begin < 0 or reach > self._width:
            self._show(self._cut_off(keys, xs, setting))
            return True
        self._keys += keys
        self._xs += xs
        self._settings += [setting] * len(xs)
        row.spans.append((begin, reach, OVERLAP * looks.size, before, before + len(xs)))
        return True

    def _learn(self, run: Run, looks: Looks, codes: Sequence[int]) -> Sequence[int | str]:
        """Add the advances of glyphs of which some have not been met, or are in doubt.

        Returns keys to their texts.
        """
        known, lasting = run.font.known, run.font.lasting.known
        keys: list[int | str] = []
        for at, code in enumerate(codes, run.start):
            text, width = known.get(code) or self._reader.learn(run, code, self._chars, at)
            self._advances.append(width * looks.scale)
            if code in lasting:
                looks.advances[code] = self._advances[-1]
            keys.append(self._reader.key_of(text))
        return keys

    def _cut_off(self, keys: Sequence[int | str], xs: list[float], own: Setting) -> Glyphs:
        """Return the glyphs whose advances were added last, and drop these."""
        before = len(self._keys)
        right = _rounded(list(map(add, xs, self._advances[before:])))
        del self._advances[before:]
        xs = _rounded(xs)
        return Glyphs(self._texts(keys), xs, xs, right, [own] * len(xs))

    def _other(self, run: Run, looks: Looks, tag: int | None) -> None:
        """Take the glyphs of any other run."""
        settled = settle(run, self._chars, self._reader)
        if settled.keys:
            self._show(self._any(run, settled, looks, tag))

    def _show(self, made: Glyphs) -> None:
        """Take glyphs but those that stand where no viewer shows them."""
        if not (self._holds(made[0].box) and self._holds(made[-1].box)):
            shown = [at for at, glyph in enumerate(made) if self._frame.shows(glyph.box)]
            self._text.hidden += made.inked
            made = made.taken(shown)
            self._text.hidden -= made.inked
            if not shown:
                return
        start = len(self._keys)
        self._keys += map(self._reader.key_of, made.texts)
        self._xs += made.xs
        self._advances += map(sub, made.right, made.xs)
        self._settings += made.settings
        if made.left != made.xs:
            self._edges.update(enumerate(made.left, start))
        begin, reach = min(made.left[0], made.left[-1]), max(made.right[0], made.right[-1])
        first = made.settings[0]
        span = (begin, reach, OVERLAP * first.size, start, len(self._keys))
        self._lines.setdefault(first.baseline, []).append(span)

    def _holds(self, box: Box) -> bool:
        """Whether a box stands on the page as a whole."""
        return box.x0 >= 0 and box.top >= 0 and box.x1 <= self._width and box.bottom <= self._height

    def _any(self, run: Run, settled: Settled, looks: Looks, tag: int | None) -> Glyphs:
        """Make the glyphs of a run that is turned, slanted or mirrored, or on a turned page."""
        made = Glyphs()
        settings: dict[tuple[float, float, float], Setting] = {}
        a, b, c, d, _, _ = run.drawn.matrix
        low = run.font.descent * run.size
        high = low + run.size
        known, point = run.font.known, self._axes.point
        for key, x, y in zip(settled.keys, settled.xs, settled.ys, strict=True):
            text, width = known[key]
            reach = width * run.size
            corners = [
                point(x + a * right + c * up, y + b * right + d * up)
                for right in (0.0, reach)
                for up in (low, high)
            ]
            across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
            x0, y0 = point(x, y)
            heights = round(y0, PLACES), round(min(down), PLACES), round(max(down), PLACES)
            if heights not in settings:
                settings[heights] = _setting(looks, Row(*heights, True, []), tag)
            made.texts.append(text)
            made.xs.append(round(x0, PLACES))
            made.left.append(round(min(across), PLACES))
            made.right.append(round(max(across), PLACES))
            made.settings.append(settings[heights])
        return made


def _setting(looks: Looks, row: Row, tag: int | None) -> Setting:
    """What the glyphs of a row share that stand in one element of the structure; noted there."""
    setting = row.settings[tag] = Setting(
        looks.size,
        looks.font,
        looks.bold,
        looks.italic,
        looks.upright,
        tag,
        row.baseline,
        row.top,
        row.bottom,
    )
    return setting


def _rounded(ordinates: Sequence[float]) -> list[float]:
    """Ordinates in thousandths of a point."""
    return [(x * ORDINATE + 0.5) // 1.0 / ORDINATE for x in ordinates]


def _inked_count(texts: Sequence[str]) -> int:
    return len(texts) - sum(map(str.isspace, texts))


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
