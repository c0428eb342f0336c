"""References by name, the same in every language: `CMP 18`, `“…” 程序(05.0 版)`, `“AM0125: …”`.

A session may be cited by the short name of the body that meets, a standard by its title in
quotation marks with a version behind it or a code before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import words
from reportparse.notation.citations import B, Candidate, Found, whole
from reportparse.notation.spacing import tidy

TITLE: Final = 80
"""Characters of a quoted title at most; what is longer is a quotation."""

_QUOTED: Final = rf"[“\"](?P<title>[^“”\"]{{2,{TITLE}}})[”\"]"
_VERSIONED: Final = compiled(
    rf"{_QUOTED}(?P<word>{B}\p{{Han}}{{1,6}}?)?{B}\(?{B}"
    rf"(?:第?{B}(?P<version>\d+(?:\.\d+)+){B}版|version {B}(?P<version>\d+(?:\.\d+)+)){B}\)?",
    regex.I,
)
_CODED: Final = compiled(
    rf"[“\"](?P<code>\p{{Lu}}{{2,}}(?:-\p{{Lu}}{{1,}})*[ \-]?\d{{2,}}(?:\.\d+)*){B}[：:]{B}"
    rf"(?P<title>[^“”\"]{{2,{TITLE}}})[”\"](?:{B}方法学?)?"
)


@lru_cache(maxsize=1)
def _sessions() -> regex.Pattern[str]:
    names = "|".join(map(regex.escape, words("en").session_organs))
    return compiled(
        rf"(?<![\p{{Latin}}\p{{N}}/.\-])(?P<body>{names}){B}(?P<number>[1-9]\d?)(?![\p{{Latin}}\d/]|[.,\-]\d)"
    )


def candidates_named(text: str) -> Iterator[Candidate]:
    """Yield the references of a text to sessions by short name and to standards by title.

    >>> [(ref.kind, ref.body, ref.number) for (ref,) in candidates_named("应CMP 18的要求")]
    [('session', 'CMP', '18')]
    >>> [(ref.body, ref.version) for (ref,) in candidates_named("“监测”程序(05.0版)")]
    [('监测', '05.0')]
    """
    named = any(name in text for name in words("en").session_organs)
    for match in _sessions().finditer(text) if named else ():
        number = match["number"]
        span = match.start(), match.end(), match[0]
        yield (Found("session", *span, number=number, value=whole(number), body=match["body"]),)
    if "“" not in text and '"' not in text:
        return
    for match in _VERSIONED.finditer(text):
        span = match.start(), _closed(match), text[match.start() : _closed(match)]
        yield (Found("standard", *span, body=tidy(match["title"]), version=match["version"]),)
    for match in _CODED.finditer(text):
        span = match.start(), match.end(), match[0]
        yield (Found("standard", *span, number=match["code"], body=tidy(match["title"])),)


def _closed(match: regex.Match[str]) -> int:
    """The end of a reference without a parenthesis that opened before it."""
    behind = match[0][match.end("title") - match.start() :]
    end: int = match.end()
    return end - 1 if match[0].endswith(")") and "(" not in behind else end
