"""Every list of facts.toml is run against its own examples."""

from __future__ import annotations

import pytest

from reportparse.lexicon.fact_words import FACT_LISTS, fact_words
from reportparse.lexicon.words import LANGUAGES, Language, WordList

EVERY = [(language, name) for language in LANGUAGES for name in FACT_LISTS]


def _list(language: Language, name: str) -> WordList:
    found: WordList = getattr(fact_words(language), name)
    return found


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_list_proves_itself(language: Language, name: str) -> None:
    """Examples match, counterexamples do not, and a list with words has both."""
    found = _list(language, name)
    assert bool(found.words) == bool(found.examples)
    assert found.counterexamples
    assert [text for text in found.examples if found.match(text) is None] == []
    assert [text for text in found.counterexamples if found.match(text) is not None] == []


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_every_word_matches_itself_and_stands_once(language: Language, name: str) -> None:
    found = _list(language, name)
    assert [word for word in found.words if found.match(word) is None] == []
    assert len(found.words) == len(set(found.words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_approximation_has_its_kind(language: Language) -> None:
    own = fact_words(language)
    listed = {*own.more_approximations.words, *own.bounds.words}
    assert listed <= set(own.approximation_kinds)
