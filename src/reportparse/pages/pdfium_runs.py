"""What PDFium's text of a page is made of: fonts, runs of one font, and their characters."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from math import inf
from typing import Final

from reportparse.pages.assemble import Face
from reportparse.pages.fractions import Key
from reportparse.pages.pdfium_objects import Drawn

NOTHING: Final[frozenset[str]] = frozenset()
SCALES: Final = 64
"""Sizes of a font in one file for which the advances of its glyphs are kept. Few texts have more;
they are set to full width by stretching each line."""


@dataclass(slots=True)
class Repertoire:
    """The glyphs of a font that are beyond doubt: what is known of them holds on every page.

    `known` is as in `Font`, `advances` how far each glyph reaches, in points, by how long an em is.
    """

    known: dict[Key, tuple[str, float]] = field(default_factory=dict)
    advances: dict[float, dict[int, float]] = field(default_factory=dict)

    def advances_at(self, scale: float) -> dict[int, float]:
        """The advances where an em is `scale` points, as far as any has been asked for."""
        found = self.advances.get(scale)
        if found is None:
            if len(self.advances) >= SCALES:
                self.advances.clear()
            found = self.advances[scale] = {}
        return found


@dataclass(slots=True)
class Font:
    """A font of the page: what it is called, and the glyphs met so far.

    `known` maps a code of PDFium to the text and the width of the glyph, in ems. `doubt` says why
    PDFium's places of its glyphs cannot be taken over; `base` is the name that PDFium gives it.
    `fractional` tells that PDFium knows the widths of its glyphs only cut to thousandths.
    `exact` are such widths as the file states them, `widths` those of a font that every reader
    knows, in thousandths of an em by character; `unequal` are characters that the font has in
    several widths, `widest` is its widest width. `unsure` tells that it names no encoding on which
    all readers agree.
    `lasting` is what of this holds for the same font on other pages.
    """

    handle: int | None
    base: str
    name: str
    face: Face
    descent: float
    doubt: str = ""
    fractional: bool = False
    exact: Mapping[Key, float] = field(default_factory=dict)
    absent: float | None = None
    widths: Mapping[str, float] | None = None
    unequal: Set[str] = NOTHING
    unsure: bool = False
    widest: float = inf
    known: dict[Key, tuple[str, float]] = field(default_factory=dict)
    lasting: Repertoire = field(default_factory=Repertoire)


@dataclass(slots=True)
class Run:
    """One text object: its font, how large its ink is, and where its characters stand.

    `ink` is the longer side of its ink in its own space; `blank` tells that it prints none. `start`
    and `end` are places in the lists of `Chars`, both 0 as long as it has none. `ahead` is by how
    much it was put to the right of where PDFium has it.
    """

    drawn: Drawn
    font: Font
    size: float
    mode: int
    ink: float
    blank: bool
    start: int = 0
    end: int = 0
    ahead: float = 0.0

    @property
    def across(self) -> tuple[float, float]:
        """The direction in which the text runs."""
        a, b = self.drawn.matrix[:2]
        return (-a, -b) if self.size < 0 else (a, b)


@dataclass(slots=True)
class Chars:
    """The characters of a page: their codes and origins, in PDFium's axes.

    `doubts` say what is wrong with them, in words that can stand in a sentence. `moved` tells that
    some were put where the exact widths of those before them lead.
    """

    codes: list[int]
    xs: list[float]
    ys: list[float]
    moved: bool = False
    doubts: dict[str, None] = field(default_factory=dict)
