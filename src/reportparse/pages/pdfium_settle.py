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
from reportparse.pages.pdfium_text import BLANK, HYPHEN, HYPHEN_MARK, Chars, Run, TextReader

DRIFT: Final = 0.1
"""Points by which the end of a text may be off where PDFium cuts the widths of its glyphs."""
FRACTIONS: Final = "widths in fractions of a thousandth"
LIGATURE_SLACK: Final = 0.08
"""Ems by which letters may be kerned, or ink may hang over; more is another glyph's width."""
LIGATURES: Final = {"ff": 0xFB00, "fi": 0xFB01, "fl": 0xFB02, "ffi": 0xFB03, "ffl": 0xFB04}


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
    return _grouped(run, codes, xs, ys, reader)


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
    run: Run, codes: list[int], xs: list[float], ys: list[float], reader: TextReader
) -> Settled:
    """Make one glyph of what stands on one place."""
    keys: list[Key] = []
    across: list[float] = []
    down: list[float] = []
    at = 0
    while at < len(codes):
        same = at + 1
        while same < len(codes) and xs[same] == xs[at] and ys[same] == ys[at]:
            same += 1
        after = (xs[same], ys[same]) if same < len(codes) else None
        for key in _group(run, codes[at:same], (xs[at], ys[at]), after, reader):
            keys.append(key)
            across.append(xs[at])
            down.append(ys[at])
        at = same
    return Settled(keys, across, down)


def _group(
    run: Run,
    codes: list[int],
    place: tuple[float, float],
    after: tuple[float, float] | None,
    reader: TextReader,
) -> tuple[Key, ...]:
    """What stands on one place: a glyph behind an added blank, a ligature, or marks above."""
    kept = codes[1:] if codes[0] == BLANK and len(codes) > 1 else codes
    if len(kept) == 1:
        return (kept[0],)
    if any(unicodedata.combining(chr(code)) for code in kept):
        return tuple(kept)
    key = tuple(kept)
    known = run.font.known
    if key not in known:
        text = "".join(known_text(chr(code)) for code in kept)
        reach = _advance(run, place, after)
        width = reader.width_of(run.font, LIGATURES[text]) if text in LIGATURES else 0.0
        if abs(width - reach) >= LIGATURE_SLACK:
            width = reach
        known[key] = text, run.font.exact.get(key, width)
    return (key,)


def _advance(run: Run, place: tuple[float, float], after: tuple[float, float] | None) -> float:
    """How far a glyph reaches, in ems: to the next one, else as far as the ink of the object."""
    a, b = run.drawn.matrix[:2]
    right, up = a * run.size, b * run.size
    end = after or (run.right * run.drawn.around[0] + run.drawn.around[4], place[1])
    along = (end[0] - place[0]) * right + (end[1] - place[1]) * up
    return max(0.0, along / (right * right + up * up or 1.0))
