"""Figures: caption, the words inside the drawing, notes and sources.

What both doors share: the figure itself, captions and remarks, and how a line inside a figure
falls into labels. `figures_drawn` finds figures on pages, `figures_running` in dumps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece, Sheet
from reportparse.layout.pictures import (
    PICTURE_SLACK,
)
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.captions import CaptionLabel, read_caption_label
from reportparse.provenance import Box

TITLE_SIZE = 1.15
"""Type of a figure's title against the body's, at most: headings are bigger."""
LABEL_GAP = 1.2
"""Ems: two labels on one line are further apart than words are."""

KEY_SIGNS = "■□●○▪▫◆◇▲△▼▽★☆"
"""Signs that stand for a colour or a line in a legend."""

_WIDE = compiled(r"[\s\u3000]{2,}")
_COUNTED = compiled(r"(?<=[：:]\s?\d[\d\s,.]*)\s+(?=\p{Han}[^：:]*[：:])")


@frozen_record
class Figure:
    """One figure, its print in pieces. `boxes` are the drawings, with their pages."""

    caption: Piece | None
    number: str | None
    title: tuple[Piece, ...]
    labels: tuple[tuple[Piece, ...], ...]
    notes: tuple[tuple[Piece, ...], ...]
    sources: tuple[tuple[Piece, ...], ...]
    boxes: tuple[tuple[int, Box], ...]
    kind: str

    def all_pieces(self) -> Iterator[Piece]:
        if self.caption is not None:
            yield self.caption
        yield from self.title
        for group in (*self.labels, *self.notes, *self.sources):
            yield from group


@dataclass(slots=True)
class FigureDraft:
    """A figure in the making."""

    caption: Piece | None
    number: str | None
    title: list[Piece]
    labels: list[Line]
    remarks: list[list[Piece]]
    boxes: list[tuple[int, Box]]
    kinds: set[str]

    def finished(self) -> Figure:
        labels = tuple(
            group for line in sorted(self.labels, key=_reading) for group in split_labels(line)
        )
        notes = tuple(tuple(r) for r in self.remarks if not is_source(r[0].text))
        sources = tuple(tuple(r) for r in self.remarks if is_source(r[0].text))
        kind = "unknown" if not self.kinds else "mixed" if len(self.kinds) > 1 else ""
        return Figure(
            self.caption,
            self.number,
            tuple(self.title),
            labels,
            notes,
            sources,
            tuple(self.boxes),
            kind or next(iter(self.kinds)),
        )


def _reading(line: Line) -> tuple[int, float, float]:
    if line.box is None:
        return line.sheet, float(line.number), 0.0
    return line.sheet, line.box.top, line.box.x0


def is_source(text: str) -> bool:
    """Tell whether a line names the source of a figure or table."""
    return any(text in words(language).source for language in LANGUAGES)


def is_remark(text: str) -> bool:
    """Tell whether a line begins a remark or names a source."""
    return is_source(text) or any(text in words(language).note for language in LANGUAGES)


def figure_caption(text: str) -> CaptionLabel | None:
    """The label of a figure's caption at the start of a line, or None."""
    label = read_caption_label(text)
    return label if label is not None and label.kind == "figure" else None


def split_labels(line: Line) -> list[tuple[Piece, ...]]:
    """Cut a line inside a figure into its labels, at gaps wider than a word's.

    >>> line = Line(0, 1, "非洲   亚洲和太平洋   总数：7 865 包括：2 818", tuple(range(30)))
    >>> [piece.text for group in split_labels(line) for piece in group]
    ['非洲', '亚洲和太平洋', '总数：7 865', '包括：2 818']
    """
    cuts = {found.start() for found in _WIDE.finditer(line.text)}
    cuts |= {found.start() for found in _COUNTED.finditer(line.text)}
    if line.xs:
        for index, char in enumerate(line.text):
            wide = line.xs[index][1] - line.xs[index][0] > LABEL_GAP * (line.size or 10.0)
            if char.isspace() and wide:
                cuts.add(index)
    pieces: list[tuple[Piece, ...]] = []
    start = 0
    for cut in [*sorted(cuts), len(line.text)]:
        piece = Piece(line, start, cut).trimmed()
        if piece.text:
            pieces.append(_without_key(piece))
        start = cut
    return pieces


def _without_key(piece: Piece) -> tuple[Piece, ...]:
    """The sign of a legend (a coloured square) as a piece of its own before the words."""
    end = piece.start
    while end < piece.end and (piece.line.text[end] in KEY_SIGNS or piece.line.text[end] == " "):
        end += 1
    if end == piece.start or end == piece.end:
        return (piece,)
    return Piece(piece.line, piece.start, end).trimmed(), Piece(piece.line, end, piece.end)


def without_figures(sheets: Sequence[Sheet], figures: Sequence[Figure]) -> tuple[Sheet, ...]:
    """The sheets without the lines of figures and without the rules inside their drawings."""
    used = {piece.line.number for figure in figures for piece in figure.all_pieces()}
    boxes: dict[int, list[Box]] = {}
    for figure in figures:
        for number, box in figure.boxes:
            boxes.setdefault(number, []).append(box)
    return tuple(
        replace(
            sheet,
            lines=tuple(line for line in sheet.lines if line.number not in used),
            rules=tuple(
                rule
                for rule in sheet.rules
                if not any(b.holds(rule.box, PICTURE_SLACK) for b in boxes.get(sheet.number, ()))
            ),
        )
        for sheet in sheets
    )
