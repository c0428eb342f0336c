"""Filling pages: slabs from the top, footnotes from the bottom, both cut where the page ends."""

from __future__ import annotations

from tests.typeset.flow import NOTE_SIZE, Desk, chains
from tests.typeset.linebreak import Broken, place
from tests.typeset.settings import across
from tests.typeset.sheet import Bar, Line, Piece, Sheet, Slab
from tests.typeset.sorts import Style, cast

SEPARATOR_HEIGHT = 14.0
MOST_CARRIED_PART = 0.5
"""Footnote text carried over takes at most this part of the next page."""
UNDERSCORES = "_" * 18


class Press:
    """Pages being filled. `notes` gives the set lines of every footnote by its marker."""

    def __init__(
        self, desk: Desk, notes: dict[str, list[Slab]], first: int = 1, front: bool = False
    ) -> None:
        self._desk = desk
        self._notes = notes
        self.sheets: list[Sheet] = []
        self._footer: list[Slab] = []
        self._carried: list[Slab] = []
        self._done: set[str] = set()
        self._table: int | None = None
        self._first = first
        self._front = front
        self._count = 0
        self._open()

    def fill(self, slabs: list[Slab]) -> None:
        """Set `slabs` one below the other, turning pages as needed."""
        for chain in chains(slabs):
            if (chain[0].new_page or chain[0].across != self._sheet.across) and not self._empty:
                self.turn()
            self._sheet.across = chain[0].across
            if not self._empty and not self._fits(chain):
                self.turn()
            for slab in chain:
                forced = not self._front and self._count in self._desk.settings.breaks
                self._count += 1
                if not self._empty and (forced or not self._fits([slab])):
                    self.turn()
                self._sheet.across = slab.across
                self._put(slab)

    def turn(self) -> None:
        """Close the page and open the next."""
        self._close()
        self._open()

    def finish(self) -> list[Sheet]:
        """Close the last page, with further pages while footnote text is left over."""
        self._close()
        while self._carried:
            self._open()
            self._close()
        return self.sheets

    @property
    def page(self) -> int:
        """The number of the page being filled."""
        return self._sheet.number

    @property
    def _bottom(self) -> float:
        page = across(self._desk.page) if self._sheet.across else self._desk.page
        return page.bottom - self._desk.settings.short_page

    def _open(self) -> None:
        self._sheet = Sheet(self._first + len(self.sheets), front=self._front)
        self.sheets.append(self._sheet)
        self._y = self._desk.page.top if self._sheet.number > 1 else 0.0
        self._empty = True
        self._footer = []
        carried, self._carried = self._carried, []
        room = (self._bottom - self._desk.page.top) * MOST_CARRIED_PART
        for line in carried:
            if self._carried or self._footer_height([line]) > room:
                self._carried.append(line)
            else:
                self._footer.append(line)

    def _close(self) -> None:
        if not self._footer:
            return
        y = self._bottom - self._footer_height([])
        self._sheet.put(self._separator(), y)
        y += SEPARATOR_HEIGHT
        for line in self._footer:
            self._sheet.put(line, y)
            y += line.height

    def _footer_height(self, more: list[Slab]) -> float:
        lines = [*self._footer, *more]
        return SEPARATOR_HEIGHT + sum(s.height for s in lines) if lines else 0.0

    def _fits(self, chain: list[Slab]) -> bool:
        height = sum(s.height + (s.before if i else self._before(s)) for i, s in enumerate(chain))
        least = self._least_notes([m for s in chain for m in s.notes])
        clear = self._desk.settings.note_clear if least or self._footer else 0.0
        return self._y + height + clear + self._footer_height(least) <= self._bottom + 0.01

    def _before(self, slab: Slab) -> float:
        return 0.0 if self._empty else slab.before

    def _least_notes(self, markers: list[str]) -> list[Slab]:
        """Return the note lines that must stand on the page of their marks."""
        new = [m for m in dict.fromkeys(markers) if m in self._notes and m not in self._done]
        least: list[Slab] = []
        for index, marker in enumerate(new):
            lines = self._notes[marker]
            least.extend(lines if index < len(new) - 1 else lines[:1])
        return least

    def _put(self, slab: Slab) -> None:
        if self._empty and slab.table is not None and slab.table == self._table:
            header = slab.header
            if header is not None and self._desk.settings.repeat_header:
                self._sheet.put(header, self._y)
                self._y += header.height
                self._empty = False
        self._y += self._before(slab)
        self._sheet.put(slab, self._y)
        self._sheet.slabs.append(slab)
        self._y += slab.height
        self._empty = False
        self._table = slab.table
        for marker in slab.notes:
            if marker in self._notes and marker not in self._done:
                self._done.add(marker)
                self._add_note(self._notes[marker])

    def _add_note(self, lines: list[Slab]) -> None:
        clear = self._desk.settings.note_clear
        for index, line in enumerate(lines):
            full = self._y + clear + self._footer_height([line]) > self._bottom + 0.01
            if self._carried or (full and index):
                self._carried.append(line)
            else:
                self._footer.append(line)

    def _separator(self) -> Slab:
        page = self._desk.page
        if page.height > 800:
            bar = Bar(page.left, page.left + 72.0, SEPARATOR_HEIGHT - 6.0, 0.4)
            return Slab(SEPARATOR_HEIGHT, bars=(bar,), pieces=(Piece(" ", role="separator"),))
        sorts = tuple(
            cast((UNDERSCORES,), Style(NOTE_SIZE - 1, latin="times-bold"), self._desk.settings)
        )
        placed = place(Broken(sorts, last=True), page.text_left - 23.7, 0.0, justify=False)
        line = Line(SEPARATOR_HEIGHT - 6.0, placed, "separator")
        return Slab(SEPARATOR_HEIGHT, (line,), pieces=(Piece(UNDERSCORES, role="separator"),))
