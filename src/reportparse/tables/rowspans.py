"""Cells over several rows: a label that stands beside its rows, at the top, in the middle, below.

A label printed between two rows belongs to neither line; it is the cell of the rows around it.
Rules that leave the stub free between two rows say the same of a label beside any of them. It is
kept on the first of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportparse.tables.bodylines import BodyLine
from reportparse.tables.grid import Column, RowDraft, Slot
from reportparse.tables.region import Bar, Chunk

EVEN: Final = 0.25
"""In ems: by how much a label in the middle may miss it; fonts differ in their ascents."""
WHOLE: Final = 0.9
"""Share of the cells of two rows below which the rule between them runs."""
GROUPS: Final = 2
"""Groups of rows alike in their labels before the places of labels alone show groups."""

Group = tuple[int, int, int]
"""First row, number of rows, and the row beside which the label stands."""


def lift(body: Sequence[BodyLine], bars: Sequence[Bar]) -> tuple[list[BodyLine], list[BodyLine]]:
    """Part the lines that stand between two rows from the others."""
    rest: list[BodyLine] = []
    lifted: list[BodyLine] = []
    for at, line in enumerate(body):
        inner = 0 < at < len(body) - 1
        if inner and (_between(body[at - 1], line, body[at + 1], bars) or _tied(body, at, bars)):
            lifted.append(line)
        else:
            rest.append(line)
    return rest, lifted


def _between(above: BodyLine, line: BodyLine, below: BodyLine, bars: Sequence[Bar]) -> bool:
    """Tell whether a line stands in the middle between two rows that leave its columns free."""
    if line.valued or line.filled & (above.filled | below.filled):
        return False
    if abs((line.y - above.y) - (below.y - line.y)) > EVEN * line.size:
        return False
    stacked = {s[0] for c, s in zip(above.chunks, above.spans, strict=True) if c.numeric} & {
        s[0] for c, s in zip(below.chunks, below.spans, strict=True) if c.numeric
    }
    if above.valued and below.valued and stacked:
        return True
    x0, x1 = min(c.x0 for c in line.chunks), max(c.x1 for c in line.chunks)
    return bool(above.filled & below.filled) and any(
        above.y < bar.y < below.y and bar.covers(x0, x1) == 0 for bar in bars
    )


def _tied(body: Sequence[BodyLine], at: int, bars: Sequence[Bar]) -> bool:
    """Tell whether a line stands between two rows that a rule parts and that it ties together.

    The rule runs below all their cells and leaves the line free, which is one of several of a
    label; they stand anywhere between the rows, and beside the rule itself.
    """
    line = body[at]
    if line.valued or line.filled != {0}:
        return False
    above = next((own for own in reversed(body[:at]) if own.filled != {0}), None)
    below = next((own for own in body[at + 1 :] if own.filled != {0}), None)
    if above is None or below is None or not (above.valued and below.valued):
        return False
    if 0 in above.filled | below.filled:
        return False
    x0, x1 = min(c.x0 for c in line.chunks), max(c.x1 for c in line.chunks)
    cells = (*above.chunks, *below.chunks)
    left, right = min(c.x0 for c in cells), max(c.x1 for c in cells)
    return any(
        above.y < bar.y < below.y - 0.3 * below.size
        and bar.covers(x0, x1) == 0
        and bar.covers(left, right) > WHOLE
        for bar in bars
    )


def spanned(
    drafts: Sequence[RowDraft],
    lifted: Sequence[BodyLine],
    columns: Sequence[Column],
    bars: Sequence[Bar],
    tied: bool = False,
) -> tuple[RowDraft, ...]:
    """Return the rows with the cells that cover several of them, each on its first row.

    `lifted` are the lines that stand between two rows; `tied` tells that on another page rules
    tie rows of this table together.
    """
    rows = list(drafts)
    labels: dict[int, BodyLine] = {}
    for line in lifted:
        at = max((i for i, row in enumerate(rows) if row.y1 < line.y), default=0)
        if 0 in line.filled:
            labels[at] = _with(labels[at], line) if at in labels else line
        _add(rows, at, line, (0,), 2)
    ties = ties_of(rows, columns, bars, tied)
    if ties is not None:
        _by_rules(rows, labels, ties)
    elif labels:
        _by_middles(rows, labels)
    else:
        _by_pattern(rows)
    return tuple(rows)


def _with(line: BodyLine, more: BodyLine) -> BodyLine:
    """Return a line of a label with the next one below it."""
    filled = line.filled | more.filled
    return replace(
        line, chunks=line.chunks + more.chunks, spans=line.spans + more.spans, filled=filled
    )


def _add(
    rows: list[RowDraft],
    at: int,
    line: BodyLine,
    leave: Sequence[int],
    tall: int,
    guessed: bool = False,
) -> None:
    """Put what a line holds into the row `at`, but for the columns `leave`."""
    slots = list(rows[at].slots)
    for first in sorted(line.filled - set(leave)):
        own = [(c, s) for c, s in zip(line.chunks, line.spans, strict=True) if s[0] == first]
        chunks = tuple(chunk for chunk, _ in own)
        span = max(last for _, (_, last) in own) - first + 1
        slots.append(Slot(first, chunks, span, tall, guessed))
    slots.sort(key=lambda slot: slot.column)
    rows[at] = replace(rows[at], slots=tuple(slots))


def _only_stub(line: BodyLine) -> Sequence[int]:
    return sorted(line.filled - {0})


def _by_rules(rows: list[RowDraft], labels: dict[int, BodyLine], ties: Sequence[bool]) -> None:
    """Place labels where rules that leave the stub free tie rows together."""
    start = 0
    for at in range(len(rows)):
        if at < len(rows) - 1 and ties[at]:
            continue
        group = range(start, at + 1)
        if len(group) > 1:
            _gather(rows, labels, group)
        for i in group if len(group) == 1 else ():
            if i in labels:
                _add(rows, i, labels[i], _only_stub(labels[i]), 2, True)
        start = at + 1


def _gather(rows: list[RowDraft], labels: dict[int, BodyLine], group: range) -> None:
    """Put all lines of a label beside rows that rules tie together into the first of them."""
    chunks: list[Chunk] = []
    for at in group:
        slot = rows[at].slot(0)
        if slot is not None:
            chunks.extend(slot.chunks)
            rest = tuple(other for other in rows[at].slots if other is not slot)
            rows[at] = replace(rows[at], slots=rest)
        if at in labels:
            line = labels[at]
            spans = zip(line.chunks, line.spans, strict=True)
            chunks.extend(chunk for chunk, span in spans if span[0] == 0)
    if chunks:
        chunks.sort(key=lambda chunk: (chunk.line.baseline, chunk.x0))
        first = rows[group.start]
        slot = Slot(0, tuple(chunks), 1, len(group))
        rows[group.start] = replace(first, slots=(slot, *first.slots))


def ties_of(
    rows: Sequence[RowDraft],
    columns: Sequence[Column],
    bars: Sequence[Bar],
    tied: bool = False,
) -> list[bool] | None:
    """For each pair of rows whether a rule between them leaves the stub free.

    None where not all rows are ruled apart, or no rule leaves the stub free. A single one may
    stand over a total, unless it is known that rules tie rows of this table (`tied`).
    """
    if len(columns) < 2:
        return None
    ties: list[bool] = []
    for above, below in pairwise(rows):
        between = [bar for bar in bars if above.y1 - 1 < bar.y < below.y0 + 0.75 * _size(below)]
        if not between:
            return None
        values = max(bar.covers(columns[1].ink0, columns[-1].ink1) for bar in between)
        stub = max(bar.covers(columns[0].ink0, columns[0].ink1) for bar in between)
        if values < 0.9:
            return None
        ties.append(stub < 0.2)
    certain = tied or sum(ties) > 1 or not all(ties)
    return ties if any(ties) and certain else None


def _size(row: RowDraft) -> float:
    return row.slots[0].chunks[0].line.size or 9.0


def _by_middles(rows: list[RowDraft], labels: dict[int, BodyLine]) -> None:
    """Place labels between rows: as many rows above each as below it."""
    groups = _even_groups(rows, labels)
    for at, line in sorted(labels.items()):
        start, tall, _ = groups.get(at, (at, 2, at))
        _add(rows, start, line, _only_stub(line), tall, at not in groups)


def _even_groups(rows: Sequence[RowDraft], labels: dict[int, BodyLine]) -> dict[int, Group]:
    """The groups of rows around each label, by the row above it; empty if they do not add up."""
    found: dict[int, Group] = {}
    start = at = 0
    while at < len(rows):
        if rows[at].slot(0) is not None:
            if at > start:
                return {}
            start = at = at + 1
            continue
        if at in labels:
            half = at + 1 - start
            below = range(at + 1, at + 1 + half)
            if below.stop > len(rows) or any(
                rows[i].slot(0) is not None or (i in labels and i != at) for i in below
            ):
                return {}
            found[at] = (start, 2 * half, at)
            start = at = below.stop
            continue
        at += 1
    return found if start == len(rows) else {}


def _by_pattern(rows: list[RowDraft]) -> None:
    """Move labels that stand beside the middle one or the last one of several groups alike."""
    stubs = [at for at, row in enumerate(rows) if row.slot(0) is not None]
    if len(stubs) < GROUPS or not rows or 0 in stubs:
        return
    if any(len(row.slots) == 1 and row.slot(0) is not None for row in rows):
        return
    lead = stubs[0]
    for tall in (2 * lead + 1, lead + 1):
        groups = [(at - lead, tall, at) for at in stubs if at % tall == lead]
        if len(groups) == len(stubs) and len(rows) == tall * len(groups):
            for group in groups:
                _move(rows, group, True)
            return


def _move(rows: list[RowDraft], group: Group, guessed: bool) -> None:
    """Move the label of a group to the first of its rows."""
    start, tall, at = group
    slot = rows[at].slot(0)
    if slot is None:
        return
    rows[at] = replace(rows[at], slots=tuple(s for s in rows[at].slots if s is not slot))
    moved = replace(slot, rows=tall, guessed=guessed)
    rows[start] = replace(rows[start], slots=(moved, *rows[start].slots))
