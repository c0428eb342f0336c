"""Drawings: shapes land on the print that they are about."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from PIL import Image

from reportparse.cli import main
from reportparse.inspection import Drawing, Shape, inspect
from reportparse.pages.picture import SCALE, picture_of_page
from reportparse.provenance import Box
from reportparse.sinks.drawing import COLOURS, write_png, write_svg
from tests.typeset import Settings
from tests.typeset.manuscript import Manuscript, Paragraph, Section
from tests.typeset.pdf import typeset_pdf

SVG = "{http://www.w3.org/2000/svg}"


def white(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


PAGE = Drawing(
    1,
    100,
    50,
    0,
    "lines",
    (Shape("line", Box(10, 10, 40, 20), '<b>"\x00'), Shape("rule", Box(10, 30, 90, 30))),
)


def test_svg_has_every_shape_with_its_label_as_data() -> None:
    root = ElementTree.fromstring(write_svg(PAGE, white(200, 100)))
    titles = [rect.findtext(f"{SVG}title") for rect in root.iter(f"{SVG}rect")]
    assert [title for title in titles if title] == ['line: <b>" ', "rule: "]
    assert [text.text for text in root.iter(f"{SVG}text")] == ["line", "rule"]


def test_png_colours_the_box_and_nothing_else() -> None:
    image = Image.open(io.BytesIO(write_png(PAGE, white(200, 100))))
    red, green, blue = (int(COLOURS[0][at : at + 2], 16) for at in (1, 3, 5))
    assert image.getpixel((20, 20)) == (red, green, blue)
    assert image.getpixel((140, 80)) == (255, 255, 255)
    assert image.getpixel((50, 30)) not in ((255, 255, 255), (red, green, blue))


@pytest.mark.parametrize("lying", ["upright", "by the file", "unsaid"])
def test_the_glyphs_are_where_the_picture_has_ink(lying: str) -> None:
    """Also on a page that lies on its side in the file: the picture is turned as the page was."""
    data = typeset_pdf(_manuscript(), Settings(turned=lying != "upright"))
    if lying == "unsaid":
        said = re.search(rb"/Rotate \d+", data)
        assert said is not None
        data = data.replace(said[0], b" " * len(said[0]))
    drawing = inspect(data, 1, "glyphs")
    assert bool(drawing.turned) is (lying == "unsaid")
    picture = picture_of_page(data, 1, drawing.turned)
    image = Image.open(io.BytesIO(picture)).convert("L")
    assert image.width == pytest.approx(drawing.width * SCALE, abs=2)
    assert image.height == pytest.approx(drawing.height * SCALE, abs=2)
    inked = 0
    glyphs = [shape for shape in drawing.shapes if shape.kind == "glyph"]
    for shape in glyphs:
        corners = (shape.box.x0, shape.box.top, shape.box.x1, shape.box.bottom)
        cut = image.crop(tuple(round(edge * SCALE) for edge in corners))  # type: ignore[arg-type]
        inked += min(cut.tobytes()) < 200
    assert inked > 0.97 * len(glyphs)


def _manuscript() -> Manuscript:
    words = ("本报告介绍了清洁发展机制的现状，并提供了该机制的治理、管理和财务状况信息。",)
    section = Section(1, "一.", ("导言",), (Paragraph(1, words * 3), Paragraph(2, words * 3)))
    return Manuscript(
        symbol="A/79/900",
        job_number="24-04301",
        office="new_york",
        organ="大会",
        date="24 September 2024",
        title="年度报告",
        session=(),
        session_place=None,
        agenda_item=None,
        subject=None,
        subtitle=None,
        title_note=None,
        summary=(),
        contents=False,
        abbreviations=(),
        sections=(section,),
        annexes=(),
        notes=(),
    )


def test_the_command_writes_both_forms(seed_pdf: Path, tmp_path: Path) -> None:
    for name, start in (("page.svg", b"<svg"), ("page.png", b"\x89PNG")):
        out = tmp_path / name
        done = CliRunner().invoke(main, ["inspect", str(seed_pdf), "--page", "4", "-o", str(out)])
        assert done.exit_code == 0, done.output
        assert out.read_bytes().startswith(start)


def test_the_command_knows_its_forms_and_pages(seed_pdf: Path, tmp_path: Path) -> None:
    for arguments, words in (
        (["--page", "4", "-o", str(tmp_path / "page.gif")], "must end in .svg or .png"),
        (["--page", "99", "-o", str(tmp_path / "page.svg")], "there is no page 99"),
    ):
        done = CliRunner().invoke(main, ["inspect", str(seed_pdf), *arguments])
        assert done.exit_code == 2
        assert words in done.output
        assert not list(tmp_path.iterdir())
