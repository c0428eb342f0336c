"""Bars of one length chained to the frame of a table, from the rule over its head to the last one.

A table may have rules over all its rows, or no rule at its bottom; what runs on to the next page
has no rule at the cut, and may begin there with the rule over a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from reportparse.layout.model import Line, Sheet
from reportparse.tables.boxes import MIN_WIDTH, PROSE, SAME_EDGE, TOUCH
from reportparse.tables.captions import Captions
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.gaps import gappy, gaps
from reportparse.tables.region import Bar, Region
from reportparse.tables.unruled import YEAR, begins_raised, printed_again

FAR: Final = 45.0
"""In points: rows of one table never stand further apart without a rule between."""
SAME_SIZE: Final = 1.03
"""Type of one table differs by rounding only."""
TALLEST_HEAD: Final = 130.0
"""In points: ten lines of head; from a first rule the next one of its length is no further."""
RULED: Final = 2
"""Rules between the rows of one page before it is taken for habit that each row has one."""
TALLEST_TREE: Final = 190.0
"""The same where rules of spanners stand between the two: four levels of head."""


def _moved(bars: Sequence[Bar], opened: Region) -> tuple[float, float]:
    """The edges of a table that goes on: where the margins of left and right pages differ, its
    rules are as long as on the page before, but none of them stands where they stood there."""
    same = [bar for bar in bars if abs(bar.x0 - opened.x0) <= SAME_EDGE]
    width = opened.x1 - opened.x0
    long = [bar for bar in bars if abs(bar.x1 - bar.x0 - width) <= SAME_EDGE]
    return (long[0].x0, long[0].x1) if long and not same else (opened.x0, opened.x1)


def _solid(lines: Sequence[Line]) -> str:
    return "".join("".join(line.text.split()) for line in lines)


class Frames:
    """Chains bars of one length to frames, from the top of a page to its bottom."""

    def __init__(
        self,
        captions: Captions,
        body: float,
        sheet: Sheet,
        lines: Sequence[Line],
        boxes: Sequence[Region],
    ) -> None:
        self.captions, self.body, self.sheet = captions, body, sheet
        taken = {line.number for box in boxes for line in box.lines}
        self.lines = [line for line in lines if line.number not in taken]
        self.found: list[Region] = []
        self.bars: list[Bar] = []
        self.open_top = False

    def build(self, bars: Sequence[Bar], opened: Region | None) -> list[Region]:
        if opened is not None and opened.open_bottom and self.lines:
            self._go_on(bars, opened)
        floor = self.found[-1].bottom if self.found else 0.0
        for bar in bars:
            if bar.y < (self.bars[0].y if self.bars else floor):
                continue
            if self.bars and (self._belongs(bar) or self._in_head(bar, bars)):
                self.bars.append(bar)
                continue
            self._close()
            self.bars = [bar] if bar.x1 - bar.x0 >= MIN_WIDTH else []
        self._close()
        return self.found

    def _go_on(self, bars: Sequence[Bar], opened: Region) -> None:
        """Put a bar where the page break cut a table whose rows go on without a head."""
        if not opened.bars and printed_again(opened, self.lines):
            return
        cut = Bar(self.lines[0].baseline - 20.0, 0.0, (_moved(bars, opened),))
        self.bars = [cut]
        full = [bar for bar in bars if bar.y > cut.y and self._full(bar)]
        if self._rows_from_rule(full, opened):
            self.open_top = True
            return
        bottom = next(iter(full), None)
        rows = self._between(cut.y, bottom.y if bottom else self.sheet.height)
        run = list(takewhile(self._row_reader(opened.lines), rows))
        if bottom is None:
            # A note begins with its raised letter.
            run = list(takewhile(lambda line: gappy(line) or not begins_raised(line), run))
        self.open_top = any(map(gappy, run)) and (bottom is None or len(run) == len(rows))
        if self.open_top and bottom is None:
            self._go_through(run, bars)
        if not self.open_top:
            self.bars = []

    def _rows_from_rule(self, full: Sequence[Bar], opened: Region) -> bool:
        """Tell whether a page begins with the rule over a row: over the total, or over every row.

        A head that begins there is followed by rows, and one printed again is known.
        """
        if not full or self._between(self.bars[0].y, full[0].y):
            return False
        every = self._ruled_rows(opened, full)
        if len(full) < 2 and not every:
            return False
        rows = self._between(full[0].y, full[1].y if len(full) > 1 else self.sheet.height)
        row_like = self._row_reader(opened.lines)
        rows = rows if len(full) > 1 else list(takewhile(row_like, rows))
        if not any(map(gappy, rows)) or not all(map(row_like, rows)):
            return False
        known = _solid(opened.lines)
        if not opened.open_top and known.startswith(_solid(rows)):
            return False
        if every and not full[0].thick:
            return True
        end = full[2].y if len(full) > 2 else self.sheet.height
        after = self._between(full[1].y, end)
        return not (after and gappy(after[0]) and row_like(after[0]))

    @staticmethod
    def _ruled_rows(opened: Region, following: Sequence[Bar]) -> bool:
        """Tell whether a table has a rule over each of its rows: more than head and total have.

        Where the rule below its head is thick, two thin ones that follow each other tell it, too.
        """
        width = opened.x1 - opened.x0
        full = [bar for bar in opened.bars if bar.x1 - bar.x0 > width - 2 * SAME_EDGE]
        thin = len(following) > 1 and not following[0].thick and not following[1].thick
        if thin and any(bar.thick for bar in full):
            return True
        return len(full) >= (RULED if opened.open_top else RULED + 2)

    def _go_through(self, run: list[Line], bars: Sequence[Bar]) -> None:
        """Make a region of rows that come from the page before and have no rule below them."""
        cut, at_end = self.bars[0], run[-1] is self.lines[-1]
        while not at_end and not gappy(run[-1]):
            run.pop()
        bottom = run[-1].baseline + 3
        inner = tuple(bar for bar in bars if cut.y < bar.y < bottom and self._within(bar))
        region = Region(self.sheet, cut.x0, cut.x1, cut.y, bottom, inner, lines=tuple(run))
        self.found.append(replace(region, open_top=True, open_bottom=at_end))
        self.open_top = False

    def _within(self, bar: Bar) -> bool:
        top = self.bars[0]
        return bar.x0 >= top.x0 - SAME_EDGE and bar.x1 <= top.x1 + SAME_EDGE

    def _full(self, bar: Bar) -> bool:
        top = self.bars[0]
        return abs(bar.x0 - top.x0) <= SAME_EDGE and abs(bar.x1 - top.x1) <= SAME_EDGE

    def _full_bars(self) -> list[Bar]:
        return [bar for bar in self.bars if self._full(bar)]

    def _belongs(self, bar: Bar) -> bool:
        if not self._within(bar):
            return False
        between = self._between(self.bars[-1].y, bar.y)
        if any(self.captions.read(line) for line in between):
            return False
        if not between:
            return bar.y - self.bars[-1].y < FAR and (self._full(bar) or not self._closed())
        if self._closed():
            return self._full(bar) and all(map(gappy, between))
        near = len(self._full_bars()) > 1 or bar.y - self.bars[-1].y < TALLEST_HEAD
        if self._full(bar) and near and self._cells_only(bar, between):
            return True
        if self.open_top or len(self._full_bars()) > 1:
            known = [line for line in self._between(self.bars[0].y, bar.y) if gappy(line)]
            if known and all(map(self._row_reader(known), between)):
                return True
        return sum(map(self._tabular, between)) > 0.6 * len(between)

    def _in_head(self, bar: Bar, bars: Sequence[Bar]) -> bool:
        """Tell whether a bar stands between the first rule of a table and the one below its head.

        Those are of one length, the second one no thinner, with nothing but cells in between.
        """
        top = self.bars[0]
        if self.open_top or len(self._full_bars()) > 1 or not self._within(bar):
            return False
        below = (b for b in bars if bar.y <= b.y < top.y + TALLEST_TREE and self._full(b))
        end = next(below, None)
        if end is None or top.thick > end.thick or (end is bar and len(self.bars) < 2):
            return False
        between = self._between(top.y, end.y)
        width = PROSE * (top.x1 - top.x0)
        return bool(between) and all(
            self.captions.read(line) is None
            and (gappy(line) or (line.box is not None and line.box.width < width))
            for line in between
        )

    def _cells_only(self, bar: Bar, between: Sequence[Line]) -> bool:
        """Tell by joints or by short lines that text of body size stands in cells."""
        joints = self.bars[-1].joints
        if joints and len(joints) == len(bar.joints):
            return all(abs(a - b) < TOUCH for a, b in zip(joints, bar.joints, strict=True))
        width = PROSE * (bar.x1 - bar.x0)
        closing = bar.thick or (not self.bars[0].thick and any(map(gappy, between)))
        return closing and all(
            gappy(line) or (line.box is not None and line.box.width < width) for line in between
        )

    def _between(self, y0: float, y1: float) -> list[Line]:
        top = self.bars[0]
        return [
            line
            for line in self.lines
            if y0 < line.baseline <= y1 + 1
            and line.box is not None
            and line.box.x0 < top.x1
            and line.box.x1 > top.x0
        ]

    def _closed(self) -> bool:
        """Tell whether the last bar is a bottom: the second thick one with rows in between."""
        full = self._full_bars()
        if len(full) < 2 or not self._full(self.bars[-1]):
            return False
        thick = [bar for bar in full[1:] if bar.thick]
        if self.open_top and thick and thick[-1] is self.bars[-1]:
            return True
        if len(thick) >= 2 and thick[-1] is self.bars[-1]:
            return bool(self._between(thick[0].y, thick[-1].y))
        return False

    def _close(self) -> None:
        """Make a region of the bars collected so far, if there is anything between them."""
        bars = self.bars
        if not bars:
            return
        full = self._full_bars()
        rows = self._between(full[0].y, full[-1].y)
        below: list[Line] = []
        if len(full) >= 2 and rows and not self._closed():
            below = self._open_rows(full[-1], rows)
        if rows and len(full) >= 2:
            last = below[-1].baseline + 3 if below else full[-1].y
            kept = [bar for bar in bars if bar.y <= last + 1]
            at_end = (below or rows)[-1] is self.lines[-1] and (bool(below) or self._only_head())
            self.found.append(
                Region(
                    self.sheet,
                    min(bar.x0 for bar in full),
                    max(bar.x1 for bar in full),
                    full[0].y,
                    last,
                    tuple(bar for bar in kept if bar.thickness > 0),
                    lines=(*rows, *below),
                    open_top=self.open_top,
                    open_bottom=at_end,
                )
            )
        self.bars = []
        self.open_top = False

    def _open_rows(self, last: Bar, rows: Sequence[Line]) -> list[Line]:
        """The rows below the last rule of a table that has no rule at its bottom."""
        following = self._between(last.y, self.sheet.height)
        found: list[Line] = []
        y = last.y
        # A head may be set smaller than the rows: the first row tells their size.
        first = [line for line in following[:1] if gappy(line) and line.baseline - y <= FAR]
        size = max(row.size for row in (*rows, *first))
        alike = [line for line in following if gappy(line) and line.size <= SAME_SIZE * size]
        row_like = self._row_reader([*rows, *alike])
        for line in following:
            if line.baseline - y > FAR or not row_like(line):
                break
            found.append(line)
            y = line.baseline
        at_end = bool(found) and found[-1] is self.lines[-1]
        unclosed = at_end and (self._only_head() or self._lacks_bottom())
        if not any(map(gappy, found)) and not unclosed:
            return []
        # Notes do not look so, but the first line of a label does whose row ends the page.
        row_ends = at_end and gappy(found[-1])
        if len(self._full_bars()) > 2 and not gappy(found[0]) and not (unclosed or row_ends):
            return []
        while found and not gappy(found[-1]) and not at_end:
            found.pop()
        return found

    def _lacks_bottom(self) -> bool:
        """Tell whether the thick rule below the head has no other below the rows so far."""
        full = self._full_bars()
        thick = [bar for bar in full[1:] if bar.thick]
        return len(thick) == 1 and thick[0] is not full[-1] and not full[0].thick

    def _row_reader(self, known: Sequence[Line]) -> Callable[[Line], bool]:
        """Return what tells whether a line may be of a row of the table with the lines `known`.

        It looks like a row of any table, or it is set in the type of this one and too short for
        running text, or at least leaves the last column free.
        """
        rows = [line for line in known if gappy(line)] or known
        size = max((line.size for line in rows), default=0.0)
        width = PROSE * (self.bars[0].x1 - self.bars[0].x0)
        lasts = sorted(line.xs[at[-1]][0] for line in known if (at := gaps(line)))
        free = lasts[len(lasts) // 2] if lasts else 0.0

        def row_like(line: Line) -> bool:
            if self.captions.read(line) is not None or line.box is None:
                return False
            short = line.box.width < width or line.box.x1 < free
            return self._tabular(line) or (line.size <= SAME_SIZE * size and short)

        return row_like

    def _only_head(self) -> bool:
        """Tell whether the rules so far enclose only a head: a thin one, then a thick one.

        Where both are alike no number stands between them, but for years.
        """
        full = self._full_bars()
        if len(full) != 2 or self.open_top or full[0].thick > full[1].thick:
            return False
        if full[1].thick > full[0].thick:
            return True
        tags = TagNumbers(self.sheet)
        return not any(
            chunk.numeric and not YEAR.fullmatch(chunk.text.strip())
            for line in self._between(full[0].y, full[1].y)
            for chunk in chunks_of(line, tags, full[0].x0, full[0].x1)
        )

    def _tabular(self, line: Line) -> bool:
        """Tell whether a line looks like a row: small type, or gaps that no sentence has."""
        return 0 < line.size <= 0.97 * self.body or gappy(line)
