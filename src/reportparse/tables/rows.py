"""Lines of a body grouped into rows.

House style aligns the numbers of a row with the last line of a wrapped label, and the texts of a
row at the top. Inside a row lines stand close, between rows there is more space, as a rule; rules
and the structure tree tell where it is not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportparse.lexicon.patterns import compiled
from reportparse.tables.bodylines import (
    SAME_LINE,
    BodyLine,
    body_line,
    first_word,
    levelled,
    ruled_between,
)
from reportparse.tables.grid import Column, RowDraft, Slot
from reportparse.tables.region import Bar, Chunk
from reportparse.tables.rowspans import lift, spanned
from reportparse.tables.tagged import by_row, row_elements

TIGHT: Final = 1.45
"""In ems: lines of one paragraph stand 1.15 to 1.35 apart, rows of most tables 1.6 and more."""
LOOSEST: Final = 1.5
"""In ems: lines of one label stand no further apart, not even where rows stand closer."""
CLOSER: Final = 0.1
"""In ems: a gap has to be smaller than the pitch of rows by this much to count as smaller."""
LOOSER: Final = 1.22
"""A gap larger than the smallest one of a text table by this factor parts two rows."""

SAME_GAP: Final = 0.5
"""Gaps of one kind differ by less than this share of what parts the two kinds."""
NEARER: Final = 1.15
"""A line belongs to the one below it where the gap above is larger by this factor."""

_OPENS: Final = compiled(r"\s*[\p{Ll},;)）]")
_CLOSED: Final = compiled(r"[:：;；.。]\s*$")


def pitches_of(
    lines: Sequence[Sequence[Chunk]], columns: Sequence[Column], bars: Sequence[Bar]
) -> list[float]:
    """Return the distances in points of neighbouring lines that hold numbers, rules apart."""
    body = levelled([body_line(chunks, columns) for chunks in lines if chunks])
    return [
        below.y - above.y
        for above, below in pairwise(body)
        if above.valued and below.valued and not ruled_between(above, below, bars)
    ]


def gaps_of(lines: Sequence[Sequence[Chunk]], columns: Sequence[Column]) -> list[float]:
    """Return the distances in points of all neighbouring lines."""
    body = levelled([body_line(chunks, columns) for chunks in lines if chunks])
    return [below.y - above.y for above, below in pairwise(body)]


def rows_of(
    lines: Sequence[Sequence[Chunk]],
    columns: Sequence[Column],
    bars: Sequence[Bar],
    pitches: Sequence[float] = (),
    tied: bool = False,
    gaps: Sequence[float] = (),
) -> tuple[RowDraft, ...]:
    """Return the rows of a body whose `lines` are given as chunks from top to bottom.

    `pitches` and `gaps` are those of the same table on its other pages; `tied` tells that rules
    tie rows together there.
    """
    own = by_row(lines)
    body = levelled([body_line(chunks, columns) for chunks in own or lines if chunks])
    if not body:
        return ()
    lifted: list[BodyLine] = []
    if own is None:
        body, lifted = lift(body, bars)
    elements = row_elements([line.chunks for line in body])
    ruled = [ruled_between(a, b, bars) for a, b in pairwise(body)]
    if elements is not None:
        cuts = [a != b for a, b in pairwise(elements)]
        proof: tuple[str, ...] = ("tags",)
    else:
        joined = _Spacing(body, columns, ruled, pitches, gaps)
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
    return tuple(drafts) if elements else spanned(drafts, lifted, columns, bars, tied)


class _Spacing:
    """Decides by space, numbers and words whether two lines belong to one row."""

    def __init__(
        self,
        body: Sequence[BodyLine],
        columns: Sequence[Column],
        ruled: Sequence[bool],
        pitches: Sequence[float],
        others: Sequence[float],
    ) -> None:
        self.body, self.columns, self.ruled = body, columns, ruled
        self.gaps = [b.y - a.y for a, b in pairwise(body)]
        self.size = sorted(line.size for line in body)[len(body) // 2]
        celled = sum(bool(line.filled - {0}) for line in body)
        self.numeric = sum(line.valued for line in body) >= max(1, 0.25 * celled)
        self.numeric = self.numeric or (bool(pitches) and not celled)
        own = [
            gap
            for at, gap in enumerate(self.gaps)
            if body[at].valued and body[at + 1].valued and not ruled[at]
        ]
        seen = sorted(gap for gap in (*own, *pitches) if gap > SAME_LINE * self.size)
        self.pitch = seen[len(seen) // 5] if seen else None
        wide = [gap for gap in (*self.gaps, *others) if gap > SAME_LINE * self.size]
        self.least = min(wide, default=0.0)
        self.widest = max(wide, default=0.0)
        self.wider = self._wider(wide)
        self.parted = sum(ruled) > 1
        self.at_foot = 0 not in body[0].filled and 0 in body[-1].filled

    def _wider(self, gaps: Sequence[float]) -> float | None:
        """The least gap between two rows of words, where the gaps are of two kinds only.

        A page is set with the same two distances throughout, if only a point apart.
        """
        ordered = sorted(gaps)
        steps = [b - a for a, b in pairwise(ordered)]
        if not steps:
            return None
        at = max(range(len(steps)), key=lambda i: steps[i])
        within = max(ordered[at] - ordered[0], ordered[-1] - ordered[at + 1])
        apart = CLOSER * self.size
        if steps[at] <= apart or within >= SAME_GAP * apart:
            return None
        least = ordered[at + 1] - SAME_GAP * apart
        labelled = 0 in self.body[0].filled
        for gap, line in zip(self.gaps, self.body[1:], strict=True):
            if gap >= least and not labelled:
                return None
            labelled = 0 in line.filled or (labelled and gap < least)
        return least if labelled else None

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
            if not dense or self.pitch is None:
                return False
            if gap > max(self.pitch + CLOSER * self.size, LOOSEST * self.size):
                return False
            return self._words_go_on(above, below)
        if 0 not in below.filled:
            return True
        return self._ends_row(at) if above.valued else not self._parted_from(at)

    def _parted_from(self, at: int) -> bool:
        """Tell whether a label that ends in line `at` belongs to the numbers above it, not below.

        It does where its lines stand closer to these, and to each other, than to the next row.
        """
        start = at
        while start > 0 and not self.body[start].valued:
            start -= 1
        inner = self.gaps[start:at]
        if not self.body[start].valued or not self.body[at + 1].valued or any(self.ruled[start:at]):
            return False
        return bool(inner) and self.gaps[at] > max(inner) + CLOSER * self.size

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
        return (
            first.x1 + first_word(second) > limit
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
        if self.parted and gap <= LOOSER * self.least:
            return True
        if self.wider is not None and not self.parted:
            return not (starts and gap >= self.wider)
        if self.least > TIGHT * self.size:
            return not starts
        if gap > max(LOOSER * self.least, 0.0):
            return not starts
        if self.widest > LOOSER * self.least:
            return True
        if self.at_foot:
            return 0 not in self.body[at].filled
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
        Slot(
            column,
            tuple(chunks),
            reach[column] - column + 1,
            max(chunk.rows for chunk in chunks) if element is not None else 1,
        )
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
