"""Rules, fills and drawings from paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportparse.pages.model import Page, Rule
from reportparse.pages.plumber import read_pdf
from tests.pages.rawpdf import Leaf, raw_pdf, words
from tests.pages.readers import READERS


@pytest.fixture(autouse=True, params=list(READERS.values()), ids=list(READERS))
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds for each reader of PDFs."""
    monkeypatch.setitem(globals(), "read_pdf", request.param)


def _page(content: str) -> Page:
    (page,) = read_pdf(raw_pdf([Leaf(content.encode() + b"\n" + words("text"))])).pages
    return page


def _span(rule: Rule) -> tuple[float, float, float, float]:
    box = rule.box
    return round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)


def test_pieces_and_joints_become_one_rule_with_exact_column_edges() -> None:
    """The house style: thin rectangles, cut by squares behind each column edge."""
    page = _page(
        "100 600 50 .48 re f 150 600 .48 .48 re f 150.48 600 49.52 .48 re f"
        " 200 600 .48 .48 re f 200.48 600 99.52 .48 re f"
    )
    (rule,) = page.rules
    assert _span(rule) == (100, 199.52, 300, 200)
    assert rule.thickness == pytest.approx(0.48)
    assert rule.joints == (150, 200)
    assert rule.horizontal


def test_joints_astride_of_the_edge_give_the_same_edge() -> None:
    """The bottom rule: each piece ends at the edge, the square reaches half over it."""
    page = _page("100 600 50 1.44 re f 149.28 600 1.44 1.44 re f 150.72 600 49.28 1.44 re f")
    (rule,) = page.rules
    assert rule.joints == (150,)
    assert (rule.box.x0, rule.box.x1) == (100, 200)


def test_a_gap_or_another_thickness_makes_another_rule() -> None:
    page = _page(
        "100 600 50 .48 re f 155 600 50 .48 re f 205 599.5 50 1.44 re f 100 500 50 .48 re f"
    )
    found = [(rule.box.x0, rule.box.x1, round(rule.thickness, 2)) for rule in page.rules]
    assert found == [
        (205, 255, 1.44),
        (100, 150, 0.48),
        (155, 205, 0.48),
        (100, 150, 0.48),
    ]


def test_a_rule_printed_twice_is_one_rule_without_joints() -> None:
    page = _page("0.5 w 100 600 m 300 600 l S 100 600 m 300 600 l S")
    (rule,) = page.rules
    assert (_span(rule), rule.thickness, rule.joints) == ((100, 200, 300, 200), 0.5, ())


def test_the_thickness_of_a_stroke_is_that_on_the_page() -> None:
    (rule,) = _page("q .1 0 0 .1 0 0 cm 15 w 1000 6000 m 3000 6000 l S Q").rules
    assert rule.thickness == pytest.approx(1.5)
    assert _span(rule) == (100, 200, 300, 200)


def test_a_hairline_has_a_thickness() -> None:
    (rule,) = _page("0 w 100 600 m 300 600 l S").rules
    assert rule.thickness == pytest.approx(0.1)


def test_the_outline_of_a_box_is_four_rules() -> None:
    page = _page("0.5 w 100 600 200 80 re S")
    assert sorted((rule.horizontal, *_span(rule)) for rule in page.rules) == [
        (False, 100, 120, 100, 200),
        (False, 300, 120, 300, 200),
        (True, 100, 120, 300, 120),
        (True, 100, 200, 300, 200),
    ]
    assert page.pictures == ()


def test_corners_belong_to_no_column() -> None:
    """The 摘要 box: squares at its corners, pieces at the rows of its sides."""
    page = _page(
        "60 600 .24 .24 re f 60.24 600 400 .24 re f 460.24 600 .24 .24 re f"
        " 60 570 .24 30 re f 60 540 .24 30 re f"
    )
    flat = [rule for rule in page.rules if rule.horizontal]
    upright = [rule for rule in page.rules if not rule.horizontal]
    assert [rule.joints for rule in flat] == [()]
    assert [[round(joint, 2) for joint in rule.joints] for rule in upright] == [[230]]


@pytest.mark.parametrize("paint", ["1 g 100 600 200 .5 re f", "1 G 100 600 m 300 600 l S"])
def test_white_ink_on_paper_is_no_rule(paint: str) -> None:
    assert _page(paint).rules == ()


def test_a_white_rule_on_a_coloured_cell_is_one() -> None:
    page = _page("0 0 .6 rg 90 580 300 60 re f 1 G 100 600 m 300 600 l S")
    assert len(page.rules) == 1
    assert [picture.kind for picture in page.pictures] == ["fill"]


def test_shaded_cells_are_fills_and_no_chart() -> None:
    cells = " ".join(f"{100 + 60 * n} 600 59.5 {20 + n} re f" for n in range(4))
    page = _page(f".9 g {cells}")
    assert [picture.kind for picture in page.pictures] == ["fill"] * 4


def test_bars_axes_and_frame_are_one_drawing() -> None:
    bars = " ".join(f"{130 + 60 * n} 500 20 {20 + 15 * n} re f" for n in range(4))
    page = _page(
        f".3 g {bars} 0.5 w 0 G 120 500 m 340 500 l S 120 500 m 120 600 l S 90 470 280 160 re S"
    )
    (drawing,) = page.pictures
    assert drawing.kind == "drawing"
    box = drawing.box
    assert (box.x0, box.top, box.x1, box.bottom) == (90, 170, 370, 330)
    assert {rule.picture for rule in page.rules} == {0}


def test_bars_of_two_charts_on_one_base_line_are_two_drawings() -> None:
    rows = [600, 581, 562, 500, 481, 462]
    bars = " ".join(f"130 {y} {40 + 23 * n} 12 re f" for n, y in enumerate(rows))
    page = _page(f".3 g {bars}")
    assert [(p.kind, p.box.top, p.box.bottom) for p in page.pictures] == [
        ("drawing", 188, 238),
        ("drawing", 288, 338),
    ]


def test_bars_that_differ_by_rounding_are_one_chart() -> None:
    """Base line and breadth of a browser's bars end in .4999 and .5001."""
    page = _page(
        ".3 g 188.499 600 4 10.499 re f 188.501 582 120 10.501 re f 188.5 546 18 10.5 re f"
    )
    assert [(p.kind, p.box.x1) for p in page.pictures] == [("drawing", 308.501)]


def test_a_drawing_knows_the_heights_of_its_bars() -> None:
    """The bar of a small share is as thin as a rule."""
    page = _page(".3 g 130 600 40 12 re f 130 580 90 12 re f 130 560 2 12 re f 130 540 60 12 re f")
    (drawing,) = page.pictures
    assert drawing.inked == ((188, 200), (208, 220), (228, 240), (248, 260))


def test_curves_of_a_pie_are_one_drawing_and_the_page_rule_is_not_part_of_it() -> None:
    pie = "200 500 m 250 500 250 550 200 550 c 150 550 150 500 200 500 c f"
    page = _page(f"{pie} 210 500 m 260 520 l S 0.5 w 60 760 m 540 760 l S")
    (drawing,) = page.pictures
    assert drawing.kind == "drawing"
    (rule,) = page.rules
    assert rule.picture is None


def test_strips_of_one_image_are_one_picture() -> None:
    image = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI"
    strips = b" ".join(b"q 60 0 0 10 80 %d cm %s Q" % (600 + 10 * n, image) for n in range(4))
    (page,) = read_pdf(raw_pdf([Leaf(strips + b"\n" + words("text"))])).pages
    (picture,) = page.pictures
    assert picture.kind == "image"
    assert (picture.box.x0, picture.box.top, picture.box.bottom) == (80, 160, 200)


def test_column_edges_of_a_real_table(corpus: Path) -> None:
    """A/80/604/Add.5, page 7: both kinds of joints, read off the file: 235.6 to 444.2."""
    source = (corpus / "en" / "A_80_604_Add.5.pdf").read_bytes()
    (page,) = read_pdf(source, choose=lambda count: [7]).pages
    edges = [tuple(round(x, 1) for x in rule.joints) for rule in page.rules if rule.box.top > 150]
    assert edges == [(235.6, 280.7, 326.0, 399.0, 444.2)] * 4


def test_a_border_painted_as_a_box_with_a_hole_is_its_rules() -> None:
    """Even-odd: outer box, inner box, filled at once. Here the inner lacks only the top band."""
    page = _page("100 500 300 100 re 100 500 300 99.4 re f*")
    (rule,) = page.rules
    assert _span(rule) == (100, 200, 400, 200.6)
    assert not page.pictures


def test_a_whole_frame_painted_so_has_four_rules_and_no_area() -> None:
    page = _page("100 500 300 100 re 101 501 298 98 re f*")
    assert sorted(rule.horizontal for rule in page.rules) == [False, False, True, True]
    assert not page.pictures


def test_two_boxes_drawn_the_same_way_round_are_one_dark_area() -> None:
    """By the nonzero rule nothing is left open, and the inner one shows nothing of its own."""
    page = _page("0.5 g 100 500 300 100 re 101 501 298 98 re f")
    assert not page.rules
    assert {picture.kind for picture in page.pictures} == {"fill"}
