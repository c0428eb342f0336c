"""Figures of dumps by cases, figures of pages by drawings and captions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportparse.layout.figures import Figure, without_figures
from reportparse.layout.figures_drawn import captioned_figures, figures_of_pages
from reportparse.layout.figures_running import figures_of_dump
from reportparse.layout.flow import flow
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line, Sheet
from reportparse.layout.pictures import pictures_of
from reportparse.pages.model import Picture
from reportparse.provenance import Box
from tests.layout.made import Case, cases, dump_lines, filled, page, printed_line


def shown(figure: Figure) -> dict[str, object]:
    return {
        "number": figure.number,
        "title": flow(figure.title).text,
        "labels": [flow(label).raw.strip() for label in figure.labels],
        "remarks": [flow(remark).text for remark in (*figure.notes, *figure.sources)],
    }


@pytest.mark.parametrize("case", cases("dump_figures"))
def test_figures_of_a_dump(case: Case) -> None:
    lines = dump_lines(case["input"])
    found, unclear = figures_of_dump(lines, Measures([line.whole() for line in lines]))
    assert [shown(figure) for figure in found] == case["figures"], case["comment"]
    assert [doubt.code for doubt in unclear] == case.get("unclear", [])


def text(number: int, baseline: float, rows: int = 2) -> list[Line]:
    """Rows of running text, the last one short."""
    last = number + rows - 1
    return [
        printed_line(at, str(filled("{9}。" if at == last else "{35}")), baseline + 15.8 * i)
        for i, at in enumerate(range(number, last + 1))
    ]


def chart(number: int, top: float, caption: str | None, labels: list[str]) -> list[Line]:
    """Caption, title in heavy type and labels beside the bars of a chart."""
    lines = [printed_line(number, caption, top, x=60)] if caption else []
    lines.append(printed_line(number + 1, "分布情况", top + 14, x=60, font="Hei"))
    for at, label in enumerate(labels):
        lines.append(printed_line(number + 2 + at, label, top + 38 + 19 * at, x=330, size=9))
    return lines


def drawing(top: float, bottom: float) -> Picture:
    return Picture(Box(143, top, 298, bottom), "drawing")


def read(lines: list[Line], pictures: list[Picture]) -> tuple[Figure, ...]:
    sheet = page(lines, pictures=pictures, number=2)
    measures = Measures([line.whole().trimmed() for line in lines])
    return figures_of_pages([sheet], measures)[0]


def test_chart_with_caption() -> None:
    lines = [*text(0, 100), *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]), *text(30, 240)]
    found = read(lines, [drawing(178, 214)])
    assert [shown(figure) for figure in found] == [
        {"number": "一", "title": "分布情况", "labels": ["非洲：2%", "亚洲：5%"], "remarks": []}
    ]


def test_drawings_of_two_charts_joined_by_the_reader() -> None:
    """Bars on one base line may be joined over the page: captions part them again."""
    lines = [
        *text(0, 100),
        *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]),
        *chart(20, 236, "图二", ["欧洲：7%", "美洲：9%"]),
        *text(30, 330),
    ]
    found = read(lines, [drawing(178, 300)])
    assert [figure.number for figure in found] == ["一", "二"]
    assert [len(figure.labels) for figure in found] == [2, 2]


def test_each_chart_keeps_its_own_remark() -> None:
    lines = [
        *text(0, 100),
        *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]),
        printed_line(18, "资料来源：甲。", 230, x=60, size=9),
        *chart(20, 256, "图二", ["欧洲：7%", "美洲：9%"]),
        printed_line(28, "资料来源：乙。", 336, x=60, size=9),
        *text(30, 370),
    ]
    found = read(lines, [drawing(178, 214), drawing(284, 320)])
    assert [flow(figure.sources[0]).text for figure in found] == [
        "资料来源：甲。",
        "资料来源：乙。",
    ]


def test_labels_in_heavy_type_do_not_part_a_chart() -> None:
    lines = [
        *text(0, 100),
        *chart(10, 150, "图一", ["非洲：2%"]),
        printed_line(15, "增长", 230, x=200, font="Hei"),
        printed_line(16, "亚洲：5%", 270, x=330, size=9),
        *text(30, 330),
    ]
    assert len(read(lines, [drawing(178, 300)])) == 1


def test_frame_around_text_is_no_figure() -> None:
    lines = [*text(0, 100, rows=6), *text(10, 300)]
    sheet = page(lines, pictures=[Picture(Box(100, 80, 500, 200), "drawing")], number=2)
    assert pictures_of(sheet, [], Measures([line.whole() for line in lines])) == []


BARS = [Picture(Box(143, 178, 200, 190), "fill"), Picture(Box(143, 197, 290, 209), "fill")]


def test_two_plain_bars_with_caption() -> None:
    lines = [*text(0, 100), *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]), *text(30, 240)]
    (found,) = read(lines, BARS)
    assert (found.number, len(found.labels), found.kind) == ("一", 2, "drawing")


def test_two_plain_bars_without_caption() -> None:
    """Their title is no heading and their labels are no paragraph."""
    lines = [*text(0, 100), *chart(10, 150, None, ["非洲：2%", "亚洲：5%"]), *text(30, 240)]
    assert [shown(figure) for figure in read(lines, BARS)] == [
        {"number": None, "title": "分布情况", "labels": ["非洲：2%", "亚洲：5%"], "remarks": []}
    ]


def test_caption_without_drawing() -> None:
    """A lost picture: the caption alone tells the figure."""
    lines = [*text(0, 100), *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]), *text(30, 240)]
    measures = Measures([line.whole().trimmed() for line in lines])
    sheet = page(lines, number=2)
    assert figures_of_pages([sheet], measures) == ((), ())
    found = captioned_figures([sheet], measures, frozenset())
    assert [len(figure.labels) for figure in found] == [2]


def test_lines_of_figures_leave_the_page() -> None:
    lines = [*text(0, 100), *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]), *text(30, 240)]
    sheet: Sheet = page(lines, pictures=[drawing(178, 214)], number=2)
    found, _ = figures_of_pages([sheet], Measures([line.whole().trimmed() for line in lines]))
    left = without_figures([sheet], found)[0].lines
    assert [line.number for line in left] == [0, 1, 30, 31]


def read_pages(*pages: tuple[list[Line], list[Picture]]) -> tuple[Figure, ...]:
    """The figures of pages that follow each other."""
    sheets = [
        page(lines, pictures=pictures, number=at) for at, (lines, pictures) in enumerate(pages, 2)
    ]
    measures = Measures([line.whole().trimmed() for sheet in sheets for line in sheet.lines])
    return figures_of_pages(sheets, measures)[0]


def on_sheet(lines: list[Line], sheet: int) -> list[Line]:
    return [replace(line, sheet=sheet) for line in lines]


@pytest.mark.parametrize("caption", ["图一", None])
def test_title_at_the_foot_of_the_page_before(caption: str | None) -> None:
    whole = chart(10, 740, caption, ["非洲：2%", "亚洲：5%"])
    heads, labels = whole[:-2], chart(10, 50, caption, ["非洲：2%", "亚洲：5%"])[-2:]
    first = on_sheet([*text(0, 100, rows=4), *heads], 2)
    second = on_sheet([*labels, *text(30, 240)], 3)
    (found,) = read_pages((first, []), (second, [drawing(78, 114)]))
    assert shown(found) == {
        "number": caption and "一",
        "title": "分布情况",
        "labels": ["非洲：2%", "亚洲：5%"],
        "remarks": [],
    }


def test_caption_alone_at_the_foot_of_the_page_before() -> None:
    caption, *rest = chart(10, 50, "图一", ["非洲：2%", "亚洲：5%"])
    first = on_sheet([*text(0, 100, rows=4), caption], 2)
    second = on_sheet([*rest, *text(30, 240)], 3)
    (found,) = read_pages((first, []), (second, [drawing(78, 114)]))
    assert (found.number, flow(found.title).text) == ("一", "分布情况")


def test_remark_at_the_top_of_the_next_page() -> None:
    first = on_sheet([*text(0, 100, rows=4), *chart(10, 700, "图一", ["非洲：2%", "亚洲：5%"])], 2)
    source = printed_line(20, "资料来源：甲。", 90, size=9)
    second = on_sheet([source, *text(30, 240)], 3)
    (found,) = read_pages((first, [drawing(728, 764)]), (second, []))
    assert shown(found)["remarks"] == ["资料来源：甲。"]


def test_a_picture_behind_running_text_is_another_figure() -> None:
    """The caption above belongs to the first chart; the second has none."""
    lines = [
        *text(0, 100),
        *chart(10, 150, "图一", ["非洲：2%", "亚洲：5%"]),
        *text(20, 250),
        *chart(30, 290, None, ["欧洲：7%", "美洲：9%"]),
        *text(40, 390),
    ]
    found = read(lines, [drawing(178, 214), drawing(318, 354)])
    assert [figure.number for figure in found] == ["一", None]
    assert [flow(figure.title).text for figure in found] == ["分布情况"] * 2


def test_a_barcode_in_the_side_margin_is_no_figure() -> None:
    """On the last page of a landscape table; the rows beside it must stay with the table."""
    lines = [*text(0, 100), *text(10, 150)]
    barcode = Picture(Box(18, 90, 46, 240), "image")
    sheet = page(lines, pictures=[barcode], number=2)
    assert pictures_of(sheet, [], Measures([line.whole() for line in lines])) == []


def test_labels_bigger_than_the_text_do_not_part_a_chart() -> None:
    """They stand left of the drawing, at the heights of its bars."""
    title = printed_line(10, "分布情况", 164, x=60, font="Hei")
    labels = [printed_line(11 + at, "非洲", 188 + 22 * at, x=100, size=12) for at in range(3)]
    lines = [*text(0, 100), title, *labels, *text(30, 290)]
    bars = tuple((178.0 + 22 * at, 190.0 + 22 * at) for at in range(3))
    (found,) = read(lines, [replace(drawing(178, 234), inked=bars)])
    assert [flow(label).text for label in found.labels] == ["非洲"] * 3


def test_name_and_value_at_the_two_ends_of_a_bar() -> None:
    """They are one line of print, but nothing stands on the bar between them."""
    rows = [
        printed_line(12 + at, "非洲" + " " * gap + "2%", 188 + 19 * at, x=110, size=9)
        for at, gap in enumerate((24, 44))
    ]
    lines = [*text(0, 100), *chart(10, 150, "图一", []), *rows, *text(30, 240)]
    (found,) = read(lines, BARS)
    assert [flow(label).text for label in found.labels] == ["非洲", "2%"] * 2


def test_remark_on_the_page_after_a_figure_without_drawing() -> None:
    first = on_sheet([*text(0, 100, rows=4), *chart(10, 700, "图一", ["非洲：2%", "亚洲：5%"])], 2)
    source = printed_line(20, "资料来源：甲。", 90, size=9)
    second = on_sheet([source, *text(30, 240)], 3)
    sheets = [page(first, number=2), page(second, number=3)]
    measures = Measures([line.whole().trimmed() for line in (*first, *second)])
    (found,) = captioned_figures(sheets, measures, frozenset())
    assert shown(found)["remarks"] == ["资料来源：甲。"]


def plate(number: int, top: float, caption: str, side: str) -> tuple[list[Line], Picture]:
    """A chart of 36 points with its caption and title above or below it."""
    words = [
        printed_line(number, caption, top if side == "above" else top + 78, x=60),
        printed_line(
            number + 1, "分布情况", top + 14 if side == "above" else top + 92, x=60, font="Hei"
        ),
    ]
    labels = [
        printed_line(number + 2 + at, text, top + 38 + 19 * at, x=330, size=9)
        for at, text in enumerate(("非洲：2%", "亚洲：5%"))
    ]
    lines = [*words, *labels] if side == "above" else [*labels, *words]
    return lines, drawing(top + 28, top + 64)


def document(*sides: str, between: bool = True) -> tuple[list[Figure], list[str]]:
    """Charts down a page with text between them or not, and the codes of doubts."""
    lines, pictures = text(0, 80), []
    for at, side in enumerate(sides):
        words, picture = plate(10 * at + 10, 130 + 150 * at, f"图{'一二三'[at]}", side)
        lines += words
        pictures.append(picture)
        if between:
            lines += text(10 * at + 16, 130 + 150 * at + 115)
    lines += text(90, 650)
    sheet = page(lines, pictures=pictures, number=2)
    found, unclear = figures_of_pages([sheet], Measures([line.whole() for line in lines]))
    return list(found), [doubt.code for doubt in unclear]


@pytest.mark.parametrize("side", ["above", "below"])
@pytest.mark.parametrize("between", [True, False])
def test_captions_above_or_below_their_drawings(side: str, between: bool) -> None:
    """Where charts stand one upon the other, the first or the last of them shows the side."""
    found, doubts = document(side, side, side, between=between)
    assert [(figure.number, flow(figure.title).text) for figure in found] == [
        (number, "分布情况") for number in "一二三"
    ]
    assert [len(figure.labels) for figure in found] == [2, 2, 2]
    tops = [158, 308, 458]
    assert [[box.top for _, box in figure.boxes] for figure in found] == [[top] for top in tops]
    assert doubts == []


def test_each_caption_of_a_mixed_document_keeps_its_own_drawing() -> None:
    found, doubts = document("above", "below")
    assert [figure.number for figure in found] == ["一", "二"]
    assert doubts == []


def test_a_caption_between_two_drawings_without_other_evidence() -> None:
    """One captioned above and one captioned below on other places: nothing decides."""
    first, upper = plate(10, 130, "图一", "below")
    labels = [printed_line(20, "欧洲：7%", 300, x=330, size=9)]
    far, lower = plate(30, 420, "图二", "below")
    high, last = plate(50, 560, "图三", "above")
    lines = [*text(0, 80), *first, *labels, *text(25, 380), *far, *text(40, 525), *high]
    lines += text(90, 680)
    pictures = [upper, drawing(270, 330), lower, last]
    sheet = page(lines, pictures=pictures, number=2)
    _, unclear = figures_of_pages([sheet], Measures([line.whole() for line in lines]))
    assert [(doubt.code, doubt.pieces[0].text) for doubt in unclear] == [("figure-unclear", "图一")]


def test_a_caption_in_plain_type_below_an_image() -> None:
    """Caption and title on one line, centred, in the type of the text."""
    image = Picture(Box(150, 140, 450, 260), "image")
    caption = printed_line(10, "图 1 分布情况", 280, x=250)
    (found,) = read([*text(0, 100), caption, *text(20, 310)], [image])
    assert shown(found) == {"number": "1", "title": "分布情况", "labels": [], "remarks": []}


def test_a_sentence_below_an_image_is_no_caption() -> None:
    image = Picture(Box(150, 140, 450, 260), "image")
    sentence = printed_line(10, "图 1 显示分布情况。", 280)
    (found,) = read([*text(0, 100), sentence, *text(20, 310)], [image])
    assert found.caption is None


def test_a_note_above_a_drawing_with_its_caption_below_is_no_label() -> None:
    """It belongs to the table before; the words of an axis are the drawing's."""
    words, picture = plate(20, 130, "图一", "below")
    note = printed_line(10, "a 包括在线参加者。", 140, x=60, size=9, raised=(0, 1))
    axis = printed_line(11, "百分比", 154, x=200, size=8)
    lines = on_sheet([*text(0, 80), note, axis, *words, *text(30, 260)], 2)
    (found,) = read(lines, [picture])
    assert [flow(label).text for label in found.labels] == ["百分比", "非洲：2%", "亚洲：5%"]


def untitled(space: float) -> Figure:
    """An image after a table's note, a line in heavy type right below it, and text below that."""
    image = Picture(Box(113, 150, 420, 250), "image")
    note = printed_line(10, "b 包括活动方案。", 130, x=60, size=9, raised=(0, 1))
    heavy = printed_line(11, "分布情况", 263, font="Hei")
    lines = [*text(0, 80), note, heavy, *text(30, 263 + space)]
    (found,) = read(on_sheet(lines, 2), [image])
    return found


def test_a_title_below_an_image_without_caption() -> None:
    """It is nearer to the image than to the text; the note above is another's."""
    assert shown(untitled(28)) == {"number": None, "title": "分布情况", "labels": [], "remarks": []}


def test_a_heading_below_an_image_is_nearer_to_its_text() -> None:
    assert untitled(15.8).title == ()


def test_the_rows_of_a_table_above_an_image_are_no_labels() -> None:
    image = Picture(Box(113, 250, 420, 350), "image")
    title = printed_line(10, "提交的申请数量", 130, x=60, font="Hei")
    rows = [
        printed_line(11 + at, f"项目活动{at} 79", 150 + 16 * at, x=60, size=9) for at in range(5)
    ]
    (found,) = read(on_sheet([*text(0, 80), title, *rows, *text(30, 380)], 2), [image])
    assert found.title == ()
