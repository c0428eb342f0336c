"""Things counted with two measure words in one sentence: 369 个 …，其中 58 条."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportparse.audit.index import Index
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import tidy
from reportparse.report.audit import AuditLine

_OF_WHICH: Final = compiled(r"[^。；;]*[，,、(（]\s*其中(?:有|包括)?\s*")
"""Between a count and the part of it that the words behind single out."""


def measures(index: Index) -> Iterator[AuditLine]:
    """Test that a part is counted with the measure word of its whole."""
    for whole, part in pairwise(index.report.facts.quantities):
        if whole.element != part.element or part.counted or not whole.measure or not part.measure:
            continue
        between = [
            text.text[whole.end : part.start]
            for text in index.texts.get(whole.element, ())
            if _OF_WHICH.fullmatch(text.text[whole.end : part.start])
        ]
        if between and whole.measure != part.measure:
            yield AuditLine(
                check="measure words",
                verdict="contradicts",
                statement=f"{tidy(whole.raw)} {whole.measure} and, of them, "
                f"{tidy(part.raw)} {part.measure}: two measure words for "
                f"{whole.counted or 'one thing'}",
                expected=whole.measure,
                found=part.measure,
                element=part.element,
                places=part.places,
            )
