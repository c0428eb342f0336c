"""jieba's dictionary: whole where much is cut; for a few words, only the lines that they ask for.

Reading the dictionary takes longer than most searches, and a query has a handful of words. Of a
dictionary, jieba asks how often a word is used, whether longer words begin with it, and how often
all words are used together. The lines of its file say that as well: the words are the same.
"""

from __future__ import annotations

import logging
import sys
import warnings
from functools import lru_cache
from typing import Any, Final

import regex

RUNS_BY_LINES: Final = 12
"""Runs of characters that are cut by the lines; for more of them the whole dictionary pays."""
LONGEST_BY_LINES: Final = 40
"""Characters of such a run at most; a longer one asks for too many lines."""
_USES: Final = regex.compile(rb" (\d+) ")


class Lines:
    """The lines of a dictionary, as what jieba has for it: words and their beginnings, with uses.

    >>> lines = Lines("核证 3 v\\n核证量 2 n\\n".encode())
    >>> lines["核证"], lines["核"], "证" in lines, lines.get("核证量"), lines.total
    (3, 0, False, 2, 5)
    """

    def __init__(self, data: bytes) -> None:
        self._data = b"\n" + data
        self._known: dict[str, int | None] = {}
        self.total = sum(map(int, _USES.findall(data)))

    def get(self, word: str) -> int | None:
        """How often a word is used: 0 for the beginning of one, None for anything else."""
        if word not in self._known:
            self._known[word] = self._look(b"\n" + word.encode())
        return self._known[word]

    def _look(self, line: bytes) -> int | None:
        if self._data.find(line) < 0:
            return None
        # Where a word stands twice, jieba takes the last one.
        at = self._data.rfind(line + b" ")
        if at < 0:
            return 0
        uses = _USES.match(self._data, at + len(line))
        return int(uses[1]) if uses else 0

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found


class Dictionary:
    """Cuts runs of ideographs. Make none: `dictionary()` is the one of the process."""

    def __init__(self) -> None:
        self._by_lines: Any = None
        self._whole: Any = None
        self._runs = 0

    def cut(self, run: str) -> list[str]:
        """Return the words of a run.

        >>> dictionary().cut("自愿注销和登记")
        ['自愿', '注销', '和', '登记']
        """
        found: list[str] = self._for(run).lcut(run)
        return found

    def cut_with_parts(self, run: str) -> list[str]:
        """Return the words of a run, before each the words of the dictionary inside it."""
        found: list[str] = self.whole().lcut_for_search(run)
        return found

    def _for(self, run: str) -> Any:
        self._runs += 1
        if self._whole is not None or self._runs > RUNS_BY_LINES or len(run) > LONGEST_BY_LINES:
            return self.whole()
        return self.by_lines()

    def by_lines(self) -> Any:
        """The tokenizer that looks into the lines."""
        if self._by_lines is None:
            tokenizer = _tokenizer()
            with tokenizer.get_dict_file() as file:
                lines = Lines(file.read())
            self._by_lines = _filled(tokenizer, lines, lines.total)
        return self._by_lines

    def whole(self) -> Any:
        """The tokenizer with the whole dictionary."""
        if self._whole is None:
            tokenizer = _tokenizer()
            self._whole = _filled(tokenizer, *tokenizer.gen_pfdict(tokenizer.get_dict_file()))
        return self._whole


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Return what cuts runs of ideographs; jieba is loaded when the first one is cut."""
    return Dictionary()


def _filled(tokenizer: Any, uses: Any, total: int) -> Any:
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = uses, total, True
    return tokenizer


def _tokenizer() -> Any:
    """A tokenizer of our own: neither jieba's global one nor its cache file is touched."""
    logger = logging.getLogger("jieba")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        return _jieba().Tokenizer()
    finally:
        logger.setLevel(level)


@lru_cache(maxsize=1)
def _jieba() -> Any:
    """jieba, imported in silence and without pkg_resources.

    Where that is installed, jieba opens its dictionary through it, and beside itself where it is
    not; it takes several times as long to import as jieba does.
    """
    without = "pkg_resources" not in sys.modules
    if without:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if without:
            del sys.modules["pkg_resources"]
    return jieba
