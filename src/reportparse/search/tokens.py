"""What the index holds of a text: its pairs of characters, and its words.

The pairs say where a stretch of characters can stand literally, whatever a segmenter makes of it;
the words say where it stands as words. Both are plain tokens, the same in every database.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from reportparse.lexicon.patterns import compiled
from reportparse.names.segment import Segmenter
from reportparse.search.folding import fold

VERSION: Final = "1"
"""Of everything that decides which tokens a text has. An index made by another one is remade."""

LONGEST_TEXT: Final = 50_000
"""Characters of a text that is indexed by its pairs. A longer one would not fit into a tsvector
(1 MiB); it has the token `EVERY` alone, which every query asks for too."""

LONGEST_WORD: Final = 100
"""Characters of a word at most: a tsvector takes no token of more than 2 KiB."""

_SIGN_BASE: Final = 0xE000
"""Where in the private area the signs of ASCII stand in a token: no database reads them there as
syntax, and no tokenizer as a gap."""

END: Final = "\ue080"
"""Stands beside the last character, so that every character begins one pair."""

WORD: Final = "\ue081"
"""Begins the token of a word."""

EVERY: Final = "\ue082"
"""The token of a text that is too long for tokens."""

_ENCODED: Final = {code: chr(_SIGN_BASE + code) for code in range(128) if not chr(code).isalnum()}
_HAN: Final = compiled(r"\p{Han}")
_LATIN: Final = compiled(r"[\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*")


def pairs(folded: str) -> set[str]:
    """Return the pairs of neighbours in a folded text as tokens.

    >>> sorted(pairs("核证量")) == sorted(["核证", "证量", "量" + END])
    True
    """
    signs = folded.translate(_ENCODED)
    return {*map("".join, pairwise(signs)), *_last(signs)}


def _last(signs: str) -> tuple[str, ...]:
    return (signs[-1] + END,) if signs else ()


def pairs_of_phrase(folded: str) -> tuple[str, ...]:
    """Return the pairs that every text has in which a folded phrase stands; none for one sign."""
    signs = folded.translate(_ENCODED)
    return tuple(dict.fromkeys(map("".join, pairwise(signs))))


def first_sign(folded: str) -> str:
    """Return how the pairs begin that a single character stands first in."""
    return folded[:1].translate(_ENCODED)


def word_token(word: str) -> str:
    """Return the token of a folded word."""
    return WORD + word.translate(_ENCODED)


def words(text: str, segmenter: Segmenter) -> tuple[str, ...]:
    """Return the words of a text, folded, each once; jieba is needed for Chinese only.

    A text without letters, such as a figure in a cell, is one word.

    >>> words("执行理事会的CMP会议", Segmenter(["执行理事会"]))
    ('执行理事会', '执行', '理事', '理事会', '的', 'cmp', '会议')
    >>> words("2 449 614 293", Segmenter([]))
    ('2449614293',)
    """
    chinese = _HAN.search(text) is not None
    found = segmenter.search_words(text) if chinese else _LATIN.findall(text) or [text]
    folded = dict.fromkeys(map(fold, found))
    return tuple(word for word in folded if 0 < len(word) <= LONGEST_WORD)


def tokens(folded: str, own_words: Iterable[str]) -> list[str]:
    """Return all tokens of a text, in a fixed order, from its folded form and its words.

    >>> tokens("ab", ["ab"]) == ["ab", "b" + END, WORD + "ab"]
    True
    """
    if len(folded) > LONGEST_TEXT:
        return [EVERY]
    return sorted({*pairs(folded), *map(word_token, own_words)})
