"""What the body of a document looks like, so that a line can be said to differ from it.

On a page of a PDF the evidence is type and position; in a dump only the width of a line and the
punctuation at its end remain. Both answer the same questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, product

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece, Style
from reportparse.layout.traces import Traces
from reportparse.layout.widths import (
    SHORT_SHARE,
    FullWidths,
    is_finished,
    width_of,
)
from reportparse.notation.labels import read_label
from reportparse.notation.spacing import count_cjk, has_cjk, is_cjk
from reportparse.provenance import Box

SHORT = 1.5
"""Ems that a line must stop before the right edge to be the last of its block. Hanging
punctuation and ragged Latin words leave less than one em in Chinese text."""
WIDE_GAP = 1.14
"""In line pitches: the distance that separates blocks; measured 1.2 to 1.6."""
HEADING_PITCH = 1.6
"""Ems: lines of one heading are 1.15 to 1.5 apart, two headings 1.8 and more."""
HEADING_SHARE = 1.12
"""Where the whole text is set wide, its headings are: their pitch against that of the text."""
BIGGER = 1.06
"""Type of a heading against the type of the body: measured 1.14 to 1.33."""
COLUMN_LINES = 3
"""Lines at the document's left edge from which a page is taken to have the same edge."""
COLUMN_SURE = 8
"""Lines of the body's size from which a page shows a column of its own."""
LONG_RANK = 0.75
"""Place of the full line among the lines by their ends: some lines hang beyond the edge."""
EDGE_SHARE = 0.15
"""Share of the lines that go on which begin at the edge of the column; captions are fewer."""
PITCH_SURE = 6
"""Distances on a page from which it shows a pitch of its own."""
PITCH_SHARE = 0.2
"""Share of the distances that a pitch has at least; smaller ones are slips of the typesetter."""
LONG_LINE = 56
"""Half-width cells: a full line of Chinese text has 70 and more, a heading seldom 56."""
BODY_SHARE = 0.25
"""Share of the commonest size that the size of the body has at least."""
LOOK_SHARE = 0.12
"""Share of the long lines of the body's size that a face has from which it is the body's own."""
ASIDE = 2.5
"""Ems from the left edge of the column from which no line of a paragraph begins."""
SAME_SIZE = 0.3
"""Points by which the sizes of one text differ through rounding."""
INDENT = 0.8
"""Ems from the left edge of the column from which a line is indented."""


@frozen_record
class Look:
    """How a line looks as a whole: size, the font of most characters, weight."""

    size: float
    font: str
    bold: bool


def look_of(piece: Piece) -> Look:
    """The look of a piece: that of its Chinese characters where it has any, else of all."""
    start, end = piece.start, piece.end
    runs = [
        run
        for run in piece.line.runs
        if run.start < end > start < run.end > run.start and not run.style.raised
    ]
    if not runs:
        return Look(0.0, "", False)
    faces = [_face(run.style) for run in runs]
    if faces.count(faces[0]) == len(faces):
        return Look(*faces[0])
    weights: dict[_Face, int] = {}
    chinese: dict[_Face, int] = {}
    for face, run in zip(faces, runs, strict=True):
        text = piece.line.text[max(run.start, start) : min(run.end, end)]
        weights[face] = weights.get(face, 0) + len(text) - text.count(" ")
        chinese[face] = chinese.get(face, 0) + count_cjk(text)
    counted = chinese if any(chinese.values()) else weights
    return Look(*max(counted, key=counted.__getitem__))


_Face = tuple[float, str, bool]
"""What a `Look` is made of: to count and compare these is quicker."""


def _face(style: Style) -> _Face:
    return style.size or 0.0, _family(style.font), style.bold


@lru_cache(maxsize=1024)
def _family(font: str) -> str:
    """The font without subset tag: `BCDEEE+SimSun` is SimSun."""
    return font.split("+", 1)[-1]


def body_size(lines: Iterable[Line]) -> float:
    """The type size in points of the running text; 0 in a dump.

    Notes and tables may hold more text than the body, but they are smaller; headings are bigger,
    but short, and they end no sentence. So it is the biggest of the sizes in which a good part of
    the long lines is set and in which sentences end; where no line is long, the commonest size.
    """
    weights: Counter[float] = Counter()
    short: Counter[float] = Counter()
    ending: set[float] = set()
    for line in lines:
        width = round(width_of(line.stripped))
        if line.size not in ending and is_finished(line.text):
            ending.add(line.size)
        if width >= LONG_LINE and line.upright:
            weights[line.size] += width
        else:
            short[line.size] += width
    if not weights:
        return max(short, key=lambda size: (short[size], size), default=0.0)
    most = max(weights.values())
    common = [size for size, weight in weights.items() if weight >= BODY_SHARE * most]
    return max([size for size in common if size in ending] or common)


Looks = dict[tuple[int, int, int], Look]
"""The looks of pieces by the number of their line, their start and their end."""


class Measures:
    """The measures of one document or annex, taken from all its body lines.

    `looks` are those that other measures of the same document know already.
    """

    def __init__(self, pieces: Sequence[Piece], looks: Looks | None = None) -> None:
        self.drawn = any(piece.line.box is not None for piece in pieces)
        self.looks: Looks = {} if looks is None else looks
        own = [self.look(piece) for piece in pieces]
        self._body(pieces)
        plain = [p for p, look in zip(pieces, own, strict=True) if look in self.body_looks]
        plain = plain or list(pieces)
        self._columns = _columns(plain, self.size)
        self._pitches = _pitches(pieces, self.size, self._columns)
        self.full = FullWidths([piece.line for piece in pieces])
        self.traces = Traces([] if self.drawn else [piece.line for piece in pieces])

    def _body(self, pieces: Sequence[Piece]) -> None:
        self.size = body_size(piece.line for piece in pieces)
        weights: Counter[Look] = Counter()
        for piece in [p for p in pieces if width_of(p.text) >= LONG_LINE] or pieces:
            weights[self.look(piece)] += len(piece.text)
        ending = {self.look(piece) for piece in pieces if is_finished(piece.text)}
        total = sum(w for look, w in weights.items() if abs(look.size - self.size) < 0.3)
        self.body_looks = {
            look
            for look, weight in weights.items()
            if abs(look.size - self.size) < 0.3
            and weight > LOOK_SHARE * total
            and look in ending
            and not look.bold
        } or {look for look, _ in weights.most_common(1)}

    def look(self, piece: Piece) -> Look:
        key = (piece.line.number, piece.start, piece.end)
        look = self.looks.get(key)
        if look is None:
            look = self.looks[key] = look_of(piece)
        return look

    def stands_out(self, piece: Piece) -> bool:
        """Tell whether a piece looks like a heading: bigger, bolder, or in another face.

        Always False in a dump, and for type smaller than the body.
        """
        if not self.drawn:
            return False
        look = self.look(piece)
        if look.size < self.size / BIGGER:
            return False
        if look.size > self.size * BIGGER or look.bold:
            return True
        fonts = {body.font for body in self.body_looks}
        chinese = has_cjk(piece.text)
        return chinese and look.font not in fonts

    def label_stands_out(self, piece: Piece) -> bool:
        """Tell whether the label at the start of a piece is set like a heading's.

        A paragraph may begin with a stressed phrase, but its number stays in the body's type.
        """
        start = piece.start + len(piece.text) - len(piece.text.lstrip())
        style = piece.line.style_at(start)
        if style.bold or (style.size or 0.0) > self.size * BIGGER:
            return True
        fonts = {body.font for body in self.body_looks}
        return is_cjk(piece.line.text[start]) and _family(style.font) not in fonts

    def column(self, line: Line) -> tuple[float, float]:
        """Left and right edge of the text column on the page of `line`."""
        return self._columns.get(line.sheet, self._columns.get(0, (0.0, 0.0)))

    def short(self, piece: Piece) -> bool:
        """Tell whether a piece stops well before the right edge of the column."""
        box = piece.box
        if box is None:
            return self.full.share(piece.line) < SHORT_SHARE
        return box.x1 < self.column(piece.line)[1] - SHORT * self.size

    def indented(self, piece: Piece) -> bool:
        """Tell whether a piece begins to the right of the column's left edge."""
        box = piece.box
        if box is None:
            return self.traces.indented(piece.line)
        return box.x0 > self.column(piece.line)[0] + INDENT * self.size

    def outdented(self, piece: Piece) -> bool:
        """Tell whether a piece begins to the left of the column; never known in a dump."""
        box = piece.box
        return box is not None and box.x0 < self.column(piece.line)[0] - INDENT * self.size

    def is_running(self, line: Line) -> bool:
        """Tell whether a line of a page is running text of the body: its type, its column."""
        piece = line.whole().trimmed()
        alike = abs(line.size - self.size) <= SAME_SIZE
        if not line.upright or not alike or self.stands_out(piece):
            return False
        left, right = self.column(line)
        box = line.box
        if box is None:
            return True
        if read_label(piece.text) and not self.outdented(piece):
            return True
        return abs(box.x0 - left) < ASIDE * self.size and (
            box.x1 > right - 2 * SHORT * self.size or is_finished(piece.text)
        )

    def apart(self, before: Piece, piece: Piece) -> bool:
        """Tell whether two lines of a heading are too far apart to be one heading."""
        if before.line.sheet != piece.line.sheet:
            return self.short(before)
        step = piece.line.baseline - before.line.baseline
        pitch = self._pitch(piece.line.sheet, self.size)
        loose = HEADING_SHARE * pitch / self.size if self.size else 0.0
        return step > max(HEADING_PITCH, loose) * max(self.look(before).size, self.size)

    def _pitch(self, sheet: int, size: float) -> float:
        """The pitch of lines of a size on a page, else in the document; 0 where none is known."""
        for key in ((sheet, _rounded(size)), (0, _rounded(size)), (sheet, 0.0)):
            if key in self._pitches:
                return self._pitches[key]
        return self._pitches.get((0, 0.0), 0.0)

    def wide_gap(self, before: Piece, piece: Piece) -> bool | None:
        """Tell whether more than the pitch separates two pieces; None where it is not known."""
        if before.line.box is None or before.line.sheet != piece.line.sheet:
            return None
        step = piece.line.baseline - before.line.baseline
        pitch = self._pitch(piece.line.sheet, piece.line.size)
        return step > WIDE_GAP * pitch if pitch else None


def _columns(pieces: Sequence[Piece], size: float) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text column: of the whole document (key 0) and per page.

    A page full of captions and titles may have more lines at their edge than at the column's;
    where the document's own left edge is used on a page, it is the page's as well. A page of short
    items begins further right and ends further left than the column does: only a page of which
    both edges have moved to the right has a column of its own there.
    """
    boxes: dict[int, list[Box]] = {0: []}
    for piece in pieces:
        box = piece.box
        if box is not None and abs(piece.line.size - size) <= SAME_SIZE:
            boxes[0].append(box)
            boxes.setdefault(piece.line.sheet, []).append(box)
    if not boxes[0]:
        return {}
    whole = _edges(boxes[0])
    usual = _column_left([p for p in pieces if abs(p.line.size - size) <= SAME_SIZE], whole, size)
    whole = usual, whole[1]
    home = _right_edge([box for box in boxes[0] if abs(box.x0 - usual) <= 1.0])
    columns = {0: whole}
    for sheet, found in boxes.items():
        if not sheet or len(found) < COLUMN_SURE:
            continue
        left, right = _edges(found)
        if sum(1 for box in found if abs(box.x0 - usual) <= 1.0) >= COLUMN_LINES:
            left = usual
        elif left > usual and right < home + (left - usual) / 2:
            left, right = whole
        columns[sheet] = left, right
    return columns


def _column_left(lines: Sequence[Piece], edges: tuple[float, float], size: float) -> float:
    """The left edge of the column, which lists of items may hide: most lines begin further right.

    Below a full line the text goes on at the edge of the column or under its item, so the edge is
    the leftmost place at which lines go on as a rule.
    """
    left = edges[0]
    starts: Counter[int] = Counter()
    for above, below in _full_lines(lines, {0: edges}, size):
        near = below.line.baseline - above.line.baseline < 2.2 * size
        if below.box is not None and above.line.sheet == below.line.sheet and near:
            starts[round(below.box.x0)] += 1
    total = sum(starts.values())
    common = [x for x, count in starts.items() if count >= max(EDGE_SHARE * total, 2)]
    return float(min([x for x in common if x < left - INDENT * size], default=left))


def _edges(boxes: Sequence[Box]) -> tuple[float, float]:
    """The left edge that most lines share, and how far right long lines reach."""
    lefts = Counter(round(box.x0) for box in boxes)
    return float(lefts.most_common(1)[0][0]), _right_edge(boxes)


def _right_edge(boxes: Sequence[Box]) -> float:
    ends = sorted(box.x1 for box in boxes)
    return ends[int(len(ends) * LONG_RANK)] if ends else 0.0


def _pitches(
    pieces: Sequence[Piece], size: float, columns: dict[int, tuple[float, float]]
) -> dict[tuple[int, float], float]:
    """The distance of lines inside a block, per page and type size: the smallest that is common.

    Only below a full line the block may go on; a page of short items does not show its pitch.
    Page 0 stands for the document, size 0 for all sizes.
    """
    steps: dict[tuple[int, float], Counter[float]] = {}
    for above, below in _full_lines(pieces, columns, size) or pairwise(pieces):
        if above.line.box is None or above.line.sheet != below.line.sheet:
            continue
        step = below.line.baseline - above.line.baseline
        if 0.9 * size < step < 2.2 * size:
            sizes = {0.0} | ({_rounded(below.line.size)} & {_rounded(above.line.size)})
            for key in product((0, below.line.sheet), sizes):
                steps.setdefault(key, Counter())[_rounded(step)] += 1
    pitches: dict[tuple[int, float], float] = {}
    for key, counter in steps.items():
        total = sum(counter.values())
        if total < (1 if key[0] == 0 else PITCH_SURE):
            continue
        common = [step for step, count in counter.items() if count >= PITCH_SHARE * total]
        pitches[key] = min(common) if common else counter.most_common(1)[0][0]
    return pitches


def _rounded(points: float) -> float:
    """Points to the next half: sizes and distances differ by rounding."""
    return round(points * 2) / 2


def _full_lines(
    pieces: Sequence[Piece], columns: dict[int, tuple[float, float]], size: float
) -> list[tuple[Piece, Piece]]:
    """The lines that reach the right edge of the column, each with the line below it."""
    found: list[tuple[Piece, Piece]] = []
    for above, below in pairwise(pieces):
        right = columns.get(above.line.sheet, columns.get(0, (0.0, 0.0)))[1]
        if above.box is not None and above.box.x1 >= right - SHORT * size:
            found.append((above, below))
    return found
