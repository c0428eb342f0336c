"""From running text to sorts: one cast character each, with its face, size, rise and width.

Faces are names of roles (`song`, `hei`, `times` ...); `pdf.py` knows the fonts behind them. All
Chinese faces are one em wide for every character; the Times widths come from reportlab's metrics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from tests.typeset.manuscript import Language, Link, NoteRef, Styled, Text
from tests.typeset.settings import Settings

TIMES = {
    "times": "Times-Roman",
    "times-bold": "Times-Bold",
    "times-italic": "Times-Italic",
    "symbol": "Symbol",
}
UNENCODED = {"\u2009": 0.2, "\u202f": 0.17, "\u2007": 0.5, "\u2212": 0.564}
"""The spaces between groups of digits and the minus: no built-in font has them. Widths in ems."""
GROUP_SPACES = {"thin_space": "\u2009", "narrow_space": "\u202f", "figure_space": "\u2007"}
CHINESE_FACES = ("song", "hei", "kai")
SHIFT_EM = 0.25
"""The shift that stands for a blank between Chinese and Latin, as word processors set it."""
THIN_EM = 0.2
"""A squeezed blank between groups of digits, about 1.9 points in a 9 point table."""
SHARED_SIGNS = "“”‘’—…"
"""Signs that a Chinese text sets in its own face and an English text in Times."""
BULLET = "•"
CLOSING = "，。、；：》）"
SIGNS = CLOSING + "《（“"
COMPRESSED_EM = 0.4
"""What a full-width sign gives up before another, of the half square that is blank."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One character ready for print: `gap` is a shift before it, `rise` points above the line.

    `added` tells that the author wrote no such character (a blank put in by the producer).
    """

    char: str
    face: str
    size: float
    width: float
    rise: float = 0.0
    gap: float = 0.0
    url: str | None = None
    note: str | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size in points, the faces of its Chinese and Latin characters."""

    size: float
    chinese: str = "song"
    latin: str = "times"
    language: Language = "zh"

    def sized(self, size: float) -> Style:
        """Return this style in another size."""
        return Style(size, self.chinese, self.latin, self.language)


@lru_cache(maxsize=4096)
def em_width(char: str, face: str) -> float:
    """Return the advance of `char` in ems."""
    if face in CHINESE_FACES:
        return 1.0
    if face == "unencoded":
        return UNENCODED[char]
    return float(pdfmetrics.stringWidth(char, TIMES[face], 1))


@lru_cache(maxsize=8192)
def is_ideograph(char: str) -> bool:
    """Tell whether `char` is a Chinese character (punctuation apart)."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


@lru_cache(maxsize=8192)
def is_full_width(char: str) -> bool:
    """Tell whether `char` is set in a Chinese face whatever the language."""
    return char >= "\u2e80" or char in "■○①②③④⑤"


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"


def cast(text: Text, style: Style, settings: Settings) -> list[Sort]:
    """Return the sorts of `text`, with the producer's blanks, shifts and superscript marks."""
    sorts: list[Sort] = []
    before = ""
    after_mark = False
    for char, face, url, note in _characters(text, style):
        if note is not None:
            sorts.extend(_mark(note, style, settings))
            after_mark = True
            continue
        gap = 0.0
        if before and (is_ideograph(before) and _is_latin(char)) | (
            _is_latin(before) and is_ideograph(char)
        ):
            gap = _between(sorts, style, settings, after_mark)
        if settings.compress and not after_mark and before in CLOSING and char in SIGNS:
            gap -= COMPRESSED_EM * style.size
        if style.language == "en" and settings.tracking:
            gap += settings.tracking
        sorts.append(Sort(char, face, style.size, em_width(char, face) * style.size, 0.0, gap, url))
        before = char
        after_mark = False
    return sorts


def _between(sorts: list[Sort], style: Style, settings: Settings, after_mark: bool) -> float:
    """Put the blank between Chinese and Latin: add a blank sort, or return a shift."""
    way = settings.blanks
    if way == "mixed":
        way = ("typed", "shift", "typed", "none")[len(sorts) % 4]
    if way == "typed" and not (after_mark and settings.marker_blanks):
        width = em_width(" ", style.latin) * style.size
        sorts.append(Sort(" ", style.latin, style.size, width, added=True))
    return SHIFT_EM * style.size if way == "shift" else 0.0


def _mark(marker: str, style: Style, settings: Settings) -> Iterator[Sort]:
    size = style.size * settings.marker_scale
    rise = style.size * settings.marker_raise_em
    for char in marker:
        yield Sort(char, "times", size, em_width(char, "times") * size, rise, note=marker)
    for _ in range(settings.marker_blanks):
        width = em_width(" ", style.latin) * style.size
        yield Sort(" ", style.latin, style.size, width, added=True)


def letter_marks(markers: tuple[str, ...], style: Style, settings: Settings) -> list[Sort]:
    """Return the superscript letters `markers` of a table, ready to stand behind their word."""
    if not markers:
        return []
    glue = settings.letter_glue
    size = style.size * settings.marker_scale
    rise = style.size * settings.marker_raise_em
    sorts = [Sort(c, "times", style.size, em_width(c, "times") * style.size, note=c) for c in glue]
    for char in settings.letter_joint.join(markers):
        face = "times-italic"
        sorts.append(Sort(char, face, size, em_width(char, face) * size, rise, note=char))
    return sorts


def cast_number(text: str, style: Style, settings: Settings) -> list[Sort]:
    """Return the sorts of a table number, its groups separated as the settings say."""
    if settings.group == "nbsp":
        return cast((text.replace(" ", "\u00a0"),), style, settings)
    sorts = cast((text,), style, settings)
    if settings.group == "blank":
        return sorts
    space = GROUP_SPACES.get(settings.group)
    if space is not None:
        width = UNENCODED[space] * style.size
        return [Sort(space, "unencoded", s.size, width) if s.char == " " else s for s in sorts]
    squeeze = (THIN_EM - em_width(" ", "times")) * style.size
    return [
        Sort(s.char, s.face, s.size, s.width, gap=squeeze)
        if index and sorts[index - 1].char == " "
        else s
        for index, s in enumerate(sorts)
    ]


def _characters(text: Text, style: Style) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield (character, face, url, note marker) along `text`."""
    for run in text:
        if isinstance(run, NoteRef):
            yield "", "", None, run.marker
            continue
        url = run.url if isinstance(run, Link) else None
        words = run if isinstance(run, str) else run.text
        latin, chinese = style.latin, style.chinese
        if isinstance(run, Styled):
            latin = f"times-{run.style}"
            chinese = "hei" if run.style == "bold" else "kai"
        for char in words:
            full = is_full_width(char) or (style.language == "zh" and char in SHARED_SIGNS)
            if char in UNENCODED:
                yield char, "unencoded", url, None
            elif char == BULLET:
                yield char, "symbol", url, None
            else:
                yield char, chinese if full else latin, url, None


def width_of(sorts: list[Sort]) -> float:
    """Return the length of `sorts` set on one line."""
    return sum(s.width + s.gap for s in sorts)
