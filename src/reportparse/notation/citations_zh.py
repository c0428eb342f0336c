"""References in Chinese text: decisions, resolutions, articles, and the report's own parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

import regex

from reportparse.lexicon.patterns import Deferred, bare, compiled
from reportparse.lexicon.words import alternation, words
from reportparse.notation.citations import (
    CHINESE,
    PARAGRAPH_NUMBER,
    RESOLUTION_NUMBER,
    B,
    Candidate,
    Found,
    ReferenceKind,
    normal_count,
    normal_number,
    paragraph_list,
    whole,
)
from reportparse.notation.numerals import DASHES
from reportparse.notation.spacing import stripped, tidy

_OWN: Final = words("zh")
_NTH: Final = _OWN.ordinal_before.pattern
_AND: Final = rf"{B}{alternation((*_OWN.list_between.words, ','))}{B}"
_TO: Final = rf"{B}(?:{_OWN.range_between.pattern}|[{DASHES}]){B}"
_COUNT: Final = rf"(?:{CHINESE}|\d{{1,3}})"
_NUMBER: Final = rf"(?:{CHINESE}|\d{{1,2}}|[IVX]+|[A-Z](?!\p{{Latin}}))"
_PARAGRAPH: Final = rf"(?:{PARAGRAPH_NUMBER}|{CHINESE})"
_PARAGRAPHS: Final = (
    rf"{_NTH}{B}(?P<paragraphs>{_PARAGRAPH}(?:(?:(?:{B}{_OWN.paragraph.pattern})?{_AND}|{_TO})"
    rf"{_NTH}?{B}{_PARAGRAPH})*){B}{_OWN.paragraph.pattern}"
)
_COMMA: Final = rf"{B}[，,、的]?{B}"
_CAPTION: Final = (
    r"(?:\d{1,3}(?!\d)[A-Z]?(?:[.\-]\d{1,3}(?!\d)|\.[IVX]+)*(?![\d.]\d)|[IVX]+(?:\.\d+)?|[A-Z]\.\d+"
    rf"|{CHINESE})"
)
_ANNEX: Final = rf"{_COMMA}(?P<part>{_OWN.annex.pattern}{B}{_NUMBER}?)"
_CAPTIONED: Final = (
    rf"{B}[，,、的]{B}(?P<part>(?:{_OWN.table.pattern}|{_OWN.figure.pattern}){B}{_CAPTION})"
)

TAIL: Final = rf"(?:{_ANNEX}|{_CAPTIONED})?(?:{_COMMA}{_PARAGRAPHS})?"
"""What may follow a cited document and belongs to it: `，附件一，第 5(c)段`."""

SYMBOL_TAIL: Final = rf"(?:{B}{_OWN.document.pattern})?{TAIL}"
"""What may follow a document symbol."""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Deferred]:
    own = _OWN
    see, this = own.see.pattern, own.this_document.pattern
    marked = rf"(?P<mark>{own.above.pattern}|{own.below.pattern}|{this}|{see})的?{B}"
    treaty = rf"(?P<body>《[^《》]{{2,40}}》{B}(?:{own.treaties.pattern})?|{own.treaties.pattern})"
    sources = {
        "decided": rf"(?:(?P<body>{own.organs.pattern})的?{B})?"
        rf"{_NTH}{B}(?P<number>{RESOLUTION_NUMBER})"
        rf"(?:{B}{own.number_mark.pattern}?{_AND}{_NTH}?{B}(?P<number>{RESOLUTION_NUMBER}))*"
        rf"{B}{own.number_mark.pattern}?{B}"
        rf"(?P<word>{own.decision.pattern}|{own.resolution.pattern})(?!草案){TAIL}",
        "article": rf"(?:{treaty}{B})?{_NTH}{B}(?P<number>{_COUNT}){B}{own.article.pattern}"
        rf"(?:{B}{_NTH}{B}(?P<paragraphs>{_COUNT}(?:(?:{B}{own.article_paragraph.pattern})?{_AND}"
        rf"{_NTH}?{B}{_COUNT})*){B}{own.article_paragraph.pattern})?"
        rf"(?:{B}{_NTH}?{B}(?P<item>\({B}[a-z]{{1,4}}{B}\)|[a-z]|{_COUNT}){B}"
        rf"{own.article_item.pattern})?",
        "caption": rf"(?P<word>{own.table.pattern}|{own.figure.pattern}){B}(?P<number>{_CAPTION})"
        rf"(?:{_TO}(?P<last>{_CAPTION})|{_AND}(?P<more>{_CAPTION})"
        rf"(?={B}(?:$|[，。；：、)）;:]|{own.list_between.pattern})))*",
        "unnumbered": rf"(?P<figure>{own.unnumbered_figure.pattern})|"
        rf"(?P<table>{own.unnumbered_table.pattern})",
        "annex": rf"(?P<mark>(?:{see}|{this})的?{B})?(?P<word>{own.annex.pattern}){B}"
        rf"(?:(?P<number>{_NUMBER})(?:{_AND}(?P<more>{_NUMBER})(?={B}(?:$|[，。；：、)）;:])))*)?",
        "paragraph": rf"(?:{marked})?{_PARAGRAPHS}",
        "chapter": rf"{marked}{_NTH}{B}(?P<number>{CHINESE}|\d{{1,2}}|[IVX]+){B}"
        rf"{own.chapter.pattern}(?:{B}(?P<part>[A-Z]){B}{own.chapter.pattern})?",
        "session": rf"{_NTH}{B}(?P<number>{_COUNT}){B}(?P<word>{own.session.pattern}|"
        rf"{own.meeting.pattern})",
    }
    needed = {
        "decided": (own.decision, own.resolution),
        "article": (own.article,),
        "caption": (own.table, own.figure),
        "unnumbered": (own.unnumbered_figure, own.unnumbered_table),
        "annex": (own.annex,),
        "paragraph": (own.paragraph,),
        "chapter": (own.chapter,),
        "session": (own.session, own.meeting),
    }
    return {
        name: Deferred(source, words=[word for listed in needed[name] for word in listed.words])
        for name, source in sources.items()
    }


_NEEDED: Final = {
    "decided": (_OWN.decision, _OWN.resolution),
    "article": (_OWN.article,),
    "caption": (_OWN.table, _OWN.figure),
    "unnumbered": (_OWN.unnumbered_figure, _OWN.unnumbered_table),
    "annex": (_OWN.annex,),
    "paragraph": (_OWN.paragraph,),
    "chapter": (_OWN.chapter,),
    "session": (_OWN.session, _OWN.meeting),
}
"""Lists a word of which stands in every reference of a kind."""


@lru_cache(maxsize=1)
def _needed() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(dict.fromkeys(bare(word) for listed in lists for word in listed.words))
        for name, lists in _NEEDED.items()
    }


def candidates_zh(text: str) -> Iterator[Candidate]:
    """Yield the references of a Chinese text phrase by phrase; phrases may overlap."""
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
    shows, needed = bare(text).__contains__, _needed()
    for name, pattern in _patterns().items():
        if not any(map(shows, needed[name])):
            continue  # by far the quicker answer, and most texts cite little
        for match in pattern.finditer(text):
            yield readers[name](text, match)


def _raw(text: str, start: int, end: int) -> tuple[int, int, str]:
    return start, end, text[start:end]


def _decided(text: str, match: regex.Match[str]) -> Candidate:
    """One reference for each number; organ and tail belong to the phrase's first and last."""
    kind: ReferenceKind = "decision" if match["word"] in _OWN.decision else "resolution"
    spans, found = match.spans("number"), []
    for index, (start, end) in enumerate(spans):
        final = index == len(spans) - 1
        left = match.start() if index == 0 else _with_ordinal(text, start)
        right = match.end() if final else end
        found.append(
            Found(
                kind,
                *_raw(text, left, right),
                number=normal_number(text[start:end]),
                body=tidy(match["body"] or ""),
                part=tidy(match["part"] or "") if final else "",
                paragraphs=paragraph_list(match["paragraphs"] or "") if final else (),
            )
        )
    return tuple(found)


def _with_ordinal(text: str, start: int) -> int:
    """Move a number's start back over the 第 before it."""
    before = compiled(rf"{_NTH}{B}$").search(text[:start])
    return before.start() if before else start


def _article(text: str, match: regex.Match[str]) -> Candidate:
    number = normal_count(match["number"])
    body, item = match["body"] or "", match["item"] or ""
    return (
        Found(
            "article",
            *_raw(text, match.start(), match.end()),
            number=number,
            value=whole(number),
            body=tidy(body),
            paragraphs=paragraph_list(match["paragraphs"] or ""),
            item=normal_count(item),
        ),
    )


def _caption(text: str, match: regex.Match[str]) -> Candidate:
    own = _OWN
    before = stripped(text[max(0, match.start() - 4) : match.start()])
    ended = tidy(before + match["word"])
    if any(ended.endswith(word) for word in own.false_captions.words if len(word) > 1):
        return ()
    if _counts(text, match.end()):
        return ()
    kind: ReferenceKind = "internal_table" if match["word"] in own.table else "internal_figure"
    return _numbered(text, match, kind, match.start())


def _numbered(text: str, match: regex.Match[str], kind: ReferenceKind, begin: int) -> Candidate:
    """One reference for each number of a list; the first takes the word before it along."""
    last = match.groupdict().get("last") or ""
    spans = [match.span("number"), *match.spans("more")]
    found = []
    for index, (start, end) in enumerate(spans):
        number = normal_count(text[start:end])
        left = begin if index == 0 else start
        right = match.end() if index == len(spans) - 1 else end
        found.append(
            Found(
                kind,
                *_raw(text, left, right),
                number=number,
                last=normal_count(last),
                value=whole(number),
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _measure() -> regex.Pattern[str]:
    return compiled(rf"{B}(?:{alternation(words('zh').units.words)}|[年月日倍%％])")


def _counts(text: str, end: int) -> bool:
    """Tell whether the number before `end` counts something: 代表 3 个国家, 表 2023 年."""
    return bool(_measure().match(text, end))


def _unnumbered(text: str, match: regex.Match[str]) -> Candidate:
    kind: ReferenceKind = "internal_figure" if match["figure"] else "internal_table"
    place: Literal["", "above", "below"] = (
        "above" if match[0].startswith("上") else "below" if match[0].startswith("下") else ""
    )
    if not place:
        return ()
    return (Found(kind, *_raw(text, match.start(), match.end()), place=place),)


_ELSEWHERE: Final = ("》", "的", "非")
"""What stands before the annex of another document, or before parties that an annex lists not."""


def _annex(text: str, match: regex.Match[str]) -> Candidate:
    """An annex is the report's own if the sentence points to it or it has a number of its own.

    附件一缔约方 are parties, and what follows a treaty's title or 的 is another document's annex.
    """
    own = _OWN
    if match["number"] and stripped(text[match.end() :]) in own.parties_of_annexes:
        return ()
    before = stripped(text[max(0, match.start() - 3) : match.start()])
    if not match["mark"] and (not match["number"] or before.endswith(_ELSEWHERE)):
        return ()
    if not match["number"]:
        return (Found("internal_annex", *_raw(text, match.start("word"), match.end("word"))),)
    return _numbered(text, match, "internal_annex", match.start("word"))


def _place(mark: str) -> Literal["", "above", "below"]:
    own = _OWN
    return "above" if mark in own.above else "below" if mark in own.below else ""


def _paragraph(text: str, match: regex.Match[str]) -> Candidate:
    kind: ReferenceKind = "internal_paragraph" if match["mark"] else "paragraph"
    place = _place(match["mark"] or "")
    found = []
    items = list(
        compiled(rf"(?:{_PARAGRAPH})(?:{_TO}第?{B}{_PARAGRAPH})?").finditer(match["paragraphs"])
    )
    for index, item in enumerate(items):
        offset = match.start("paragraphs")
        left = match.start() if index == 0 else offset + item.start()
        right = match.end() if index == len(items) - 1 else offset + item.end()
        first, _, last = paragraph_list(item[0])[0].partition("-")
        found.append(
            Found(
                kind,
                *_raw(text, left, right),
                number=first,
                last=last,
                value=whole(compiled(r"\(.*").sub("", first)),
                place=place,
            )
        )
    return tuple(found)


def _chapter(text: str, match: regex.Match[str]) -> Candidate:
    number = normal_count(match["number"])
    return (
        Found(
            "internal_chapter",
            *_raw(text, match.start(), match.end()),
            number=number,
            value=whole(number),
            part=match["part"] or "",
            place=_place(match["mark"] or ""),
        ),
    )


def _session(text: str, match: regex.Match[str]) -> Candidate:
    kind: ReferenceKind = "meeting" if tidy(match["word"]) in _OWN.meeting else "session"
    number = normal_count(match["number"])
    span = _raw(text, match.start(), match.end())
    return (Found(kind, *span, number=number, value=whole(number)),)
