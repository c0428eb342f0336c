"""Glyphs to lines of print; dump lines to the same.

A line is everything that stands on one baseline. Tops are no help, since several fonts meet on a
line; superscripts stand on a baseline of their own and are brought back to the line they belong
to. The order inside a line is that of the glyphs' origins, never of their boxes: compressed
Chinese punctuation overlaps its neighbours.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import TypeVar

from reportparse.layout.edges import Edges, heights
from reportparse.layout.model import INFERRED, Line, Run, Sheet, Style
from reportparse.layout.raised import settle_alone, settle_marks
from reportparse.layout.strands import Row, axes, reaches, rows_of, sides, strands_of
from reportparse.notation.spacing import is_cjk
from reportparse.pages.model import Dump, Glyph, Page
from reportparse.provenance import Box

_T = TypeVar("_T")

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

SMALL = 1 << 15
"""Numbers below fit into two bytes."""


def _parted(row: Row) -> list[Row]:
    """Cut a sideways row where its strands are far apart: labels of a chart, each its own."""
    rows: list[Row] = []
    for strand in sorted(row.strands, key=lambda s: s.x0):
        if rows and strand.x0 - rows[-1].strands[-1].x1 <= SIDEWAYS_GAP * strand.size:
            rows[-1].strands.append(strand)
        else:
            rows.append(Row(row.baseline, row.size, [strand]))
    return rows


def _ordered(page: Page, row: Row) -> tuple[list[int], list[bool]]:
    """Glyph indices of a row along the line, and whether each glyph is raised."""
    if len(row.strands) == 1:
        strand = row.strands[0]
        raised = [strand.raised] * len(strand.glyphs)
        return _one_blank(strand.glyphs, raised, page.glyphs)
    keyed: list[tuple[float, int, int, bool]] = []
    for strand in row.strands:
        reach = float("-inf")
        for index in strand.glyphs:
            reach = max(reach, axes(page.glyphs[index])[0])
            keyed.append((reach, strand.order, index, strand.raised))
    keyed.sort(key=lambda k: (k[0], k[1], k[2]))
    indices = [index for _, _, index, _ in keyed]
    return _one_blank(indices, [raised for _, _, _, raised in keyed], page.glyphs)


def _one_blank(
    indices: list[int], raised: list[bool], glyphs: Sequence[Glyph]
) -> tuple[list[int], list[bool]]:
    """Keep one blank of several in a row, and none at either end of the line.

    With how many blanks a producer covered a distance cannot be seen in print, and the libraries
    that read PDFs do not agree about it.
    """
    inked = [not glyphs[index].text.isspace() for index in indices]
    kept = [ink or before for before, ink in pairwise((False, *inked))]
    for at in range(len(inked) - 1, -1, -1):
        if inked[at]:
            break
        kept[at] = False
    if all(kept):
        return indices, raised
    return list(compress(indices, kept)), list(compress(raised, kept))


_Look = tuple[float, str, bool, bool, bool, int | None]
"""What tells the style of a glyph: size, font, bold, italic, raised, tag."""


class _Styles:
    """One Style object per look, so that equal looks are the same object."""

    def __init__(self) -> None:
        self._known: dict[_Look, Style] = {}

    def of(self, look: _Look) -> Style:
        size, font, bold, italic, raised, tag = look
        key = (round(size, 1), font, bold, italic, raised, tag)
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = Style(*key)
        return style


def _holes(glyphs: Sequence[Glyph], reach: Sequence[tuple[float, float]]) -> list[int]:
    """The glyphs of a row before which an unprinted blank stands.

    Where the row prints real blanks between Latin words, only a wide hole is another one, so
    that letter-spaced English keeps its words.
    """
    least = WORD_GAP * min([glyph.size for glyph in glyphs])  # no kind of blank is narrower
    ends = [end for _, end in reach]
    for at, glyph in enumerate(glyphs):
        if glyph.text.isspace():
            ends[at] = ends[at - 1]  # the hole begins where the ink before the blank ends
    found = [
        (at, gap)
        for at, end in enumerate(ends[:-1], 1)
        if (gap := reach[at][0] - end) > least and _is_hole(glyphs, at, gap, spaced=False)
    ]
    if not found or not _is_letter_spaced(glyphs, reach):
        return [at for at, _ in found]
    return [at for at, gap in found if _is_hole(glyphs, at, gap, spaced=True)]


def _is_hole(glyphs: Sequence[Glyph], at: int, gap: float, *, spaced: bool) -> bool:
    """Tell whether an unprinted blank stands before a glyph, `gap` points behind the last ink.

    Behind a printed blank, one more stands for a wide hole. `spaced` tells of a letter-spaced row.
    """
    left, right = glyphs[at - 1], glyphs[at]
    if right.text.isspace():
        return False
    if left.text.isspace():
        widest = WIDE_BLANK * max(glyphs[at - 2].size, right.size)
        return gap > (2 * widest if spaced else widest)
    if is_cjk(left.text[-1]) or is_cjk(right.text[0]):
        return gap > CHINESE_GAP * max(left.size, right.size)
    word_gap = SPACED_WORD_GAP if spaced else WORD_GAP
    return gap > word_gap * min(max(left.size, 0.1), max(right.size, 0.1))


def _is_letter_spaced(glyphs: Sequence[Glyph], reach: Sequence[tuple[float, float]]) -> bool:
    """Tell whether letters stand apart in a part of the row at least, and blanks part words."""
    gaps = sorted(
        (reach[at][0] - reach[at - 1][1]) / max(left.size, 0.1)
        for at, (left, right) in enumerate(pairwise(glyphs), 1)
        if left.text.isalnum() and right.text.isalnum() and left.text.isascii()
    )
    if not gaps or gaps[len(gaps) * 3 // 4] <= LETTER_GAP:
        return False
    return any(
        mid.text.isspace() and left.text.isalpha() and right.text.isalpha()
        for left, mid, right in zip(glyphs, glyphs[1:], glyphs[2:], strict=False)
    )


def _line(page: Page, row: Row, number: int, styles: _Styles) -> Line:
    indices, raised = _ordered(page, row)
    glyphs = [page.glyphs[index] for index in indices]
    texts = [glyph.text for glyph in glyphs]
    upright = glyphs[0].upright
    reach, across = reaches(glyphs, upright), sides(glyphs, upright)
    holes = frozenset(_holes(glyphs, reach))
    looks = [
        (glyph.size, glyph.font, glyph.bold, glyph.italic, up, glyph.tag)
        for glyph, up in zip(glyphs, raised, strict=True)
    ]
    changes = [at for at, (before, after) in enumerate(pairwise(looks), 1) if before != after]
    text = ""
    origin: list[int] = []
    xs: list[tuple[float, float]] = []
    ys: list[tuple[float, float]] = []
    runs: list[Run] = []
    for start, end in pairwise(sorted({0, *holes, *changes, len(glyphs)})):
        if start in holes:
            text += " "
            origin.append(INFERRED)
            xs.append((reach[start - 1][1], reach[start][0]))
            ys.append(across[start - 1])
        first, style = len(text), styles.of(looks[start])
        own = texts[start:end]
        text += "".join(own)
        origin += _each(indices[start:end], own)
        xs += _each(reach[start:end], own)
        ys += _each(across[start:end], own)
        if runs and runs[-1].end == first and runs[-1].style is style:
            runs[-1] = Run(runs[-1].start, len(text), style)
        else:
            runs.append(Run(first, len(text), style))
    return Line(
        number=number,
        sheet=page.number,
        text=text,
        origin=_indices(origin),
        runs=tuple(runs),
        xs=Edges(xs),
        ys=heights(ys),
        box=_around(texts, reach, across, upright),
        baseline=row.baseline,
        upright=upright,
    )


def _indices(origin: list[int]) -> Sequence[int]:
    """The indices of glyphs, packed: most lines are drawn from end to end."""
    first, last = origin[0], origin[-1]
    if last - first == len(origin) - 1 and origin == list(range(first, last + 1)):
        return range(first, last + 1)
    return array("h" if max(origin) < SMALL else "i", origin)


def _each(values: list[_T], texts: list[str]) -> list[_T]:
    """What holds of glyphs, for each of their characters: a ligature has several."""
    if set(map(len, texts)) == {1}:
        return values
    return [value for value, text in zip(values, texts, strict=True) for _ in text]


def _around(
    texts: Sequence[str],
    reach: Sequence[tuple[float, float]],
    across: Sequence[tuple[float, float]],
    upright: bool,
) -> Box:
    """The box around the printed glyphs of a line."""
    inked = [not text.isspace() for text in texts]
    starts, ends = zip(*compress(reach, inked), strict=True)
    highs, lows = zip(*compress(across, inked), strict=True)
    if upright:
        return Box(min(starts), min(highs), max(ends), max(lows))
    return Box(min(highs), -max(ends), max(lows), -min(starts))


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
            lines.append(Line(number, row.sheet, text, range(len(text)), row=row.number))
            number += 1
    return tuple(Sheet(number, tuple(lines)) for number, lines in sorted(sheets.items()))
