"""Every word list is run against its own examples, so that a word is never added unproved."""

from __future__ import annotations

from typing import cast

import pytest

from reportparse.lexicon.words import LANGUAGES, WORD_LISTS, Language, WordList, words

EXAMPLES = [
    pytest.param(language, name, text, id=f"{language}-{name}-{text}")
    for language in LANGUAGES
    for name in WORD_LISTS
    for text in getattr(words(language), name).examples
]
COUNTEREXAMPLES = [
    pytest.param(language, name, text, id=f"{language}-{name}-{text}")
    for language in LANGUAGES
    for name in WORD_LISTS
    for text in getattr(words(language), name).counterexamples
]


@pytest.mark.parametrize(("language", "name", "text"), EXAMPLES)
def test_example_is_matched(language: Language, name: str, text: str) -> None:
    assert getattr(words(language), name).match(text) is not None


@pytest.mark.parametrize(("language", "name", "text"), COUNTEREXAMPLES)
def test_counterexample_is_not_matched(language: Language, name: str, text: str) -> None:
    assert getattr(words(language), name).match(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_list_proves_itself(language: Language, name: str) -> None:
    """A list with words has an example; every list has a counterexample."""
    found: WordList = getattr(words(language), name)
    assert bool(found.words) == bool(found.examples)
    assert found.counterexamples


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_word_matches_itself(language: Language, name: str) -> None:
    found: WordList = getattr(words(language), name)
    unmatched = [word for word in found.words if found.match(word) is None]
    assert unmatched == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice(language: Language) -> None:
    for name in WORD_LISTS:
        listed = getattr(words(language), name).words
        assert len(listed) == len(set(listed)), name


def test_vocabulary_is_loaded_once() -> None:
    assert words("zh") is words("zh")


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no vocabulary"):
        words(cast(Language, "xx"))


def test_subtotal_and_total_are_apart() -> None:
    """A subtotal row must never be taken for the total, in either language."""
    for language, subtotal in (("zh", "小计(B)"), ("en", "Subtotal"), ("en", "Sub-total")):
        own = words(language)
        assert own.subtotal.match(subtotal) and not own.total.match(subtotal)


def test_spaced_out_heading_is_matched() -> None:
    assert words("zh").summary.match("概　　要") == "概　　要"
    assert words("zh").contents.match(" 目 录 ") == "目 录"


def test_latin_word_is_no_part_of_a_longer_one() -> None:
    assert words("en").table.match("Tableau 1") is None
    assert words("en").nil.match("Nils") is None
