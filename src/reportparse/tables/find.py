"""Finding the regions of tables on a page by their rules.

House style: a thin rule on top, a thick one below the head, a thick one at the bottom, all of one
length, rules of spanners and totals between them. Other offices box every cell. What runs on to
the next page has no rule at the cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportparse.layout.model import Line, Sheet
from reportparse.pages.model import Rule
from reportparse.tables.boxes import TOUCH, boxed_regions
from reportparse.tables.captions import Captions
from reportparse.tables.frames import Frames
from reportparse.tables.lanes import bands_of, part_of
from reportparse.tables.region import Bar, Region, bars_of

RUNNING_SHARE: Final = 0.2
"""Share of the pages on which the rule below a running head comes back at one height."""
RUNNING_GAP: Final = 7.0
"""In points: text keeps this distance from the rule of a running head, the words of a head stand
3 to 5 below the top rule of their table."""
LONE_GAP: Final = 12.0
"""In points: the same where the rule stands on one page only."""
RUNNING_ZONE: Final = 0.13
"""Share of the page height in which the rule below a running head stands."""


class Finder:
    """Finds regions; knows the document's body type and the rules of its running heads."""

    def __init__(self, sheets: Sequence[Sheet], captions: Captions, body: float) -> None:
        self.captions = captions
        self.body = body
        self._running = _running_rules(sheets)

    def regions(self, sheet: Sheet, opened: Region | None = None) -> tuple[Region, ...]:
        """Return the regions of one page from top to bottom.

        `opened` is the region that ran out at the end of the page before, if one did.
        """
        rules = [r for r in sheet.rules if r.picture is None and not self._is_running(r, sheet)]
        lines = tuple(line for line in sheet.lines if line.upright and line.box is not None)
        if not lines or not (rules or opened):
            return ()
        boxes, rest = boxed_regions(rules, sheet, lines, self.captions)
        bars = [bar for bar in bars_of(rest) if bar.x1 - bar.x0 > 8]
        found = [*boxes, *self._framed(sheet, lines, boxes, bars, opened)]
        return tuple(sorted(found, key=lambda region: (region.top, region.x0)))

    def _framed(
        self,
        sheet: Sheet,
        lines: Sequence[Line],
        boxes: Sequence[Region],
        bars: Sequence[Bar],
        opened: Region | None,
    ) -> Iterator[Region]:
        """The regions between bars of one length, those beside each other lane by lane."""
        top = float("-inf")
        for band in bands_of(bars, lines, self.captions):
            above = [bar for bar in bars if top < bar.y < band.top]
            yield from Frames(self.captions, self.body, sheet, lines, boxes).build(above, opened)
            for span in band.spans:
                parts = [part_of(line, span[0] - TOUCH, span[1] + TOUCH) for line in lines]
                own = [
                    part
                    for part in parts
                    if part is not None and band.top < part.baseline <= band.bottom
                ]
                yield from Frames(self.captions, self.body, sheet, own, boxes).build(
                    band.bars(span, bars), None
                )
            top, opened = band.bottom, None
        below = [bar for bar in bars if bar.y > top]
        yield from Frames(self.captions, self.body, sheet, lines, boxes).build(below, opened)

    def _is_running(self, rule: Rule, sheet: Sheet) -> bool:
        if not rule.horizontal or rule.box.bottom > RUNNING_ZONE * sheet.height:
            return False
        height = round(rule.box.centre_y)
        return bool(
            {(height, sheet.height, None), (height, sheet.height, sheet.number)} & self._running
        )


def _running_rules(sheets: Sequence[Sheet]) -> frozenset[tuple[int, float, int | None]]:
    """Heights of rules near the top of the page that come back with nothing above them.

    With the height of the page; and with its number where the rule stands on that page only, as
    the one of a masthead, which says nothing about others.
    """
    seen: dict[tuple[int, float], list[tuple[float, int]]] = {}
    for sheet in sheets:
        top = min(
            (
                rule.box.centre_y
                for rule in sheet.rules
                if rule.horizontal
                and rule.box.bottom <= RUNNING_ZONE * sheet.height
                and rule.box.width > 0.3 * sheet.width
            ),
            default=None,
        )
        first = min((line.box.top for line in sheet.lines if line.box), default=sheet.height)
        if top is not None and top <= first + 3:
            seen.setdefault((round(top), sheet.height), []).append((first - top, sheet.number))
    enough = max(min(2, len(sheets)), RUNNING_SHARE * len(sheets))
    return frozenset(
        (*key, found[0][1] if len(found) == 1 else None)
        for key, found in seen.items()
        if sorted(found)[len(found) // 2][0] >= (RUNNING_GAP if len(found) >= enough else LONE_GAP)
    )
