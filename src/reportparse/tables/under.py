"""Captions printed below their tables, as some offices and many annexes have them.

A label below a table is its caption where the table has none above it and no table follows that
could own the label. Where both could, the captions of the pages so far decide, and a doubt says
so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.tables.boxes import PROSE
from reportparse.tables.captions import STEP, Caption, Captions, Label, bold, heavy_face, is_running
from reportparse.tables.lanes import lane_of
from reportparse.tables.region import Region

TITLE_STEP: Final = 1.9
"""In ems: the title stands no further below a label that is alone on its line."""
FULL_LINE: Final = 2.0
"""In ems: a line that ends nearer to the right edge goes on on the next one."""


@frozen_record
class Under:
    """The caption below a region; `rival` tells that a table below it could own it as well."""

    region: Region
    caption: Caption
    rival: bool

    given_below: bool = False
    """Whether the table below it has it."""

    @property
    def bottom(self) -> float:
        return max(line.baseline for line in self.caption.lines)

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(line.number for line in self.caption.lines)

    def doubt(self) -> Doubt | None:
        """What is to be said where the caption could belong to the table below it, too."""
        if not self.rival:
            return None
        place = "below" if self.given_below else "above"
        message = f"A caption stands between two tables; it was given to the one {place} it."
        caption = self.caption.caption
        pieces = (caption,) if caption else ()
        return Doubt("table-evidence-differs", message, pieces, page=self.region.sheet.number)


class Unders:
    """Finds captions below tables; knows where the captions of the document stand so far."""

    def __init__(self, captions: Captions, body: float) -> None:
        self.captions, self.body = captions, body
        self._above = self._below = 0

    def of(
        self,
        sheet: Sheet,
        regions: Sequence[Region],
        label_of: Callable[[Region], int | None],
        rows_follow: Callable[[Line], bool],
    ) -> tuple[Under, ...]:
        """Return the captions of one page that stand below the table they belong to.

        Those that may as well belong to the table below, and are left to it, are returned too,
        as `given_below`. `regions` are the tables found by rules, from top to bottom; `label_of`
        returns the number of the line that holds the label above one, `rows_follow` tells whether
        rows without rules stand below a line.
        """
        found: list[Under] = []
        for at, region in enumerate(regions):
            if region.open_bottom:
                continue
            seen = lane_of(region, sheet, regions, self.captions)
            caption = self._caption(region, seen)
            if caption is None:
                continue
            line = caption.lines[0]
            below = next((o for o in regions[at + 1 :] if o.top > line.baseline), None)
            rival = rows_follow(line) or (below is not None and self._owns(line, below, seen))
            found.append(Under(region, caption, rival))
        return self._settled(found, regions, label_of)

    def _settled(
        self,
        found: Sequence[Under],
        regions: Sequence[Region],
        label_of: Callable[[Region], int | None],
    ) -> tuple[Under, ...]:
        """The captions below tables that are taken for theirs, and those that are not."""
        lines = {under.caption.lines[0].number for under in found}
        above = {id(region): number for region in regions if (number := label_of(region))}
        own = [under for under in found if above.get(id(under.region)) in (None, *lines)]
        free = [under for under in own if not under.rival]
        self._above += sum(number not in lines for number in above.values())
        self._below += len(free)
        if self._below and not self._above:
            return tuple(own)
        if self._above and not self._below:
            return ()
        return tuple(replace(under, given_below=under.rival) for under in own)

    def _caption(self, region: Region, sheet: Sheet) -> Caption | None:
        """The caption that begins directly below a region."""
        inside = {line.number for line in region.lines}
        lines = [
            line
            for line in sheet.lines
            if line.upright
            and line.box is not None
            and line.baseline > region.bottom
            and line.number not in inside
        ]
        if not lines:
            return None
        first = lines[0]
        if first.baseline - region.bottom > STEP * max(first.size, self.body):
            return None
        label = self.captions.read(first)
        if label is None or label.kind != "table" or label.continued:
            return None
        return self._read(label, lines, region)

    def _read(self, label: Label, lines: Sequence[Line], region: Region) -> Caption:
        first = lines[0]
        taken = [first]
        alone = label.title >= len(first.text.rstrip())
        for line in lines[1:]:
            above = taken[-1]
            if line.box is None or above.box is None or self.captions.read(line) is not None:
                break
            if line.baseline - above.baseline > TITLE_STEP * line.size:
                break
            if is_running(line, self.body):
                break
            short = line.box.width < PROSE * (region.x1 - region.x0)
            opens = alone and len(taken) == 1 and (short or bold(line) or heavy_face(line))
            goes_on = above.box.x1 > region.x1 - FULL_LINE * line.size and (
                bold(line) == bold(above) and abs(line.size - above.size) < 0.1
            )
            if not opens and not goes_on:
                break
            taken.append(line)
        words = Piece(first, label.title, len(first.text)).trimmed()
        title = [words] if words.text else []
        title += [line.whole().trimmed() for line in taken[1:]]
        end = label.title if words.text else len(first.text)
        return Caption(label, Piece(first, 0, end), tuple(title), (), tuple(taken))

    def _owns(self, line: Line, region: Region, sheet: Sheet) -> bool:
        """Tell whether a label stands directly above a region, but for title and unit line."""
        top = region.top
        between = [x for x in sheet.lines if line.baseline <= x.baseline < region.top]
        for other in reversed(between):
            size = other.size or self.body
            if top - other.baseline > STEP * max(size, self.body) or is_running(other, self.body):
                return False
            top = other.baseline - size
        return True


def with_headnotes(caption: Caption, above: Caption | None) -> Caption:
    """Return the caption below a table with the unit line that stands above the table."""
    if above is None:
        return caption
    lines = (*above.lines, *caption.lines)
    title = (*above.title, *caption.title)
    return replace(caption, headnotes=above.headnotes, title=title, lines=lines)
