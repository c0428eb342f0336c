"""Both readers of PDFs give the same page of content that PDFium by itself would change."""

from __future__ import annotations

import pytest

from reportparse.pages import pdfium, plumber
from reportparse.pages.model import Glyph, Page
from tests.pages.rawpdf import Leaf, chinese_pdf, raw_pdf, stream, words

TOLERANCE = 0.002
"""Points: what is left of single precision, rounded to thousandths."""
WIDE = b"/MediaBox [0 0 600 800]"
# Two codes of one font say "fi", one as a ligature, one as two letters.
LIGATURES = stream(
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    b" /CMapName /T def 1 begincodespacerange <00> <ff> endcodespacerange"
    b" 3 beginbfchar <41> <FB01> <42> <00660069> <43> <0063> endbfchar endcmap end end"
)
LIGATURE_FONT = (
    b"<< /Type /Font /Subtype /TrueType /BaseFont /Plain /ToUnicode 6 0 R /FontDescriptor 8 0 R"
    b" /FirstChar 65 /LastChar 67 /Widths [667 667 722] >>"
)
DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Plain /Flags 32 /Ascent 900 /Descent -200"
    b" /FontBBox [0 -200 1000 900] /ItalicAngle 0 /CapHeight 700 /StemV 80 >>"
)

CONTENTS = {
    "one line": words("Report 12"),
    "blanks": words("a  b   c") + words(" ", 200) + words(" d ", 220),
    "order against the line": words("second", 200) + words("first", 72),
    "hyphen at the end of a line": words("sub-", 500) + words("total", 72, 680),
    "struck twice": words("Total", 72) + words("Total", 72.4),
    "struck twice, many texts later": (
        words("Total") + b"".join(words(f"row {n}", 72, 600 - 20 * n) for n in range(9))
    )
    + words("Total", 72.4),
    "the same word one line below": words("Total") + words("Total", 72, 688),
    "kerned and spaced": b"BT /F1 12 Tf 72 700 Td 2 Tc 5 Tw [(A)-300(V )120(x y)] TJ ET",
    "spaced, one text behind the other": (
        b"BT /F1 12 Tf 72 700 Td 2 Tc (ab) Tj (cd) Tj [-500(e)-100] TJ [(f)] TJ ET"
    ),
    "stretched": b"BT /F1 12 Tf 150 Tz 72 700 Td (Wide) Tj ET",
    "raised": b"BT /F1 12 Tf 72 700 Td (Note) Tj 5 Ts /F1 7 Tf (3) Tj ET",
    "slanted": b"BT /F1 12 Tf 1 0 0.3 1 72 700 Tm (Slant) Tj ET",
    "sideways": b"BT /F1 12 Tf 0 1 -1 0 72 300 Tm (Axis) Tj ET" + words("upright words", 200),
    "mirrored": b"BT /F1 -12 Tf -1 0 0 -1 72 700 Tm (Turned) Tj ET",
    "along no axis": b"BT /F1 12 Tf 0.7 0.7 -0.7 0.7 72 300 Tm (Draft) Tj ET" + words("x"),
    "stroked": b"BT /F1 12 Tf 2 Tr 72 700 Td (Bold) Tj ET",
    "invisible": b"BT /F1 12 Tf 3 Tr 72 700 Td (Hidden) Tj ET",
    "outside of the page": words("in") + words("out", 700) + words("out", 72, 900),
    "blanks outside of the page": words("in") + words("a   b", 640) + words("   ", 700),
    "half outside": words("half of this", 570),
    "scaled by the page": b"q 0.5 0 0 0.5 10 10 cm " + words("Small", 144, 1000, 24) + b" Q",
    "marked content": (
        b"/P <</MCID 3>> BDC " + words("in") + b" EMC /Artifact BMC " + words("no", 300) + b" EMC"
    ),
    "rules": b"72 600 200 0.5 re f 72 500 m 300 500 l S 2 w 0 0 1 RG 72 400 100 50 re s"
    + words("x"),
    "scaled rules": b"q 0.75 0 0 0.75 0 0 cm 0.9 w 72 500 m 300 500 l S Q" + words("x"),
    "a ring": b"72 600 200 90 re 73 601 198 88 re f*" + words("x"),
    "fills and white": (
        b"0.9 g 72 600 200 90 re f 1 1 1 rg 72 400 200 90 re f 0 0 0 0 k 72 300 9 9 re f 0 g"
    )
    + words("x"),
    "next line, with distances": b"BT 14 TL /F1 12 Tf 72 700 Td (a) Tj 2 1 (b c) \" (d) ' ET",
    "a backslash that means nothing": rb"BT /F1 12 Tf 72 700 Td (1\8\.5) Tj ET",
    "an odd figure at the end": b"BT /F1 12 Tf 72 700 Td <41 4> Tj ET",
    "a code of which nothing is known": rb"BT /F1 12 Tf 72 700 Td (12\240345) Tj ET",
    "a point that is no path": b"72 600 m h S" + words("x"),
    "a curve": b"100 100 m 150 200 200 200 250 100 c S 0 0 m 9 9 l S" + words("x"),
}
BOXES = {
    "plain": WIDE,
    "offset": b"/MediaBox [20 30 620 830]",
    "cropped": b"/MediaBox [0 0 600 800] /CropBox [50 50 560 760]",
    "crop box beyond": b"/MediaBox [0 0 600 800] /CropBox [-50 -50 900 900]",
    "crop box of nothing": b"/MediaBox [0 0 600 800] /CropBox [5 5 6 6]",
    "turned by 90": b"/MediaBox [0 0 600 800] /Rotate 90",
    "turned by 180": b"/MediaBox [20 30 620 830] /Rotate 180",
    "turned by 45, which no page is": b"/MediaBox [0 0 600 800] /Rotate 45",
    "turned by 270": b"/MediaBox [20 30 620 830] /CropBox [50 50 560 760] /Rotate 270",
}


def _pages(data: bytes, careful: bool = False) -> tuple[Page, Page]:
    one = next(plumber.read_pdf(data).pages)
    return one, next(pdfium.read_pdf(data, careful=careful).pages)


def _same(data: bytes, careful: bool = False) -> Page:
    """Assert that both readers give one page, of blanks in a row only one, and return it."""
    one, two = _pages(data, careful)
    assert (two.number, two.width, two.height, two.turned) == (
        one.number,
        one.width,
        one.height,
        one.turned,
    )
    left, right = _inked(one), _inked(two)
    assert [_looks(glyph) for glyph in right] == [_looks(glyph) for glyph in left]
    for mine, other in zip(left, right, strict=True):
        assert _place(other) == pytest.approx(_place(mine), abs=TOLERANCE), (mine, other)
    assert [_rule(rule) for rule in two.rules] == [_rule(rule) for rule in one.rules]
    assert [(p.kind, p.box) for p in two.pictures] == [(p.kind, p.box) for p in one.pictures]
    assert (two.links, two.losses, two.troubles) == (one.links, one.losses, one.troubles)
    return two


def _rule(rule: object) -> object:
    return repr(rule)


def _inked(page: Page) -> list[Glyph]:
    return [glyph for glyph in page.glyphs if not glyph.text.isspace()]


def _looks(glyph: Glyph) -> tuple[object, ...]:
    return (
        glyph.text,
        glyph.font,
        glyph.bold,
        glyph.italic,
        glyph.upright,
        glyph.double,
        glyph.tag is None,
    )


def _place(glyph: Glyph) -> list[float]:
    box = glyph.box
    return [box.x0, box.top, box.x1, box.bottom, glyph.x, glyph.baseline, glyph.size]


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_content(content: bytes) -> None:
    _same(raw_pdf([Leaf(content)]))


@pytest.mark.parametrize("entries", BOXES.values(), ids=BOXES)
def test_page_boxes(entries: bytes) -> None:
    sideways = b"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (Axis) Tj ET 72 600 200 0.5 re f"
    _same(raw_pdf([Leaf(words("Report", 100, 650) + sideways, entries)]))


def test_what_a_blank_object_leaves_is_one_blank() -> None:
    one, two = _pages(raw_pdf([Leaf(words("a") + words(" ", 90) + words("b", 95))]))
    assert [glyph.text for glyph in one.glyphs] == [glyph.text for glyph in two.glyphs]
    assert [glyph.x for glyph in two.glyphs] == pytest.approx([glyph.x for glyph in one.glyphs])


def test_ligatures_are_letters_of_one_glyph() -> None:
    content = b"BT /F2 12 Tf 72 700 Td (ACBC) Tj ET"
    data = raw_pdf(
        [Leaf(content)], fonts=b"/F1 5 0 R /F2 7 0 R", objects=[LIGATURES, LIGATURE_FONT]
    )
    page = _same(data)
    assert [glyph.text for glyph in page.glyphs] == ["fi", "c", "fi", "c"]


def _font(entries: bytes, name: bytes = b"Plain") -> bytes:
    """A TrueType font that is not embedded, of codes 65 to 67."""
    return (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FontDescriptor 8 0 R"
        b" /FirstChar 65 /LastChar 67 %s >>" % (name, entries)
    )


def _composite(encoding: bytes, widths: bytes) -> list[bytes]:
    """A font of many characters; its table of meanings is object 9."""
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding %s"
        b" /DescendantFonts [7 0 R] /ToUnicode 9 0 R >>" % encoding,
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /FontDescriptor 8 0 R %s"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>" % widths,
        DESCRIPTOR,
    ]


def _meanings(*pairs: bytes, codes: bytes = b"<0000> <ffff>") -> bytes:
    return stream(
        b"begincmap 1 begincodespacerange %s endcodespacerange %d beginbfchar %s endbfchar endcmap"
        % (codes, len(pairs), b" ".join(pairs))
    )


OWN_CODES = stream(
    b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange"
    b" 1 begincidrange <41> <43> 7 endcidrange endcmap",
    b"/Type /CMap /CMapName /Own",
)
THREE_WIDE = b"/DW 1000 /W [1 [500 600 250]]"
FONTS: dict[str, tuple[bytes, list[bytes], str]] = {
    "one figure in three widths": (
        b"<000100020003>",
        [
            *_composite(b"/Identity-H", THREE_WIDE),
            _meanings(b"<0001> <0031>", b"<0002> <0031>", b"<0003> <0031>"),
        ],
        "111",
    ),
    "codes that are no numbers of glyphs": (
        b"<41b1a8>",
        [
            *_composite(b"/GBK-EUC-H", b"/DW 1000 /W [814 939 500]"),
            _meanings(b"<41> <0041>", b"<b1a8> <62a5>", codes=b"<00> <80> <8140> <fefe>"),
        ],
        "A报",
    ),
    "a table of codes that the file brings": (
        b"(ABC)",
        [
            *_composite(b"10 0 R", b"/DW 1000 /W [7 [500 600 700]]"),
            _meanings(b"<41> <4e00>", b"<42> <4e8c>", b"<43> <4e09>", codes=b"<00> <ff>"),
            OWN_CODES,
        ],
        "一二三",
    ),
    "one width for all others, with a fraction": (
        b"<%s>" % (b"000100020003" * 9),
        [
            *_composite(b"/Identity-H", b"/DW 500.9"),
            _meanings(b"<0001> <62a5>", b"<0002> <544a>", b"<0003> <0031>"),
        ],
        "报告1" * 9,
    ),
    "characters whose ink is wider than the font says": (
        b"<000100020003>",
        [
            *_composite(b"/Identity-H", b"/DW 500"),
            _meanings(b"<0001> <62a5>", b"<0002> <544a>", b"<0003> <0031>"),
        ],
        "报告1",
    ),
    "glyphs of a collection that the file leaves out": (
        b"<000100020022>",
        [*_composite(b"/Identity-H", b"/DW 1000"), _meanings(b"<0001> <0020>", b"<0002> <62a5>")],
        "报A",
    ),
    "codes of a collection that the file leaves out": (
        b"<41b1a8>",
        [
            *_composite(b"/GBK-EUC-H", b"/DW 1000 /W [814 939 500]"),
            _meanings(b"<41> <0042>", codes=b"<00> <80> <8140> <fefe>"),
        ],
        "B报",
    ),
    "a letter and its accent in one glyph": (
        b"<000200010002>",
        [
            *_composite(b"/Identity-H", b"/DW 1000 /W [1 [1200 600]]"),
            _meanings(b"<0001> <00610301>", b"<0002> <544a>"),
        ],
        "告a\u0301告",
    ),
    "an accent that does not advance": (
        b"<0001000200010003>",
        [
            *_composite(b"/Identity-H", b"/DW 1000 /W [1 [500 0 600]]"),
            _meanings(b"<0001> <0061>", b"<0002> <0301>", b"<0003> <544a>"),
        ],
        "a\u0301a告",
    ),
    "several letters at the end": (
        b"<00020001>",
        [
            *_composite(b"/Identity-H", b"/DW 1000 /W [1 [1200 600]]"),
            _meanings(b"<0001> <00310032>", b"<0002> <544a>"),
        ],
        "告12",
    ),
    "widths of a standard font": (
        b"(ABC)",
        [_font(b"/Widths [600 610 620]", b"Times-Bold").replace(b"TrueType", b"Type1"), b"null"],
        "ABC",
    ),
    "no widths": (b"(ABC)", [_font(b""), b"null", DESCRIPTOR], "ABC"),
    "too few widths": (b"(AB C)", [_font(b"/Widths [600]"), b"null", DESCRIPTOR], "ABC"),
    "a sign of another width in the standard font": (
        rb"(A\255B)",
        [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
        "A›B",
    ),
    "Greek": (b"(abc)", [b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"], "αβχ"),
    "ticks": (b"(34)", [b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"], "✓✔"),
    "a name in Chinese": (
        b"(ABC)",
        [
            _font(b"/Widths [600 610 620]", b"#c1#a5#ca#e9"),
            b"null",
            DESCRIPTOR.replace(b"/Plain", b"/#c1#a5#ca#e9"),
        ],
        "ABC",
    ),
    "Chinese by the name of the font alone": (
        b"<41b1a8b8e6>",
        [_font(b"/Widths [600 610 620]", b"#cb#ce#cc#e5"), b"null", DESCRIPTOR],
        "A报告",
    ),
}


@pytest.mark.parametrize(("text", "objects", "wanted"), FONTS.values(), ids=FONTS)
def test_fonts(text: bytes, objects: list[bytes], wanted: str) -> None:
    content = b"BT /F2 12 Tf 72 700 Td " + text + b" Tj ET"
    data = raw_pdf([Leaf(content)], fonts=b"/F1 5 0 R /F2 6 0 R", objects=objects)
    page = _same(data, careful=True)
    assert "".join(glyph.text for glyph in _inked(page)) == wanted


@pytest.mark.parametrize(
    "built", [b"/Adobe-GB1-UCS2 usecmap", b"/Unheard usecmap", b"usecmap", b"(x) usecmap"]
)
def test_a_table_of_meanings_that_builds_on_another(built: bytes) -> None:
    table = stream(
        b"begincmap %s 1 begincodespacerange <0000> <ffff> endcodespacerange"
        b" 1 beginbfchar <0002> <62a5> endbfchar endcmap" % built
    )
    objects = [*_composite(b"/Identity-H", b"/DW 1000"), table]
    content = b"BT /F2 12 Tf 72 700 Td <00020022> Tj ET"
    data = raw_pdf([Leaf(content)], fonts=b"/F1 5 0 R /F2 6 0 R", objects=objects)
    page = _same(data, careful=True)
    assert "".join(glyph.text for glyph in page.glyphs) == "报A"
    assert not page.losses


@pytest.mark.parametrize("text", [b"b1a8", b"41"])
@pytest.mark.parametrize(
    ("encoding", "code", "glyphs"),
    [
        (b"/GBK-EUC-H", b"ff", 1),
        (b"/GBK-EUC-H", b"8130", 1),
        (b"/GBK2K-H", b"81308130", 1),
        (b"/GB-EUC-H", b"fefe", 2),
        (b"/Unheard-H", b"0041", 1),
    ],
)
def test_codes_that_a_table_of_the_standards_does_not_have(
    encoding: bytes, code: bytes, glyphs: int, text: bytes
) -> None:
    objects = _composite(encoding, b"/DW 1000")
    objects[0] = objects[0].replace(b"/ToUnicode 9 0 R", b"")
    around = b"" if encoding == b"/Unheard-H" else text * 2
    content = words("A page with enough of other text.", 72, 500) + (
        b"BT /F2 12 Tf 72 700 Td <" + around + code + around + b"> Tj ET"
    )
    data = raw_pdf([Leaf(content)], fonts=b"/F1 5 0 R /F2 6 0 R", objects=objects)
    page = _same(data, careful=True)
    unknown = [glyph for glyph in page.glyphs if glyph.text == "\ufffd"]
    assert len(unknown) == page.unmapped == glyphs
    assert page.reread


def test_controls_in_a_table_of_the_standards_are_blanks() -> None:
    objects = _composite(b"/GBK-EUC-H", b"/DW 1000")
    objects[0] = objects[0].replace(b"/ToUnicode 9 0 R", b"")
    content = b"BT /F2 12 Tf 72 700 Td <b1a80d0ab8e6> Tj ET"
    data = raw_pdf([Leaf(content)], fonts=b"/F1 5 0 R /F2 6 0 R", objects=objects)
    page = next(plumber.read_pdf(data).pages)
    assert "".join(glyph.text for glyph in page.glyphs) == "报  告"
    assert not page.unmapped


def test_fonts_of_one_name_that_differ() -> None:
    objects = [
        _font(b"/Widths [600 610 620]"),
        _font(b"/Widths [700 710 720]").replace(b"8 0 R", b"9 0 R"),
        DESCRIPTOR,
        DESCRIPTOR.replace(b"/Plain", b"/Plain-Bold").replace(b"-200 /FontBBox", b"-90 /FontBBox"),
    ]
    content = b"BT /F2 12 Tf 72 700 Td (ABC) Tj /F3 12 Tf 0 -20 Td (ABC) Tj ET"
    fonts = b"/F1 5 0 R /F2 6 0 R /F3 7 0 R"
    page = _same(raw_pdf([Leaf(content)], fonts=fonts, objects=objects), careful=True)
    assert [glyph.bold for glyph in page.glyphs] == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    "content",
    [
        words("inherits").replace(b"/F1 12 Tf", b""),
        b"72 500 m 300 500 l S 1 w 72 400 m 300 400 l S",
        words("once") + b"/In Do",
    ],
    ids=["font and distances", "width of lines", "draws itself"],
)
def test_a_form_goes_on_with_the_state_around_it(content: bytes) -> None:
    form = stream(
        content,
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << /In 6 0 R >> >>",
    )
    entries = WIDE + b" /Resources << /Font << /F1 5 0 R >> /XObject << /In 6 0 R >> >>"
    leaf = Leaf(words("x") + b" /F1 10 Tf 3 Tc 150 Tz 2 Tr 5 w /In Do", entries)
    assert not _same(raw_pdf([leaf], objects=[form]), careful=True).losses


def test_font_and_width_of_lines_that_a_dictionary_sets() -> None:
    entries = WIDE + (
        b" /Resources << /Font << /F1 5 0 R >> /ExtGState << /G1 << /Font [5 0 R 14] /LW 3 >> >> >>"
    )
    content = b"/G1 gs BT 72 700 Td (set) Tj ET 72 500 m 300 500 l S " + words("x", 300)
    page = _same(raw_pdf([Leaf(content, entries)]), careful=True)
    assert [glyph.size for glyph in page.glyphs] == [14, 14, 14, 12]
    assert [rule.thickness for rule in page.rules] == [3]
    assert not page.losses


@pytest.mark.parametrize(
    "content",
    [
        words("before") + b"(never closed " + words("after", 72, 600).replace(b")", b""),
        b"/P << /MCID 1 BDC " + words("after"),
    ],
    ids=["a text", "a list"],
)
def test_content_that_is_not_closed_is_a_loss(content: bytes) -> None:
    leaves = [Leaf(words("A page that is whole.")), Leaf(content)]
    for reader, careful in ((plumber, {}), (pdfium, {"careful": True})):
        _, page = reader.read_pdf(raw_pdf(leaves), **careful).pages
        assert any("not closed" in loss for loss in page.losses)


def test_content_packed_in_a_way_that_nobody_knows_is_a_loss() -> None:
    entries = WIDE + b" /Contents 6 0 R"
    odd = stream(words("x"), b"/Filter /Unheard")
    data = raw_pdf([Leaf(b"", entries), Leaf(words("x"))], objects=[odd])
    page, _ = pdfium.read_pdf(data, careful=True).pages
    reference, _ = plumber.read_pdf(data).pages
    assert page.losses == reference.losses != ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"/Span <</ActualText (twelve)>> BDC " + words("12") + b" EMC", "words that stand for"),
        (
            b"/Span <</ActualText <FEFF0020>>> BDC " + words("12") + b" EMC " + words("x", 300),
            "words that stand for",
        ),
    ],
    ids=["words for the ear", "a blank for the ear"],
)
def test_what_pdfium_gets_wrong_is_read_again(content: bytes, reason: str) -> None:
    data = raw_pdf([Leaf(content)])
    (reference,) = plumber.read_pdf(data).pages
    (alone,) = pdfium.read_pdf(data).pages
    (careful,) = pdfium.read_pdf(data, careful=True).pages
    assert _inked(alone) != _inked(reference)
    assert _inked(careful) == _inked(reference)
    assert any("words that stand for" in said for said in careful.reread)


def test_a_file_that_is_doubtful_throughout_is_left_to_the_other_reader() -> None:
    leaves = [Leaf(b"/Span <</ActualText (twelve)>> BDC " + words("12") + b" EMC")] * 9
    pages = list(pdfium.read_pdf(raw_pdf(leaves), careful=True).pages)
    assert all(page.reread for page in pages)


def test_chinese_without_the_font() -> None:
    page = _same(chinese_pdf([["一、导言", "1. 本报告介绍情况。"]]))
    assert "".join(glyph.text for glyph in _inked(page)) == "一、导言1.本报告介绍情况。"


def test_forms_within_forms() -> None:
    inner = stream(
        words("inner", 10, 20),
        b"/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Matrix [1 0 0 1 5 5]"
        b" /Resources << /Font << /F1 5 0 R >> >>",
    )
    outer = stream(
        words("outer", 10, 60) + b" q 2 0 0 2 30 0 cm /In Do Q 10 10 100 0.5 re f",
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 600]"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << /In 6 0 R >> >>",
    )
    entries = WIDE + (b" /Resources << /Font << /F1 5 0 R >> /XObject << /Out 7 0 R >> >>")
    leaf = Leaf(words("page") + b" q 1 0 0 1 100 200 cm /Out Do Q", entries)
    page = _same(raw_pdf([leaf], objects=[inner, outer]))
    assert "".join(glyph.text for glyph in page.glyphs) == "pageouterinner"


def test_a_form_on_every_page_is_doubted_on_every_page() -> None:
    form = stream(
        b"/Span <</ActualText (twelve)>> BDC " + words("12") + b" EMC",
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> >>",
    )
    entries = WIDE + b" /Resources << /Font << /F1 5 0 R >> /XObject << /In 6 0 R >> >>"
    data = raw_pdf([Leaf(b"/In Do " + words("x", 300), entries)] * 2, objects=[form])
    for page in pdfium.read_pdf(data, careful=True).pages:
        assert "".join(glyph.text for glyph in page.glyphs) == "12x"


def test_an_image_is_where_its_matrix_puts_it() -> None:
    image = stream(
        b"\x80" * 16,
        b"/Type /XObject /Subtype /Image /Width 4 /Height 4"
        b" /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    entries = WIDE + b" /Resources << /Font << /F1 5 0 R >> /XObject << /Im 6 0 R >> >>"
    leaf = Leaf(b"q 0 100 -80 0 300 200 cm /Im Do Q" + words("x"), entries)
    page = _same(raw_pdf([leaf], objects=[image]))
    assert [picture.kind for picture in page.pictures] == ["image"]


GRADIENT = (
    b"<< /Type /Pattern /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB"
    b" /Coords [0 0 600 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1]"
    b" /N 1 >> >> >>"
)
HATCHING = stream(
    b"0 0 2 8 re f",
    b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 /YStep 8"
    b" /Resources << >>",
)
SLICE = b"300 300 m 400 300 l 400 360 360 400 300 400 c h f 100 300 90 40 re f"
PATTERNED = WIDE + (
    b" /Resources << /Font << /F1 5 0 R >> /Pattern << /P0 6 0 R >> /XObject << /In 7 0 R >> >>"
)


@pytest.mark.parametrize("pattern", [GRADIENT, HATCHING], ids=["gradient", "hatching"])
@pytest.mark.parametrize(
    "content",
    [
        b"/Pattern cs /P0 scn " + SLICE,
        b"1 g 0 0 600 800 re f /Pattern cs /P0 scn " + SLICE,
        b"1 g " + SLICE,
        b"/In Do",
    ],
    ids=["on bare paper", "on white", "white alone", "in a form"],
)
def test_surfaces_filled_with_a_pattern_are_ink(pattern: bytes, content: bytes) -> None:
    form = stream(
        b"/Pattern cs /P0 scn " + SLICE,
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
        b" /Resources << /Pattern << /P0 6 0 R >> >>",
    )
    data = raw_pdf([Leaf(content + b" " + words("x"), PATTERNED)], objects=[pattern, form])
    (reference,) = plumber.read_pdf(data).pages
    (page,) = pdfium.read_pdf(data, careful=True).pages
    kinds = sorted(picture.kind for picture in page.pictures)
    assert kinds == sorted(picture.kind for picture in reference.pictures)
    assert kinds == ([] if content.startswith(b"1 g 300") else ["drawing", "fill"])
