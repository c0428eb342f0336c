"""Quantities in a running text: a numeral with everything that the words beside it say.

Around the numeral, outwards: 多 or 余, the scale, the unit or the measure word, 左右 or 以上
behind; the currency sign, the approximation, the qualifier before; then what is counted
(`counted`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, cast

from reportparse.facts.articles import marked_articles
from reportparse.facts.counted import counted_after, counted_before, counted_of
from reportparse.facts.matching import WordsAt, keys_at, words_at
from reportparse.facts.model import (
    Approximation,
    FoundMention,
    FoundName,
    FoundQuantity,
    UnitKind,
)
from reportparse.facts.names import is_label
from reportparse.facts.numerals import Numeral, find_numerals
from reportparse.facts.stretches import Stretches
from reportparse.frozen import frozen_record
from reportparse.lexicon.fact_words import FactWords, fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language, words
from reportparse.notation.spacing import is_cjk

_CLAUSE_START: Final = compiled(r"[，。；：！？()（）“”《》,;:!?、](?![\d])")
_NUMERAL_END: Final = compiled(r"[\d一二两三四五六七八九十百千万亿]")
_GENERIC: Final = "个"
_FAR: Final = 8
"""Characters between a bound such as 最多 and its number at most: 最多可分三期."""


def find_quantities(
    text: str,
    language: Language,
    dates: Sequence[FoundMention],
    names: Sequence[FoundName],
) -> tuple[tuple[FoundQuantity, ...], tuple[FoundName, ...]]:
    """Return the quantities of a half-width text in order, and the numbers that are labels.

    `dates` and `names` are what was found before; numerals inside them are neither.

    >>> found, _ = find_quantities("约410万核证减排量单位，不超过15天", "zh", (), ())
    >>> [(str(q.value), q.approximation, q.unit, q.counted) for q in found]
    [('4100000', 'about', None, '核证减排量单位'), ('15', 'at_most', '天', None)]
    """
    own = fact_words(language)
    spans = [(one.start, one.end) for one in dates] + [(name.start, name.end) for name in names]
    closed = Stretches(len(text), spans)
    numerals = [one for one in find_numerals(text, language) if closed.free(one.start, one.end)]
    quantities: list[FoundQuantity] = []
    labels: list[FoundName] = []
    before = 0
    for numeral in numerals:
        found = _read(text, numeral, max(before, closed.last_end(numeral.start)), own)
        if found is None:
            continue
        if isinstance(found, FoundName):
            labels.append(found)
        else:
            quantities.append(found)
        before = numeral.end
    return tuple(marked_articles(text, quantities, language)), tuple(labels)


def _read(
    text: str, numeral: Numeral, floor: int, own: FactWords
) -> FoundQuantity | FoundName | None:
    """One quantity, or the name that the numeral is, or None where it counts nothing."""
    if numeral.style == "words" and _is_swallowed(text, numeral.start, own):
        return None
    tail = _tail(text, numeral, own)
    if numeral.style == "chinese" and not _counts(text, numeral, tail, own):
        return None
    lead = _lead(text, numeral.start, floor, own)
    measured = bool(tail.unit or tail.measure or lead.approximation or tail.approximation)
    if is_label(text, numeral, own.language, measured or lead.currency is not None):
        return FoundName(numeral.start, tail.numeral_end, "label")
    return _quantity(text, numeral, tail, lead, floor, own)


# -- behind the numeral ------------------------------------------------------------------------


@frozen_record
class _Tail:
    """What stands behind a numeral; `end` is behind all of it, `numeral_end` behind its scale."""

    numeral_end: int
    end: int
    approximation: Approximation | None = None
    measure: str | None = None
    unit: str | None = None
    kind: UnitKind = "none"
    half: bool = False


def _tail(text: str, numeral: Numeral, own: FactWords) -> _Tail:
    after = _qualifiers(own.language, False)
    at, approximation = numeral.end, "over" if numeral.over else None
    more = after.at(text, at)
    if more in ("多", "余") and _unit(text, at + len(more), own)[0]:
        at, approximation = at + len(more), "over"
    printed, kind = ("", "none") if numeral.percent else _unit(text, at, own)
    at += len(printed)
    measure, unit = _named(printed.strip(), kind)
    if kind == "physical" and (substance := _substance(text, at, own)):
        at, unit = at + len(substance), (unit or "") + substance.rstrip()
    half = kind == "duration" and text.startswith("半", at)
    at += half
    more = after.at(text, at)
    if more is not None and not (
        more in ("多", "余")
        and is_cjk(text[at + 1 : at + 2] or "，")
        and text[at + 1 : at + 2] not in "，。；、)的年月天倍"
    ):
        at += len(more)
        approximation = words(own.language).qualifiers_after[more]
    if numeral.percent:
        unit, kind = "%", "percent"
    kinds = cast(UnitKind, kind)
    told = cast("Approximation | None", approximation)
    return _Tail(numeral.end, at, told, measure, unit, kinds, bool(half))


def _unit(text: str, at: int, own: FactWords) -> tuple[str, str]:
    """The longest unit or measure word at a place, with a blank before it in English."""
    blank = 1 if text[at : at + 1] in (" ", "\u00a0", "-") and text[at + 1 : at + 2] != " " else 0
    if blank and text[at] == "-" and own.language == "zh":
        blank = 0
    best, kind = "", "none"
    for words_of_kind, name in (
        (own.currencies, "currency"),
        (own.percents, "percent"),
        (own.tenths, "percent"),
        (own.durations, "duration"),
        (own.physical, "physical"),
        (own.factors, "factor"),
        (own.measures, "count"),
    ):
        word = words_at(words_of_kind).at(text, at + blank)
        if word is not None and len(word) > len(best):
            best, kind = word, name
    if not best:
        return "", "none"
    return text[at : at + blank + len(best)], kind


def _named(printed: str, kind: str) -> tuple[str | None, str | None]:
    """Measure word and unit: 个月 is both."""
    if not printed:
        return None, None
    printed = printed.lstrip("-")
    if kind == "count":
        return printed, None
    if printed.startswith(_GENERIC):
        return _GENERIC, printed[1:]
    return None, "%" if printed == "％" else printed


def _substance(text: str, at: int, own: FactWords) -> str:
    blank = text[at : at + 1] == " "
    word = words_at(own.of_substance).at(text, at + blank)
    return text[at : at + blank + len(word)] if word else ""


@lru_cache(maxsize=4)
def _qualifiers(language: Language, before: bool) -> WordsAt:
    own = words(language)
    return keys_at(tuple(own.qualifiers_before if before else own.qualifiers_after))


@lru_cache(maxsize=1)
def _currency_signs() -> WordsAt:
    return keys_at(words("en").currency_signs)


# -- before the numeral ------------------------------------------------------------------------


@frozen_record
class _Lead:
    """What stands before a numeral; `start` is where it begins."""

    start: int
    approximation: Approximation | None = None
    currency: str | None = None


def _lead(text: str, start: int, floor: int, own: FactWords) -> _Lead:
    at = _skip_blank(text, start)
    sign = _currency_signs().before(text, at)
    currency = sign if sign is not None and at - len(sign) >= floor else None
    if currency:
        at = _skip_blank(text, at - len(currency))
    approximation = None
    for _ in range(2):
        word = _qualifiers(own.language, True).before(text, at)
        longer = words_at(own.more_approximations).before(text, at)
        word = max((word or "", longer or ""), key=len)
        if not word or at - len(word) < floor or _false(text, at, own):
            break
        approximation = approximation or _kind(word, own)
        at = _skip_blank(text, at - len(word))
    if approximation is None:
        approximation = _bound(text, max(floor, at - _FAR), at, own)
    return _Lead(at, cast("Approximation | None", approximation), currency)


def _kind(word: str, own: FactWords) -> str:
    kinds = {**words(own.language).qualifiers_before, **own.approximation_kinds}
    lower = word.lower()
    return next(kind for printed, kind in kinds.items() if printed.lower() == lower)


def _skip_blank(text: str, at: int) -> int:
    return at - 1 if at and text[at - 1] in " \u00a0" else at


def _false(text: str, at: int, own: FactWords) -> bool:
    """Tell whether what looks like an approximation ends another word: 公约, 最近."""
    return words_at(own.approximation_false).before(text, at) is not None


def _bound(text: str, begin: int, end: int, own: FactWords) -> str | None:
    """A bound that a verb parts from its number."""
    stretch = text[begin:end]
    index = words_at(own.bounds)
    for at in range(len(stretch) - 1, -1, -1):
        if _CLAUSE_START.match(stretch, at):
            return None
        word = index.at(stretch, at)
        if word and "的" in stretch[at:]:
            return None
        if word:
            return own.approximation_kinds[word.lower()]
    return None


# -- does it count -----------------------------------------------------------------------------


def _counts(text: str, numeral: Numeral, tail: _Tail, own: FactWords) -> bool:
    """Tell whether a Chinese numeral is a number: a unit follows, and no word swallows it."""
    start = numeral.start
    if numeral.percent or numeral.ratio is not None:
        return True
    if not (tail.unit or tail.measure):
        return False
    if words_at(own.vague_before).before(text, start):
        return False
    return not (words_at(own.vague_after).at(text, numeral.end) or _is_swallowed(text, start, own))


def _is_swallowed(text: str, start: int, own: FactWords) -> bool:
    """Tell whether a numeral at `start` is part of a word that counts nothing: 进一步, no one."""
    index = words_at(own.not_numerals)
    for at in range(max(0, start - index.longest + 1), start + 1):
        word = index.at(text, at)
        if word and at + len(word) > start:
            return True
    return False


# -- together ----------------------------------------------------------------------------------


def _quantity(
    text: str, numeral: Numeral, tail: _Tail, lead: _Lead, floor: int, own: FactWords
) -> FoundQuantity:
    unit, kind = tail.unit, tail.kind
    if lead.currency:
        unit, kind = lead.currency, "currency"
    value, step, scale = numeral.value, numeral.step, numeral.scale
    if unit in own.tenths.words and value is not None:
        value, step, scale, unit = value * 10, step * 10, 10, "%"
    if tail.half and value is not None:
        value, step = value + Decimal("0.5"), Decimal("0.5")
    quantity = FoundQuantity(
        start=numeral.start,
        end=numeral.end,
        value=value,
        low=numeral.low,
        high=numeral.high,
        ratio=numeral.ratio,
        step=step,
        scale=scale,
        approximation=lead.approximation or tail.approximation,
        qualifier=_extent(text, lead.start, floor, own),
        measure=tail.measure,
        unit=unit,
        unit_kind=_unit_kind(kind),
        counted=None,
        counted_from="none",
        article=False,
    )
    return _with_counted(text, quantity, tail, lead, floor, own)


def _unit_kind(kind: str) -> UnitKind:
    return "none" if kind == "factor" else cast(UnitKind, kind)


def _with_counted(
    text: str, quantity: FoundQuantity, tail: _Tail, lead: _Lead, floor: int, own: FactWords
) -> FoundQuantity:
    """The quantity with what it counts. A duration, an age or a factor counts nothing."""
    language = own.language
    if quantity.unit_kind == "duration" or (quantity.unit and quantity.unit_kind == "none"):
        return quantity
    if quantity.measure in own.counting_nouns.words:
        after = None
    elif quantity.unit_kind in ("count", "none") and quantity.ratio is None:
        after = counted_after(text, tail.end, language)
    else:
        bounded = quantity.approximation not in (None, "about", "nearly")
        after = None if bounded else counted_of(text, tail.end, language)
    if after is not None:
        kind: UnitKind = "count" if quantity.unit_kind == "none" else quantity.unit_kind
        if quantity.ratio is not None:
            kind = quantity.unit_kind
        return replace(quantity, counted=after, counted_from="after", unit_kind=kind)
    before = _before(text, lead, quantity.measure is not None, floor, own)
    if before is None:
        return quantity
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value()
    bare = quantity.unit_kind == "none" and whole and quantity.ratio is None
    kind = "count" if bare else quantity.unit_kind
    return replace(quantity, counted=before, counted_from="before", unit_kind=kind)


def _before(text: str, lead: _Lead, measured: bool, floor: int, own: FactWords) -> str | None:
    """The phrase before the number; with a measure word only where 为 or a colon joins them."""
    joined = words_at(own.says_how_many).before(text, lead.start)
    if joined is None and measured:
        return None
    end = _skip_blank(text, lead.start - len(joined or ""))
    extent = words_at(own.extents).before(text, end)
    if extent is not None and not words_at(own.amount_heads).before(text, end):
        return None
    begin = _clause_start(text, floor, end)
    if begin >= end:
        return None
    found = counted_before(text, begin, end, own.language)
    if found and floor and text.startswith(found, floor) and _NUMERAL_END.match(text[floor - 1]):
        return None  # the unit of the number before, and what is said of it
    if found in own.measured_heads.words:
        return None  # 目标是 20 000 人: what the number is set for
    if found and joined is None and words_at(own.may_be_nouns).before(found, len(found)):
        return None  # 支付 220 万美元: what is done with it, and no noun for all we know
    return found


def _clause_start(text: str, floor: int, end: int) -> int:
    """Where the clause begins that ends at `end`, not before `floor`."""
    found = floor
    for match in _CLAUSE_START.finditer(text, floor, end):
        found = match.end()
    return found


def _extent(text: str, end: int, floor: int, own: FactWords) -> str | None:
    """The nearest word of extent before the number in its clause, behind the number before it."""
    begin = _clause_start(text, floor, end)
    extents, blocked = words_at(own.extents), words_at(own.not_extents)
    found: str | None = None
    if not extents.may_show_in(text[begin:end]):
        return None  # as before most numbers
    at = begin
    while at < end:
        blocker, word = blocked.at(text, at), extents.at(text, at)
        if blocker is not None and len(blocker) >= len(word or ""):
            at += len(blocker)
        elif word is not None and at + len(word) <= end:
            found = word
            at += len(word)
        else:
            at += 1
    return found
