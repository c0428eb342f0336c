"""Where the subject of the agenda item ends and the title begins."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.front.print import WIDER, edge, goes_on, usual_row_gap, width, wraps
from reportparse.front.title import names_author
from reportparse.layout.model import Piece
from reportparse.notation.spacing import tidy

BIGGER = 1.15
"""A title is set at least this much larger than the lines of the session above it."""
FURTHER = 12.0
"""Points: a title begins in the text column, 60 to the right of the session; a centred one, too."""
FAR = 3.8
"""In ems: a line distance as wide as this ends the subject even without other marks."""


MARGIN = 3
"""Columns of a dump that keeps places: the text column of a page begins further right."""


def far_apart(above: Piece, below: Piece, limit: float) -> bool:
    """Tell whether the line distance in ems is more than `limit`; never in a dump."""
    if above.line.xs and below.line.xs:
        return below.line.baseline - above.line.baseline > limit * (above.line.size or 10.0)
    return False


def subject_end(
    pieces: Sequence[Piece], above: Piece | None, has_agenda: bool, marked: bool
) -> tuple[int, bool]:
    """Return how many of `pieces` are the subject, and whether the print marks the end of it.

    `pieces` are the lines behind the session, `above` is its last line, None where there is none.
    `marked` tells that the dump ends its paragraphs with a blank. Where an agenda item stands and
    nothing marks the end of its subject, the subject is taken to be one paragraph.
    """
    if not pieces:
        return 0, True
    if pieces[0].line.xs:
        return _in_print(pieces, above, has_agenda), True
    count, sure = _in_dump(pieces, above, has_agenda, marked)
    return (count, sure) if has_agenda or sure else (0, above is None)


def _in_print(pieces: Sequence[Piece], above: Piece | None, has_agenda: bool) -> int:
    """The title is larger, further right, or further down than the lines of the session.

    Without such lines only the size tells: the text of a letter is further right, too.
    """
    reference = above or pieces[0]
    last = reference
    for index, piece in enumerate(pieces):
        larger = piece.line.size > BIGGER * reference.line.size
        further = above is not None and edge(piece) > edge(reference) + FURTHER
        if larger or further or (index and far_apart(last, piece, FAR)):
            return index
        last = piece
    return len(pieces) if has_agenda else 0


def _in_dump(
    pieces: Sequence[Piece], above: Piece | None, has_agenda: bool, marked: bool
) -> tuple[int, bool]:
    """The title is further right, or behind a wider gap, or the line before it left room, or it
    is set in a wider measure. The line that names the author ends the title in any case."""
    reference = edge(above) if above else MARGIN
    lines = [piece.line for piece in pieces]
    usual = usual_row_gap([above.line, *lines] if above else lines)
    widest = 0
    first_end = second_end = 0
    for index, piece in enumerate(pieces):
        if index and not (marked and goes_on(lines[index - 1])):
            second_end = second_end or (index if first_end else 0)
            first_end = first_end or index
            if edge(piece) > reference and (above or edge(pieces[0]) == 0):
                return index, True
            if names_author(tidy(piece.text)):
                if index == first_end:
                    return 0, True
                return first_end, marked and index == second_end
            gap = has_agenda and piece.line.row - lines[index - 1].row > usual
            wide = width(piece.text) > WIDER * widest and not piece.text[:1].islower()
            ends = wide or not wraps(pieces[index - 1].text, piece.text, widest)
            if gap or (above is not None and ends):
                return index, True
        elif not index and edge(piece) > reference:
            return 0, True
        widest = max(widest, width(piece.text))
    return (first_end, False) if first_end else (0, True)
