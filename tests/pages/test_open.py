"""Recognising files by their bytes, and choosing pages."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from reportparse.errors import BadPageRange, EmptyFile, IsDirectory, MissingFile, NotAReport
from reportparse.pages.model import Dump, PdfFile
from reportparse.pages.open import fetch, open_source, page_numbers
from tests.pages.rawpdf import Leaf, raw_pdf, words


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_zip("word/document.xml"), "a Word document (.docx)"),
        (_zip("xl/workbook.xml"), "an Excel workbook (.xlsx)"),
        (_zip("notes.txt"), "a zip archive"),
        (b"PK\x03\x04 cut off", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 8, "an old Microsoft Office document"),
        (b"{\\rtf1\\ansi text}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"BM\x36\0\0\0", "a BMP image"),
        (gzip.compress(b"text", mtime=0), "a gzip archive"),
        (b"\n <!DOCTYPE html>\n<html><body>404</body></html>", "an HTML page"),
        (b'<?xml version="1.0"?><html xmlns="x">', "an HTML page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><report/>', "an XML file"),
        (bytes(range(256)) * 20, "a binary file"),
    ],
)
def test_other_formats_are_named(data: bytes, what: str) -> None:
    with pytest.raises(NotAReport, match="neither a PDF nor") as caught:
        open_source(data)
    assert what in str(caught.value)


@pytest.mark.parametrize("text", ["BM 和 MZ 是缩写。", "GIF8 is no picture here", "RIFF 计划"])
def test_text_that_begins_like_a_signature_is_text(text: str) -> None:
    opened = open_source(text.encode())
    assert isinstance(opened, Dump)
    assert opened.lines[0].text == text


def test_a_pdf_is_known_by_its_mark_even_behind_rubbish() -> None:
    data = b"HTTP/1.1 200 OK\r\n\r\n" + raw_pdf([Leaf(words("Hello"))])
    opened = open_source(data)
    assert isinstance(opened, PdfFile)
    assert "".join(glyph.text for page in opened.pages for glyph in page.glyphs) == "Hello"
    assert not opened.troubles


@pytest.mark.parametrize("data", [b"", b"  \r\n\f\n", b"\xef\xbb\xbf", b"\xff\xfe\n\0", b"\0" * 9])
def test_nothing_but_blanks_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        open_source(data)


def test_fetch_tells_what_is_wrong_with_a_path(tmp_path: object) -> None:
    with pytest.raises(MissingFile):
        fetch(f"{tmp_path}/none.pdf")
    with pytest.raises(IsDirectory):
        fetch(f"{tmp_path}")
    with pytest.raises(Exception, match="null"):
        fetch("a\0b")


@pytest.mark.parametrize(
    ("ranges", "count", "numbers"),
    [
        ("1", 3, [1]),
        ("2-3", 3, [2, 3]),
        ("3,1-2", 3, [1, 2, 3]),
        ("2-", 4, [2, 3, 4]),
        (" 1 , 3 ", 3, [1, 3]),
        ("1-3,2-4", 5, [1, 2, 3, 4]),
        ("1，3", 3, [1, 3]),
    ],
)
def test_page_ranges(ranges: str, count: int, numbers: list[int]) -> None:
    assert page_numbers(ranges, count) == numbers


@pytest.mark.parametrize("ranges", ["", "0", "3-2", "a", "1,,2", "-3", "1-2-3", "²", "4", "2-9"])
def test_page_ranges_that_cannot_be_had(ranges: str) -> None:
    with pytest.raises(BadPageRange):
        page_numbers(ranges, 3)


def test_pages_of_a_pdf_are_chosen_and_keep_their_numbers() -> None:
    data = raw_pdf([Leaf(words(f"page {n}")) for n in range(1, 6)])
    opened = open_source(data, pages="2,4-")
    assert isinstance(opened, PdfFile)
    assert [page.number for page in opened.pages] == [2, 4, 5]
    assert opened.page_count == 5


def test_sheets_of_a_dump_are_chosen_by_form_feeds() -> None:
    opened = open_source("一\n\f二\n\f三\n".encode(), pages="2-3")
    assert isinstance(opened, Dump)
    assert [(line.number, line.text) for line in opened.lines] == [(2, "二"), (3, "三")]


def test_a_dump_without_form_feeds_has_no_pages_to_choose() -> None:
    with pytest.raises(BadPageRange, match="leave out --pages"):
        open_source("一\n二\n".encode(), pages="1")
