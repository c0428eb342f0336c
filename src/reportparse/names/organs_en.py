"""Organs in English texts: capitalised words that end or begin with the noun of an organ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex

from reportparse.lexicon.name_words import known_names, name_words
from reportparse.lexicon.patterns import compiled
from reportparse.names.corpus import Corpus
from reportparse.names.model import is_one_of

_WORD: Final = r"(?!(?:Mr|Ms|Mrs|Dr|Her|His)\b)\p{Lu}[\p{L}\-]*(?:[’']\p{Lu}\p{L}+)?"
_SHORT: Final = compiled(r" \((?P<short>\p{Lu}[\p{Lu}\-]{1,9})\)")

FEWEST: Final = 2
"""Words of a name at least: the Committee alone is none."""


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    noun = "|".join(map(regex.escape, name_words("en").organ_endings.words))
    joint = rf"(?:,? (?:and )?| (?:of|for)(?: the)? ){_WORD}"
    tail = rf"(?: (?:of|for|on|against)(?: the)? {_WORD}(?:{joint})*)"
    return compiled(
        rf"(?<![\p{{L}}\d’'\-])(?P<name>(?:{_WORD} (?:(?:and|for|of|on) )?){{0,6}}"
        rf"(?:{noun})(?![\p{{L}}’'\-])(?:{tail}|(?! {_WORD})))"
    )


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    """A noun of an organ, without which a text names none; sooner looked for than the names."""
    return re.compile("|".join(map(re.escape, name_words("en").organ_endings.words)))


def english_organs(corpus: Corpus) -> Iterator[list[str]]:
    """Yield the organs of the English texts, each with the short form printed behind it."""
    own = name_words("en")
    countries = {form for group in known_names().countries for form in group}
    for piece in corpus.pieces:
        if piece.language != "en" or piece.kind not in ("text", "cell", "heading"):
            continue
        if not _nouns().search(corpus.whole, piece.start, piece.end):
            continue
        for match in _pattern().finditer(corpus.whole, piece.start, piece.end):
            name = match["name"]
            while determiner := own.determiners.match(name):
                name = name[len(determiner) :].lstrip()
            if len(name.split()) < FEWEST or is_one_of(name, own.not_organs) or name in countries:
                continue
            short = _SHORT.match(corpus.whole, match.end(), piece.end)
            yield [name, short["short"]] if short else [name]
