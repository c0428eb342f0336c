"""Numbers that name and do not count: references, ordinals, versions, codes, labels, times.

They are found before the quantities and keep their stretch of the text from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import regex

from reportparse.facts.matching import words_at
from reportparse.facts.model import FoundName, NameKind
from reportparse.facts.numerals import MOST_DIGITS, Numeral
from reportparse.facts.stretches import Stretches
from reportparse.lexicon.fact_words import fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language, words
from reportparse.notation.addresses import find_urls
from reportparse.notation.dates import FIRST_YEAR, LAST_YEAR
from reportparse.notation.references import Found
from reportparse.notation.symbols import find_job_numbers

Interval = tuple[int, int]

_DIGIT: Final = re.compile(r"\d")
_TOKEN: Final = compiled(r"[\p{Latin}\d](?:[\p{Latin}\d]|[-_./&+](?=[\p{Latin}\d]))*")
_UNIT_TOKEN: Final = compiled(r"\d[\d.,]*(?P<unit>\p{Latin}+\d?)")
_ENGLISH_ORDINAL: Final = compiled(r"\d+(?:st|nd|rd|th)", regex.I)
_COMPOUND: Final = compiled(r"\d[\d.,]*-\p{Ll}+")
_ACRONYM: Final = compiled(
    r"(?<![\p{Latin}\d])\p{Lu}[\p{Latin}&\-]*\p{Lu}[\p{Latin}]*s? ?"
    r"(?P<number>\d{1,4}(?:\.\d+)?)(?![\d,]|[ .]\d)"
)
_VERSION: Final = compiled(r"第?\d+(?:\.\d+)+版|(?:[Vv]ersion|[Vv]\.?) ?\d+(?:\.\d+)*")
_CHAIN: Final = compiled(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d])")
_TIME: Final = compiled(
    r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|(?<!\d)\d{1,2}[时点](?:\d{1,2}分|半|整)?(?![间期刻])"
)
_PROPORTION: Final = compiled(r"(?<![\d:])\d+(?:\.\d+)?:\d+(?:\.\d+)?(?![\d:])")
_HYPHENS: Final = compiled(r"(?<![\d\-])\d+(?:-\d+){2,}(?![\d\-])")
_PHONE: Final = compiled(r"[：: ]*[+(\d][\d \-()/]{5,}\d")
_LEADING_ZERO: Final = compiled(r"(?<![\d.,]|\d[ \u00a0])0\d+(?:\.\d+)?(?!\d)")
_LONG_ROW: Final = compiled(rf"\d{{{MOST_DIGITS + 1},}}")
_SHAPES: Final[tuple[tuple[regex.Pattern[str], NameKind], ...]] = (
    (_VERSION, "version"),
    (_CHAIN, "label"),
    (_TIME, "time"),
    (_PROPORTION, "label"),
    (_HYPHENS, "label"),
    (_LEADING_ZERO, "label"),
    (_LONG_ROW, "code"),
)
"""Numbers that are names by their shape."""
_SHAPED: Final = re.compile(
    r"""
    [\dvV](?:
        (?<=\d) (?: \.\d+\.\d | :\d | -\d+-\d | [版时点] )
      | (?<=0) (?<![\d.,]0) \d
      | (?<=[vV]) (?:ersion|\.)? \ ?\d
    )"""
    rf"|\d{{{MOST_DIGITS + 1}}}",
    re.VERBOSE,
)
"""What stands in every one of them, and in few texts: one search in place of seven."""
_LETTER: Final = r"[^\W\d_\u2e80-\ua4cf]"
_MIXED: Final = re.compile(
    rf"\d(?:(?<={_LETTER}\d)|(?<={_LETTER}[-_./&+]\d)|(?=[-_./&+]?{_LETTER}))"
)
"""Where letters that are not Chinese meet digits in one token, as they do in every code."""
_CHINESE_COUNT: Final = r"[〇零一二三四五六七八九十百千]+"
_ENUMERATOR: Final = compiled(r"\((\d{1,2})\)")


def find_names(text: str, language: Language, references: Sequence[Found]) -> tuple[FoundName, ...]:
    """Return the numbers of a half-width text that are names by their form or their neighbours.

    Numbers that only lack something to count, such as `建议 1`, are told by `is_label` when the
    numeral is known. None overlaps another; the longest wins.

    >>> [n.kind for n in find_names("AM0125方法第17.0版，EB 18的第二十二个监测期", "zh", ())]
    ['code', 'version', 'label', 'ordinal']
    """
    spans: list[tuple[int, int, NameKind]] = []
    spans += [(m.start(), m.end(), "code") for m in find_urls(text)]
    spans += [(r.start, r.end, "reference") for r in references]
    if _DIGIT.search(text):
        spans += _digit_names(text, language)
    spans += [(m.start(), m.end(), "ordinal") for m in _ordinal(language).finditer(text)]
    taken = Stretches(len(text))
    longest_first = sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
    names = [FoundName(*span) for span in longest_first if taken.add(span[0], span[1])]
    return tuple(sorted(names, key=lambda name: name.start))


@lru_cache(maxsize=4)
def _ordinal(language: Language) -> regex.Pattern[str]:
    """第 with its number, and with each further number of a list: 第一、二和三级."""
    if language == "en":
        return compiled(r"(?<![\d.])\d+(?:st|nd|rd|th)(?!\p{L})", regex.I)
    own = words(language)
    number = rf"(?:{_CHINESE_COUNT}|\d+(?:\.\d+)?)"
    joined = "|".join(map(regex.escape, (*own.list_between.words, *own.range_between.words)))
    more = rf"(?:(?:{joined})第?{number}(?![\d,.%万亿]))*?"
    return compiled(rf"{own.ordinal_before.pattern}{number}{more}(?![\d])")


def _digit_names(text: str, language: Language) -> Iterator[tuple[int, int, NameKind]]:
    for pattern, kind in _SHAPES if _SHAPED.search(text) else ():
        yield from ((match.start(), match.end(), kind) for match in pattern.finditer(text))
    yield from _phones(text, language)
    for job in find_job_numbers(text):
        start = text.find(job.raw)
        yield start, start + len(job.raw), "code"
    for match in _TOKEN.finditer(text) if _MIXED.search(text) else ():
        if _is_code(match[0], language):
            yield match.start(), match.end(), "code"
    for match in _ACRONYM.finditer(text):
        if not _counted(text, match.end(), language) and not _currency(match[0]):
            yield match.start(), match.end(), "label"
    yield from _enumerators(text)


def _phones(text: str, language: Language) -> Iterator[tuple[int, int, NameKind]]:
    lower = text.lower()
    for word in fact_words(language).phones.words:
        at = lower.find(word)
        while at >= 0:
            if match := _PHONE.match(text, at + len(word)):
                yield at, match.end(), "label"
            at = lower.find(word, at + 1)


def _is_code(token: str, language: Language) -> bool:
    """Letters and digits in one token, unless they are an amount with its unit or an ordinal."""
    if token.isalpha() or token.isdecimal():
        return False  # as most tokens
    if not any(char.isdigit() for char in token) or not any(char.isalpha() for char in token):
        return False
    if _ENGLISH_ORDINAL.fullmatch(token) or _COMPOUND.fullmatch(token):
        return False
    amount = _UNIT_TOKEN.fullmatch(token)
    if amount is None:
        return True
    physical = (fact_words("en").physical, fact_words(language).physical)
    return not any(amount["unit"] in listed.words for listed in physical)


def _currency(printed: str) -> bool:
    sign = compiled(r"\p{Lu}+").match(printed)
    return sign is not None and sign[0] in words("en").currency_signs


def _counted(text: str, at: int, language: Language) -> bool:
    """Tell whether a measure word or a unit follows, blanks aside."""
    own = fact_words(language)
    start = at + 1 if text[at : at + 1] == " " else at
    lists = (own.measures, own.percents, own.currencies, own.durations, own.physical, own.factors)
    scale = any(text.startswith(word, start) for word in words(language).scales)
    return scale or any(words_at(listed).at(text, start) for listed in lists)


def _enumerators(text: str) -> Iterator[tuple[int, int, NameKind]]:
    """(1), (2) … of a list within a sentence: each stands behind the one before it."""
    expected = 1
    for match in _ENUMERATOR.finditer(text):
        if int(match[1]) == expected:
            yield match.start(), match.end(), "label"
            expected += 1


def is_label(text: str, numeral: Numeral, language: Language, measured: bool) -> bool:
    """Tell whether a numeral in digits names what stands beside it: 建议 1, 5 号, 2019 冠状病毒病.

    `measured` says that a measure word or unit follows, or a word of approximation precedes: then
    it counts. A bare number of four digits that could be a year, without group mark, is a name;
    reports print amounts of that size with a group mark.
    """
    own = fact_words(language)
    after = numeral.end + text.startswith(" ", numeral.end)
    if numeral.style != "digits" or numeral.ratio is not None:
        return False
    if words_at(own.ordinal_after).at(text, after) or words_at(own.version_after).at(text, after):
        return True
    if measured:
        return False
    before = numeral.start - 1 if text[numeral.start - 1 : numeral.start] == " " else numeral.start
    if (
        numeral.scale == 1
        and not numeral.grouped
        and words_at(own.label_before).before(text, before)
    ):
        return True
    joined = words_at(own.says_how_many).before(text, before)
    return joined in (None, "of", "at") and not numeral.decimals and _year_like(numeral)


def _year_like(numeral: Numeral) -> bool:
    if numeral.grouped or numeral.scale != 1 or numeral.value is None:
        return False
    return FIRST_YEAR <= numeral.value <= LAST_YEAR
