"""The glyphs of a page that read one way as columns: one list for each of their properties.

A page has thousands of glyphs, and what is asked of them is nearly always one property of many.
With columns that is a slice, or a comparison of whole lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress, count, islice
from operator import is_not
from typing import TypeVar

from reportparse.frozen import frozen_record
from reportparse.pages.glyphs import Glyphs, Setting
from reportparse.pages.model import Page

_T = TypeVar("_T")


class Raised(Setting):
    """What glyphs share that stand raised on their line."""

    __slots__ = ()


@frozen_record
class Stream:
    """Glyphs in the order of the page's stream, measured along and across their writing.

    `at` are their indices on the page. `starts` are the origins along the writing, `left` and
    `right` the edges of the boxes along it. `ink` is false for blanks. `settings` tell all else of
    glyphs; their baselines, tops and bottoms are measured across the writing.
    """

    upright: bool
    at: Sequence[int]
    texts: list[str]
    ink: list[bool]
    starts: list[float]
    left: list[float]
    right: list[float]
    settings: list[Setting]

    def part(self, start: int, end: int) -> Stream:
        """A stretch of the stream, as most lines are."""
        return Stream(
            self.upright,
            self.at[start:end],
            self.texts[start:end],
            self.ink[start:end],
            self.starts[start:end],
            self.left[start:end],
            self.right[start:end],
            self.settings[start:end],
        )

    def taken(self, order: Sequence[int]) -> Stream:
        """The glyphs at some places, in this order."""
        return Stream(
            self.upright,
            _picked(self.at, order),
            _picked(self.texts, order),
            _picked(self.ink, order),
            _picked(self.starts, order),
            _picked(self.left, order),
            _picked(self.right, order),
            _picked(self.settings, order),
        )


def streams_of(page: Page) -> tuple[Stream, Stream]:
    """The upright and the sideways glyphs of a page, without second strikes."""
    glyphs = Glyphs.of(page.glyphs)
    settings = glyphs.settings
    if all(own.upright and not own.double for own in set(settings)):
        return _upright(glyphs, range(len(glyphs))), _sideways(Glyphs(), ())
    upright = [at for at, own in enumerate(settings) if own.upright and not own.double]
    sideways = [at for at, own in enumerate(settings) if not (own.upright or own.double)]
    return _upright(glyphs.taken(upright), upright), _sideways(glyphs.taken(sideways), sideways)


def _upright(glyphs: Glyphs, at: Sequence[int]) -> Stream:
    ink = _ink(glyphs)
    return Stream(
        True, at, glyphs.texts, ink, glyphs.xs, glyphs.left, glyphs.right, glyphs.settings
    )


def _sideways(glyphs: Glyphs, at: Sequence[int]) -> Stream:
    """Print that runs up the page: what is left of it on the page stands above it."""
    settings = glyphs.settings
    return Stream(
        False,
        at,
        glyphs.texts,
        _ink(glyphs),
        [-own.baseline for own in settings],
        [-own.bottom for own in settings],
        [-own.top for own in settings],
        [
            replace(own, baseline=x, top=x0, bottom=x1)
            for own, x, x0, x1 in zip(settings, glyphs.xs, glyphs.left, glyphs.right, strict=True)
        ],
    )


def _ink(glyphs: Glyphs) -> list[bool]:
    blanks = set(filter(str.isspace, glyphs.signs))
    return [text not in blanks for text in glyphs.texts]


def _picked(column: Sequence[_T], order: Sequence[int]) -> list[_T]:
    return [column[at] for at in order]


def changes(column: Sequence[object]) -> list[int]:
    """The places whose value is not that of the place before.

    >>> changes("aabbb")
    [2]
    """
    return list(compress(count(1), map(is_not, column, islice(column, 1, None))))
