"""Glyphs to lines of print; dump lines to the same.

A line is everything that stands on one baseline. Tops are no help, since several fonts meet on a
line; superscripts stand on a baseline of their own and are brought back to the line they belong
to. The order inside a line is that of the glyphs' origins, never of their boxes: compressed
Chinese punctuation overlaps its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reportparse.layout.model import INFERRED, Line, Run, Sheet, Style
from reportparse.layout.raised import settle_alone, settle_marks
from reportparse.layout.strands import Row, axes, edges, rows_of, sides, strands_of
from reportparse.notation.spacing import is_cjk
from reportparse.pages.model import Dump, Glyph, Page
from reportparse.provenance import Box

WORD_GAP = 0.19
"""In ems: the narrowest blank between words or digit groups; dense tables show 0.2."""
LETTER_GAP = 0.03
"""In ems: letters of a word that is not letter-spaced touch, up to rounding and kerning."""
SPACED_WORD_GAP = 0.35
"""In ems: where real blanks separate words, a smaller gap is letter-spacing."""
SIDEWAYS_GAP = 1.5
"""In ems: sideways print is labels of charts and heads of tables, not running text."""
WIDE_BLANK = 0.8
"""In ems: a blank between words is at most this wide, also in lines set to full width; a wider one
parts things, as several blanks do in a text. Twice that in a letter-spaced line."""
CHINESE_GAP = 0.5
"""In ems: Chinese glyphs stand on a grid; only a wider hole is a blank."""


def _parted(row: Row) -> list[Row]:
    """Cut a sideways row where its strands are far apart: labels of a chart, each its own."""
    rows: list[Row] = []
    for strand in sorted(row.strands, key=lambda s: s.x0):
        if rows and strand.x0 - rows[-1].strands[-1].x1 <= SIDEWAYS_GAP * strand.size:
            rows[-1].strands.append(strand)
        else:
            rows.append(Row(row.baseline, row.size, [strand]))
    return rows


def _ordered(page: Page, row: Row) -> list[tuple[int, bool]]:
    """Glyph indices of a row along the line, each with whether it is raised."""
    keyed: list[tuple[float, int, int, bool]] = []
    for strand in row.strands:
        reach = float("-inf")
        for index in strand.glyphs:
            reach = max(reach, axes(page.glyphs[index])[0])
            keyed.append((reach, strand.order, index, strand.raised))
    keyed.sort(key=lambda k: (k[0], k[1], k[2]))
    return _one_blank([(index, raised) for _, _, index, raised in keyed], page.glyphs)


def _one_blank(
    ordered: Sequence[tuple[int, bool]], glyphs: Sequence[Glyph]
) -> list[tuple[int, bool]]:
    """Keep one blank of several in a row, and none at either end of the line.

    With how many blanks a producer covered a distance cannot be seen in print, and the libraries
    that read PDFs do not agree about it.
    """
    kept: list[tuple[int, bool]] = []
    behind_blank = True
    for mark in ordered:
        blank = glyphs[mark[0]].text.isspace()
        if not (blank and behind_blank):
            kept.append(mark)
        behind_blank = blank
    while kept and glyphs[kept[-1][0]].text.isspace():
        kept.pop()
    return kept


class _Styles:
    """One Style object per look, so that equal looks are the same object."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Style] = {}

    def of(self, glyph: Glyph, raised: bool) -> Style:
        size = round(glyph.size, 1)
        key = (size, glyph.font, glyph.bold, glyph.italic, raised, glyph.tag)
        style = self._known.get(key)
        if style is None:
            style = Style(size, glyph.font, glyph.bold, glyph.italic, raised, glyph.tag)
            self._known[key] = style
        return style


def _word_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap in ems from which two Latin glyphs of this row are two words.

    Where the row prints real blanks between Latin words, only a wide hole is another one, so
    that letter-spaced English keeps its words.
    """
    if not _spaced_out(glyphs):
        return WORD_GAP
    blanks = sum(
        1
        for left, mid, right in zip(glyphs, glyphs[1:], glyphs[2:], strict=False)
        if mid.text.isspace() and left.text.isalpha() and right.text.isalpha()
    )
    return SPACED_WORD_GAP if blanks else WORD_GAP


def _spaced_out(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether the Latin letters of a row stand apart, at least in a part of it."""
    gaps = sorted(
        (edges(right)[0] - edges(left)[1]) / max(left.size, 0.1)
        for left, right in pairwise(glyphs)
        if left.text.isalnum() and right.text.isalnum() and left.text.isascii()
    )
    return bool(gaps) and gaps[len(gaps) * 3 // 4] > LETTER_GAP


def _line(page: Page, row: Row, number: int, styles: _Styles) -> Line:
    chars: list[str] = []
    origin: list[int] = []
    xs: list[tuple[float, float]] = []
    ys: list[tuple[float, float]] = []
    runs: list[Run] = []
    ordered = _ordered(page, row)
    glyphs = [page.glyphs[i] for i, _ in ordered]
    word_gap = _word_gap(glyphs)
    last: Glyph | None = None
    inked: Glyph | None = None
    for index, raised in ordered:
        glyph = page.glyphs[index]
        x0, x1 = edges(glyph)
        if inked is not None and last is not None and _hole(inked, last, glyph, word_gap):
            chars.append(" ")
            origin.append(INFERRED)
            xs.append((edges(last)[1], x0))
            ys.append(ys[-1])
        style = styles.of(glyph, raised)
        start = len(chars)
        for char in glyph.text:
            chars.append(char)
            origin.append(index)
            xs.append((x0, x1))
            ys.append(sides(glyph))
        if runs and runs[-1].style is style and runs[-1].end == start:
            runs[-1] = Run(runs[-1].start, len(chars), style)
        else:
            runs.append(Run(start, len(chars), style))
        last = glyph
        if not glyph.text.isspace():
            inked = glyph
    printed = [g for g in glyphs if not g.text.isspace()]
    box = Box(
        min(g.box.x0 for g in printed),
        min(g.box.top for g in printed),
        max(g.box.x1 for g in printed),
        max(g.box.bottom for g in printed),
    )
    return Line(
        number=number,
        sheet=page.number,
        text="".join(chars),
        origin=tuple(origin),
        runs=tuple(runs),
        xs=tuple(xs),
        ys=tuple(ys),
        box=box,
        baseline=row.baseline,
        upright=printed[0].upright,
    )


def _hole(inked: Glyph, left: Glyph, right: Glyph, word_gap: float) -> bool:
    """Tell whether an unprinted blank stands between two neighbours.

    Behind a printed blank, one more stands for a wide hole; `inked` is the last glyph before
    `right` that is no blank.
    """
    if right.text.isspace():
        return False
    gap = edges(right)[0] - edges(inked)[1]
    if left.text.isspace():
        spaced = 2 if word_gap == SPACED_WORD_GAP else 1
        return gap > spaced * WIDE_BLANK * max(inked.size, right.size)
    if is_cjk(left.text[-1]) or is_cjk(right.text[0]):
        return gap > CHINESE_GAP * max(left.size, right.size)
    return gap > word_gap * min(max(left.size, 0.1), max(right.size, 0.1))


def lines_of_page(page: Page, first_number: int = 0) -> tuple[Line, ...]:
    """Return the lines of a page from top to bottom, numbered from `first_number`.

    Every printed glyph of the page stands in exactly one line; second strikes of a doubled
    glyph stand in none. Sideways print makes lines of its own, after the upright ones.
    """
    styles = _Styles()
    upright = settle_marks(page, rows_of(strands_of(page, True)))
    upright.sort(key=lambda row: row.baseline)
    settle_alone(page, upright)
    sideways = [part for row in rows_of(strands_of(page, False)) for part in _parted(row)]
    return tuple(
        _line(page, row, first_number + at, styles) for at, row in enumerate(upright + sideways)
    )


def sheets_of_pages(pages: Iterable[Page]) -> Iterator[Sheet]:
    """Turn pages into sheets of lines, one at a time, so that pages can be released."""
    number = 0
    for page in pages:
        lines = lines_of_page(page, number)
        number += len(lines)
        yield Sheet(
            number=page.number,
            lines=lines,
            width=page.width,
            height=page.height,
            rules=page.rules,
            pictures=page.pictures,
            links=page.links,
            tags=page.tags,
        )


def sheets_of_dump(dump: Dump) -> tuple[Sheet, ...]:
    """Turn a dump into sheets: one per form feed, of the lines that are not blank.

    >>> from reportparse.pages.model import Dump, DumpLine
    >>> dump = Dump((DumpLine(1, "一. 导言"), DumpLine(2, " "), DumpLine(3, "1. 文")), "utf-8")
    >>> [(line.row, line.text) for line in sheets_of_dump(dump)[0].lines]
    [(1, '一. 导言'), (3, '1. 文')]
    """
    sheets: dict[int, list[Line]] = {}
    number = 0
    for row in dump.lines:
        lines = sheets.setdefault(row.sheet, [])
        if row.text.strip():
            text = row.text
            lines.append(Line(number, row.sheet, text, tuple(range(len(text))), row=row.number))
            number += 1
    return tuple(Sheet(number, tuple(lines)) for number, lines in sorted(sheets.items()))
