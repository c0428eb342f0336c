"""Patterns, compiled when they are first needed and at best once for all runs of the program.

To compile a pattern of many words takes some milliseconds, to look for the words themselves in a
text a microsecond; and most reports meet the words of a few patterns only. `regex` can store what
it compiled, and takes it back in a thirtieth of the time.
"""

from __future__ import annotations

import atexit
import copyreg
import io
import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

import regex

from reportparse.shelf import Shelf, kept

MOST = 1_000
"""Patterns in store, at most: about three times as many as all languages have. A change of the
vocabulary leaves behind those that it replaced."""

_Key = tuple[str, int]
_COMPILED: dict[_Key, regex.Pattern[str]] = {}
_MAKER = copyreg.dispatch_table[type(regex.compile(""))](regex.compile(""))[0]
"""What `pickle` is told to make a pattern with."""


def compiled(source: str, flags: int = 0) -> regex.Pattern[str]:
    """As `regex.compile`, for the program's own patterns, of which there is a limited number.

    A pattern that is made of words of a document is for `regex.compile`: it comes once.

    >>> compiled(r"表\\s*(\\d+)", regex.I).search("见表 1")[1]
    '1'
    """
    if not _COMPILED:
        _fetch()
    key = source, int(flags)
    found = _COMPILED.get(key)
    if found is None:
        found = _COMPILED[key] = regex.compile(source, flags)
    return found


def _fetch() -> None:
    """Take what earlier runs compiled; later runs will find what this one compiles."""
    shelf = kept()
    if shelf is None:
        return
    name = f"patterns-{regex.__version__}-{sys.implementation.cache_tag}-{sys.maxsize:x}"
    data = shelf.take(name)
    if data is not None:
        with suppress(Exception):  # made by nobody but `_give`, yet on a disk
            _COMPILED.update(_Patterns(io.BytesIO(data)).load())
    atexit.register(_give, shelf, name, len(_COMPILED))


def _give(shelf: Shelf, name: str, fetched: int) -> None:
    """Store the patterns if there are new ones; without the fetched ones if there are too many."""
    if len(_COMPILED) == fetched:
        return
    first = fetched if len(_COMPILED) > MOST else 0
    shelf.put(name, pickle.dumps(dict(islice(_COMPILED.items(), first, None)), protocol=5))


class _Patterns(pickle.Unpickler):
    """Reads stored patterns, and makes nothing but patterns."""

    def find_class(self, module: str, name: str, /) -> Any:
        found = super().find_class(module, name)
        if found is not _MAKER:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a pattern")
        return found


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
        return compiled(self._source, self._flags)

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
