"""The vocabulary around the numbers and dates of running text, one language at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.files import vocabulary
from reportparse.lexicon.words import LANGUAGES, Language, WordList, word_list


@frozen_record
class FactWords:
    """One attribute per idea; what each list is for stands in facts.toml."""

    language: Language
    measures: WordList
    currencies: WordList
    percents: WordList
    tenths: WordList
    durations: WordList
    physical: WordList
    of_substance: WordList
    factors: WordList
    vague_before: WordList
    vague_after: WordList
    not_numerals: WordList
    determiners: WordList
    exactly: WordList
    bounds: WordList
    extents: WordList
    not_extents: WordList
    approximation_false: WordList
    more_approximations: WordList
    phrase_ends: WordList
    inside_words: WordList
    predicates: WordList
    may_be_nouns: WordList
    acted_on: WordList
    short_verbs: WordList
    says_how_many: WordList
    amount_heads: WordList
    counting_nouns: WordList
    measured_heads: WordList
    label_before: WordList
    year_before: WordList
    phones: WordList
    version_after: WordList
    ordinal_after: WordList
    this_period: WordList
    its_end: WordList
    other_relative: WordList
    same_period: WordList
    since_before: WordList
    since_after: WordList
    until_before: WordList
    before_after_it: WordList
    after_after_it: WordList
    compared: WordList
    comparison_ends: WordList
    changed_to: WordList
    respectively: WordList
    approximation_kinds: Mapping[str, str]
    cardinals: Mapping[str, int]


FACT_LISTS: Final[tuple[str, ...]] = tuple(
    field.name for field in fields(FactWords) if field.type == "WordList"
)
"""Names of the lists with examples."""

_MAPPINGS: Final = ("approximation_kinds", "cardinals")


@lru_cache(maxsize=len(LANGUAGES))
def fact_words(language: Language) -> FactWords:
    """Return the vocabulary of a language, read from the package once.

    Raises ValueError where facts.toml lacks a list or has one that nothing uses.

    >>> fact_words("zh").measures.match("名成员")
    '名'
    """
    own = vocabulary("facts")[language]
    wrong = set(own) ^ {*FACT_LISTS, *_MAPPINGS}
    if wrong:
        raise ValueError(f"fact vocabulary {language}: missing or unknown {sorted(wrong)}")
    lists: dict[str, Any] = {name: word_list(own[name]) for name in FACT_LISTS}
    mappings: dict[str, Any] = {
        name: MappingProxyType(dict(own[name]["words"])) for name in _MAPPINGS
    }
    return FactWords(language=language, **lists, **mappings)
