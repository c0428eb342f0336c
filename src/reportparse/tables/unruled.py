"""Tables without rules: a caption announces them, gaps inside the lines show their columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportparse.layout.model import Line, Sheet
from reportparse.lexicon.patterns import compiled
from reportparse.tables.boxes import PROSE
from reportparse.tables.captions import Captions, is_running
from reportparse.tables.gaps import gappy, gaps
from reportparse.tables.region import Chunk, Region

ROW_STEP: Final = 2.8
"""In ems: rows of a table without rules stand no further apart."""
TITLE_LINES: Final = 6
"""Lines of title and unit line between the label and the first row, at most."""
HEAD_LINES: Final = 12
"""Lines of one head that stand above the first line of the others, at most."""
LABEL_CLEAR: Final = 1.35
"""In ems: a label stands further from the line above than lines of a paragraph do."""

SET_OFF: Final = 1.35
"""In ems: lines of one head stand 1.15 to 1.3 apart."""
HEAD_STEP: Final = 2.6
"""In ems: the head stands no further above the first row."""
INDENT: Final = 20.0
"""In points: heads of columns stand further from the left edge; titles do not."""
YEAR: Final = compiled(r"(?:19|20)[0-9]{2}(?:\s?[a-z*](?:,\s?[a-z*])*)?")
"""A year as a head, with its markers."""
_HEADNOTE: Final = compiled(r"\s*[(（].*[)）]\s*")


def stands_free(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the line `at` is set off from the one above, as a label is."""
    if at == 0:
        return True
    line, above = lines[at], lines[at - 1]
    return line.baseline - above.baseline > LABEL_CLEAR * max(line.size, above.size)


def unruled_region(
    sheet: Sheet, below: Sequence[Line], captions: Captions, body: float
) -> Region | None:
    """Return the region of the rows below a caption's label, None where no rows are seen.

    `below` are the lines of the page below the label, `body` is the type size of running text.
    """
    start = _first_row(below)
    if start is None:
        return None
    if any(captions.read(line) or is_running(line, body) for line in below[:start]):
        return None
    left = min(line.box.x0 for line in below[start : start + TITLE_LINES] if line.box is not None)
    start = _head_above(below, start, left + INDENT)
    rows: list[Line] = []
    for at, line in enumerate(below[start:], start):
        if line.box is None or captions.read(line):
            break
        if rows and line.baseline - rows[-1].baseline > ROW_STEP * max(line.size, body):
            break
        prose = not gappy(line) and _prose(line, sheet, body)
        if prose and not _wrapped(line, below[at + 1 :], rows):
            break
        rows.append(line)
    if sum(map(gappy, rows)) < 2:
        return None
    whole = rows[-1] is sheet.lines[-1] and _goes_on(rows)
    while not whole and not gappy(rows[-1]) and not _ends_label(rows):
        rows.pop()
    boxes = [line.box for line in rows if line.box is not None]
    return Region(
        sheet,
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        rows[0].baseline - 1.2 * rows[0].size,
        rows[-1].baseline + 3,
        (),
        lines=tuple(rows),
        open_bottom=rows[-1] is sheet.lines[-1],
    )


def _first_row(below: Sequence[Line]) -> int | None:
    """Return the first line with gaps below a label, None where none is near.

    The words of the longest head of a column stand alone on the lines above the others.
    """
    titles = 0
    heads = 0
    left = min((line.box.x0 for line in below[:TITLE_LINES] if line.box is not None), default=0.0)
    for at, line in enumerate(below):
        if gappy(line):
            return at
        if line.box is not None and line.box.x0 > left + INDENT:
            heads += 1
        else:
            titles += 1
        if titles >= TITLE_LINES or heads >= HEAD_LINES:
            return None
    return None


def printed_again(opened: Region, lines: Sequence[Line]) -> bool:
    """Tell whether a page begins with the head of a table without rules on the page before."""
    return (
        not opened.open_top
        and bool(lines)
        and "".join(lines[0].text.split()) == "".join(opened.lines[0].text.split())
    )


def _wrapped(line: Line, following: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Tell whether a long line without gaps is the first one of a label over two lines.

    Its row goes on close below, and it leaves the columns behind the stub free.
    """
    if not rows or not following or line.box is None or not gappy(following[0]):
        return False
    starts = sorted(row.xs[gaps(row)[0]][0] for row in rows if gappy(row))
    close = following[0].baseline - line.baseline <= SET_OFF * line.size
    return close and line.box.x1 < starts[len(starts) // 2]


def _ends_label(rows: Sequence[Line]) -> bool:
    """Tell whether the last lines are of a label whose numbers stand beside its first line."""
    last = max(at for at, row in enumerate(rows) if gappy(row))
    left = min(row.box.x0 for row in rows if row.box is not None)
    return all(
        line.baseline - above.baseline <= SET_OFF * line.size
        and abs(line.size - above.size) < 0.1
        and line.box is not None
        and line.box.x0 - left < INDENT
        and not begins_raised(line)
        for above, line in pairwise(rows[last:])
    )


def begins_raised(line: Line) -> bool:
    """Tell whether a line begins with a raised sign, as a note does."""
    return line.raised_at(line.text.index(line.stripped[0]))


def _goes_on(rows: Sequence[Line]) -> bool:
    """Tell whether words alone at the end of a page are of the table: set like its rows.

    Notes are set off from the rows, and begin with a raised letter.
    """
    last = max(at for at, row in enumerate(rows) if gappy(row))
    tail = rows[last + 1 :]
    if not tail:
        return True
    left = min(row.box.x0 for row in rows[: last + 1] if row.box is not None)
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(rows[: last + 1]))
    first = tail[0]
    return (
        len(tail) < TITLE_LINES
        and all(abs(line.size - rows[last].size) < 0.1 for line in tail)
        and not any(map(begins_raised, tail))
        and all(line.box is not None and line.box.x0 - left < INDENT for line in tail)
        and first.baseline - rows[last].baseline <= steps[len(steps) // 2] + 0.5
    )


def _head_above(lines: Sequence[Line], start: int, left: float) -> int:
    """Return where a head begins whose words stand over one column only, above line `start`.

    They are set close to the rows, in their type, and begin right of `left`, further than title
    and unit line do; the name of a section may stand below them.
    """
    first = start
    row = lines[start]
    for at in range(start - 1, -1, -1):
        line, below = lines[at], lines[at + 1]
        alike = abs(line.size - row.size) < 0.1 and line.style_at(0).bold == row.style_at(0).bold
        far = below.baseline - line.baseline > HEAD_STEP * row.size
        if far or not alike or line.box is None:
            break
        above = lines[at - 1] if at else line
        in_head = above.box is not None and above.box.x0 > left and at > 0
        if _HEADNOTE.fullmatch(line.text) and not (in_head and line.box.x0 > left):
            break
        if line.box.x0 > left:
            first = at
    return first


def _prose(line: Line, sheet: Sheet, body: float) -> bool:
    if line.box is None or line.size < 0.97 * body:
        return False
    return line.box.width > PROSE * 0.6 * sheet.width


def head_depth(lines: Sequence[Sequence[Chunk]]) -> int:
    """Return how many lines at the top of a table without rules are its head.

    They are those above the first row of numbers; years alone are heads of columns if other
    numbers stand below them. What stands alone at the left between the head and that row, set off
    from the head, is the name of a section. In a table of words the head is the first line, if
    its type differs.
    """
    first = next((at for at, row in enumerate(lines) if _valued(row)), None)
    if first is None:
        first = next((at for at, row in enumerate(lines) if any(c.numeric for c in row[1:])), None)
    if first is not None:
        return _opening(lines, first)
    if len(lines) < 2:
        return 0
    one, two = (row[0].piece.line.style_at(row[0].piece.start) for row in lines[:2])
    return int((one.bold, one.italic) != (two.bold, two.italic))


def _valued(row: Sequence[Chunk]) -> bool:
    return any(c.numeric and not YEAR.fullmatch(c.text.strip()) for c in row[1:])


def _opening(lines: Sequence[Sequence[Chunk]], first: int) -> int:
    """Return the line with which the rows begin, above the `first` one with numbers."""
    start = first
    for at in range(first - 1, 0, -1):
        if len(lines[at]) > 1 or lines[at][0].x0 > lines[first][0].x0 + lines[at][0].line.size:
            break
        above, line = lines[at - 1][0].line, lines[at][0].line
        if line.baseline - above.baseline > SET_OFF * line.size:
            start = at
    return start
