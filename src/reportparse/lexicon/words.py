"""Vocabulary as typed data: the word lists of one language, loaded once from TOML.

Every list carries its own examples and counterexamples, and a test runs them: a word is added in
the TOML, beside the text that made it necessary, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal, cast

import regex

from reportparse.frozen import frozen_record
from reportparse.lexicon.files import vocabulary
from reportparse.lexicon.patterns import bare, compiled

Language = Literal["zh", "en"]
Place = Literal["whole", "start", "inside"]
NilKind = Literal["nil", "not_available", "not_applicable"]

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
"""Languages with a vocabulary; the reports' own language first."""

_HAN: Final = compiled(r"[\p{Han}\u3000-\u303f\uff00-\uffef]")


_NOT_BEFORE: Final = r"(?<![\p{Latin}\p{N}])"
_NOT_BEHIND: Final = r"(?!\p{Latin})"


def word_pattern(word: str) -> str:
    r"""Return the source of a regular expression for one word, tolerant of the print's spacing.

    Blanks are optional around Chinese characters (headings are often spaced out) and one or more
    where the word has a blank between Latin letters. A Latin word does not match inside a longer
    one. Matching is meant to be done ignoring case.

    >>> bool(regex.fullmatch(word_pattern("目录"), "目  录"))
    True
    >>> bool(regex.search(word_pattern("Table"), "Tablet"))
    False
    """
    before = _NOT_BEFORE if _is_letter(word[:1]) else ""
    return before + _spaced(word) + (_NOT_BEHIND if _is_letter(word[-1:]) else "")


def _is_letter(char: str) -> bool:
    """Tell whether a character is a letter that goes on in words: Latin, not Chinese."""
    return char.isalpha() and not _HAN.match(char)


def _spaced(word: str) -> str:
    parts: list[str] = []
    for before, char in zip(" " + word, word, strict=False):
        if char == " ":
            parts.append(r"\s+")
            continue
        if parts and before != " " and (_HAN.match(before) or _HAN.match(char)):
            parts.append(r"\s*")
        parts.append(regex.escape(char))
    return "".join(parts)


@lru_cache(maxsize=512)
def alternation(words: tuple[str, ...]) -> str:
    """Return a non-capturing group that matches any of `words`, the longest first.

    With no words it matches nothing.

    >>> regex.match(alternation(("附件", "附件一")), "附件一")[0]
    '附件一'
    """
    if not words:
        return r"(?!)"
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    branches = [word_pattern(word) for word in longest_first if not _is_letter(word[:1])]
    latin = [word for word in longest_first if _is_letter(word[:1])]
    if latin:  # begin otherwise than the rest, so their order among themselves is all that counts
        branches.append(_bounded(latin))
    return "(?:" + "|".join(branches) + ")"


def _bounded(words: list[str]) -> str:
    """Join words that begin with a letter; what they have in common is written, and compiled, once.

    >>> _bounded(["Table", "Chart", "Tab."]).removeprefix(_NOT_BEFORE)
    '(?:Tab\\\\.|(?:Table|Chart)(?!\\\\p{Latin}))'
    """
    open_ = [word for word in words if not _is_letter(word[-1])]
    closed = [word for word in words if _is_letter(word[-1])]
    if any(long.casefold().startswith(short.casefold()) for long in closed for short in open_):
        sources = (_spaced(word) + (_NOT_BEHIND if word in closed else "") for word in words)
        return f"{_NOT_BEFORE}(?:{'|'.join(sources)})"
    # Of words one of which begins the other the longer comes first still: it ends with a sign.
    branches = list(map(_spaced, open_))
    if closed:
        branches.append(f"(?:{'|'.join(map(_spaced, closed))}){_NOT_BEHIND}")
    return f"{_NOT_BEFORE}(?:{'|'.join(branches)})"


@lru_cache(maxsize=256)
def opening(text: str) -> str:
    """The first character of a text, blanks and case aside.

    >>> opening("  Table 1"), opening("表 1"), opening(" ")
    ('t', '表', '')
    """
    first = text[:1]
    if first.isspace():
        first = text.lstrip()[:1]
    return "i" if first == "ı" else first.casefold()[:1]


def _unless(words: tuple[str, ...], exceptions: tuple[str, ...]) -> str:
    source = alternation(words)
    return f"(?!{alternation(exceptions)}){source}" if exceptions else source


@dataclass(frozen=True)
class WordList:
    """The words for one idea, where in a text they are looked for, and texts that prove it."""

    words: tuple[str, ...]
    place: Place
    exceptions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """The source of a regular expression for any word of the list, to build longer ones."""
        return _unless(self.words, self.exceptions)

    def match(self, text: str) -> str | None:
        """Return the list's word that `text` shows at the list's place, as printed; else None.

        >>> WordList(("总计", "共计"), "start", exceptions=("总计划",)).match(" 共 计(A + B)")
        '共 计'
        >>> WordList(("总计",), "start", exceptions=("总计划",)).match("总计划") is None
        True
        """
        if not self._may_match(text):
            return None  # as most texts, and far sooner than the pattern says so
        inside = self.place == "inside"
        found = self._matcher.search(text) if inside else self._matcher.match(text)
        return found[1] if found else None

    def _may_match(self, text: str) -> bool:
        """Tell whether `text`, blanks and case left out, has a word of the list at its place.

        A pattern is made when the first text passes: most lists meet none in most reports.
        """
        if self.place == "inside":
            return self.may_show_in(text)
        return opening(text) in self.openings and bare(text).startswith(self._bare_words)

    def may_show_in(self, text: str) -> bool:
        """Tell whether any word of the list shows in a text, exceptions and word ends aside."""
        return any(map(bare(text).__contains__, self._bare_words))

    @cached_property
    def _matcher(self) -> regex.Pattern[str]:
        """The pattern of the list at its place: it is asked for on every line."""
        source = {"whole": r"\s*({})\s*$", "start": r"\s*({})", "inside": "({})"}[self.place]
        return compiled("(?s)" + source.format(self.pattern), regex.IGNORECASE)

    @cached_property
    def openings(self) -> frozenset[str]:
        """What `opening` says of the texts that can begin with a word of the list."""
        return frozenset(map(opening, self.words))

    @cached_property
    def _bare_words(self) -> tuple[str, ...]:
        return tuple(bare(word) for word in self.words)

    def __contains__(self, text: str) -> bool:
        return self.match(text) is not None


@frozen_record
class Words:
    """All vocabulary of one language; what each list is for stands in the TOML file."""

    language: Language
    table: WordList
    figure: WordList
    box: WordList
    continued: WordList
    note: WordList
    source: WordList
    key: WordList
    total: WordList
    subtotal: WordList
    nil: WordList
    not_available: WordList
    not_applicable: WordList
    percent_after: WordList
    percent_before: WordList
    ordinal_before: WordList
    units: WordList
    counters: WordList
    range_between: WordList
    list_between: WordList
    since_inception: WordList
    as_at: WordList
    summary: WordList
    contents: WordList
    contents_columns: WordList
    abbreviations: WordList
    annex: WordList
    distribution: WordList
    distribution_kinds: WordList
    original: WordList
    language_names: WordList
    only_language: WordList
    session: WordList
    agenda_item: WordList
    provisional_agenda_item: WordList
    organs: WordList
    document_kinds: WordList
    document: WordList
    decision: WordList
    resolution: WordList
    number_mark: WordList
    article: WordList
    article_paragraph: WordList
    article_item: WordList
    paragraph: WordList
    chapter: WordList
    treaties: WordList
    above: WordList
    below: WordList
    this_document: WordList
    see: WordList
    false_captions: WordList
    parties_of_annexes: WordList
    meeting: WordList
    unnumbered_figure: WordList
    unnumbered_table: WordList
    not_additive: WordList
    rates: WordList
    difference: WordList
    comparison: WordList
    opening: WordList
    closing: WordList
    cumulative: WordList
    average: WordList
    currencies: WordList
    months: Mapping[str, int]
    scales: Mapping[str, int]
    qualifiers_before: Mapping[str, str]
    qualifiers_after: Mapping[str, str]
    ordinals: Mapping[str, int]
    ordinal_tens: Mapping[str, int]
    nil_symbols: Mapping[str, NilKind]
    currency_signs: tuple[str, ...]
    bullets: tuple[str, ...]
    bullet_dashes: tuple[str, ...]
    symbol_series: tuple[str, ...]
    session_organs: tuple[str, ...]


WORD_LISTS: Final[tuple[str, ...]] = tuple(
    field.name for field in fields(Words) if field.type == "WordList"
)
"""Names of the fields of `Words` that are lists with examples."""

_OTHER_SECTIONS: Final = frozenset({"months", "scales", "qualifiers", "ordinals"})


def word_list(section: Mapping[str, Any]) -> WordList:
    """The list that a section of a vocabulary file holds, with its examples."""
    return WordList(
        words=tuple(section["words"]),
        place=cast(Place, section["place"]),
        exceptions=tuple(section.get("except", ())),
        examples=tuple(section.get("examples", ())),
        counterexamples=tuple(section.get("counterexamples", ())),
    )


@lru_cache(maxsize=len(LANGUAGES))
def words(language: Language) -> Words:
    """Return the vocabulary of a language, read from the package once.

    Raises ValueError for a language without vocabulary, and when a TOML file lacks a list or has
    one that nothing uses: a misspelt name must not silently switch a list off.

    >>> words("zh").total.match("共计(A + B)")
    '共计'
    >>> words("en").months["May"]
    5
    """
    if language not in LANGUAGES:
        raise ValueError(f"no vocabulary for language {language!r}")
    own, common = vocabulary(language), vocabulary("common")
    wrong = set(own) ^ (set(WORD_LISTS) | _OTHER_SECTIONS)
    if wrong:
        raise ValueError(f"vocabulary {language}: missing or unknown lists {sorted(wrong)}")
    nil_symbols: dict[str, NilKind] = {
        symbol: cast(NilKind, kind)
        for kind, symbols in common["nil_symbols"].items()
        for symbol in symbols
    }
    lists: dict[str, Any] = {name: word_list(own[name]) for name in WORD_LISTS}
    return Words(
        language=language,
        months=MappingProxyType(own["months"]["words"]),
        scales=MappingProxyType(own["scales"]["words"]),
        qualifiers_before=MappingProxyType(
            own["qualifiers"]["before"] | common["qualifier_signs"]["words"]
        ),
        qualifiers_after=MappingProxyType(own["qualifiers"]["after"]),
        ordinals=MappingProxyType(own["ordinals"]["words"]),
        ordinal_tens=MappingProxyType(own["ordinals"]["tens"]),
        nil_symbols=MappingProxyType(nil_symbols),
        currency_signs=tuple(common["currency_signs"]["words"]),
        bullets=tuple(common["bullets"]["words"]),
        bullet_dashes=tuple(common["bullets"]["dashes"]),
        symbol_series=tuple(common["symbol_series"]["words"]),
        session_organs=tuple(common["session_organs"]["words"]),
        **lists,
    )
