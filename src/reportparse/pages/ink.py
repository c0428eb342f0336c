"""Drawn paths and images of a page: rules, fills and drawings.

A word processor prints a rule as thin filled rectangles, cut at every column edge by a small
square; other programs stroke lines or the outlines of boxes. All of them become the same `Rule`.
What is neither straight nor thin is a picture: a coloured area behind text, or a drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from reportparse.frozen import frozen_record
from reportparse.pages.device import Image, Path, Point
from reportparse.pages.drawings import gather_drawings
from reportparse.pages.frame import PLACES, Frame
from reportparse.pages.model import Picture, Rule
from reportparse.provenance import Box, union

# Points. The thickest rule seen in UN reports is 2.25; a bar of a chart is thicker.
RULE_THICKEST = 3.0
# Points. A piece shorter than this in both directions is a joint between pieces of a rule.
JOINT_LONGEST = 3.0
# Points. A hairline (line width 0) is drawn by a printer as thin as it can.
HAIRLINE = 0.1
# Points. Pieces of one rule touch; spanners side by side stand at least 4 apart.
PIECE_GAP = 1.0
# Points. Pieces of one rule lie on one line and have one thickness, up to rounding.
SAME_LINE = 0.35
SAME_THICKNESS = 0.3
# Points. An image smaller than this in both directions is a speck that prints nothing.
SPECK = 2.0
# Points. Strips of one image touch and have the same width, up to rounding.
STRIP_GAP = 1.0
# Share of full white from which ink is the paper's own colour.
WHITE = 0.985

TagOf = Callable[[int | None, bool], int | None]


@frozen_record
class Piece:
    """One straight piece of a rule as drawn: its box and its thickness."""

    box: Box
    thickness: float
    horizontal: bool


@dataclass(slots=True)
class _Sorted:
    """The paths of a page, told apart.

    `strokes` are paths that are neither straight nor along the axes, `frames` outlines of boxes.
    """

    pieces: list[Piece] = field(default_factory=list)
    joints: list[Box] = field(default_factory=list)
    fills: list[Picture] = field(default_factory=list)
    strokes: list[Picture] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)


def read_ink(
    paths: Sequence[Path], images: Sequence[Image], frame: Frame, tag_of: TagOf
) -> tuple[tuple[Rule, ...], tuple[Picture, ...]]:
    """Return the rules and the pictures of one page.

    `tag_of` gives the structure tag of a marked-content number. Rules are sorted by place,
    pictures too; a rule inside a drawing names that drawing.
    """
    sorts = _sort_paths(paths, frame, tag_of)
    rules = [*_join(sorts.pieces, sorts.joints, True), *_join(sorts.pieces, sorts.joints, False)]
    rules.sort(key=lambda rule: (rule.box.top, rule.box.x0, rule.box.bottom, rule.box.x1))
    drawings, fills = gather_drawings(sorts.strokes, sorts.fills, sorts.frames, rules)
    placed = [
        Picture(frame.box(image.corners), "image", tag_of(image.mcid, image.in_form))
        for image in images
    ]
    shown = {
        replace(picture, box=frame.clip(picture.box))
        for picture in (*drawings, *fills, *_whole_images(placed))
        if frame.shows(picture.box)
    }
    pictures = sorted(
        shown, key=lambda p: (p.box.top, p.box.x0, p.box.bottom, p.box.x1, p.kind, p.tag or -1)
    )
    return tuple(_placed(rule, pictures) for rule in rules), tuple(pictures)


def _whole_images(images: Sequence[Picture]) -> list[Picture]:
    """Join the strips into which some producers cut one image; drop specks."""
    whole: list[Picture] = []
    for image in sorted(images, key=lambda p: (p.box.x0, p.box.x1, p.box.top)):
        if max(image.box.width, image.box.height) < SPECK:
            continue
        last = whole[-1].box if whole else None
        if (
            last is not None
            and abs(last.x0 - image.box.x0) <= STRIP_GAP
            and abs(last.x1 - image.box.x1) <= STRIP_GAP
            and last.top < image.box.top <= last.bottom + STRIP_GAP
        ):
            whole[-1] = replace(whole[-1], box=union([last, image.box]) or last)
        else:
            whole.append(image)
    return whole


def _placed(rule: Rule, pictures: Sequence[Picture]) -> Rule:
    """Note on a rule the drawing that it is part of."""
    for index, picture in enumerate(pictures):
        if picture.kind == "drawing" and picture.box.holds(rule.box, slack=1.0):
            return replace(rule, picture=index)
    return rule


def _sort_paths(paths: Iterable[Path], frame: Frame, tag_of: TagOf) -> _Sorted:
    sorts = _Sorted()
    dark: list[Box] = []
    for path in paths:
        spots = [frame.point(*point) for point in path.points]
        if not spots:
            continue
        across, down = [x for x, _ in spots], [y for _, y in spots]
        box = Box(min(across), min(down), max(across), max(down))
        if not frame.shows(box):
            continue
        inside, line = path.fill is not None, path.stroke is not None
        fill, stroke = inside and not _is_white(path.fill), line and not _is_white(path.stroke)
        if (fill, stroke) != (inside, line) and any(area.holds(box, slack=1.0) for area in dark):
            fill, stroke = inside, line  # white on a dark area is ink
        if not fill and not stroke:
            continue
        tag = tag_of(path.mcid, path.in_form)
        straight = _is_straight(path, spots)
        thin = min(box.width, box.height) <= RULE_THICKEST
        if straight and fill and thin:
            _take_thin(sorts, box)
        elif straight and fill:
            sorts.fills.append(Picture(box, "fill", tag))
            dark.append(box)
            if stroke:
                sorts.pieces.extend(_pieces(path, spots, box))
                sorts.frames.append(box)
        elif straight:
            sorts.pieces.extend(_pieces(path, spots, box))
            if path.closed and not thin:
                sorts.frames.append(box)
        else:
            sorts.strokes.append(Picture(box, "drawing", tag))
    return sorts


def _take_thin(sorts: _Sorted, box: Box) -> None:
    """Take a thin filled rectangle: a joint where it is square, else a piece of a rule."""
    if max(box.width, box.height) <= JOINT_LONGEST:
        sorts.joints.append(box)
    else:
        flat = box.width >= box.height
        sorts.pieces.append(Piece(box, round(min(box.width, box.height), PLACES), flat))


def _is_straight(path: Path, spots: list[Point]) -> bool:
    """Whether a path runs along the axes only; a closed one is led back to where it begins."""
    if path.curved or len(spots) < 2:
        return False
    if path.closed and spots[0] != spots[-1]:
        spots.append(spots[0])
    slack = SAME_LINE / 2
    for (x0, y0), (x1, y1) in pairwise(spots):
        if not (abs(x1 - x0) <= slack or abs(y1 - y0) <= slack):
            return False
    return True


def _pieces(path: Path, spots: Sequence[Point], box: Box) -> list[Piece]:
    """Return the sides of a path that runs along the axes only."""
    thickness = round(max(path.linewidth, HAIRLINE), PLACES)
    pieces: dict[Piece, None] = {}
    for (x0, y0), (x1, y1) in pairwise(spots):
        across, down = abs(x1 - x0), abs(y1 - y0)
        if across == down == 0:
            continue
        side = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        pieces[Piece(side, thickness, across >= down)] = None
    return list(pieces) or [Piece(box, thickness, True)]


def _is_white(colour: Any) -> bool:
    """Tell whether a colour of gray, RGB or CMYK is the paper's own; patterns are not.

    >>> _is_white(1.0), _is_white((1, 1, 1)), _is_white((0, 0, 0, 0)), _is_white("P12")
    (True, True, True, False)
    """
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4:
        return bool(max(parts) <= 1 - WHITE)
    return bool(min(parts) >= WHITE)


# -- rules


def _join(pieces: Sequence[Piece], squares: Sequence[Box], flat: bool) -> list[Rule]:
    """Join the pieces of one direction to whole rules.

    Squares bridge the gaps between pieces of their thickness and are no rules of their own. The
    cut that a joint records is the far end of the piece before it: that is the column edge,
    whether the square stands behind the edge or astride of it.
    """
    own = [piece for piece in pieces if piece.horizontal is flat]
    if not own:
        return []
    bridges = [Piece(box, round(min(box.width, box.height), PLACES), flat) for box in squares]
    rules = []
    for band in _bands(own, bridges, flat):
        rules.extend(_chains(band, flat))
    return rules


def _bands(
    own: Sequence[Piece], bridges: Sequence[Piece], flat: bool
) -> list[list[tuple[Piece, bool]]]:
    """Sort pieces into bands of one line and one thickness; the flag marks a bridge."""
    bands: list[list[tuple[Piece, bool]]] = []
    marks = [(piece, False) for piece in own] + [(piece, True) for piece in bridges]
    marks.sort(key=lambda mark: (mark[1], _level(mark[0], flat), mark[0].thickness))
    for piece, bridge in marks:
        for band in reversed(bands):
            first = band[0][0]
            if (
                abs(_level(piece, flat) - _level(first, flat)) <= SAME_LINE
                and abs(piece.thickness - first.thickness) <= SAME_THICKNESS
            ):
                band.append((piece, bridge))
                break
        else:
            if not bridge:
                bands.append([(piece, bridge)])
    return bands


def _level(piece: Piece, flat: bool) -> float:
    return piece.box.centre_y if flat else piece.box.centre_x


def _span(box: Box, flat: bool) -> tuple[float, float]:
    return (box.x0, box.x1) if flat else (box.top, box.bottom)


def _chains(band: Sequence[tuple[Piece, bool]], flat: bool) -> list[Rule]:
    """Cut one band into rules at its gaps."""
    ordered = sorted(band, key=lambda mark: (*_span(mark[0].box, flat), mark[1]))
    rules: list[Rule] = []
    chain: list[Piece] = []
    joints: list[float] = []
    reach = last_end = 0.0
    for piece, bridge in ordered:
        start, end = _span(piece.box, flat)
        if chain and start > reach + PIECE_GAP:
            rules.extend(_rule(chain, joints))
            chain, joints = [], []
        if not bridge:
            solid = any(not _is_square(other.box) for other in chain)
            if solid and end > last_end and start >= last_end - JOINT_LONGEST:
                joints.append(last_end)
            last_end = max(last_end, end) if solid else end
        reach = max(reach, end) if chain else end
        chain.append(piece)
    rules.extend(_rule(chain, joints))
    return rules


def _is_square(box: Box) -> bool:
    return max(box.width, box.height) <= JOINT_LONGEST


def _rule(chain: Sequence[Piece], joints: Sequence[float]) -> list[Rule]:
    solid = [piece for piece in chain if not _is_square(piece.box)]
    box = union(piece.box for piece in chain)
    if not solid or box is None:
        solid = list(chain) if len(chain) > 1 else []
    if not solid or box is None:
        return []
    return [Rule(box, max(piece.thickness for piece in solid), tuple(joints))]
