"""The words that the table stage asks for on every line, of all languages, compiled once."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from reportparse.lexicon.patterns import Deferred
from reportparse.lexicon.words import WordList, Words


class TableWords:
    """Total words, note words, source words and masthead words of all languages given.

    >>> from reportparse.lexicon.words import words
    >>> own = TableWords([words("zh"), words("en")])
    >>> own.is_total("总计"), own.is_total("Total, civilian personnel"), own.is_total("Tuvalu")
    (True, True, False)
    """

    def __init__(self, vocabularies: Sequence[Words]) -> None:
        self.vocabularies = tuple(vocabularies)
        self._total = _any_of([words.total for words in vocabularies])
        self._subtotal = _any_of([words.subtotal for words in vocabularies])
        self._remark = _any_of([w for words in vocabularies for w in (words.note, words.key)])
        self._source = _any_of([words.source for words in vocabularies])
        self._masthead = _any_of([words.distribution for words in vocabularies], r"(?<!\S)")

    def is_total(self, text: str) -> bool:
        return self._total.match(text) is not None

    def is_subtotal(self, text: str) -> bool:
        return self._subtotal.match(text) is not None

    def is_remark(self, text: str) -> bool:
        """Tell whether a line opens an unlettered note or a list of abbreviations."""
        return self._remark.match(text) is not None

    def is_source(self, text: str) -> bool:
        return self._source.match(text) is not None

    def is_masthead(self, text: str) -> bool:
        """Tell whether a line shows the distribution: it belongs to the first page's masthead."""
        return self._masthead.search(text) is not None


def _any_of(lists: Sequence[WordList], before: str = r"\s*") -> Deferred:
    source = rf"{before}(?:{'|'.join(own.pattern for own in lists)})"
    return Deferred(source, regex.IGNORECASE, [word for own in lists for word in own.words])
