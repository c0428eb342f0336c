"""Reading pages of PDFs whose every operator is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportparse.errors import EncryptedPdf, NoTextLayer
from reportparse.pages.model import Glyph, Page
from reportparse.pages.plumber import read_pdf
from tests.pages.rawpdf import (
    Leaf,
    chinese_pdf,
    locked_pdf,
    picture_pdf,
    raw_pdf,
    stream,
    unmapped_pdf,
    words,
)
from tests.pages.readers import READERS


@pytest.fixture(autouse=True, params=list(READERS.values()), ids=list(READERS))
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds for each reader of PDFs."""
    monkeypatch.setitem(globals(), "read_pdf", request.param)


def _page(content: bytes, entries: bytes = b"/MediaBox [0 0 600 800]") -> Page:
    (page,) = read_pdf(raw_pdf([Leaf(content, entries)])).pages
    return page


def _text(page: Page) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def _origin(glyph: Glyph) -> tuple[float, float]:
    return glyph.x, glyph.baseline


def test_origin_size_and_box_of_a_glyph() -> None:
    page = _page(b"BT /F1 12 Tf 72 700 Td (H) Tj ET")
    (glyph,) = page.glyphs
    assert _origin(glyph) == (72, 100)
    assert glyph.size == 12
    assert glyph.box.x0 == 72
    assert glyph.box.x1 == pytest.approx(80.664)
    assert glyph.box.top < 100 < glyph.box.bottom
    assert glyph.font == "Helvetica"
    assert (glyph.upright, glyph.bold, glyph.italic, glyph.double) == (True, False, False, False)


@pytest.mark.parametrize(
    ("operators", "size"),
    [
        (b"/F1 1 Tf 9 0 0 9 72 700 Tm", 9),
        (b"/F1 10 Tf 0.5 0 0 0.8 72 700 Tm", 8),
        (b"/F1 9 Tf 150 Tz 72 700 Td", 9),
    ],
)
def test_size_is_the_displayed_one(operators: bytes, size: float) -> None:
    (glyph,) = _page(b"BT %s (H) Tj ET" % operators).glyphs
    assert glyph.size == pytest.approx(size)


def test_size_under_a_scaled_page() -> None:
    (glyph,) = _page(b"q .24 0 0 .24 0 0 cm BT /F1 50 Tf 300 2900 Td (H) Tj ET Q").glyphs
    assert glyph.size == pytest.approx(12)
    assert _origin(glyph) == (72, 104)


def test_text_rise_raises_the_baseline() -> None:
    page = _page(b"BT /F1 12 Tf 72 700 Td (a) Tj /F1 8 Tf 4 Ts (1) Tj ET")
    assert [glyph.baseline for glyph in page.glyphs] == [100, 96]


@pytest.mark.parametrize(
    ("operators", "bold", "italic"),
    [
        (b"2 Tr 1 0 0 1 72 700 Tm", True, False),
        (b"1 0 .21 1 72 700 Tm", False, True),
        (b"1 0 0 1 72 700 Tm", False, False),
    ],
)
def test_synthetic_faces(operators: bytes, bold: bool, italic: bool) -> None:
    (glyph,) = _page(b"BT /F1 12 Tf %s (H) Tj ET" % operators).glyphs
    assert (glyph.bold, glyph.italic) == (bold, italic)


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        (b"BCDGEE+TimesNewRomanPS-BoldMT", True, False),
        (b"TimesNewRomanPS-ItalicMT", False, True),
        (b"ABCDEF+NotoSansCJKsc-Black", True, False),
        (b"BCDFEE+SimHei", False, False),
        (b"Cambria-BoldItalic", True, True),
        (b"HelveticaNeue-DemiLight", False, False),
    ],
)
def test_faces_by_the_name_of_the_font(name: bytes, bold: bool, italic: bool) -> None:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 72 /Widths [700] >>" % name
    data = raw_pdf(
        [Leaf(b"BT /F2 12 Tf 72 700 Td (H) Tj ET")],
        fonts=b"/F1 5 0 R /F2 6 0 R",
        objects=[font],
    )
    ((glyph,),) = (page.glyphs for page in read_pdf(data).pages)
    assert (glyph.bold, glyph.italic) == (bold, italic)
    assert glyph.font == name.decode().split("+")[-1]


def test_a_second_strike_is_marked_and_makes_bold() -> None:
    page = _page(words("ill", 72) + words("ill", 72.4))
    assert [glyph.double for glyph in page.glyphs] == [False] * 3 + [True] * 3
    assert all(glyph.bold for glyph in page.glyphs)


def test_letters_that_repeat_are_no_second_strike() -> None:
    page = _page(words("llll....", 72, size=8))
    assert not any(glyph.double or glyph.bold for glyph in page.glyphs)


def test_a_page_with_rotate_arrives_upright() -> None:
    # Text that runs up the unrotated page reads from left to right after a turn by 90 degrees.
    sideways = b"BT /F1 12 Tf 0 1 -1 0 500 60 Tm (wide) Tj ET"
    page = _page(sideways, b"/MediaBox [0 0 600 800] /Rotate 90")
    assert (page.width, page.height, page.turned) == (800, 600, 0)
    assert _origin(page.glyphs[0]) == (60, 500)
    assert all(glyph.upright for glyph in page.glyphs)
    assert page.glyphs[0].x < page.glyphs[3].x


@pytest.mark.parametrize(
    ("rotate", "matrix", "origin"),
    [
        (180, b"-1 0 0 -1 540 760", (60, 760)),
        (270, b"0 -1 1 0 100 740", (60, 500)),
        (-270, b"0 1 -1 0 500 60", (60, 500)),
    ],
)
def test_other_rotations(rotate: int, matrix: bytes, origin: tuple[float, float]) -> None:
    entries = b"/MediaBox [0 0 600 800] /Rotate %d" % rotate
    page = _page(b"BT /F1 12 Tf %s Tm (word) Tj ET" % matrix, entries)
    assert page.turned == 0
    assert _origin(page.glyphs[0]) == origin
    assert all(glyph.upright for glyph in page.glyphs)


def test_a_page_of_sideways_text_is_turned_and_its_running_head_is_not_upright() -> None:
    page = _page(
        b"BT /F1 12 Tf 0 1 -1 0 500 60 Tm (a wide table) Tj ET\n" + words("A/75/836", 250, 780)
    )
    assert (page.width, page.height, page.turned) == (800, 600, 90)
    assert _text(page) == "a wide tableA/75/836"
    assert _origin(page.glyphs[0]) == (60, 500)
    assert [glyph.upright for glyph in page.glyphs] == [True] * 12 + [False] * 8


def test_a_watermark_at_an_angle_is_not_upright() -> None:
    page = _page(words("text of the page") + b"BT /F1 40 Tf .7 .7 -.7 .7 200 300 Tm (Draft) Tj ET")
    assert [glyph.upright for glyph in page.glyphs][-5:] == [False] * 5
    assert page.turned == 0


def test_the_crop_box_is_the_page_and_what_lies_beyond_is_told() -> None:
    page = _page(
        words("seen", 72, 700) + words("beyond", 10, 790),
        b"/MediaBox [0 0 600 800] /CropBox [50 50 550 750]",
    )
    assert (page.width, page.height) == (500, 700)
    assert _text(page) == "seen"
    assert _origin(page.glyphs[0]) == (22, 50)
    assert page.troubles == ("6 glyphs stand outside of the visible page and are left out",)


def test_a_media_box_need_not_start_at_zero() -> None:
    page = _page(words("x", 172, 800), b"/MediaBox [100 100 700 900]")
    assert _origin(page.glyphs[0]) == (72, 100)


def test_glyphs_outside_of_any_font_code_are_unmapped() -> None:
    page = _page(words("A good line of words") + b"BT /F1 12 Tf 72 600 Td (\x01\x02) Tj ET")
    assert page.unmapped == 2
    assert _text(page).endswith("\ufffd\ufffd")


def test_a_page_of_unmapped_codes_in_a_sound_document_is_a_loss() -> None:
    bad = b"BT /F1 12 Tf 72 700 Td (" + b"\x01\x02" * 20 + b") Tj ET"
    pages = list(read_pdf(raw_pdf([Leaf(words("sound words " * 9)), Leaf(bad)])).pages)
    assert pages[0].losses == ()
    assert "40 of 40 glyphs" in pages[1].losses[0]


@pytest.mark.parametrize(
    ("code", "width", "told"), [(0xFF, 1000, True), (0xFF, 500, False), (0xE1, 1000, False)]
)
def test_an_ideograph_with_the_name_of_a_latin_letter_is_a_loss(
    code: int, width: int, told: bool
) -> None:
    """No ÿ is as wide as it is high; á is, in fonts that print Chinese spelling."""
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Ming /Encoding /WinAnsiEncoding"
        b" /FirstChar %d /LastChar %d /Widths [%d] >>" % (code, code, width)
    )
    content = b"BT /F1 10 Tf 72 700 Td (text) Tj /F2 10 Tf <%02x> Tj ET" % code
    data = raw_pdf([Leaf(content)], fonts=b"/F1 5 0 R /F2 6 0 R", objects=[font])
    (page,) = read_pdf(data).pages
    assert page.glyphs[-1].text == chr(code)
    assert bool(page.losses) is told


def test_documents_without_readable_text_end_with_an_error() -> None:
    for data, reason in (
        (picture_pdf(2), "no text layer"),
        (unmapped_pdf(), "does not say which characters"),
        (raw_pdf([Leaf(b"")]), "no text on any page"),
    ):
        with pytest.raises(NoTextLayer, match=f"{reason}.*OCRmyPDF"):
            list(read_pdf(data).pages)


def test_one_scanned_page_among_others_is_a_loss_of_that_page() -> None:
    image = stream(
        b"\x80",
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8",
    )
    scanned = Leaf(
        b"q 600 0 0 800 0 0 cm /Im Do Q",
        b"/MediaBox [0 0 600 800] /Resources << /XObject << /Im 6 0 R >> >>",
    )
    text, picture = read_pdf(raw_pdf([Leaf(words("text")), scanned], objects=[image])).pages
    assert text.losses == ()
    assert "OCRmyPDF" in picture.losses[0]
    assert [found.kind for found in picture.pictures] == ["image"]


def test_chinese_text_of_a_font_that_is_not_embedded() -> None:
    (page,) = read_pdf(chinese_pdf([["一. 导言", "1. 联合国第77/202号决议。"]])).pages
    assert _text(page) == "一. 导言1. 联合国第77/202号决议。"
    assert {glyph.baseline for glyph in page.glyphs} == {82, 102}


def test_passwords() -> None:
    data = locked_pdf("secret words", "geheim")
    (page,) = read_pdf(data, password="geheim").pages
    assert _text(page) == "secret words"
    with pytest.raises(EncryptedPdf, match="--password"):
        read_pdf(data)
    with pytest.raises(EncryptedPdf, match="does not open it"):
        read_pdf(data, password="falsch")


def test_a_pdf_that_is_only_locked_against_changes_opens_without_password() -> None:
    (page,) = read_pdf(locked_pdf("free to read", "", owner="boss")).pages
    assert _text(page) == "free to read"


def test_links_stand_where_the_page_shows_them() -> None:
    link = (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [72 690 200 710]"
        b" /A << /S /URI /URI (https://unfccc.int/a) >> >>"
        b" << /Type /Annot /Subtype /Link /Rect [0 0 1] /A << /URI (broken) >> >>"
        b" << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [2 0 R /Fit] >>]"
    )
    page = _page(words("x"), b"/MediaBox [0 0 600 800] " + link)
    (found,) = page.links
    assert found.url == "https://unfccc.int/a"
    assert (found.box.x0, found.box.top, found.box.x1, found.box.bottom) == (72, 90, 200, 110)
    assert page.troubles == ("1 annotations of the page could not be read",)


def test_the_seed_has_all_its_glyphs(seed_pdf: Path) -> None:
    opened = read_pdf(seed_pdf.read_bytes())
    pages = list(opened.pages)
    assert [page.number for page in pages] == list(range(1, 16))
    # 14,368 glyphs that print ink are what pdfplumber itself finds in the file; of blanks in a
    # row, not every library gives each.
    inked = [glyph for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
    assert len(inked) == 14_368
    assert not any(page.unmapped or page.losses or page.troubles for page in pages)
    # The pie charts on page 6: three drawings, in one row.
    assert [picture.kind for picture in pages[5].pictures] == ["drawing"] * 3


def test_a_real_tagged_report(corpus: Path) -> None:
    opened = read_pdf((corpus / "zh" / "A_75_836_zh.pdf").read_bytes())
    pages = list(opened.pages)
    assert opened.tagged
    assert len(pages) == opened.page_count == 22
    tagged = sum(glyph.tag is not None for page in pages for glyph in page.glyphs)
    # Running heads and folios are artifacts, the rest is tagged.
    assert tagged > 0.95 * sum(len(page.glyphs) for page in pages)


def test_a_structure_tree_that_pdfplumber_cannot_read(corpus: Path) -> None:
    opened = read_pdf((corpus / "en" / "A_81_6_SECT._2.pdf").read_bytes())
    roles = {role for page in opened.pages for tag in page.tags for role in tag.path}
    assert {"Table", "TR", "TD", "P"} <= roles
