"""Text of a page from PDFium: the drawn text objects, and which characters stand in them.

PDFium's own text of a page is made for people who copy it. It sorts the texts of a line, adds
blanks and line ends where it sees gaps, makes one blank of several, marks hyphens at line ends,
takes ligatures apart, and leaves out what is struck twice. The objects that were drawn are all
there, however. So the objects give order, font, size and place; PDFium's text says which
characters stand in them and where; and what it left out is put back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence, Set
from ctypes import addressof, c_double, c_float, c_size_t, c_uint16
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, repeat
from math import inf
from typing import Any, Final

from reportparse.pages import pdfium_library as pdfium
from reportparse.pages.assemble import REPLACEMENT, Face, known_text
from reportparse.pages.device import font_name
from reportparse.pages.fonts import FontBook, Metrics
from reportparse.pages.pdfium_objects import Drawn

Key = int | tuple[int, ...]
"""A code of PDFium, or the codes of the letters that one glyph stands for."""

BLANK: Final = 0x20
HYPHEN_MARK: Final = 0x02
"""What PDFium calls a hyphen at the end of a line."""
HYPHEN: Final = 0x2D
NO_EXTENT: Final = 0.01
"""Points. PDFium leaves out texts whose ink is narrower; blanks have none."""
STROKED: Final = 1
FIXED_BLANK: Final = 0xA0
NOT_A_SIGN: Final = 0xFDD1
"""A code that no character will ever have."""
SURROGATES: Final = 0xD800
"""From here on a unit of 16 bits may be half a character, or what PDFium has no character for."""
SIGNS: Final = 0x110000
THOUSANDTHS: Final = 1000.0
SAME_WIDTH: Final = 0.004
"""Ems. PDFium's widths are whole thousandths, its boxes are rounded to about this."""
SPECK: Final = 0.1
"""Ems. Some fonts have a speck for a blank; print is larger."""
OVERHANG: Final = 0.1
"""Ems by which the ink of a glyph may reach beyond its advance."""
RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
NOTHING: Final[frozenset[str]] = frozenset()
TWIN_REACH: Final = 0.9
"""Ems. PDFium takes a text for a second strike of another one that stands this near at most."""


@dataclass(slots=True)
class Font:
    """A font of the page: what it is called, and the glyphs met so far.

    `known` maps a code of PDFium to the text and the width of the glyph, in ems. `doubt` says why
    PDFium's places of its glyphs cannot be taken over; `base` is the name that PDFium gives it.
    `fractional` tells that PDFium knows the widths of its glyphs only cut to thousandths.
    `widths` are those of a font that every reader knows, in thousandths of an em by character;
    `unequal` are characters that the font has in several widths, `widest` is its widest width.
    `lasting` is what of `known` holds for the same font on other pages, and is beyond doubt.
    """

    handle: int
    base: str
    name: str
    face: Face
    descent: float
    doubt: str = ""
    fractional: bool = False
    absent: float | None = None
    widths: Mapping[str, float] | None = None
    unequal: Set[str] = NOTHING
    widest: float = inf
    known: dict[Key, tuple[str, float]] = field(default_factory=dict)
    lasting: dict[Key, tuple[str, float]] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """One text object: its font, its extent in its own space, and where its characters stand.

    `start` and `end` are places in the lists of `Chars`, both 0 as long as it has none.
    """

    drawn: Drawn
    font: Font
    size: float
    mode: int
    extent: tuple[float, float, float, float]
    start: int = 0
    end: int = 0

    @property
    def across(self) -> tuple[float, float]:
        """The direction in which the text runs."""
        a, b = self.drawn.matrix[:2]
        return (-a, -b) if self.size < 0 else (a, b)

    @property
    def blank(self) -> bool:
        """Whether the object prints no ink."""
        left, bottom, right, top = self.extent
        return top - bottom < NO_EXTENT or right - left < NO_EXTENT


@dataclass(slots=True)
class Chars:
    """The characters of a page: their codes and origins, in PDFium's axes.

    `doubts` say what is wrong with them, in words that can stand in a sentence.
    """

    codes: list[int]
    xs: list[float]
    ys: list[float]
    doubts: dict[str, None] = field(default_factory=dict)


@lru_cache(maxsize=8192)
def _sign(code: int) -> tuple[str, bool, bool]:
    """What a character becomes; whether it runs from right to left; whether it stands above."""
    sign = chr(code)
    backwards = unicodedata.bidirectional(sign) in RIGHT_TO_LEFT
    return known_text(sign), backwards, bool(unicodedata.combining(sign))


def _agree(width: float, known: float | None) -> bool:
    """Whether a width in ems is the known one, in thousandths."""
    return known is not None and abs(width - known / THOUSANDTHS) < SAME_WIDTH


def _look_at_blanks(run: Run, chars: Chars) -> None:
    """Doubt a text that leaves ink on the page and is said to be nothing but blanks."""
    left, bottom, right, top = run.extent
    ink = max(right - left, top - bottom)
    speck = SPECK * abs(run.size) * max(map(abs, run.drawn.matrix[:4]))
    if ink > speck and chars.codes[run.start : run.end].count(BLANK) == run.end - run.start:
        chars.doubts["words that stand for what is printed"] = None


class TextReader:
    """Reads the text of pages; keeps the room that the calls write into."""

    def __init__(self, book: FontBook) -> None:
        self._book = book
        self._fonts: dict[int, Font] = {}
        self._lasting: dict[tuple[str, int], dict[Key, tuple[str, float]]] = {}
        self._one = pdfium.Numbers(c_float, 1)
        self._four = pdfium.Numbers(c_float, 4)
        self._six = pdfium.Numbers(c_float, 6)
        self._words = pdfium.Words()
        self._length = pdfium.Numbers(c_size_t, 1)
        self._room = pdfium.Numbers(c_double, 8192)
        self._text = 0

    def begin(self) -> None:
        """Forget the fonts: PDFium's addresses of them hold as long as a page is open."""
        self._fonts.clear()

    def run_of(self, drawn: Drawn) -> Run:
        """Take a text object; one without ink is made such that PDFium does not leave it out."""
        handle = drawn.handle
        one, places = self._one, self._four.places
        pdfium.text_size(handle, one.address)
        size = one.values[0]
        pdfium.object_bounds(handle, places[0], places[1], places[2], places[3])
        extent: Any = tuple(self._four.values)
        font = pdfium.text_font(handle)
        run = Run(
            drawn,
            self._fonts.get(font) or self._font(font),
            size,
            pdfium.text_mode(handle),
            extent,
        )
        if extent[2] - extent[0] < NO_EXTENT:
            self._give_extent(handle)
        return run

    def _give_extent(self, handle: int) -> None:
        """Stroke a text that has no ink: its extent is then as wide as the stroke."""
        place = self._six.address
        if pdfium.set_text_mode(handle, STROKED) and pdfium.object_matrix(handle, place):
            pdfium.set_object_matrix(handle, place)

    def _font(self, handle: int) -> Font:
        words = self._words
        written = pdfium.font_name(handle, words.address, words.length)
        name = bytes(words.buffer[: max(0, written - 1)]).decode("latin-1")
        length = self._length
        length.values[0] = 0
        pdfium.font_program(handle, None, 0, length.address)
        metrics = self._book.metrics(name, length.values[0])
        if metrics is None:
            pdfium.font_descent(handle, 1.0, self._one.address)
            metrics = Metrics(font_name(name), min(0.0, self._one.values[0]))
        doubt = metrics.doubt if name else "a font without a name"
        found = Font(handle, name, metrics.name, Face.of(metrics.name), metrics.descent, doubt)
        found.fractional = name in self._book.fractional
        found.widths = metrics.widths
        found.widest = self._book.widest.get(name, inf)
        found.unequal = self._book.unequal.get(name, NOTHING)
        # The same name and a program of the same length: the same font. What is known of its
        # glyphs holds on all pages, while PDFium's address of it holds on this one.
        if length.values[0]:
            found.lasting = self._lasting.setdefault((name, length.values[0]), {})
            found.known.update(found.lasting)
        self._fonts[handle] = found
        return found

    # -- the characters that PDFium finds

    def open_text(self, page: int) -> None:
        """Let PDFium read the text of a page; `close_text` has to follow."""
        self._text = pdfium.load_text(page)

    def close_text(self) -> None:
        """Let go of what `open_text` opened."""
        pdfium.close_text(self._text)
        self._text = 0

    def chars_of(self, runs: Sequence[Run]) -> Chars:
        """Return the characters of the open page, and note on each run which are its own."""
        text = self._text
        count = pdfium.count_chars(text) if text else 0
        if 2 * count > len(self._room.values):
            self._room = pdfium.Numbers(c_double, 3 * count)
        places = self._room.places
        owners = list(map(pdfium.char_object, repeat(text, count), range(count)))
        codes = self._codes(text, count)
        placed = sum(
            map(pdfium.char_origin, repeat(text, count), range(count), places[::2], places[1::2])
        )
        spots = self._room.values[: 2 * count]
        chars = Chars(codes, spots[::2], spots[1::2])
        if placed != count:
            chars.doubts["characters without a place"] = None
        self._share_out(chars, owners, runs)
        return chars

    def _codes(self, text: int, count: int) -> list[int]:
        """The codes of all characters: at once, where PDFium's text has one for each of them."""
        room = (c_uint16 * (count + 1))()
        written = pdfium.whole_text(text, 0, count, addressof(room))
        codes = room[:count]
        if written != count + 1 or max(codes, default=0) >= SURROGATES:
            return list(map(pdfium.char_code, repeat(text, count), range(count)))
        return codes

    def _share_out(self, chars: Chars, owners: Sequence[int | None], runs: Sequence[Run]) -> None:
        by_handle = {run.drawn.handle: run for run in runs}
        end = 0
        for owner, same in groupby(owners):
            start, end = end, end + len(list(same))
            run = by_handle.get(owner) if owner else None
            if run is None:
                continue
            if run.end:
                chars.doubts["text that PDFium orders otherwise than it is drawn"] = None
            else:
                run.start, run.end = start, end
                if chars.codes[start] == BLANK and not run.blank:
                    _look_at_blanks(run, chars)
        for run in runs:
            if run.end:
                continue
            if not run.blank:
                self._find_twin(run, runs, chars)
            elif not self._book.sound(run.font.base):  # ink may be lost with the font
                chars.doubts["a font that is damaged"] = None

    def _find_twin(self, run: Run, runs: Sequence[Run], chars: Chars) -> None:
        """Give a run that PDFium left out the characters of the one that it repeats."""
        e, f = run.drawn.matrix[4:]
        reach = TWIN_REACH * abs(run.size) * max(map(abs, run.drawn.matrix[:4]))
        twins = [
            (abs(other.drawn.matrix[4] - e) + abs(other.drawn.matrix[5] - f), at)
            for at, other in enumerate(runs)
            if other.end
            and other.font is run.font
            and other.size == run.size
            and other.drawn.matrix[:4] == run.drawn.matrix[:4]
            and abs(other.drawn.matrix[4] - e) <= reach
            and abs(other.drawn.matrix[5] - f) <= reach
        ]
        if not twins:
            chars.doubts["text that PDFium leaves out"] = None
            return
        twin = runs[min(twins)[1]]
        right, up = e - twin.drawn.matrix[4], f - twin.drawn.matrix[5]
        run.start = len(chars.codes)
        chars.codes.extend(chars.codes[twin.start : twin.end])
        chars.xs.extend(x + right for x in chars.xs[twin.start : twin.end])
        chars.ys.extend(y + up for y in chars.ys[twin.start : twin.end])
        run.end = len(chars.codes)

    def learn(self, run: Run, code: int, chars: Chars, at: int) -> tuple[str, float]:
        """Find out what the glyph at place `at` of the page is, and keep it in its font."""
        font = run.font
        if code in (BLANK, FIXED_BLANK):
            found = font.known[code] = font.known.get(BLANK) or self.learn_blank(font)
            return found
        shown = HYPHEN if code == HYPHEN_MARK else code
        mapped = 0 < shown < SIGNS and pdfium.char_unmapped(self._text, at) != 1
        width = self._width(run, shown, chars, at)
        text, backwards, combining = _sign(shown) if mapped else (REPLACEMENT, False, False)
        found = font.known[code] = text, width
        if not mapped:
            chars.doubts["characters without a meaning"] = None
        elif backwards:
            chars.doubts["text from right to left"] = None
        elif not width and not combining:
            chars.doubts["glyphs without a width"] = None
        elif chr(shown) in font.unequal:
            chars.doubts["one character in glyphs of several widths"] = None
        elif font.widths is not None and not _agree(width, font.widths.get(chr(shown))):
            chars.doubts["another width than that of the standard font"] = None
        else:
            font.lasting[code] = found
        return found

    def _width(self, run: Run, code: int, chars: Chars, at: int) -> float:
        """Return how far a glyph advances, in ems.

        PDFium looks for the glyph of a character, and takes that of code 0 where several
        characters are said of one glyph and it knows another one of them. So the width is held
        against the box of the glyph as it stands, which is the advance or, where that is wider,
        the ink.
        """
        width = self.width_of(run.font, code)
        stood = self.stood(run, chars, at)
        if stood is None:
            return width
        guessed = abs(width - self._absent(run.font)) < SAME_WIDTH
        most = run.font.widest + SAME_WIDTH  # what reaches further is ink
        if stood < width - SAME_WIDTH or (guessed and width + OVERHANG < stood <= most):
            return stood
        return width

    def stood(self, run: Run, chars: Chars, at: int) -> float | None:
        """Return how far the glyph at place `at` reaches as it stands, in ems.

        That is its advance or, where that is wider, its ink; None where the text is turned.
        """
        scale = run.drawn.matrix[0] * run.size
        if scale <= 0 or run.drawn.matrix[1] or run.drawn.matrix[2]:
            return None
        if not pdfium.char_box(self._text, at, self._four.address):
            return None
        return float(max(0.0, (self._four.values[2] - chars.xs[at]) / scale))

    def width_of(self, font: Font, code: int) -> float:
        """Return the width in ems of the glyph that a font has for a character.

        That of its code 0 where it has none.
        """
        self._one.values[0] = 0.0
        pdfium.glyph_width(font.handle, code, 1.0, self._one.address)
        return float(max(0.0, self._one.values[0]))

    def _absent(self, font: Font) -> float:
        """Return the width of what a font shows for characters that it does not have."""
        if font.absent is None:
            font.absent = self.width_of(font, NOT_A_SIGN)
        return font.absent

    def learn_blank(self, font: Font) -> tuple[str, float]:
        """Keep in the font what a blank is, before any has been met."""
        absent = self._absent(font)
        widths = [self.width_of(font, BLANK), self.width_of(font, FIXED_BLANK)]
        sure = [width for width in widths if abs(width - absent) >= SAME_WIDTH]
        found = font.known[BLANK] = " ", (sure or widths)[0]
        return found
