"""Defined terms that are misprinted: two neighbouring characters exchanged.

A report defines its terms (its list of short forms) and repeats them. A stretch that is a term but
for two exchanged neighbours is a slip when the term itself stands often and the slip rarely.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from reportparse.audit.index import Index
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import half_width
from reportparse.report.audit import AuditLine

SHORTEST: Final = 4
"""Characters of a piece of a term that is looked for: exchanged pairs of shorter ones are words."""

OFTEN: Final = 5
"""Times that a term stands before what differs from it is a slip."""

RARELY: Final = 0.25
"""Parts of the term's own count above which the other order is a word of its own."""

_TERM: Final = compiled(rf"\p{{Han}}{{{SHORTEST},}}")


def terms(index: Index) -> Iterator[AuditLine]:
    """Look for exchanged characters in the terms that the report defines."""
    abbreviations = index.report.abbreviations
    if abbreviations is None:
        return
    defined = sorted(
        {
            found
            for entry in abbreviations.entries
            for text in (entry.meaning,)
            if text is not None
            for found in _TERM.findall(text.text)
        },
        key=lambda term: (len(term), term),
    )
    everything = _printed(index)
    whole = "\n".join(text for _, text in everything)
    slips = _slips(defined, whole)
    reported: set[tuple[int, int]] = set()
    for number, (element, text) in enumerate(everything):
        for slip, (term, right) in slips.items():
            for found in regex.finditer(regex.escape(slip), text):
                if any((number, at) in reported for at in range(found.start(), found.end())):
                    continue
                reported.update((number, at) for at in range(found.start(), found.end()))
                yield AuditLine(
                    check="terms",
                    verdict="contradicts",
                    statement=f"{slip} at {element}: two characters of {term} are exchanged",
                    expected=right,
                    found=slip,
                    element=element,
                    places=index.places(element),
                )
    if defined and not reported:
        yield AuditLine(
            check="terms",
            verdict="holds",
            statement=f"{len(defined)} defined terms, none misprinted",
        )


def _slips(defined: list[str], whole: str) -> dict[str, tuple[str, str]]:
    """The misprinted stretches, longest first, each with its term and what it should be."""
    found: dict[str, tuple[str, str]] = {}
    for term in defined:
        for size in range(len(term), SHORTEST - 1, -1):
            for start in range(len(term) - size + 1):
                right = term[start : start + size]
                often = whole.count(right)
                if often < OFTEN:
                    continue
                for slip in _exchanged(right):
                    rare = whole.count(slip)
                    if 0 < rare <= RARELY * often and slip not in defined:
                        found.setdefault(slip, (term, right))
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _exchanged(piece: str) -> Iterator[str]:
    for at in range(len(piece) - 1):
        if piece[at] != piece[at + 1]:
            yield piece[:at] + piece[at + 1] + piece[at] + piece[at + 2 :]


def _printed(index: Index) -> list[tuple[str, str]]:
    """Every text with its element, the heads and the words of tables too."""
    found = [
        (element, half_width(text.text)) for element, texts in index.texts.items() for text in texts
    ]
    for table in index.report.tables:
        words = [word for column in table.columns for word in column.path]
        words += [row.stub for row in table.rows]
        found += [(table.id, half_width(word)) for word in dict.fromkeys(words)]
    return found
