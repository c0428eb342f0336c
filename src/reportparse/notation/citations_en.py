"""References in English text: decisions, resolutions, articles, and the report's own parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.lexicon.patterns import Deferred, compiled
from reportparse.lexicon.words import words
from reportparse.notation.citations import (
    PARAGRAPH_NUMBER,
    RESOLUTION_NUMBER,
    B,
    Candidate,
    Found,
    ReferenceKind,
    normal_number,
    paragraph_list,
    whole,
)
from reportparse.notation.english_numerals import english_ordinal
from reportparse.notation.numerals import DASHES
from reportparse.notation.spacing import BLANK, tidy

_G: Final = f"{BLANK}+"
_AND: Final = rf"(?:,{_G}and{_G}|{_G}and{_G}|{_G}or{_G}|[,;]{_G})"
_TO: Final = rf"(?:{B}[{DASHES}]{B}|{_G}to{_G})"
_PARAGRAPH: Final = rf"{PARAGRAPH_NUMBER}(?![\p{{Latin}}/%])"
_PARAGRAPHS: Final = (
    rf"\b(?:paragraphs?|paras?\.?){_G}"
    rf"(?P<paragraphs>{_PARAGRAPH}(?:(?:{_AND}|{_TO}){_PARAGRAPH})*)"
)
_CAPTION: Final = (
    r"(?:\d{1,3}[A-Z]?(?:\.(?:\d{1,3}|[IVXL]+))?|[IVXL]+(?:\.\d+)?|[A-Z]\.\d+)"
    r"(?![\p{Latin}\d/%]|[.,]\d)"
)
_PART_WORD: Final = r"(?:annex|appendix|table|figure|chap\.|chapter|sect\.|section)"
_PART: Final = rf"(?P<part>{_PART_WORD}{_G}{_CAPTION}|annex\b)"

TAIL: Final = (
    rf"(?:,{_G}{_PART}(?:,{_G}sect\.{_G}{_CAPTION})?)?(?:,{_G}{_PARAGRAPHS})?"
    rf"(?:{_G}and{_G}(?P<part>(?:table|figure|annex){_G}{_CAPTION}))?"
)
"""What may follow a cited document and belongs to it: `, annex II, para. 21 (a)`."""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Deferred]:
    own = words("en")
    place = rf"(?:{_G}(?P<place>above|below))?"
    organ = rf"(?:(?:the{_G})?(?P<body>{own.organs.pattern})(?:,{_G}in{_G}its|’s|'s)?{_G})?"
    mark = rf"(?P<mark>(?:{own.see.pattern}|in|to|from){_G}(?:the{_G})?)?"
    treaty = (
        rf"(?:(?:\p{{Lu}}[\p{{L}}’'\-]+|of|the|on|for|and){_G}){{0,8}}?(?:{own.treaties.pattern})"
    )
    sources = {
        "decided": rf"(?:{_PARAGRAPHS}{_G}of{_G}(?:the{_G}|its{_G})?)?{organ}\b"
        rf"(?P<word>resolutions?|decisions?){_G}(?P<number>{RESOLUTION_NUMBER})"
        rf"(?:{_AND}(?P<number>{RESOLUTION_NUMBER}))*(?:,{_G}(?P<part>annex(?:{_G}{_CAPTION})?))?"
        rf"(?:,{_G}(?P<after>(?:paragraphs?|paras?\.?){_G}{_PARAGRAPH}(?:(?:{_AND}|{_TO})"
        rf"{_PARAGRAPH})*))?",
        "article": rf"\b(?:articles?|art\.){_G}(?P<number>\d{{1,3}}|[IVXL]+\b)"
        rf"(?:\.(?P<short>\d{{1,2}}))?"
        rf"(?:,{_G}{_PARAGRAPHS},?)?(?:{_G}of{_G}the{_G}(?P<body>{treaty}))?",
        "caption": rf"\b(?P<word>tables?|figures?){_G}(?P<number>{_CAPTION})"
        rf"(?:{_TO}(?P<last>{_CAPTION}))?(?:{_AND}(?P<more>{_CAPTION})(?!{_G}(?:per{_G}cent|\p{{Ll}}+s\b)))*"
        rf"{place}",
        "unnumbered": rf"(?P<figure>\bthe{_G}(?:following{_G}figure|figure{_G}(?:above|below)))"
        rf"|(?P<table>\bthe{_G}(?:following{_G}table|table{_G}(?:above|below)))",
        "annex": rf"{mark}\b(?P<word>annex(?:es)?|appendix)\b(?:{_G}(?P<number>{_CAPTION}))?"
        rf"(?:{_AND}(?P<more>{_CAPTION}))*{place}",
        "paragraph": rf"{mark}{_PARAGRAPHS}{place}(?P<of>{_G}of{_G}(?!the{_G}present\b))?",
        "chapter": rf"{mark}\b(?:chapter|chap\.|section|sect\.){_G}"
        rf"(?P<number>{_CAPTION}(?:\.[A-Z]\b)?){place}(?P<of>,?{_G}of{_G}(?!the{_G}present\b))?",
        "session": rf"\b(?P<number>(?:[a-z]+(?:[\-\u2010\u2011]{B}[a-z]+)?)|\d+(?:st|nd|rd|th)){_G}"
        rf"(?:(?:special|resumed|regular|annual|emergency){_G})*(?P<word>session|meeting)\b",
    }
    return {name: Deferred(source, regex.I, _NEEDED[name]) for name, source in sources.items()}


_NEEDED: Final = {
    "decided": ("resolution", "decision"),
    "article": ("art",),
    "caption": ("table", "figure"),
    "unnumbered": ("table", "figure"),
    "annex": ("annex", "appendix"),
    "paragraph": ("para",),
    "chapter": ("chap", "sect"),
    "session": ("session", "meeting"),
}
"""Words one of which stands in every reference of a kind."""


def candidates_en(text: str) -> Iterator[Candidate]:
    """Yield the references of an English text phrase by phrase; phrases may overlap."""
    readers = {
        "decided": _decided,
        "article": _article,
        "caption": _caption,
        "unnumbered": _unnumbered,
        "annex": _annex,
        "paragraph": _paragraph,
        "chapter": _chapter,
        "session": _session,
    }
    for name, pattern in _patterns().items():
        for match in pattern.finditer(text):
            yield readers[name](text, match)


def _raw(text: str, start: int, end: int) -> tuple[int, int, str]:
    return start, end, text[start:end]


def _place(match: regex.Match[str]) -> Literal["", "above", "below"]:
    printed = (match["place"] or "").lower()
    return "above" if printed == "above" else "below" if printed == "below" else ""


def _decided(text: str, match: regex.Match[str]) -> Candidate:
    kind: ReferenceKind = "decision" if match["word"].lower()[0] == "d" else "resolution"
    spans, found = match.spans("number"), []
    for index, (start, end) in enumerate(spans):
        first, final = index == 0, index == len(spans) - 1
        cited = [match["paragraphs"]] if first else []
        cited += [match["after"]] if final else []
        found.append(
            Found(
                kind,
                *_raw(text, match.start() if first else start, match.end() if final else end),
                number=normal_number(text[start:end]),
                body=tidy(match["body"] or ""),
                part=tidy(match["part"] or "") if final else "",
                paragraphs=tuple(p for printed in cited for p in paragraph_list(printed or "")),
            )
        )
    return tuple(found)


def _article(text: str, match: regex.Match[str]) -> Candidate:
    paragraphs = paragraph_list(match["paragraphs"] or match["short"] or "")
    return (
        Found(
            "article",
            *_raw(text, match.start(), match.end()),
            number=match["number"],
            value=whole(match["number"]),
            body=tidy(match["body"] or ""),
            paragraphs=paragraphs,
        ),
    )


def _numbered(text: str, match: regex.Match[str], kind: ReferenceKind, start: int) -> Candidate:
    """One reference for each number of a list, the words before and after with first and last."""
    last = match.groupdict().get("last") or ""
    spans = [match.span("number"), *match.spans("more")]
    found = []
    for index, (left, right) in enumerate(spans):
        number = normal_number(text[left:right]).upper()
        found.append(
            Found(
                kind,
                *_raw(
                    text,
                    start if index == 0 else left,
                    match.end() if index == len(spans) - 1 else right,
                ),
                number=number,
                last=normal_number(last).upper() if index == 0 else "",
                value=whole(number),
                place=_place(match),
            )
        )
    return tuple(found)


def _caption(text: str, match: regex.Match[str]) -> Candidate:
    if not _printed_number(match["number"]):
        return ()
    table = match["word"].lower().startswith("table")
    return _numbered(text, match, "internal_table" if table else "internal_figure", match.start())


def _printed_number(number: str) -> bool:
    """Refuse the Roman look-alikes that ignoring case lets in: `table i`, `annex l`."""
    return number == number.upper()


def _unnumbered(text: str, match: regex.Match[str]) -> Candidate:
    kind: ReferenceKind = "internal_figure" if match["figure"] else "internal_table"
    place: Literal["above", "below"] = "above" if match[0].lower().endswith("above") else "below"
    return (Found(kind, *_raw(text, match.start(), match.end()), place=place),)


@lru_cache(maxsize=1)
def _elsewhere() -> regex.Pattern[str]:
    """What makes an annex another document's: `annex II to the report of the Secretary-General`."""
    return compiled(
        rf"{_G}(?:to|of){_G}(?!(?:the{_G}present|this){_G})"
        rf"|{_G}(?:{words('en').parties_of_annexes.pattern})",
        regex.I,
    )


def _annex(text: str, match: regex.Match[str]) -> Candidate:
    if _elsewhere().match(text, match.end()):
        return ()
    if match["number"] is None:
        marked = match["mark"] and match["mark"].lower().startswith(("see", "cf", "in"))
        span = _raw(text, match.start("word"), match.end("word"))
        return (Found("internal_annex", *span, place=_place(match)),) if marked else ()
    if not _printed_number(match["number"]):
        return ()
    return _numbered(text, match, "internal_annex", match.start("word"))


def _paragraph(text: str, match: regex.Match[str]) -> Candidate:
    marked = bool(match["place"]) or (match["mark"] or "").lower().startswith(("see", "cf"))
    if match["of"]:
        marked = False
    kind: ReferenceKind = "internal_paragraph" if marked else "paragraph"
    end = match.end("place") if match["place"] else match.end("paragraphs")
    items = list(compiled(rf"{_PARAGRAPH}(?:{_TO}{_PARAGRAPH})?").finditer(match["paragraphs"]))
    offset, found = match.start("paragraphs"), []
    begin = match.end("mark") if match["mark"] else match.start()
    for index, item in enumerate(items):
        first, _, last = paragraph_list(item[0])[0].partition("-")
        left = begin if index == 0 else offset + item.start()
        right = end if index == len(items) - 1 else offset + item.end()
        found.append(
            Found(
                kind,
                *_raw(text, left, right),
                number=first,
                last=last,
                value=whole(compiled(r"\(.*").sub("", first)),
                place=_place(match),
            )
        )
    return tuple(found)


def _chapter(text: str, match: regex.Match[str]) -> Candidate:
    """A chapter is the report's own if the sentence points to it and names no other document."""
    marked = match["place"] or (match["mark"] or "").lower().startswith(("see", "cf", "in"))
    if not marked or match["of"] or not _printed_number(match["number"]):
        return ()
    number = normal_number(match["number"])
    start = match.end("mark") if match["mark"] else match.start()
    end = match.end("place") if match["place"] else match.end("number")
    return (
        Found(
            "internal_chapter",
            *_raw(text, start, end),
            number=number,
            value=whole(number),
            place=_place(match),
        ),
    )


def _session(text: str, match: regex.Match[str]) -> Candidate:
    value = english_ordinal(match["number"])
    if value is None:
        return ()
    kind: ReferenceKind = "meeting" if match["word"].lower() == "meeting" else "session"
    span = _raw(text, match.start(), match.end())
    return (Found(kind, *span, number=str(value), value=value),)
