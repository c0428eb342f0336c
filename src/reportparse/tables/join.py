"""Tables that run over pages: the parts of one table, and the heads printed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from reportparse.tables.captions import Caption
from reportparse.tables.cut import recut
from reportparse.tables.grid import Grid, HeadDraft, RowDraft, Slot
from reportparse.tables.tablenotes import NoteBlock


@dataclass(frozen=True, slots=True)
class Part:
    """What one page holds of a table.

    `first` tells that nothing of the page's text stands above it, `last` that nothing stands
    below it. `element` is the number of the table in the structure tree.
    """

    grid: Grid
    caption: Caption | None
    notes: NoteBlock
    first: bool
    last: bool
    element: int | None

    @property
    def sheet(self) -> int:
        return self.grid.region.sheet.number


def head_words(heads: Sequence[HeadDraft]) -> tuple[str, ...]:
    """The words of a head without blanks, to tell whether it is printed again."""
    return tuple(
        regex.sub(r"\s", "", "".join(chunk.text for chunk in head.chunks)) for head in heads
    )


def goes_on(part: Part, following: Part) -> bool:
    """Tell whether `following` is the next page's part of the table of `part`."""
    if following.sheet != part.sheet + 1:
        return False
    if not part.grid.poor and len(part.grid.columns) != len(following.grid.columns):
        return False
    label = following.caption.label if following.caption else None
    if label is not None:
        own = part.caption.label if part.caption else None
        return label.continued and (own is None or label.number in (None, own.number))
    if not following.first or part.notes.notes:
        return False
    if part.element is not None and part.element == following.element:
        return True
    if following.grid.region.open_top:
        return part.grid.region.open_bottom
    if part.last and not following.grid.heads:
        return True
    if not part.last and not part.grid.region.open_bottom:
        return False
    return head_words(part.grid.heads) == head_words(following.grid.heads)


def settled(parts: Sequence[Part]) -> Part:
    """The first part; where its rows show no columns, in those of the next page."""
    first = parts[0]
    if not first.grid.poor or len(parts) < 2 or first.grid.region.boxed:
        return first
    return replace(first, grid=recut(first.grid, parts[1].grid.columns))


def joined_rows(parts: Sequence[Part]) -> tuple[RowDraft, ...]:
    """The rows of all parts; a row that the page break cuts in two is put together."""
    rows: list[RowDraft] = []
    for part in parts:
        own = list(part.grid.rows)
        if rows and own and _cut_in_two(rows[-1], own[0]):
            rows[-1] = _together(rows[-1], own.pop(0))
        rows.extend(own)
    return tuple(rows)


def _cut_in_two(above: RowDraft, below: RowDraft) -> bool:
    """Tell whether a page break cut one row: by its tag, or by words that go on in every cell."""
    if above.element is not None and above.element == below.element:
        return True
    if any(c.numeric for slot in below.slots for c in slot.chunks):
        return False
    return all(_words_go_on(above.slot(slot.column), slot) for slot in below.slots)


def _words_go_on(above: Slot | None, below: Slot) -> bool:
    """Tell whether a cell goes on: it begins with a small letter or inside a parenthesis."""
    if above is None:
        return False
    before = "".join(chunk.text for chunk in above.chunks)
    after = below.chunks[0].text
    opened = before.count("(") + before.count("（") > before.count(")") + before.count("）")
    return opened or regex.match(r"\s*\p{Ll}", after) is not None


def _together(above: RowDraft, below: RowDraft) -> RowDraft:
    columns = sorted({slot.column for slot in (*above.slots, *below.slots)})
    slots: list[Slot] = []
    for column in columns:
        both = [slot for slot in (above.slot(column), below.slot(column)) if slot is not None]
        chunks = tuple(chunk for slot in both for chunk in slot.chunks)
        slots.append(Slot(column, chunks, max(slot.span for slot in both)))
    return RowDraft(
        tuple(slots), above.sheet, above.y0, above.y1, above.proof, above.ruled, above.element
    )
