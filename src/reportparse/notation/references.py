"""References in running text: to documents, decisions, resolutions, articles and own parts.

Every phrase that could be a reference is collected, then overlaps are resolved: the longest phrase
wins, so that the paragraph of a cited decision is not taken for one of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language
from reportparse.notation import citations_en, citations_zh
from reportparse.notation.citations import Candidate, Found, ReferenceKind, paragraph_list
from reportparse.notation.citations_named import candidates_named
from reportparse.notation.spacing import half_width, tidy
from reportparse.notation.symbols import find_symbols

__all__ = ["Found", "ReferenceKind", "find_references"]


@lru_cache(maxsize=4)
def _tail(language: Language) -> regex.Pattern[str]:
    tails = {"zh": citations_zh.SYMBOL_TAIL, "en": citations_en.TAIL}
    return compiled(tails[language], regex.I)


def _symbols(text: str, language: Language) -> Iterator[Candidate]:
    for item in find_symbols(text):
        tail = _tail(language).match(text, item.end)
        end = tail.end() if tail else item.end
        yield (
            Found(
                item.symbol.kind,
                item.start,
                end,
                text[item.start : end],
                number=item.symbol.number,
                part=", ".join(map(tidy, tail.captures("part"))) if tail else "",
                paragraphs=paragraph_list(tail["paragraphs"] or "") if tail else (),
            ),
        )


def find_references(text: str, language: Language) -> tuple[Found, ...]:
    """Return the references of a running text in order, none overlapping another.

    Blanks between Chinese and Latin never matter. An enumeration gives one reference for each
    member; a range is one reference with `last`.

    >>> found = find_references("响应第2/CMP.17 号决定第 8 段(见表 4)", "zh")
    >>> [(ref.kind, ref.number, ref.paragraphs) for ref in found]
    [('decision', '2/CMP.17', ('8',)), ('internal_table', '4', ())]
    >>> found = find_references("第 4/CMP.10、第 6/CMP.11、第 3/CMP.12 和第 4/CMP.14 号决定", "zh")
    >>> [ref.number for ref in found]
    ['4/CMP.10', '6/CMP.11', '3/CMP.12', '4/CMP.14']
    >>> [(ref.number, ref.place) for ref in find_references("see paras. 5 and 6 above", "en")]
    [('5', 'above'), ('6', 'above')]
    """
    plain = half_width(text)
    candidates = list(_symbols(plain, language))
    readers = {"zh": citations_zh.candidates_zh, "en": citations_en.candidates_en}
    candidates.extend(candidate for candidate in readers[language](plain) if candidate)
    candidates.extend(candidates_named(plain))
    candidates.sort(key=lambda refs: (refs[0].start - refs[-1].end, refs[0].start))
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for refs in candidates:
        start, end = refs[0].start, refs[-1].end
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            found.extend(refs)
    return tuple(_as_printed(ref, text) for ref in sorted(found, key=lambda ref: ref.start))


def _as_printed(ref: Found, text: str) -> Found:
    raw = text[ref.start : ref.end]
    return ref if raw == ref.raw else replace(ref, raw=raw)
