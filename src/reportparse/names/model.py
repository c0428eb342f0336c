"""What the search for names gives before it becomes a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import regex

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import WordList
from reportparse.names.corpus import Corpus, Interval
from reportparse.report.facts import Capacity

NameKind = Literal["organ", "person", "place", "meeting", "decision", "document"]

_HAN = compiled(r"\p{Han}")


@dataclass(slots=True)
class Found:
    """One thing named, with every stretch of the corpus that names it."""

    kind: NameKind
    spans: list[Interval] = field(default_factory=list)
    number: str | None = None
    organ: Found | None = None
    capacities: list[Capacity] = field(default_factory=list)
    text: str = ""

    def forms(self, corpus: Corpus) -> tuple[str, ...]:
        """The printed forms, the fullest first: the report's own script, then the longest."""
        printed = {corpus.text(span) for span in self.spans}
        return tuple(sorted(printed, key=lambda form: _rank(form, corpus.report.language == "zh")))


def _rank(form: str, chinese: bool) -> tuple[bool, bool, int, str]:
    """A description (`根据《巴黎协定》…建立的机制`) stands behind a name."""
    return bool(_HAN.search(form)) != chinese, "的" in form[-4:], -len(form), form


@lru_cache(maxsize=64)
def plain_words(words: WordList) -> frozenset[str]:
    """The words of a list in lower case, to compare whole texts with."""
    return frozenset(word.lower() for word in words.words)


def is_one_of(text: str, words: WordList) -> bool:
    """Tell whether a whole running text is a word of a list.

    >>> is_one_of("NAME", WordList(("Name", "Member"), "whole"))
    True
    """
    return text.strip().lower() in plain_words(words)


def longest_first(forms: Iterable[str]) -> list[str]:
    """Forms in the order in which they are looked for."""
    return sorted(set(forms), key=lambda form: (-len(form), form))


def regex_of(words: WordList) -> str:
    """Source of a regular expression for any word of a list, in running text as it is stored."""
    return "(?:" + "|".join(map(regex.escape, longest_first(words.words))) + ")"
