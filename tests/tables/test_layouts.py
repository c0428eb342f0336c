"""Tables beside each other, captions below, frames around a table, labels over several rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.tables.composing import Ink, line, prose, right, rule, sheet

from reportparse.layout.model import Line, Sheet, printed
from reportparse.lexicon.words import words
from reportparse.pages.model import Picture, Rule, Tag
from reportparse.provenance import Box
from reportparse.tables.model import Cell, Recognised, Table
from reportparse.tables.recognise import recognise

ALL = (words("zh"), words("en"))
FILL = [prose(100 + at, 500 + 16 * at) for at in range(6)]


def found_on(lines: list[Line], rules: list[Rule], *tags: Tag) -> tuple[Recognised, ...]:
    return recognise([sheet(1, [*lines, *FILL], rules, tags)], *ALL)


def text(cell: Cell) -> str:
    return "".join(piece.text for piece in cell.ink.pieces)


def cells(table: Table) -> list[list[str]]:
    return [[text(cell) for cell in row.cells] for row in table.rows]


def tall(table: Table) -> list[int]:
    return [row.cells[0].row_span for row in table.rows]


def title(table: Table) -> str:
    return "".join(piece.text for piece in table.title.pieces) if table.title else ""


def frame(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    return [
        rule(y0, x0, x1),
        rule(y1, x0, x1),
        Rule(Box(x0, y0, x0 + 0.5, y1), 0.5),
        Rule(Box(x1 - 0.5, y0, x1, y1), 0.5),
    ]


# -- beside each other


def pair(y: float, number: int, left: tuple[str, ...], other: tuple[str, ...]) -> Line:
    """A row of two tables: from 100 to 280 and from 300 to 480."""
    return line(
        number,
        y,
        Ink(100, left[0]),
        *[right(210 + 68 * at, word) for at, word in enumerate(left[1:])],
        Ink(300, other[0]),
        *[right(410 + 68 * at, word) for at, word in enumerate(other[1:])],
    )


def both(y: float, thickness: float = 0.5) -> list[Rule]:
    return [rule(y, 100, 280, thickness), rule(y, 300, 480, thickness)]


PAIR = [
    pair(145, 4, ("来源", "2022", "2023"), ("类别", "2022", "2023")),
    pair(165, 5, ("摊款", "1 200", "1 300"), ("工作人员", "900", "950")),
    pair(181, 6, ("自愿捐款", "450", "500"), ("差旅", "120", "160")),
]
PAIR_RULES = [*both(132), *both(150, 1.5), *both(190, 1.5)]
LEFT = [["摊款", "1 200", "1 300"], ["自愿捐款", "450", "500"]]
RIGHT = [["工作人员", "900", "950"], ["差旅", "120", "160"]]


def captions(number: int, y: float) -> list[Line]:
    return [
        line(number, y, Ink(100, "表 1", 10.5), Ink(300, "表 2", 10.5)),
        line(
            number + 1,
            y + 14,
            Ink(100, "收入", 10.5, bold=True),
            Ink(300, "支出", 10.5, bold=True),
        ),
    ]


def test_two_tables_beside_each_other_with_a_caption_each() -> None:
    lines = [prose(1, 80), *captions(2, 110), *PAIR]
    left, other = found_on(lines, PAIR_RULES)
    assert (left.table.number, other.table.number) == ("1", "2")
    assert (title(left.table), title(other.table)) == ("收入", "支出")
    assert cells(left.table) == LEFT and cells(other.table) == RIGHT
    assert not left.doubts and not other.doubts
    held = [*printed(left.table.all_pieces()), *printed(other.table.all_pieces())]
    assert len(held) == len({(row.number, at) for row, at in held})
    wanted = [*printed(own.whole() for own in lines[1:])]
    assert {(row.number, at) for row, at in held} == {(row.number, at) for row, at in wanted}


def test_two_tables_beside_each_other_without_captions() -> None:
    left, other = found_on([prose(1, 80), *PAIR], PAIR_RULES)
    assert cells(left.table) == LEFT and cells(other.table) == RIGHT


def test_tables_beside_each_other_of_different_height_with_notes() -> None:
    lines = [
        prose(1, 80),
        *captions(2, 110),
        *PAIR,
        line(7, 197, Ink(100, "利息"), right(210, "30"), right(278, "45")),
        line(8, 205, Ink(300, "资料来源：秘书处。", 8)),
        line(9, 216, Ink(100, "资料来源：审计委员会。", 8)),
    ]
    rules = [*both(132), *both(150, 1.5), rule(190, 300, 480, 1.5), rule(204, 100, 280, 1.5)]
    left, other = found_on(lines, rules)
    assert cells(left.table) == [*LEFT, ["利息", "30", "45"]]
    assert cells(other.table) == RIGHT
    sources = [
        ["".join(piece.text for piece in ink.pieces) for ink in own.table.sources]
        for own in (left, other)
    ]
    assert sources == [["资料来源：审计委员会。"], ["资料来源：秘书处。"]]


def test_one_caption_over_broken_rules_is_one_table_cut_at_the_gap() -> None:
    label = line(2, 110, Ink(100, "表 1", 10.5))
    wide = line(3, 124, Ink(100, "各年度的收入来源和按类别分列的支出情况比较表", 10.5, bold=True))
    (found,) = found_on([prose(1, 80), label, wide, *PAIR], PAIR_RULES)
    wanted = [[*a, *b] for a, b in zip(LEFT, RIGHT, strict=True)]
    assert cells(found.table) == wanted


def test_a_table_beside_a_picture_keeps_its_own_caption() -> None:
    lines = [
        prose(1, 80),
        line(2, 110, Ink(100, "表 1", 10.5), Ink(320, "图 1", 10.5)),
        line(3, 124, Ink(100, "收入", 10.5, bold=True), Ink(320, "走势", 10.5, bold=True)),
        *[
            line(4 + at, 145 + 18 * at, Ink(100, a), right(210, b), right(278, c))
            for at, (a, b, c) in enumerate(
                [("来源", "2022", "2023"), ("摊款", "7", "8"), ("利息", "1", "2")]
            )
        ],
    ]
    rules = [rule(132, 100, 280), rule(150, 100, 280, 1.5), rule(190, 100, 280, 1.5)]
    own = Sheet(
        1,
        (*lines, *FILL),
        595.0,
        842.0,
        tuple(rules),
        (Picture(Box(320, 130, 480, 200), "image"),),
    )
    (found,) = recognise([own], *ALL)
    assert found.table.number == "1" and title(found.table) == "收入"
    assert cells(found.table) == [["摊款", "7", "8"], ["利息", "1", "2"]]


# -- captions below


def small(y: float, first: int, *rows: tuple[str, str, str]) -> list[Line]:
    return [
        line(first + at, y + 18 * at, Ink(100, a), right(300, b), right(478, c))
        for at, (a, b, c) in enumerate(rows)
    ]


def thirds(y: float, count: int) -> list[Rule]:
    """The rules of a table of `count` lines, the head counted, whose first stands at `y`."""
    return [
        rule(y - 12),
        rule(y + 5, thickness=1.5),
        rule(y + 18 * (count - 1) + 8, thickness=1.5),
    ]


ROWS = (("办事处", "核定", "在职"), ("内罗毕", "24", "20"), ("曼谷", "15", "14"))
PARAGRAPH = "3. 以下方框列出了主要指标，这些指标由方案和协调委员会确定，并由大会核可"


def test_a_caption_below_its_table() -> None:
    lines = [
        prose(1, 80),
        *small(120, 2, *ROWS),
        line(5, 184, Ink(100, "表 3. 各办事处员额", 10.5)),
        line(6, 212, Ink(100, PARAGRAPH, 10.5)),
    ]
    (found,) = found_on(lines, thirds(120, 3))
    assert found.table.number == "3" and title(found.table) == "各办事处员额"
    assert cells(found.table) == [list(row) for row in ROWS[1:]]
    assert not found.doubts
    assert {row.number for row, _ in printed(found.table.all_pieces())} == {2, 3, 4, 5}


def test_a_caption_below_with_its_title_on_the_next_line() -> None:
    lines = [
        prose(1, 80),
        *small(120, 2, *ROWS),
        line(5, 184, Ink(100, "Table 3", 10.5)),
        line(6, 198, Ink(100, "Posts by office", 10.5)),
        line(7, 212, Ink(100, PARAGRAPH, 10.5)),
    ]
    (found,) = found_on(lines, thirds(120, 3))
    assert found.table.number == "3" and title(found.table) == "Posts by office"


def test_a_paragraph_between_a_caption_and_a_table_is_no_title() -> None:
    lines = [
        prose(1, 80),
        *small(120, 2, *ROWS),
        line(5, 184, Ink(100, "表 3. 各办事处员额", 10.5)),
        line(6, 200, Ink(100, PARAGRAPH, 10.5)),
        *small(230, 7, *ROWS),
    ]
    first, second = found_on(lines, [*thirds(120, 3), *thirds(230, 3)])
    assert (first.table.number, second.table.number) == ("3", None)
    assert second.table.title is None


def test_captions_below_both_of_two_tables_that_touch() -> None:
    lines = [
        prose(1, 80),
        *small(120, 2, *ROWS),
        line(5, 184, Ink(100, "表 3. 各办事处员额", 10.5)),
        *small(210, 6, *ROWS),
        line(9, 274, Ink(100, "表 4. 各办事处空缺", 10.5)),
    ]
    first, second = found_on(lines, [*thirds(120, 3), *thirds(210, 3)])
    assert (first.table.number, second.table.number) == ("3", "4")
    assert [doubt.code for doubt in first.doubts] == ["table-evidence-differs"]
    assert not second.doubts


def test_a_caption_between_two_tables_belongs_to_the_one_below_as_everywhere() -> None:
    lines = [
        prose(1, 80),
        *small(120, 2, *ROWS),
        line(5, 184, Ink(100, "表 3. 各办事处员额", 10.5)),
        *small(210, 6, *ROWS),
    ]
    first, second = found_on(lines, [*thirds(120, 3), *thirds(210, 3)])
    assert (first.table.number, second.table.number) == (None, "3")
    assert [doubt.code for own in (first, second) for doubt in own.doubts] == [
        "table-evidence-differs"
    ]


# -- frames


def test_a_frame_around_a_caption_and_a_table() -> None:
    lines = [
        prose(1, 80),
        line(2, 115, Ink(100, "表 4", 10.5)),
        line(3, 129, Ink(100, "主要指标", 10.5, bold=True)),
        *small(150, 4, *ROWS),
    ]
    (found,) = found_on(lines, [*frame(90, 95, 490, 210), *thirds(150, 3)])
    assert found.table.number == "4" and title(found.table) == "主要指标"
    assert cells(found.table) == [list(row) for row in ROWS[1:]]


def test_a_frame_around_a_caption_and_rows_without_rules() -> None:
    lines = [
        prose(1, 80),
        line(2, 115, Ink(100, "表 4", 10.5)),
        line(3, 129, Ink(100, "主要指标", 10.5, bold=True)),
        *small(150, 4, *ROWS),
    ]
    (found,) = found_on(lines, frame(90, 95, 490, 210))
    assert found.table.number == "4" and title(found.table) == "主要指标"
    assert cells(found.table) == [list(row) for row in ROWS[1:]]


def test_a_caption_in_the_first_row_of_a_grid() -> None:
    lines = [
        prose(1, 80),
        line(2, 112, Ink(104, "表 4. 主要指标", 10.5)),
        *small(135, 3, *ROWS),
    ]
    posts = [Rule(Box(x, 120, x + 0.5, 178), 0.5) for x in (220.0, 350.0)]
    rules = [*frame(96, 96, 484, 178), *[rule(y, 96, 484) for y in (120, 142, 160)], *posts]
    (found,) = found_on(lines, rules)
    assert found.table.number == "4" and title(found.table) == "主要指标"
    assert cells(found.table) == [list(row) for row in ROWS[1:]]


# -- labels over several rows


def body(*items: tuple[float, str, str, str]) -> list[Line]:
    """Lines of a table of three columns: height, label, words, number; blanks left out."""
    made = []
    for at, (y, label, scope, value) in enumerate(items):
        inks = [Ink(100, label)] if label else []
        inks += [Ink(220, scope)] if scope else []
        inks += [right(478, value)] if value else []
        made.append(line(10 + at, y, *inks))
    return made


def spanned(items: Sequence[tuple[float, str, str, str]], rules: list[Rule]) -> Recognised:
    head = line(4, 145, Ink(100, "办事处"), Ink(220, "类别"), right(478, "核定"))
    label = line(2, 110, Ink(100, "表 1. 员额", 10.5))
    lines = [prose(1, 80), label, head, *body(*items)]
    bottom = rule(items[-1][0] + 8, thickness=1.5)
    (found,) = found_on(lines, [rule(132), rule(150, thickness=1.5), bottom, *rules])
    return found


TWICE = [
    ["内罗毕", "专业", "24"],
    ["", "一般", "36"],
    ["曼谷", "专业", "15"],
    ["", "一般", "22"],
]


def test_a_label_in_the_middle_between_its_rows() -> None:
    found = spanned(
        [
            (165, "", "专业", "24"),
            (174, "内罗毕", "", ""),
            (183, "", "一般", "36"),
            (201, "", "专业", "15"),
            (210, "曼谷", "", ""),
            (219, "", "一般", "22"),
        ],
        [],
    )
    assert cells(found.table) == TWICE and tall(found.table) == [2, 1, 2, 1]
    assert not found.doubts and not found.table.loose


def test_a_label_in_the_middle_of_four_rows() -> None:
    values = [("", f"{at}级", f"{at}{at}") for at in range(1, 9)]
    lines = [(165.0 + 18 * at, *value) for at, value in enumerate(values)]
    lines += [(165 + 18 * 1.5, "内罗毕", "", ""), (165 + 18 * 5.5, "曼谷", "", "")]
    found = spanned(sorted(lines), [])
    assert tall(found.table) == [4, 1, 1, 1, 4, 1, 1, 1]
    assert [row[0] for row in cells(found.table)] == ["内罗毕", "", "", "", "曼谷", "", "", ""]


def test_a_label_beside_the_middle_one_of_three_rows_is_moved_and_flagged() -> None:
    stubs = ["", "内罗毕", "", "", "曼谷", ""]
    found = spanned([(165 + 18 * at, stub, "专业", f"1{at}") for at, stub in enumerate(stubs)], [])
    assert tall(found.table) == [3, 1, 1, 3, 1, 1]
    assert [row[0] for row in cells(found.table)] == ["内罗毕", "", "", "曼谷", "", ""]
    assert [doubt.code for doubt in found.doubts] == ["cells-unclear"]


def test_a_label_beside_the_last_of_its_rows_is_moved_where_rules_tie_them() -> None:
    stubs = ["", "内罗毕", "", "曼谷", "共计"]
    lines = [(165 + 18 * at, stub, "专业", f"1{at}") for at, stub in enumerate(stubs)]
    rules = [rule(170, 215, 480), rule(188), rule(206, 215, 480), rule(224)]
    found = spanned(lines, rules)
    assert tall(found.table) == [2, 1, 2, 1, 1]
    assert [row[0] for row in cells(found.table)] == ["内罗毕", "", "曼谷", "", "共计"]
    assert not found.doubts


def test_a_label_of_two_lines_between_three_rows_that_rules_tie() -> None:
    lines = [(165.0 + 16 * at, "", "", f"1{at}") for at in range(3)]
    lines += [(175.2, "人道主义协调厅及其", "", ""), (186.7, "区域办事处", "", "")]
    lines += [(213.0, "曼谷", "", "15"), (229.0, "共计", "", "48")]
    rules = [rule(169, 300, 480), rule(185, 300, 480), rule(201), rule(217)]
    found = spanned(sorted(lines), rules)
    assert tall(found.table) == [3, 1, 1, 1, 1]
    assert [row[0] for row in cells(found.table)] == [
        "人道主义协调厅及其区域办事处",
        "",
        "",
        "曼谷",
        "共计",
    ]
    assert [row[-1] for row in cells(found.table)] == ["10", "11", "12", "15", "48"]


@pytest.mark.parametrize("stubs", [["内罗毕", "", "曼谷", ""], ["", "内罗毕", "曼谷", "罗马"]])
def test_blank_labels_are_left_where_nothing_shows_spans(stubs: list[str]) -> None:
    found = spanned([(165 + 18 * at, stub, "专业", f"1{at}") for at, stub in enumerate(stubs)], [])
    assert [row[0] for row in cells(found.table)] == stubs
    assert tall(found.table) == [1, 1, 1, 1] and not found.doubts


def test_a_rule_over_a_total_ties_no_rows() -> None:
    stubs = ["内罗毕", "曼谷", "罗马", ""]
    lines = [(165 + 18 * at, stub, "专业", f"1{at}") for at, stub in enumerate(stubs)]
    found = spanned(lines, [rule(206, 215, 480)])
    assert tall(found.table) == [1, 1, 1, 1]


def test_tags_put_a_label_on_the_first_of_its_rows() -> None:
    path = ("Table", "TR", "TD")
    tags = [
        Tag(path, 11, (0, 10), 3),
        *[Tag(path, 10 * row + at, (0, 10 * row)) for row in (1, 2, 3) for at in (2, 3)],
    ]
    rows = [
        line(10 + at, 165 + 18 * at, *stub, Ink(220, "专业", tag=a), cell)
        for at, (stub, a, cell) in enumerate(
            [
                ([], 1, Ink(460, "24", tag=2)),
                ([Ink(100, "内罗毕", tag=0)], 3, Ink(460, "36", tag=4)),
                ([], 5, Ink(460, "15", tag=6)),
            ]
        )
    ]
    label = line(2, 110, Ink(100, "表 1. 员额", 10.5))
    head = line(4, 145, Ink(100, "办事处"), Ink(220, "类别"), right(478, "核定"))
    rules = [rule(132), rule(150, thickness=1.5), rule(210, thickness=1.5)]
    (found,) = found_on([prose(1, 80), label, head, *rows], rules, *tags)
    assert cells(found.table) == [["内罗毕", "专业", "24"], ["", "专业", "36"], ["", "专业", "15"]]
    assert tall(found.table) == [3, 1, 1]


def test_posts_and_bars_show_a_cell_over_two_rows() -> None:
    label = line(2, 100, Ink(100, "表 1. 员额", 10.5))
    lines = [
        prose(1, 70),
        label,
        line(4, 130, Ink(104, "办事处"), Ink(230, "类别"), right(470, "核定")),
        line(5, 150, Ink(230, "专业"), right(470, "24")),
        line(6, 160, Ink(104, "内罗毕")),
        line(7, 170, Ink(230, "一般"), right(470, "36")),
        line(8, 190, Ink(104, "曼谷"), Ink(230, "一般"), right(470, "22")),
    ]
    posts = [Rule(Box(x, 116, x + 0.5, 197), 0.5) for x in (220.0, 350.0)]
    bars = [rule(137, 96, 484), rule(157, 220, 484), rule(177, 96, 484)]
    (found,) = found_on(lines, [*frame(96, 116, 484, 197), *posts, *bars])
    assert cells(found.table) == [
        ["内罗毕", "专业", "24"],
        ["", "一般", "36"],
        ["曼谷", "一般", "22"],
    ]
    assert tall(found.table) == [2, 1, 1]


# -- lists that only look like tables


def test_a_list_of_abbreviations_in_two_columns_is_no_table() -> None:
    pairs = [("联合国", "U"), ("方案", "P"), ("委员会", "C"), ("会议", "M")]
    lines = [
        line(2 + at, 120 + 18 * at, Ink(100, f"{a}简称", 10.5), Ink(260, f"{a}全称{b}", 10.5))
        for at, (a, b) in enumerate(pairs)
    ]
    assert found_on([prose(1, 80), *lines], []) == ()
