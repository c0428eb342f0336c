"""Every code of fonts of up to 256 characters, under every encoding, through both readers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

import pytest

from reportparse.pages import pdfium, plumber
from tests.pages.rawpdf import Leaf, raw_pdf, words

DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Arial /Flags %d /Ascent 900 /Descent -200"
    b" /FontBBox [0 -200 1000 900] /ItalicAngle 0 /CapHeight 700 /StemV 80 >>"
)
ENCODINGS = {
    "win": b"/Encoding /WinAnsiEncoding",
    "mac": b"/Encoding /MacRomanEncoding",
    "standard": b"/Encoding /StandardEncoding",
    "expert": b"/Encoding /MacExpertEncoding",
    "none": b"",
    "win but": b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /B 129 /one] >>",
    "but": b"/Encoding << /Differences [65 /B] >>",
}
START, STEP, BASE = 20, 30, 700
"""Points: where the first of sixteen glyphs of a page stands, how far apart, and how high."""


ROWS = tuple(bytes(range(start, start + 16)) for start in range(0, 256, 16))
"""All codes, sixteen a page."""


def _pdf(kind: bytes, encoding: bytes, flags: int | None, rows: Sequence[bytes] = ROWS) -> bytes:
    """A page for each row of codes, below a line that gives each page a text."""
    described = b"" if flags is None else b"/FontDescriptor 7 0 R"
    font = (
        b"<< /Type /Font /Subtype /%s /BaseFont /Arial /FirstChar 0 /LastChar 255"
        b" /Widths [%s] %s >>" % (kind, b"600 " * 256, encoding + described)
    )
    leaves = [
        Leaf(
            words("Some words that are plain to all.", START, BASE + 40)
            + b" ".join(
                b"BT /F2 12 Tf %d %d Td <%02x> Tj ET" % (START + STEP * at, BASE, code)
                for at, code in enumerate(row)
            )
        )
        for row in rows
    ]
    objects = [font, DESCRIPTOR % (flags or 0)]
    return raw_pdf(leaves, fonts=b"/F1 5 0 R /F2 6 0 R", objects=objects)


@cache
def _read(reader: str, kind: bytes, encoding: str, flags: int | None) -> dict[int, str]:
    """What each code of the font is by a reader; such as are no character are left out."""
    data = _pdf(kind, ENCODINGS[encoding], flags)
    file = pdfium.read_pdf(data, careful=True) if reader == "pdfium" else plumber.read_pdf(data)
    return {
        (page.number - 1) * 16 + round((glyph.box.x0 - START) / STEP): glyph.text
        for page in file.pages
        for glyph in page.glyphs
        if glyph.box.bottom > 800 - BASE
    }


@pytest.mark.parametrize("flags", [None, 32, 4])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", [b"Type1", b"TrueType"])
def test_both_readers_agree(kind: bytes, encoding: str, flags: int | None) -> None:
    found = _read("pdfium", kind, encoding, flags)
    assert found == _read("pdfplumber", kind, encoding, flags)
    assert found[49] == "1"


@pytest.mark.parametrize("flags", [None, 32, 4])
@pytest.mark.parametrize("encoding", ["none", "but"])
@pytest.mark.parametrize("code", [39, 45, 96, 127, 129, 150, 160, 173, 200])
def test_a_code_by_itself_is_the_same(code: int, encoding: str, flags: int | None) -> None:
    """No other code makes the page doubtful."""
    alone = _pdf(b"TrueType", ENCODINGS[encoding], flags, [b"1%c1" % code])
    texts = [
        "".join(glyph.text for page in read(alone).pages for glyph in page.glyphs)
        for read in (plumber.read_pdf, partial(pdfium.read_pdf, careful=True))
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("reader", ["pdfplumber", "pdfium"])
@pytest.mark.parametrize(
    ("encoding", "code", "text"),
    [
        ("win", 45, "-"),
        ("win", 173, "-"),
        ("win", 129, "•"),
        ("win", 127, "•"),
        ("win", 150, "–"),
        ("win", 128, "€"),
        ("win but", 129, "1"),
        ("win but", 141, "•"),
        ("win but", 65, "B"),
        ("mac", 173, "≠"),
        ("mac", 178, "≤"),
        ("mac", 208, "–"),
        ("standard", 177, "–"),
        ("standard", 39, "’"),
        ("but", 65, "B"),
    ],
)
def test_codes_mean_what_the_standard_says(
    reader: str, encoding: str, code: int, text: str
) -> None:
    assert _read(reader, b"Type1", encoding, 32)[code] == text
