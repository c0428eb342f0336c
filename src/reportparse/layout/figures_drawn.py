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
from reportparse.layout.measures import SAME_SIZE, Measures
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.layout.pictures import (
    LABEL_REACH,
    PICTURE_SLACK,
    is_masthead,
    pictures_of,
)
from reportparse.notation.captions import read_annex_label, read_caption_label
from reportparse.notation.labels import read_label
from reportparse.provenance import Box, union


def figures_of_pages(sheets: Sequence[Sheet], measures: Measures) -> tuple[Figure, ...]:
    """Find the figures on the pages of a PDF: every picture that belongs to the body.

    The sheets hold body lines only; the front matter is taken off before.
    """
    drafts: list[FigureDraft] = []
    first = sheets[0].number if sheets else 0
    for sheet in sheets:
        lines = sheet.lines
        captions = [i for i, line in enumerate(lines) if _is_caption(lines, i, measures)]
        pictures = pictures_of(sheet, _dividers(lines, captions, measures), measures)
        for picture, kinds in pictures:
            if sheet.number == first and is_masthead(sheet, picture):
                continue
            draft = _owner(drafts, sheet, lines, captions, picture, measures)
            draft.boxes.append((sheet.number, picture))
            draft.kinds |= kinds
            _gather(draft, lines, picture, measures)
        for draft in drafts:
            if draft.boxes and draft.boxes[-1][0] == sheet.number:
                _remarks(draft, lines, measures)
    return tuple(draft.finished() for draft in drafts)


def _dividers(lines: Sequence[Line], captions: Sequence[int], measures: Measures) -> list[Line]:
    """Lines that no drawing goes through: captions, titles, remarks, running text."""
    return [
        line
        for at, line in enumerate(lines)
        if line.upright
        and (
            at in captions
            or is_remark(line.stripped)
            or measures.stands_out(line.whole().trimmed())
            or measures.is_running(line)
        )
    ]


def _is_caption(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    line = lines[at]
    label = figure_caption(line.text)
    if label is None:
        return False
    alone = label.length >= len(line.stripped)
    return alone or measures.stands_out(line.whole().trimmed())


def _owner(
    drafts: list[FigureDraft],
    sheet: Sheet,
    lines: Sequence[Line],
    captions: Sequence[int],
    picture: Box,
    measures: Measures,
) -> FigureDraft:
    """The figure that a picture belongs to: that of the caption above it, or a new one."""
    above = [i for i in captions if lines[i].baseline <= picture.top + PICTURE_SLACK]
    if above:
        draft = _captioned(lines, above[-1], measures)
        for known in drafts:
            if known.caption is not None and known.caption.line is lines[above[-1]]:
                return known
        drafts.append(draft)
        return draft
    last = drafts[-1] if drafts else None
    if last is not None and not last.remarks and _goes_on(last, sheet, lines, picture, measures):
        return last
    draft = FigureDraft(None, None, [], [], [], [], set())
    draft.title = _title_above(lines, picture, measures)
    drafts.append(draft)
    return draft


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


def _captioned(lines: Sequence[Line], at: int, measures: Measures) -> FigureDraft:
    line = lines[at]
    label = figure_caption(line.text)
    start = len(line.text) - len(line.text.lstrip())
    end = start + len(line.text[start:][: label.length].rstrip()) if label else len(line.text)
    caption = Piece(line, start, end)
    draft = FigureDraft(caption, label.number_raw if label else None, [], [], [], [], set())
    rest = Piece(line, end, len(line.text)).trimmed()
    if rest.text:
        draft.title.append(rest)
    for below in lines[at + 1 : at + 4]:
        piece = below.whole().trimmed()
        if not measures.stands_out(piece) or read_label(piece.text):
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


def _title_above(lines: Sequence[Line], picture: Box, measures: Measures) -> list[Piece]:
    """The lines in heavy type right above a picture without caption, labels between allowed."""
    title: list[Piece] = []
    reach = picture.top
    for line in reversed([ln for ln in lines if ln.upright and ln.baseline < picture.top]):
        if line.box is None or reach - line.box.bottom > LABEL_REACH:
            break
        piece = line.whole().trimmed()
        heading = line.size > TITLE_SIZE * measures.size or read_annex_label(piece.text)
        if heading or read_label(piece.text):
            break
        if measures.stands_out(piece):
            title.insert(0, piece)
        elif title or measures.is_running(line) or line.size >= measures.size * 0.97:
            break
        reach = line.box.top
    return title


def _height(line: Line) -> float:
    """Where a line stands on its page: its baseline, the middle of its box if it is sideways."""
    return line.baseline if line.upright or line.box is None else line.box.centre_y


def _gather(draft: FigureDraft, lines: Sequence[Line], picture: Box, measures: Measures) -> None:
    """Add the words in and around a picture to its figure.

    Between the caption (or the figure's picture before) and this picture, and inside it,
    everything belongs to the figure that is no running text of the body.
    """
    own = {piece.line.number for piece in draft.title} | {line.number for line in draft.labels}
    if draft.caption is not None:
        own.add(draft.caption.line.number)
    top = _top_of(draft, picture)
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


def _top_of(draft: FigureDraft, picture: Box) -> float:
    """The height from which the words above a picture are the figure's."""
    sheet = draft.boxes[-1][0]
    bottoms = [box.bottom for page, box in draft.boxes[:-1] if page == sheet]
    heads = [*draft.title, *([draft.caption] if draft.caption else [])]
    bottoms += [piece.line.baseline for piece in heads if piece.line.sheet == sheet]
    if bottoms:
        return max(bottoms)
    continued = len(draft.boxes) > 1
    return 0.0 if continued else picture.top - LABEL_REACH


def _below(
    draft: FigureDraft, lines: Sequence[Line], bottom: float, own: set[int], measures: Measures
) -> None:
    """Legends and the labels of an axis below the drawing, in smaller type than the text."""
    under = [line for line in lines if line.number not in own and _height(line) > bottom]
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
    for line in lines:
        if not line.upright or line.baseline <= box.top or line.number in used:
            continue
        piece = line.whole().trimmed()
        below = line.box is not None and line.box.centre_y > box.bottom
        if is_remark(piece.text):
            draft.remarks.append([piece])
        elif draft.remarks and _continues(draft.remarks[-1], piece, measures):
            draft.remarks[-1].append(piece)
        elif (
            draft.remarks
            or measures.is_running(line)
            or (below and (measures.stands_out(piece) or figure_caption(piece.text)))
        ):
            break


def _continues(remark: Sequence[Piece], piece: Piece, measures: Measures) -> bool:
    last = remark[-1]
    near = piece.line.baseline - last.line.baseline < 1.6 * max(piece.line.size, 1.0)
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
    for sheet in sheets:
        lines = [line for line in sheet.lines if line.number not in taken]
        captions = [at for at in range(len(lines)) if _is_caption(lines, at, measures)]
        drafts.extend(_bare_figure(sheet, lines, at, measures) for at in captions)
    return tuple(draft.finished() for draft in drafts)


def _bare_figure(sheet: Sheet, lines: Sequence[Line], at: int, measures: Measures) -> FigureDraft:
    draft = _captioned(lines, at, measures)
    bottom = lines[at].baseline
    bars = [p.box for p in sheet.pictures if p.box.centre_y > bottom]
    for line in lines[at + 1 + len([p for p in draft.title if p.line is not lines[at]]) :]:
        piece = line.whole().trimmed()
        if is_remark(piece.text):
            draft.remarks.append([piece])
        elif draft.remarks and _continues(draft.remarks[-1], piece, measures):
            draft.remarks[-1].append(piece)
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
