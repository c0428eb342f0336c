"""Outline and passages: what was added, removed, moved, renamed, renumbered, rewritten.

Passages are paired first, wherever they stand; sections then by their headings, and those whose
headings differ by the passages that they share. So a renamed section is one change and not two, and
a number that only follows from an insertion further up is no change of the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from reportparse.diff.align import Pair, longest, paired
from reportparse.diff.flat import Flat, Node, Passage
from reportparse.diff.model import Change, Side
from reportparse.diff.words import segments

ALIKE: Final = 0.5
"""Likeness from which two passages are one that was rewritten; unrelated ones stay below 0.3."""
HEADING: Final = 0.6
SHARED: Final = 0.5
"""Share of a section's passages that have to be another's for the two to be one, renamed."""


def pair_passages(before: Flat, after: Flat) -> list[Pair]:
    """Return which passage of one report is which of the other."""
    first, second = ([own.words for own in flat.passages] for flat in (before, after))
    return paired(first, second, ALIKE)


def pair_nodes(before: Flat, after: Flat, passages: list[Pair]) -> list[Pair]:
    """Return which section of one report is which of the other."""
    full = [[flat.path(at) for at in range(len(flat.nodes))] for flat in (before, after)]
    found = dict(_whole(full[0], full[1]))
    found |= _shared(before, after, passages, found)
    left = [i for i in range(len(before.nodes)) if i not in found]
    taken = set(found.values())
    right = [j for j in range(len(after.nodes)) if j not in taken]
    rest = paired(
        [before.nodes[i].words for i in left], [after.nodes[j].words for j in right], HEADING
    )
    found |= {left[i]: right[j] for i, j in rest}
    return sorted(found.items())


def _whole(before: list[str], after: list[str]) -> Iterator[Pair]:
    """Pair headings whose whole path is the same, where that says which."""
    counts = [Counter(before), Counter(after)]
    where = {words: j for j, words in enumerate(after)}
    for i, words in enumerate(before):
        if counts[0][words] == counts[1][words] == 1:
            yield i, where[words]


def _shared(
    before: Flat, after: Flat, passages: list[Pair], found: dict[int, int]
) -> dict[int, int]:
    """Pair sections that have most of their passages in common, inner ones included."""
    taken = set(found.values())
    common: Counter[Pair] = Counter()
    own: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for flat, count in ((before, own[0]), (after, own[1])):
        for passage in flat.passages:
            if passage.section is not None:
                count[passage.section] += 1
    for i, j in passages:
        first, second = before.passages[i].section, after.passages[j].section
        if first is not None and second is not None:
            common[first, second] += 1
    out: dict[int, int] = {}
    for (i, j), many in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if i in found or i in out or j in taken:
            continue
        if many >= SHARED * max(own[0][i], own[1][j]):
            out[i] = j
            taken.add(j)
    return out


def compare_text(
    before: Flat, after: Flat, passages: list[Pair], nodes: list[Pair]
) -> Iterator[Change]:
    """Yield the changes of outline and passages."""
    yield from _outline(before, after, nodes)
    yield from _passages(before, after, passages, dict(nodes))


# -- outline


def _outline(before: Flat, after: Flat, pairs: list[Pair]) -> Iterator[Change]:
    known = dict(pairs)
    taken = set(known.values())
    kept = set(longest(pairs))
    renumbered: list[tuple[Node, Node]] = []
    for i, j in pairs:
        own, other = before.nodes[i], after.nodes[j]
        where, sides = after.path(j), (_heading(own), _heading(other))
        if own.words != other.words:
            words = segments(own.words, other.words)
            yield Change("outline", "renamed", "words", where, *sides, words)
        away = own.parent is not None and known.get(own.parent) != other.parent
        away = away or (own.parent is None) != (other.parent is None)
        if away or ((i, j) not in kept and not _carried(before, after, i, j, known, kept)):
            yield Change("outline", "moved", "place", where, *sides)
        if own.label != other.label:
            renumbered.append((own, other))
    for own, other in renumbered:
        where = other.words
        yield Change("outline", "renumbered", "number", where, _number(own), _number(other))
    for i, own in enumerate(before.nodes):
        if i not in known:
            yield Change("outline", "removed", "words", before.path(i), _heading(own), None)
    for j, other in enumerate(after.nodes):
        if j not in taken:
            yield Change("outline", "added", "words", after.path(j), None, _heading(other))


def _carried(
    before: Flat, after: Flat, i: int, j: int, known: dict[int, int], kept: set[Pair]
) -> bool:
    """Tell whether a section only moved along with the one that it stands in."""
    parent = before.nodes[i].parent
    if parent is None or known.get(parent) != after.nodes[j].parent:
        return False
    siblings = [
        (a, b)
        for a, b in sorted(known.items())
        if before.nodes[a].parent == parent and after.nodes[b].parent == after.nodes[j].parent
    ]
    return (parent, known[parent]) not in kept and (i, j) in longest(siblings)


def _heading(node: Node) -> Side:
    return Side(node.id, node.words)


def _number(node: Node) -> Side:
    return Side(node.id, node.label or "")


# -- passages


def _passages(
    before: Flat, after: Flat, pairs: list[Pair], nodes: dict[int, int]
) -> Iterator[Change]:
    known = dict(pairs)
    taken = set(known.values())
    moved = set(_moved(before, after, pairs, nodes))
    renumbered: list[tuple[Passage, Passage, str]] = []
    for i, j in pairs:
        own, other = before.passages[i], after.passages[j]
        where, sides = after.path(other.section), (_passage(own), _passage(other))
        if own.words != other.words:
            words = segments(own.words, other.words)
            yield Change("text", "changed", "words", where, *sides, words)
        if (i, j) in moved:
            yield Change("text", "moved", "place", where, *sides)
        if own.kind != other.kind:
            kinds = Side(own.id, own.kind), Side(other.id, other.kind)
            yield Change("text", "changed", "kind", where, *kinds)
        if own.loose != other.loose:
            markers = Side(own.id, ",".join(own.loose)), Side(other.id, ",".join(other.loose))
            yield Change("text", "changed", "markers", where, *markers)
        if own.label != other.label:
            renumbered.append((own, other, where))
    yield from _renumbered(before, after, renumbered)
    for i, own in enumerate(before.passages):
        if i not in known:
            where = before.path(own.section)
            yield Change("text", "removed", "words", where, _passage(own), None)
    for j, other in enumerate(after.passages):
        if j not in taken:
            where = after.path(other.section)
            yield Change("text", "added", "words", where, None, _passage(other))


def _moved(before: Flat, after: Flat, pairs: list[Pair], nodes: dict[int, int]) -> Iterator[Pair]:
    """Yield passages that stand in another section, or elsewhere in their own.

    What goes along with its section does not count, nor what a heading put before it or taken away
    leaves in a section of another name.
    """
    into = set(nodes.values())
    inside: dict[Pair, list[Pair]] = defaultdict(list)
    across: list[Pair] = []
    for i, j in pairs:
        first, second = before.passages[i].section, after.passages[j].section
        if (None if first is None else nodes.get(first)) == second and (
            first is not None or second is None
        ):
            inside[-1 if first is None else first, 0].append((i, j))
        elif first in nodes and second in into:
            yield i, j
        else:
            across.append((i, j))
    for own in inside.values():
        kept = set(longest(own))
        yield from (pair for pair in own if pair not in kept)
    if across:
        kept = set(longest(pairs))
        yield from (pair for pair in across if pair not in kept)


def _renumbered(
    before: Flat, after: Flat, found: list[tuple[Passage, Passage, str]]
) -> Iterator[Change]:
    """Yield one change for each run of passages whose numbers moved on together."""
    at = {own.id: i for i, own in enumerate(before.passages)}
    to = {own.id: j for j, own in enumerate(after.passages)}
    runs: list[list[tuple[Passage, Passage, str]]] = []
    for item in found:
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(before, after, at, to, last, item):
            runs[-1].append(item)
        else:
            runs.append([item])
    for run in runs:
        (own, other, where), (last_own, last_other, _) = run[0], run[-1]
        sides = (_labels(own, last_own), _labels(other, last_other))
        yield Change("text", "renumbered", "number", where, *sides)


def _follows(
    before: Flat,
    after: Flat,
    at: dict[str, int],
    to: dict[str, int],
    last: tuple[Passage, Passage, str],
    own: tuple[Passage, Passage, str],
) -> bool:
    """Tell whether nothing of the same rank stands between two renumbered passages."""
    if last[0].kind != own[0].kind or bool(last[0].parent) != bool(own[0].parent):
        return False
    between = before.passages[at[last[0].id] + 1 : at[own[0].id]]
    between += after.passages[to[last[1].id] + 1 : to[own[1].id]]
    return all(one.kind != own[0].kind or not one.label for one in between)


def _labels(first: Passage, last: Passage) -> Side:
    one, other = first.label or "", last.label or ""
    return Side(first.id, one if first is last else f"{one} – {other}")


def _passage(passage: Passage) -> Side:
    return Side(passage.id, passage.words)
