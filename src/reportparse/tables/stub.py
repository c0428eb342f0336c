"""The stub: how deep a row is indented and what kind of row it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportparse.lexicon.patterns import compiled
from reportparse.tables.grid import Column, RowDraft, Slot
from reportparse.tables.model import RowKind
from reportparse.tables.vocabulary import TableWords

_SENTENCE: Final = compiled(r"(?:。|(?<!\b\p{L}{1,4})[.．])\s*$")
"""The end of a sentence; a short word with a stop is an abbreviation: `etc.`, `Ltd.`"""
STEP: Final = 3.5
"""In points: the smallest step of indentation seen is 5, kerning moves a letter by less than 1."""
DEEPEST: Final = 6
"""A stub with more left edges than this is centred, not indented."""
CENTRED: Final = 3
"""Left edges at least in a centred stub: a short label indented below a longer one shares its
middle by chance."""


def indents_of(rows: Sequence[RowDraft]) -> tuple[int, ...]:
    """Return for each row how many steps its stub stands from the left edge.

    A stub that is centred has no indents.
    """
    lefts = [_left(row.slot(0)) for row in rows]
    edges: list[float] = []
    for left in sorted(x for x in lefts if x is not None):
        if not edges or left - edges[-1] > STEP:
            edges.append(left)
    if len(edges) > DEEPEST or (len(edges) >= CENTRED and _centred(rows)):
        return tuple(0 for _ in rows)
    return tuple(
        0 if left is None else max(i for i, edge in enumerate(edges) if left >= edge - 0.01)
        for left in lefts
    )


def _left(slot: Slot | None) -> float | None:
    return slot.chunks[0].x0 if slot and slot.chunks else None


def _centred(rows: Sequence[RowDraft]) -> bool:
    """Tell whether all lines of the labels share their middle."""
    middles = [chunk.centre for row in rows if (slot := row.slot(0)) for chunk in slot.chunks]
    return max(middles) - min(middles) < STEP


def kinds_of(
    rows: Sequence[RowDraft], columns: Sequence[Column], words: TableWords
) -> tuple[RowKind, ...]:
    """Return the kind of each row: by its words, its empty cells, its weight and its rule.

    A row of words alone is a section only where rows follow it, and not where it is a sentence:
    some tables have whole paragraphs among their rows.
    """
    found: list[RowKind] = []
    reach = 0
    for at, row in enumerate(rows):
        stub = row.slot(0)
        covered = at < reach
        reach = at + stub.rows if stub else reach
        text = "".join(chunk.text for chunk in stub.chunks) if stub else ""
        values = [slot for slot in row.slots if slot.column > 0]
        if values and words.is_subtotal(text):
            found.append("subtotal")
        elif values and words.is_total(text):
            found.append("total")
        elif not values and stub is not None and len(columns) > 1 and at < len(rows) - 1:
            found.append("data" if _SENTENCE.search(text) else "section")
        elif covered or text.strip() or at < len(rows) - 1:
            found.append("data")
        elif row.ruled and _numeric(values, columns):
            found.append("total")
        else:
            found.append("data")
    return tuple(found)


def _numeric(values: Sequence[Slot], columns: Sequence[Column]) -> bool:
    return bool(values) and all(columns[slot.column].numeric for slot in values)
