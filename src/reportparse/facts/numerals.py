"""Numerals in running text: where they stand, what they are worth, how finely they are printed.

A numeral is digits (with group marks and decimals), Chinese, or an English number word. Digits are
always one; a Chinese numeral is one only where the caller finds a measure word or a unit behind it,
because 一 and 三 stand in many words that count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.facts.matching import WordsAt, keys_at, words_at
from reportparse.facts.stretches import Stretches
from reportparse.frozen import frozen_record
from reportparse.lexicon.fact_words import fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language, words
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.numerals import DASHES, MINUS_SIGNS

Style = Literal["digits", "chinese", "words"]


@frozen_record
class Numeral:
    """A numeral at `text[start:end]`, its scale included.

    A range has `low` and `high`, a fraction `ratio` (三分之二 is (2, 3)). `step` is the worth of
    the last printed digit; a fraction is exact and has 0. `percent` marks 百分之; `over` marks 多
    or 余 inside the numeral (1 500 多万).
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    style: Style
    scale: int = 1
    low: Decimal | None = None
    high: Decimal | None = None
    ratio: tuple[int, int] | None = None
    percent: bool = False
    over: bool = False
    grouped: bool = False
    decimals: int = 0


MOST_DIGITS: Final = 40
"""Characters of a number in digits at most; a longer row of digits is a code, not an amount."""

_DIGITS: Final = compiled(
    rf"""
      (?=[\d{MINUS_SIGNS}])  # nothing else begins one, which is sooner told than what stands before
      (?<![\d.]|\d,|[\p{{Latin}}])
      (?P<sign>(?:(?<![\p{{L}}\p{{N}}\)\]%℃°])|(?<=[为是至到达]))[{MINUS_SIGNS}])?
      (?P<digits>
          [1-9]\d{{0,2}}(?:[ \u00a0]\d{{3}})+(?!\d)
        | [1-9]\d{{0,2}}(?:,\d{{3}})+(?!\d)
        | \d+
      )
      (?P<decimals>\.\d+)?
      (?!\.\d)
    """,
    regex.VERBOSE,
)
_CHINESE: Final = compiled(r"[〇零一二两三四五六七八九十百千万亿]+")
_FRACTION: Final = compiled(
    r"(?P<under>[一二两三四五六七八九十百千]+|\d+)分之(?P<over>[一二两三四五六七八九十百千]+|\d+(?:\.\d+)?)"
)
_ENGLISH_FRACTION: Final = compiled(
    r"(?<![\p{L}\-])(?:(?P<over>one|two|three|four|five)[ \-]"
    r"(?P<under>half|third|quarter|fifth|tenth)s?"
    r"|half(?= of))(?!\p{L})",
    regex.I,
)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[a-z]+")
_UNDERS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_HALF: Final = compiled(r"一半|半数")
_HALF_UNIT: Final = compiled(
    r"(?<!\p{N}|[一二两三四五六七八九十上下大])半(?=个?(?:年|月|天|小时|世纪))"
)
_SLASH: Final = compiled(r"(?<![\d/.])(\d{1,2})/(\d{1,3})(?![\d/])")
_PERCENT: Final = compiled(r"百分之(?=[\d一二两三四五六七八九十百零])")
_NEIGHBOURS: Final = compiled(r"[一二两三四五六七八九]{2}")
_VALUES: Final = "零一二三四五六七八九"


@lru_cache(maxsize=4)
def _scales(language: Language) -> tuple[dict[str, int], WordsAt]:
    own = {word.lower(): size for word, size in words(language).scales.items()}
    return own, keys_at(tuple(own))


@lru_cache(maxsize=1)
def _english() -> regex.Pattern[str]:
    cardinals = fact_words("en").cardinals
    small = "|".join(sorted(cardinals, key=len, reverse=True))
    return compiled(
        rf"(?<![\p{{L}}\p{{N}}\-])(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
        rf"-(?P<ones>one|two|three|four|five|six|seven|eight|nine)|(?P<word>{small}))(?![\p{{L}}])",
        regex.I,
    )


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    """Words without one of which an English text has no number in words."""
    return frozenset(("half", *fact_words("en").cardinals))


def find_numerals(text: str, language: Language) -> tuple[Numeral, ...]:
    """Return the numerals of a text in half-width form, in order, ranges joined.

    >>> [(n.value or (n.low, n.high), n.scale) for n in find_numerals("0.6至30美元，约410万", "zh")]
    [((Decimal('0.6'), Decimal('30')), 1), (Decimal('4100000'), 10000)]
    >>> [str(n.value) for n in find_numerals("三分之二的人，两名成员", "zh")]
    ['None', '2']
    """
    taken = Stretches(len(text))
    found = [one for one in _all(text, language) if taken.add(one.start, one.end)]
    found.sort(key=lambda numeral: numeral.start)
    return tuple(_joined(text, found, language))


def _all(text: str, language: Language) -> Iterator[Numeral]:
    """Numerals of every style, those first that may contain the others."""
    if language == "zh":
        yield from _fractions(text)
    if _DIGIT.search(text):
        yield from _in_digits(text, language)
    if language == "zh":
        for match in _CHINESE.finditer(text):
            yield from _chinese(text, match, language)
    elif not _number_words().isdisjoint(_WORD.findall(text.casefold())):
        for match in _ENGLISH_FRACTION.finditer(text):
            under = _UNDERS[(match["under"] or "half").lower()]
            over = fact_words("en").cardinals[(match["over"] or "one").lower()]
            if over < under:
                yield _ratio(match.start(), match.end(), over, under, "words")
        for match in _english().finditer(text):
            yield _worded(text, match)


def _in_digits(text: str, language: Language) -> Iterator[Numeral]:
    for match in _SLASH.finditer(text) if "/" in text else ():
        over, under = int(match[1]), int(match[2])
        if 0 < over < under:
            yield _ratio(match.start(), match.end(), over, under, "digits")
    for match in _DIGITS.finditer(text):
        if len(match[0]) <= MOST_DIGITS:
            yield _digits(text, match, language)


def _fractions(text: str) -> Iterator[Numeral]:
    if "分之" in text:
        yield from _parts_of(text)
    if "半" not in text:
        return
    for match in _HALF.finditer(text):
        yield _ratio(match.start(), match.end(), 1, 2, "chinese")
    for match in _HALF_UNIT.finditer(text):
        yield Numeral(match.start(), match.end(), Decimal("0.5"), Decimal("0.5"), "chinese")


def _parts_of(text: str) -> Iterator[Numeral]:
    for match in _PERCENT.finditer(text):
        numeral = _DIGITS.match(text, match.end())
        if numeral and len(numeral[0]) > MOST_DIGITS:
            continue
        chinese = _CHINESE.match(text, match.end())
        if numeral:
            read = _digits(text, numeral, "zh")
            yield replace(read, start=match.start(), percent=True)
        elif chinese and (value := chinese_numeral(chinese[0])) is not None:
            number, one = Decimal(value), Decimal(1)
            yield Numeral(match.start(), chinese.end(), number, one, "chinese", percent=True)
    for match in _FRACTION.finditer(text):
        under, over = _whole(match["under"]), _whole(match["over"])
        if under and over and over < under and not match["under"].endswith("百"):
            yield _ratio(match.start(), match.end(), over, under, "chinese")


def _whole(printed: str) -> int | None:
    if printed.isascii():
        return int(printed) if printed.isdigit() else None
    return chinese_numeral(printed)


def _ratio(start: int, end: int, over: int, under: int, style: Style) -> Numeral:
    """A fraction; its value is given where it is exact in decimals."""
    rest = under
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = Decimal(over) / Decimal(under) if over % rest == 0 else None
    return Numeral(start, end, exact, Decimal(0), style, ratio=(over, under))


def _digits(text: str, match: regex.Match[str], language: Language) -> Numeral:
    digits = match["digits"].replace(" ", "").replace("\u00a0", "").replace(",", "")
    fraction = (match["decimals"] or ".")[1:]
    decimals = len(fraction)
    whole = int(digits + fraction)
    end, scale, over = _scale(text, match.end(), language)
    return Numeral(
        match.start(),
        end,
        _exact(-whole if match["sign"] else whole, decimals, scale),
        _exact(1, decimals, scale),
        "digits",
        scale=scale,
        over=over,
        grouped=len(digits) != len(match["digits"]),
        decimals=decimals,
    )


@lru_cache(maxsize=1024)
def _exact(whole: int, decimals: int, scale: int) -> Decimal:
    """`whole` with so many decimals, times its scale, to the last digit however many there are.

    Decimals stay as printed (0.10); a scaled number keeps those that it needs (1.50 万 is 15000).
    """
    amount = whole * scale
    if scale > 1:
        while decimals and amount % 10 == 0:
            amount, decimals = amount // 10, decimals - 1
    sign, digits = int(amount < 0), tuple(map(int, str(abs(amount))))
    return Decimal((sign, digits, -decimals))


def _scale(text: str, at: int, language: Language) -> tuple[int, int, bool]:
    """The end and the scale of a numeral that ends at `at`; whether 多 stands before the scale.

    千 of a unit is no scale: 5 千克.
    """
    sizes, index = _scales(language)
    own = fact_words(language)
    over = False
    start = at
    if language == "en":
        start = at + 1 if text[at : at + 1] == " " else at
    elif text[at : at + 1] in ("多", "余"):
        over, start = True, at + 1
    word = index.at(text, start)
    if word is None:
        return at, 1, False
    unit = words_at(own.physical).at(text, start)
    if unit is not None and len(unit) > len(word):
        return at, 1, False
    return start + len(word), sizes[word.lower()], over


def _chinese(text: str, match: regex.Match[str], language: Language) -> Iterator[Numeral]:
    """A Chinese numeral; its last character is left to a unit where that makes one: 五千克."""
    printed, start = match[0], match.start()
    if len(printed) == 2 and _NEIGHBOURS.fullmatch(printed):
        low, high = (_VALUES.index(char.replace("两", "二")) for char in printed)
        if high == low + 1:
            one = Decimal(1)
            first, last = Decimal(low), Decimal(high)
            yield Numeral(start, match.end(), None, one, "chinese", low=first, high=last)
        return
    unit = words_at(fact_words(language).physical)
    if len(printed) > 1 and unit.at(text, match.end() - 1):
        printed = printed[:-1]
    value = chinese_numeral(printed)
    if value is None:
        return
    end = start + len(printed)
    scale = words(language).scales.get(printed[-1], 1) if value >= 10_000 else 1
    over = False
    if scale == 1:
        end, more, over = _scale(text, end, language)
        value, scale = value * more, more
    yield Numeral(start, end, Decimal(value), Decimal(scale), "chinese", scale=scale, over=over)


def _worded(text: str, match: regex.Match[str]) -> Numeral:
    cardinals = fact_words("en").cardinals
    if match["word"]:
        value = cardinals[match["word"].lower()]
    else:
        value = cardinals[match["tens"].lower()] + cardinals[match["ones"].lower()]
    end, scale, _ = _scale(text, match.end(), "en")
    hundred = compiled(r" hundred(?!\p{L})").match(text[match.end() :])
    if hundred:
        end, scale = match.end() + hundred.end(), 100
    number = Decimal(value * scale)
    return Numeral(match.start(), end, number, Decimal(scale), "words", scale=scale)


# -- ranges ------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _separator(language: Language) -> regex.Pattern[str]:
    to = words(language).range_between.words
    blank = " ?" if language == "zh" else " "
    joined = "|".join(f"{blank}{regex.escape(word)}{blank}" for word in to)
    return compiled(rf" ?[{DASHES}] ?|{joined}")


def _is_between(between: str, language: Language) -> bool:
    """Tell whether only a unit and a word or sign of range stand between two numerals."""
    own = fact_words(language)
    separator = _separator(language)
    if separator.fullmatch(between):
        return True
    start = int(between.startswith(" "))
    for listed in (own.percents, own.currencies, own.durations, own.physical, own.measures):
        unit = words_at(listed).at(between, start)
        if unit is not None and separator.fullmatch(between, start + len(unit)):
            return True
    return False


def _joined(text: str, found: list[Numeral], language: Language) -> Iterator[Numeral]:
    """Join the two ends of ranges; what only the second end prints of scale holds for both."""
    pending: Numeral | None = None
    for numeral in found:
        if pending is None:
            pending = numeral
            continue
        whole = _range(text, pending, numeral, language)
        if whole is None:
            yield pending
        pending = whole or numeral
    if pending is not None:
        yield pending


def _range(text: str, first: Numeral, last: Numeral, language: Language) -> Numeral | None:
    between = text[first.end : last.start]
    if between == " and " and text[: first.start].lower().endswith("between "):
        between = " to "
    if len(between) > 12 or not _is_between(between, language):
        return None
    if first.value is None or last.value is None or first.ratio or last.ratio:
        return None
    low, high = first.value, last.value
    if first.scale == 1 and last.scale > 1 and low * last.scale <= high:
        low = _exact(int(low.scaleb(first.decimals)), first.decimals, last.scale)
    if low >= high:
        return None
    return Numeral(
        first.start,
        last.end,
        None,
        min(first.step, last.step),
        last.style,
        scale=last.scale,
        low=low,
        high=high,
        percent=first.percent and last.percent,
        grouped=first.grouped or last.grouped,
        decimals=max(first.decimals, last.decimals),
    )
