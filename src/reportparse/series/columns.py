"""Columns of text for a terminal, where a Chinese sign takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

GAP: Final = "  "
_WIDE: Final = frozenset("WF")
_NONE: Final = frozenset(("Mn", "Me", "Cf"))


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> width("核证减排量 (A)"), width("e\u0301")
    (14, 1)
    """
    return sum(
        0
        if unicodedata.category(sign) in _NONE
        else 2
        if unicodedata.east_asian_width(sign) in _WIDE
        else 1
        for sign in text
    )


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` columns, with … where something was cut off.

    >>> cut("核证减排量", 7), cut("核证", 7)
    ('核证减…', '核证')
    """
    if width(text) <= most:
        return text
    kept = ""
    for sign in text:
        if width(kept + sign) > most - 1:
            break
        kept += sign
    return kept + "…"


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Return rows as lines; the columns whose numbers are in `right` end flush.

    >>> aligned([["期间", "值"], ["2024", "12 345"]], right=[1])
    ['期间      值', '2024  12 345']
    """
    if not rows:
        return []
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        parts = []
        for at, cell in enumerate(row):
            pad = " " * (widths[at] - width(cell))
            parts.append(pad + cell if at in right else cell + pad)
        lines.append(GAP.join(parts).rstrip())
    return lines
