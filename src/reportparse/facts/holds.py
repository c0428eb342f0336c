"""Which date or period a quantity holds for, among those of its own sentence.

The rule. A sentence is cut at its full stop and at semicolons; nothing governs across. Of the dates
before the number, the nearest governs, but not

- one with 之前 or 之后 behind it, which bounds something else;
- one that something is compared with (比 2023 年, 与前一个报告期相比): it governs only the number
  directly named with it (比 2023 年批准的预算 1 400 万美元), and what a verb of change says
  after it in the same clause holds for no date;
- one that stands with 的 directly before another number (从上一个报告期的 28 个增加到 29 个);
- one that dates an event within its clause (理事会在 2018 年引入了办法，最多可分三期), beyond that
  clause;
- one inside parentheses or quotation marks that are closed before the number.

截至 and 到 give only an end, 自 … 以来 only a start. Behind the number a date governs first in
English, and in Chinese where it is the reporting period itself in the same clause. Dates that a
list joins govern together, unless 分别 gives each its own number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportparse.facts.matching import words_at
from reportparse.facts.model import FoundMention, FoundQuantity, FoundSpan
from reportparse.lexicon.fact_words import FactWords, fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language

_SENTENCE_END: Final = compiled(r"[。；！？;!?]|\.(?=\s|$)")
_LIST: Final = compiled(r"[和与及、]|以及| and |, ")
_CLOSED: Final = {"(": ")", "（": "）", "“": "”", "《": "》"}
_CLAUSE: Final = compiled(r"[，,；;。：:]")
_AT: Final = ("在", "于")
_THAN: Final = "比"


def with_periods(
    text: str,
    quantities: Sequence[FoundQuantity],
    dates: Sequence[FoundMention],
    language: Language,
) -> tuple[FoundQuantity, ...]:
    """Return the quantities with the days that they hold for; see the module for the rule."""
    if not quantities:
        return ()
    own = fact_words(language)
    made: list[FoundQuantity] = []
    for begin, end in _sentences(text):
        mine = [
            (at, date) for at, date in enumerate(dates) if begin <= date.start and date.end <= end
        ]
        within = [one for one in quantities if begin <= one.start < end]
        if not mine:
            made += within
            continue
        for index, quantity in enumerate(within):
            found = _governing(text, quantity, mine, within[:index], own)
            made.append(replace(quantity, holds=found))
    return tuple(_shared_out(text, made, dates, own))


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        spans.append((begin, match.end()))
        begin = match.end()
    return [*spans, (begin, len(text) + 1)]


Dated = tuple[int, FoundMention]


def _governing(
    text: str,
    quantity: FoundQuantity,
    dates: Sequence[Dated],
    earlier: Sequence[FoundQuantity],
    own: FactWords,
) -> FoundSpan | None:
    """The days of the date that governs a quantity, None where none does."""
    if own.language == "en" and (behind := _behind(text, quantity, dates, own)):
        return behind
    for at, date in reversed([pair for pair in dates if pair[1].end <= quantity.start]):
        if date.relation in ("before", "after") or _is_closed(text, date, quantity.start):
            continue
        between = text[date.end : quantity.start]
        since = [one for one in earlier if one.start >= date.end]
        if _is_compared(text, date, own):
            if not since and not _comparison_over(text, date, quantity, own):
                return _span(at, date)
            if _changes(_CLAUSE.split(between)[-1], own):
                return None
            continue
        if since and _is_attribute(text, date, since[0]):
            continue
        if _is_event(text, date) and _CLAUSE.search(between):
            continue
        if quantity.unit_kind == "duration" and _is_apposition(text, quantity):
            return None
        return _list_span(text, at, date, dates)
    return _behind(text, quantity, dates, own)


def _span(at: int, date: FoundMention) -> FoundSpan:
    if date.relation == "until":
        return FoundSpan(None, date.last, at)
    if date.relation == "since":
        return FoundSpan(date.first, None, at)
    return FoundSpan(date.first, date.last, at)


def _list_span(text: str, at: int, date: FoundMention, dates: Sequence[Dated]) -> FoundSpan:
    """The days of a date and of those that a list joins to it."""
    span = _span(at, date)
    known = dict(dates)
    first = date
    while (before := known.get(at - 1)) is not None:
        if not _LIST.fullmatch(text[before.end : first.start]) or before.first is None:
            break
        if span.start is None or before.first >= span.start:
            break
        span = replace(span, start=before.first)
        first, at = before, at - 1
    return span


def _is_closed(text: str, date: FoundMention, end: int) -> bool:
    """Tell whether a date stands in parentheses or a title that end before the number."""
    left = text[: date.start]
    for opening, closing in _CLOSED.items():
        inside = left.rfind(opening) > left.rfind(closing)
        if inside and closing in text[date.end : end]:
            return True
    return False


def _is_compared(text: str, date: FoundMention, own: FactWords) -> bool:
    """Tell whether a date is what something is compared with.

    比 and its like stand directly before it; 与 and 同 only with 相比 later in the clause.
    """
    start = date.start - 1 if text[date.start - 1 : date.start] == " " else date.start
    word = words_at(own.compared).before(text, start)
    if word is None:
        return _is_in_comparison(text, start, own)
    if word not in ("与", "和", "同", "跟"):
        return True
    clause = _CLAUSE.split(text[date.end :], maxsplit=1)[0]
    index = words_at(own.comparison_ends)
    return any(index.at(clause, at) for at in range(len(clause)))


def _is_in_comparison(text: str, end: int, own: FactWords) -> bool:
    """Tell whether 比 stands earlier in the clause: 比会员国同意到 2020 年每年调集的 260 亿."""
    clause = _CLAUSE.split(text[:end])[-1]
    inside = words_at(own.inside_words)
    at = clause.find(_THAN)
    words = {inside.at(clause, begin) for begin in (at - 1, at) if begin >= 0}
    return at >= 0 and words <= {None}


def _comparison_over(
    text: str, date: FoundMention, quantity: FoundQuantity, own: FactWords
) -> bool:
    """Tell whether the comparison ended before the number: 相比, a comma, a verb of change."""
    between = text[date.end : quantity.start]
    index = words_at(own.comparison_ends)
    over = any(index.at(between, at) for at in range(len(between)))
    return over or bool(_CLAUSE.search(between)) or _changes(between, own)


def _changes(between: str, own: FactWords) -> bool:
    return any(word in between for word in own.changed_to.words)


def _is_attribute(text: str, date: FoundMention, first: FoundQuantity) -> bool:
    """Tell whether a date stands with 的 directly before its number and says no more."""
    return bool(compiled(r"的[^，。；：,;:]{0,3}").fullmatch(text[date.end : first.start]))


def _is_event(text: str, date: FoundMention) -> bool:
    """Tell whether a day, month or year stands behind 在 or 于 in the middle of a clause."""
    if date.kind not in ("day", "month", "year") or date.relation is not None:
        return False
    clause = _CLAUSE.split(text[: date.start])[-1]
    return len(clause) > 1 and clause.endswith(_AT)


def _is_apposition(text: str, quantity: FoundQuantity) -> bool:
    """这八个月期间: the duration of a period just named holds for nothing."""
    return text[quantity.start - 1 : quantity.start] in ("这", "该", "此")


def _behind(
    text: str, quantity: FoundQuantity, dates: Sequence[Dated], own: FactWords
) -> FoundSpan | None:
    """The date behind a number, where the language or the reporting period allows it."""
    for at, date in dates:
        if date.start < quantity.end or date.relation in ("before", "after"):
            continue
        between = text[quantity.end : date.start]
        if _CLAUSE.search(between) or compiled(r"\d").search(between):
            return None
        if own.language == "en" or date.source == "reporting_period":
            return _span(at, date)
        return None
    return None


def _shared_out(
    text: str,
    quantities: Sequence[FoundQuantity],
    dates: Sequence[FoundMention],
    own: FactWords,
) -> list[FoundQuantity]:
    """Give each of listed dates its own number where 分别 says so and both lists are as long."""
    made = list(quantities)
    if len(dates) < 2 or not any(word in text for word in own.respectively.words):
        return made
    index = words_at(own.respectively)
    for begin, end in _sentences(text):
        places = [at for at in range(begin, min(end, len(text))) if index.at(text, at)]
        if not places:
            continue
        listed = _listed(text, [(i, d) for i, d in enumerate(dates) if begin <= d.start < end])
        behind = [i for i, one in enumerate(made) if begin <= one.start < end]
        if own.language == "zh":
            behind = [i for i in behind if made[i].start > places[0]]
        if len(listed) < 2 or len(behind) != len(listed):
            continue
        for place, (at, date) in zip(behind, listed, strict=True):
            made[place] = replace(made[place], holds=_span(at, date))
    return made


def _listed(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """The first dates of a sentence that a list joins."""
    found: list[Dated] = []
    for pair in dates:
        if found and not _LIST.fullmatch(text[found[-1][1].end : pair[1].start]):
            break
        found.append(pair)
    return found
