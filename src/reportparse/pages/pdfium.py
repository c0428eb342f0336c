"""The PDF door through PDFium: the same pages as through pdfplumber, in a tenth of the time.

What a file is made of (its objects, tree of pages, structure, annotations) is read as by the other
reader; PDFium interprets the content of the pages. Where its evidence of a page is doubtful, the
page can be read by the other reader instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pypdfium2

from reportparse.collector import uncollected
from reportparse.pages import pdfium_library as pdfium
from reportparse.pages.assemble import Found, PageTags, page_of, pages_with_text
from reportparse.pages.damage import SHADINGS, STEPS, WORDS, DamageFinder
from reportparse.pages.device import Image, Path
from reportparse.pages.fonts import FontBook
from reportparse.pages.frame import direction, turn_needed, turned_by, visible_area
from reportparse.pages.ink import read_ink
from reportparse.pages.model import Page, PdfFile
from reportparse.pages.opening import Opened, forget, open_document
from reportparse.pages.pdfium_glyphs import GlyphMaker
from reportparse.pages.pdfium_ink import InkReader
from reportparse.pages.pdfium_match import Match, match_content, put_right
from reportparse.pages.pdfium_objects import ObjectReader
from reportparse.pages.pdfium_runs import Chars, Run
from reportparse.pages.pdfium_settle import FRACTIONS
from reportparse.pages.pdfium_text import BLANK, TextReader
from reportparse.pages.plumber import info_of, links_of, plumber_name, read_page
from reportparse.pages.tags import TagTree, read_tags

PATIENCE = 3
"""Doubtful pages in a row after which the rest of a file goes to the other reader at once: what is
doubtful is mostly the way in which a program writes its fonts."""
RENEWED = 32
"""Pages after which PDFium opens the file anew: it keeps every object that it has met, about a
tenth of a mebibyte a page."""
RENEWALS = 16
"""How often at most that happens in one file, since PDFium opens a long one slowly."""
WHITE = (1.0, 1.0, 1.0)
UNREADABLE = "PDFium could not open the file; it was read through pdfplumber"


def read_pdf(
    data: bytes,
    *,
    password: str | None = None,
    choose: Callable[[int], Sequence[int]] | None = None,
    careful: bool = False,
) -> PdfFile:
    """Open a PDF; its pages are read as they are asked for.

    As `plumber.read_pdf`, errors included. When `careful`, pages with doubtful glyphs are read
    through pdfplumber, and say so in their troubles.
    """
    opened = open_document(data, password)
    doc = opened.document.doc
    with uncollected():
        tree = read_tags(doc.catalog, opened.objects)
    forget(doc)
    count = len(opened.pages)
    wanted = choose(count) if choose else range(1, count + 1)
    troubles = [*opened.troubles, *(tree.troubles if tree else ())]
    damaged = opened.searched or opened.missing > 0
    handle = None if damaged else _open(data, password, count)
    if not handle and not damaged:  # damage is told already
        troubles.append(UNREADABLE)
    reader = _Reader(handle, lambda: _open(data, password, count), opened, tree, careful)
    return PdfFile(
        pages=pages_with_text(reader.pages(wanted), len(wanted)),
        page_count=count,
        reader=pdfium_name() if handle else plumber_name(),
        tagged=tree is not None and bool(tree.marks),
        info=info_of(opened.document.metadata),
        troubles=tuple(troubles),
        losses=opened.losses,
    )


def _open(data: bytes, password: str | None, count: int) -> int | None:
    """Let PDFium open a file; None when it cannot, or finds other pages than are there."""
    handle: int | None = pdfium.load_document(
        data, len(data), password.encode() if password else None
    )
    if handle and pdfium.count_pages(handle) != count:
        pdfium.close_document(handle)
        return None
    return handle


def pdfium_name() -> str:
    """Return the name and the version of the library."""
    return f"pdfium {pypdfium2.PDFIUM_INFO.build}"


class _Reader:
    """Reads the pages of one document."""

    def __init__(
        self,
        handle: int | None,
        anew: Callable[[], int | None],
        opened: Opened,
        tree: TagTree | None,
        careful: bool,
    ) -> None:
        self._handle = handle
        self._anew = anew  # holds the bytes, from which PDFium reads while the document is open
        self._met = 0
        self._most = max(RENEWED, len(opened.pages) // RENEWALS)
        self._opened = opened
        self._tree = tree
        self._careful = careful
        self._doubted: list[list[str]] = []
        self._book = FontBook()
        self._damage = DamageFinder()
        self._objects = ObjectReader()
        self._texts = TextReader(self._book)
        self._ink = InkReader()

    def pages(self, wanted: Sequence[int]) -> Iterator[Page]:
        """Yield the wanted pages, each read when it is asked for."""
        try:
            for number in wanted:
                yield self._page(number)
        finally:
            if self._handle:
                pdfium.close_document(self._handle)
            self._opened.close()

    def _page(self, number: int) -> Page:
        if not self._handle:
            return read_page(self._opened, number, self._tree)
        if len(self._doubted) >= PATIENCE:
            return self._by_plumber(number, self._doubted[-1])
        handle = self._loaded(number)
        if not handle:
            return self._by_plumber(number, ["it cannot be opened"])
        try:
            with uncollected():
                page, doubts = self._read(handle, number)
        finally:
            pdfium.close_page(handle)
        forget(self._opened.document.doc)
        if self._careful and (doubts or page.losses):
            self._doubted.append(doubts)
            return self._by_plumber(number, doubts)
        self._doubted.clear()
        return page

    def _loaded(self, number: int) -> int | None:
        """PDFium's page; the document is opened anew where it has met too many before."""
        if self._met >= self._most and self._handle:
            pdfium.close_document(self._handle)
            self._handle, self._met = self._anew(), 0
        self._met += 1
        loaded: int | None = pdfium.load_page(self._handle, number - 1) if self._handle else None
        return loaded

    def _by_plumber(self, number: int, doubts: Sequence[str]) -> Page:
        page = read_page(self._opened, number, self._tree)
        return replace(page, reread=tuple(doubts))  # none where the losses of the page say it

    def _read(self, handle: int, number: int) -> tuple[Page, list[str]]:
        """Read an open page; return it with what is doubtful about it."""
        source = self._opened.pages[number - 1]
        self._texts.begin()
        self._book.read(source.resources)
        content = self._objects.read(handle)
        runs = self._texts.runs_of(content.texts)
        losses = self._damage.losses(source)
        match = Match(True, [])
        if self._damage.instead or self._damage.forgotten or self._texts.nameless:
            page = self._damage.content, source.resources
            match = match_content(runs, *page, self._book)
        self._texts.open_text(handle)
        try:
            chars = self._texts.chars_of(runs)
            put_right(match.lost or (), chars)
            frame = visible_area(source.mediabox, source.cropbox, source.rotate)
            frame = replace(frame, turned=_turn(runs, chars, source.rotate))
            tags = PageTags(self._tree, source.pageid)
            axes = frame.axes(source.mediabox, source.rotate)
            text = GlyphMaker(self._texts, chars, frame, axes, tags).make(runs)
        finally:
            self._texts.close_text()
        turn = turned_by(source.mediabox, source.rotate)
        paths: list[Path] = []
        for drawn in content.paths:
            paths.extend(self._ink.paths_of(drawn, turn))
        images: list[Image] = [self._ink.image_of(drawn, turn) for drawn in content.images]
        rules, pictures = read_ink(paths, images, frame, tags.index)
        links, troubles = links_of(source, frame)
        found = Found(
            number=number,
            frame=frame,
            glyphs=text.glyphs,
            hidden=text.hidden,
            invisible=text.invisible,
            drawn=text.glyphs.inked + text.hidden,
            rules=rules,
            pictures=pictures,
            links=links,
            tags=tuple(tags.used),
        )
        doubts = [*self._damage.doubts, *self._book.doubts, *chars.doubts]
        if self._damage.shaded and any(path.fill == WHITE for path in paths):
            doubts.append(SHADINGS)
        if self._damage.instead and not match.agree:
            doubts.append(WORDS)
        if self._damage.forgotten and match.lost is None:
            doubts.append(STEPS)
        if chars.moved and FRACTIONS not in doubts and self._damage.chained:
            doubts.append(FRACTIONS)  # where the next text begins is off as well
        return page_of(found, troubles, losses), doubts


def _turn(runs: Sequence[Run], chars: Chars, rotate: int) -> int:
    """Return the turn that sets most of the text of a page upright."""
    if not rotate and _is_level(runs):
        return 0
    ways: list[int | None] = []
    for run in runs:
        way = direction(run.across)
        inked = run.end - run.start - chars.codes[run.start : run.end].count(BLANK)
        ways.extend([None if way is None else (way - rotate) % 360] * inked)
    return turn_needed(ways)


def _is_level(runs: Sequence[Run]) -> bool:
    """Whether every text runs from left to right."""
    for run in runs:
        a, b, _, _, _, _ = run.drawn.matrix
        if b != 0 or not a * run.size > 0:
            return False
    return True
