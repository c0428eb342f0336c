"""Numbers as the print writes them: digits with group marks, signs, scales, Chinese numerals.

Every reader here takes the whole string or nothing. A string that is almost a number (`12 34`,
`9c`, `1/2`, `05.0`) is not one: repairing it would invent a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, cast

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import Language, NilKind, WordList, Words, alternation, words
from reportparse.notation.chinese_numerals import chinese_numeral, to_chinese
from reportparse.notation.english_numerals import english_ordinal
from reportparse.notation.spacing import BLANK, BLANKS, half_width, stripped, tidy

__all__ = [
    "Nil",
    "Number",
    "NumberRange",
    "chinese_numeral",
    "english_ordinal",
    "read_nil",
    "read_number",
    "read_number_set",
    "read_range",
    "to_chinese",
]

Qualifier = Literal["about", "nearly", "under", "over", "at_least", "at_most"]
Style = Literal["digits", "chinese", "words"]

MINUS_SIGNS: Final = r"\-\u2010\u2011\u2212\u2013\ufe63"
"""Signs that make a numeral negative when they touch its first digit; for a character class."""

DASHES: Final = r"\-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63~\uff5e"
"""Signs that stand between the two ends of a range; for a character class."""

_UNSIGNED: Final = rf"(?:[1-9]\d{{0,2}}(?:(?:{BLANK}\d{{3}})+|(?:,\d{{3}})+)|0|[1-9]\d*)(?:\.\d+)?"

_DIGITS: Final = compiled(_UNSIGNED)

_FRAME: Final = compiled(
    rf"""
      (?P<open>\()?
      (?P<sign>[+{MINUS_SIGNS}])?
      (?P<digits>{_UNSIGNED})
      {BLANK}?(?P<tail>[^()\d]*)
      (?P<close>\))?
      (?P<after>{BLANK}*%)?
    """,
    regex.VERBOSE,
)


_GROUP_MARK: Final = compiled(rf"[{BLANKS},]")
_OPENED: Final = compiled(rf"[(+{MINUS_SIGNS}]")

_SCALED_FROM: Final = 10_000
"""From here on a Chinese numeral ends in a scale (三亿) rather than in its last digit's place."""


@frozen_record
class Number:
    """A printed number.

    `value` counts everything printed: sign, parentheses (as a minus) and scale; a percentage is
    the number before the sign. `decimals` are the digits printed after the point, before the
    scale. `parenthesised` marks a minus that was only parentheses: `(8)` can be a count.
    """

    raw: str
    value: int | Decimal
    decimals: int = 0
    scale: int = 1
    percent: bool = False
    parenthesised: bool = False
    signed: bool = False
    grouped: bool = False
    ordinal: bool = False
    qualifier: Qualifier | None = None
    unit: str | None = None
    style: Style = "digits"

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, the finest difference the print can show.

        >>> read_number("1.2 million", "en").step, read_number("0.786", "en").step
        (Decimal('100000'), Decimal('0.001'))
        """
        digit = Decimal((0, (1,), -self.decimals))
        return Decimal(self.scale) * digit if self.scale == 1 else _whole(self.scale * digit)

    @property
    def magnitude(self) -> int | Decimal:
        """The value without its sign: what `(8)` is as a count."""
        return -self.value if self.value < 0 else self.value


@frozen_record
class Nil:
    """A symbol or word printed in place of a number, and what it stands for."""

    raw: str
    kind: NilKind


@frozen_record
class NumberRange:
    """Two numbers printed as the ends of one amount, the first no larger than the second."""

    raw: str
    low: Number
    high: Number


@frozen_record
class _Vocabulary:
    """The patterns of one language that surround a numeral."""

    scale: Deferred
    before: Deferred
    after: Deferred
    percent_before: Deferred
    ordinal_before: Deferred
    currency: Deferred
    own: Words


@lru_cache(maxsize=4)
def _vocabulary(language: Language) -> _Vocabulary:
    own = words(language)

    def any_of(listed: Iterable[str], end: str = "") -> Deferred:
        chosen = tuple(listed)
        return Deferred(rf"\s*({alternation(chosen)})\s*{end}", regex.IGNORECASE, chosen)

    def listed(words: WordList) -> Deferred:
        return Deferred(rf"\s*({words.pattern})\s*", regex.IGNORECASE, words.words)

    return _Vocabulary(
        scale=any_of(own.scales),
        before=any_of(own.qualifiers_before),
        after=any_of(own.qualifiers_after, end="$"),
        percent_before=listed(own.percent_before),
        ordinal_before=listed(own.ordinal_before),
        currency=any_of(own.currency_signs),
        own=own,
    )


def read_number(raw: str, language: Language) -> Number | None:
    """Return the number that the whole of `raw` is, or None.

    Groups are one to three digits and then threes, with any blank or the comma, not both. An
    amount may carry a scale (`410 万`), a unit or currency sign of the vocabulary, a per cent sign
    and a qualifier (`约`, `not more than`). Fractions, times and numbers with a leading zero are
    text.

    >>> read_number("2 449 614 293", "zh").value, read_number("(191.0)", "en").value
    (2449614293, Decimal('-191.0'))
    >>> read_number("约 410 万", "zh").value, read_number("第十七", "zh").value
    (4100000, 17)
    >>> [read_number(text, "zh") for text in ("12 34", "1/2", "05.0", "9c", "")]
    [None, None, None, None, None]
    """
    vocabulary = _vocabulary(language)
    text = stripped(half_width(raw))
    qualifier, text = _qualifier(text, vocabulary)
    if not text:
        return None
    number = _ordinal(raw, text, vocabulary) or _worded(raw, text, vocabulary)
    if number is None:
        number = _digits(raw, text, vocabulary)
    if number is None or qualifier is None:
        return number
    return replace(number, qualifier=qualifier)


def _qualifier(text: str, vocabulary: _Vocabulary) -> tuple[Qualifier | None, str]:
    own = vocabulary.own
    found = vocabulary.before.match(text)
    if found:
        return _kind(found[1], own.qualifiers_before), text[found.end() :]
    found = vocabulary.after.search(text)
    if found and found.start() > 0:
        return _kind(found[1], own.qualifiers_after), text[: found.start()]
    return None, text


def _kind(printed: str, kinds: Mapping[str, str]) -> Qualifier:
    wanted = tidy(printed).casefold()
    return cast(Qualifier, next(k for word, k in kinds.items() if tidy(word).casefold() == wanted))


def _ordinal(raw: str, text: str, vocabulary: _Vocabulary) -> Number | None:
    found = vocabulary.ordinal_before.match(text)
    if found:
        rest = text[found.end() :]
        value = chinese_numeral(tidy(rest))
        if value is not None:
            return Number(raw, value, ordinal=True, style="chinese")
        if rest.isascii() and rest.isdigit() and not (rest.startswith("0") and rest != "0"):
            return Number(raw, int(rest), ordinal=True)
        return None
    if vocabulary.own.language != "en":
        return None
    value = english_ordinal(text)
    if value is None:
        return None
    return Number(raw, value, ordinal=True, style="digits" if text[0].isdigit() else "words")


def _worded(raw: str, text: str, vocabulary: _Vocabulary) -> Number | None:
    found = vocabulary.percent_before.match(text)
    numeral = tidy(text[found.end() :] if found else text)
    value = chinese_numeral(numeral)
    if value is None:
        return None
    scale = vocabulary.own.scales.get(numeral[-1], 1) if value >= _SCALED_FROM else 1
    return Number(raw, value, scale=scale, percent=bool(found), style="chinese")


def _digits(raw: str, text: str, vocabulary: _Vocabulary) -> Number | None:
    currency, text = _currency(text, vocabulary)
    frame = _FRAME.fullmatch(text)
    if frame is None or bool(frame["open"]) != bool(frame["close"]):
        return None
    if frame["open"] and frame["sign"]:
        return None
    tail = _tail(frame["tail"] or "", vocabulary)
    if tail is None or (frame["after"] and (tail.percent or not frame["open"])):
        return None
    digits: str = _GROUP_MARK.sub("", frame["digits"])
    decimals = len(digits.partition(".")[2])
    amount = Decimal(digits) if decimals else int(digits)
    value = _scaled(amount, tail.scale)
    negative = bool(frame["open"]) or (frame["sign"] or "+") != "+"
    return Number(
        raw,
        -value if negative else value,
        decimals=decimals,
        scale=tail.scale,
        percent=tail.percent or bool(frame["after"]),
        parenthesised=bool(frame["open"]),
        signed=bool(frame["sign"]),
        grouped=bool(_GROUP_MARK.search(frame["digits"])),
        unit=currency or tail.unit,
    )


def _currency(text: str, vocabulary: _Vocabulary) -> tuple[str | None, str]:
    """Lift a currency sign off, also from behind a sign or parenthesis: `($1,234)`, `-$5`."""
    opened = _OPENED.match(text)
    found = vocabulary.currency.match(text, opened.end() if opened else 0)
    if found is None:
        return None, text
    return found[1], text[: found.start()] + text[found.end() :]


@frozen_record
class _Tail:
    scale: int = 1
    percent: bool = False
    unit: str | None = None


def _tail(text: str, vocabulary: _Vocabulary) -> _Tail | None:
    """Read what may follow the digits: a scale, then a per cent sign or a unit, nothing else."""
    own, scale = vocabulary.own, 1
    found = vocabulary.scale.match(text)
    if found:
        wanted = tidy(found[1]).casefold()
        scale = next(size for word, size in own.scales.items() if word.casefold() == wanted)
        text = text[found.end() :]
    rest = stripped(text)
    if not rest:
        return _Tail(scale)
    if rest in own.percent_after:
        return _Tail(scale, percent=True) if scale == 1 else None
    if rest in own.units or rest in own.currency_signs:
        return _Tail(scale, unit=tidy(rest))
    return None


def _scaled(amount: int | Decimal, scale: int) -> int | Decimal:
    """Apply a scale; what comes out whole is an int: `1.2 million` counts whole things."""
    if isinstance(amount, int) or scale == 1:
        return amount * scale
    value = amount * scale
    return int(value) if value == value.to_integral_value() else value.normalize()


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def read_nil(raw: str, language: Language) -> Nil | None:
    """Return the nil that the whole of `raw` is: a dash, dots, or a word for it; else None.

    An empty string is a blank cell and no nil; a zero is a number.

    >>> read_nil(" – ", "zh").kind, read_nil("..", "zh").kind, read_nil("N/A", "en").kind
    ('nil', 'not_available', 'not_applicable')
    >>> read_nil("", "zh") is None, read_nil("0", "zh") is None, read_nil("$ –", "en").kind
    (True, True, 'nil')
    """
    own = words(language)
    text = stripped(raw)
    _, bare = _currency(text, _vocabulary(language))
    kind = own.nil_symbols.get(text) or own.nil_symbols.get(stripped(bare))
    if kind:
        return Nil(raw, kind)
    plain = half_width(text).strip("()[]")
    lists: tuple[tuple[NilKind, bool], ...] = (
        ("nil", plain in own.nil),
        ("not_available", plain in own.not_available),
        ("not_applicable", plain in own.not_applicable or plain in words("en").not_applicable),
    )
    return next((Nil(raw, kind) for kind, found in lists if found), None)


@lru_cache(maxsize=1)
def _set_patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    zh, en = words("zh"), words("en")
    between = alternation(zh.list_between.words + en.list_between.words)
    span = alternation(zh.range_between.words + en.range_between.words)
    item = rf"\d+(?:\s*(?:[{DASHES}]|{span})\s*\d+)?"
    split = compiled(rf"\s*(?:{between}|[,;；])+\s*(?:{between}\s*)?", regex.I)
    whole = compiled(rf"({item})\s*(?:[{DASHES}]|{span})?", regex.I)
    return split, whole


def read_number_set(raw: str) -> tuple[tuple[int, int], ...] | None:
    """Return the (first, last) pairs of a list of whole numbers and ranges, or None.

    A single number is a pair with itself. Ranges must ascend and the list must too: `3–1` and
    `5, 2` are something else.

    >>> read_number_set("1–3, 14"), read_number_set("24 和 41"), read_number_set("7")
    (((1, 3), (14, 14)), ((24, 24), (41, 41)), ((7, 7),))
    >>> read_number_set("3–1") is None, read_number_set("1,") is None
    (True, True)
    """
    split, item = _set_patterns()
    pairs: list[tuple[int, int]] = []
    for part in split.split(stripped(half_width(raw))):
        if not item.fullmatch(part):
            return None
        ends = [int(digits) for digits in compiled(r"\d+").findall(part)]
        if len(ends) > 2 or part[-1:].isdigit() is False or ends[0] > ends[-1]:
            return None
        if pairs and ends[0] <= pairs[-1][1]:
            return None
        pairs.append((ends[0], ends[-1]))
    return tuple(pairs)


@lru_cache(maxsize=4)
def _range_pattern(language: Language) -> regex.Pattern[str]:
    between = rf"\s*(?:[{DASHES}]|{words(language).range_between.pattern})\s*"
    return compiled(rf"(?P<low>[^{DASHES}]*?\d[^{DASHES}]*?){between}(?P<high>.*\d.*)", regex.I)


def read_range(raw: str, language: Language) -> NumberRange | None:
    """Return the range that the whole of `raw` is, or None.

    What only the second number carries (a scale, a per cent sign, a unit) holds for both.

    >>> found = read_range("0.6 至 30 美元", "zh")
    >>> found.low.value, found.high.value, found.low.unit
    (Decimal('0.6'), 30, '美元')
    >>> read_range("5-7%", "en").low.percent
    True
    """
    cut = _range_pattern(language).fullmatch(stripped(half_width(raw)))
    if cut is None:
        return None
    high = read_number(cut["high"], language)
    if high is None or high.parenthesised or high.signed or high.ordinal:
        return None
    low = read_number(cut["low"], language)
    bare = _DIGITS.search(cut["high"])
    if low is not None and low.scale == 1 and low.unit is None and not low.percent and bare:
        low = read_number(cut["low"] + cut["high"][bare.end() :], language)
    if low is None or low.ordinal or low.parenthesised or low.value > high.value:
        return None
    return NumberRange(raw, replace(low, raw=stripped(cut["low"])), high)
