"""Fonts that PDFium knows in part only: widths in fractions, no name, words in their place."""

from __future__ import annotations

import pytest
from pdfminer.pdftypes import PDFStream

from reportparse.pages import pdfium, plumber
from reportparse.pages.fractions import exact_widths
from reportparse.pages.model import Glyph, Page
from reportparse.pages.shown import shown_texts
from tests.pages.rawpdf import Leaf, raw_pdf, stream, words

TOLERANCE = 0.003
"""Points: what is left of single precision, rounded to thousandths."""
DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Plain /Flags 32 /Ascent 900 /Descent -200"
    b" /FontBBox [0 -200 1000 900] /ItalicAngle 0 /CapHeight 700 /StemV 80 >>"
)
NARROW = b" ".join([b"444.8964"] * 26)
FRACTIONAL = (
    b"<< /Type /Font /Subtype /TrueType /BaseFont /Plain /ToUnicode 6 0 R /FontDescriptor 8 0 R"
    b" /FirstChar 97 /LastChar 122 /Widths [%s] >>" % NARROW
)


def _mapping(entries: bytes) -> bytes:
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def"
        b" 1 begincodespacerange <00> <ff> endcodespacerange " + entries + b" endcmap end end"
    )


LETTERS = _mapping(b"1 beginbfrange <61> <7a> <0061> endbfrange")
DRAWING = stream(b"1000 0 0 0 1000 900 d1 100 0 800 700 re f")
NAMELESS = (
    b"<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 1000 900]"
    b" /FirstChar 1 /LastChar 2 /Widths [1000 500] /ToUnicode 6 0 R /FontDescriptor 8 0 R"
    b" /Encoding << /Type /Encoding /Differences [1 /g1 /g2] >>"
    b" /CharProcs << /g1 9 0 R /g2 9 0 R >> >>"
)
NAMED_ELSEWHERE = (
    b"<< /Type /FontDescriptor /FontName /AAAAAA+Song-Bold /Flags 4 /ItalicAngle 0 /StemV 80 >>"
)
# Code 1 is a radical that looks like 方, code 2 is 日.
RADICAL = _mapping(b"2 beginbfchar <01> <2F45> <02> <65E5> endbfchar")


def _fractional(content: bytes) -> bytes:
    return raw_pdf(
        [Leaf(content)],
        fonts=b"/F1 5 0 R /F2 7 0 R",
        objects=[LETTERS, FRACTIONAL, DESCRIPTOR],
    )


def _nameless(content: bytes, descriptor: bytes = NAMED_ELSEWHERE) -> bytes:
    return raw_pdf(
        [Leaf(content + words("plain", 72, 500))],
        fonts=b"/F1 5 0 R /F2 7 0 R",
        objects=[RADICAL, NAMELESS, descriptor, DRAWING],
    )


def _read(data: bytes) -> tuple[Page, Page]:
    """The page by the reference, and by PDFium; read again where that is doubtful."""
    (one,), (two,) = plumber.read_pdf(data).pages, pdfium.read_pdf(data, careful=True).pages
    return one, two


def _all(glyph: Glyph) -> tuple[object, ...]:
    box = glyph.box
    return (
        (glyph.text, glyph.font, glyph.bold, glyph.italic, glyph.upright),
        pytest.approx([glyph.x, glyph.baseline, glyph.size], abs=TOLERANCE),
        pytest.approx([box.x0, box.top, box.x1, box.bottom], abs=TOLERANCE),
    )


def _plain(glyph: Glyph) -> tuple[object, ...]:
    box = glyph.box
    return (
        (glyph.text, glyph.font, glyph.bold, glyph.italic, glyph.upright),
        [glyph.x, glyph.baseline, glyph.size],
        [box.x0, box.top, box.x1, box.bottom],
    )


def _same(data: bytes) -> Page:
    """Assert that PDFium gives the page of the reference, without doubts."""
    one, two = _read(data)
    assert not two.reread
    assert [_plain(glyph) for glyph in two.glyphs] == [_all(glyph) for glyph in one.glyphs]
    return two


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F2 12 Tf 72 700 Td (%s) Tj ET" % (b"abcdefgh" * 10),
        b"BT /F2 12 Tf 72 700 Td [(%s)-120(tail)] TJ ET" % (b"abcdefgh" * 10),
        b"BT /F2 12 Tf 0 1 -1 0 72 30 Tm (%s) Tj ET" % (b"abcdefgh" * 10),
        b"BT /F2 12 Tf 72 700 Td (%s) Tj 0 -20 Td (%s) Tj ET" % (b"line" * 20, b"next" * 20),
    ],
    ids=["one text", "with a step", "sideways", "two lines"],
)
def test_fractions_add_up_as_in_the_file(content: bytes) -> None:
    page = _same(_fractional(content))
    assert len(page.glyphs) >= 80


def test_what_follows_without_a_place_of_its_own_is_read_again() -> None:
    content = b"BT /F2 12 Tf 72 700 Td (%s) Tj (after) Tj ET" % (b"abcdefgh" * 10)
    one, two = _read(_fractional(content))
    assert two.reread == ("widths in fractions of a thousandth",)
    assert two.glyphs == one.glyphs


def test_a_font_without_a_name_has_that_of_its_description() -> None:
    page = _same(_nameless(b"BT /F2 12 Tf 72 700 Td <01020201> Tj ET "))
    assert [glyph.text for glyph in page.glyphs[:4]] == ["方", "日", "日", "方"]
    assert {glyph.font for glyph in page.glyphs} == {"Song-Bold", "Helvetica"}
    assert page.glyphs[0].bold


@pytest.mark.parametrize(
    ("content", "descriptor"),
    [
        (
            b"BT /F2 12 Tf 72 700 Td <0102> Tj ET BI /W 1 /H 1 /BPC 8 /CS /G ID x EI ",
            NAMED_ELSEWHERE,
        ),
        (b"BT /F2 12 Tf 72 700 Td <0102> Tj ET ", DESCRIPTOR),
    ],
    ids=["content that is not understood", "a descent of its own"],
)
def test_a_font_without_a_name_that_is_not_sure(content: bytes, descriptor: bytes) -> None:
    one, two = _read(_nameless(content, descriptor))
    assert "a font without a name" in two.reread
    assert two.glyphs == one.glyphs


@pytest.mark.parametrize(
    "mapping",
    [b"1 beginbfchar <01> <2F4> endbfchar", b"1 beginbfrange <01> <02> <DBFFDFFF> endbfrange"],
    ids=["half a character", "beyond the last character"],
)
def test_a_map_that_is_damaged_does_no_harm(mapping: bytes) -> None:
    content = b"/Span <</ActualText <FEFF65B9>>> BDC BT /F2 12 Tf 72 700 Td <02> Tj ET EMC "
    data = raw_pdf(
        [Leaf(content + words("plain", 72, 500))],
        fonts=b"/F1 5 0 R /F2 7 0 R",
        objects=[_mapping(mapping), NAMELESS, NAMED_ELSEWHERE, DRAWING],
    )
    one, two = _read(data)
    assert two.reread
    assert two.glyphs == one.glyphs


def test_an_ideograph_in_the_place_of_its_radical_is_no_other_word() -> None:
    content = b"/Span <</ActualText <FEFF65B9>>> BDC BT /F2 12 Tf 72 700 Td <01> Tj ET EMC "
    page = _same(_nameless(content + b"BT /F2 12 Tf 84 700 Td <02> Tj ET "))
    assert "".join(glyph.text for glyph in page.glyphs[:2]) == "方日"


@pytest.mark.parametrize(
    "marked",
    [
        b"/Span <</ActualText <FEFF5927>>> BDC BT /F2 12 Tf 72 700 Td <01> Tj ET EMC ",
        b"/Span <</ActualText <FEFF65B9>>> BDC BT /F2 12 Tf 72 700 Td <0101> Tj ET EMC ",
        b"/Span <</ActualText <FEFF65B9>>> BDC BT /F2 12 Tf 72 700 Td <01> Tj"
        b" 20 0 Td <01> Tj ET EMC ",
    ],
    ids=["another ideograph", "two glyphs", "two texts"],
)
def test_other_words_are_doubtful(marked: bytes) -> None:
    one, two = _read(_nameless(marked))
    assert "words that stand for what is printed" in two.reread
    assert two.glyphs == one.glyphs


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 12 Tf 72 700 Td [(a)()-500] TJ (b) Tj (c) Tj 0 -20 Td (d) Tj ET",
        b"BT /F1 12 Tf 50 Tz 72 700 Td [(a)()-500] TJ (b) Tj ET",
        b"BT /F1 12 Tf 72 700 Td [(a)()-500(b)()100] TJ [()300] TJ (c) Tj ET",
        b"BT /F1 12 Tf 0 1 -1 0 72 300 Tm [(a)()-500] TJ (b) Tj ET",
        b"BT /F1 12 Tf 72 700 Td [(a)()-500] TJ 1 0 0 1 90 700 Tm (b) Tj ET",
        b"BT /F1 12 Tf 72 700 Td [(a)()-500] TJ ( ) Tj (b) Tj ET",
    ],
    ids=["a line", "stretched", "several", "sideways", "placed anew", "a blank"],
)
def test_steps_behind_empty_texts(content: bytes) -> None:
    one, two = _read(raw_pdf([Leaf(content)]))
    assert not two.reread
    assert [_plain(glyph) for glyph in two.glyphs] == [_all(glyph) for glyph in one.glyphs]


def test_steps_behind_empty_texts_of_a_form_are_read_again() -> None:
    form = stream(
        b"BT /F1 12 Tf 72 700 Td [(a)()-500] TJ (b) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> >>",
    )
    entries = (
        b"/MediaBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /Fm 6 0 R >> >>"
    )
    one, two = _read(raw_pdf([Leaf(b"/Fm Do", entries)], objects=[form]))
    assert two.reread == ("empty texts, behind which it loses the place",)
    assert two.glyphs == one.glyphs


def test_widths_of_codes_that_stand_for_the_same() -> None:
    mapping = b"2 beginbfchar <41> <0041> <42> <0041> endbfchar"
    font = {"FirstChar": 65, "Widths": [500.5, 600.5]}
    assert exact_widths({**font, "ToUnicode": PDFStream({}, mapping)}) == {}


def test_what_content_is_not_understood() -> None:
    assert shown_texts(b"(a (nested) string) Tj") is None
    assert shown_texts(b"% a comment\n(a) Tj") is None
    assert shown_texts(b"q /F1 9 Tf Q (a) Tj () Tj") is not None
    (only,) = shown_texts(b"/F2 7 Tf q /F1 9 Tf Q (a\\051\\n) Tj () Tj") or []
    assert (only.font, only.codes, only.words) == ("F2", b"a)\n", None)


def _mapped(entries: bytes, widths: bytes, shown: bytes) -> bytes:
    """A page with plain words, and a text in a font with this table of meanings."""
    font = FRACTIONAL.replace(b"[%s]" % NARROW, b"[%s]" % widths)
    content = words("Plain words.", 72, 720) + b" BT /F2 12 Tf 72 700 Td (%s) Tj ET" % shown
    return raw_pdf(
        [Leaf(content)],
        fonts=b"/F1 5 0 R /F2 7 0 R",
        objects=[_mapping(entries), font, DESCRIPTOR],
    )


def _both(data: bytes) -> list[list[Glyph]]:
    pages = [next(iter(reader(data).pages)) for reader in (plumber.read_pdf, pdfium.read_pdf)]
    return [[glyph for glyph in page.glyphs if glyph.font == "Plain"] for page in pages]


def test_a_character_of_two_units_is_one() -> None:
    entries = b"2 beginbfchar <61> <D835DEE5> <62> <D842DFB7> endbfchar"
    for glyphs in _both(_mapped(entries, b"600 700", b"ab")):
        assert [glyph.text for glyph in glyphs] == ["\U0001d6e5", "\U00020bb7"]


def test_letters_of_one_glyph_are_as_wide_as_the_file_says() -> None:
    entries = b"2 beginbfchar <61> <00660066> <62> <0065> endbfchar"
    reference, other = _both(_mapped(entries, b"523 400", b"aba"))
    assert [glyph.text for glyph in other] == ["ff", "e", "ff"]
    for one, two in zip(reference, other, strict=True):
        assert one.text == two.text
        assert abs(one.box.x0 - two.box.x0) < TOLERANCE
        assert abs(one.box.x1 - two.box.x1) < TOLERANCE
