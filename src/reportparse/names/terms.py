"""Terms: the report's short forms, its headings, what it quotes, and words that it repeats.

Repeated words are found without a dictionary: a stretch is one where its parts cling together
(they stand together far oftener than by accident) and its neighbours on both sides vary.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from math import log
from typing import Final, Literal

import regex

from reportparse.lexicon.name_words import name_words
from reportparse.names.corpus import Corpus, Interval
from reportparse.names.model import longest_first, regex_of
from reportparse.report.facts import Term

Origin = Literal["abbreviation", "heading", "quoted", "repeated"]

LEAST: Final = 4
"""Times that words stand in the report before they are a repeated term."""

LEAST_OF_LENGTH: Final = 3
"""Times for a longer one, which does not repeat by accident."""

LONG: Final = 5
"""Characters from which a repeated term is long."""

SHORTEST: Final = 3
LONGEST: Final = 12
"""Characters of a repeated term, at least and at most."""

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

_HAN_RUN: Final = regex.compile(r"\p{Han}+")
_QUOTED: Final = regex.compile(r"“([^“”\n]{2,40})”|《([^《》\n]{2,40})》")
_WORDS: Final = regex.compile(r"\p{Han}{2}|\p{L}{3}")
_JOINED: Final = regex.compile(r"以及|[和与及、的]")


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
        if _WORDS.search(text) and not regex.search(r"[。；！？]", text):
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
    corpus: Corpus, known: Collection[str], taken: Iterable[Interval]
) -> Iterator[tuple[str, list[Interval]]]:
    """Repeated words that hold together and stand freely, without mere parts of longer ones."""
    text = corpus.whole
    counts: dict[str, int] = Counter(chain.from_iterable(_HAN_RUN.findall(text)))
    free: dict[str, Sequence[int]] = {}
    for gram, starts in _frequent(
        text, counts
    ):  # the shorter ones, of which it is made, come first
        counts[gram] = len(starts)
        if (
            len(gram) >= SHORTEST
            and len(starts) >= (LEAST_OF_LENGTH if len(gram) >= LONG else LEAST)
            and gram not in known
            and _is_term(gram)
            and _clings(gram, counts, len(text))
            and _stands_freely(gram, starts, text)
        ):
            free[gram] = starts
    covered = _Cover(len(text), taken)
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
    """Which characters a longer name or term covers, and from where to where."""

    def __init__(self, size: int, spans: Iterable[Interval]) -> None:
        self._of: list[Interval | None] = [None] * size
        for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Cover a stretch where nothing longer does."""
        of = self._of
        for at in range(start, end):
            if of[at] is None:
                of[at] = (start, end)

    def inside(self, start: int, end: int) -> bool:
        """Tell whether a stretch is a part of a longer one, or reaches into one."""
        first, last = self._of[start], self._of[end - 1]
        if first is not None and first == last:
            return first != (start, end)
        cuts = first is not None and first[1] > start and first[0] < start
        return cuts or (last is not None and last[1] > end)


def _frequent(text: str, single: Mapping[str, int]) -> Iterator[tuple[str, Sequence[int]]]:
    """Every stretch of two and more ideographs that is repeated, with where it begins.

    `single` says how often each ideograph stands in the text. A longer stretch is only looked for
    where both shorter ones in it are repeated. Places are packed: a long report has a million.
    """
    often = {char for char, times in single.items() if times >= LEAST_OF_LENGTH}
    repeated = bytearray(map(often.__contains__, text))  # what begins here, of the size before
    repeated.append(False)
    starts: Iterable[int] = compress(range(len(text)), repeated)
    for size in range(2, LONGEST + 1):
        starts = array("i", (at for at in starts if repeated[at] and repeated[at + 1]))
        at_size: dict[str, array[int]] = defaultdict(lambda: array("i"))
        for at in starts:
            at_size[text[at : at + size]].append(at)
        kept = {gram: many for gram, many in at_size.items() if len(many) >= LEAST_OF_LENGTH}
        del at_size
        yield from kept.items()
        repeated = bytearray(len(repeated))
        for at in chain.from_iterable(kept.values()):
            repeated[at] = True


def _clings(gram: str, counts: Mapping[str, int], size: int) -> bool:
    """Tell whether the halves of every cut stand together oftener than by accident."""
    together = counts[gram]
    for cut in range(1, len(gram)):
        left, right = counts.get(gram[:cut]), counts.get(gram[cut:])
        if left is None or right is None:
            continue
        if log(together * size / (left * right)) < COHESION:
            return False
    return True


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
