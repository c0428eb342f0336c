"""Every word list of the front, by its own examples and counterexamples."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

import reportparse.lexicon
from reportparse.lexicon.front_words import OWN, front_words
from reportparse.lexicon.words import LANGUAGES

LISTS = [(at, language, name) for at, language in enumerate(LANGUAGES) for name in OWN]


@pytest.mark.parametrize(("at", "language", "name"), LISTS)
def test_examples(at: int, language: str, name: str) -> None:
    known = getattr(front_words(), name).lists[at]
    assert known.examples, "a list without an example proves nothing"
    assert [text for text in known.examples if text not in known] == []
    assert [text for text in known.counterexamples if text in known] == []


def test_nothing_but_known_lists() -> None:
    text = resources.files(reportparse.lexicon).joinpath("front.toml").read_text("utf-8")
    assert {language: set(lists) for language, lists in tomllib.loads(text).items()} == {
        language: set(OWN) for language in LANGUAGES
    }
