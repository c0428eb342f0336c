"""Blanks that are not printed but seen: holes between the glyphs of a line."""

from __future__ import annotations

from itertools import islice
from operator import and_, sub

from reportparse.layout.stream import Stream
from reportparse.notation.spacing import is_cjk

WORD_GAP = 0.19
"""In ems: the narrowest blank between words or digit groups; dense tables show 0.2."""
LETTER_GAP = 0.03
"""In ems: letters of a word that is not letter-spaced touch, up to rounding and kerning."""
CLOSE = 0.99 * LETTER_GAP
"""In ems: what stands nearer needs no closer look, whatever rounding does."""
SPACED_WORD_GAP = 0.35
"""In ems: where real blanks separate words, a smaller gap is letter-spacing."""
WIDE_BLANK = 0.8
"""In ems: a blank between words is at most this wide, also in lines set to full width; a wider one
parts things, as several blanks do in a text. Twice that in a letter-spaced line."""
CHINESE_GAP = 0.5
"""In ems: Chinese glyphs stand on a grid; only a wider hole is a blank."""


def holes_of(line: Stream) -> list[int]:
    """The glyphs of a line before which an unprinted blank stands.

    No printed blank stands at an end of the line, nor two side by side.

    Where the line prints real blanks between Latin words, only a wide hole is another one, so
    that letter-spaced English keeps its words.
    """
    left, right, ink = line.left, line.right, line.ink
    smallest = min([own.size for own in set(line.settings)])
    gaps = list(map(sub, islice(left, 1, None), right))
    least = CLOSE * smallest
    apart = [at for at, gap in enumerate(gaps, 1) if gap > least]
    least = WORD_GAP * smallest  # no kind of blank is narrower
    wide = [at for at in apart if gaps[at - 1] > least]
    found = [(at, left[at] - right[at - 1]) for at in wide if ink[at] and ink[at - 1]]
    # Behind a printed blank the hole begins where the ink before the blank ends.
    blanks = [at for at, inked in enumerate(ink) if not inked] if False in ink else []
    least = WIDE_BLANK * smallest
    found += [(at + 1, gap) for at in blanks if (gap := left[at + 1] - right[at - 1]) > least]
    holes = [(at, gap) for at, gap in found if _is_hole(line, at, gap, spaced=False)]
    if holes and _is_letter_spaced(line, blanks, apart):
        holes = [(at, gap) for at, gap in holes if _is_hole(line, at, gap, spaced=True)]
    return sorted(at for at, _ in holes)


def _is_hole(line: Stream, at: int, gap: float, *, spaced: bool) -> bool:
    """Tell whether an unprinted blank stands before a glyph, `gap` points behind the last ink.

    Behind a printed blank, one more stands for a wide hole. `spaced` tells of a letter-spaced line.
    """
    settings = line.settings
    right = settings[at].size
    if not line.ink[at - 1]:
        widest = WIDE_BLANK * max(settings[at - 2].size, right)
        return gap > (2 * widest if spaced else widest)
    left = settings[at - 1].size
    if is_cjk(line.texts[at - 1][-1]) or is_cjk(line.texts[at][0]):
        return gap > CHINESE_GAP * max(left, right)
    word_gap = SPACED_WORD_GAP if spaced else WORD_GAP
    return gap > word_gap * min(max(left, 0.1), max(right, 0.1))


def _is_letter_spaced(line: Stream, blanks: list[int], apart: list[int]) -> bool:
    """Tell whether letters stand apart in a part of the line at least, and blanks part words.

    `apart` are all glyphs that may stand apart from what is before them. More than a fourth of the
    letters that follow on letters have to.
    """
    texts = line.texts
    if not any(texts[at - 1].isalpha() and texts[at + 1].isalpha() for at in blanks):
        return False
    latin = {text for text in set(texts) if text.isascii() and text.isalnum()}
    is_latin = [text in latin for text in texts]
    pairs: int = sum(map(and_, is_latin, islice(is_latin, 1, None)))
    loose = [
        at
        for at in apart
        if is_latin[at]
        and is_latin[at - 1]
        and (line.left[at] - line.right[at - 1]) / max(line.settings[at - 1].size, 0.1) > LETTER_GAP
    ]
    return pairs > 0 and pairs - len(loose) <= pairs * 3 // 4
