"""Content of which bytes were altered is told, by both readers; unusual content is not."""

from __future__ import annotations

import pytest

from reportparse.pages import pdfium, plumber
from reportparse.pages.interpreter import CONTENT_ALTERED
from reportparse.pages.statements import ONWARD, PLAIN, RESTRUCK, fits, is_sound
from tests.pages.rawpdf import Leaf, raw_pdf, stream, words

SOUND = {
    "lines": b"q 0.5 w [3 2] 0 d 72 500 m 300 500 l S [] 0 d 1 0 0 1 .5 -.5 cm 9 9 9 9 re f* Q",
    "texts": rb"BT /F1 9 Tf 1 0 0 1 72 700 Tm [(a\)b)-20<41 4>(c(d)e)]TJ (x)' T* ET",
    "marks": b"/P <</MCID 3 /Alt (a)/B [0 .5 1]/C[/Top] /T true>> BDC EMC /P /M1 BDC EMC",
    "marks without a list": b"/Artifact BMC EMC",
    "colours": b"0 g 1 0 0 rg 0 0 0 1 k /CS0 cs 0.3 scn /P1 scn /CS1 CS .1 .2 SC /S sh",
    "rare": b'BT 14 TL 2 1 (b) " ET 1 2 3 4 5 scn 0.1 /P2 scn /Perceptual ri 1 i /G gs',
    "comments": b"% a comment (that opens\nq Q",
    "an image in the content": b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q",
    "free for other operators": b"BX 1 (a) unheard EX q Q",
    "nothing": b" \n",
}
ALTERED = {
    "an operator": b"BT /F1 12 Tf 72 700 Td (lost) Tk ET",
    "an operator that only looks like one": b"/G Cs",
    "a point": b"BT /F1 12 Tf 72 7\xc80.5 Td (x) Tj ET",
    "two points": b"BT /F1 12 Tf 72 7.0.5 Td (x) Tj ET",
    "a blank in a number": b"BT /F1 12 Tf 72 7 0.5 Td (x) Tj ET",
    "a number gone": b"BT /F1 12 Tf 72700 Td (x) Tj ET",
    "a point gone": b"BT /F1 12 Tf 1 0 0 1 4352197047 700 Tm (x) Tj ET",
    "a slash": b"BT .F1 12 Tf 72 700 Td (x) Tj ET",
    "figures of a text": b"BT /F1 12 Tf 72 700 Td <41K2> Tj ET",
    "an odd number of figures of a text": b"BT /F1 12 Tf 72 700 Td <41K> Tj ET",
    "a text in a text": b"BT /F1 12 Tf 72 700 Td [<41<42>] TJ ET",
    "operands behind all": b"q Q 12",
    "two numbers in one": b"BT /F1 12 Tf 1 0 09-1 72 700 Tm (x) Tj ET",
    "an operator with a sign behind": b"BT /F1 12 Tf 72 700 Td\xd5(x) Tj ET",
}


@pytest.mark.parametrize("content", SOUND.values(), ids=SOUND)
def test_sound_content(content: bytes) -> None:
    assert is_sound(content)
    page = next(plumber.read_pdf(raw_pdf([Leaf(content + b" " + words("x"))])).pages)
    assert CONTENT_ALTERED not in page.losses


@pytest.mark.parametrize("name", ["lines", "texts", "marks", "nothing"])
def test_usual_content_is_known_at_a_glance(name: str) -> None:
    assert PLAIN.fullmatch(SOUND[name])


@pytest.mark.parametrize("content", ALTERED.values(), ids=ALTERED)
@pytest.mark.parametrize("in_form", [False, True])
def test_altered_content_is_a_loss_of_the_page(content: bytes, in_form: bool) -> None:
    assert not is_sound(content)
    form = stream(
        content,
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> >>",
    )
    entries = (
        b"/MediaBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /In 6 0 R >> >>"
    )
    own = words("before") + (b"/In Do" if in_form else content)
    data = raw_pdf([Leaf(own, entries)], objects=[form])
    one = next(plumber.read_pdf(data).pages)
    two = next(pdfium.read_pdf(data, careful=True).pages)
    assert CONTENT_ALTERED in one.losses
    assert (two.glyphs, two.losses) == (one.glyphs, one.losses)
    assert CONTENT_ALTERED in next(pdfium.read_pdf(data).pages).losses


def test_a_sign_in_a_dictionary_ends_what_can_be_read() -> None:
    data = raw_pdf([Leaf(words("before") + b"/P <</MCID 0$>> BDC EMC " + words("behind"))])
    one = next(plumber.read_pdf(data).pages)
    two = next(pdfium.read_pdf(data, careful=True).pages)
    assert any("only in part" in loss for loss in one.losses)
    assert (two.glyphs, two.losses) == (one.glyphs, one.losses)


def test_what_follows_altered_figures_is_read() -> None:
    content = b"BT /F1 12 Tf 72 700 Td [<41K2>] TJ (B) Tj ET"
    page = next(plumber.read_pdf(raw_pdf([Leaf(content)])).pages)
    assert "".join(glyph.text for glyph in page.glyphs).endswith("B")


@pytest.mark.parametrize(
    ("operator", "operands"),
    [("scn", []), ("w", [True]), ("TJ", [["a"]]), ("Tj", [[b"a"]]), ("BDC", [1, {}]), ("rg", [1])],
)
def test_operands_that_do_not_fit(operator: str, operands: list[object]) -> None:
    assert not fits(operator, operands)


@pytest.mark.parametrize(
    "shown",
    [b"[(1)480(1)-20(2)]", b"[<31>520<31>]", b"[(Total)2200.5 11(Total)]", b"[(1)556(1)]"],
)
def test_a_text_struck_twice_in_one_is_bold_and_double_for_both(shown: bytes) -> None:
    data = raw_pdf([Leaf(b"BT /F1 12 Tf 72 700 Td " + shown + b" TJ ET")])
    one = next(plumber.read_pdf(data).pages)
    two = next(pdfium.read_pdf(data, careful=True).pages)
    assert two.glyphs == one.glyphs
    assert [glyph.double for glyph in one.glyphs if glyph.bold].count(True) >= 1
    assert two.reread


@pytest.mark.parametrize(
    "shown",
    [b"[(s)284(s)-500(x)]", b"[(a)349.5(b)-1559.1(c).5(d)]", b"[(l)99(l)]", b"[(1)-456(1)]"],
)
def test_steps_that_strike_nothing_twice(shown: bytes) -> None:
    content = shown + b" TJ"
    assert ONWARD.fullmatch(content)
    assert not RESTRUCK.search(content)


def test_other_texts_behind_a_step_back_are_plain() -> None:
    content = b"[(ab)1200(cd)] TJ"
    assert PLAIN.fullmatch(content)
    assert not ONWARD.fullmatch(content)
    assert not RESTRUCK.search(content)
