"""The glyphs of a page as columns: what differs from glyph to glyph, and what stretches share.

A page has thousands of glyphs, and no stage asks for all of one at once: lines are made from their
characters and edges, row after row. So a reader hands them on as columns, and a `Glyph` is made
for those who ask for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import overload

from reportparse.pages.model import Glyph
from reportparse.provenance import Box


@dataclass(slots=True, eq=False)
class Setting:
    """What the glyphs of a text have in common: how they look, and where across their writing.

    The same object where it is the same text: two settings are never compared but by identity.
    The fields are those of `Glyph`; `top` and `bottom` are those of its box.
    """

    size: float
    font: str
    bold: bool
    italic: bool
    upright: bool
    tag: int | None
    baseline: float
    top: float
    bottom: float
    double: bool = False


@dataclass(slots=True, eq=False)
class Glyphs(Sequence[Glyph]):
    """The glyphs of a page in the order of its stream, one list for each property.

    `texts` are their characters, `xs` their origins, `left` and `right` the edges of their boxes,
    `settings` all else. `left` may be the very list of the origins, as print that is neither
    slanted nor turned has it. All are read by later stages; none is changed by them.

    >>> word = [Glyph(c, Box(x, 2, x + 5, 12), x, 10, 10, "Song", False, False, True)
    ...     for c, x in (("a", 20.0), ("b", 25.0))]
    >>> glyphs = Glyphs.of(word)
    >>> glyphs.texts, glyphs.right, glyphs[1] == word[1], glyphs == word
    (['a', 'b'], [25.0, 30.0], True, True)
    """

    texts: list[str] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    _signs: Set[str] | None = field(default=None, init=False)
    _inked: int | None = field(default=None, init=False)

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> Glyphs:
        """Return glyphs as columns: themselves, where they are such."""
        if isinstance(glyphs, cls):
            return glyphs
        return cls(
            [glyph.text for glyph in glyphs],
            [glyph.x for glyph in glyphs],
            [glyph.box.x0 for glyph in glyphs],
            [glyph.box.x1 for glyph in glyphs],
            _settings(glyphs),
        )

    def taken(self, places: Sequence[int]) -> Glyphs:
        """Return the glyphs at some places."""
        return Glyphs(
            [self.texts[at] for at in places],
            [self.xs[at] for at in places],
            [self.left[at] for at in places],
            [self.right[at] for at in places],
            [self.settings[at] for at in places],
        )

    @property
    def signs(self) -> Set[str]:
        """The texts that occur."""
        if self._signs is None:
            self._signs = frozenset(self.texts)
        return self._signs

    @property
    def inked(self) -> int:
        """How many glyphs are no blanks."""
        if self._inked is None:
            blanks = filter(str.isspace, self.signs)
            self._inked = len(self.texts) - sum(map(self.texts.count, blanks))
        return self._inked

    @property
    def doubled(self) -> int:
        """How many glyphs are second strikes."""
        struck = {own for own in set(self.settings) if own.double}
        return sum(map(self.settings.count, struck)) if struck else 0

    def among(self, texts: Set[str]) -> list[Glyph]:
        """The glyphs whose text is one of some."""
        if texts.isdisjoint(self.signs):
            return []
        return [self[at] for at, text in enumerate(self.texts) if text in texts]

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Glyph: ...
    @overload
    def __getitem__(self, at: slice) -> list[Glyph]: ...
    def __getitem__(self, at: int | slice) -> Glyph | list[Glyph]:
        if isinstance(at, slice):
            return [self[index] for index in range(len(self.texts))[at]]
        own = self.settings[at]
        return Glyph(
            self.texts[at],
            Box(self.left[at], own.top, self.right[at], own.bottom),
            self.xs[at],
            own.baseline,
            own.size,
            own.font,
            own.bold,
            own.italic,
            own.upright,
            own.tag,
            own.double,
        )

    def __iter__(self) -> Iterator[Glyph]:
        return map(self.__getitem__, range(len(self.texts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def strike(self, at: int, double: bool) -> None:
        """Make a glyph one that is struck twice: bold, and `double` if it is the second strike."""
        own = self.settings[at]
        self.settings[at] = replace(own, bold=True, double=double or own.double)


def _settings(glyphs: Iterable[Glyph]) -> list[Setting]:
    """What each glyph shares with others: one object for all that have the same."""
    known: dict[tuple[object, ...], Setting] = {}
    found: list[Setting] = []
    for glyph in glyphs:
        box = glyph.box
        key = (
            glyph.size,
            glyph.font,
            glyph.bold,
            glyph.italic,
            glyph.upright,
            glyph.tag,
            glyph.baseline,
            box.top,
            box.bottom,
            glyph.double,
        )
        own = known.get(key)
        if own is None:
            own = known[key] = Setting(*key)
        found.append(own)
    return found
