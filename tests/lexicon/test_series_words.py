"""Every list of series.toml is run against its own examples."""

from __future__ import annotations

import pytest

from reportparse.lexicon.record_words import record_words

OWN = record_words("series", "reportparse.lexicon")


@pytest.mark.parametrize("name", sorted(OWN.lists))
def test_list_proves_itself(name: str) -> None:
    found = OWN[name]
    assert found.examples and found.counterexamples
    assert [text for text in found.examples if text not in found] == []
    assert [text for text in found.counterexamples if text in found] == []


def test_units_are_told_apart() -> None:
    for text, code in OWN.group_examples["unit"].items():
        named = OWN.code("unit", text)
        assert (named.code if named else "") == code
    words = [word for terms in OWN.groups["unit"].values() for word in terms.words]
    assert len(words) == len(set(words))
