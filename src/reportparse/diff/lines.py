"""Lines that an element has beside its body: headnotes, sources, the labels of a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportparse.diff.align import paired
from reportparse.diff.model import Change, Part, Side
from reportparse.diff.words import segments
from reportparse.report.base import Text


def compare_lines(
    part: Part,
    name: str,
    where: str,
    before: tuple[str, Sequence[Text]],
    after: tuple[str, Sequence[Text]],
    least: float,
) -> Iterator[Change]:
    """Yield the lines that differ between two elements, each given as its id and its lines.

    Lines that are alike from `least` on are one line, changed; the others came or went.

    >>> own, other = (Text(text=said, raw=said) for said in ("截至2023年底", "截至2024年底"))
    >>> found = compare_lines("table", "headnotes", "表1", ("a", [own]), ("b", [other]), 0.6)
    >>> [(change.action, change.before.id, change.after.text) for change in found]
    [('changed', 'a', '截至2024年底')]
    """
    (own, own_lines), (other, other_lines) = before, after
    first, second = ([line.text for line in lines] for lines in (own_lines, other_lines))
    pairs = dict(paired(first, second, least))
    taken = set(pairs.values())
    for i, j in pairs.items():
        if first[i] != second[j]:
            sides = Side(own, first[i]), Side(other, second[j])
            words = segments(first[i], second[j])
            yield Change(part, "changed", name, where, *sides, words)
    for i, line in enumerate(first):
        if i not in pairs:
            yield Change(part, "removed", name, where, Side(own, line), None)
    for j, line in enumerate(second):
        if j not in taken:
            yield Change(part, "added", name, where, None, Side(other, line))
