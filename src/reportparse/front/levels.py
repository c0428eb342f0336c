"""The depth of entries in a list: by their labels, and by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportparse.front.print import Row
from reportparse.notation.labels import read_label

SAME_INDENT = 6.0
"""Points: entries of one level begin within this; levels stand 10 to 27 apart."""


GROUP = "group"


@dataclass(slots=True)
class _Level:
    kind: str
    x: float


def set_levels(entries: Sequence[tuple[Row, bool]]) -> list[int]:
    """Return the level of each entry, from 1, given the row it begins on and whether it is a group.

    An entry stands on the level whose kind of label it shares (`一.`, `A.`, `(a)`); a kind that
    is new goes one deeper, or beside the level that begins at the same place. Entries without a
    label go by their place alone; a dump without places puts them below the last label. A group
    line (`附件`) stands at the top, and what follows it stands below it.
    """
    stack: list[_Level] = []
    levels: list[int] = []
    for row, is_group in entries:
        if is_group:
            stack = [_Level(GROUP, float("-inf"))]
            levels.append(1)
            continue
        label = read_label(row.text)
        kind = label.kind if label else ""
        x = row.x(row.first)
        if label and label.kind in ("roman", "arabic", "chinese"):
            # Numbers are set flush right: what stands at one place is the text behind them.
            x = min([x, *(level.x for level in stack if level.kind == kind)])
        at = _find(stack, kind, x, bool(row.lines[0].xs))
        del stack[at:]
        stack.append(_Level(kind, x))
        levels.append(len(stack))
    return levels


def _find(stack: Sequence[_Level], kind: str, x: float, drawn: bool) -> int:
    """The index in the stack at which an entry stands."""
    for at, level in enumerate(stack):
        if kind and level.kind == kind:
            return at
    if not drawn:
        return len(stack) if kind or not stack or stack[-1].kind else len(stack) - 1
    for at, level in enumerate(stack):
        if x <= level.x + SAME_INDENT and not (kind and level.kind and x > level.x - SAME_INDENT):
            return at
    return len(stack)
