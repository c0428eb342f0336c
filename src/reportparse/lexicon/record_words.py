"""The vocabulary of domain records: word lists and codes of one TOML file, all languages at once.

A Chinese report has annexes in English and prints English abbreviations, so a record is always
looked for with the words of every language. A file holds two kinds of tables:

- `[lists.NAME]`: words for one idea, as in the other vocabularies (`place`, `except`, `examples`,
  `counterexamples`), the words under `zh` and `en`.
- `[codes.GROUP.CODE]`: the words (`zh`, `en`) by which the print names one member of a closed set.
  `[examples.GROUP]` maps printed words to the code that they have to give (`""` for none).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, cast

from reportparse.frozen import frozen_record
from reportparse.lexicon.files import from_toml
from reportparse.lexicon.words import LANGUAGES, Place

KINDS_PACKAGE: Final = "reportparse.records.kinds"
"""Where the vocabularies of the package's own records stand, each beside its module."""

_LATIN: Final = "A-Za-z\u00c0-\u024f"
_FIRST_LATIN: Final = re.compile(f"[{_LATIN}]")
_NOT_BEFORE: Final = re.compile(f"[{_LATIN}0-9]")


@frozen_record
class Terms:
    """Words for one idea, looked for in running text (one blank at most, none beside Chinese).

    The same idea as `WordList`, without a pattern of its own: a record's words are asked for on a
    few hundred cells and captions only, and to compile them would take longer than to look.
    """

    words: tuple[str, ...]
    place: Place = "inside"
    exceptions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    _small: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_small", tuple(map(_lowered, self.words)))

    def spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Return where the words stand in `text`, case ignored; a Latin word only as a whole one.

        >>> list(Terms(("发放", "CER")).spans("发放的 cer 和 CERs"))
        [(0, 2), (4, 7)]
        """
        plain = _lowered(text)
        shown = [word for word in self._small if word in plain]
        return self._spans(plain, shown) if shown else ()

    def _spans(self, plain: str, shown: Iterable[str]) -> Iterator[tuple[int, int]]:
        for word in shown:
            at = plain.find(word)
            while at >= 0:
                end = at + len(word)
                if _is_whole(plain, word, at, end) and not self._excepted(plain, at):
                    yield at, end
                at = plain.find(word, at + 1)

    def _excepted(self, plain: str, at: int) -> bool:
        return any(plain.startswith(_lowered(word), at) for word in self.exceptions)

    def find(self, text: str) -> tuple[int, int] | None:
        """Return the first of the words in `text`, the longest where several begin there.

        >>> Terms(("同时", "同时举行")).find("与CMP 18同时举行")
        (7, 11)
        """
        return min(self.spans(text), key=lambda span: (span[0], -span[1]), default=None)

    def __contains__(self, text: str) -> bool:
        bare = text.strip()
        if self.place == "inside":
            return any(True for _ in self.spans(bare))
        if not _lowered(bare).startswith(self._small):
            return False  # as most texts
        return any(
            start == 0 and (self.place == "start" or end == len(bare))
            for start, end in self.spans(bare)
        )

    @property
    def pattern(self) -> str:
        """The source of a regular expression (of `re`) for any of the words."""
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        latin = [word for word in longest_first if _FIRST_LATIN.match(word[0])]
        others = [word for word in longest_first if not _FIRST_LATIN.match(word[0])]
        branches = [re.escape(word) + _after([word]) for word in others]
        if latin:  # begin otherwise than the rest, so only their order among themselves counts
            common = _after(latin)
            sources = (re.escape(word) + ("" if common else _after([word])) for word in latin)
            branches.append(f"(?<![{_LATIN}0-9])(?:{'|'.join(sources)}){common}")
        return "(?:" + "|".join(branches) + ")" if self.words else "(?!)"


def _after(words: list[str]) -> str:
    """What must not follow if all words end with a letter: such a class takes long to compile."""
    return f"(?![{_LATIN}])" if all(_FIRST_LATIN.match(word[-1]) for word in words) else ""


@lru_cache(maxsize=8192)
def _lowered(text: str) -> str:
    """Return `text` in small letters, each letter in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _is_whole(text: str, word: str, start: int, end: int) -> bool:
    """Tell whether a word stands by itself: no letter goes on where the word ends with one."""
    if start and _FIRST_LATIN.match(word[0]) and _NOT_BEFORE.match(text[start - 1]):
        return False
    return not (_FIRST_LATIN.match(word[-1]) and _FIRST_LATIN.match(text[end : end + 1]))


@frozen_record
class Coded:
    """A word of the print and the code that it stands for: `text[start:end]` is `raw`."""

    code: str
    raw: str
    start: int
    end: int


@frozen_record
class RecordWords:
    """The vocabulary of one kind of record."""

    lists: Mapping[str, Terms]
    groups: Mapping[str, Mapping[str, Terms]]
    group_examples: Mapping[str, Mapping[str, str]]

    def __getitem__(self, name: str) -> Terms:
        return self.lists[name]

    def codes(self, group: str, text: str) -> tuple[Coded, ...]:
        """Return the codes of `group` that `text` names, in the order of the print.

        Of words that overlap the longest counts: 登记后变更 is not 登记.

        >>> own = read_record_words('''
        ... [codes.step.registration]
        ... zh = ["登记"]
        ... [codes.step.change]
        ... zh = ["登记后变更"]
        ... ''')
        >>> [found.code for found in own.codes("step", "登记后变更和登记")]
        ['change', 'registration']
        """
        found = [
            Coded(code, text[start:end], start, end)
            for code, listed in self.groups[group].items()
            for start, end in listed.spans(text)
        ]
        found.sort(key=lambda one: (one.start - one.end, one.start))
        kept: list[Coded] = []
        for one in found:
            if all(one.end <= other.start or one.start >= other.end for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda one: one.start))

    def code(self, group: str, text: str) -> Coded | None:
        """Return the first code of `group` that `text` names, or None."""
        return next(iter(self.codes(group, text)), None)


def read_record_words(text: str) -> RecordWords:
    """Return the vocabulary that a TOML text holds.

    Raises ValueError for a table that nothing reads: a misspelt name must not silently switch a
    list off.
    """
    return _record_words(tomllib.loads(text))


def _record_words(data: Mapping[str, Any]) -> RecordWords:
    unknown = set(data) - {"lists", "codes", "examples"}
    if unknown:
        raise ValueError(f"unknown tables in a vocabulary: {sorted(unknown)}")
    lists = {name: _list(section) for name, section in data.get("lists", {}).items()}
    groups = {
        group: MappingProxyType({code: _list(section) for code, section in members.items()})
        for group, members in data.get("codes", {}).items()
    }
    return RecordWords(
        MappingProxyType(lists),
        MappingProxyType(groups),
        MappingProxyType(data.get("examples", {})),
    )


def _list(section: Mapping[str, Any]) -> Terms:
    unknown = set(section) - {"place", "except", "examples", "counterexamples", *LANGUAGES}
    if unknown:
        raise ValueError(f"unknown keys in a word list: {sorted(unknown)}")
    return Terms(
        words=tuple(word for language in LANGUAGES for word in section.get(language, ())),
        place=cast(Place, section.get("place", "inside")),
        exceptions=tuple(section.get("except", ())),
        examples=tuple(section.get("examples", ())),
        counterexamples=tuple(section.get("counterexamples", ())),
    )


@lru_cache(maxsize=64)
def record_words(name: str, package: str = KINDS_PACKAGE) -> RecordWords:
    """Return the vocabulary `name`.toml of a package, read once.

    >>> record_words("requests").code("subject", "活动方案：发放").code
    'programme'
    """
    path = resources.files(package).joinpath(f"{name}.toml")
    return _record_words(from_toml(f"{package}.{name}", path.read_text(encoding="utf-8")))
