"""PDFs that are damaged: recovered with a word about it, or refused; never silently less."""

from __future__ import annotations

import random
import re
import zlib
from pathlib import Path

import pytest

from reportparse.errors import BrokenPdf, ReportparseError, TruncatedPdf
from reportparse.pages.model import PdfFile
from reportparse.pages.open import open_source
from reportparse.pages.opening import RECOVERED
from tests.pages.rawpdf import Leaf, raw_pdf, stream, words

FIVE = raw_pdf([Leaf(words(f"page {n}")) for n in range(1, 6)])


def _read(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a PDF, and everything that its reader says about it."""
    opened = open_source(data)
    assert isinstance(opened, PdfFile)
    pages = list(opened.pages)
    text = "".join(glyph.text for page in pages for glyph in page.glyphs)
    said = [*opened.troubles, *opened.losses]
    for page in pages:
        said += [*page.troubles, *page.losses, *(["unmapped"] if page.unmapped else [])]
    return text, tuple(said)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_truncated_pdf_is_refused(share: float, seed_pdf: Path) -> None:
    for data in (FIVE, seed_pdf.read_bytes()):
        with pytest.raises(TruncatedPdf, match="cut off"):
            open_source(data[: int(len(data) * share)])


def test_a_linearized_file_shorter_than_it_says_is_truncated() -> None:
    """Such a file has an end mark near its start, too."""
    head = b"%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L 99999 /N 1 >>\nendobj\nstartxref\n0\n%%EOF\n"
    with pytest.raises(TruncatedPdf):
        open_source(head)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(FIVE.replace(b"startxref\n", b"startxref\n9"), id="place of the table"),
        pytest.param(
            re.sub(rb"\d{10} 00000 n", b"0000000003 00000 n", FIVE), id="all places in the table"
        ),
        pytest.param(
            re.sub(rb"(\d{10}) 00000 n(?= \nt)", b"0000000003 00000 n", FIVE), id="last place"
        ),
        pytest.param(re.sub(rb"startxref\s+\d+", b"", FIVE), id="no table"),
    ],
)
def test_a_broken_table_of_objects_is_recovered_and_told(data: bytes) -> None:
    text, said = _read(data)
    assert text == "page 1page 2page 3page 4page 5"
    assert said == (RECOVERED,)


def test_fewer_pages_than_announced_are_a_loss() -> None:
    opened = open_source(raw_pdf([Leaf(words("x"))] * 2, count=5))
    assert isinstance(opened, PdfFile)
    assert opened.losses == ("the PDF announces 5 pages, but only 2 can be found",)


@pytest.mark.parametrize("data", [b"%PDF-1.4\n%%EOF\n", b"%PDF-1.4\nnothing at all\n%%EOF"])
def test_a_pdf_without_objects_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenPdf) as caught:
        open_source(data)
    assert not isinstance(caught.value, TruncatedPdf)


def _one(content: bytes, fonts: bytes = b"/F1 5 0 R") -> bytes:
    return raw_pdf([Leaf(words("sound")), Leaf(content)], fonts=fonts)


def test_content_that_breaks_off_is_a_loss_of_its_page() -> None:
    packed = zlib.compress(b"".join(words(f"line {n}", 72, 700 - n) for n in range(200)))
    whole = stream(packed, b"/Filter /FlateDecode")
    cut = stream(packed[: len(packed) // 2], b"/Filter /FlateDecode")
    plain = stream(words("other"))
    data = _one(words("other"))
    assert _read(data.replace(plain, whole))[1] == (RECOVERED,)
    text, said = _read(data.replace(plain, cut))
    assert "line 1" in text
    assert "a part of the page's content is damaged and breaks off" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"BT /F9 12 Tf 72 700 Td (lost) Tj ET", "a font of the page is missing"),
        (b"BT 72 700 Td (lost) Tj ET", "text of the page has no font"),
        (b"/Fm0 Do", "a form or picture of the page is missing"),
    ],
)
def test_what_a_page_lacks_is_a_loss(content: bytes, said: str) -> None:
    assert any(said in sentence for sentence in _read(_one(content))[1])


def test_missing_content_is_a_loss() -> None:
    data = re.sub(rb"/Contents \d+ 0 R(?=(?!.*/Contents))", b"/Contents 99 0 R", FIVE, flags=re.S)
    text, said = _read(data)
    assert text == "page 1page 2page 3page 4"
    assert "a part of the page's content is missing from the file" in said


def test_random_damage_is_never_silent(seed_pdf: Path) -> None:
    """Whatever is done to a file: the same text, a word about it, or an error."""
    sound = seed_pdf.read_bytes()
    opened = open_source(sound, pages="1-2")
    assert isinstance(opened, PdfFile)
    expected = "".join(glyph.text for page in opened.pages for glyph in page.glyphs)
    dice = random.Random(20241122)
    outcomes = set()
    for _ in range(25):
        start, length = dice.randrange(len(sound)), dice.choice([1, 10, 100, 1000, 20_000])
        hole = bytes(dice.randrange(256) for _ in range(length))
        damaged = sound[:start] + hole + sound[start + length :]
        try:
            opened = open_source(damaged, pages="1-2")
            assert isinstance(opened, PdfFile)
            pages = list(opened.pages)
        except ReportparseError:
            outcomes.add("error")
            continue
        text = "".join(glyph.text for page in pages for glyph in page.glyphs)
        said = [*opened.troubles, *opened.losses]
        said += [sentence for page in pages for sentence in (*page.troubles, *page.losses)]
        assert text == expected or said or any(page.unmapped for page in pages)
        outcomes.add("same" if text == expected else "told")
    assert "same" in outcomes
