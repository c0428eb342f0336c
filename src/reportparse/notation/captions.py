"""Labels of tables, figures and annexes: `表 1(续)`, `Table 2.1`, `图三`, `Figure II`, `附件一`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import LANGUAGES, Language, WordList, opening, words
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.roman import roman_numeral
from reportparse.notation.spacing import BLANK, half_width, is_blank, is_cjk

CaptionKind = Literal["table", "figure", "box"]

_CHINESE: Final = r"[〇零一二三四五六七八九十百]+"
_NUMBER: Final = (
    rf"(?P<number>(?:[A-Z]|\d+[A-Z]?|[IVXLC]+)[.\-]\d+(?:\.\d+)*|\d+(?:\.\d+)+"
    rf"|\d+\.[A-Z](?![\p{{L}}])"
    rf"|(?:\d+[A-Z]?|[A-Z]|[IVXLC]+)\.[IVXLC]+|\d+[A-Za-z]?|[IVXLC]+|[\u2160-\u216b]"
    rf"|{_CHINESE}|[A-Z])"
)
_TERMINATORS: Final = ".:：．"


@frozen_record
class CaptionLabel:
    """The word and number that open a caption.

    `number_value` is the last number of `number_raw` (3 for `图三`, 2 for `2.2`, None without a
    number). A letter after the digits stays in `number_raw`: `表 1a` may have the number 1a or, in
    a text dump, the number 1 and a marker. `terminator` is the sign after the number, empty when
    there is none; `length` counts the characters up to the title, blanks included.
    """

    kind: CaptionKind
    word: str
    number_raw: str
    number_value: int | None
    continued: bool
    length: int
    terminator: str = ""


@frozen_record
class AnnexLabel:
    """The word and number of an annex heading; `number_value` is None for a single `附件`."""

    word: str
    number_raw: str
    number_value: int | None
    length: int


@lru_cache(maxsize=4)
def _patterns(language: Language) -> tuple[tuple[CaptionKind, Deferred], ...]:
    own = words(language)
    continued = rf"{BLANK}*[(（\[]{BLANK}*(?P<continued>{own.continued.pattern}){BLANK}*[)）\]]"
    comma = rf"{BLANK}*,{BLANK}*(?P<continued2>{own.continued.pattern})(?!\p{{L}})"
    before = rf"(?:(?P<continued0>{own.continued.pattern}){BLANK}*)?" if language == "zh" else ""
    kinds: tuple[tuple[CaptionKind, WordList], ...] = (
        ("table", own.table),
        ("figure", own.figure),
        ("box", own.box),
    )
    return tuple(
        (
            kind,
            Deferred(
                rf"{BLANK}*{before}(?P<word>{word.pattern}){BLANK}*(?:{_NUMBER}(?:{continued}|{comma})?"
                rf"|{continued})(?P<end>{BLANK}*[{_TERMINATORS}](?!\d)(?:{continued})?)?",
                regex.IGNORECASE if language == "en" else 0,
                word.words,
            ),
        )
        for kind, word in kinds
    )


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """What captions begin with."""
    return frozenset().union(
        *(
            listed.openings
            for own in map(words, LANGUAGES)
            for listed in (own.table, own.figure, own.box, own.continued)
        )
    )


def read_caption_label(text: str) -> CaptionLabel | None:
    """Return the caption label at the start of `text`, or None.

    A paragraph may begin the same way (`表 1 列出了…`): the caller decides from place and type.
    A Chinese number must be followed by a blank, a sign or the end, because 表十分 is no 表十.

    >>> found = read_caption_label("表 1(续)")
    >>> found.kind, found.number_value, found.continued
    ('table', 1, True)
    >>> read_caption_label("Figure II").number_value, read_caption_label("图三").number_value
    (2, 3)
    >>> read_caption_label("Table 2.1 Results").number_raw
    '2.1'
    >>> read_caption_label("表示关切") is None, read_caption_label("下图显示") is None
    (True, True)
    """
    plain = half_width(text)
    if opening(plain) not in _openings():
        return None  # as nearly all lines
    for language in LANGUAGES:
        for kind, pattern in _patterns(language):
            found = pattern.match(plain)
            if found and _ends_well(plain, found) and not _goes_on(language, plain, found):
                return _caption(kind, plain, found)
    return None


def _ends_well(text: str, found: regex.Match[str]) -> bool:
    number, end = found["number"], found.end()
    if end == len(text) or is_blank(text[end]) or found["end"]:
        return _likely_number(number)
    if number and is_cjk(number[0]):
        return text[end] in "(：:，、。)"
    return _likely_number(number) and not compiled(r"[\p{Latin}\p{N}/]").match(text[end])


@lru_cache(maxsize=4)
def _another(language: Language) -> Deferred:
    own = words(language)
    return Deferred(
        rf"{BLANK}*(?:{own.list_between.pattern}|{own.range_between.pattern}){BLANK}*"
        rf"(?:{own.table.pattern}|{own.figure.pattern}){BLANK}*{_NUMBER}",
        regex.IGNORECASE,
        own.list_between.words + own.range_between.words,
    )


def _goes_on(language: Language, text: str, found: regex.Match[str]) -> bool:
    """Tell whether a line cut out of a sentence names the next table at once: 表 7 和表 8."""
    return _another(language).match(text, found.end()) is not None


def _likely_number(number: str | None) -> bool:
    """Refuse what ignoring case lets in: `table i` in running text, a lower-case `figure c`."""
    return number is None or number == number.upper() or number[:1].isdigit()


def _caption(kind: CaptionKind, text: str, found: regex.Match[str]) -> CaptionLabel:
    groups = found.groupdict()
    word = found["word"]
    marks = [groups.get(name) for name in ("continued0", "continued", "continued2")]
    end = found.end()
    while end < len(text) and is_blank(text[end]):
        end += 1
    return CaptionLabel(
        kind,
        word,
        found["number"] or "",
        number_value(found["number"] or ""),
        continued=any(marks) or word in {"续表", "续图"},
        length=end,
        terminator=(found["end"] or "").strip()[:1],
    )


_FIRST_DIGITS = compiled(r"\d+")


def number_value(number: str) -> int | None:
    """Return the last part of a printed caption or annex number as a whole number, or None.

    >>> number_value("2.10"), number_value("三"), number_value("II"), number_value("A")
    (10, 3, 2, 1)
    """
    last = number[max(number.rfind("."), number.rfind("-")) + 1 :]
    if last[:1].isdigit():
        return int(_FIRST_DIGITS.match(last)[0])
    value = chinese_numeral(last) if last and is_cjk(last[0]) else roman_numeral(last)
    if value is None and len(last) == 1 and last.isascii() and last.isalpha():
        return ord(last.upper()) - ord("A") + 1
    return value


@lru_cache(maxsize=4)
def _annex_pattern(language: Language) -> Deferred:
    own = words(language)
    return Deferred(
        rf"{BLANK}*(?P<word>{own.annex.pattern}){BLANK}*{_NUMBER}?(?P<end>[.:：]?)"
        rf"(?={BLANK}|$|[*(\[:：])",
        regex.IGNORECASE if language == "en" else 0,
        own.annex.words,
    )


def read_annex_label(text: str) -> AnnexLabel | None:
    """Return the label of an annex at the start of `text`, or None.

    >>> read_annex_label("附件一").number_value, read_annex_label("Annex  ").number_value
    (1, None)
    >>> read_annex_label("附件一缔约方") is None, read_annex_label("annexed to") is None
    (True, True)
    """
    for language in LANGUAGES:
        found = _annex_pattern(language).match(half_width(text))
        if found and _likely_number(found["number"]):
            end = found.end()
            while end < len(text) and is_blank(text[end]):
                end += 1
            number = found["number"] or ""
            return AnnexLabel(found["word"], number, number_value(number), end)
    return None
