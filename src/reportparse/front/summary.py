"""The summary: a box of rules where one is drawn, else everything up to the next heading."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence

from reportparse.front.model import Summary
from reportparse.front.print import FULL, SIGNS, goes_on, make_field
from reportparse.front.roles import role_of
from reportparse.front.title import is_display
from reportparse.frozen import frozen_record
from reportparse.layout.measures import SAME_SIZE
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.lexicon.front_words import front_words
from reportparse.notation.labels import read_label
from reportparse.notation.spacing import tidy

BOX_SLACK = 3.0
"""Points: rules of a box meet within this distance."""
INDENT = 6.0
"""Points: first lines of paragraphs are indented by 12 to 22."""
RAGGED = 30.0
"""Points that a full line may stay short of the right margin in unjustified text."""
SAME_INDENT = 1
"""Blanks of a dump by which lines of one margin differ where a wide character is rounded."""
SMALLER = 1.0
"""Points: type smaller than the summary's own by more than this is that of notes."""
PARAGRAPH_PITCH = 1.25
"""Times the usual line distance: from here on, a paragraph begins without an indent."""

FEW_STEPS = 3
"""Distances between lines; fewer do not show which of them is the usual one."""


@frozen_record
class _Frame:
    """The inside of a box on one sheet; `open_below` when no rule closes it."""

    left: float
    right: float
    top: float
    bottom: float
    open_below: bool


def find_summary(
    lines: Sequence[Line],
    start: int,
    sheets: dict[int, Sheet],
    body: float,
    ends: Callable[[Line], bool],
    marked: bool = False,
) -> tuple[Summary, list[Line]] | None:
    """Read the summary whose heading is `lines[start]`.

    `ends` tells whether a line begins another part (contents, abbreviations, numbered text);
    `marked` that a dump ends its paragraphs with a blank.
    Returns the summary and the lines that it takes, or None where nothing follows the heading.
    """
    heading = lines[start]
    boxed = _boxed(lines, start, sheets)
    inside = boxed if boxed is not None else _unboxed(lines, start, body, ends)
    if not inside:
        return None
    groups = _paragraphs(inside, marked, _pitch(inside, lines))
    paragraphs = tuple(make_field(group) for group in groups)
    made = Summary(make_field([heading.whole()]), paragraphs, boxed is not None)
    return made, [heading, *inside]


def _boxed(lines: Sequence[Line], start: int, sheets: dict[int, Sheet]) -> list[Line] | None:
    heading = lines[start]
    frame = _frame(sheets.get(heading.sheet), heading)
    if frame is None:
        return None
    inside: list[Line] = []
    sheet = heading.sheet
    for line in lines[start + 1 :]:
        if line.sheet != sheet:
            if not frame.open_below:
                break
            next_frame = _continued(sheets.get(line.sheet), frame)
            if next_frame is None:
                break
            frame, sheet = next_frame, line.sheet
        if frame.top - BOX_SLACK <= line.baseline <= frame.bottom + BOX_SLACK:
            inside.append(line)
    return inside


def _frame(sheet: Sheet | None, heading: Line) -> _Frame | None:
    """The narrowest pair of upright rules around a heading."""
    if sheet is None or heading.box is None:
        return None
    y = heading.baseline
    upright = [
        rule.box
        for rule in sheet.rules
        if not rule.horizontal and rule.box.top - BOX_SLACK <= y <= rule.box.bottom + BOX_SLACK
    ]
    left = [box for box in upright if box.x1 <= heading.box.x0 + BOX_SLACK]
    right = [box for box in upright if box.x0 >= heading.box.x1 - BOX_SLACK]
    if not left or not right:
        return None
    side, other = max(left, key=lambda b: b.x0), min(right, key=lambda b: b.x1)
    top, bottom = max(side.top, other.top), min(side.bottom, other.bottom)
    return _Frame(side.x0, other.x1, top, bottom, not _closed(sheet, side.x0, other.x1, bottom))


def _closed(sheet: Sheet, left: float, right: float, y: float) -> bool:
    return any(
        rule.horizontal
        and abs(rule.box.top - y) <= BOX_SLACK
        and rule.box.x0 <= left + BOX_SLACK
        and rule.box.x1 >= right - BOX_SLACK
        for rule in sheet.rules
    )


def _continued(sheet: Sheet | None, frame: _Frame) -> _Frame | None:
    """The same box on the next page: upright rules at the same places."""
    if sheet is None:
        return None
    sides = [
        [
            rule.box
            for rule in sheet.rules
            if not rule.horizontal and abs(rule.box.x0 - x) <= 2 * BOX_SLACK
        ]
        for x in (frame.left, frame.right)
    ]
    if not all(sides):
        return None
    first, second = (min(side, key=lambda box: box.top) for side in sides)
    top, bottom = max(first.top, second.top), min(first.bottom, second.bottom)
    closed = _closed(sheet, first.x0, second.x1, bottom)
    return _Frame(first.x0, second.x1, top, bottom, not closed)


def _unboxed(
    lines: Sequence[Line], start: int, body: float, ends: Callable[[Line], bool]
) -> list[Line]:
    """Lines up to the next part. The foot of the page (job number, starred notes) is left out."""
    words = front_words()
    inside: list[Line] = []
    notes_on: int | None = None
    own = 0.0  # the size of the summary's first line
    for line in lines[start + 1 :]:
        text = tidy(line.text)
        if notes_on == line.sheet or role_of(text) in ("job", "job_dates", "barcode", "recycle"):
            continue
        if text[:1] in SIGNS:
            if lines[-1].sheet == lines[0].sheet:
                break
            notes_on = line.sheet
            continue
        if ends(line) or words.contents.match(text) or words.abbreviations.match(text):
            break
        own = own or line.size or body
        if line.xs and (is_display(line.whole(), own) or line.size < own - SMALLER):
            break
        inside.append(line)
    return inside


def _pitch(inside: Sequence[Line], lines: Sequence[Line]) -> float:
    """The usual distance of the summary's lines; where it has few, no more than the document's."""
    steps = _steps(inside)
    usual = steps[len(steps) // 2] if steps else 0.0
    if len(steps) >= FEW_STEPS:
        return usual
    alike = [line for line in lines if abs(line.size - inside[0].size) < SAME_SIZE]
    common = Counter(round(2 * step) / 2 for step in _steps(alike)).most_common(1)
    return min([usual, *(step for step, count in common if count >= FEW_STEPS)])


def _steps(lines: Sequence[Line]) -> list[float]:
    return sorted(
        below.baseline - above.baseline
        for above, below in itertools.pairwise(lines)
        if above.sheet == below.sheet and below.baseline > above.baseline
    )


def _paragraphs(lines: Sequence[Line], marked: bool, usual: float) -> list[list[Piece]]:
    """Cut lines into paragraphs: by indent, by distance, in a dump by indent or a short line."""
    groups: list[list[Piece]] = []
    drawn = bool(lines) and bool(lines[0].xs)
    left = min((line.box.x0 for line in lines if line.box is not None), default=0.0)
    right = max((line.box.x1 for line in lines if line.box is not None), default=0.0)
    widest = max(len(tidy(line.text)) for line in lines)
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        if above is None:
            begins = True
        elif drawn:
            begins = _begins(line, above, left, right, usual)
        else:
            begins = _begins_in_dump(line, above, lines, widest, marked)
        if begins:
            groups.append([])
        groups[-1].append(line.whole())
    return groups


def _begins(line: Line, above: Line, left: float, right: float, usual: float) -> bool:
    if line.box is None or above.box is None:
        return False
    apart = (
        line.sheet == above.sheet
        and usual > 0
        and line.baseline - above.baseline > PARAGRAPH_PITCH * usual
    )
    if line.box.x0 > left + INDENT:
        if read_label(line.text) is not None:
            return True
        same_indent = abs(above.box.x0 - line.box.x0) < INDENT
        return apart or not (same_indent and above.box.x1 > right - RAGGED)
    return apart


def _begins_in_dump(
    line: Line, above: Line, lines: Sequence[Line], widest: int, marked: bool
) -> bool:
    """By the blank behind the line above, by the indent, or because that line is short and ends
    a sentence, whichever the dump shows."""
    if marked:
        return not goes_on(above)
    usual = Counter(_indent(other) for other in lines).most_common(1)[0][0]
    least = min(_indent(other) for other in lines)
    if _indent(lines[0]) > least + SAME_INDENT:
        return _indent(line) > least + SAME_INDENT  # paragraphs may be as short as two lines
    if _indent(line) > usual:
        return True
    if _indent(lines[0]) > usual or len(tidy(above.text)) >= FULL * widest:
        return False
    ended = tidy(above.text).endswith(("。", ".", "！", "？", "!", "?"))
    return ended or read_label(line.text) is not None


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
