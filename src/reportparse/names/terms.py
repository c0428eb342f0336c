"""Terms: the report's short forms, its headings, what it quotes, and words that it repeats.

Repeated words are found without a dictionary: a stretch is one where its parts cling together
(they stand together far oftener than by accident) and its neighbours on both sides vary.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from typing import Final, Literal

from reportparse.lexicon.name_words import name_words
from reportparse.lexicon.patterns import compiled
from reportparse.names.corpus import Corpus, Interval
from reportparse.names.model import longest_first, regex_of
from reportparse.names.repeats import FEWEST, Repeats
from reportparse.report.facts import Term

Origin = Literal["abbreviation", "heading", "quoted", "repeated"]

LEAST: Final = 4
"""Times that words stand in the report before they are a repeated term."""

LEAST_OF_LENGTH: Final = FEWEST
"""Times for a longer one, which does not repeat by accident."""

LONG: Final = 5
"""Characters from which a repeated term is long."""

SHORTEST: Final = 3
"""Characters of a repeated term at least."""

LONGEST_TITLE: Final = 40
"""Characters of a quoted term or a heading at most."""

COHESION: Final = 2.0
"""Natural logarithm of how much oftener two halves stand together than by accident, at least."""

FREEDOM: Final = 0.9
"""Entropy of the neighbours on either side at least, in nats: three that are equally frequent
have 1.1, one that is always the same 0."""

INSIDE: Final = 0.7
"""Part of a term's stretches inside one longer term above which it is only a part of that."""

MOST: Final = 150
"""Repeated terms that a report keeps, the heaviest (times by length) first."""

_HAN_RUN: Final = compiled(r"\p{Han}+")
_QUOTED: Final = compiled(r"“([^“”\n]{2,40})”|《([^《》\n]{2,40})》")
_WORDS: Final = compiled(r"\p{Han}{2}|\p{L}{3}")
_JOINED: Final = compiled(r"以及|[和与及、的]")


def find_terms(corpus: Corpus, named: Sequence[Interval]) -> tuple[Term, ...]:
    """Return the terms of a report in the order in which they first stand.

    `named` are the stretches of its names: a repeated word that is one is left to them.
    """
    found: dict[str, tuple[Origin, str | None, list[Interval]]] = {}
    listed = corpus.report.abbreviations
    for entry in listed.entries if listed else ():
        meaning = entry.meaning.text if entry.meaning else None
        spans = list(corpus.find(entry.term.text))
        spans += corpus.find(meaning) if meaning else ()
        found.setdefault(entry.term.text, ("abbreviation", meaning, spans))
    known = {*found, *(meaning for _, meaning, _ in found.values() if meaning)}
    known |= {corpus.whole[start:end] for start, end in named}
    for text in _quoted(corpus):
        if text not in known:
            found.setdefault(text, ("quoted", None, list(corpus.find(text))))
    for text, spans in _of_headings(corpus):
        if text not in known:
            found.setdefault(text, ("heading", None, spans))
    taken = [*named, *(span for _, _, spans in found.values() for span in spans)]
    for text, spans in _repeated(corpus, known | set(found), taken):
        found.setdefault(text, ("repeated", None, spans))
    rows = [(text, *row) for text, row in found.items() if row[2]]
    rows.sort(key=lambda row: (min(row[3]), -len(row[0]), row[0]))
    return tuple(
        Term(
            text=text,
            origin=origin,
            meaning=meaning,
            occurrences=tuple(map(corpus.occurrence, sorted(set(spans)))),
        )
        for text, origin, meaning, spans in rows
    )


def _quoted(corpus: Corpus) -> Iterator[str]:
    for match in _QUOTED.finditer(corpus.whole):
        text = (match[1] or match[2]).strip()
        if _WORDS.search(text) and not compiled(r"[。；！？]").search(text):
            yield text


def _of_headings(corpus: Corpus) -> Iterator[tuple[str, list[Interval]]]:
    """Headings, and the parts that they join, where the report says them elsewhere too."""
    # Long reports repeat their headings; each is looked for once.
    headings = dict.fromkeys(
        corpus.whole[piece.start : piece.end] for piece in corpus.pieces if piece.kind == "heading"
    )
    parts = dict.fromkeys(part for text in headings for part in (text, *_JOINED.split(text)))
    for part in parts:
        han = _HAN_RUN.fullmatch(part)
        if not SHORTEST <= len(part) <= LONGEST_TITLE or han is None or not _is_term(part):
            continue
        spans = list(corpus.find(part))
        if any(corpus.piece(span[0]).kind != "heading" for span in spans):
            yield part, spans


# -- repeated words ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _edges() -> tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str]]:
    own = name_words("zh")
    first, inside = (re.compile(regex_of(words)) for words in (own.not_first, own.not_inside))
    return first, own.not_last.words, inside


def _is_term(text: str) -> bool:
    """Tell whether words may be one term by how they begin and end and what joins them.

    >>> [_is_term(text) for text in ("核证减排量", "的核证减排量", "登记册中", "成员和候补成员")]
    [True, False, False, False]
    """
    first, last, inside = _edges()
    return not (first.match(text) or inside.search(text) or text.endswith(last))


def _repeated(
    corpus: Corpus, known: Collection[str], taken: Sequence[Interval]
) -> Iterator[tuple[str, list[Interval]]]:
    """Repeated words that hold together and stand freely, without mere parts of longer ones."""
    text = corpus.whole
    free: dict[str, Sequence[int]] = {}
    repeats = Repeats(text)
    for size, places in repeats:
        if size < SHORTEST or len(places) < (LEAST_OF_LENGTH if size >= LONG else LEAST):
            continue
        gram = repeats.words(size, places[0])
        if gram in known or not _is_term(gram) or repeats.cohesion(size, places[0]) < COHESION:
            continue
        starts: Sequence[int] = repeats.starts(places)
        if _stands_freely(gram, starts, text):
            free[gram] = starts
    del repeats
    covered = _Cover(len(text), taken, sum(map(len, free.values())))
    kept: dict[str, Sequence[int]] = {}
    for gram in longest_first(free):
        starts = free[gram]
        inside = sum(covered.inside(at, at + len(gram)) for at in starts)
        if inside <= INSIDE * len(starts):
            kept[gram] = starts
            for at in starts:
                covered.add(at, at + len(gram))
    heaviest = sorted(kept, key=lambda gram: (-len(kept[gram]) * len(gram), gram))[:MOST]
    for gram in heaviest:
        yield gram, [(at, at + len(gram)) for at in kept[gram]]


class _Cover:
    """Which characters a longer name or term covers, and from where to where.

    `more` says how many stretches are added at most.
    """

    def __init__(self, size: int, spans: Sequence[Interval], more: int) -> None:
        self._spans: list[Interval | None] = [None]
        kind = "H" if len(spans) + more < 1 << 16 else "I"
        self._of = array(kind, [0]) * size  # by character the number of what covers it
        for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Cover a stretch where nothing longer does."""
        of, own = self._of, len(self._spans)
        self._spans.append((start, end))
        for at in range(start, end):
            if not of[at]:
                of[at] = own

    def inside(self, start: int, end: int) -> bool:
        """Tell whether a stretch is a part of a longer one, or reaches into one."""
        first, last = self._spans[self._of[start]], self._spans[self._of[end - 1]]
        if first is not None and first == last:
            return first != (start, end)
        cuts = first is not None and first[1] > start and first[0] < start
        return cuts or (last is not None and last[1] > end)


def _stands_freely(gram: str, starts: Sequence[int], text: str) -> bool:
    """Tell whether the neighbours on both sides vary; a sign or an end is always another one."""
    size = len(gram)
    return _free(text, [at - 1 for at in starts]) and _free(text, [at + size for at in starts])


def _free(text: str, places: list[int]) -> bool:
    """Tell whether the characters at these places vary enough."""
    if min(places) > 0 and max(places) < len(text):
        first = text[places[0]]
        if "\u3400" <= first <= "\u9fff" and all(text[at] == first for at in places):
            return False  # as on one side of nearly every part of a longer term
    counts: dict[str, int] = {}
    alone = 0
    for at in places:
        char = text[at] if 0 <= at < len(text) else ""
        if "\u3400" <= char <= "\u9fff":
            counts[char] = counts.get(char, 0) + 1
        else:
            alone += 1
    total = len(places)
    entropy = sum(count * log(total / count) for count in counts.values()) + alone * log(total)
    return entropy >= FREEDOM * total


def term_forms(terms: Iterable[Term]) -> list[str]:
    """Every form of the terms, the longest first."""
    return longest_first(
        form for term in terms for form in (term.text, term.meaning) if form is not None
    )
