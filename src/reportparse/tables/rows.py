"""Lines of a body grouped into rows.

House style aligns the numbers of a row with the last line of a wrapped label, and the texts of a
row at the top. Inside a row lines stand close, between rows there is more space, as a rule; rules
and the structure tree tell where it is not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from reportparse.tables.columns import column_of
from reportparse.tables.grid import Column, RowDraft, Slot
from reportparse.tables.region import Bar, Chunk
from reportparse.tables.tagged import row_elements

TIGHT: Final = 1.45
"""In ems: lines of one paragraph stand 1.15 to 1.35 apart, rows of most tables 1.6 and more."""
SAME_LINE: Final = 0.6
"""In ems: baselines nearer than this belong to one line whose cells are aligned differently."""
CLOSER: Final = 0.1
"""In ems: a gap has to be smaller than the pitch of rows by this much to count as smaller."""
LOOSER: Final = 1.22
"""A gap larger than the smallest one of a text table by this factor parts two rows."""

NEARER: Final = 1.15
"""A line belongs to the one below it where the gap above is larger by this factor."""

_OPENS: Final = regex.compile(r"\s*[\p{Ll},;)）]")
_CLOSED: Final = regex.compile(r"[:：;；.。]\s*$")


@dataclass(frozen=True, slots=True)
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


def pitches_of(
    lines: Sequence[Sequence[Chunk]], columns: Sequence[Column], bars: Sequence[Bar]
) -> list[float]:
    """Return the distances in points of neighbouring lines that hold numbers, rules apart."""
    body = _levelled([body_line(chunks, columns) for chunks in lines if chunks])
    return [
        below.y - above.y
        for above, below in pairwise(body)
        if above.valued and below.valued and not _ruled_between(above, below, bars)
    ]


def rows_of(
    lines: Sequence[Sequence[Chunk]],
    columns: Sequence[Column],
    bars: Sequence[Bar],
    pitches: Sequence[float] = (),
) -> tuple[RowDraft, ...]:
    """Return the rows of a body whose `lines` are given as chunks from top to bottom.

    `pitches` are those of the same table on its other pages.
    """
    body = _levelled([body_line(chunks, columns) for chunks in lines if chunks])
    if not body:
        return ()
    elements = row_elements([line.chunks for line in body])
    ruled = [_ruled_between(a, b, bars) for a, b in pairwise(body)]
    if elements is not None:
        cuts = [a != b for a, b in pairwise(elements)]
        proof: tuple[str, ...] = ("tags",)
    else:
        joined = _Spacing(body, columns, ruled, pitches)
        cuts = [not joined.same_row(at) for at in range(len(body) - 1)]
        proof = ("spacing",)
    drafts: list[RowDraft] = []
    start = 0
    for at in range(len(body)):
        if at == len(body) - 1 or cuts[at]:
            above = start > 0 and ruled[start - 1]
            element = elements[start] if elements else None
            drafts.append(_draft(body[start : at + 1], columns, proof, above, element))
            start = at + 1
    return tuple(drafts)


def _levelled(body: Sequence[BodyLine]) -> list[BodyLine]:
    """Put together what stands on one line but for the ascents of its fonts.

    Chinese and Latin cells of one row, aligned at the top, have baselines 2 points apart.
    """
    made: list[BodyLine] = []
    for line in body:
        last = made[-1] if made else None
        near = last is not None and line.y - last.y <= SAME_LINE * min(line.size, last.size)
        if last is None or not near or last.filled & line.filled:
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


def _ruled_between(above: BodyLine, below: BodyLine, bars: Sequence[Bar]) -> bool:
    x0 = min(chunk.x0 for chunk in (*above.chunks, *below.chunks))
    x1 = max(chunk.x1 for chunk in (*above.chunks, *below.chunks))
    return any(
        above.y - 1 < bar.y < below.y - 0.3 * below.size and bar.covers(x0, x1) > 0.6
        for bar in bars
    )


class _Spacing:
    """Decides by space, numbers and words whether two lines belong to one row."""

    def __init__(
        self,
        body: Sequence[BodyLine],
        columns: Sequence[Column],
        ruled: Sequence[bool],
        pitches: Sequence[float],
    ) -> None:
        self.body, self.columns, self.ruled = body, columns, ruled
        self.gaps = [b.y - a.y for a, b in pairwise(body)]
        self.size = sorted(line.size for line in body)[len(body) // 2]
        celled = sum(bool(line.filled - {0}) for line in body)
        self.numeric = sum(line.valued for line in body) >= max(1, 0.25 * celled)
        own = [
            gap
            for at, gap in enumerate(self.gaps)
            if body[at].valued and body[at + 1].valued and not ruled[at]
        ]
        seen = sorted(gap for gap in (*own, *pitches) if gap > SAME_LINE * self.size)
        self.pitch = seen[len(seen) // 5] if seen else None
        wide = [gap for gap in self.gaps if gap > SAME_LINE * self.size]
        self.least = min(wide, default=0.0)

    def same_row(self, at: int) -> bool:
        """Tell whether the lines `at` and `at + 1` belong to one row."""
        above, below, gap = self.body[at], self.body[at + 1], self.gaps[at]
        if self.ruled[at]:
            return False
        if gap <= SAME_LINE * self.size:
            return not (above.valued and below.valued and above.filled & below.filled)
        if self.numeric:
            return self._same_numeric(at)
        return self._same_text(at)

    def _tight(self, gap: float) -> bool:
        if self.pitch is None:
            return gap <= TIGHT * self.size
        return gap < self.pitch - CLOSER * self.size

    def _same_numeric(self, at: int) -> bool:
        above, below, gap = self.body[at], self.body[at + 1], self.gaps[at]
        if above.valued and below.valued:
            return False
        if not self._tight(gap):
            dense = self.pitch is not None and self.pitch <= TIGHT * self.size
            if not dense or self.pitch is None or gap > self.pitch + CLOSER * self.size:
                return False
            return self._words_go_on(above, below)
        if 0 not in below.filled:
            return True
        return self._ends_row(at) if above.valued else True

    def _ends_row(self, at: int) -> bool:
        """Tell whether words below the numbers of line `at` still belong to its row.

        They do where the lines without numbers that follow are parted from the next numbers by a
        wider gap; where nothing parts them they open the next row, as house style has it.
        """
        run = [at]
        while run[-1] + 1 < len(self.gaps) and not self.body[run[-1] + 1].valued:
            run.append(run[-1] + 1)
        if not self.body[run[-1] + 1].valued:
            return True
        if any(self.ruled[i] or not self._tight(self.gaps[i]) for i in run):
            return True
        widest = max(run, key=lambda i: self.gaps[i])
        return widest != at and self.gaps[widest] > self.gaps[at] + CLOSER * self.size

    def _words_go_on(self, above: BodyLine, below: BodyLine) -> bool:
        """Tell by its words whether a label goes on from one line to the next."""
        first, second = above.stub, below.stub
        if first is None or second is None:
            return False
        if above.valued or _CLOSED.search(first.text):
            return False
        if _OPENS.match(second.text):
            return True
        limit = self.columns[0].ink1
        word = second.text.split()[0] if second.text.split() else second.text
        width = (second.x1 - second.x0) * len(word) / max(len(second.text), 1)
        return (
            first.x1 + width > limit
            and not second.text.lstrip()[:1].isupper()
            and (second.x0 > first.x0 - 1)
        )

    def _leads_on(self, at: int) -> bool:
        """Tell whether the lines behind the gap `at` stand nearer to the stub below them.

        Cells aligned at the bottom have their first lines above the line of the stub.
        """
        for ahead in range(at + 1, len(self.gaps)):
            if self.gaps[ahead] * NEARER > self.gaps[at] or self.ruled[ahead]:
                return False
            if 0 in self.body[ahead + 1].filled:
                return True
        return False

    def _same_text(self, at: int) -> bool:
        below, gap = self.body[at + 1], self.gaps[at]
        starts = 0 in below.filled or self._leads_on(at)
        if self.least > TIGHT * self.size:
            return not starts
        if gap > max(LOOSER * self.least, 0.0):
            return not starts
        if max(self.gaps) > LOOSER * self.least:
            return True
        return not (starts and len(below.filled) > 1)


def _draft(
    lines: Sequence[BodyLine],
    columns: Sequence[Column],
    proof: tuple[str, ...],
    ruled: bool,
    element: int | None,
) -> RowDraft:
    cells: dict[int, list[Chunk]] = {}
    reach: dict[int, int] = {}
    filled = {first for line in lines for first, _ in line.spans}
    for line in lines:
        for chunk, (first, last) in zip(line.chunks, line.spans, strict=True):
            cells.setdefault(first, []).append(chunk)
            while last > first and any(first < other <= last for other in filled):
                last -= 1
            reach[first] = max(reach.get(first, first), last)
    slots = tuple(
        Slot(column, tuple(chunks), reach[column] - column + 1)
        for column, chunks in sorted(cells.items())
    )
    top, bottom = lines[0], lines[-1]
    return RowDraft(
        slots,
        top.chunks[0].line.sheet,
        top.y - top.size,
        bottom.y,
        proof,
        ruled,
        element,
    )
