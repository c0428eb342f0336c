"""Opening a PDF: its password, its pages, and whether all of it has arrived.

A file that was cut off, or whose table of objects is wrong, can often be opened all the same and
then shows fewer pages than it has. So what opens is checked against what the file announces, and
is read a second time without its table of objects where the check fails.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.utils.exceptions import PdfminerException

from reportparse.errors import BrokenPdf, EncryptedPdf, TruncatedPdf
from reportparse.frozen import frozen_record
from reportparse.pages.objects import Objects
from reportparse.pages.typefaces import Typefaces

QUARTER = 90
END_MARK = b"%%EOF"
# The end mark may be followed by some rubbish; viewers look for it in the last 1,024 bytes.
END_MARK_WINDOW = 2048
LINEARIZED = re.compile(rb"/Linearized\b(?:(?!endobj).){0,400}?/L\s+(\d+)", re.DOTALL)
TABLE_PLACE = re.compile(rb"(startxref\s+)(\d+)")
ROOT = re.compile(rb"/Root\s+(\d+)\s+(\d+)\s+R")
CATALOG = re.compile(
    rb"(\d+)\s+(\d+)\s+obj\s*<<(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.DOTALL
)

RECOVERED = "the table of objects of the PDF is damaged; its objects were found by a search"


@frozen_record
class Opened:
    """A document of pdfplumber, all its pages, and the faults that show before they are read.

    `objects` reads its objects. `missing` counts announced pages and contents of pages that cannot
    be found.
    """

    document: Any
    objects: Objects
    pages: list[PDFPage]
    missing: int
    troubles: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()

    @property
    def searched(self) -> bool:
        """Whether the objects were found by a search."""
        return RECOVERED in self.troubles

    def close(self) -> None:
        """Let go of the bytes of the file; nothing more can be read."""
        self.document.stream.close()
        vars(self.document.doc).pop("getobj", None)  # holds the document, which holds it


def open_document(data: bytes, password: str | None) -> Opened:
    """Open the bytes of a PDF.

    Raises `EncryptedPdf`, `TruncatedPdf` and `BrokenPdf`.
    """
    whole = _is_whole(data)
    fault: BrokenPdf | None = None
    first: Opened | None = None
    try:
        first = _open(data, password)
    except BrokenPdf as error:
        fault = error
    if first is not None and not first.missing and not first.searched:
        return first
    if not whole:
        raise TruncatedPdf from fault
    second = _search(data, password)
    found = [opened for opened in (first, second) if opened is not None]
    if not found:
        raise fault or BrokenPdf("its objects cannot be found")
    return min(found, key=lambda opened: opened.missing)


def _is_whole(data: bytes) -> bool:
    """Tell whether the file ends as a PDF does, and is as long as it says."""
    stated = LINEARIZED.search(data, 0, 2048)
    if stated is not None and int(stated[1]) > len(data):
        return False
    return END_MARK in data.rstrip(b"\0\r\n\t ")[-END_MARK_WINDOW:]


def _open(data: bytes, password: str | None) -> Opened:
    try:
        document = pdfplumber.open(io.BytesIO(data), password=password, raise_unicode_errors=False)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise EncryptedPdf(tried=password is not None) from error
        raise BrokenPdf("its objects cannot be found") from error
    except MemoryError:  # tells of this process, not of the file
        raise
    except Exception as error:  # pdfminer lets many kinds of error through from damaged files
        raise BrokenPdf("its objects cannot be found") from error
    # pdfminer asks its document for every object, so this is the place to answer quickly.
    objects = Objects(document.doc, data)
    setattr(document.doc, "getobj", objects.getobj)  # noqa: B010 - typed there
    document.rsrcmgr = Typefaces()
    pages = _pages(document.doc)
    stated = _stated_count(document.doc)
    absent = max(0, (stated or 0) - len(pages))
    empty = sum(1 for page in pages if _lacks_content(page))
    forget(document.doc)
    losses = []
    if absent:
        losses.append(f"the PDF announces {stated} pages, but only {len(pages)} can be found")
    searched = any(isinstance(xref, PDFXRefFallback) for xref in document.doc.xrefs)
    return Opened(
        document=document,
        objects=objects,
        pages=pages,
        missing=absent + empty,
        troubles=(RECOVERED,) if searched else (),
        losses=tuple(losses),
    )


def _search(data: bytes, password: str | None) -> Opened | None:
    """Open a PDF by a search for its objects, as if it had no table of them."""
    # The same length, so that every object stays where it is.
    hidden = TABLE_PLACE.sub(lambda m: m[1] + b"x" * len(m[2]), data)
    if b"trailer" not in hidden:
        root = ROOT.search(hidden) or CATALOG.search(hidden)
        if root is None:
            return None
        hidden += b"\ntrailer\n<< /Root %s %s R >>\n" % (root[1], root[2])
    try:
        return _open(hidden, password)
    except BrokenPdf:
        return None


def _pages(doc: Any) -> list[PDFPage]:
    """Return all pages of a document, their contents let go until they are read."""
    pages = []
    try:
        for page in PDFPage.create_pages(doc):
            page.contents = []
            if page.rotate % QUARTER:
                page.rotate = 0  # no turn that a page can have
            pages.append(page)
    except MemoryError:  # tells of this process, not of the file
        raise
    except Exception as error:
        raise BrokenPdf("its tree of pages cannot be followed") from error
    if not pages:
        raise BrokenPdf("it has no pages that can be found")
    return pages


def contents_of(page: PDFPage) -> list[Any]:
    """Return the content streams of a page, not yet resolved; none for a blank page."""
    raw = page.attrs.get("Contents")
    contents = resolve1(raw)
    if raw is None:
        return []
    return contents if isinstance(contents, list) else [raw]


def _lacks_content(page: PDFPage) -> bool:
    """Tell whether a page names contents that are not in the file."""
    try:
        return not all(isinstance(resolve1(part), PDFStream) for part in contents_of(page))
    except Exception:
        return True


def _stated_count(doc: Any) -> int | None:
    try:
        count = resolve1(resolve1(doc.catalog["Pages"])["Count"])
    except Exception:
        return None
    return count if isinstance(count, int) else None


def forget(doc: Any) -> None:
    """Drop the objects that pdfminer keeps of a document, so that memory stays flat.

    They are read again when needed. Objects packed in streams stay: to unpack one of them means
    to unpack all.
    """
    doc._cached_objs.clear()
