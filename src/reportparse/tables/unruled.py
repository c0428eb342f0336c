"""Tables without rules: a caption announces them, gaps inside the lines show their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from reportparse.layout.model import Line, Sheet
from reportparse.tables.boxes import PROSE
from reportparse.tables.captions import Captions, is_running
from reportparse.tables.gaps import gappy
from reportparse.tables.region import Chunk, Region

ROW_STEP: Final = 2.8
"""In ems: rows of a table without rules stand no further apart."""
TITLE_LINES: Final = 6
"""Lines of title and unit line between the label and the first row, at most."""
LABEL_CLEAR: Final = 1.35
"""In ems: a label stands further from the line above than lines of a paragraph do."""

SET_OFF: Final = 1.35
"""In ems: lines of one head stand 1.15 to 1.3 apart."""
INDENT: Final = 20.0
"""In points: heads of columns stand further from the left edge; titles do not."""
YEAR: Final = regex.compile(r"(?:19|20)[0-9]{2}")


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
    start = next((i for i, line in enumerate(below[:TITLE_LINES]) if gappy(line)), None)
    if start is None:
        return None
    if any(captions.read(line) or is_running(line, body) for line in below[:start]):
        return None
    left = min(line.box.x0 for line in below[start : start + TITLE_LINES] if line.box is not None)
    while start > 0 and _over_column(below[start - 1], below[start], left + INDENT):
        start -= 1
    rows: list[Line] = []
    for line in below[start:]:
        if line.box is None or captions.read(line):
            break
        if rows and line.baseline - rows[-1].baseline > ROW_STEP * max(line.size, body):
            break
        if not gappy(line) and _prose(line, sheet, body):
            break
        rows.append(line)
    while rows and not gappy(rows[-1]):
        rows.pop()
    if sum(map(gappy, rows)) < 2:
        return None
    boxes = [line.box for line in rows if line.box is not None]
    return Region(
        sheet,
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        rows[0].baseline - 1.2 * rows[0].size,
        rows[-1].baseline + 3,
        (),
        lines=tuple(rows),
    )


def _over_column(line: Line, below: Line, left: float) -> bool:
    """Tell whether a line without gaps stands over one column of the head that goes on below it.

    It is set close to it, in its type, and begins right of `left`, further than title and unit
    line do.
    """
    if line.box is None or below.box is None or line.stripped.startswith(("(", "（")):
        return False
    close = below.baseline - line.baseline <= SET_OFF * below.size
    alike = abs(line.size - below.size) < 0.1 and line.style_at(0).bold == below.style_at(0).bold
    return close and alike and line.box.x0 > left


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
    first, second = (row[0].piece.line.style_at(row[0].piece.start) for row in lines[:2])
    return int((first.bold, first.italic) != (second.bold, second.italic))


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
