"""Glyphs to lines of print; dump lines to the same.

A line is everything that stands on one baseline. Tops are no help, since several fonts meet on a
line; superscripts stand on a baseline of their own and are brought back to the line they belong
to. The order inside a line is that of the glyphs' origins, never of their boxes: compressed
Chinese punctuation overlaps its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from reportparse.layout.model import INFERRED, Line, Run, Sheet, Style
from reportparse.notation.spacing import is_cjk
from reportparse.pages.model import Dump, Glyph, Page
from reportparse.provenance import Box

SAME_BASELINE = 0.15
"""In ems: fonts of one line differ by rounding only; a raised mark starts at about 0.3."""
BACKSTEP = 0.55
"""In ems: compressed punctuation steps back by at most half a character."""
RAISED_SIZE = 0.8
"""A raised or lowered mark is set at 0.55 to 0.7 of the size of its line."""
RAISED_FROM, RAISED_TO = 0.15, 0.7
"""In ems of the host: measured 0.33 to 0.52, with room for odd producers."""
LOWERED_TO = 0.35
"""In ems of the host: subscripts sink by 0.1 to 0.3."""
MARK_GAP = 0.75
"""In ems of the host: a mark stands right behind its word, or one blank behind it."""
NOTE_MARK_GAP = 2.6
"""In ems of the host: the number of a note stands before the text, a tab away."""
MARK = regex.compile(r"\d{1,3}|\p{Ll}|[*†‡]{1,3}")
"""What may be a marker alone on its line."""
LEAST_PITCH, MOST_PITCH = 1.2, 2.2
"""In ems: how far apart the lines of a paragraph stand."""
EDGE = 0.5
"""In ems: how far from the left edge of the line above a mark that is alone may stand."""
CELL_GAP = 1.0
"""In ems: words of one cell stand nearer to each other, words of two cells seldom do."""
WORD_GAP = 0.19
"""In ems: the narrowest blank between words or digit groups; dense tables show 0.2."""
LETTER_GAP = 0.03
"""In ems: letters of a word that is not letter-spaced touch, up to rounding and kerning."""
SPACED_WORD_GAP = 0.35
"""In ems: where real blanks separate words, a smaller gap is letter-spacing."""
SIDEWAYS_GAP = 1.5
"""In ems: sideways print is labels of charts and heads of tables, not running text."""
CHINESE_GAP = 0.5
"""In ems: Chinese glyphs stand on a grid; only a wider hole is a blank."""


@dataclass(slots=True)
class _Strand:
    """Glyphs that follow one another on one baseline, in stream order."""

    size: float
    baseline: float
    order: int
    glyphs: list[int] = field(default_factory=list)
    raised: bool = False
    x0: float = 0.0
    x1: float = 0.0


@dataclass(slots=True)
class _Row:
    """Strands on one baseline."""

    baseline: float
    size: float
    strands: list[_Strand]


def _strands(page: Page, upright: bool) -> list[_Strand]:
    strands: list[_Strand] = []
    last: _Strand | None = None
    end = 0.0
    for index, glyph in enumerate(page.glyphs):
        if glyph.upright is not upright or glyph.double:
            continue
        x, baseline = _axes(glyph)
        if (
            last is None
            or abs(baseline - last.baseline) > SAME_BASELINE * 0.5 * glyph.size
            or abs(glyph.size - last.size) > 0.12 * last.size
            or x < end - BACKSTEP * glyph.size
        ):
            last = _Strand(glyph.size, baseline, len(strands))
            last.x0 = x
            strands.append(last)
        last.glyphs.append(index)
        end = x
    for strand in strands:
        inked = [page.glyphs[i] for i in strand.glyphs if not page.glyphs[i].text.isspace()] or [
            page.glyphs[i] for i in strand.glyphs
        ]
        edges = [_edges(glyph) for glyph in inked]
        strand.x0, strand.x1 = min(e[0] for e in edges), max(e[1] for e in edges)
    return [s for s in strands if any(not page.glyphs[i].text.isspace() for i in s.glyphs)]


def _axes(glyph: Glyph) -> tuple[float, float]:
    """Along and across the direction of writing."""
    if glyph.upright:
        return glyph.x, glyph.baseline
    return -glyph.baseline, glyph.x


def _edges(glyph: Glyph) -> tuple[float, float]:
    if glyph.upright:
        return glyph.box.x0, glyph.box.x1
    return -glyph.box.bottom, -glyph.box.top


def _sides(glyph: Glyph) -> tuple[float, float]:
    """The extent of a glyph across the direction of writing."""
    if glyph.upright:
        return glyph.box.top, glyph.box.bottom
    return glyph.box.x0, glyph.box.x1


def _rows(strands: list[_Strand]) -> list[_Row]:
    rows: list[_Row] = []
    for strand in sorted(strands, key=lambda s: (s.baseline, s.order)):
        row = rows[-1] if rows else None
        if row and abs(strand.baseline - row.baseline) <= SAME_BASELINE * min(
            strand.size, row.size
        ):
            row.strands.append(strand)
            row.size = max(row.size, strand.size)
        else:
            rows.append(_Row(strand.baseline, strand.size, [strand]))
    return rows


def _parted(row: _Row) -> list[_Row]:
    """Cut a sideways row where its strands are far apart: labels of a chart, each its own."""
    rows: list[_Row] = []
    for strand in sorted(row.strands, key=lambda s: s.x0):
        if rows and strand.x0 - rows[-1].strands[-1].x1 <= SIDEWAYS_GAP * strand.size:
            rows[-1].strands.append(strand)
        else:
            rows.append(_Row(row.baseline, row.size, [strand]))
    return rows


def _settle_marks(rows: list[_Row]) -> list[_Row]:
    """Move raised and lowered strands to the row that they belong to."""
    baselines = [row.baseline for row in rows]
    for row in rows:
        kept: list[_Strand] = []
        for strand in row.strands:
            host = _host(strand, rows, baselines, row)
            if host is None:
                kept.append(strand)
            else:
                strand.raised = strand.baseline < host.baseline
                host.strands.append(strand)
        row.strands = kept
    return [row for row in rows if row.strands]


def _settle_alone(page: Page, rows: list[_Row]) -> None:
    """Mark as raised what is alone on a line because its word just filled the line before.

    Such a line holds nothing but small marks at an edge of the text or of their cells, and stands
    nearer to the line above than the lines of that paragraph stand to each other.
    """
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        if row.size > RAISED_SIZE * above.size:
            continue
        texts = ("".join(page.glyphs[i].text for i in strand.glyphs) for strand in row.strands)
        if not all(MARK.fullmatch(text.strip()) for text in texts):
            continue
        gap = above.baseline - rows[at - 2].baseline if at > 1 else 0.0
        pitch = gap if LEAST_PITCH <= gap / above.size <= MOST_PITCH else LEAST_PITCH * above.size
        if row.baseline - above.baseline >= pitch - RAISED_FROM * above.size:
            continue
        if all(_at_an_edge(page, strand, above) for strand in row.strands):
            for strand in row.strands:
                strand.raised = True


def _at_an_edge(page: Page, mark: _Strand, above: _Row) -> bool:
    """Tell whether a mark stands at the left edge of the line above, or is flush with a cell."""
    glyphs = [page.glyphs[index] for strand in above.strands for index in strand.glyphs]
    cells: list[tuple[float, float]] = []
    for start, end in sorted(_edges(glyph) for glyph in glyphs if not glyph.text.isspace()):
        if cells and start - cells[-1][1] <= CELL_GAP * above.size:
            cells[-1] = cells[-1][0], max(cells[-1][1], end)
        else:
            cells.append((start, end))
    reach = EDGE * above.size
    if abs(mark.x0 - cells[0][0]) <= reach:
        return True
    return len(cells) > 1 and any(
        min(abs(mark.x0 - x0), abs(mark.x1 - x1), abs(mark.x0 + mark.x1 - x0 - x1) / 2) <= reach
        for x0, x1 in cells
    )


def _host(strand: _Strand, rows: list[_Row], baselines: list[float], own: _Row) -> _Row | None:
    reach = RAISED_TO * strand.size / 0.5
    at = bisect_left(baselines, strand.baseline - LOWERED_TO * strand.size / 0.5)
    best: tuple[float, _Row] | None = None
    while at < len(rows) and baselines[at] <= strand.baseline + reach:
        row = rows[at]
        at += 1
        if row is own or not row.strands:
            continue
        shift = row.baseline - strand.baseline
        for other in row.strands:
            if other.raised or strand.size > RAISED_SIZE * other.size:
                continue
            low, high = RAISED_FROM * other.size, RAISED_TO * other.size
            if not (low <= shift <= high or -LOWERED_TO * other.size <= shift < 0):
                continue
            gap = _gap(strand, other)
            if gap is None:
                continue
            score = abs(shift) + 2 * max(gap, 0)
            if best is None or score < best[0]:
                best = (score, row)
    return best[1] if best else None


def _gap(mark: _Strand, host: _Strand) -> float | None:
    """The distance in points between a mark and its host, None where it is too far away."""
    if host.x0 - 0.3 * host.size <= mark.x0 <= host.x1 + MARK_GAP * host.size:
        return max(0.0, mark.x0 - host.x1)
    if -0.3 * host.size <= host.x0 - mark.x1 <= NOTE_MARK_GAP * host.size:
        return max(0.0, host.x0 - mark.x1)
    return None


def _ordered(page: Page, row: _Row) -> list[tuple[int, bool]]:
    """Glyph indices of a row along the line, each with whether it is raised."""
    keyed: list[tuple[float, int, int, bool]] = []
    for strand in row.strands:
        reach = float("-inf")
        for index in strand.glyphs:
            reach = max(reach, _axes(page.glyphs[index])[0])
            keyed.append((reach, strand.order, index, strand.raised))
    keyed.sort(key=lambda k: (k[0], k[1], k[2]))
    return [(index, raised) for _, _, index, raised in keyed]


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
        (_edges(right)[0] - _edges(left)[1]) / max(left.size, 0.1)
        for left, right in pairwise(glyphs)
        if left.text.isalnum() and right.text.isalnum() and left.text.isascii()
    )
    return bool(gaps) and gaps[len(gaps) * 3 // 4] > LETTER_GAP


def _line(page: Page, row: _Row, number: int, styles: _Styles) -> Line:
    chars: list[str] = []
    origin: list[int] = []
    xs: list[tuple[float, float]] = []
    ys: list[tuple[float, float]] = []
    runs: list[Run] = []
    ordered = _ordered(page, row)
    glyphs = [page.glyphs[i] for i, _ in ordered]
    word_gap = _word_gap(glyphs)
    last: Glyph | None = None
    for index, raised in ordered:
        glyph = page.glyphs[index]
        x0, x1 = _edges(glyph)
        if last is not None and _hole(last, glyph, word_gap):
            chars.append(" ")
            origin.append(INFERRED)
            xs.append((_edges(last)[1], x0))
            ys.append(ys[-1])
        style = styles.of(glyph, raised)
        start = len(chars)
        for char in glyph.text:
            chars.append(char)
            origin.append(index)
            xs.append((x0, x1))
            ys.append(_sides(glyph))
        if runs and runs[-1].style is style and runs[-1].end == start:
            runs[-1] = Run(runs[-1].start, len(chars), style)
        else:
            runs.append(Run(start, len(chars), style))
        last = glyph
    inked = [g for g in glyphs if not g.text.isspace()]
    box = Box(
        min(g.box.x0 for g in inked),
        min(g.box.top for g in inked),
        max(g.box.x1 for g in inked),
        max(g.box.bottom for g in inked),
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
        upright=inked[0].upright,
    )


def _hole(left: Glyph, right: Glyph, word_gap: float) -> bool:
    """Tell whether an unprinted blank stands between two neighbours."""
    if left.text.isspace() or right.text.isspace():
        return _edges(right)[0] - _edges(left)[1] > 1.5 * max(left.size, right.size)
    gap = _edges(right)[0] - _edges(left)[1]
    if is_cjk(left.text[-1]) or is_cjk(right.text[0]):
        return gap > CHINESE_GAP * max(left.size, right.size)
    return gap > word_gap * min(max(left.size, 0.1), max(right.size, 0.1))


def lines_of_page(page: Page, first_number: int = 0) -> tuple[Line, ...]:
    """Return the lines of a page from top to bottom, numbered from `first_number`.

    Every printed glyph of the page stands in exactly one line; second strikes of a doubled
    glyph stand in none. Sideways print makes lines of its own, after the upright ones.
    """
    styles = _Styles()
    upright = _settle_marks(_rows(_strands(page, True)))
    upright.sort(key=lambda row: row.baseline)
    _settle_alone(page, upright)
    sideways = [part for row in _rows(_strands(page, False)) for part in _parted(row)]
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
