"""Pieces of lines to places: page and box, or line and column."""

from __future__ import annotations

from collections.abc import Iterable

from reportparse.layout.model import Piece
from reportparse.provenance import Box, union
from reportparse.report.base import LinePlace, PagePlace, Place

BOX_DECIMALS = 2
"""A hundredth of a point is far below what print resolves, and keeps the files readable."""


def rounded(box: Box) -> tuple[float, float, float, float]:
    """A box as it stands in the JSON."""
    return (
        round(box.x0, BOX_DECIMALS),
        round(box.top, BOX_DECIMALS),
        round(box.x1, BOX_DECIMALS),
        round(box.bottom, BOX_DECIMALS),
    )


def places_of(pieces: Iterable[Piece]) -> tuple[Place, ...]:
    """One place per page of a PDF, one per unbroken stretch of lines of a dump.

    >>> from reportparse.layout.model import Line, Piece
    >>> first = Line(0, 1, "一行 ", (0, 1, 2), row=7)
    >>> places_of([Piece(first, 0, 2)])[0].model_dump()
    {'line': 7, 'column': 1, 'end_line': 7, 'end_column': 2}
    """
    pages: dict[int, list[Box]] = {}
    spans: list[tuple[Piece, Piece]] = []
    inked = [piece for piece in pieces if (text := piece.text) and not text.isspace()]
    if len(inked) == 1 and (only := inked[0].box) is not None:  # as most
        return (PagePlace(page=inked[0].line.sheet, box=rounded(only)),)
    if len(inked) > 1:
        inked.sort(key=lambda one: (one.line.number, one.start))
    for piece in inked:
        box = piece.box
        if box is not None:
            pages.setdefault(piece.line.sheet, []).append(box)
            continue
        bare = piece.trimmed()
        if spans and 0 <= bare.line.number - spans[-1][1].line.number <= 1:
            spans[-1] = (spans[-1][0], bare)
        else:
            spans.append((bare, bare))
    drawn: list[Place] = []
    for page, boxes in pages.items():
        whole = union(boxes)
        if whole is not None:
            drawn.append(PagePlace(page=page, box=rounded(whole)))
    return (*drawn, *(_span(first, last) for first, last in spans))


def _span(first: Piece, last: Piece) -> LinePlace:
    return LinePlace(
        line=first.line.row,
        column=first.line.origin[first.start] + 1,
        end_line=last.line.row,
        end_column=last.line.origin[last.end - 1] + 1,
    )


def box_place(page: int, box: Box) -> Place:
    """The place of something that is drawn and not printed in characters."""
    return PagePlace(page=page, box=rounded(box))
