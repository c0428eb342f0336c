"""The front door: what kind of file is this, by its bytes and never by its name."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, get_args

from reportparse.errors import (
    BadPageRange,
    EmptyFile,
    IsDirectory,
    MissingFile,
    NotAReport,
    UnreadableFile,
)
from reportparse.pages.model import Dump, PdfFile

Engine = Literal["auto", "pdfplumber", "pdfium"]
ENGINES: Final[tuple[Engine, ...]] = get_args(Engine)
DEFAULT_ENGINE: Final[Engine] = "auto"

PDF_MARK = b"%PDF-"
# Viewers accept a PDF whose header starts anywhere in the first 1,024 bytes.
PDF_MARK_WINDOW = 1024

# Formats that people mistake for a report, by their first bytes.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (such as .doc)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a RIFF file (image, sound or film)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
# Signatures of so few bytes that text may begin with them count only beside a NUL byte.
SHORT_SIGNATURES = frozenset({b"BM", b"MZ", b"BZh", b"RIFF", b"GIF8"})
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
ZIP_CONTENTS: tuple[tuple[str, str], ...] = (
    ("word/", "a Word document (.docx)"),
    ("xl/", "an Excel workbook (.xlsx)"),
    ("ppt/", "a PowerPoint presentation (.pptx)"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an EPUB book"),
)
MARKUP = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>]|(?P<xml><\?xml\s))", re.IGNORECASE)
HTML_INSIDE = re.compile(rb"<html[\s>]", re.IGNORECASE)
PAGE_RANGE = re.compile(r"(?P<first>\d+)(?P<to>-(?P<last>\d+)?)?", re.ASCII)


def fetch(source: str | os.PathLike[str] | bytes) -> tuple[bytes, str | None]:
    """Return the bytes of a source and the name of its file, None for bytes.

    Raises `MissingFile`, `IsDirectory` and `UnreadableFile`.

    >>> fetch(b"text")
    (b'text', None)
    """
    if isinstance(source, bytes):
        return source, None
    path = Path(source)
    try:
        return path.read_bytes(), path.name
    except FileNotFoundError as error:
        raise MissingFile from error
    except IsADirectoryError as error:
        raise IsDirectory from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableFile(str(reason or error).lower()) from error


def open_source(
    data: bytes,
    *,
    pages: str | None = None,
    password: str | None = None,
    engine: Engine = DEFAULT_ENGINE,
) -> PdfFile | Dump:
    """Open the bytes of a report: a `PdfFile` for a PDF, a `Dump` for plain text.

    `pages` are ranges such as "1-3,7"; of a dump they choose sheets (parts between form feeds).
    `engine` says which library reads a PDF; a dump needs none.
    Raises the errors below `ContentError`, and `BadPageRange`. The iterator `PdfFile.pages`
    raises `NoTextLayer` when it comes to its end without any text.

    >>> open_source("一. 导言".encode()).lines[0].text
    '一. 导言'
    """
    if not data:
        raise EmptyFile
    if pages is not None:
        page_numbers(pages, None)
    start = data.find(PDF_MARK, 0, PDF_MARK_WINDOW + len(PDF_MARK))
    if start >= 0:

        def choose(count: int) -> Sequence[int]:
            return page_numbers(pages, count) if pages is not None else range(1, count + 1)

        # Only here: the PDF libraries take long to load, and text does not need them.
        if engine == "pdfplumber":
            from reportparse.pages import plumber

            return plumber.read_pdf(data[start:], password=password, choose=choose)
        from reportparse.pages import pdfium

        careful = engine == "auto"
        return pdfium.read_pdf(data[start:], password=password, choose=choose, careful=careful)
    other = _other_format(data)
    if other is not None:
        raise NotAReport(other)
    from reportparse.pages.plain import read_dump  # has patterns that PDFs do not need

    dump = read_dump(data)
    return dump if pages is None else _sheets(dump, pages)


def page_numbers(ranges: str, count: int | None) -> list[int]:
    """Return the page numbers that ranges such as "1-3,7,9-" name, in order, each once.

    `count` is the number of pages, None to check the form only (and to get nothing from open
    ranges). Raises `BadPageRange`.

    >>> page_numbers("7,1-3,9-", 10)
    [1, 2, 3, 7, 9, 10]
    """
    numbers: set[int] = set()
    for part in ranges.replace("，", ",").split(","):
        match = PAGE_RANGE.fullmatch(part.strip())
        if match is None:
            raise BadPageRange(f"{ranges!r} are no pages; write for example 1-3,7")
        first = int(match["first"])
        last = int(match["last"]) if match["last"] else first
        if match["to"] and not match["last"]:
            last = count if count is not None else first
        if first < 1 or (match["last"] and last < first):
            raise BadPageRange(f"{part.strip()!r} is no range of pages; count from 1 upwards")
        if count is not None and max(first, last) > count:
            raise BadPageRange(f"page {max(first, last)} was asked for, and the input has {count}")
        if count is not None:
            numbers.update(range(first, last + 1))
    return sorted(numbers)


def _sheets(dump: Dump, pages: str) -> Dump:
    """Keep the sheets of a dump that were asked for."""
    count = dump.lines[-1].sheet if dump.lines else 1
    if count == 1:
        raise BadPageRange("this text dump does not say where its pages end; leave out --pages")
    wanted = frozenset(page_numbers(pages, count))
    return replace(dump, lines=tuple(line for line in dump.lines if line.sheet in wanted))


def _other_format(data: bytes) -> str | None:
    """Name the format of a file that is neither PDF nor plain text, as far as its start tells."""
    if data.startswith(ZIP_MARKS):
        return _zip_contents(data)
    for mark, name in SIGNATURES:
        if data.startswith(mark) and (mark not in SHORT_SIGNATURES or b"\0" in data[:4096]):
            return name
    markup = MARKUP.match(data.removeprefix(b"\xef\xbb\xbf"), 0)
    if markup is None:
        return None
    if markup["xml"] and not HTML_INSIDE.search(data[:4096]):
        return "an XML file"
    return "an HTML page"


def _zip_contents(data: bytes) -> str:
    """Name what a zip archive holds by the names inside.

    >>> _zip_contents(b"PK")
    'a zip archive'
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = []
    for start, name in ZIP_CONTENTS:
        if any(entry.startswith(start) for entry in names):
            return name
    return "a zip archive"
