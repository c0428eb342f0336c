"""Patterns that wait for their words find what they would find at once."""

from __future__ import annotations

import pytest
import regex

from reportparse.lexicon.patterns import Deferred
from reportparse.lexicon.words import LANGUAGES, WORD_LISTS, WordList, alternation, words

TEXTS = ("表 1", "见 表\u30002 和表 3", "TABLE 4", "Tablet 5", "ta ble 6", "图 7", "", " \u3000")


@pytest.mark.parametrize("text", TEXTS)
def test_waiting_changes_no_match(text: str) -> None:
    own = ("表", "Table")
    source = rf"\s*{alternation(own)}\s*(\d+)"
    plain, deferred = regex.compile(source, regex.I), Deferred(source, regex.I, own)
    assert [m.span() for m in deferred.finditer(text)] == [m.span() for m in plain.finditer(text)]
    for method in ("match", "search", "fullmatch"):
        found, expected = getattr(deferred, method)(text), getattr(plain, method)(text)
        assert (found and found.span()) == (expected and expected.span())


def test_a_text_without_the_words_makes_no_pattern() -> None:
    pattern = Deferred("(", words=("表",))  # could not be compiled
    assert pattern.search("图 1") is None
    assert not pattern.made
    with pytest.raises(regex.error):
        pattern.search("表 1")


def test_without_words_every_text_is_tried() -> None:
    assert Deferred(r"\d").search("1") is not None


@pytest.mark.parametrize("place", ["whole", "start", "inside"])
def test_a_list_finds_its_words_however_they_are_spaced(place: str) -> None:
    own = WordList(("资料来源", "Source"), place)  # type: ignore[arg-type]
    assert own.match("  资 料\u3000来源") == "资 料\u3000来源"
    assert own.match("SOURCE") == "SOURCE"
    assert own.match("Sources") is None
    assert own.match("资料") is None


@pytest.mark.parametrize("text", ["Sept. 4", "Sept 4", "September 4", "Septem 4", "sept.x"])
def test_words_that_end_with_a_stop_keep_their_order(text: str) -> None:
    own = ("September", "Sept.", "Sept", "Sep.")
    latin = r"(?<![\p{{Latin}}\p{{N}}]){}"
    plain = "|".join(
        (latin.format(regex.escape(word)) + ("" if word.endswith(".") else r"(?!\p{Latin})"))
        for word in sorted(own, key=lambda word: -len(word))
    )
    found, expected = regex.match(alternation(own), text), regex.match(plain, text)
    assert (found and found[0]) == (expected and expected[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_list_is_found_by_the_alternation(language: str) -> None:
    own = words(language)
    for name in WORD_LISTS:
        listed: WordList = getattr(own, name)
        for word in listed.words:
            found = regex.match(alternation(listed.words), word, regex.I)
            assert found is not None, (name, word)
            assert found[0] == word, (name, word)
