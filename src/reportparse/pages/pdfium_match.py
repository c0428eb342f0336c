"""Which font of the file a text object has: the content names it where PDFium does not.

Chromium writes Chinese fonts as fonts of drawings (Type 3), which have no name of their own, and
gives an ideograph in the place of each radical that it printed. PDFium makes one object of each
text that the content shows, in the same order; so where their numbers agree, and the names of all
fonts that PDFium does name, each object has the font, the codes and the words of its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportparse.pages.assemble import Face, known_text
from reportparse.pages.device import font_name
from reportparse.pages.fonts import FontBook, FontFacts
from reportparse.pages.fractions import Key
from reportparse.pages.pdfium_runs import Chars, Run
from reportparse.pages.pdfium_text import SIGNS
from reportparse.pages.shown import Shown, shown_texts

Pair = tuple[Run, Shown, FontFacts]


@dataclass(frozen=True, slots=True)
class Match:
    """What the content of a page adds to its objects.

    `agree` tells whether the words that it gives in the place of texts are what these texts say by
    themselves. `lost` are texts that PDFium puts too far back, and how far, in units of the text;
    None where nothing is sure.
    """

    agree: bool
    lost: list[tuple[Run, float]] | None


def match_content(runs: Sequence[Run], content: bytes, resources: Any, book: FontBook) -> Match:
    """Find the texts of a page in its content, and give fonts what the file says of them.

    `content` and `resources` are those of the page. Fonts without a name get one as far as that is
    sure; fonts of texts with words in their place take the widths of their glyphs from the file.
    """
    pairs = _paired(runs, content, resources, book)
    if pairs is None:
        return Match(False, None)
    for run, _, facts in pairs:
        font = run.font
        if not font.base and facts.drawings is not None:
            font.name, font.descent, font.doubt = facts.drawings, 0.0, ""
            font.face, font.exact = Face.of(facts.drawings), facts.exact
    spans = Counter(shown.span for _, shown, _ in pairs)
    agree = True
    for run, shown, facts in pairs:
        if shown.words is not None:
            agree = agree and spans[shown.span] == 1 and _says(shown, facts)
            run.font.exact = facts.exact
    return Match(agree, [(run, shown.lost) for run, shown, _ in pairs if shown.lost])


def put_right(lost: Sequence[tuple[Run, float]], chars: Chars) -> None:
    """Put texts forward to where steps lead that PDFium has forgotten."""
    for run, step in lost:
        a, b, c, d, e, f = run.drawn.matrix
        right, up = a * step, b * step
        run.ahead = right
        run.drawn.matrix = (a, b, c, d, e + right, f + up)
        for at in range(run.start, run.end):
            chars.xs[at] += right
            chars.ys[at] += up


def _paired(
    runs: Sequence[Run], content: bytes, resources: Any, book: FontBook
) -> list[Pair] | None:
    """The text objects of the page itself with their texts; None where that is not sure."""
    shown = shown_texts(content)
    own = [run for run in runs if not run.drawn.in_form]
    if shown is None or len(shown) != len(own):
        return None
    known = book.facts(resources)
    pairs: list[Pair] = []
    fonts: dict[int | None, FontFacts] = {}
    for run, text in zip(own, shown, strict=True):
        facts = known.get(text.font)
        if facts is None or fonts.setdefault(run.font.handle, facts) is not facts:
            return None
        if run.font.base and run.font.base not in (facts.base, font_name(facts.base)):
            return None
        if not run.font.base and facts.base:
            return None
        pairs.append((run, text, facts))
    return pairs


def _says(shown: Shown, facts: FontFacts) -> bool:
    """Whether one glyph is shown, and the words in its place are what it stands for."""
    if len(shown.codes) != facts.bytes_each or shown.words is None:
        return False
    key = facts.texts.get(int.from_bytes(shown.codes, "big"))
    return key is not None and known_text(shown.words) == known_text(_text(key))


def _text(key: Key) -> str:
    codes = (key,) if isinstance(key, int) else key
    return "".join(chr(code) for code in codes if code < SIGNS)
