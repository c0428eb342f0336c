"""Text of a page from PDFium: the drawn text objects, and which characters stand in them.

PDFium's own text of a page is made for people who copy it. It sorts the texts of a line, adds
blanks and line ends where it sees gaps, makes one blank of several, marks hyphens at line ends,
takes ligatures apart, and leaves out what is struck twice. The objects that were drawn are all
there, however. So the objects give order, font, size and place; PDFium's text says which
characters stand in them and where; and what it left out is put back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from ctypes import c_double, c_float, c_size_t, c_uint16
from functools import lru_cache
from itertools import compress, islice, pairwise, repeat
from math import inf
from operator import ne
from typing import Any, Final

from reportparse.pages import pdfium_library as pdfium
from reportparse.pages.assemble import REPLACEMENT, Face, known_text
from reportparse.pages.device import font_name
from reportparse.pages.encodings import AGREED
from reportparse.pages.fonts import FontBook, Metrics
from reportparse.pages.fractions import Key
from reportparse.pages.pdfium_objects import Drawn
from reportparse.pages.pdfium_runs import NOTHING, Chars, Font, Repertoire, Run

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
HIGH: Final = 0xD800
PRIVATE: Final = 0xE000
SPECIALS: Final = 0xFFF0
"""Units of 16 bits below the second are half a character, those from the third on may stand for
what PDFium has no character for."""
SIGNS: Final = 0x110000
THOUSANDTHS: Final = 1000.0
SAME_WIDTH: Final = 0.004
"""Ems. PDFium's widths are whole thousandths, its boxes are rounded to about this."""
SPECK: Final = 0.1
"""Ems. Some fonts have a speck for a blank; print is larger."""
OVERHANG: Final = 0.1
"""Ems by which the ink of a glyph may reach beyond its advance."""
RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
UNEQUAL: Final = "one character in glyphs of several widths"
TWIN_REACH: Final = 0.9
"""Ems. PDFium takes a text for a second strike of another one that stands this near at most."""


@lru_cache(maxsize=8192)
def _sign(code: int) -> tuple[str, bool, bool]:
    """What a character becomes; whether it runs from right to left; whether it stands above."""
    sign = chr(code)
    backwards = unicodedata.bidirectional(sign) in RIGHT_TO_LEFT
    return known_text(sign), backwards, bool(unicodedata.combining(sign))


def _is_unsure(unit: int) -> bool:
    """Whether a unit of 16 bits may be something else than a character."""
    return HIGH <= unit < PRIVATE or unit >= SPECIALS


def _agree(width: float, known: float | None) -> bool:
    """Whether a width in ems is the known one, in thousandths."""
    return known is not None and abs(width - known / THOUSANDTHS) < SAME_WIDTH


def _look_at_blanks(run: Run, chars: Chars) -> None:
    """Doubt a text that leaves ink on the page and is said to be nothing but blanks."""
    speck = SPECK * abs(run.size) * max(map(abs, run.drawn.matrix[:4]))
    if run.ink > speck and chars.codes[run.start : run.end].count(BLANK) == run.end - run.start:
        chars.doubts["words that stand for what is printed"] = None


class TextReader:
    """Reads the text of pages; keeps the room that the calls write into.

    `texts` are those of all glyphs beyond doubt by their code, which is the same in every font.
    """

    def __init__(self, book: FontBook) -> None:
        self._book = book
        self._fonts: dict[int | None, Font] = {}
        self._lasting: dict[tuple[str, int], Repertoire] = {}
        self._one = pdfium.Numbers(c_float, 1)
        self._four = pdfium.Numbers(c_float, 4)
        self._six = pdfium.Numbers(c_float, 6)
        self._words = pdfium.Words()
        self._length = pdfium.Numbers(c_size_t, 1)
        self._sizes = pdfium.Table(c_float)
        self._sides = [pdfium.Table(c_float) for _ in range(4)]
        self._xs = pdfium.Table(c_double)
        self._ys = pdfium.Table(c_double)
        self._units = pdfium.Table(c_uint16)
        self._text = 0
        self.texts: dict[int | str, str] = {}

    def begin(self) -> None:
        """Forget the fonts: PDFium's addresses of them hold as long as a page is open."""
        self._fonts.clear()

    @property
    def nameless(self) -> bool:
        """Whether a font of the page has no name."""
        return not all(font.base for font in self._fonts.values())

    def runs_of(self, texts: Sequence[Drawn]) -> list[Run]:
        """Take text objects; such without ink are made so that PDFium does not drop them."""
        count = len(texts)
        for table in (self._sizes, *self._sides):
            table.hold(count)
        places = [drawn.place for drawn in texts]
        sum(map(pdfium.text_size, places, self._sizes.places))
        sum(map(pdfium.object_bounds, places, *(side.places for side in self._sides)))
        left, bottom, right, top = (side.first(count) for side in self._sides)
        fonts = self._fonts
        runs: list[Run] = []
        for drawn, size, mode, x0, y0, x1, y1 in zip(
            texts,
            self._sizes.first(count),
            map(pdfium.text_mode, places),
            left,
            bottom,
            right,
            top,
            strict=True,
        ):
            font = fonts.get(drawn.font) or self._font(drawn.font)
            thin = x1 - x0 < NO_EXTENT
            flat = thin or y1 - y0 < NO_EXTENT
            runs.append(Run(drawn, font, size, mode, max(x1 - x0, y1 - y0), flat))
            if thin:
                self._give_extent(drawn.place)
        return runs

    def _give_extent(self, place: Any) -> None:
        """Stroke a text that has no ink: its extent is then as wide as the stroke."""
        six = self._six.place
        if pdfium.set_text_mode(place, STROKED) and pdfium.object_matrix(place, six):
            pdfium.set_object_matrix(place, six)

    def _font(self, handle: int | None) -> Font:
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
        if name in self._book.fractional:
            found.fractional, found.exact = True, self._book.exact(name)
        found.widths = metrics.widths
        found.widest = self._book.widest.get(name, inf)
        found.unequal = self._book.unequal.get(name, NOTHING)
        found.unsure = name in self._book.unsure
        # The same name and a program of the same length: the same font. What is known of its
        # glyphs holds on all pages, while PDFium's address of it holds on this one.
        if length.values[0]:
            lasting = self._lasting.setdefault((name, length.values[0]), Repertoire())
            if any(font.lasting is lasting for font in self._fonts.values()):
                # Two such on one page are each looked at, for one may say less than the other.
                lasting = Repertoire(dict(lasting.known))
            found.lasting = lasting
            found.known.update(lasting.known)
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
        count = pdfium.count_chars(self._text) if self._text else 0
        text = repeat(pdfium.ready(self._text), count)
        owners = list(map(pdfium.char_object, text, range(count)))
        codes = self._codes(count)
        xs, ys = self._xs, self._ys
        xs.hold(count)
        ys.hold(count)
        text = repeat(pdfium.ready(self._text), count)
        placed = sum(map(pdfium.char_origin, text, range(count), xs.places, ys.places))
        chars = Chars(codes, xs.first(count), ys.first(count))
        if placed != count:
            chars.doubts["characters without a place"] = None
        self._share_out(chars, owners, runs)
        return chars

    def _codes(self, count: int) -> list[int]:
        """The codes of all characters: at once, where PDFium's text has one for each of them."""
        self._units.hold(count + 1)
        written = pdfium.whole_text(self._text, 0, count, self._units.address)
        codes = self._units.first(count)
        if written != count + 1 or any(code >= HIGH and _is_unsure(code) for code in set(codes)):
            text = repeat(pdfium.ready(self._text), count)
            return list(map(pdfium.char_code, text, range(count)))
        return codes

    def _share_out(self, chars: Chars, owners: Sequence[int | None], runs: Sequence[Run]) -> None:
        by_handle = {run.drawn.handle: run for run in runs}
        count = len(owners)
        turns = compress(range(1, count), map(ne, owners, islice(owners, 1, None)))
        for start, end in pairwise([0, *turns, count] if count else ()):
            owner = owners[start]
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
            self._keep(font, code, found)
            return found
        shown = HYPHEN if code == HYPHEN_MARK else code
        mapped = 0 < shown < SIGNS and pdfium.char_unmapped(pdfium.ready(self._text), at) != 1
        width = font.exact[shown] if shown in font.exact else self._width(run, shown, chars, at)
        text, backwards, combining = _sign(shown) if mapped else (REPLACEMENT, False, False)
        found = font.known[code] = text, width
        if not mapped:
            chars.doubts["characters without a meaning"] = None
        elif backwards:
            chars.doubts["text from right to left"] = None
        elif not width and not combining:
            chars.doubts["glyphs without a width"] = None
        elif font.unsure and chr(shown) not in AGREED:
            chars.doubts["a font without a known encoding"] = None
        elif chr(shown) in font.unequal:
            chars.doubts[UNEQUAL] = None
        elif font.widths is not None and not _agree(width, font.widths.get(chr(shown))):
            chars.doubts["another width than that of the standard font"] = None
        else:
            self._keep(font, code, found)
        return found

    def _keep(self, font: Font, code: int, found: tuple[str, float]) -> None:
        """Keep what is beyond doubt for the pages behind."""
        font.lasting.known[code] = found
        self.texts[code] = found[0]

    def key_of(self, text: str) -> str:
        """Return a key to a text in `texts`: it stands for itself."""
        self.texts[text] = text
        return text

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
            # Ink may hang over, so the file is asked where that can be.
            stated = self._book.exact(run.font.base).get(code)
            return stood if stated is None else stated
        return width

    def stated_width(self, font: Font, key: Key) -> float | None:
        """Return the width in ems that the file states of a glyph; None where it states none.

        Of several characters: only if one glyph of the font stands for them.
        """
        return self._book.exact(font.base).get(key)

    def stood(self, run: Run, chars: Chars, at: int) -> float | None:
        """Return how far the glyph at place `at` reaches as it stands, in ems.

        That is its advance or, where that is wider, its ink; None where the text is turned.
        """
        scale = run.drawn.matrix[0] * run.size
        if scale <= 0 or run.drawn.matrix[1] or run.drawn.matrix[2]:
            return None
        if not pdfium.char_box(pdfium.ready(self._text), at, self._four.place):
            return None
        return float(max(0.0, (self._four.values[2] + run.ahead - chars.xs[at]) / scale))

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
