"""The lines of a text dump, cut where elements begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.report.base import LinePlace
from reportparse.review.boxes import KINDS, Spot

INNERMOST: Final = {kind: at for at, kind in enumerate(("table", "figure", "paragraph"))}
"""Kinds that hold others, the largest first; all other kinds stand inside them."""


@frozen_record
class Part:
    """Characters of a line that belong to the same elements, the innermost first."""

    text: str
    kind: str = ""
    elements: str = ""


@frozen_record
class Drawn:
    """One line: its number from 1, and its parts."""

    number: int
    parts: tuple[Part, ...]


def drawn_lines(lines: Sequence[tuple[int, str]], spots: Iterable[Spot]) -> list[Drawn]:
    """Return every line of a dump with the elements that stand on it.

    >>> place = LinePlace(line=1, column=3, end_line=1, end_column=4)
    >>> drawn_lines([(1, "一. 导言")], [Spot("heading", "s1", place)])[0].parts[1]
    Part(text=' 导', kind='heading', elements='s1')
    """
    if not lines:
        return []
    by_line: dict[int, list[tuple[int, int, Spot]]] = {}
    lengths = {number: len(text) for number, text in lines}
    for spot in spots:
        place = spot.place
        if not isinstance(place, LinePlace):
            continue
        for number in range(place.line, place.end_line + 1):
            first = place.column - 1 if number == place.line else 0
            last = place.end_column if number == place.end_line else lengths.get(number, 0)
            by_line.setdefault(number, []).append((first, last, spot))
    return [Drawn(number, tuple(_parts(text, by_line.get(number, ())))) for number, text in lines]


def _parts(text: str, over: Sequence[tuple[int, int, Spot]]) -> list[Part]:
    cuts = {0, len(text)}
    for first, last, _ in over:
        cuts |= {min(first, len(text)), min(last, len(text))}
    edges = sorted(cuts)
    found: list[Part] = []
    for start, end in pairwise(edges):
        own = [spot for first, last, spot in over if first <= start and end <= last]
        own.sort(key=_depth, reverse=True)
        kind = own[0].kind if own else ""
        elements = dict.fromkeys(spot.element for spot in own)
        found.append(Part(text[start:end], kind, " ".join(elements)))
    return found


def _depth(spot: Spot) -> int:
    return INNERMOST.get(spot.kind, len(INNERMOST) + KINDS.index(spot.kind))
