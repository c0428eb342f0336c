"""Dates and periods that a running text mentions, the relative ones resolved where it says them.

Explicit ones come from `notation.dates`. A relative one gets days from the stated reporting period
(本报告期), or from a date of the same text (2023 年同期 after 2024 年 1 月至 8 月: the same months
of 2023); one that neither can fix (上一个报告期) keeps None.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.facts.matching import words_at
from reportparse.facts.model import DateKind, FoundMention, Relation, StatedPeriod
from reportparse.lexicon.fact_words import FactWords, fact_words
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language, words
from reportparse.notation.dates import Date, FoundDate, Period, find_dates

SINCE_SPAN: Final = 30
"""Characters between 自 and 以来 at most; further apart they belong to two statements."""

_DIGIT: Final = re.compile(r"\d")
_CLAUSE_ENDS: Final = "，。；：！？、,;:("
_SINCE: Final = compiled(rf"自从?([^{_CLAUSE_ENDS}自\d]{{2,{SINCE_SPAN}}}?)以来")
_LISTED_YEAR: Final = compiled(
    r"(?<!\d)(?P<year>(?:1[89]|2[01])\d\d)年?"
    r"(?=(?:[和与及、](?:1[89]|2[01])\d\d年?)*[和与及、](?:1[89]|2[01])\d\d年)"
)
_DECADE: Final = compiled(
    r"(?<!\d)(?:(?P<year>(?:1[89]|2[01])\d)0年代|(?P<century>\d{2})世纪(?P<ten>[1-9])0年代)"
)
_PART_OF_YEAR: Final = compiled(
    r"(?P<half>上半年|下半年)|第?(?P<quarter>[1-4一二三四])季度|(?P<edge>年?[初中]|年底|底|年末|末)"
)
_BARE_YEAR: Final = compiled(r"(?=[12])(?<![\d.,/\-])(?:1[89]|2[01])\d\d(?![\d/%]|[.,]\d)")
_NO_YEAR: Final = compiled(
    r"(?<![\d年.])(?:1[0-2]|[1-9])月(?:(?:3[01]|[12]\d|[1-9])日)?"
    r"(?:[至到\-–](?:(?:1[0-2]|[1-9])月)?(?:(?:3[01]|[12]\d|[1-9])日)?(?<=[月日]))?(?!\d)"
)
_REFUSED_BEFORE: Final = "每各个一某该"
_NOT_ITS_END: Final = ("初", "中")
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}


def find_mentions(
    text: str, language: Language, stated: StatedPeriod | None
) -> tuple[FoundMention, ...]:
    """Return the dates and periods of a text in half-width form, in order.

    >>> stated = StatedPeriod(datetime.date(2023, 9, 28), datetime.date(2024, 8, 31))
    >>> found = find_mentions("2024年1月至8月支出560万；2023年同期860万", "zh", stated)
    >>> [(m.kind, str(m.first), str(m.last), m.source) for m in found][1]
    ('relative', '2023-01-01', '2023-08-31', 0)
    >>> [(m.first, m.last) for m in find_mentions("上一个报告期", "zh", stated)]
    [(None, None)]
    """
    explicit = sorted(_explicit(text, language), key=lambda mention: mention.start)
    relative = list(_relative(text, language, explicit))
    free = [
        mention
        for mention in relative
        if all(mention.end <= one.start or mention.start >= one.end for one in explicit)
        or mention.kind != "relative"
        or any(one.start == mention.start for one in explicit)
    ]
    swallowed = {one.start for mention in free for one in explicit if one.start == mention.start}
    mentions = [one for one in explicit if one.start not in swallowed] + free
    mentions.sort(key=lambda mention: mention.start)
    own = fact_words(language)
    related = [_related(text, mention, own) for mention in mentions]
    return tuple(_resolved(text, related, language, stated))


# -- explicit ----------------------------------------------------------------------------------


def _explicit(text: str, language: Language) -> Iterator[FoundMention]:
    if "年" not in text and not _DIGIT.search(text):
        return
    found = find_dates(text)
    taken = [(one.start, one.end) for one in found]
    for one in found:
        yield _part(text, _mention(one))
    if language == "en":
        yield from _english_years(text, taken)
    elif "年" in text or "月" in text:
        yield from _chinese_years(text, found, taken)


def _chinese_years(
    text: str, found: Sequence[FoundDate], taken: Sequence[tuple[int, int]]
) -> Iterator[FoundMention]:
    """Years of a list that share one 年 or its months, decades, months without a year."""
    for match in _LISTED_YEAR.finditer(text):
        shared = next((one for one in found if one.start >= match.end()), None)
        if shared is None or any(start <= match.start() < end for start, end in taken):
            continue
        yield _with_months_of(int(match["year"]), match.span(), shared)
    for match in _DECADE.finditer(text):
        first = int(match["year"] or 0) * 10
        if match["century"]:
            first = (int(match["century"]) - 1) * 100 + int(match["ten"]) * 10
        days = datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31)
        yield FoundMention(match.start(), match.end(), "period", *days, "year")
    for match in _NO_YEAR.finditer(text):
        start, end = match.span()
        if all(end <= left or start >= right for left, right in taken):
            kind: DateKind = "day" if "日" in match[0] else "month"
            fine: Literal["day", "month"] = "day" if kind == "day" else "month"
            whole = compiled(r"[至到\-–]").search(match[0])
            yield FoundMention(start, end, "period" if whole else kind, None, None, fine)


def _english_years(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[FoundMention]:
    """Four digits alone behind a word that a year stands behind, and further ones of its list."""
    for match in _english_days().finditer(text):
        if all(match.end() <= left or match.start() >= right for left, right in taken):
            yield FoundMention(match.start(), match.end(), "day", None, None, "day")
    own = words_at(fact_words("en").year_before)
    last = -1
    for match in _BARE_YEAR.finditer(text):
        start, end = match.span()
        if any(start < right and end > left for left, right in taken):
            continue
        listed = last >= 0 and compiled(r" ?(?:and|to|or|-|–|,) ?").fullmatch(text[last:start])
        if listed or own.before(text, _left(text, start)):
            days = datetime.date(int(match[0]), 1, 1), datetime.date(int(match[0]), 12, 31)
            yield FoundMention(start, end, "year", *days, "year")
            last = end


@lru_cache(maxsize=1)
def _english_days() -> regex.Pattern[str]:
    """A day and a month without their year: 1 January."""
    months = "|".join(sorted((m for m in words("en").months if len(m) > 3), key=len, reverse=True))
    day = r"(?:3[01]|[12]?\d)"
    return compiled(rf"(?<![\d.,]){day} (?:{months})(?!\p{{L}})|(?:{months}) {day}(?![\d.,])")


def _mention(found: FoundDate) -> FoundMention:
    value = found.value
    if isinstance(value, Date):
        return FoundMention(
            found.start, found.end, value.precision, value.first, value.last, value.precision
        )
    first = value.start.first if value.start else None
    return FoundMention(found.start, found.end, "period", first, value.end.last, value.precision)


def _part(text: str, mention: FoundMention) -> FoundMention:
    """A year and the part of it that follows: 2023 年上半年, 2023 年第三季度, 2021 年初.

    Where 初 or 中 ends, nobody prints: such a year has no last day.
    """
    if mention.kind != "year" or mention.first is None:
        return mention
    match = _PART_OF_YEAR.match(text, mention.end)
    if match is None:
        return mention
    year = mention.first.year
    if match["edge"]:
        known = not match["edge"].endswith(_NOT_ITS_END)
        return replace(mention, end=match.end(), last=mention.last if known else None)
    if match["half"]:
        first, last = (1, 6) if match["half"].startswith("上") else (7, 12)
    else:
        quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
        first, last = 3 * quarter - 2, 3 * quarter
    days = _months(year, first, last)
    return FoundMention(mention.start, match.end(), "period", *days, "month")


def _months(year: int, first: int, last: int) -> tuple[datetime.date, datetime.date]:
    end = calendar.monthrange(year, last)[1]
    return datetime.date(year, first, 1), datetime.date(year, last, end)


def _with_months_of(year: int, span: tuple[int, int], shared: FoundDate) -> FoundMention:
    """A year whose months, or whose 年, stand with a later one: 2023 年和 2024 年 1 月至 8 月."""
    value = shared.value
    start, end = (value, value) if isinstance(value, Date) else (value.start, value.end)
    if end.month is None:
        days = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return FoundMention(*span, "year", *days, "year")
    first = start.month if start is not None and start.month else 1
    days = _months(year, first, end.month or 12)
    kind: DateKind = "period" if isinstance(value, Period) else "month"
    return FoundMention(*span, kind, *days, "month")


# -- relative ----------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _relative_pattern(language: Language) -> regex.Pattern[str]:
    own = fact_words(language)

    def any_of(name: str, listed: Sequence[str], but: Sequence[str] = ()) -> str:
        longest = sorted(listed, key=lambda word: (-len(word), word))
        unless = f"(?!{'|'.join(map(regex.escape, but))})" if but else ""
        return rf"(?P<{name}>{unless}(?:{'|'.join(map(regex.escape, longest))}))"

    year = r"(?:(?:1[89]|2[01])\d\d年)?" if language == "zh" else ""
    this = any_of("this", own.this_period.words)
    end = any_of("end", own.its_end.words, own.its_end.exceptions) if own.its_end.words else ""
    later = rf"(?:{end})?" if end else ""
    other = any_of("other", own.other_relative.words, own.other_relative.exceptions)
    same = any_of("same", own.same_period.words)
    edge = r"(?<!\p{L})" if language == "en" else ""
    return compiled(
        rf"{edge}(?:{this}{later}|{other}|(?P<year>{year}){same}){_edge(language)}", regex.I
    )


@lru_cache(maxsize=4)
def _relative_words(language: Language) -> tuple[str, ...]:
    """Words without one of which a text names no relative period, case folded."""
    own = fact_words(language)
    lists = (own.this_period, own.other_relative, own.same_period)
    return tuple({word.casefold() for listed in lists for word in listed.words})


@lru_cache(maxsize=1)
def _chinese_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _relative_words("zh"))))


def _has_relative_words(text: str, language: Language) -> bool:
    """Tell whether any of these words shows in a text: few characters begin the Chinese ones, so
    that one pattern passes over all others, and most letters begin one of the English ones."""
    if language == "zh":
        return _chinese_words().search(text.casefold()) is not None
    return any(map(text.casefold().__contains__, _relative_words(language)))


def _edge(language: Language) -> str:
    return r"(?!\p{L})" if language == "en" else ""


def _relative(
    text: str, language: Language, explicit: Sequence[FoundMention]
) -> Iterator[FoundMention]:
    ends = {one.end for one in explicit}
    told = _has_relative_words(text, language)
    for match in _relative_pattern(language).finditer(text) if told else ():
        start = match.start()
        if match["this"]:
            own = match["this"][:1] in "本最当目" or language == "en"
            if start in ends or (not own and text[start - 1 : start] in tuple(_REFUSED_BEFORE)):
                continue
        yield FoundMention(start, match.end(), "relative", None, None, None)
    if language == "zh" and "以来" in text:
        yield from _since(text, explicit)


def _since(text: str, explicit: Sequence[FoundMention]) -> Iterator[FoundMention]:
    """自…以来 without a date in it: a period whose beginning no text of ours says."""
    for match in _SINCE.finditer(text):
        inside = any(match.start() <= one.start < match.end() for one in explicit)
        before = text[match.start() - 1 : match.start()]
        if not inside and before not in ("亲", "来", "各"):
            yield FoundMention(match.start(), match.end(), "relative", None, None, None, "since")


def _related(text: str, mention: FoundMention, own: FactWords) -> FoundMention:
    """The mention with what the words around it make of it: until, since, before, after."""
    if mention.relation is not None:
        return mention
    relation: Relation | None = None
    if words_at(own.until_before).before(text, _left(text, mention.start)):
        relation = "until"
    elif _is_since(text, mention, own):
        relation = "since"
    right = mention.end
    if words_at(own.before_after_it).at(text, right):
        relation = "before"
    elif words_at(own.after_after_it).at(text, right):
        relation = "after"
    return mention if relation is None else replace(mention, relation=relation)


def _left(text: str, start: int) -> int:
    return start - 1 if text[start - 1 : start] == " " else start


def _is_since(text: str, mention: FoundMention, own: FactWords) -> bool:
    """自 2018 年…; 从 2018 年 only with 起 or 以来, since it begins a change as well."""
    before = words_at(own.since_before).before(text, _left(text, mention.start))
    if before is None:
        later = words_at(own.since_after).at(text, mention.end)
        return mention.kind in ("year", "month", "day") and later == "以来"
    if before.startswith("自") or before.lower() == "since":
        return mention.kind != "period" or mention.first is None
    clause = compiled(rf"[^{_CLAUSE_ENDS}]*").match(text[mention.end :])
    rest = clause[0] if clause else ""
    index = words_at(own.since_after)
    return any(index.at(rest, at) for at in range(len(rest)))


# -- resolving ---------------------------------------------------------------------------------


def _resolved(
    text: str,
    mentions: Sequence[FoundMention],
    language: Language,
    stated: StatedPeriod | None,
) -> Iterator[FoundMention]:
    done: list[FoundMention] = []
    pattern = _relative_pattern(language)
    for index, mention in enumerate(mentions):
        made = mention
        match = pattern.fullmatch(text, mention.start, mention.end)
        if mention.kind == "relative" and match is not None:
            if match["this"]:
                ends = tuple(fact_words(language).its_end.words)
                end_only = bool(_group(match, "end")) or match["this"].endswith(ends or "\n")
                made = _this(text, mention, mentions, index, stated, end_only)
            elif match["same"]:
                made = _same(mention, done, match["year"])
        done.append(made)
        yield made


def _group(match: regex.Match[str], name: str) -> str | None:
    found: str | None = match.groupdict().get(name)
    return found


def _this(
    text: str,
    mention: FoundMention,
    mentions: Sequence[FoundMention],
    index: int,
    stated: StatedPeriod | None,
    end_only: bool,
) -> FoundMention:
    """The reporting period; what stands in parentheses behind it says it at once."""
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following and text[mention.end : following.start] in ("(", "内(", "即", "，即"):
        return replace(mention, first=following.first, last=following.last, source=index + 1)
    if stated is None:
        return mention
    first = stated.last if end_only else stated.first
    return replace(
        mention, first=first, last=stated.last, precision="day", source="reporting_period"
    )


def _same(mention: FoundMention, done: Sequence[FoundMention], year: str) -> FoundMention:
    """The period named last, or its months in the year printed with 同期."""
    candidates = [
        (index, one)
        for index, one in enumerate(done)
        if one.first and one.last and one.relation not in ("before", "after")
    ]
    periods = [pair for pair in candidates if pair[1].kind in ("period", "relative")]
    if not candidates:
        return mention
    index, model = (periods or candidates)[-1]
    assert model.first is not None and model.last is not None
    first, last = model.first, model.last
    if year:
        moved = int(year[:4]) - last.year
        first, last = _moved(first, moved), _moved(last, moved)
    return replace(mention, first=first, last=last, precision=model.precision, source=index)


def _moved(day: datetime.date, years: int) -> datetime.date:
    """The same day in another year; the end of February stays its end."""
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return datetime.date(year, day.month, last if was_last else min(day.day, last))
