"""What each stage made of one page, as shapes that can be drawn on it.

The stages are those of the road from bytes to report: `glyphs` as they were read, `lines` as they
were put together, `regions` as the report divides the page, `grid` as tables were cut, with each
kind of evidence for the edges of columns in its own colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from reportparse.errors import NothingToDraw
from reportparse.frozen import frozen_record
from reportparse.layout.furniture import strip_pages
from reportparse.layout.lines import lines_of_page, sheets_of_pages
from reportparse.layout.model import Line
from reportparse.layout.notearea import part_pages
from reportparse.lexicon.words import words
from reportparse.pages.model import Dump, Page, PdfFile
from reportparse.pages.open import DEFAULT_ENGINE, Engine, open_source
from reportparse.provenance import Box, union
from reportparse.reading import parse
from reportparse.report.base import Model, PagePlace
from reportparse.report.body import Block, Section
from reportparse.report.model import Report
from reportparse.tables.grid import Grid
from reportparse.tables.recognise import grids_of
from reportparse.tables.region import Chunk

Stage = Literal["glyphs", "lines", "regions", "grid"]


@frozen_record
class Shape:
    """A box on the page: what kind of thing it is, and what to say of it."""

    kind: str
    box: Box
    label: str = ""


@frozen_record
class Drawing:
    """The shapes of one stage on one page, in points from the top left corner of the page."""

    page: int
    width: float
    height: float
    turned: int
    stage: Stage
    shapes: tuple[Shape, ...]


def inspect(
    data: bytes,
    page: int,
    stage: Stage,
    password: str | None = None,
    engine: Engine = DEFAULT_ENGINE,
) -> Drawing:
    """Return what `stage` sees on page `page` (from 1) of the PDF `data`.

    Raises `NothingToDraw` for a text dump or a page that the file does not have, and the errors
    of `parse` for a file that cannot be read.
    """
    opened = _opened(data, password, engine)
    if not 1 <= page <= opened.page_count:
        raise NothingToDraw(f"there is no page {page}: the file has {opened.page_count}")
    if stage == "grid":
        pages = list(opened.pages)
        own = next(found for found in pages if found.number == page)
        shapes = tuple(_grids_of_page(pages, page))
    else:
        own = next(_opened(data, password, engine, str(page)).pages)
        shapes = tuple(_shapes(own, data, stage, password, engine))
    return Drawing(page, own.width, own.height, own.turned, stage, shapes)


def _opened(data: bytes, password: str | None, engine: Engine, pages: str | None = None) -> PdfFile:
    opened = open_source(data, pages=pages, password=password, engine=engine)
    if isinstance(opened, Dump):
        raise NothingToDraw("a text dump has no pages to draw on")
    return opened


def _shapes(
    own: Page, data: bytes, stage: Stage, password: str | None, engine: Engine
) -> Iterator[Shape]:
    if stage == "glyphs":
        yield from _glyphs(own)
    elif stage == "lines":
        yield from _lines(lines_of_page(own))
    else:
        yield from _regions(parse(data, password=password, engine=engine), own.number)


def _glyphs(page: Page) -> Iterator[Shape]:
    for picture in page.pictures:
        yield Shape(picture.kind, picture.box)
    for rule in page.rules:
        yield Shape("rule", rule.box, f"{rule.thickness:g} pt")
    for link in page.links:
        yield Shape("link", link.box, link.url)
    for glyph in page.glyphs:
        if glyph.text.strip():
            kind = "turned glyph" if not glyph.upright else "glyph"
            yield Shape(kind, glyph.box, f"{glyph.text} {glyph.font} {glyph.size:g} pt")


def _grids_of_page(pages: Iterable[Page], page: int) -> Iterator[Shape]:
    """The grids of one page; what is furniture there, all pages tell."""
    parted = part_pages(strip_pages(tuple(sheets_of_pages(pages))).sheets).sheets
    body = next(sheet for sheet in parted if sheet.number == page)
    for grid in grids_of(body, parted, words("zh"), words("en")):
        yield from _grid(grid)


def _lines(lines: Iterable[Line]) -> Iterator[Shape]:
    for line in lines:
        if line.box is None:
            continue
        yield Shape("line", line.box, line.text)
        for run in line.runs:
            reach = line.xs[run.start : run.end]
            if not run.style.raised or not reach:
                continue
            left, right = min(x0 for x0, _ in reach), max(x1 for _, x1 in reach)
            box = Box(left, line.box.top, right, line.box.bottom)
            yield Shape("raised", box, line.text[run.start : run.end])


def _grid(grid: Grid) -> Iterator[Shape]:
    region = grid.region
    frame = Box(region.x0, region.top, region.x1, region.bottom)
    yield Shape("region", frame, f"{len(grid.columns)} columns, {len(grid.rows)} rows")
    for evidence in grid.evidence:
        for x in evidence.edges:
            edge = Box(x, region.top, x, region.bottom)
            yield Shape(f"edge by {evidence.source}", edge, f"{x:.1f}")
    for head in grid.heads:
        label = f"head of {head.first} to {head.last}, level {head.level}"
        yield from _around("head", head.chunks, label)
    for at, row in enumerate(grid.rows):
        for slot in row.slots:
            yield from _around("cell", slot.chunks, f"row {at}, column {slot.column}")


def _around(kind: str, chunks: Iterable[Chunk], label: str) -> Iterator[Shape]:
    many = tuple(chunks)
    boxes = [
        Box(c.x0, c.line.box.top, c.x1, c.line.box.bottom) for c in many if c.line.box is not None
    ]
    box = union(boxes)
    if box is not None:
        words_ = " ".join(chunk.text for chunk in many)
        yield Shape(kind, box, f"{label}: {words_}")


def _regions(report: Report, page: int) -> Iterator[Shape]:
    """Every element of the report that has print on a page, each as one box."""
    for kind, label, element in _elements(report):
        box = union(Box(*place.box) for place in _places(element, page) if place.box is not None)
        if box is not None:
            yield Shape(kind, box, label)


def _elements(report: Report) -> Iterator[tuple[str, str, object]]:
    for name in type(report.metadata).model_fields:
        yield "masthead and title", f"metadata.{name}", getattr(report.metadata, name)
    for name in ("summary", "contents", "abbreviations"):
        part = getattr(report, name)
        if part is not None:
            yield name, name, part
    for section in report.sections:
        yield from _section(section)
    for annex in report.annexes:
        yield "heading", annex.id, annex.label
        if annex.title is not None:
            yield "heading", f"{annex.id}, title", annex.title
        for section in annex.sections:
            yield from _section(section)
    yield from (("footnote", note.id, note) for note in report.footnotes)
    yield from (("table", table.id, table) for table in report.tables)
    yield from (("figure", figure.id, figure) for figure in report.figures)
    yield from (("furniture", item.kind, item) for item in report.furniture)
    yield from (("unplaced", "in no element", text) for text in report.unplaced)


def _section(section: Section) -> Iterator[tuple[str, str, Model]]:
    if section.heading is not None:
        yield "heading", section.id, section.heading
    yield from ((block.kind, block.id, block) for block in section.blocks if _has_words(block))
    for below in section.sections:
        yield from _section(below)


def _has_words(block: Block) -> bool:
    """Tables and figures stand in the sections as references only."""
    return block.kind in ("paragraph", "item")


def _places(value: object, page: int) -> Iterator[PagePlace]:
    """Every place on `page` in a model and all that it holds; anchors stand elsewhere."""
    if isinstance(value, PagePlace):
        if value.page == page:
            yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name != "anchors":
                yield from _places(getattr(value, name), page)
    elif isinstance(value, tuple):
        for item in value:
            yield from _places(item, page)
