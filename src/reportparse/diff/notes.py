"""Footnotes: paired by their words, wherever they are numbered and whatever they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from reportparse.diff.align import Pair, paired
from reportparse.diff.model import Change, Side
from reportparse.diff.words import segments
from reportparse.report import Report
from reportparse.report.body import Footnote

ALIKE: Final = 0.6
FRONT: Final = "metadata"


def pair_notes(before: Report, after: Report) -> list[Pair]:
    """Return which footnote of one report is which of the other."""
    words = [[note.text.text for note in report.footnotes] for report in (before, after)]
    return paired(words[0], words[1], ALIKE)


def compare_notes(
    before: Report,
    after: Report,
    pairs: list[Pair],
    elements: Mapping[str, str],
    rewritten: frozenset[str],
) -> Iterator[Change]:
    """Yield the changes of footnotes and of the places that they hang from.

    `elements` says which element of the second report an element of the first one is; `rewritten`
    are elements of the first whose words changed, so that an offset in them says nothing.
    """
    known = dict(pairs)
    taken = set(known.values())
    for i, j in pairs:
        own, other = before.footnotes[i], after.footnotes[j]
        where = _where(other)
        if own.text.text != other.text.text:
            words = segments(own.text.text, other.text.text)
            yield Change("note", "changed", "words", where, _side(own), _side(other), words)
        if own.marker != other.marker:
            sides = Side(own.id, own.marker), Side(other.id, other.marker)
            yield Change("note", "renumbered", "number", where, *sides)
        places = _places(own, elements, rewritten), _places(other, None, None)
        loose = {place[0] for place in places[0] if place[1] is None}
        second = [(name, None if name in loose else at) for name, at in places[1]]
        if sorted(places[0], key=str) != sorted(second, key=str):
            sides = Side(own.id, _told(own)), Side(other.id, _told(other))
            yield Change("note", "moved", "place", where, *sides)
    for i, own in enumerate(before.footnotes):
        if i not in known:
            yield Change("note", "removed", "words", _where(own), _side(own), None)
    for j, other in enumerate(after.footnotes):
        if j not in taken:
            yield Change("note", "added", "words", _where(other), None, _side(other))


def _places(
    note: Footnote, elements: Mapping[str, str] | None, rewritten: frozenset[str] | None
) -> list[tuple[str, int | None]]:
    """Return where a note hangs, in the terms of the second report."""
    out: list[tuple[str, int | None]] = []
    for anchor in note.anchors:
        name = anchor.element if elements is None else elements.get(anchor.element, anchor.element)
        sure = rewritten is None or anchor.element not in rewritten
        out.append((name, anchor.offset if sure else None))
    return out


def _told(note: Footnote) -> str:
    return ", ".join(f"{anchor.element} at {anchor.offset}" for anchor in note.anchors)


def _where(note: Footnote) -> str:
    return f"note {note.marker}"


def _side(note: Footnote) -> Side:
    return Side(note.id, note.text.text)
