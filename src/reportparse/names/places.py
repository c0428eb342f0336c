"""Places: well-known countries and cities, and what the column of a table of meetings names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import regex

from reportparse.lexicon.name_words import known_names, name_words
from reportparse.lexicon.patterns import compiled
from reportparse.names.corpus import Corpus, Interval, Mask
from reportparse.names.model import Found, is_one_of, longest_first
from reportparse.report.tables import Table

LONGEST: Final = 10
"""Characters of an unknown place in a table's column at most."""

_DAY: Final = compiled(r"\d日")
_LEADING: Final = compiled(rf"(\p{{Han}}{{2,{LONGEST}}}|\p{{Lu}}[\p{{L}} .’'\-]+?)(?=$|[，,、(（])")


def find_places(corpus: Corpus, taken: Iterable[Interval]) -> list[Found]:
    """Return the places that a report names, outside the stretches of other names."""
    mask = Mask(len(corpus.whole))
    for span in taken:
        mask.take(span)
    for match in _titles().finditer(corpus.whole):
        mask.take(match.span())
    known = known_names()
    for word in known.not_places:
        for span in corpus.find(word):
            if word != "日本报告" or not _day_before(corpus, span):
                mask.take(span)
    found: dict[str, Found] = {}
    key = {form: group[0] for group in (*known.countries, *known.cities) for form in group}
    for form in longest_first(key):
        for span in corpus.find(form):
            if (
                mask.free(span)
                and not _day_before(corpus, span)
                and not _called_after(corpus, span)
            ):
                mask.take(span)
                found.setdefault(key[form], Found("place")).spans.append(span)
    for form, span in _of_tables(corpus):
        if mask.free(span):
            mask.take(span)
            found.setdefault(form, Found("place")).spans.append(span)
    return list(found.values())


@lru_cache(maxsize=1)
def _titles() -> regex.Pattern[str]:
    return compiled(r"《[^《》\n]{1,80}》")


def _day_before(corpus: Corpus, span: Interval) -> bool:
    """Tell whether 日 belongs to a date: 8 月 31 日本报告 is not about Japan."""
    return span[0] > 0 and bool(_DAY.match(corpus.whole, span[0] - 1))


def _called_after(corpus: Corpus, span: Interval) -> bool:
    """Tell whether something else is called after the place: 巴黎协定, Kyoto Protocol."""
    behind = corpus.whole[span[1] : span[1] + 24].lstrip(' ”"》')
    language = corpus.piece(span[0]).language
    return behind.startswith(name_words(language).not_places.words)


def _of_tables(corpus: Corpus) -> Iterable[tuple[str, Interval]]:
    """What stands first in the cells of a column that is headed 地点."""
    for table in corpus.report.tables:
        columns = {
            column.index for column in table.columns if column.path and _place_head(column.path[-1])
        }
        if columns:
            yield from _first_words(corpus, table, columns)


def _place_head(head: str) -> bool:
    return any(is_one_of(head, name_words(language).place_heads) for language in ("zh", "en"))


def _first_words(corpus: Corpus, table: Table, columns: set[int]) -> Iterable[tuple[str, Interval]]:
    for _, cell, piece in corpus.cells(table):
        if cell.column not in columns:
            continue
        words = corpus.whole[piece.start : piece.end]
        match = _LEADING.match(words)
        own = name_words(piece.language)
        if match and not own.virtual.match(words) and not own.vacant.match(words):
            yield match[1], (piece.start, piece.start + match.end(1))
