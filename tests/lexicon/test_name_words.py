"""Every list and group of names.toml is run against itself."""

from __future__ import annotations

from collections import Counter

import pytest

from reportparse.lexicon.name_words import NAME_LISTS, known_names, name_words
from reportparse.lexicon.words import LANGUAGES, Language, WordList

EVERY = [(language, name) for language in LANGUAGES for name in NAME_LISTS]


def _list(language: Language, name: str) -> WordList:
    found: WordList = getattr(name_words(language), name)
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
def test_every_word_stands_once(language: Language, name: str) -> None:
    counts = Counter(_list(language, name).words)
    assert [word for word, times in counts.items() if times > 1] == []


def test_every_name_means_one_thing() -> None:
    """No form stands in two groups, or a name would depend on their order."""
    known = known_names()
    for groups in (known.organs, (*known.countries, *known.cities)):
        counts = Counter(form for group in groups for form in set(group))
        assert [form for form, times in counts.items() if times > 1] == []
