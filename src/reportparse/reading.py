"""The whole road on one page: bytes to report.

The module is not called `parse`: that name is the function that the package offers.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator

from reportparse.build.report import ReportBuilder
from reportparse.checks.run import with_checks
from reportparse.collector import uncollected
from reportparse.document import read_document
from reportparse.echoes.find import with_echoes
from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.heap import give_back, keep_large_apart
from reportparse.layout.folded import LONG, OpenPages
from reportparse.layout.lines import sheets_of_dump, sheets_of_pages
from reportparse.layout.model import Sheet
from reportparse.names.find import with_names
from reportparse.pages.glyphs import Glyphs
from reportparse.pages.model import Dump, Page, PdfFile
from reportparse.pages.open import DEFAULT_ENGINE, Engine, fetch, open_source
from reportparse.records.run import with_records
from reportparse.report.metadata import Source
from reportparse.report.model import Report
from reportparse.timings import each, stage
from reportparse.version import VERSION


def parse(
    source: str | os.PathLike[str] | bytes,
    *,
    pages: str | None = None,
    password: str | None = None,
    name: str | None = None,
    engine: Engine = DEFAULT_ENGINE,
    seen: Callable[[Page], None] | None = None,
) -> Report:
    """Parse a report: a path to a PDF or text dump, or its bytes.

    `pages` selects pages of a PDF ("1-3,7"); `name` is the file name that the report states when
    bytes are given. `engine` is the library that reads a PDF: "pdfium" is fast, "pdfplumber" the
    reference, and "auto" takes the first, and the second for pages that the first does not read
    well. `seen` is called with each page of a PDF as it is read. Raises a `ReportparseError` when
    no report can be made; every other doubt is a finding of the report.

    >>> report = parse("一. 导言\\n\\n1. 本报告介绍情况。\\n".encode())
    >>> report.sections[0].heading.text.text, report.sections[0].blocks[0].number
    ('导言', 1)
    """
    with uncollected():
        with stage("pages"):
            data, found = fetch(source)
            file = _File(name or found, hashlib.sha256(data).hexdigest(), len(data))
            opened = open_source(data, pages=pages, password=password, engine=engine)
        del data  # the reader lets go of it behind the last page
        if isinstance(opened, Dump):
            return _parse_dump(opened, file)
        return _parse_pdf(opened, file, pages is not None, seen)


@frozen_record
class _File:
    """What the report says of its file: the name, the sum of its bytes and their number."""

    name: str | None
    sha256: str
    bytes: int


class _Watched:
    """Pages on their way to lines, with what the reader says about each of them noted."""

    def __init__(self, pages: Iterator[Page], seen: Callable[[Page], None] | None) -> None:
        self._pages = pages
        self._seen = seen
        self.doubts: list[Doubt] = []
        self.read: list[int] = []
        self.doubled = 0
        self.reread: list[int] = []
        self.reasons: dict[str, None] = {}

    def __iter__(self) -> Iterator[Page]:
        for page in each("pages", self._pages):
            self.read.append(page.number)
            if self._seen is not None:
                self._seen(page)
            self.doubled += Glyphs.of(page.glyphs).doubled
            if page.reread:
                self.reread.append(page.number)
                self.reasons.update(dict.fromkeys(page.reread))
            for trouble in page.troubles:
                self.doubts.append(Doubt("page-trouble", trouble, page=page.number))
            for loss in page.losses:
                self.doubts.append(Doubt("page-loss", loss, page=page.number))
            yield page


def _parse_pdf(
    opened: PdfFile,
    file: _File,
    selected: bool,
    seen: Callable[[Page], None] | None,
) -> Report:
    long = opened.page_count > LONG
    tidy = give_back if long else _nothing
    if long:
        keep_large_apart()
    # The lines go with the inner call: nothing behind needs them.
    return _proven(_built_of_pages(opened, file, selected, seen, tidy), tidy)


def _built_of_pages(
    opened: PdfFile,
    file: _File,
    selected: bool,
    seen: Callable[[Page], None] | None,
    tidy: Callable[[], None],
) -> Report:
    watched = _Watched(opened.pages, seen)
    with OpenPages() as pages:
        with stage("lines"):
            sheets = list(pages.kept(sheets_of_pages(watched)))
        tidy()
        source = Source(
            name=file.name,
            sha256=file.sha256,
            media_type="application/pdf",
            bytes=file.bytes,
            pages=opened.page_count,
            pages_read=tuple(watched.read) if selected else None,
            reader=opened.reader,
            reader_version=VERSION,
            producer=dict(opened.info).get("Producer"),
        )
        doubts = _reading_doubts(opened, watched, selected)
        return _built(sheets, source, doubts, watched.doubled, tidy)


def _reading_doubts(opened: PdfFile, watched: _Watched, selected: bool) -> list[Doubt]:
    """What the reader doubts, of the file and of the pages that have been read."""
    doubts = [Doubt("page-trouble", trouble) for trouble in opened.troubles]
    doubts += [Doubt("page-loss", loss) for loss in opened.losses]
    doubts += watched.doubts
    if watched.reread:
        numbers, reasons = ", ".join(map(str, watched.reread)), "; ".join(watched.reasons)
        doubts.append(
            Doubt("pages-reread", f"read through pdfplumber, not PDFium: {numbers} ({reasons})")
        )
    if selected:
        shown = ", ".join(map(str, watched.read))
        doubts.append(Doubt("pages-selected", f"only these pages were read: {shown}"))
    return doubts


def _nothing() -> None:
    """What a short report has to give back."""


def _parse_dump(dump: Dump, file: _File) -> Report:
    with stage("lines"):
        sheets = sheets_of_dump(dump)
    source = Source(
        name=file.name,
        sha256=file.sha256,
        media_type="text/plain",
        bytes=file.bytes,
        pages=len(sheets) if len(sheets) > 1 else None,
        encoding=dump.encoding,
        reader="text",
        reader_version=VERSION,
    )
    doubts = [Doubt("page-trouble", text) for text in dump.troubles]
    doubts += [Doubt("page-loss", text) for text in dump.losses]
    return _proven(_built(sheets, source, doubts, 0))


def _built(
    sheets: list[Sheet] | tuple[Sheet, ...],
    source: Source,
    doubts: list[Doubt],
    doubled: int,
    tidy: Callable[[], None] = _nothing,
) -> Report:
    document = read_document(sheets)
    tidy()
    if not document.front.is_un_report:
        doubts.append(
            Doubt("not-a-un-report", "no symbol, organ or session marks this as a UN report")
        )
    with stage("build"):
        builder = ReportBuilder(document, doubled)
        del document  # of which the builder lets go in parts
        return builder.build(source, doubts)


def _proven(report: Report, tidy: Callable[[], None] = _nothing) -> Report:
    """The report with what it says about itself: proofs, echoes, names and records."""
    tidy()
    with stage("checks"):
        report = with_checks(report)
    with stage("echoes"):
        report = with_echoes(report)
    tidy()
    with stage("names"):
        report = with_names(report)
    tidy()
    with stage("records"):
        return with_records(report)
