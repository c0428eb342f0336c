"""The drawing: its font, its characters, and what it refuses to draw."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from reportparse.errors import OutputError
from reportparse.series import Series, series
from reportparse.series.fonts import find_face
from reportparse.series.plot import _characters, draw
from tests.series.conftest import Years as Loaded

WORDS = "核证减排量的发放"


def _font(path: Path, text: str) -> Path:
    """Write a font that has the characters of a text, each a box of its own width."""
    signs = sorted({sign for sign in text if not sign.isspace()} | {" "})
    names = [".notdef", *(f"u{ord(sign):04X}" for sign in signs)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): f"u{ord(sign):04X}" for sign in signs})
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        for at, point in enumerate(((50, 0), (50, 700), (450, 700), (450, 0))):
            (pen.lineTo if at else pen.moveTo)(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture
def drawn(years: Loaded) -> tuple[Series, ...]:
    """A series with a corrigendum and restatements, and one with gaps."""
    wanted = ("activities.with_issuance", "transactions.units/voluntary_cancellation")
    return tuple(one for name in wanted for one in series(years(0), name).series)


@pytest.fixture
def font(drawn: tuple[Series, ...], tmp_path: Path) -> Path:
    return _font(tmp_path / "boxes.ttf", _characters(drawn) + "\u2009−")


def test_a_png_and_an_svg(drawn: tuple[Series, ...], font: Path) -> None:
    """A character without a glyph would be a warning of the library, and fail here."""
    picture = Image.open(io.BytesIO(draw(drawn, "png", font)))
    assert picture.format == "PNG" and picture.width > 1000 and picture.height > 900
    colours = picture.convert("RGB").getcolors(1 << 24) or []
    inks = {colour for _, colour in colours}
    assert {(31, 78, 121), (192, 57, 43), (241, 228, 200)} <= inks  # line, changed, missing
    svg = ET.fromstring(draw(drawn, "svg", font))
    assert svg.tag.endswith("svg")
    assert not [one for one in svg.iter() if one.tag.endswith("}text")]  # shapes, not letters


def test_the_same_series_give_the_same_file(drawn: tuple[Series, ...], font: Path) -> None:
    for form in ("png", "svg"):
        first, second = (draw(drawn, "png" if form == "png" else "svg", font) for _ in range(2))
        assert first == second


def test_a_font_that_lacks_characters_is_refused(drawn: tuple[Series, ...], tmp_path: Path) -> None:
    poor = _font(tmp_path / "poor.ttf", "核证0123456789")
    with pytest.raises(OutputError, match=r"poor\.ttf lacks characters of the labels, such as "):
        draw(drawn, "png", poor)
    (tmp_path / "no.ttf").write_bytes(b"no font")
    with pytest.raises(OutputError, match="cannot be read"):
        draw(drawn, "png", tmp_path / "no.ttf")


def test_no_font_at_all_is_said() -> None:
    """A code that is no character has no glyph in any font but those that draw placeholders."""
    with pytest.raises(OutputError, match="install one for Chinese"):
        find_face("核\ufffe")


def test_an_installed_font_is_found_by_its_characters(drawn: tuple[Series, ...]) -> None:
    try:
        face = find_face(WORDS)
    except OutputError as none:
        pytest.skip(str(none))
    assert "LastResort" not in face.path
    assert draw(drawn, "png")[:4] == b"\x89PNG"


def test_nothing_to_draw_and_too_much(years: Loaded, font: Path) -> None:
    with pytest.raises(OutputError, match="has a figure to draw"):
        draw((), "png", font)
    with pytest.raises(OutputError, match="too many for one drawing"):
        draw(series(years(0)).series, "png", font)
