"""Which caption belongs to which drawing, where captions may stand below their drawings.

Reports of the United Nations set captions above their drawings, as the captions of tables; other
houses set them below. A page with one drawing shows which; a caption between two drawings does
not, so the captions of the whole document are asked first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportparse.layout.figures import figure_caption, is_remark
from reportparse.layout.figures_heads import captioned, is_caption
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line, Sheet
from reportparse.layout.pictures import LABEL_REACH, PICTURE_SLACK, is_masthead, pictures_of
from reportparse.layout.unclear import Unclear
from reportparse.layout.widths import is_finished
from reportparse.notation.labels import read_label
from reportparse.provenance import Box

CAPTION_REACH = 2 * LABEL_REACH
"""Points between a drawing and the caption below it; a legend may stand between."""


@dataclass(slots=True)
class Plate:
    """One page with its drawings and the captions among its lines.

    `captions` are places in `lines`. `owned` gives for a drawing the caption below it, where
    captions stand below.
    """

    sheet: Sheet
    lines: Sequence[Line]
    captions: list[int]
    pictures: list[tuple[Box, set[str]]]
    owned: dict[int, int] = field(default_factory=dict)

    @property
    def heads(self) -> list[int]:
        """The captions that stand above their drawings, or have none."""
        return [at for at in self.captions if at not in self.owned.values()]


def plates_of(
    sheets: Sequence[Sheet], measures: Measures
) -> tuple[tuple[Plate, ...], tuple[Unclear, ...]]:
    """Find the drawings and captions of all pages, and the captions that stand below.

    What cannot be told is read as a caption above, with a doubt.
    """
    plates: list[Plate] = []
    for sheet in sheets:
        lines = sheet.lines
        captions = [at for at in range(len(lines)) if is_caption(lines, at, measures)]
        drawn = any(picture.kind == "drawing" for picture in sheet.pictures)
        dividers = _dividers(lines, captions, measures) if drawn else ()  # nothing else is parted
        pictures = pictures_of(sheet, dividers, measures)
        if sheet is sheets[0]:
            pictures = [found for found in pictures if not is_masthead(sheet, found[0])]
        plain = [at for at in range(len(lines)) if _is_plain(lines[at], pictures, measures)]
        plates.append(Plate(sheet, lines, sorted({*captions, *plain}), pictures))
    return tuple(plates), tuple(_settle(plates, measures))


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


def _is_plain(line: Line, pictures: Sequence[tuple[Box, set[str]]], measures: Measures) -> bool:
    """Tell whether a line in plain type right above or below a drawing is its caption.

    A sentence that begins with the words of a caption is none.
    """
    words = line.box
    if not pictures or not line.upright or words is None or figure_caption(line.text) is None:
        return False
    if is_finished(line.text) or measures.is_running(line):
        return False
    return any(
        -PICTURE_SLACK <= gap <= LABEL_REACH
        for box, _ in pictures
        for gap in (words.top - box.bottom, box.top - words.bottom)
    )


def _settle(plates: Sequence[Plate], measures: Measures) -> list[Unclear]:
    """Give drawings the captions below them, as the document's plain cases show."""
    above = below = 0
    both: list[tuple[Plate, int, int]] = []
    for plate, after in zip(plates, [*plates[1:], None], strict=True):
        for at in plate.captions:
            over = _has_drawing_below(plate, at, after, measures)
            under = _drawing_above(plate, at, measures)
            above += over and under is None
            if under is None:
                continue
            if over:
                both.append((plate, at, under))
            else:
                below += 1
                plate.owned[under] = at
    if below and not above:
        for plate, at, under in both:
            plate.owned.setdefault(under, at)
        _stack(plates, measures)
        return []
    unclear = [_doubt(plate, at) for plate, at, _ in both] if below else []
    for plate in plates:
        unclear += _contested(plate, measures)
    return unclear


def _contested(plate: Plate, measures: Measures) -> list[Unclear]:
    """Take a drawing back from the caption below it where another caption stands above it."""
    unclear: list[Unclear] = []
    for index, at in list(plate.owned.items()):
        box = plate.pictures[index][0]
        others = [i for i in plate.captions if i != at and plate.lines[i].baseline <= box.top]
        if others and not _parted(plate, others[-1], box.top, measures):
            del plate.owned[index]
            unclear.append(_doubt(plate, at))
    return unclear


def _doubt(plate: Plate, at: int) -> Unclear:
    piece = plate.lines[at].whole().trimmed()
    message = f"{piece.text!r} may be the caption of the drawing above or of one below; read so"
    return Unclear("figure-unclear", message, (piece,))


def _drawing_above(plate: Plate, at: int, measures: Measures) -> int | None:
    """The drawing right above a caption: no text, heading or caption stands between."""
    line = plate.lines[at]
    if line.box is None:
        return None
    found: int | None = None
    for index, (box, _) in enumerate(plate.pictures):
        if -PICTURE_SLACK <= line.box.top - box.bottom <= CAPTION_REACH:
            found = index
    if found is None:
        return None
    box = plate.pictures[found][0]
    between = [ln for ln in plate.lines[:at] if ln.upright and ln.baseline > box.bottom]
    return None if any(_parts(ln, measures) for ln in between) else found


def _has_drawing_below(plate: Plate, at: int, after: Plate | None, measures: Measures) -> bool:
    """Tell whether a drawing follows a caption and its title, be it on the next page."""
    line = plate.lines[at]
    heads = captioned(plate.lines, at, measures)
    title = {piece.line.number for piece in heads.title}
    tops = [box.top for box, _ in plate.pictures if box.top >= line.baseline - PICTURE_SLACK]
    if tops:
        return not _parted(plate, at, min(tops), measures)
    below = [ln for ln in plate.lines[at + 1 :] if ln.upright and ln.number not in title]
    if below or after is None or not after.pictures:
        return False
    top = after.pictures[0][0].top
    return not any(ln.baseline < top and _parts(ln, measures) for ln in after.lines)


def _parted(plate: Plate, at: int, top: float, measures: Measures) -> bool:
    """Tell whether anything but its title stands between a caption and a drawing below it."""
    title = {p.line.number for p in captioned(plate.lines, at, measures).title}
    return any(
        _parts(line, measures)
        for line in plate.lines[at + 1 :]
        if line.upright and line.baseline < top and line.number not in title
    )


def _parts(line: Line, measures: Measures) -> bool:
    """Tell whether a line parts a caption from a drawing: text, a heading, another caption."""
    piece = line.whole().trimmed()
    return (
        measures.is_running(line)
        or measures.stands_out(piece)
        or figure_caption(piece.text) is not None
        or (bool(read_label(piece.text)) and line.size >= measures.size)
    )


def _stack(plates: Sequence[Plate], measures: Measures) -> None:
    """Let drawings one above the other share the caption below the last of them."""
    for plate in plates:
        order = list(enumerate(plate.pictures))
        for (upper, (box, _)), (lower, (other, _)) in reversed(list(pairwise(order))):
            if lower not in plate.owned or upper in plate.owned:
                continue
            between = [line for line in plate.lines if box.bottom < line.baseline < other.top + 1.0]
            if not any(line.upright and _parts(line, measures) for line in between):
                plate.owned[upper] = plate.owned[lower]
