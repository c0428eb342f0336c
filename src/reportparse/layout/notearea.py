"""Footnotes of a PDF: where they stand on the page, and where one ends and the next begins.

The notes stand below a separator at the foot of the text: 18 underscores in New York, a short
drawn rule in Geneva. How a dump shows them is told in `notearea_dump`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportparse.frozen import frozen_record
from reportparse.layout.furniture import Furniture, is_separator
from reportparse.layout.measures import SAME_SIZE, body_size
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.layout.noterule import below_wide_rule, rule_above, without
from reportparse.layout.unclear import Unclear
from reportparse.layout.widths import is_finished
from reportparse.lexicon.patterns import compiled
from reportparse.pages.model import Rule

SEPARATOR_WIDTH = (36.0, 220.0)
"""Points: drawn separators are 72 or 144 long; rules of tables start at 100 but carry a table."""
SEPARATOR_GAP = 40.0
"""Points between the separator and the first line of a note, at most."""
SMALLER = 0.97
"""Notes are set smaller than the text: 9 against 10.5, 8 or 9 against 10."""

_STOP = compiled(r"[.．](?=\s+\S)")
STOPS = ".．"
"""A full stop behind the number of a note belongs to the number."""

_NUMBER = compiled(
    r"\s*(?P<marker>(?P<number>\d{1,3})(?:[.．](?=\s+\S))?)(?=\s+\S|[\p{L}《“\"(（])"
)


@frozen_record
class PageNote:
    """One footnote as it stands on its page or pages: its marker and its pieces of lines.

    `sheet` is the page on which it begins. `body_end` is the number of the last body line before
    the note area: the anchor of the note stands between the last page break and there.
    """

    marker: Piece
    pieces: tuple[Piece, ...]
    sheet: int
    first: int

    @property
    def sign(self) -> str:
        """The number or the signs by which the text points to the note: `18` of `18.`."""
        return self.marker.text.strip().rstrip(STOPS)


@frozen_record
class Parted:
    """A document without its footnotes, the notes, and the separators above them."""

    sheets: tuple[Sheet, ...]
    notes: tuple[PageNote, ...]
    furniture: tuple[Furniture, ...] = ()
    unclear: tuple[Unclear, ...] = ()


class NoteCollector:
    """Notes in the making: lines are added to the note that is open."""

    def __init__(self) -> None:
        self.notes: list[PageNote] = []
        self.raised = False
        """Whether a note with a raised number has been seen: then the others have one too."""

    def begin(self, marker: Piece, rest: Piece) -> None:
        line = marker.line
        self.raised |= marker.text[:1].isdigit() and line.raised_at(marker.start)
        self.notes.append(PageNote(marker, (rest.trimmed(),), line.sheet, line.number))

    def extend(self, line: Line) -> bool:
        if not self.notes:
            return False
        note = self.notes[-1]
        self.notes[-1] = replace(note, pieces=(*note.pieces, line.whole().trimmed()))
        return True

    @property
    def expected(self) -> int:
        numbers = [note.sign for note in self.notes]
        return max((int(n) for n in numbers if n.isdigit()), default=0) + 1


def part_pages(sheets: Sequence[Sheet]) -> Parted:
    """Take the footnotes off the pages of a PDF."""
    body = body_size(line for sheet in sheets for line in sheet.lines)
    notes = NoteCollector()
    kept: list[Sheet] = []
    furniture: list[Furniture] = []
    for sheet in sheets:
        at = _area(sheet, body, notes)
        lines = list(sheet.lines)
        rules = sheet.rules
        if at is not None:
            rules = without(rules, rule_above(sheet, at))
            area = lines[at:]
            if is_separator(area[0].text):
                furniture.append(Furniture("separator", (area[0].whole(),)))
                area = area[1:]
            area_lines = [line for line in area if not is_separator(line.text)]
            left = _collect(area_lines, sheet, notes)
            marks = [line for line in area if is_separator(line.text)]
            furniture.extend(Furniture("end_mark", (line.whole(),)) for line in marks)
            lines = lines[:at] + left
        body_lines = []
        for line in lines:
            if is_separator(line.text):
                furniture.append(Furniture("end_mark", (line.whole(),)))
            else:
                body_lines.append(line)
        kept.append(replace(sheet, lines=tuple(body_lines), rules=rules))
    return Parted(tuple(kept), tuple(notes.notes), tuple(furniture))


def _area(sheet: Sheet, body: float, notes: NoteCollector) -> int | None:
    """The index of the first line of the note area: the separator itself if it is text."""
    for at, line in enumerate(sheet.lines):
        if is_separator(line.text) and _notes_follow(sheet.lines[at + 1 :], body, sheet, notes):
            return at
    for rule in sheet.rules:
        if not _may_separate(rule, sheet):
            continue
        below = [i for i, line in enumerate(sheet.lines) if _is_below(line, rule)]
        if not below or below != list(range(below[0], len(sheet.lines))):
            continue
        first = sheet.lines[below[0]]
        near = first.box is not None and first.box.top - rule.box.bottom < SEPARATOR_GAP
        if near and _notes_follow(sheet.lines[below[0] :], body, sheet, notes):
            return below[0]
    wide = below_wide_rule(sheet, SMALLER * body)
    if wide is not None and _begins_notes(sheet.lines[wide], sheet, notes):
        return wide
    return _unseparated(sheet, body, notes)


def _begins_notes(line: Line, sheet: Sheet, notes: NoteCollector) -> bool:
    """Tell whether a line below a wide rule begins a note, or goes on with one of the last page."""
    marker = _raised_marker(line)
    if marker is not None:
        return not marker.text.isdigit() or marker.text == str(notes.expected)
    last = notes.notes[-1] if notes.notes else None
    goes_on = last is not None and last.pieces[-1].line.sheet == sheet.number - 1
    return goes_on and last is not None and not is_finished(last.pieces[-1].text)


def _unseparated(sheet: Sheet, body: float, notes: NoteCollector) -> int | None:
    """A note area without separator: small lines at the page's end, the expected number raised.

    On the first page the notes to title and agenda have signs instead of numbers.
    """
    at = len(sheet.lines)
    while at > 0 and 0 < sheet.lines[at - 1].size < SMALLER * body:
        at -= 1
    for index in range(at, len(sheet.lines)):
        marker = _raised_marker(sheet.lines[index])
        if marker is None:
            continue
        sign = marker.text.strip()
        if sign == str(notes.expected) or (sheet.number == 1 and not sign.isdigit()):
            return index
    return None


def _may_separate(rule: Rule, sheet: Sheet) -> bool:
    low, high = SEPARATOR_WIDTH
    left = rule.box.x0 < 0.35 * sheet.width
    alone = not any(
        other is not rule
        and other.horizontal
        and abs(other.box.top - rule.box.top) < 1.0
        and other.box.width > 8.0
        for other in sheet.rules
    )
    return rule.horizontal and low <= rule.box.width <= high and left and alone


def _is_below(line: Line, rule: Rule) -> bool:
    return line.box is not None and line.baseline > rule.box.bottom


def _notes_follow(lines: Sequence[Line], body: float, sheet: Sheet, notes: NoteCollector) -> bool:
    """Tell whether the lines look like notes: they begin with a marker, or go on with one."""
    if not lines:
        return False
    if _marker(lines[0], sheet, notes):
        return True
    small = all(0 < line.size < SMALLER * body for line in lines)
    return (small and bool(notes.notes)) or _carried(lines, notes)


def _carried(lines: Sequence[Line], notes: NoteCollector) -> bool:
    """Tell whether lines go on with the note that the page before left unfinished, in its type."""
    last = notes.notes[-1].pieces[-1] if notes.notes else None
    if last is None or last.line.sheet != lines[0].sheet - 1 or is_finished(last.text):
        return False
    return all(abs(line.size - last.line.size) <= SAME_SIZE for line in lines)


def _raised_marker(line: Line) -> Piece | None:
    """The raised number or asterisks that begin a line."""
    start = len(line.text) - len(line.text.lstrip())
    end = start
    while end < len(line.text) and (
        line.raised_at(end) or (line.text[end] in "*†‡§" and end - start < 4)
    ):
        end += 1
    piece = Piece(line, start, end).trimmed()
    text = piece.text
    if text.isdigit():
        return piece
    return piece if text and set(text) <= set("*†‡§") else None


def _marker(line: Line, sheet: Sheet, notes: NoteCollector) -> Piece | None:
    """The marker that begins a note on this line of a note area, by look or by its number.

    A number set like the text of the note, with or without a blank behind it, is the expected one
    and stands behind a note that has come to an end. Where the numbers of notes are raised, such
    a number begins a note only if the page points to it and shows no raised one.
    """
    raised = _raised_marker(line)
    if raised is not None:
        stop = _STOP.match(line.text, raised.end)
        return Piece(line, raised.start, stop.end()) if stop and raised.text.isdigit() else raised
    found = _NUMBER.match(line.text)
    if found is None or int(found["number"]) != notes.expected or not _may_end(notes, line):
        return None
    if notes.raised and not _is_missed(found["number"], sheet):
        return None
    return Piece(line, *found.span("marker"))


def _may_end(notes: NoteCollector, line: Line) -> bool:
    """Tell whether the note before a line can have come to an end: a full stop, or room left."""
    last = notes.notes[-1].pieces[-1] if notes.notes else None
    if last is None or is_finished(last.text) or last.box is None or line.box is None:
        return True
    return last.line.sheet < line.sheet - 1 or last.box.x1 < line.box.x1 - line.size


def _is_missed(number: str, sheet: Sheet) -> bool:
    """Tell whether a page points to a note but has no raised number at the start of a line."""
    marks = [_raised_marker(line) for line in sheet.lines]
    if any(mark is not None and mark.text.strip() == number for mark in marks):
        return False
    return any(
        run.style.raised
        and run.start > 0
        and line.text[run.start : run.end].strip().rstrip(STOPS) == number
        for line in sheet.lines
        if line.raised
        for run in line.runs
    )


def _collect(area: Sequence[Line], sheet: Sheet, notes: NoteCollector) -> list[Line]:
    """Cut the lines of an area into notes; lines that belong to no note are given back."""
    left: list[Line] = []
    for line in area:
        marker = _marker(line, sheet, notes)
        if marker is not None:
            notes.begin(marker, Piece(line, marker.end, len(line.text)))
        elif not notes.extend(line):
            left.append(line)
    return left
