"""What the words of two places are compared by."""

from __future__ import annotations

from typing import Final

from reportparse.lexicon.patterns import compiled

_WORDS: Final = compiled(r"\p{Han}+|\p{Latin}{3,}")


def pieces(text: str) -> frozenset[str]:
    """What two texts are compared by: pairs of Chinese characters, and Latin words.

    >>> sorted(pieces("支出占预算 48%"))
    ['出占', '占预', '支出', '预算']
    """
    found: set[str] = set()
    for word in _WORDS.findall(text.lower()):
        if word.isascii():
            found.add(word)
        else:
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return frozenset(found)
