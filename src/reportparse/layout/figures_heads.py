"""What stands above the drawing of a figure: its caption and its title.

A caption is a line of its own, or it is set in heavy type; the title follows it in the same type.
Without a caption the title is the heavy type right above the drawing, be it on the page before.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.figures import TITLE_SIZE, FigureDraft, figure_caption, is_remark
from reportparse.layout.measures import SAME_SIZE, Measures
from reportparse.layout.model import Line, Piece
from reportparse.layout.pictures import LABEL_REACH
from reportparse.layout.widths import is_finished
from reportparse.notation.captions import read_annex_label, read_caption_label
from reportparse.notation.labels import read_label
from reportparse.provenance import Box

LONGEST_TITLE = 3
"""Printed lines of a figure's title."""
TITLE_REACH = 2 * LABEL_REACH
"""Points between a title and its drawing, labels between included; measured up to 50."""
NEARER = 1.5
"""How much further the text below a title is than the drawing above it, at least."""
TITLE_STEP = 2.0
"""Ems from a caption in plain type to the title below it, at most."""


def is_caption(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    """Tell whether a line is a figure's caption: alone on its line, or in heavy type."""
    line = lines[at]
    label = figure_caption(line.text)
    if label is None:
        return False
    alone = label.length >= len(line.stripped)
    return alone or measures.stands_out(line.whole().trimmed())


def captioned(lines: Sequence[Line], at: int, measures: Measures) -> FigureDraft:
    """A figure with the caption at `at` and the title on the lines below it."""
    line = lines[at]
    label = figure_caption(line.text)
    start = len(line.text) - len(line.text.lstrip())
    end = start + len(line.text[start:][: label.length].rstrip()) if label else len(line.text)
    caption = Piece(line, start, end)
    draft = FigureDraft(caption, label.number_raw if label else None, [], [], [], [], set())
    rest = Piece(line, end, len(line.text)).trimmed()
    if rest.text:
        draft.title.append(rest)
    for below in lines[at + 1 : at + 1 + LONGEST_TITLE]:
        piece = below.whole().trimmed()
        plain = not draft.title and _is_plain_title(line, below, measures)
        if (not measures.stands_out(piece) and not plain) or read_label(piece.text):
            break
        if read_caption_label(piece.text) is not None:
            break
        first = draft.title[0] if draft.title else caption
        if abs(below.size - first.line.size) > SAME_SIZE:
            break
        if draft.title and measures.look(piece) != measures.look(first):
            break
        draft.title.append(piece)
    return draft


def _is_plain_title(caption: Line, line: Line, measures: Measures) -> bool:
    """Tell whether the line below a caption in plain type is its title in the same type.

    It stands right below, flush with the caption or centred like it, and is no text.
    """
    if caption.box is None or line.box is None or not line.upright or is_finished(line.text):
        return False
    if measures.stands_out(caption.whole().trimmed()) or measures.is_running(line):
        return False
    size = max(caption.size, 1.0)
    near = 0.0 < line.baseline - caption.baseline < TITLE_STEP * size
    alike = abs(line.size - caption.size) <= SAME_SIZE
    offset = min(abs(line.box.x0 - caption.box.x0), abs(line.box.centre_x - caption.box.centre_x))
    return near and alike and offset < 0.5 * size


def title_above(lines: Sequence[Line], picture: Box, measures: Measures) -> list[Piece]:
    """The lines in heavy type right above a picture without caption, labels between allowed."""
    title: list[Piece] = []
    reach = picture.top
    for line in reversed([ln for ln in lines if ln.upright and ln.baseline < picture.top]):
        if line.box is None or reach - line.box.bottom > LABEL_REACH:
            break
        piece = line.whole().trimmed()
        if is_note(line) or picture.top - line.box.bottom > TITLE_REACH:
            break
        heading = line.size > TITLE_SIZE * measures.size or read_annex_label(piece.text)
        if heading or read_label(piece.text):
            break
        if measures.stands_out(piece):
            title.insert(0, piece)
        elif title or measures.is_running(line) or line.size >= measures.size * 0.97:
            break
        reach = line.box.top
    return title


def is_note(line: Line) -> bool:
    """Tell whether a line is a remark, names a source, or begins with a raised mark."""
    piece = line.whole().trimmed()
    return is_remark(piece.text) or line.raised_at(piece.start)


def title_below(lines: Sequence[Line], picture: Box, measures: Measures) -> list[Piece]:
    """The lines in heavy type right below a picture that has neither caption nor title above.

    A heading is nearer to the text that it heads; a title is nearer to its picture.
    """
    below = [ln for ln in lines if ln.upright and ln.box and ln.box.centre_y > picture.bottom]
    title: list[Piece] = []
    foot = picture.bottom
    for line in below[:LONGEST_TITLE]:
        piece = line.whole().trimmed()
        if not measures.stands_out(piece) or read_label(piece.text) or read_annex_label(piece.text):
            break
        if title and (measures.apart(title[-1], piece) or line.size != title[0].line.size):
            break
        title.append(piece)
    after = below[len(title)] if len(below) > len(title) else None
    if not title or title[0].line.size > TITLE_SIZE * measures.size:
        return []
    first, last = title[0].line.box, title[-1].line.box
    if first is None or last is None or after is None or after.box is None:
        return []
    space = after.box.top - last.bottom
    return title if NEARER * (first.top - foot) <= space else []


def heads_before(lines: Sequence[Line], measures: Measures) -> FigureDraft | None:
    """The caption and title with which a page ends, their drawing being on the next page.

    None where the page ends with anything else.
    """
    upright = [line for line in lines if line.upright]
    for at in range(len(upright) - 1, max(len(upright) - LONGEST_TITLE - 2, -1), -1):
        if is_caption(upright, at, measures):
            draft = captioned(upright, at, measures)
            below = [piece.line for piece in draft.title if piece.line is not upright[at]]
            return draft if len(below) == len(upright) - at - 1 else None
    if not upright or upright[-1].box is None:
        return None
    draft = FigureDraft(None, None, [], [], [], [], set())
    foot = upright[-1].box.bottom
    draft.title = title_above(upright, Box(0.0, foot, 0.0, foot + 1.0), measures)
    return draft if draft.title else None
