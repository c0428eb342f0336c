"""Words of a vocabulary list at a place in a running text, quickly.

Running texts follow the text rule, so a Chinese word stands in them without blanks; plain
comparison by the first character does, and a list of hundreds costs no more than one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.words import WordList


class _Signs(dict[str, bool]):
    """Whether a character, whatever its case, is one of some: worked out once for each."""

    def __init__(self, lower: Iterable[str]) -> None:
        self._lower = frozenset(lower)

    def __missing__(self, char: str) -> bool:
        known = self[char] = char.lower()[:1] in self._lower
        return known


@frozen_record
class WordsAt:
    """The words of a list by their first and by their last two characters, the longest first.

    Words of one character stand under it. `opens` and `closes` tell of a character whether a word
    begins or ends with it, and `longest` says how many characters the longest word has. `words`
    are all of them, in lower case.
    """

    words: tuple[str, ...]
    first: dict[str, tuple[str, ...]]
    opens: _Signs
    closes: _Signs
    longest: int
    last: dict[str, tuple[str, ...]]
    exceptions: dict[str, tuple[str, ...]]

    def may_show_in(self, text: str) -> bool:
        """Tell whether any word stands in a text, whole or not, an exception or not."""
        return any(map(text.lower().__contains__, self.words))

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at `start`, None where none or an exception does.

        >>> words_at(WordList(("次", "个"), "start", exceptions=("次性",))).at("一次性", 1) is None
        True
        """
        if start >= len(text) or not self.opens[text[start]]:
            return None  # as nearly always
        found = self._longest(self.first, text, start)
        if found is None or not self.exceptions:
            return found
        return None if self._longest(self.exceptions, text, start) else found

    def before(self, text: str, end: int) -> str | None:
        """The longest word that ends at `end`, None where none does.

        >>> words_at(WordList(("约", "大约"), "start")).before("共有大约20个", 4)
        '大约'
        """
        if end <= 0 or not self.closes[text[end - 1]]:
            return None
        for ending in (text[max(end - 2, 0) : end], text[end - 1]):
            for word in self.last.get(ending.lower(), ()):
                start = end - len(word)
                if start >= 0 and text[start:end].lower() == word and _whole(text, start, end):
                    return text[start:end]
        return None

    @staticmethod
    def _longest(index: dict[str, tuple[str, ...]], text: str, start: int) -> str | None:
        for beginning in (text[start : start + 2], text[start]):
            for word in index.get(beginning.lower(), ()):
                end = start + len(word)
                if text[start:end].lower() == word and _whole(text, start, end):
                    return text[start:end]
        return None


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin word at this stretch is no part of a longer one."""
    if _latin(text[start]) and start > 0 and _latin(text[start - 1]):
        return False
    return not (_latin(text[end - 1]) and end < len(text) and _latin(text[end]))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


_INDEXES: Final[dict[int, tuple[WordList, WordsAt]]] = {}


def words_at(words: WordList) -> WordsAt:
    """Return the index of a list, made once.

    Lists are known by identity, since hashing hundreds of words would cost more than looking one
    up; the list itself is kept, so that its identity is never another's.
    """
    known = _INDEXES.get(id(words))
    if known is None or known[0] is not words:
        known = _INDEXES[id(words)] = words, _indexed(words)
    return known[1]


def _indexed(words: WordList) -> WordsAt:
    return _index(words.words, words.exceptions)


@lru_cache(maxsize=64)
def keys_at(words: tuple[str, ...]) -> WordsAt:
    """Return the index of plain words, as the keys of a mapping are."""
    return _index(words, ())


def _index(words: tuple[str, ...], exceptions: tuple[str, ...]) -> WordsAt:
    first = _by(words, _FIRST)
    last = _by(words, _LAST)
    opens = _Signs(beginning[:1] for beginning in first)
    closes = _Signs(ending[-1:] for ending in last)
    longest = max(map(len, words), default=0)
    lower = tuple(word.lower() for word in words)
    return WordsAt(lower, first, opens, closes, longest, last, _by(exceptions, _FIRST))


_FIRST: Final = slice(2)
_LAST: Final = slice(-2, None)


def _by(words: Iterable[str], place: slice) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[place].lower(), []).append(word.lower())
    return {
        char: tuple(sorted(many, key=lambda word: (-len(word), word)))
        for char, many in found.items()
    }
