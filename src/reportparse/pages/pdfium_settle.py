"""The glyphs of a text object as they were drawn: added blanks left out, ligatures put together.

PDFium adds a blank where the next glyph stands apart, and gives it the place of that glyph; of
several blanks in a row it keeps one. How many blanks a producer used to cover a distance cannot
be seen in print, and nothing behind this door asks for it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportparse.pages.assemble import known_text
from reportparse.pages.fractions import THOUSANDTHS, Key, cut_off
from reportparse.pages.pdfium_runs import Chars, Run
from reportparse.pages.pdfium_text import (
    BLANK,
    HYPHEN,
    HYPHEN_MARK,
    OVERHANG,
    UNEQUAL,
    TextReader,
)

DRIFT: Final = 0.1
"""Points by which the end of a text may be off where PDFium cuts the widths of its glyphs."""
FRACTIONS: Final = "widths in fractions of a thousandth"


@dataclass(slots=True)
class Settled:
    """The glyphs of a run: keys into what its font knows, and their origins in PDFium's axes."""

    keys: Sequence[Key]
    xs: Sequence[float]
    ys: Sequence[float]


def settle(run: Run, chars: Chars, reader: TextReader) -> Settled:
    """Return the glyphs of a run as they were drawn; all of them are known to its font then."""
    start, end = run.start, run.end
    if start == end:
        return _blank(run, reader) if run.blank else Settled((), (), ())
    codes: list[int] = chars.codes[start:end]
    known = run.font.known
    for code in codes:
        if code not in known:
            reader.learn(run, code, chars, start + codes.index(code))
    xs, ys = chars.xs[start:end], chars.ys[start:end]
    if run.font.fractional:
        _move(run, codes, xs, ys, chars)
    if len(set(xs)) == len(xs) or len(set(zip(xs, ys, strict=True))) == len(xs):
        return Settled(codes, xs, ys)
    return _grouped(run, codes, Settled(codes, xs, ys), chars, reader)


def _move(run: Run, codes: list[int], xs: list[float], ys: list[float], chars: Chars) -> None:
    """Put glyphs behind widths that PDFium has cut where the widths of the file lead."""
    exact = run.font.exact
    right, up = run.drawn.matrix[0] * run.size, run.drawn.matrix[1] * run.size
    behind, unknown, at = 0.0, 0, 0
    while at < len(codes):
        x, y, first = xs[at], ys[at], at
        while at < len(codes) and xs[at] == x and ys[at] == y:
            xs[at], ys[at] = x + behind * right, y + behind * up
            at += 1
        width = exact.get(_drawn(codes[first:at]))
        if width is None:
            unknown += 1
        else:
            behind += cut_off(width)
    if unknown * math.hypot(right, up) / THOUSANDTHS > DRIFT:
        chars.doubts[FRACTIONS] = None
    chars.moved = chars.moved or behind * math.hypot(right, up) > DRIFT


def _drawn(codes: Sequence[int]) -> Key:
    """What of the codes on one place was drawn: not a blank before others, which PDFium adds."""
    kept = [HYPHEN if code == HYPHEN_MARK else code for code in codes]
    if len(kept) > 1 and kept[0] == BLANK:
        del kept[0]
    return kept[0] if len(kept) == 1 else tuple(kept)


def _blank(run: Run, reader: TextReader) -> Settled:
    """The blank of an object that prints nothing, and that PDFium does not keep."""
    if BLANK not in run.font.known:
        reader.learn_blank(run.font)
    return Settled((BLANK,), (run.drawn.matrix[4],), (run.drawn.matrix[5],))


def _grouped(
    run: Run, codes: list[int], settled: Settled, chars: Chars, reader: TextReader
) -> Settled:
    """Make one glyph of what stands on one place."""
    xs, ys = settled.xs, settled.ys
    keys: list[Key] = []
    across: list[float] = []
    down: list[float] = []
    at = 0
    while at < len(codes):
        same = at + 1
        while same < len(codes) and xs[same] == xs[at] and ys[same] == ys[at]:
            same += 1
        for key in _group(run, codes[at:same], run.start + at, chars, reader):
            keys.append(key)
            across.append(xs[at])
            down.append(ys[at])
        at = same
    return Settled(keys, across, down)


def _group(
    run: Run, codes: list[int], at: int, chars: Chars, reader: TextReader
) -> tuple[Key, ...]:
    """What stands on one place: a glyph behind an added blank, a ligature, or marks above.

    `at` is the place of the first of its codes on the page.
    """
    kept = codes[1:] if codes[0] == BLANK and len(codes) > 1 else codes
    if len(kept) == 1:
        return (kept[0],)
    key = tuple(kept)
    known = run.font.known
    if key not in known:
        stated = reader.stated_width(run.font, key)
        if stated is None and any(unicodedata.combining(chr(code)) for code in kept):
            return key
        signs = _signs(kept)
        text = "".join(map(known_text, signs))
        if signs in run.font.unequal:
            chars.doubts[UNEQUAL] = None
        width = _width(run, at, codes, chars, reader) if stated is None else stated
        if not width or BLANK in kept:  # several glyphs, of which some do not advance
            chars.doubts["glyphs without a width"] = None
        known[key] = text, width
    return (key,)


def _signs(codes: Sequence[int]) -> str:
    """The characters of one place; PDFium has two codes for one beyond the first 65,536.

    >>> _signs([0xD835, 0xDEE5]) == chr(0x1D6E5), _signs([0x66, 0x66])
    (True, 'ff')
    """
    units = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def _width(run: Run, at: int, codes: list[int], chars: Chars, reader: TextReader) -> float:
    """The width of a glyph of several letters, in ems."""
    width = reader.stood(run, chars, at + len(codes) - 1)
    reach = _advance(run, at, len(codes), chars) if at + len(codes) < run.end else None
    if width is None and reach is None:
        chars.doubts["letters of one glyph at the end of a turned text"] = None
        return 0.0
    if width is None or (reach is not None and width > reach + OVERHANG):
        return reach or 0.0
    return width


def _advance(run: Run, at: int, count: int, chars: Chars) -> float:
    """How far a glyph reaches, in ems: to the next one, which may be kerned."""
    a, b = run.drawn.matrix[:2]
    right, up = a * run.size, b * run.size
    across, down = chars.xs[at + count] - chars.xs[at], chars.ys[at + count] - chars.ys[at]
    return max(0.0, (across * right + down * up) / (right * right + up * up or 1.0))
