"""Pieces of print to fields: joining lines, lifting markers, cutting a line into cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportparse.front.model import Field
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk, join_gap, tidy

CELL_GAP = 2.0
"""In ems: the masthead's columns stand further apart; letter-spaced names show up to 1.3."""
CELL_BLANKS = 2
"""Blanks of a dump that stand for a gap between columns."""
SIGNS = frozenset("*†‡")
"""Signs that point to a note at the foot of the page."""
_INNER_SIGN = compiled(r"(?<=[\p{Han}）)\p{L}\d])[*†‡]{1,4}(?=\p{Han}|\s+\S)")
"""A sign inside a line: `临时议程* 项目 141`. A bar code begins with one, behind a blank."""


def edge(piece: Piece) -> float:
    """Where the print of a piece begins: points from the left, or the column of a dump.

    >>> edge(Piece(Line(0, 1, "  标题", (0, 1, 2, 3)), 0, 4))
    2
    """
    trimmed = piece.trimmed()
    if piece.line.xs:
        return trimmed.line.xs[trimmed.start][0] if trimmed.start < trimmed.end else 0.0
    return trimmed.start


def joined(pieces: Sequence[Piece]) -> tuple[str, str]:
    """Return running text and raw print of pieces that follow one another.

    Pieces of one line are joined as they are; between lines stands what the languages ask for.
    """
    raw = ""
    text = ""
    last: Line | None = None
    for piece in pieces:
        if last is None or piece.line == last:
            raw += piece.text
            text += piece.text
        else:
            gap = join_gap(text, piece.text)
            raw = raw.rstrip() + "\n" + piece.text.strip()
            text = text.rstrip() + gap + piece.text.lstrip()
        last = piece.line
    return tidy(text), raw.strip()


def make_field(pieces: Iterable[Piece], label: Sequence[Piece] = ()) -> Field:
    """Make a field of pieces; signs at its end become markers, apart from the text.

    >>> line = Line(0, 1, "年度报告* ", (0, 1, 2, 3, 4, 5))
    >>> field = make_field([line.whole()])
    >>> field.text, [marker.text for marker in field.markers]
    ('年度报告', ['*'])
    >>> line = Line(0, 1, "临时议程* 项目 141", tuple(range(12)))
    >>> field = make_field([line.whole()])
    >>> field.text, [marker.text for marker in field.markers]
    ('临时议程项目141', ['*'])
    """
    kept = [piece.trimmed() for piece in pieces]
    kept = [piece for piece in kept if piece.start < piece.end]
    markers: tuple[Piece, ...] = ()
    if kept:
        body, sign = lift_marker(kept[-1])
        if sign is not None:
            kept[-1:] = [body] if body.start < body.end else []
            markers = (sign,)
        kept, inner = _without_inner_signs(kept)
        markers = (*inner, *markers)
    text, raw = joined(kept)
    return Field(text, raw, tuple(kept), tuple(p.trimmed() for p in label), markers)


def _without_inner_signs(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Cut signs between the words of pieces out: the pieces that remain, and the signs."""
    kept: list[Piece] = []
    signs: list[Piece] = []
    for piece in pieces:
        rest = piece
        for found in _INNER_SIGN.finditer(piece.text):
            before, behind = rest.cut(piece.start + found.start())
            sign, rest = behind.cut(piece.start + found.end())
            kept.append(before)
            signs.append(sign)
        kept.append(rest)
    return kept, signs


def lift_marker(piece: Piece) -> tuple[Piece, Piece | None]:
    """Cut the signs or raised characters at the end of a piece off it."""
    piece = piece.trimmed()
    at = piece.end
    while at > piece.start and _is_marker(piece.line, at - 1):
        at -= 1
    while at < piece.end and piece.line.text[at].isspace():
        at += 1
    if at == piece.end or at == piece.start:
        return piece, None
    body, sign = piece.cut(at)
    return body.trimmed(), sign.trimmed()


def _is_marker(line: Line, index: int) -> bool:
    char = line.text[index]
    return char in SIGNS or char.isspace() or line.raised_at(index)


def width(text: str) -> int:
    """The half-widths that a text takes in print: a Chinese character takes two.

    >>> width("第 19 届"), width("Note")
    (6, 4)
    """
    return sum(2 if is_cjk(char) else 1 for char in tidy(text))


def wraps(above: str, below: str, widest: int) -> bool:
    """Tell whether a line can be broken off only because the measure was full.

    `widest` is the widest line set in the same measure. Where the next word would have found room
    behind `above`, the author began anew. Chinese breaks anywhere, but titles are broken by sense,
    so there only a line that left a good part of the measure free ends its text.

    >>> wraps("financing of the United Nations", "Budget performance", 40)
    False
    >>> wraps("Administrative aspects of the financing", "of the operations", 53)
    True
    """
    first = tidy(below)[:1]
    if is_cjk(tidy(above)[-1:] or " ") or is_cjk(first or " "):
        return width(above) >= FULL * widest
    if first.islower():
        return True
    word = tidy(below).split(" ")[0]
    return width(above) + 1 + width(word) > widest


FULL = 0.8
"""A Chinese line shorter than this share of the widest one has room left."""
WIDER = 1.15
"""A line wider than the widest one above it by this factor is set in another measure."""


def usual_row_gap(lines: Sequence[Line]) -> int:
    """The distance in rows between neighbouring lines of one text in a dump.

    The smallest distance, unless it is a rare exception to a dump that spaces all its lines.
    """
    gaps = Counter(b.row - a.row for a, b in pairwise(lines) if b.row > a.row)
    often = [gap for gap, count in gaps.items() if count >= RARE * gaps.total()]
    return min(often, default=1)


def ends_marked(lines: Sequence[Line]) -> bool:
    """Tell whether a dump leaves a blank behind the last line of each paragraph and no other.

    Some tools do, and then a line without that blank goes on in the next one.
    """
    if not lines or lines[0].xs:
        return False
    ended = sum(1 for line in lines if line.text[-1:].isspace())
    return SOME * len(lines) < ended < (1 - SOME) * len(lines)


SOME = 0.1
"""Share of lines that must end either way: a dump that trims all blanks, or none, says nothing."""


def goes_on(line: Line) -> bool:
    """Tell whether a line of a dump whose ends are marked goes on in the next line."""
    return not line.text[-1:].isspace()


RARE = 0.2
"""Share of the distances between lines below which a distance is an exception."""


def cells(line: Line) -> list[Piece]:
    """Cut a line where a gap as wide as that between columns stands in it."""
    if line.xs:
        return [p for p in _cells_by_gap(line) if p.start < p.end]
    return [p for p in _cells_by_blanks(line) if p.start < p.end]


def _cells_by_gap(line: Line) -> Iterator[Piece]:
    start, last, xs = 0, None, line.xs[:]
    limit = CELL_GAP * (line.size or 10.0)
    for index, char in enumerate(line.text):
        if char.isspace():
            continue
        if last is not None and xs[index][0] - xs[last][1] > limit:
            yield Piece(line, start, last + 1).trimmed()
            start = index
        last = index
    yield Piece(line, start, len(line.text)).trimmed()


def _cells_by_blanks(line: Line) -> Iterator[Piece]:
    start, blanks = 0, 0
    for index, char in enumerate(line.text):
        if char == "\t":
            blanks += CELL_BLANKS
        elif char.isspace():
            blanks += 1
        else:
            if blanks >= CELL_BLANKS and start < index - blanks:
                yield Piece(line, start, index).trimmed()
                start = index
            blanks = 0
    yield Piece(line, start, len(line.text)).trimmed()


@dataclass
class Row:
    """Everything on one baseline as one text, whatever lines it was cut into."""

    lines: list[Line]

    @cached_property
    def text(self) -> str:
        """The lines from left to right, one blank between two."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def at(self) -> list[tuple[Line, int] | None]:
        """Line and index of each character of the text, None for a blank put between lines."""
        at: list[tuple[Line, int] | None] = []
        for line in self.lines:
            if at:
                at.append(None)
            at.extend((line, index) for index in range(len(line.text)))
        return at

    @property
    def sheet(self) -> int:
        return self.lines[0].sheet

    @property
    def size(self) -> float:
        """The type size of most letters and figures: leaders are often set smaller."""
        sizes = Counter(
            line.style_at(index).size or 0.0
            for line in self.lines
            for index, char in enumerate(line.text)
            if char.isalnum() and line.xs
        )
        return sizes.most_common(1)[0][0] if sizes else 0.0

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of lines that `text[start:end]` is made of, without blanks at the ends."""
        made: list[Piece] = []
        for place in self.at[start:end]:
            if place is None:
                continue
            line, index = place
            if made and made[-1].line == line and made[-1].end == index:
                made[-1] = Piece(line, made[-1].start, index + 1)
            else:
                made.append(Piece(line, index, index + 1))
        trimmed = [piece.trimmed() for piece in made]
        return tuple(piece for piece in trimmed if piece.start < piece.end)

    def x(self, index: int) -> float:
        """The left edge of a character: points, or the column of a dump."""
        place = self.at[index]
        if place is None:
            return self.x(index + 1)
        line, at = place
        return line.xs[at][0] if line.xs else float(at)

    def x_end(self, index: int) -> float:
        """The right edge of a character."""
        place = self.at[index]
        if place is None:
            return self.x_end(index - 1)
        line, at = place
        return line.xs[at][1] if line.xs else float(at + 1)

    @property
    def first(self) -> int:
        """The index of the first printed character."""
        return len(self.text) - len(self.text.lstrip())

    def wide(self, start: int, end: int) -> bool:
        """Tell whether the blanks `text[start:end]` are a gap between columns.

        In a PDF the gap is measured, in a dump two blanks or a tab make it.
        """
        if start == 0 or end >= len(self.text):
            return False
        line = self.lines[0]
        if line.xs:
            return self.x(end) - self.x_end(start - 1) > WIDE_GAP * (line.size or 10.0)
        blanks = self.text[start:end]
        return len(blanks) >= CELL_BLANKS or "\t" in blanks


WIDE_GAP = 0.9
"""In ems: a tab or a column edge; the blank of justified text stays below."""
SAME_ROW = 3.5
"""Points between baselines of one row of a list; labels are set in other fonts than titles, and
cells aligned at the top differ by the ascents of their fonts, up to 2.5."""


def rows(lines: Sequence[Line]) -> list[Row]:
    """Gather lines into rows: all lines of a page on one baseline, from left to right."""
    made: list[Row] = []
    for line in lines:
        last = made[-1].lines[-1] if made else None
        same = (
            last is not None
            and bool(line.xs)
            and last.sheet == line.sheet
            and abs(last.baseline - line.baseline) <= SAME_ROW
        )
        if same:
            made[-1].lines.append(line)
        else:
            made.append(Row([line]))
    for row in made:
        if len(row.lines) > 1:
            row.lines.sort(key=lambda line: (line.xs[0][0] if line.xs else 0.0, line.number))
    return made
