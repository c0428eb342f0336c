"""Pictures of a page: which of them are figures' drawings, and how far each reaches."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.bars import bars_of
from reportparse.layout.measures import SAME_SIZE, Measures
from reportparse.layout.model import Line, Sheet
from reportparse.pages.model import Picture
from reportparse.provenance import Box, union

SMALLEST_PICTURE = 24.0
"""Points: less in either direction is a bullet, a rule or a joint, not a figure."""
MARGIN = 60.0
"""Points: the side margins of the houses are 57 to 72 wide."""
PICTURE_SLACK = 6.0
"""Points by which the words of a chart may stand outside its paths."""
EMBLEM_ZONE = 0.27
"""Share of the first page's height, from the top and from the foot, in which emblems stand."""
LABEL_REACH = 36.0
"""Points between a drawing and the labels, legend or title above and below it."""


def pictures_of(
    sheet: Sheet, dividers: Sequence[Line], measures: Measures
) -> list[tuple[Box, set[str]]]:
    """The pictures of a page with their kinds, those that overlap or nearly touch as one.

    `dividers` are the lines that no drawing goes through. The reader may have joined drawings
    whose bars share a base line across the page; they fall apart again at such lines.
    """
    boxes: list[tuple[Box, set[str]]] = []
    for picture in sheet.pictures:
        if picture.kind == "fill":
            continue
        if picture.box.width < SMALLEST_PICTURE or picture.box.height < SMALLEST_PICTURE:
            continue
        if _in_margin(picture.box, sheet):
            continue
        parts = [picture.box]
        if picture.kind == "drawing":
            parts = _parted(picture, sheet, dividers)
        boxes.extend(
            (part, {picture.kind}) for part in parts if not _frames_text(part, sheet, measures)
        )
    boxes.extend((box, {"drawing"}) for box in bars_of(sheet, measures))
    merged = True
    while merged:
        merged = False
        for i, (box, kinds) in enumerate(boxes):
            for j in range(i + 1, len(boxes)):
                other, more = boxes[j]
                if _touch(box, other):
                    whole = union([box, other]) or box
                    boxes[i] = (whole, kinds | more)
                    del boxes[j]
                    merged = True
                    break
            if merged:
                break
    return sorted(boxes, key=lambda found: (found[0].top, found[0].x0))


def _in_margin(box: Box, sheet: Sheet) -> bool:
    """Tell whether a narrow picture stands in the side margin: a barcode on a turned page.

    No line of the page and no rule along it reaches so far out.
    """
    if box.width > MARGIN:
        return False
    body = [line.box for line in sheet.lines if line.upright and line.box is not None]
    body += [rule.box for rule in sheet.rules if rule.horizontal]
    return bool(body) and not any(box.overlap_x(other) > 0 for other in body)


def _parted(picture: Picture, sheet: Sheet, dividers: Sequence[Line]) -> list[Box]:
    """Cut a drawing where captions, titles or running text go through it.

    Such a line begins left of the drawing, and has bare paper beside it; words that begin inside
    the drawing, or at the height of a bar, are its labels.
    The first and the last part hold the ends of the drawing, so there is ink in them; a part
    between is kept only if it has words of its own beside its ink.
    """
    box = picture.box
    cuts = [
        line
        for line in dividers
        if line.box is not None
        and not any(top < line.box.centre_y < bottom for top, bottom in picture.inked)
        and box.top < line.box.centre_y < box.bottom
        and line.box.x0 < box.x0 - PICTURE_SLACK
        and (line.box.overlap_x(box) > 0 or _alone(line, sheet))
    ]
    if not cuts:
        return [box]
    edges = [box.top]
    for line in cuts:
        if line.box is not None:
            edges += [line.box.top, line.box.bottom]
    edges.append(box.bottom)
    cut_numbers = {line.number for line in cuts}
    labels = [
        line.box.centre_y
        for line in sheet.lines
        if line.box is not None and line.number not in cut_numbers
    ]
    parts = [
        Box(box.x0, top, box.x1, bottom)
        for top, bottom in zip(edges[::2], edges[1::2], strict=True)
        if bottom - top >= SMALLEST_PICTURE
    ]
    return [
        part
        for part in parts
        if part.top == box.top
        or part.bottom == box.bottom
        or any(part.top < height < part.bottom for height in labels)
    ]


def _alone(line: Line, sheet: Sheet) -> bool:
    """Tell whether nothing else is printed at the height of a line."""
    return not any(
        other.number != line.number
        and other.box is not None
        and line.box is not None
        and other.box.overlap_y(line.box) > 0.5 * line.box.height
        for other in sheet.lines
    )


def _touch(box: Box, other: Box) -> bool:
    """Tell whether two pictures stand side by side or upon each other as one drawing."""
    apart_x = max(box.x0, other.x0) - min(box.x1, other.x1)
    apart_y = max(box.top, other.top) - min(box.bottom, other.bottom)
    if apart_x <= PICTURE_SLACK and apart_y <= PICTURE_SLACK:
        return True
    beside = apart_y < 0 and -apart_y > 0.5 * min(box.height, other.height)
    return beside and apart_x < 4 * LABEL_REACH


def _frames_text(box: Box, sheet: Sheet, measures: Measures) -> bool:
    """Tell whether a drawing is a frame around running text: a box, not a figure."""
    inside = [line for line in sheet.lines if line.box and box.holds(line.box, 2.0)]
    running = [line for line in inside if abs(line.size - measures.size) < SAME_SIZE]
    return len(running) >= 3 and sum(len(line.stripped) for line in running) > 60


def is_masthead(sheet: Sheet, picture: Box) -> bool:
    """Tell whether a picture of the first page is its emblem or a bar code.

    Emblems and codes stand in the masthead or at the foot, above or below all text of the body.
    """
    body = [line for line in sheet.lines if line.box is not None]
    above = all(line.baseline >= picture.bottom for line in body)
    below = all(line.baseline <= picture.top for line in body)
    edge = picture.bottom < EMBLEM_ZONE * sheet.height or picture.top > (
        (1 - EMBLEM_ZONE) * sheet.height
    )
    return edge and (above or below)
