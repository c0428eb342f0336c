"""What an embedded font says of its own codes, against fontTools, which writes such fonts here."""

from __future__ import annotations

import io

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdftypes import PDFStream

from reportparse.pages.fontprogram import own_encoding
from tests.engines import differences, told
from tests.pages.rawpdf import Leaf, raw_pdf, stream, words
from tests.pages.readers import READERS

NAMES = {
    "space": " ",
    "one": "1",
    "seven": "7",
    "A": "A",
    "epsilon": "ε",
    "minus": "−",
    "asteriskmath": "∗",
    "ff": "\ufb00",
    "u20BB7": "𠮷",
    "uni4E2D": "中",
    "own7": None,
}
"""Names of glyphs, some of the standard strings and some of the font, with their characters."""
WRITTEN = b"""%!PS-AdobeFont-1.0: Own
/Encoding 256 array
0 1 255 {1 index exch /.notdef put} for
dup 34 /one put
dup 200/minus put
readonly def
currentfile eexec dup 5 /seven put"""
"""A font of Type 1; what stands behind `eexec` is encrypted, and no part of its encoding."""
CODES = {34: "one", 35: "seven", 36: "epsilon", 40: "uni4E2D", 200: "minus"}


def _compact(codes: dict[int, str], names: tuple[str, ...] = tuple(NAMES)) -> bytes:
    """A compact font with these glyphs, each a square, and this encoding of its own."""
    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    pen = T2CharStringPen(600, None)
    pen.moveTo((50, 0))
    for corner in ((550, 0), (550, 500), (50, 500)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.getCharString()
    builder.setupCFF("Own", {}, dict.fromkeys(order, square), {})
    fonts: CFFFontSet = builder.font["CFF "].cff
    fonts[0].Encoding = [codes.get(code, ".notdef") for code in range(256)]
    out = io.BytesIO()
    fonts.compile(out, builder.font)
    return out.getvalue()


def _told(program: bytes, name: str = "FontFile3") -> dict[int, str] | None:
    """What is found, without code 0, which fontTools gives to every glyph that has none."""
    found = own_encoding({name: PDFStream({}, program)})
    return None if found is None else {code: text for code, text in found.items() if code}


def test_a_compact_font_names_the_glyphs_of_its_codes() -> None:
    assert _told(_compact(CODES)) == {34: "1", 35: "7", 36: "ε", 40: "中", 200: "−"}


def test_a_name_that_tells_nothing_is_left_out() -> None:
    assert _told(_compact({1: "own7", 2: "one"})) == {2: "1"}


@given(
    st.lists(st.integers(1, 255), max_size=len(NAMES), unique=True),
    st.permutations(list(NAMES)),
    st.permutations(list(NAMES)),
)
def test_any_encoding_comes_back(codes: list[int], named: list[str], order: list[str]) -> None:
    given_ = dict(zip(codes, named, strict=False))
    found = _told(_compact(given_, tuple(order)))
    assert found == {code: text for code, name in given_.items() if (text := NAMES[name])}


def _index(*elements: bytes) -> bytes:
    ends = [1]
    for element in elements:
        ends.append(ends[-1] + len(element))
    return len(elements).to_bytes(2, "big") + b"\x01" + bytes(ends) + b"".join(elements)


def _by_hand(encoding: bytes, charset: bytes, *, glyphs: int = 3, more: bytes = b"") -> bytes:
    """A compact font byte by byte, its parts at 60, 80 and 100."""
    places = b"\x1c\x00\x3c\x10" + b"\x1c\x00\x50\x0f" + b"\x1c\x00\x64\x11"
    start = b"\x01\x00\x04\x01" + _index(b"Own") + _index(more + places) + _index(b"own", b"minus")
    start += b"\x00\x00"
    filled = start.ljust(60, b"\x00") + encoding.ljust(20, b"\x00") + charset.ljust(20, b"\x00")
    return filled + _index(*[b"\x0e"] * glyphs)


ONE_MINUS = b"\x00" + (18).to_bytes(2, "big") + (392).to_bytes(2, "big")
"""A charset: glyph 1 is the eighteenth standard string, glyph 2 the second one of the font."""


@pytest.mark.parametrize(
    ("encoding", "charset", "expected"),
    [
        (b"\x00\x02\x41\x42", ONE_MINUS, {65: "1", 66: "−"}),
        (b"\x01\x01\x41\x01", ONE_MINUS, {65: "1", 66: "−"}),
        (b"\x80\x02\x41\x42\x02\x50\x00\x12\x51\x01\x88", ONE_MINUS,
         {65: "1", 66: "−", 80: "1", 81: "−"}),
        (b"\x00\x02\x41\x42", b"\x01\x00\x12\x01", {65: "1", 66: "2"}),
        (b"\x00\x02\x41\x42", b"\x02\x00\x12\x00\x01", {65: "1", 66: "2"}),
        (b"\x00\x02\x41\x42", b"\x00\x00\x12\xff\xff", None),
    ],
    ids=["codes", "ranges", "supplement", "names in a row", "many in a row", "no such name"],
)  # fmt: skip
def test_every_form_of_the_tables(
    encoding: bytes, charset: bytes, expected: dict[int, str] | None
) -> None:
    assert _told(_by_hand(encoding, charset)) == expected


def test_glyphs_that_have_numbers_have_no_names() -> None:
    assert _told(_by_hand(b"\x00\x02\x41\x42", ONE_MINUS, more=b"\x8b\x8b\x8b\x0c\x1e")) is None


def test_many_glyphs_in_a_row() -> None:
    letters = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    codes = {100 + at: letter for at, letter in enumerate(letters)}
    assert _told(_compact(codes, letters)) == codes


def test_a_damaged_font_tells_nothing_or_what_is_left() -> None:
    program = _compact(CODES)
    whole = _told(program)
    for end in range(len(program)):
        assert _told(program[:end]) in (None, {}, whole)
    for at in range(len(program)):
        altered = program[:at] + bytes((program[at] ^ 0xFF,)) + program[at + 1 :]
        found = _told(altered)  # must not raise
        assert found is None or set(found) <= set(range(256))


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (WRITTEN, {34: "1", 200: "−"}),
        (b"/Encoding 256 array dup 1 /own7 put dup 2 /A put def eexec", {2: "A"}),
        (b"%!FontType1 without an encoding eexec", None),
        (b"", None),
    ],
)
def test_a_type1_font_names_them_in_clear(program: bytes, expected: dict[int, str] | None) -> None:
    assert _told(program, "FontFile") == expected


def test_a_type1_font_with_the_standard_encoding() -> None:
    found = _told(b"%!\n/Encoding StandardEncoding def\ncurrentfile eexec", "FontFile")
    assert found is not None
    assert (found[49], found[39], found[65]) == ("1", "’", "A")


def _pdf(encoding: bytes, shown: bytes, mapping: bytes = b"") -> bytes:
    """A page with a text in Helvetica, and one in an embedded font with codes of its own."""
    program = stream(_compact(CODES), b"/Subtype /Type1C")
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 4 /Ascent 700 /Descent -200"
        b" /FontBBox [0 -200 1000 900] /ItalicAngle 0 /CapHeight 700 /StemV 80 /FontFile3 6 0 R >>"
    )
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /AAAAAA+Own /FontDescriptor 7 0 R"
        b" /FirstChar 0 /LastChar 255 /Widths [%s] %s >>" % (b"600 " * 256, encoding + mapping)
    )
    content = words("Plain words.", 72, 720) + b" BT /F2 12 Tf 72 700 Td <%s> Tj ET" % shown
    return raw_pdf(
        [Leaf(content)], fonts=b"/F1 5 0 R /F2 8 0 R", objects=[program, descriptor, font]
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("encoding", "shown", "printed"),
    [
        (b"", b"2223 2428C8", "17ε中−"),
        (b"/Encoding << /Type /Encoding /Differences [35 /one 41 /A] >>", b"222324", "11ε"),
        (b"/Encoding << /Type /Encoding >>", b"2223", "17"),
    ],
)
def test_a_page_shows_what_the_font_says(
    reader: str, encoding: bytes, shown: bytes, printed: str
) -> None:
    (page,) = READERS[reader](_pdf(encoding, shown)).pages
    assert "".join(glyph.text for glyph in page.glyphs if glyph.font == "Own") == printed


@pytest.mark.parametrize("encoding", [b"", b"/Encoding /WinAnsiEncoding"])
def test_both_readers_agree(encoding: bytes) -> None:
    data = _pdf(encoding, b"2223242822")
    assert not list(differences(told(data, "pdfplumber"), told(data, "auto")))
