"""The vocabularies of records, run against their own examples like every other word list."""

from __future__ import annotations

from importlib import resources

import pytest

from reportparse.lexicon.record_words import (
    KINDS_PACKAGE,
    RecordWords,
    Terms,
    read_record_words,
    record_words,
)
from reportparse.notation.spacing import tidy
from reportparse.records.registry import registered

FAMILY = ("family", "reportparse.records")
OWN = [
    (path.name.removesuffix(".toml"), KINDS_PACKAGE)
    for path in resources.files(KINDS_PACKAGE).iterdir()
    if path.name.endswith(".toml")
]
VOCABULARIES = [*sorted(OWN), FAMILY]
LISTS = [
    pytest.param(listed, id=f"{name}-{key}")
    for name, package in VOCABULARIES
    for key, listed in record_words(name, package).lists.items()
]
CODED = [
    pytest.param(record_words(name, package), group, text, code, id=f"{name}-{group}-{text}")
    for name, package in VOCABULARIES
    for group, examples in record_words(name, package).group_examples.items()
    for text, code in examples.items()
]


@pytest.mark.parametrize("listed", LISTS)
def test_examples_of_a_list(listed: Terms) -> None:
    assert listed.examples and listed.counterexamples
    assert [text for text in listed.examples if tidy(text) not in listed] == []
    assert [text for text in listed.counterexamples if tidy(text) in listed] == []


@pytest.mark.parametrize(("own", "group", "text", "code"), CODED)
def test_examples_of_a_group(own: RecordWords, group: str, text: str, code: str) -> None:
    found = own.code(group, tidy(text))
    assert (found.code if found else "") == code


@pytest.mark.parametrize(("name", "package"), VOCABULARIES)
def test_every_group_has_examples(name: str, package: str) -> None:
    own = record_words(name, package)
    assert set(own.groups) == set(own.group_examples)
    for group, examples in own.group_examples.items():
        assert "" in examples.values(), f"{group} has no counterexample"
        assert set(examples.values()) - {""} <= set(own.groups[group])


@pytest.mark.parametrize(("name", "package"), VOCABULARIES)
def test_no_word_stands_for_two_codes(name: str, package: str) -> None:
    own = record_words(name, package)
    for members in own.groups.values():
        listed = [word.casefold() for terms in members.values() for word in terms.words]
        assert sorted({word for word in listed if listed.count(word) > 1}) == []


def test_every_kind_has_its_vocabulary_beside_it() -> None:
    modules = {kind.find.__module__.rpartition(".")[2] for kind in registered()}
    assert modules == {name for name, _ in OWN}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[list.word]\nzh = ['表']", "unknown tables"),
        ("[lists.word]\nwords = ['表']", "unknown keys"),
    ],
)
def test_a_misspelt_name_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_record_words(text)


def test_a_capital_that_grows_in_small_letters_moves_nothing() -> None:
    """İ is two characters in small letters; what follows it keeps its place."""
    assert Terms(("CER",)).find("İİ CER") == (3, 6)
