"""Let one of the other programs read a whole file, and print the seconds that it took.

    python bench/peers/speed.py PEER FILE

Runs in the environment that the benchmark makes; each program is used as its documentation shows
first, without recognition of pictures. The seconds are those of the processor, children's too,
without the start of Python and imports.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

Reader = Callable[[str], Any]


def by_pdfium_text() -> Reader:
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    def read(path: str) -> Any:
        document = pypdfium2.PdfDocument(path)
        return [page.get_textpage().get_text_range() for page in document]

    return read


def by_pdfium_glyphs() -> Reader:
    """Text, box, font and size of each glyph: the least that a parser needs of PDFium."""
    import ctypes

    import pypdfium2.raw as pdfium  # type: ignore[import-untyped, unused-ignore]

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()

    def page_of(text: Any) -> None:
        for at in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetUnicode(text, at)
            pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
            pdfium.FPDFText_GetFontSize(text, at)
            pdfium.FPDFText_GetFontInfo(text, at, name, 256, flags)

    def read(path: str) -> Any:
        document = pdfium.FPDF_LoadDocument(path.encode(), None)
        for number in range(pdfium.FPDF_GetPageCount(document)):
            page = pdfium.FPDF_LoadPage(document, number)
            text = pdfium.FPDFText_LoadPage(page)
            page_of(text)
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)

    pdfium.FPDF_InitLibrary()
    return read


def by_pdfplumber_glyphs() -> Reader:
    import pdfplumber

    def read(path: str) -> Any:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                len(page.chars)
                page.close()

    return read


def by_pdfplumber_tables() -> Reader:
    import pdfplumber

    def read(path: str) -> Any:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_tables()
                page.close()

    return read


def by_pymupdf_boxes() -> Reader:
    import pymupdf  # type: ignore[import-not-found, unused-ignore]

    return lambda path: [page.get_text("words") for page in pymupdf.open(path)]


def by_pymupdf4llm() -> Reader:
    import pymupdf4llm  # type: ignore[import-not-found, unused-ignore]

    return lambda path: pymupdf4llm.to_markdown(path, show_progress=False)


def by_camelot() -> Reader:
    import camelot  # type: ignore[import-not-found, unused-ignore]

    return lambda path: camelot.read_pdf(path, pages="all", flavor="hybrid")


def by_tabula() -> Reader:
    import tabula  # type: ignore[import-not-found, unused-ignore]

    return lambda path: tabula.read_pdf(path, pages="all", stream=True, silent=True)


def by_liteparse() -> Reader:
    import liteparse  # type: ignore[import-not-found, unused-ignore]

    return lambda path: liteparse.LiteParse(ocr_enabled=False, quiet=True).parse(path).text


PEERS: dict[str, Callable[[], Reader]] = {
    "pdfium-text": by_pdfium_text,
    "pdfium-glyphs": by_pdfium_glyphs,
    "pdfplumber-glyphs": by_pdfplumber_glyphs,
    "pdfplumber-tables": by_pdfplumber_tables,
    "pymupdf-boxes": by_pymupdf_boxes,
    "pymupdf4llm": by_pymupdf4llm,
    "camelot": by_camelot,
    "tabula": by_tabula,
    "liteparse": by_liteparse,
}


def used() -> float:
    """Seconds of the processor so far, those of ended children too: tabula is one in Java."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    peer, path = sys.argv[1:]
    read = PEERS[peer]()
    start = used()
    read(path)
    print(used() - start)


if __name__ == "__main__":
    main()
