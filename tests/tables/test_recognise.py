"""Whole tables on handmade pages: what is one, what is none, and pages in between."""

from __future__ import annotations

from tests.tables.composing import Ink, line, prose, right, rule, sheet

from reportparse.layout.model import Line, printed
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
