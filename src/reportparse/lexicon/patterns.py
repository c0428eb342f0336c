"""Patterns that are compiled when they are first needed.

To compile a pattern of many words takes some milliseconds, to look for the words themselves in a
text a microsecond; and most reports meet the words of a few patterns only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import regex


@lru_cache(maxsize=256)
def bare(text: str) -> str:
    """A text without blanks and case: a word shows in it, however it is spaced, or nowhere.

    >>> bare("Table\u3000表 1")
    'table表1'
    """
    return "".join(text.split()).casefold()


class Deferred:
    """A regular expression that is compiled when the first text comes that it could match.

    `words` are such that one of them, its blanks and its case left out, stands in every text that
    the pattern matches; without words every text could be one.

    >>> pattern = Deferred(r"表\\s*(\\d+)", words=("表",))
    >>> pattern.search("图 1") is None, pattern.made
    (True, False)
    >>> pattern.search("见表 1")[1], pattern.made
    ('1', True)
    """

    def __init__(self, source: str, flags: int = 0, words: Iterable[str] = ()) -> None:
        self._source, self._flags = source, flags
        self._words = tuple(map(bare, words))

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return regex.compile(self._source, self._flags)

    @property
    def made(self) -> bool:
        """Whether the pattern has been compiled."""
        return "_pattern" in vars(self)

    def _may_match(self, text: str) -> bool:
        if not self._words:
            return True
        return any(map(bare(text).__contains__, self._words))

    def match(self, text: str, start: int = 0) -> regex.Match[str] | None:
        """As the method of a compiled pattern; None at once where no word shows."""
        return self._pattern.match(text, start) if self._may_match(text) else None

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """As the method of a compiled pattern; None at once where no word shows."""
        return self._pattern.fullmatch(text) if self._may_match(text) else None

    def search(self, text: str) -> regex.Match[str] | None:
        """As the method of a compiled pattern; None at once where no word shows."""
        return self._pattern.search(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """As the method of a compiled pattern; nothing at once where no word shows."""
        return iter(self._pattern.finditer(text) if self._may_match(text) else ())
