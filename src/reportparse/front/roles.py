"""What a single piece of the masthead can be, by its own words: grammar only, no places."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.front_words import front_words
from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import words
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.dates import Date, FoundDate, Period, find_dates
from reportparse.notation.english_numerals import english_ordinal
from reportparse.notation.spacing import tidy
from reportparse.notation.symbols import read_symbol

Role = Literal[
    "barcode",
    "job",
    "job_dates",
    "symbol",
    "distribution",
    "distribution_kind",
    "date",
    "language",
    "original",
    "un_name",
    "recycle",
]
"""Roles of the right column and of the foot of the page: the words alone decide them."""

_ELEMENT = r"/[A-Z0-9][A-Za-z0-9.()\-]*(?:\s?\((?!C\))[^()]{1,20}\))?(?:\s[A-Z0-9])?"
SYMBOL: Final = rf"[A-Z][A-Za-z.]{{0,7}}(?:{_ELEMENT})+(?<!\.)"
"""`A/81/6 (Sect. 2)/Part A`, `ICCD/COP(8)/CST/8`, `FCCC/SBSTA/2011/MISC.14`."""
_SYMBOL: Final = compiled(SYMBOL)
_BARCODE: Final = compiled(r"\*\s?(?:[0-9A-Z]\s?){6,12}\*")
_JOB: Final = compiled(
    r"(?P<number>(?:[A-Z]{2,4}\.\s?)?\d{2}-\d{4,6})"
    r"(?:\s*\((?P<language>[A-Z](?:/[A-Z])*)\))?(?P<dates>(?:\s+\d{6}){0,4})\s*"
)
_JOB_DATES: Final = compiled(r"(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d\s*){1,4}")
"""Days of translation as six figures, `151024 211024`, where a dump put them on their own line."""
_INNER_STARS: Final = compiled(r"(?<=\p{Han})\s?\*{1,4}\s?(?=\p{Han})")
"""The sign of a note between the words of an agenda line: `临时议程* 项目 141`."""
_SIGNS_BEHIND: Final = compiled(r"\s?[*†]{1,3}$")
MAX_SESSION: Final = 60
"""Characters: longer texts that name a session are titles."""


def symbol_of(text: str) -> str | None:
    """Return the document symbol that a text is, without signs behind it.

    >>> symbol_of("A/81/6 (Sect. 2)/Part A*"), symbol_of("ICCD/COP(8)/CST/8")
    ('A/81/6 (Sect. 2)/Part A', 'ICCD/COP(8)/CST/8')
    >>> symbol_of("UNEP/Nairobi") is None
    True
    """
    plain = _SIGNS_BEHIND.sub("", tidy(text))
    known = read_symbol(plain)
    if known is not None and known.kind == "symbol":
        return known.number
    if _SYMBOL.fullmatch(plain) is None or not any(char.isdigit() for char in plain):
        return None
    body = plain.partition("/")[0]
    return plain if body.partition(".")[0] in words("en").symbol_series else None


def job_of(text: str) -> regex.Match[str] | None:
    """Match a job number line: number, language letter, dates of the corrections.

    >>> found = job_of("GE.24-17842 (C)    151024  211024")
    >>> found["number"], found["language"], found["dates"].split()
    ('GE.24-17842', 'C', ['151024', '211024'])
    """
    return _JOB.fullmatch(text)


def role_of(raw: str) -> Role | None:
    """Return what a piece of the masthead is by its words, None where they do not say.

    >>> [role_of(t) for t in ("Distr.: General", "24 September 2024", "Chinese", "联 合 国")]
    ['distribution', 'date', 'language', 'un_name']
    >>> role_of("第十九届会议") is None
    True
    """
    known, text = front_words(), tidy(raw)
    if not text:
        return None
    if _BARCODE.fullmatch(text):
        return "barcode"
    if job_of(raw.strip()):
        return "job"
    if _JOB_DATES.fullmatch(text):
        return "job_dates"
    if symbol_of(text):
        return "symbol"
    if text in known.distribution and len(text) <= MAX_SESSION:
        return "distribution"
    if text in known.distribution_kinds:
        return "distribution_kind"
    if text in known.original and len(text) <= MAX_SESSION:
        return "original"
    if day_of(text) is not None:
        return "date"
    if _is_language(text):
        return "language"
    if text in known.un_name:
        return "un_name"
    return "recycle" if text in known.recycle else None


@lru_cache(maxsize=1)
def _languages() -> Deferred:
    known = front_words().language_names
    names = known.pattern
    between = r"\s*(?:/|,|、|，|和|and)\s*"
    source = rf"{names}(?:{between}{names})*(?:\s+only)?"
    return Deferred(source, regex.IGNORECASE, known.words)


def _is_language(text: str) -> bool:
    only = front_words().only_language.match(text)
    return _languages().fullmatch(text) is not None or (only is not None and only == text)


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Dates and periods of a text, whatever its language."""
    return find_dates(text)


def day_of(text: str) -> date | None:
    """Return the day that a text is and nothing else.

    >>> day_of("24 September 2024"), day_of("2024 年 9 月") is None
    (datetime.date(2024, 9, 24), True)
    """
    found = dates_in(text)
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip():
        return None
    value = found[0].value
    return value.first if isinstance(value, Date) and value.day else None


def is_session(raw: str) -> bool:
    """Tell whether a line names a session and nothing else.

    >>> is_session("第十九届会议"), is_session("Annual session 2025"), is_session("2024年会议")
    (True, True, True)
    >>> is_session("Report of the Committee on its eighty-fifth session")
    False
    >>> is_session("第 121 次会议"), is_session("提交第十九届会议的年度报告")
    (False, False)
    """
    text = tidy(raw)
    if len(text) > MAX_SESSION or text not in front_words().session:
        return False
    return _session_pattern().fullmatch(text) is not None


@lru_cache(maxsize=1)
def _session_pattern() -> regex.Pattern[str]:
    names = front_words().session.pattern
    ordinal = r"(?:第[〇零一二三四五六七八九十百\d]{1,6}|\d{4}\s?年?(?:第[一二三四]|度)?)"
    more = (
        r"(?:[（(][^()（）]{1,20}[)）]|\s?\d{4}(?:\s?年)?|[，,、].{0,16}|第[一二三四五六]期会议)?"
    )
    chinese = rf"{ordinal}(?:\p{{Han}}{{0,4}}){names}{more}"
    first = (
        r"(?:(?:\p{Lu}|\d+(?:st|nd|rd|th))[\p{L}\-]*)"
        r"(?:\s+(?!on\b|of\b|for\b|its\b|to\b|at\b)[\p{L}\-]+){0,5}?"
    )
    english = rf"(?:\d{{4}}\s+)?(?:{first}\s+)?{names}(?:,?\s+(?:of\s+)?\d{{4}})?"
    return compiled(rf"(?:{chinese}|{english})", regex.IGNORECASE)


def session_number(raw: str) -> int | None:
    """Return the number of a session where the print gives it as word or figure.

    >>> session_number("第十九届会议"), session_number("Eighty-first session")
    (19, 81)
    >>> session_number("Annual session 2025") is None
    True
    """
    text = tidy(raw)
    chinese = compiled(r"第([〇零一二三四五六七八九十百]+|\d+)届").search(text)
    if chinese:
        digits = chinese[1]
        return int(digits) if digits.isdigit() else chinese_numeral(digits)
    figure = compiled(r"\b(\d+)(?:st|nd|rd|th)\b").search(text)
    if figure:
        return int(figure[1])
    parts = compiled(r"[\p{L}\-]+").findall(text)
    for length in (3, 2, 1):
        for at in range(len(parts) - length + 1):
            number = english_ordinal(" ".join(parts[at : at + length]))
            if number is not None:
                return number
    return None


def is_agenda(raw: str) -> bool:
    """Tell whether a line names items of an agenda.

    >>> is_agenda("临时议程项目 5"), is_agenda("Items 138 and 139 of the preliminary list**")
    (True, True)
    >>> is_agenda("临时议程* 项目 141")
    True
    >>> is_agenda("议程说明"), is_agenda("Items of expenditure")
    (False, False)
    """
    text = tidy(_INNER_STARS.sub("", tidy(raw)))
    word = front_words().agenda_of.match(text)
    if word is None:
        return False
    return (
        compiled(r"[\s:：]*(?:\d|[(（]|[一二三四五六七八九十])").match(text[len(word) :])
        is not None
    )


def agenda_items(raw: str) -> tuple[str, ...]:
    """Return the numbers of agenda items as printed, blanks tidied.

    >>> agenda_items("Item 6 (b) of the provisional agenda"), agenda_items("项目 138 和 139")
    (('6 (b)',), ('138', '139'))
    """
    found = compiled(r"\d+(?:\s?[(（][a-z一二三四五六七八九十]+[)）])*").findall(tidy(raw))
    return tuple(tidy(item) for item in found)


@frozen_record
class SessionDates:
    """Where the dates of a session stand in a line, and what they are."""

    start: int
    end: int
    value: Date | Period


def session_dates(raw: str) -> SessionDates | None:
    """Return the dates in a line that holds dates and a place and nothing else.

    >>> found = session_dates("Durban, 28 November to 3 December 2011")
    >>> found.start, found.value.iso
    (8, '2011-11-28/2011-12-03')
    >>> session_dates("Report for the period from 1 July 2024 to 30 June 2025") is None
    True
    """
    found = dates_in(raw)
    if len(found) != 1:
        return None
    one = found[0]
    if isinstance(one.value, Date) and one.value.day is None:
        return None
    before, after = raw[: one.start].strip(), raw[one.end :].strip()
    open_before = not before or before in "(（" or before[-1] in ",，、"
    open_after = not after or after in ")）" or after[0] in ",，、"
    if not (open_before and open_after) or len(before) + len(after) > MAX_SESSION:
        return None
    return SessionDates(one.start, one.end, one.value)
