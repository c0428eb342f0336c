"""Running text and what is known of its stretches, as nested elements.

Stretches come from different sources and may cross. What says something of the words (a date, a
name, a reference) stays whole or is left out; type (bold, italic) is cut where it crosses. The
words themselves are always written, each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from reportparse.akn.xml import add_words, element
from reportparse.frozen import frozen_record

TYPE: Final = frozenset({"b", "i"})
ONCE: Final = frozenset({"a", "ref"})
"""No link inside a link of the same sort."""


@frozen_record
class Stretch:
    """An element around the characters `start` to `end`; of two alike, lower ranks are outer."""

    start: int
    end: int
    rank: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def weave(
    parent: Element,
    words: str,
    stretches: Iterable[Stretch],
    points: Sequence[tuple[int, Element]] = (),
) -> None:
    """Write `words` into `parent`, with elements around stretches and other ones at points.

    >>> from reportparse.akn.xml import print_element
    >>> p = element("p")
    >>> weave(p, "abcdef", [Stretch(1, 4, 0, "date"), Stretch(2, 6, 1, "b")], [(4, element("br"))])
    >>> print_element(p)
    '<p>a<date>b<b>cd</b></date><br /><b>ef</b></p>'
    """
    nested = _nested([s for s in stretches if 0 <= s.start < s.end <= len(words)])
    stops = {0, len(words), *(s.start for s in nested), *(s.end for s in nested)}
    ordered = sorted(stops | {min(max(at, 0), len(words)) for at, _ in points})
    opened: list[tuple[Element, int]] = [(parent, len(words) + 1)]
    for index, here in enumerate(ordered):
        while opened[-1][1] <= here:
            opened.pop()
        for at, own in points:
            if min(max(at, 0), len(words)) == here:
                opened[-1][0].append(own)
        for stretch in (s for s in nested if s.start == here):
            inner = element(stretch.tag, opened[-1][0])
            inner.attrib.update(stretch.attributes)
            opened.append((inner, stretch.end))
        if here < len(words):
            add_words(opened[-1][0], words[here : ordered[index + 1]])


def _nested(stretches: list[Stretch]) -> list[Stretch]:
    """Return stretches of which none crosses another, outer ones first."""
    kept = _kept([s for s in stretches if s.tag not in TYPE])
    for own in (s for s in stretches if s.tag in TYPE):
        kept += [piece for piece in _cut(own, kept) if piece not in kept]
    return sorted(kept, key=_order)


def _order(stretch: Stretch) -> tuple[int, int, int]:
    return stretch.start, -stretch.end, stretch.rank


def _kept(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    around: list[Stretch] = []
    for own in sorted(stretches, key=_order):
        while around and around[-1].end <= own.start:
            around.pop()
        crosses = bool(around) and own.end > around[-1].end
        again = own.tag in ONCE and any(outer.tag == own.tag for outer in around)
        if crosses or again or own in around:
            continue
        kept.append(own)
        around.append(own)
    return kept


def _cut(stretch: Stretch, others: Iterable[Stretch]) -> list[Stretch]:
    """Cut a stretch at the ends of those that it crosses, not of what encloses it or lies in it."""
    inner = {at for other in others for at in _crossings(stretch, other)}
    edges = [stretch.start, *sorted(inner), stretch.end]
    return [
        Stretch(start, end, stretch.rank, stretch.tag, stretch.attributes)
        for start, end in pairwise(edges)
    ]


def _crossings(own: Stretch, other: Stretch) -> Iterable[int]:
    if other.start < own.start < other.end < own.end:
        return (other.end,)
    if own.start < other.start < own.end < other.end:
        return (other.start,)
    return ()
