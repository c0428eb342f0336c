"""Labels at the start of a line: numbers of headings, paragraphs and items.

The reader says what a label can be, not what it is: `(i)` is the ninth letter or the first Roman
numeral, and only the labels before and after it can tell. The second reading is kept beside the
first. A blank after the label may be missing before Chinese text, where the text rule drops it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import alternation, words
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.roman import roman_numeral
from reportparse.notation.spacing import BLANK, BLANKS, half_width, is_blank, is_cjk

LabelKind = Literal[
    "chinese",
    "roman",
    "capital",
    "arabic",
    "compound",
    "small_roman",
    "small_letter",
    "paren_letter",
    "paren_capital",
    "paren_roman",
    "paren_arabic",
    "paren_chinese",
    "half_paren_letter",
    "half_paren_roman",
    "half_paren_arabic",
    "half_paren_chinese",
    "circled",
    "chapter",
    "bullet",
]


@frozen_record
class Label:
    """One reading of a label.

    `value` counts from 1 in the label's own series (0 for a bullet); for `compound` (`29B.10`) it
    is the last number and `prefix` what stands before the point. `raw` is the label without the
    blanks that follow; `length` counts the characters of the line up to the text, blanks included.
    """

    kind: LabelKind
    value: int
    raw: str
    length: int
    prefix: str = ""
    alternatives: tuple[Label, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether another reading of the same characters exists."""
        return bool(self.alternatives)


_CHINESE: Final = r"[〇零一二三四五六七八九十百]+"
_LETTER_ROMANS: Final = "ivxlcdm"
_ROMAN_FIRST: Final = frozenset("ivxIVX")
"""Single letters that number far more often as Roman than as letter."""

_SHAPES: Final = compiled(
    rf"""
      (?P<open>\()?{BLANK}*
      (?P<body>\d{{1,4}}|[A-Z]|[a-z]{{1,2}}|[IVXLC]{{2,8}}|[ivxlc]{{2,8}}|[\u2160-\u217b]|{_CHINESE})
      {BLANK}*(?P<end>[).、．])
    """,
    regex.VERBOSE,
)
_COMPOUND: Final = compiled(
    rf"(?P<prefix>[1-9]\d{{0,2}}[A-Z]?|[IVXLC]+|[A-Z])\.(?P<body>[1-9]\d{{0,3}}){BLANK}+(?![\p{{Ll}}\d%])"
)
_NUMBERED: Final = re.compile(r"[(（]?\s*[^\s.)、．）]+\s*[.)、．）]")
"""What a shape or a compound begins with, and few other lines: their first word ends otherwise."""
_NUMBERING: Final = compiled(rf"\d|[\u2160-\u217b]|{_CHINESE}")
"""The first character of a numeral that is not in ASCII."""
_CIRCLED: Final = compiled(r"[\u2460-\u2473]")


def read_label(text: str) -> Label | None:
    """Return the label at the start of `text`, blanks before it allowed, or None.

    The line after the label must go on as text does (or end): `1.5 million`, `A/75/836`, `U.S.`
    and `1 个` begin with no label.

    >>> read_label("一. 导言")
    Label(kind='chinese', value=1, raw='一.', length=3, prefix='', alternatives=())
    >>> found = read_label("(i) the text")
    >>> found.kind, found.value, [(other.kind, other.value) for other in found.alternatives]
    ('paren_roman', 1, [('paren_letter', 9)])
    >>> read_label("1.5 million") is None, read_label("17.0 版") is None
    (True, True)
    """
    start = len(text) - len(text.lstrip())
    for reader in _readers(text[start : start + 1]):
        found = reader(text, start)
        if found is not None:
            return found
    return None


_Reader = Callable[[str, int], Label | None]


@lru_cache(maxsize=4096)
def _readers(first: str) -> tuple[_Reader, ...]:
    """The readers of labels that can begin with a character; for most there is none."""
    readers: list[_Reader] = []
    plain = half_width(first)
    if plain == "(" or (plain.isascii() and plain.isalnum()) or _NUMBERING.match(plain):
        readers.append(_numbered)
    if first in {word[0] for word in words("zh").ordinal_before.words}:
        readers.append(_chapter)
    if _CIRCLED.match(first):
        readers.append(_circled)
    if first in {sign[0] for sign in (*words("zh").bullets, *words("zh").bullet_dashes)}:
        readers.append(_bullet)
    return tuple(readers)


def _after(text: str, end: int) -> int:
    """Return the index of the first character after the blanks at `end`."""
    while end < len(text) and is_blank(text[end]):
        end += 1
    return end


def _goes_on(text: str, end: int, closed: bool, arabic: bool) -> bool:
    """Tell whether what follows a label can be a text's beginning.

    A closing parenthesis ends a label by itself. A point needs a blank, Chinese text or the line's
    end, or (after digits) a word with a capital, where the print lost the blank.
    """
    if closed or end == len(text) or is_blank(text[end]) or is_cjk(text[end]):
        return not (closed and end < len(text) and text[end] in "款段项号")
    if text[end] in "“‘\"'《〈[(":
        return True
    return arabic and bool(compiled(r"\p{Lu}\p{Ll}|\p{Lu} ").match(text[end : end + 2]))


def _numbered(text: str, start: int) -> Label | None:
    if not _NUMBERED.match(text, start):
        return None
    return _shape(text, start) or _compound(text, start)


def _shape(text: str, start: int) -> Label | None:
    found = _SHAPES.match(half_width(text), start)
    if found is None:
        return None
    body, end_sign = found["body"], found["end"]
    if end_sign == ")" or not found["open"]:
        frame = "paren_" if found["open"] else "half_paren_" if end_sign == ")" else ""
    else:
        return None
    closed = end_sign in ")、" or _is_wide_point(text, found)
    if not _goes_on(text, found.end(), closed, body.isdigit()):
        return None
    if not frame and end_sign == "、" and not (body.isdigit() or is_cjk(body[0])):
        return None
    kinds = _kinds(body, frame)
    length, raw = _after(text, found.end()), text[start : found.end()]
    readings = [Label(kind, value, raw, length) for kind, value in kinds]
    if not readings:
        return None
    first, *others = readings
    return Label(first.kind, first.value, raw, length, alternatives=tuple(others))


def _is_wide_point(text: str, found: regex.Match[str]) -> bool:
    """Tell whether a full-width point ends a label before digits: it is no decimal point there.

    >>> [read_label(text) is None for text in ("11．1个实体", "12．2023 年", "1．5%")]
    [False, False, True]
    """
    if text[found.start("end")] != "．":
        return False
    return compiled(r"\d+\s*[%％]").match(text[found.end() :]) is None


def _kinds(body: str, frame: str) -> list[tuple[LabelKind, int]]:
    """Return the readings of a label's core, the likelier first."""
    if body.isdigit():
        value = int(body)
        good = value > 0 and not body.startswith("0")
        return [(_named(frame, "arabic"), value)] if good else []
    if is_cjk(body[0]):
        chinese = chinese_numeral(body)
        return [(_named(frame, "chinese"), chinese)] if chinese else []
    letter, roman = _letter(body), roman_numeral(body)
    small = body.islower() or "\u2170" <= body <= "\u217f"
    readings: list[tuple[LabelKind, int]] = []
    if roman is not None:
        readings.append((_named(frame, "small_roman" if small else "roman"), roman))
    if letter is not None:
        readings.append((_named(frame, "small_letter" if small else "capital"), letter))
    if roman and letter and len(body) == 1 and body not in _ROMAN_FIRST:
        readings.reverse()
    return readings


_NAMES: Final[dict[tuple[str, str], LabelKind]] = {
    ("", "arabic"): "arabic",
    ("", "chinese"): "chinese",
    ("", "roman"): "roman",
    ("", "small_roman"): "small_roman",
    ("", "capital"): "capital",
    ("", "small_letter"): "small_letter",
    ("paren_", "arabic"): "paren_arabic",
    ("paren_", "chinese"): "paren_chinese",
    ("paren_", "roman"): "paren_roman",
    ("paren_", "small_roman"): "paren_roman",
    ("paren_", "capital"): "paren_capital",
    ("paren_", "small_letter"): "paren_letter",
    ("half_paren_", "arabic"): "half_paren_arabic",
    ("half_paren_", "chinese"): "half_paren_chinese",
    ("half_paren_", "roman"): "half_paren_roman",
    ("half_paren_", "small_roman"): "half_paren_roman",
    ("half_paren_", "capital"): "half_paren_letter",
    ("half_paren_", "small_letter"): "half_paren_letter",
}


def _named(frame: str, core: str) -> LabelKind:
    return _NAMES[frame, core]


def _letter(body: str) -> int | None:
    """Return the place of a letter in the alphabet; doubled small letters follow on z: aa is 27."""
    if len(set(body)) != 1 or not body.isascii() or len(body) > (2 if body.islower() else 1):
        return None
    place = ord(body[0].lower()) - ord("a") + 1
    return place + 26 * (len(body) - 1)


@lru_cache(maxsize=1)
def _measure() -> regex.Pattern[str]:
    """What makes `1.18` an amount and no paragraph: 1.18 亿妇女."""
    own = words("zh")
    return compiled(alternation((*own.scales, *own.units.words)))


def _compound(text: str, start: int) -> Label | None:
    found = _COMPOUND.match(half_width(text), start)
    if found is None or (found["prefix"].isdigit() and _measure().match(text, found.end())):
        return None
    raw = text[start : found.end("body")]
    return Label("compound", int(found["body"]), raw, _after(text, found.end()), found["prefix"])


@lru_cache(maxsize=1)
def _chapter_pattern() -> regex.Pattern[str]:
    chapter = words("zh").chapter.pattern
    return compiled(
        rf"{words('zh').ordinal_before.pattern}{BLANK}*(?P<body>{_CHINESE}|\d{{1,3}}){BLANK}*"
        rf"(?:{chapter})(?=[{BLANKS}：:]|$)[：:]?"
    )


def _chapter(text: str, start: int) -> Label | None:
    """Read `第一章`; without a blank after it, it may as well be the subject of a sentence."""
    found = _chapter_pattern().match(text, start)
    if found is None:
        return None
    value = int(found["body"]) if found["body"].isdigit() else chinese_numeral(found["body"])
    if not value:
        return None
    return Label("chapter", value, text[start : found.end()], _after(text, found.end()))


def _circled(text: str, start: int) -> Label | None:
    found = _CIRCLED.match(text, start)
    if found is None:
        return None
    value = ord(found[0]) - 0x245F
    return Label("circled", value, found[0], _after(text, found.end()))


@lru_cache(maxsize=1)
def _bullet_pattern() -> regex.Pattern[str]:
    own = words("zh")
    dashes = "".join(map(regex.escape, own.bullet_dashes))
    return compiled(
        rf"(?:(?P<sign>{alternation(own.bullets)})|(?P<dash>[{dashes}])(?={BLANK}))"
        rf"(?={BLANK}*(?![{dashes}]{BLANK})[^\s])"
    )


def _bullet(text: str, start: int) -> Label | None:
    """Read a bullet; a dash is one only with a blank after it and text that is no nil again."""
    found = _bullet_pattern().match(text, start)
    if found is None:
        return None
    return Label("bullet", 0, found[0], _after(text, found.end()))
