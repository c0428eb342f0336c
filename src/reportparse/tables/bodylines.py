"""Lines of a body, placed in the columns of their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk
from reportparse.tables.columns import column_of
from reportparse.tables.grid import Column
from reportparse.tables.region import Bar, Chunk

SAME_LINE: Final = 0.6
"""In ems: baselines nearer than this belong to one line whose cells are aligned differently."""


@frozen_record
class BodyLine:
    """One line of a body: its chunks, the columns they fill, and whether it holds numbers."""

    chunks: tuple[Chunk, ...]
    spans: tuple[tuple[int, int], ...]
    y: float
    size: float
    filled: frozenset[int]
    valued: bool

    @property
    def stub(self) -> Chunk | None:
        return next((c for c, s in zip(self.chunks, self.spans, strict=True) if s[0] == 0), None)


def body_line(chunks: Sequence[Chunk], columns: Sequence[Column]) -> BodyLine:
    """Place the chunks of one line in the columns."""
    spans = tuple(column_of(chunk, columns) for chunk in chunks)
    line = chunks[0].line
    return BodyLine(
        tuple(chunks),
        spans,
        line.baseline,
        line.size or 9.0,
        frozenset(first for first, _ in spans),
        any(
            chunk.numeric and first > 0 and columns[first].numeric
            for chunk, (first, _) in zip(chunks, spans, strict=True)
        ),
    )


def levelled(body: Sequence[BodyLine]) -> list[BodyLine]:
    """Put together what stands on one line but for the ascents of its fonts.

    Chinese and Latin cells of one row, aligned at the top, have baselines 2 points apart.
    """
    made: list[BodyLine] = []
    for line in body:
        last = made[-1] if made else None
        near = last is not None and line.y - last.y <= SAME_LINE * min(line.size, last.size)
        if last is None or not near or last.filled & line.filled or _of_two_rows(last, line):
            made.append(line)
            continue
        both = sorted(
            (
                *zip(last.chunks, last.spans, strict=True),
                *zip(line.chunks, line.spans, strict=True),
            ),
            key=lambda pair: pair[0].x0,
        )
        made[-1] = BodyLine(
            tuple(chunk for chunk, _ in both),
            tuple(span for _, span in both),
            line.y,
            max(last.size, line.size),
            last.filled | line.filled,
            last.valued or line.valued,
        )
    return made


def _of_two_rows(one: BodyLine, other: BodyLine) -> bool:
    """Tell whether the tags put two lines into two rows."""
    rows = {chunk.row for line in (one, other) for chunk in line.chunks}
    return len(rows) > 1 and None not in rows


def ruled_between(above: BodyLine, below: BodyLine, bars: Sequence[Bar]) -> bool:
    """Tell whether a rule stands between two lines, over most of their width."""
    x0 = min(chunk.x0 for chunk in (*above.chunks, *below.chunks))
    x1 = max(chunk.x1 for chunk in (*above.chunks, *below.chunks))
    return any(
        above.y - 1 < bar.y < below.y - 0.3 * below.size and bar.covers(x0, x1) > 0.6
        for bar in bars
    )


def first_word(chunk: Chunk) -> float:
    """The width in points of what has to stand on one line at the start of a chunk."""
    text, xs, start = chunk.line.text, chunk.line.xs, chunk.piece.start
    end = start + 1
    while end < chunk.piece.end and not text[end].isspace():
        if is_cjk(text[end]) and not compiled(r"\p{P}").match(text[end]):
            break
        end += 1
    return xs[end - 1][1] - xs[start][0]
