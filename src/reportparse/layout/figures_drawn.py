"""Figures on the pages of a PDF: what is printed in and around a drawing.

The drawing itself says how far the figure reaches: whatever is printed inside it or in smaller
type around it belongs to it. Where no drawing is known, the caption above bars of plain colour
has to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.figures import (
    TITLE_SIZE,
    Figure,
    FigureDraft,
    figure_caption,
    is_remark,
)
from reportparse.layout.figures_captions import Plate, plates_of
from reportparse.layout.figures_heads import (
    captioned,
    heads_before,
    is_caption,
    is_note,
    title_above,
    title_below,
)
from reportparse.layout.measures import SAME_SIZE, Measures
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.layout.pictures import (
    LABEL_REACH,
    PICTURE_SLACK,
)
from reportparse.layout.unclear import Unclear
from reportparse.notation.captions import read_caption_label
from reportparse.provenance import Box, union

LINE_STEP = 1.6
"""Ems between the lines of one remark, at most."""


def figures_of_pages(
    sheets: Sequence[Sheet], measures: Measures
) -> tuple[tuple[Figure, ...], tuple[Unclear, ...]]:
    """Find the figures on the pages of a PDF: every picture that belongs to the body.

    The sheets hold body lines only; the front matter is taken off before. The second value are
    captions that may belong to either of two drawings.
    """
    drafts: list[FigureDraft] = []
    plates, unclear = plates_of(sheets, measures)
    before: Sequence[Line] = ()
    for plate in plates:
        sheet, lines = plate.sheet, plate.lines
        if drafts and not any(_above(picture, lines) for picture, _ in plate.pictures):
            _remarks_over(drafts[-1], before, lines, measures)
        for index, (picture, kinds) in enumerate(plate.pictures):
            draft = _captioned_below(drafts, plate, index, measures)
            if draft is None:
                heads = _heads_over(before, lines, picture, measures)
                draft = _owner(drafts, sheet, lines, plate.heads, picture, heads, measures)
            draft.boxes.append((sheet.number, picture))
            draft.kinds |= kinds
            _gather(draft, lines, picture, measures)
        for draft in drafts:
            if draft.boxes and draft.boxes[-1][0] == sheet.number:
                _remarks(draft, lines, measures)
        before = lines
    return tuple(draft.finished() for draft in drafts), unclear


def _captioned_below(
    drafts: list[FigureDraft], plate: Plate, index: int, measures: Measures
) -> FigureDraft | None:
    """The figure of a drawing whose caption stands below it; None where it has no such caption."""
    at = plate.owned.get(index)
    if at is None:
        return None
    for known in drafts:
        if known.caption is not None and known.caption.line is plate.lines[at]:
            return known
    draft = captioned(plate.lines, at, measures)
    drafts.append(draft)
    return draft


def _above(picture: Box, lines: Sequence[Line]) -> bool:
    """Tell whether a picture is the first thing on its page."""
    return not any(line.upright and line.baseline < picture.top for line in lines)


def _heads_over(
    before: Sequence[Line], lines: Sequence[Line], picture: Box, measures: Measures
) -> FigureDraft | None:
    """Caption and title at the foot of the page before, where nothing else is above the picture.

    The page may have been turned between caption and title.
    """
    title = {piece.line.number for piece in title_above(lines, picture, measures)}
    above = [line for line in lines if line.upright and line.baseline < picture.top]
    if any(line.number not in title for line in above):
        return None
    heads = heads_before(before, measures)
    return heads if heads is not None and (heads.caption is not None or not above) else None


def _owner(
    drafts: list[FigureDraft],
    sheet: Sheet,
    lines: Sequence[Line],
    captions: Sequence[int],
    picture: Box,
    heads: FigureDraft | None,
    measures: Measures,
) -> FigureDraft:
    """The figure that a picture belongs to: that of the caption above it, or a new one.

    `heads` are the caption and title at the foot of the page before, where the picture is the
    first thing on its page.
    """
    above = [i for i in captions if lines[i].baseline <= picture.top + PICTURE_SLACK]
    if above and not _text_between(lines[above[-1]], lines, picture, measures):
        draft = captioned(lines, above[-1], measures)
        for known in drafts:
            if known.caption is not None and known.caption.line is lines[above[-1]]:
                return known
        drafts.append(draft)
        return draft
    last = drafts[-1] if drafts else None
    if last is not None and not last.remarks and _goes_on(last, sheet, lines, picture, measures):
        return last
    draft = heads or FigureDraft(None, None, [], [], [], [], set())
    draft.title = draft.title or title_above(lines, picture, measures)
    draft.title = draft.title or title_below(lines, picture, measures)
    drafts.append(draft)
    return draft


def _text_between(caption: Line, lines: Sequence[Line], picture: Box, measures: Measures) -> bool:
    """Tell whether running text parts a caption from a picture: then it is another figure's."""
    return any(
        caption.baseline < line.baseline < picture.top and measures.is_running(line)
        for line in lines
    )


def _goes_on(
    draft: FigureDraft, sheet: Sheet, lines: Sequence[Line], picture: Box, measures: Measures
) -> bool:
    """Tell whether a picture at the top of a page goes on with the figure of the page before."""
    if draft.caption is None or not draft.boxes:
        return False
    previous = draft.boxes[-1][0]
    if previous == sheet.number:
        between = [
            line
            for line in lines
            if draft.boxes[-1][1].bottom < line.baseline < picture.top and measures.is_running(line)
        ]
        return not between
    first = [line for line in lines if line.box and line.baseline < picture.top]
    return previous == sheet.number - 1 and not any(measures.is_running(line) for line in first)


def _height(line: Line) -> float:
    """Where a line stands on its page: its baseline, the middle of its box if it is sideways."""
    return line.baseline if line.upright or line.box is None else line.box.centre_y


def _gather(draft: FigureDraft, lines: Sequence[Line], picture: Box, measures: Measures) -> None:
    """Add the words in and around a picture to its figure.

    Between the caption (or the figure's picture before) and this picture, and inside it,
    everything belongs to the figure that is no running text of the body.
    """
    heads = [*draft.title, *([draft.caption] if draft.caption else [])]
    own = {piece.line.number for piece in heads} | {line.number for line in draft.labels}
    top = _top_of(draft, picture)
    if not any(_is_over(piece, draft, picture) for piece in heads):
        top = max(top, _foot_above(lines, top, picture, measures))
    for line in lines:
        if line.box is None or line.number in own:
            continue
        inside = picture.holds(line.box, PICTURE_SLACK)
        beside = line.box.overlap_y(picture) > 0.5 * line.box.height
        between = top < _height(line) <= picture.top and not is_remark(line.stripped)
        if draft.caption is None and line.size > TITLE_SIZE * measures.size:
            between = False  # a heading, perhaps the annex's that the picture fills
        if inside or ((beside or between) and not measures.is_running(line)):
            draft.labels.append(line)
            own.add(line.number)
    _below(draft, lines, picture.bottom, own, measures)


def _foot_above(lines: Sequence[Line], top: float, picture: Box, measures: Measures) -> float:
    """The baseline of the last line above a picture that is no label of it.

    Where caption and title do not stand above the drawing, what is above may be a
    heading, or the notes and sources of another figure or table.
    """
    foot, size = top, 0.0
    for line in lines:
        if line.box is None or not line.upright or not top < line.baseline <= picture.top:
            continue
        piece = line.whole().trimmed()
        goes_on = size and line.baseline - foot < LINE_STEP * size
        note = is_note(line)
        if note or measures.stands_out(piece) or measures.is_running(line):
            foot, size = line.baseline, line.size if note else 0.0
        elif goes_on and abs(line.size - size) <= SAME_SIZE:
            foot = line.baseline
    return foot


def _is_over(head: Piece, draft: FigureDraft, picture: Box) -> bool:
    """Tell whether a part of the caption or title stands above the picture, on its page."""
    return head.line.sheet == draft.boxes[-1][0] and head.line.baseline <= picture.top


def _top_of(draft: FigureDraft, picture: Box) -> float:
    """The height from which the words above a picture are the figure's."""
    sheet = draft.boxes[-1][0]
    bottoms = [box.bottom for page, box in draft.boxes[:-1] if page == sheet]
    heads = [*draft.title, *([draft.caption] if draft.caption else [])]
    bottoms += [piece.line.baseline for piece in heads if piece.line.sheet == sheet]
    bottoms = [bottom for bottom in bottoms if bottom <= picture.top + PICTURE_SLACK]
    if bottoms:
        return max(bottoms)
    continued = len(draft.boxes) > 1
    return 0.0 if continued else picture.top - LABEL_REACH


def _below(
    draft: FigureDraft, lines: Sequence[Line], bottom: float, own: set[int], measures: Measures
) -> None:
    """Legends and the labels of an axis below the drawing, in smaller type than the text."""
    under = [line for line in lines if line.number not in own and _height(line) > bottom]
    if draft.caption is not None and draft.caption.line.baseline > bottom:
        under = [line for line in under if _height(line) < draft.caption.line.baseline]
    for line in sorted(under, key=_height):
        if line.box is None or line.box.top - bottom > LABEL_REACH:
            return
        small = line.size < 0.97 * measures.size and not is_remark(line.stripped)
        if line.upright and (not small or measures.is_running(line)):
            return
        draft.labels.append(line)
        bottom = max(bottom, line.box.bottom) if line.upright else bottom


def _remarks(draft: FigureDraft, lines: Sequence[Line], measures: Measures) -> None:
    """Notes and sources below the last picture of a figure on its page."""
    _, box = draft.boxes[-1]
    used = {piece.line.number for remark in draft.remarks for piece in remark}
    used |= {label.number for label in draft.labels}
    used |= {piece.line.number for piece in draft.title}
    if draft.caption is not None:
        used.add(draft.caption.line.number)
    for line in lines:
        if not line.upright or line.baseline <= box.top or line.number in used:
            continue
        piece = line.whole().trimmed()
        below = line.box is not None and line.box.centre_y > box.bottom
        if _as_remark(draft, piece, is_remark(piece.text), measures):
            continue
        if (
            draft.remarks
            or measures.is_running(line)
            or (below and (measures.stands_out(piece) or figure_caption(piece.text)))
        ):
            break


def _remarks_over(
    draft: FigureDraft, before: Sequence[Line], lines: Sequence[Line], measures: Measures
) -> None:
    """Remarks at the top of a page, below a figure with which the page before ends."""
    if not before or draft.remarks:
        return
    own = {line.number for line in draft.labels}
    own |= {piece.line.number for piece in draft.title}
    boxes = [box for sheet, box in draft.boxes if sheet == before[-1].sheet]
    foot = boxes[-1].bottom if boxes else before[-1].baseline - 1.0
    last = [line for line in before if line.upright and line.baseline > foot]
    if (not boxes and not last) or any(line.number not in own for line in last):
        return
    for line in lines:
        piece = line.whole().trimmed()
        begins = is_remark(piece.text) and line.size < 0.97 * measures.size
        if not _as_remark(draft, piece, begins, measures):
            return


def _as_remark(draft: FigureDraft, piece: Piece, begins: bool, measures: Measures) -> bool:
    """Add a line to the remarks of a figure if it `begins` one or goes on with the last one."""
    if begins:
        draft.remarks.append([piece])
    elif draft.remarks and _continues(draft.remarks[-1], piece, measures):
        draft.remarks[-1].append(piece)
    else:
        return False
    return True


def _continues(remark: Sequence[Piece], piece: Piece, measures: Measures) -> bool:
    last = remark[-1]
    near = piece.line.baseline - last.line.baseline < LINE_STEP * max(piece.line.size, 1.0)
    return (
        near
        and abs(piece.line.size - remark[0].line.size) < SAME_SIZE
        and piece.line.size < (0.97 * measures.size)
    )


def captioned_figures(
    sheets: Sequence[Sheet], measures: Measures, taken: frozenset[int]
) -> tuple[Figure, ...]:
    """Find figures that only their captions tell: bars of plain colour, or a lost picture.

    `taken` are the numbers of lines that tables and other figures have. The figure reaches from
    its caption to the next running text, heading or caption.
    """
    drafts: list[FigureDraft] = []
    before: Sequence[Line] = ()
    for sheet in sheets:
        lines = [line for line in sheet.lines if line.number not in taken]
        captions = [at for at in range(len(lines)) if is_caption(lines, at, measures)]
        if drafts:
            _remarks_over(drafts[-1], before, lines, measures)
        drafts.extend(_bare_figure(sheet, lines, at, measures) for at in captions)
        before = lines
    return tuple(draft.finished() for draft in drafts)


def _bare_figure(sheet: Sheet, lines: Sequence[Line], at: int, measures: Measures) -> FigureDraft:
    draft = captioned(lines, at, measures)
    bottom = lines[at].baseline
    bars = [p.box for p in sheet.pictures if p.box.centre_y > bottom]
    for line in lines[at + 1 + len([p for p in draft.title if p.line is not lines[at]]) :]:
        piece = line.whole().trimmed()
        if _as_remark(draft, piece, is_remark(piece.text), measures):
            pass
        elif (
            draft.remarks
            or measures.is_running(line)
            or (measures.stands_out(piece) and not _beside(line, bars))
            or read_caption_label(piece.text) is not None
        ):
            break
        else:
            draft.labels.append(line)
        bottom = max(bottom, line.baseline)
    top = lines[at].baseline
    fills = [p.box for p in sheet.pictures if top < p.box.centre_y < bottom]
    area = union(fills)
    if area is not None:
        draft.boxes.append((sheet.number, area))
        draft.kinds.add("drawing")
    return draft


def _beside(line: Line, bars: Sequence[Box]) -> bool:
    """Tell whether a line stands at the height of a bar: it is its label, whatever its type."""
    return line.box is not None and any(
        line.box.overlap_y(bar) > 0.5 * line.box.height for bar in bars
    )
