"""Whole tables on handmade pages: what is one, what is none, and pages in between."""

from __future__ import annotations

from tests.tables.composing import Ink, line, prose, right, rule, sheet

from reportparse.layout.model import Line, Sheet, printed
from reportparse.lexicon.words import words
from reportparse.pages.model import Rule
from reportparse.provenance import Box
from reportparse.tables.model import Table
from reportparse.tables.recognise import grids_of, recognise

ALL = (words("zh"), words("en"))


def row(number: int, y: float, stub: str, *values: str, page: int = 1) -> Line:
    inks = [right(300 + 90 * at, value) for at, value in enumerate(values)]
    return line(number, y, Ink(100, stub), *inks, sheet=page)


def label(number: int, y: float, text: str = "表 1", page: int = 1) -> Line:
    return line(number, y, Ink(100, text, 10.5), sheet=page)


def title(number: int, y: float, page: int = 1) -> Line:
    return line(number, y, Ink(100, "收入状况比较", 10.5, bold=True), sheet=page)


def stubs(table: Table) -> list[str]:
    return ["".join(piece.text for piece in own.cells[0].ink.pieces) for own in table.rows]


FILL = [prose(100 + at, 500 + 16 * at) for at in range(6)]


def test_a_table_between_paragraphs() -> None:
    lines = [
        prose(1, 80),
        label(2, 110),
        title(3, 124),
        row(4, 145, "类别", "2023", "2024"),
        row(5, 165, "登记费", "7", "8"),
        row(6, 181, "认证费", "1", "2"),
        row(7, 197, "总计", "8", "10"),
        *FILL,
    ]
    own = sheet(
        1, lines, [rule(132), rule(150, thickness=1.5), rule(186), rule(203, thickness=1.5)]
    )
    (found,) = recognise([own], *ALL)
    assert found.table.number == "1" and not found.doubts
    assert stubs(found.table) == ["登记费", "认证费", "总计"]
    assert [own.kind for own in found.table.rows] == ["data", "data", "total"]
    assert {line.number for line, _ in printed(found.table.all_pieces())} == set(range(2, 8))
    (grid,) = grids_of(own, [own], *ALL)
    assert len(grid.columns) == 3 and [item.source for item in grid.evidence] == ["gutters"]


def test_a_table_over_two_pages_with_its_head_again() -> None:
    first = [
        prose(1, 80),
        label(2, 600),
        title(3, 614),
        row(4, 635, "类别", "2023", "2024"),
        row(5, 655, "登记费", "7", "8"),
    ]
    second = [
        row(6, 85, "类别", "2023", "2024", page=2),
        row(7, 105, "认证费", "1", "2", page=2),
        row(8, 121, "总计", "8", "10", page=2),
        *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
    ]
    pages = [
        sheet(1, [*first[:1], *FILL, *first[1:]], [rule(622), rule(640, thickness=1.5)]),
        sheet(2, second, [rule(72), rule(90, thickness=1.5), rule(127, thickness=1.5)]),
    ]
    (found,) = recognise(pages, *ALL)
    assert stubs(found.table) == ["登记费", "认证费", "总计"]
    assert [own.sheet for own in found.table.rows] == [1, 2, 2]
    assert {piece.line.number for piece in found.table.repeats} == {6}


def test_a_table_over_two_pages_with_other_margins() -> None:
    """Its rules are as long on the next page, but stand further left."""
    first = [row(4, 635, "类别", "2023", "2024"), row(5, 655, "登记费", "7", "8")]
    again = [("类别", "2023", "2024"), ("认证费", "1", "2"), ("总计", "8", "10")]
    second = [
        line(
            6 + at,
            (85, 105, 121)[at],
            Ink(45, stub),
            *(right(245 + 90 * i, value) for i, value in enumerate(values)),
            sheet=2,
        )
        for at, (stub, *values) in enumerate(again)
    ]
    more = [prose(200 + at, 500 + 16 * at, 2) for at in range(6)]
    moved = [rule(y, 45, 425, thickness=t) for y, t in ((72, 0.5), (90, 1.5), (127, 1.5))]
    pages = [
        sheet(1, [prose(1, 80), *FILL, *first], [rule(622), rule(640, thickness=1.5)]),
        sheet(2, [*second, *more], moved),
    ]
    (found,) = recognise(pages, *ALL)
    assert stubs(found.table) == ["登记费", "认证费", "总计"]
    assert [len(own.cells) for own in found.table.rows] == [3, 3, 3]


def test_a_table_over_two_pages_without_a_second_head() -> None:
    pages = [
        sheet(
            1,
            [
                prose(1, 80),
                *FILL,
                label(2, 600),
                title(3, 614),
                row(4, 635, "类别", "2023", "2024"),
                row(5, 655, "登记费", "7", "8"),
            ],
            [rule(622), rule(640, thickness=1.5)],
        ),
        sheet(
            2,
            [
                row(7, 85, "认证费", "1", "2", page=2),
                row(8, 101, "总计", "8", "10", page=2),
                *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
            ],
            [rule(107, thickness=1.5)],
        ),
    ]
    (found,) = recognise(pages, *ALL)
    assert stubs(found.table) == ["登记费", "认证费", "总计"]


def test_a_caption_at_the_foot_of_the_page_before() -> None:
    pages = [
        sheet(1, [prose(1, 80), *FILL, label(2, 700), title(3, 714)]),
        sheet(
            2,
            [
                row(4, 85, "类别", "2023", page=2),
                row(5, 105, "登记费", "7", page=2),
                *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
            ],
            [rule(72), rule(90, thickness=1.5), rule(111, thickness=1.5)],
        ),
    ]
    (found,) = recognise(pages, *ALL)
    assert found.table.number == "1" and found.table.title is not None


def box(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    return [
        rule(y0, x0, x1),
        rule(y1, x0, x1),
        Rule(Box(x0, y0, x0 + 0.5, y1), 0.5),
        Rule(Box(x1 - 0.5, y0, x1, y1), 0.5),
    ]


def test_a_frame_around_running_text_is_no_table() -> None:
    lines = [prose(1, 100), prose(2, 116), prose(3, 132), *FILL]
    assert recognise([sheet(1, lines, box(90, 80, 490, 150))], *ALL) == ()


def test_a_boxed_table_with_a_cell_over_all_columns() -> None:
    lines = [
        label(1, 70, "Table 2. Cases"),
        row(2, 95, "Status", "Cases"),
        row(3, 115, "PART ONE CLOSED"),
        row(4, 135, "Closed", "12"),
        row(5, 155, "Total", "12"),
        *FILL,
    ]
    rules = [*box(95, 80, 480, 162)]
    rules += [rule(y, 95, 480) for y in (102, 122, 142)]
    rules += [Rule(Box(250, 80, 250.5, 102), 0.5), Rule(Box(250, 122, 250.5, 162), 0.5)]
    (found,) = recognise([sheet(1, lines, rules)], *ALL)
    table = found.table
    assert table.number == "2" and table.columns == 2
    assert [(own.kind, own.cells[0].span) for own in table.rows] == [
        ("section", 2),
        ("data", 1),
        ("total", 1),
    ]


def test_a_chart_under_a_figure_caption_is_no_table() -> None:
    lines = [
        label(1, 70, "图一"),
        title(2, 84),
        row(3, 115, "100", "15", "23"),
        row(4, 155, "50", "7", "9"),
        row(5, 195, "0", "2023", "2024"),
        *FILL,
    ]
    rules = [*box(90, 95, 485, 205), rule(190, 110, 485)]
    assert recognise([sheet(1, lines, rules)], *ALL) == ()


def test_a_table_without_rules_below_its_caption() -> None:
    lines = [
        prose(1, 80),
        label(2, 110),
        title(3, 124),
        row(4, 145, "类别", "合计数额", "合计数额"),
        row(5, 161, "登记费", "7", "8"),
        row(6, 177, "认证费", "1", "2"),
        prose(7, 210),
        *FILL,
    ]
    (found,) = recognise([sheet(1, lines)], *ALL)
    assert stubs(found.table) == ["登记费", "认证费"]
    assert len(found.table.heads) == 3


def test_a_caption_without_a_table_is_kept_and_flagged() -> None:
    lines = [prose(1, 80), label(2, 110), prose(3, 140), *FILL]
    (found,) = recognise([sheet(1, lines)], *ALL)
    assert found.table.rows == () and found.table.number == "1"
    assert [doubt.code for doubt in found.doubts] == ["table-without-grid"]


def test_two_tables_with_notes_in_between() -> None:
    note = line(7, 200, Ink(110, "a", 5.2, raised=True), Ink(116, "不包括储备金。"))
    lines = [
        label(1, 110),
        title(2, 124),
        row(3, 145, "类别", "2023"),
        row(4, 165, "登记费", "7"),
        row(5, 181, "认证费", "1"),
        note,
        label(8, 230, "表 2"),
        title(9, 244),
        row(10, 265, "类别", "2024"),
        row(11, 285, "发放", "9"),
        *FILL,
    ]
    rules = [rule(132), rule(150, thickness=1.5), rule(187, thickness=1.5)]
    rules += [rule(252), rule(270, thickness=1.5), rule(291, thickness=1.5)]
    found = recognise([sheet(1, lines, rules)], *ALL)
    assert [own.table.number for own in found] == ["1", "2"]
    assert [len(own.table.notes) for own in found] == [1, 0]


def wide_row(number: int, y: float, stub: str, *values: str, page: int = 1) -> Line:
    inks = [right(480, value) for value in values]
    return line(number, y, Ink(100, stub), *inks, sheet=page)


LONG = "从适应基金账户转入附件一缔约方登记册的交易以及在其他登记册之间"
"""A label that fills more of the width than cells do, 279 of 380 points."""


def test_a_long_label_leaves_the_last_column_free() -> None:
    lines = [
        *FILL,
        label(2, 600),
        title(3, 614),
        line(4, 635, right(480, "2023")),
        wide_row(5, 655, "登记费", "7"),
        wide_row(6, 671, LONG),
        wide_row(7, 682.5, "完成的交易", "9"),
        wide_row(8, 698, "认证费", "1"),
    ]
    own = sheet(1, lines, [rule(622), rule(640, thickness=1.5)])
    (found,) = recognise([own], *ALL)
    assert stubs(found.table) == ["登记费", LONG + "完成的交易", "认证费"]


def three_pages(*last: Line, rules: tuple[Rule, ...]) -> list[Sheet]:
    """A table whose rows fill the second page, which has no rule, and end on the third."""
    pages = [
        sheet(
            1,
            [
                prose(1, 80),
                *FILL,
                label(2, 600),
                title(3, 614),
                row(4, 635, "类别", "2023", "2024"),
                row(5, 655, "登记费", "7", "8"),
            ],
            [rule(622), rule(640, thickness=1.5)],
        ),
        sheet(
            2,
            [
                row(11, 85, "认证费", "1", "2", page=2),
                wide_row(12, 101, LONG, page=2),
                row(13, 112.5, "完成的交易", "3", "4", page=2),
                row(14, 128, "发放", "5", "6", page=2),
            ],
        ),
    ]
    text = [prose(200 + at, 500 + 16 * at, 3) for at in range(6)]
    return [*pages, sheet(3, [*last, *text], list(rules))]


def test_rows_go_on_through_a_page_without_a_rule() -> None:
    last = row(21, 85, "自愿注销", "9", "9", page=3)
    (found,) = recognise(three_pages(last, rules=(rule(91, thickness=1.5),)), *ALL)
    assert stubs(found.table) == ["登记费", "认证费", LONG + "完成的交易", "发放", "自愿注销"]
    assert [own.sheet for own in found.table.rows] == [1, 2, 2, 2, 3]


def test_a_page_may_begin_with_the_rule_over_the_total() -> None:
    last = row(21, 85, "总计", "16", "20", page=3)
    rules = (rule(72), rule(91, thickness=1.5))
    (found,) = recognise(three_pages(last, rules=rules), *ALL)
    assert found.table.rows[-1].kind == "total" and len(found.table.rows) == 5
    assert [head.ink.pieces[0].text for head in found.table.heads] == ["类别", "2023", "2024"]


def test_another_table_may_begin_on_the_next_page() -> None:
    last = [
        row(21, 85, "区域", "2019", "2020", page=3),
        row(22, 105, "非洲", "3", "5", page=3),
        row(23, 121, "亚洲", "4", "6", page=3),
    ]
    rules = (rule(72), rule(90, thickness=1.5), rule(127, thickness=1.5))
    first, second = recognise(three_pages(*last, rules=rules), *ALL)
    assert len(first.table.rows) == 4
    assert stubs(second.table) == ["非洲", "亚洲"]


def test_few_rows_on_the_last_page_show_no_columns_of_their_own() -> None:
    pages = [
        sheet(
            1,
            [
                prose(1, 80),
                *FILL,
                label(2, 600),
                title(3, 614),
                row(4, 635, "类别", "2023", "2024"),
                row(5, 655, "登记费用以及其他费用", "7", "8"),
                row(6, 671, "发放", "7", "8"),
            ],
            [rule(622), rule(640, thickness=1.5)],
        ),
        sheet(
            2,
            [
                row(11, 85, "类别", "2023", "2024", page=2),
                line(12, 105, Ink(100, "1 –"), Ink(140, "16"), right(390, "8"), sheet=2),
                *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
            ],
            [rule(72), rule(90, thickness=1.5), rule(111, thickness=1.5)],
        ),
    ]
    (found,) = recognise(pages, *ALL)
    assert found.table.columns == 3 and len(found.table.rows) == 3


def test_a_page_may_end_with_the_head_and_a_section_row() -> None:
    pages = [
        sheet(
            1,
            [
                prose(1, 80),
                *FILL,
                label(2, 600),
                title(3, 614),
                row(4, 635, "类别", "2023", "2024"),
                line(5, 655, Ink(100, "收费收入")),
            ],
            [rule(622), rule(640, thickness=1.5)],
        ),
        sheet(
            2,
            [
                row(11, 85, "类别", "2023", "2024", page=2),
                row(12, 105, "登记费", "7", "8", page=2),
                *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
            ],
            [rule(72), rule(90, thickness=1.5), rule(111, thickness=1.5)],
        ),
    ]
    (found,) = recognise(pages, *ALL)
    assert found.table.columns == 3
    assert [own.kind for own in found.table.rows] == ["section", "data"]
    assert [head.ink.pieces[0].text for head in found.table.heads] == ["类别", "2023", "2024"]


def test_the_same_of_a_table_without_caption_and_without_a_second_head() -> None:
    pages = [
        sheet(
            1,
            [
                prose(1, 80),
                *FILL,
                row(4, 635, "类别", "2023", "2024"),
                line(5, 655, Ink(100, "收费收入")),
            ],
            [rule(622), rule(640, thickness=1.5)],
        ),
        sheet(
            2,
            [
                row(12, 105, "登记费", "7", "8", page=2),
                *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
            ],
            [rule(111, thickness=1.5)],
        ),
    ]
    (found,) = recognise(pages, *ALL)
    assert found.table.columns == 3
    assert [own.kind for own in found.table.rows] == ["section", "data"]
    assert [head.ink.pieces[0].text for head in found.table.heads] == ["类别", "2023", "2024"]


def test_a_unit_line_without_label_at_the_foot_of_the_page_before() -> None:
    pages = [
        sheet(1, [prose(1, 80), *FILL, line(2, 700, Ink(100, "(美元)", 10.5))]),
        sheet(
            2,
            [
                row(4, 85, "类别", "2023", page=2),
                row(5, 105, "登记费", "7", page=2),
                *(prose(200 + at, 500 + 16 * at, 2) for at in range(6)),
            ],
            [rule(72), rule(90, thickness=1.5), rule(111, thickness=1.5)],
        ),
    ]
    (found,) = recognise(pages, *ALL)
    assert [note.pieces[0].text for note in found.table.headnotes] == ["(美元)"]


def test_rules_of_spanners_belong_to_the_head_whatever_the_size_of_running_text() -> None:
    # Most of the print is notes and rows: running text is taken for type of 9 points.
    notes = [line(30 + at, 240 + 12 * at, Ink(100, "注" * 40 + "。")) for at in range(12)]
    lines = [
        label(2, 110),
        title(3, 124),
        line(4, 145, Ink(330, "资源变动情况")),
        line(5, 160, Ink(340, "第一承诺期")),
        row(6, 175, "类别", "2023", "2024", "2025"),
        row(7, 195, "登记费", "7", "8", "9"),
        *notes,
    ]
    rules = [
        rule(132),
        rule(149, 270),
        rule(164, 270),
        rule(180, thickness=1.5),
        rule(201, thickness=1.5),
    ]
    (found,) = recognise([sheet(1, lines, rules)], *ALL)
    assert found.table.title is not None and found.table.title.pieces[0].text == "收入状况比较"
    assert max(head.level for head in found.table.heads) == 2
    assert stubs(found.table) == ["登记费"]


def test_a_head_without_wide_gaps_makes_no_frame_of_text() -> None:
    lines = [
        *FILL,
        row(2, 613, "年", "2023", "2024", "2025"),
        row(3, 624, "类别", "估计", "估计", "估计"),
        line(4, 635, *(Ink(100 + 95 * at, "发放的核证减排量数", 10.5) for at in range(4))),
        row(5, 655, "登记费", "7", "8", "9"),
        row(6, 671, "认证费", "1", "2", "3"),
    ]
    own = sheet(1, lines, [rule(600), rule(640, thickness=1.5)])
    (found,) = recognise([own], *ALL)
    assert stubs(found.table) == ["登记费", "认证费"]
