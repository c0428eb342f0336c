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
from operator import attrgetter
from typing import TypeVar

from reportparse.layout.edges import Edges, heights
from reportparse.layout.holes import holes_of
from reportparse.layout.model import INFERRED, Line, Run, Sheet, Style
from reportparse.layout.raised import settle_alone, settle_marks
from reportparse.layout.strands import Row, rows_of, strands_of
from reportparse.layout.stream import Raised, Stream, changes, streams_of
from reportparse.pages.glyphs import Setting
from reportparse.pages.model import Dump, Page
from reportparse.provenance import Box

_T = TypeVar("_T")

SIDEWAYS_GAP = 1.5
"""In ems: sideways print is labels of charts and heads of tables, not running text."""

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


def _ordered(stream: Stream, row: Row) -> Sequence[int]:
    """The places of a row's glyphs in the stream along the line, without blanks at its ends."""
    strands = sorted(row.strands, key=lambda strand: stream.starts[strand.start])
    order: Sequence[int]
    if len(strands) == 1:
        order = range(strands[0].start, strands[0].end)
    elif any(
        max(stream.starts[before.start : before.end]) >= stream.starts[strand.start]
        for before, strand in pairwise(strands)
    ):
        order = _interleaved(stream, row)
    elif any(before.end != strand.start for before, strand in pairwise(strands)):
        order = [at for strand in strands for at in range(strand.start, strand.end)]
    else:
        order = range(strands[0].start, strands[-1].end)
    start, end = 0, len(order)
    while not stream.ink[order[start]]:
        start += 1
    while not stream.ink[order[end - 1]]:
        end -= 1
    return order[start:end]


def _interleaved(stream: Stream, row: Row) -> list[int]:
    """The order of a row whose strands do not stand one behind another."""
    keyed: list[tuple[float, int]] = []
    for strand in row.strands:
        reach = float("-inf")
        for at in range(strand.start, strand.end):
            reach = max(reach, stream.starts[at])
            keyed.append((reach, at))
    return [at for _, at in sorted(keyed)]


def _set(stream: Stream, row: Row) -> Stream:
    """The glyphs of a row along the line, the raised ones looking raised.

    One blank of several in a row is kept, and none at either end of the line: with how many
    blanks a producer covered a distance cannot be seen in print, and the libraries that read PDFs
    do not agree about it.
    """
    order = _ordered(stream, row)
    one = isinstance(order, range)
    line = stream.part(order[0], order[-1] + 1) if one else stream.taken(order)
    text = "".join(line.texts)
    if " ".join(text.split()) != text:
        kept = [ink or before for before, ink in pairwise((False, *line.ink))]
        order = list(compress(order, kept))
        line = stream.taken(order)
    raised = [strand for strand in row.strands if strand.raised]
    if raised:
        up = {at for strand in raised for at in range(strand.start, strand.end)}
        line.settings[:] = [
            _raised(own) if at in up else own for at, own in zip(order, line.settings, strict=True)
        ]
    return line


_FIELDS = attrgetter(*Setting.__slots__)


def _raised(own: Setting) -> Raised:
    return Raised(*_FIELDS(own))


class _Styles:
    """One Style object per look, so that equal looks are the same object."""

    def __init__(self) -> None:
        self._seen: dict[Setting, Style] = {}
        self._alike: dict[tuple[object, ...], Style] = {}
        self._known: dict[Style, Style] = {}

    def of(self, own: Setting) -> Style:
        style = self._seen.get(own)
        if style is None:
            raised = own.__class__ is Raised
            look = own.size, own.font, own.bold, own.italic, raised, own.tag
            style = self._alike.get(look)
            if style is None:
                style = Style(round(own.size, 1), *look[1:])
                style = self._alike[look] = self._known.setdefault(style, style)
            self._seen[own] = style
        return style


def _line(stream: Stream, row: Row, sheet: int, number: int, styles: _Styles) -> Line:
    glyphs = _set(stream, row)
    origin, texts, left, right = list(glyphs.at), glyphs.texts, glyphs.left, glyphs.right
    settings: list[Setting | None] = [*glyphs.settings]
    for at in reversed(holes_of(glyphs)):
        origin.insert(at, INFERRED)
        texts.insert(at, " ")
        settings.insert(at, None)
        end, start = right[at - 1], left[at]
        left.insert(at, end)
        right.insert(at, start)
    text = "".join(texts)
    if len(text) > len(texts):
        origin, settings = _each(origin, texts), _each(settings, texts)
        left, right = _each(left, texts), _each(right, texts)
    runs, extents, inked = _runs(text, settings, styles)
    return Line(
        number=number,
        sheet=sheet,
        text=text,
        origin=_indices(origin),
        runs=tuple(runs),
        xs=Edges(left, right),
        ys=heights(*extents),
        box=_around(row, inked, stream.upright),
        baseline=row.baseline,
        upright=stream.upright,
    )


def _indices(origin: list[int]) -> Sequence[int]:
    """The indices of glyphs, packed: most lines are drawn from end to end."""
    first, last = origin[0], origin[-1]
    if last - first == len(origin) - 1 and origin == list(range(first, last + 1)):
        return range(first, last + 1)
    return array("h" if max(origin) < SMALL else "i", origin)


def _each(values: list[_T], texts: list[str]) -> list[_T]:
    """What holds of glyphs, for each of their characters: a ligature has several."""
    return [value for value, text in zip(values, texts, strict=True) for _ in text]


_Extent = tuple[float, float]


def _runs(
    text: str, settings: list[Setting | None], styles: _Styles
) -> tuple[list[Run], tuple[list[_Extent], list[int]], list[_Extent]]:
    """The runs of a line; the extents of its characters across it, with how many have each; and
    those of printed ones.

    An inferred blank has no setting. It stands in no run, and is as high as what is before it.
    """
    runs: list[Run] = []
    extents: list[_Extent] = []
    counts: list[int] = []
    inked: list[_Extent] = []
    for start, end in pairwise((0, *changes(settings), len(settings))):
        own = settings[start]
        if own is None:
            counts[-1] += 1
            continue
        extent = own.top, own.bottom
        extents.append(extent)
        counts.append(end - start)
        if not text[start:end].isspace():
            inked.append(extent)
        style = styles.of(own)
        if runs and runs[-1].end == start and runs[-1].style is style:
            runs[-1] = Run(runs[-1].start, end, style)
        else:
            runs.append(Run(start, end, style))
    return runs, (extents, counts), inked


def _around(row: Row, across: Sequence[_Extent], upright: bool) -> Box:
    """The box around the printed glyphs of a line."""
    start, end = min([s.x0 for s in row.strands]), max([s.x1 for s in row.strands])
    high, low = min([high for high, _ in across]), max([low for _, low in across])
    return Box(start, high, end, low) if upright else Box(high, -end, low, -start)


def lines_of_page(page: Page, first_number: int = 0) -> tuple[Line, ...]:
    """Return the lines of a page from top to bottom, numbered from `first_number`.

    Every printed glyph of the page stands in exactly one line; second strikes of a doubled
    glyph stand in none. Sideways print makes lines of its own, after the upright ones.
    """
    styles = _Styles()
    upright, sideways = streams_of(page)
    rows = settle_marks(rows_of(strands_of(upright)), page.rules)
    rows.sort(key=lambda row: row.baseline)
    settle_alone(rows, upright)
    set_rows = [(upright, row) for row in rows]
    set_rows += [(sideways, part) for row in rows_of(strands_of(sideways)) for part in _parted(row)]
    return tuple(
        _line(stream, row, page.number, number, styles)
        for number, (stream, row) in enumerate(set_rows, first_number)
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
