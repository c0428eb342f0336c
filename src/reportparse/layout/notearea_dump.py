"""Footnotes of a text dump: between the last body line of a page and the next page.

A dump keeps neither the rule above the notes nor their type size. A note is known by its number,
which runs on from the last one and has a marker in the text above; by standing at the end of a
page; and by what the separator has left behind: underscores, or a wider gap. The end of a note on
the next page has no number at all: where the separator left nothing either, it cannot be told
from the text, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from reportparse.frozen import frozen_record
from reportparse.layout.figures import is_remark
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.layout.notearea import NoteCollector, PageNote, Parted
from reportparse.layout.traces import Traces, is_lone_label
from reportparse.layout.unclear import Unclear
from reportparse.layout.widths import FullWidths, is_finished
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, alternation, words
from reportparse.notation.captions import read_annex_label, read_caption_label
from reportparse.notation.labels import read_label

MOST_LINES = 4
"""Lines within which the first sentence of a note ends."""
SHORT_LINE = 0.75
"""Share of a full line: a shorter one ends a paragraph even before a long word."""
FULL_LINE = 0.9
"""Share of a full line of text; lines of notes hold more, since their type is smaller."""

_NUMBER = compiled(r"\s*(?P<marker>\d{1,3})(?P<gap>[\s\u3000]+)(?=\S)")
_STARS = compiled(r"\s*(?P<marker>\*{1,4}|[†‡§])(?P<gap>[\s\u3000]*)(?=\S)")
_LONE_STARS = compiled(r"\*{1,4}|[†‡§]")
_LETTERED = compiled(r"\s*\p{Ll}(?:[\s\u3000]+\S|\s*$)")
"""The note of a table, where no sentence is open; its letter may stand on a line of its own."""
_BODY_LABELS = frozenset({"arabic", "compound", "chinese", "capital", "roman", "chapter"})


@frozen_record
class _Start:
    """The beginning of a note: its marker, the text behind it, and the line that ends both."""

    marker: Piece
    rest: Piece
    last: int


def part_dump(
    sheets: Sequence[Sheet], breaks: frozenset[int], separated: frozenset[int] = frozenset()
) -> Parted:
    """Take the footnotes out of a text dump.

    `breaks` are the numbers of lines that begin a page, `separated` of those that stand below a
    row of underscores.
    """
    lines = [line for sheet in sheets for line in sheet.lines]
    finder = _Finder(lines, separated)
    for page in _pages_of(lines, breaks):
        finder.read(page)
    kept = tuple(
        replace(sheet, lines=tuple(line for line in sheet.lines if line.number not in finder.taken))
        for sheet in sheets
    )
    return Parted(kept, tuple(finder.notes.notes), unclear=tuple(finder.unclear))


def _pages_of(lines: Sequence[Line], breaks: frozenset[int]) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    for line in lines:
        if line.number in breaks and pages[-1]:
            pages.append([])
        pages[-1].append(line)
    return pages


class _Finder:
    """Finds the notes page by page."""

    def __init__(self, lines: Sequence[Line], separated: frozenset[int]) -> None:
        self.notes = NoteCollector()
        self.taken: set[int] = set()
        self.unclear: list[Unclear] = []
        self._traces = Traces(lines)
        self._full = FullWidths(lines)
        self._separated = separated
        self._lost = -1
        """The first line of the note whose rest was not found on the page behind it."""
        self._body_ended = False
        """The last line of the text above the notes of the page before ended a sentence."""
        self._body_short = False
        """That line left room for more than a long word."""

    def read(self, page: Sequence[Line]) -> None:
        """Take the notes of one page, and the end of the last page's note."""
        last = self.notes.notes[-1] if self.notes.notes else None
        at = self._area(page)
        tail = self._tail(page, len(page) if at is None else at)
        if tail is not None:
            at = tail
        elif last is not None and self._is_open(last):
            self._say_unclear(last, page)
            self._lost = last.first
        if at is not None:
            self._take(page, at)
        else:
            self._say_missed(page)
        body = [line for line in page if line.number not in self.taken]
        self._body_ended = is_finished(body[-1].text) if body else self._body_ended
        self._body_short = bool(body) and self._full.share(body[-1]) < SHORT_LINE

    def _take(self, page: Sequence[Line], at: int) -> None:
        index = at
        while index < len(page):
            start = self._start(page, index)
            if start is not None and (index == at or self._ends(page, index - 1)):
                self.notes.begin(start.marker, start.rest)
                self.taken |= {line.number for line in page[index : start.last + 1]}
                index = start.last
            elif self.notes.extend(page[index]):
                self.taken.add(page[index].number)
            index += 1

    def _ends(self, page: Sequence[Line], at: int) -> bool:
        """Tell whether a block can end with a line: a sentence ends, or the line ends early."""
        if is_finished(page[at].text) or at + 1 >= len(page):
            return is_finished(page[at].text)
        line, after = page[at], page[at + 1]
        if self._traces.far(line) and not self._traces.far(after):
            return True  # print at the right edge
        return self._full.ends_early(line, after) or (self._traces.gaps and self._gap(line, after))

    # -- where the notes of a page begin -----------------------------------------------------

    def _start(self, page: Sequence[Line], at: int) -> _Start | None:
        """The note that begins at a line: with the number that comes next, or with asterisks."""
        line, text = page[at], page[at].text
        found = _NUMBER.match(text)
        if found is None or int(found["marker"]) != self.notes.expected:
            found = _STARS.match(text)
        if found is not None:
            marker = Piece(line, *found.span("marker"))
            return _Start(marker, Piece(line, marker.end, len(text)), at)
        lone = line.stripped == str(self.notes.expected) or _LONE_STARS.fullmatch(line.stripped)
        if lone and at + 1 < len(page) and not self._begins_block(page, at + 1):
            return _Start(line.whole().trimmed(), page[at + 1].whole(), at + 1)
        return None

    def _area(self, page: Sequence[Line]) -> int | None:
        """The index of the line where the notes of a page begin.

        Of several lines that could begin them, the one below a separator or a gap is taken, else
        the last. No block of the body may begin behind it.
        """
        if not self.notes.notes and (stars := self._starred(page)) is not None:
            return stars
        best: tuple[int, int] | None = None
        for at in range(len(page) - 1, -1, -1):
            if at and self._begins_block(page, at) and self._start(page, at) is None:
                break
            start = self._start(page, at)
            if start is None or not start.marker.text.strip().isdigit():
                continue
            if self._traces.alone and start.last == at:
                continue  # here all labels stand alone, and so would the note's number
            weight = self._weight(page, at)
            marked = self._anchored(page[:at], self.notes.expected)
            if (marked or weight == 2) and (best is None or weight > best[0]):
                best = weight, at
        return best[1] if best is not None else None

    def _anchored(self, lines: Sequence[Line], number: int) -> bool:
        """Tell whether a marker of this number is glued to a word in the lines; what counts the
        next word is none: `。1 个实体`. A line that ends early is not gone on with in the next."""
        mark = regex.compile(rf"(?<=[^\s\d.,:/(（-]){number}(?!\d|[.,]\d)")
        for at, line in enumerate(lines):
            after = lines[at + 1] if at + 1 < len(lines) else None
            for found in mark.finditer(line.text):
                right = line.text[found.end() :].strip()
                if not right and after is not None and not self._full.ends_early(line, after):
                    right = after.text.strip()
                if counted().match(right) is None:
                    return True
        return False

    def _weight(self, page: Sequence[Line], at: int) -> int:
        """How clearly a line is parted from the one above it: 2 by a separator, 1 by a gap."""
        if page[at].number in self._separated:
            return 2
        return 1 if at and self._gap(page[at - 1], page[at]) else 0

    def _gap(self, before: Line, line: Line) -> bool:
        return line.sheet == before.sheet and line.row - before.row > self._traces.pitch

    def _starred(self, page: Sequence[Line]) -> int | None:
        for at in range(len(page) - 1, 0, -1):
            start = self._start(page, at)
            if start is None or start.marker.text.strip().isdigit():
                continue
            if any("*" in line.text for line in page[:at]):
                return at
        return None

    def _begins_block(self, page: Sequence[Line], at: int) -> bool:
        """Tell whether a line begins a block of the body: then it is no part of a note.

        A label in the middle of a sentence is none: a line may begin with an initial.
        """
        text = page[at].text
        if read_caption_label(text) is not None or read_annex_label(text) is not None:
            return True
        if is_remark(text):
            return True
        label = read_label(text)
        if label is None or label.kind not in _BODY_LABELS:
            return False
        return at == 0 or self._ends(page, at - 1)

    # -- notes that go on from the page before -----------------------------------------------

    def _tail(self, page: Sequence[Line], end: int) -> int | None:
        """Where the rest of the last note begins on this page, above the index `end`.

        It stands at the foot of the page, below whatever the separator has left. A page that
        holds nothing else is known by what came before: the text had ended, the note had not.
        """
        if not self.notes.notes:
            return None
        weight = self._weight(page, end) if 0 < end < len(page) else 0
        if weight == 2 or (weight == 1 and not self._traces.alone):
            return None  # the first note itself stands below the separator
        unfinished = self._is_open(self.notes.notes[-1])
        for at in range(end - 1, -1, -1):
            if self._begins_block(page, at) or self._begins_item(page, at):
                return None
            if page[at].number in self._separated:
                return at
            if at == 0:
                open_ = unfinished or self._left_over(page[:end])
                return 0 if self._body_ended and open_ else None
            if is_lone_label(page[at - 1].text):
                return None
            if self._gap(page[at - 1], page[at]) and not self._behind_label(page, at - 1):
                return at if self._is_tail(page[at:end], unfinished) else None
        return None

    def _left_over(self, lines: Sequence[Line]) -> bool:
        """Tell whether a page without blocks holds no text: in a dump that keeps columns, where
        the text had ended with a short line, the last note with a full one, and the lines are a
        sentence that is not indented."""
        if not self._traces.columns or not self._body_short or self._traces.indented(lines[0]):
            return False
        full = self._full.share(self.notes.notes[-1].pieces[-1].line) >= FULL_LINE
        return full and is_finished(lines[-1].text)

    def _is_tail(self, lines: Sequence[Line], unfinished: bool) -> bool:
        """Tell whether the lines below a gap at the foot of a page go on with a note."""
        if self._traces.columns:
            edge = not self._traces.indented(lines[0])
            lettered = _LETTERED.match(lines[0].text) is not None
            return edge and (unfinished or (is_finished(lines[-1].text) and not lettered))
        return unfinished and (not self._traces.gaps or is_finished(lines[-1].text))

    def _begins_item(self, page: Sequence[Line], at: int) -> bool:
        if is_lone_label(page[at].text):
            return True
        return read_label(page[at].text) is not None and (at == 0 or self._ends(page, at - 1))

    def _behind_label(self, page: Sequence[Line], at: int) -> bool:
        """Tell whether a line is the first behind a label that stands alone: a gap follows it."""
        return at > 0 and is_lone_label(page[at - 1].text)

    def _is_open(self, note: PageNote) -> bool:
        """Tell whether a note ends no sentence and the next page is still to come."""
        return note.first != self._lost and not is_finished(note.pieces[-1].text)

    def _say_missed(self, page: Sequence[Line]) -> None:
        """Say where a sentence stands behind the number of the next note and none was found."""
        for at in range(1, len(page)):
            start = self._start(page, at)
            if start is None or not start.marker.text.strip().isdigit():
                continue
            own = [line for line in page[at:] if line.number - page[at].number < MOST_LINES]
            ends = next((x for x in own if is_finished(x.text)), None)
            label = read_label(page[at].text)
            if ends is not None and label is None and self._weight(page, at):
                self.unclear.append(
                    Unclear(
                        "note-unclear",
                        f"this may be note {self.notes.expected}, but nothing points to it",
                        (start.marker,),
                    )
                )
                return

    def _say_unclear(self, note: PageNote, page: Sequence[Line]) -> None:
        if not page or page[0].number <= note.pieces[-1].line.number:
            return
        self.unclear.append(
            Unclear(
                "note-unclear",
                f"note {note.sign} ends no sentence; its rest may stand in the "
                "text of the next page",
                (note.pieces[-1],),
            )
        )


@lru_cache(maxsize=1)
def counted() -> regex.Pattern[str]:
    """What is counted by the number before it, so that the number is no marker: 3 个, 5%."""
    found: list[str] = []
    for language in LANGUAGES:
        own = words(language)
        found += [*own.units.words, *own.counters.words, *own.scales]
    return compiled(rf"{alternation(tuple(found))}|[%％‰]", regex.IGNORECASE)
