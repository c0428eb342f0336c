"""The vocabulary of the front of a report, all languages at once.

A Chinese report prints `Distr.: General` and `Original: English` beside Chinese words, so the
front is always read with the words of every language.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import cast

from reportparse.frozen import frozen_record
from reportparse.lexicon.files import vocabulary
from reportparse.lexicon.words import LANGUAGES, WordList, word_list, words


@frozen_record
class AnyOf:
    """Word lists for one idea in several languages, asked as one."""

    lists: tuple[WordList, ...]

    def match(self, text: str) -> str | None:
        """Return the word that `text` shows, in whichever language; else None.

        >>> front_words().summary.match("摘 要"), front_words().summary.match("Summary of step 1")
        ('摘 要', None)
        """
        for words_of_one in self.lists:
            found = words_of_one.match(text)
            if found is not None:
                return found
        return None

    def __contains__(self, text: str) -> bool:
        return self.match(text) is not None

    @property
    def pattern(self) -> str:
        """Source of a regular expression for any word of any language."""
        return "(?:" + "|".join(one.pattern for one in self.lists if one.words) + ")"

    @property
    def words(self) -> tuple[str, ...]:
        """The words of all languages."""
        return tuple(word for one in self.lists for word in one.words)


@frozen_record
class FrontWords:
    """One attribute per idea; what each list is for stands in the TOML files."""

    un_name: AnyOf
    recycle: AnyOf
    cover: AnyOf
    session: AnyOf
    agenda_of: AnyOf
    groups: AnyOf
    columns: AnyOf
    reporting_period: AnyOf
    other_period: AnyOf
    covers: AnyOf
    year_ended: AnyOf
    summary: AnyOf
    contents: AnyOf
    abbreviations: AnyOf
    continued: AnyOf
    annex: AnyOf
    distribution: AnyOf
    distribution_kinds: AnyOf
    original: AnyOf
    language_names: AnyOf
    only_language: AnyOf
    organs: AnyOf
    document_kinds: AnyOf


OWN = (
    "un_name",
    "recycle",
    "cover",
    "session",
    "agenda_of",
    "groups",
    "columns",
    "reporting_period",
    "other_period",
    "covers",
    "year_ended",
)
"""The lists of front.toml; the other attributes come from the main vocabulary."""


@lru_cache(maxsize=1)
def front_words() -> FrontWords:
    """Return the vocabulary, read from the package once.

    Raises ValueError where front.toml lacks a list or has one that nothing uses.
    """
    own = vocabulary("front")
    for language in LANGUAGES:
        wrong = set(own.get(language, {})) ^ set(OWN)
        if wrong:
            raise ValueError(f"front vocabulary {language}: missing or unknown {sorted(wrong)}")
    lists: dict[str, AnyOf] = {}
    for field in fields(FrontWords):
        if field.name in OWN:
            parts = [word_list(own[language][field.name]) for language in LANGUAGES]
        else:
            parts = [cast(WordList, getattr(words(language), field.name)) for language in LANGUAGES]
        lists[field.name] = AnyOf(tuple(parts))
    return FrontWords(**lists)
