"""The glyphs of a page that read one way as columns: one list for each of their properties.

A page has thousands of glyphs, and what is asked of them is nearly always one property of many.
With columns that is a slice, or a comparison of whole lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import ne
from typing import TypeVar

from reportparse.frozen import frozen_record
from reportparse.pages.model import Glyph, Page

_T = TypeVar("_T")

Look = tuple[float, str, bool, bool, bool, int | None, float, float]
"""Size, font, bold, italic, raised and tag of a glyph, and its extent across the writing."""


@frozen_record
class Stream:
    """Glyphs in the order of the page's stream, measured along and across their writing.

    `at` are their indices on the page. `starts` and `baselines` are the origins along and across
    the writing, `left` and `right` the edges of the boxes along it. `ink` is false for blanks.
    """

    upright: bool
    at: Sequence[int]
    texts: list[str]
    ink: list[bool]
    starts: list[float]
    baselines: list[float]
    sizes: list[float]
    left: list[float]
    right: list[float]
    looks: list[Look]

    def part(self, start: int, end: int) -> Stream:
        """A stretch of the stream, as most lines are."""
        return Stream(
            self.upright,
            self.at[start:end],
            self.texts[start:end],
            self.ink[start:end],
            self.starts[start:end],
            self.baselines[start:end],
            self.sizes[start:end],
            self.left[start:end],
            self.right[start:end],
            self.looks[start:end],
        )

    def taken(self, order: Sequence[int]) -> Stream:
        """The glyphs at some places, in this order."""

        def picked(column: Sequence[_T]) -> list[_T]:
            return [column[at] for at in order]

        return Stream(
            self.upright,
            picked(self.at),
            picked(self.texts),
            picked(self.ink),
            picked(self.starts),
            picked(self.baselines),
            picked(self.sizes),
            picked(self.left),
            picked(self.right),
            picked(self.looks),
        )


def streams_of(page: Page) -> tuple[Stream, Stream]:
    """The upright and the sideways glyphs of a page, without second strikes."""
    glyphs = page.glyphs
    upright = [at for at, glyph in enumerate(glyphs) if glyph.upright and not glyph.double]
    if len(upright) == len(glyphs):
        return _stream(glyphs, range(len(glyphs)), True), _stream((), (), False)
    sideways = [at for at, glyph in enumerate(glyphs) if not (glyph.upright or glyph.double)]
    return (
        _stream([glyphs[at] for at in upright], upright, True),
        _stream([glyphs[at] for at in sideways], sideways, False),
    )


def _stream(glyphs: Sequence[Glyph], at: Sequence[int], upright: bool) -> Stream:
    texts = [glyph.text for glyph in glyphs]
    ink = [not text.isspace() for text in texts]
    sizes = [glyph.size for glyph in glyphs]
    if upright:
        starts = [glyph.x for glyph in glyphs]
        baselines = [glyph.baseline for glyph in glyphs]
        left = [glyph.box.x0 for glyph in glyphs]
        right = [glyph.box.x1 for glyph in glyphs]
        looks: list[Look] = [
            (g.size, g.font, g.bold, g.italic, False, g.tag, (box := g.box).top, box.bottom)
            for g in glyphs
        ]
    else:  # such print runs up the page
        starts = [-glyph.baseline for glyph in glyphs]
        baselines = [glyph.x for glyph in glyphs]
        left = [-glyph.box.bottom for glyph in glyphs]
        right = [-glyph.box.top for glyph in glyphs]
        looks = [
            (g.size, g.font, g.bold, g.italic, False, g.tag, (box := g.box).x0, box.x1)
            for g in glyphs
        ]
    return Stream(upright, at, texts, ink, starts, baselines, sizes, left, right, looks)


def changes(column: Sequence[object]) -> list[int]:
    """The places whose value is not that of the place before.

    >>> changes("aabbb")
    [2]
    """
    return list(compress(count(1), map(ne, column, column[1:])))
