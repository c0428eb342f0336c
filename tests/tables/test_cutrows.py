"""Rows that a page break cuts in two are one row again; whole rows stay apart."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import Ink, line, right, sheet

from reportparse.layout.model import Line
from reportparse.pages.model import Tag
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.columns import columns_between
from reportparse.tables.cutrows import joined_rows
from reportparse.tables.grid import Grid
from reportparse.tables.region import Region
from reportparse.tables.rows import rows_of


def joined(
    pages: Sequence[Sequence[Line]], edges: Sequence[float], tags: Sequence[Tag] = ()
) -> list[list[str]]:
    """The rows of a table whose `pages` hold these lines, its columns parted at `edges`."""
    numbers = TagNumbers(sheet(1, (), tags=tags))
    bodies = [[chunks_of(own, numbers, 0, 600) for own in page] for page in pages]
    first = Region(sheet(1, ()), 100, 480, 90, 400, ())
    columns = columns_between(first, edges, [row for body in bodies for row in body], firm=False)
    grids = []
    for at, body in enumerate(bodies):
        region = Region(sheet(at + 1, ()), 100, 480, 90, 400, ())
        grids.append(Grid(region, columns, (), rows_of(body, columns, ())))
    return [
        ["".join(chunk.text for chunk in slot.chunks) for slot in row.slots]
        for row in joined_rows(grids)
    ]


def numbers_row(number: int, y: float, label: str, value: str, page: int = 1) -> Line:
    return line(number, y, Ink(100, label), right(480, value), sheet=page)


WRAPPED = [
    numbers_row(1, 100, "内部转入", "106"),
    line(2, 116, Ink(100, "从适应基金账户转入附件一缔")),
    numbers_row(3, 128, "约方登记册的交易", "20"),
]
"""Two rows; the second shows how long the lines of a label may be."""


def test_a_label_whose_numbers_stand_on_the_next_page() -> None:
    foot = line(4, 144, Ink(100, "在其他登记册之间完成的后续"))
    top = numbers_row(5, 100, "所有交易", "30", page=2)
    assert joined([[*WRAPPED, foot], [top]], [300])[2:] == [
        ["在其他登记册之间完成的后续所有交易", "30"]
    ]


def test_a_label_of_several_lines_shows_itself_how_long_they_may_be() -> None:
    foot = [
        numbers_row(1, 100, "内部转入", "106"),
        numbers_row(2, 116, "登记费", "20"),
        line(3, 132, Ink(100, "从适应基金账户转入附件一缔")),
        line(4, 144, Ink(100, "在其他登记册之间完成的后续")),
    ]
    top = [numbers_row(5, 100, "所有交易", "30", page=2), numbers_row(6, 116, "其他", "3", page=2)]
    assert joined([foot, top], [300])[2:] == [
        ["从适应基金账户转入附件一缔在其他登记册之间完成的后续所有交易", "30"],
        ["其他", "3"],
    ]


def test_the_name_of_a_section_at_the_foot_of_a_page_is_a_row() -> None:
    foot = line(4, 144, Ink(100, "收费收入"))
    top = numbers_row(5, 100, "登记费", "30", page=2)
    assert joined([[*WRAPPED, foot], [top]], [300])[2:] == [["收费收入"], ["登记费", "30"]]


def test_a_full_line_that_ends_in_a_colon_names_a_section() -> None:
    foot = line(4, 144, Ink(100, "从适应基金账户转入附件一："))
    top = numbers_row(5, 100, "登记费", "30", page=2)
    assert joined([[*WRAPPED, foot], [top]], [300])[3:] == [["登记费", "30"]]


def test_a_label_that_goes_on_with_a_small_letter() -> None:
    foot = [
        numbers_row(1, 100, "Posts", "106"),
        numbers_row(2, 116, "Travel of staff and", "20"),
    ]
    top = [line(3, 100, Ink(100, "of representatives"), sheet=2)]
    more = numbers_row(4, 116, "Consultants", "3", page=2)
    assert joined([foot, [*top, more]], [300]) == [
        ["Posts", "106"],
        ["Travel of staff andof representatives", "20"],
        ["Consultants", "3"],
    ]


def test_two_rows_of_numbers_are_two() -> None:
    top = numbers_row(4, 100, "of which posts", "30", page=2)
    assert len(joined([WRAPPED, [top]], [300])) == 3


ANSWERS = [
    line(1, 100, Ink(100, "建议"), Ink(200, "秘书处已接受该建议"), Ink(350, "已完成")),
    line(2, 112, Ink(200, "并予以执行")),
]
"""A row of words; its second column shows how long its lines may be."""


def test_a_cell_of_words_that_was_full_goes_on() -> None:
    foot = line(3, 128, Ink(100, "措施"), Ink(200, "专家组审议了程序草"), Ink(350, "进行中"))
    top = line(4, 100, Ink(200, "案的各项要求"), sheet=2)
    assert joined([[*ANSWERS, foot], [top]], [190, 340])[1:] == [
        ["措施", "专家组审议了程序草案的各项要求", "进行中"]
    ]


def test_a_cell_of_words_that_had_room_does_not_go_on() -> None:
    foot = line(3, 128, Ink(100, "措施"), Ink(200, "专家组"), Ink(350, "进行中"))
    top = line(4, 100, Ink(200, "案的各项要求"), sheet=2)
    assert len(joined([[*ANSWERS, foot], [top]], [190, 340])) == 3


def test_an_open_parenthesis_goes_on_in_a_line_that_had_room() -> None:
    foot = line(3, 128, Ink(100, "措施"), Ink(200, "程序(草案"), Ink(350, "进行中"))
    top = line(4, 100, Ink(200, "第10版)"), sheet=2)
    assert joined([[*ANSWERS, foot], [top]], [190, 340])[1:] == [
        ["措施", "程序(草案第10版)", "进行中"]
    ]


def test_tags_say_that_a_row_goes_on() -> None:
    path = ("Table", "TR", "TD")
    tags = [Tag(path, element, (1, row)) for row, element in ((2, 10), (2, 11), (3, 12), (3, 13))]
    first = line(1, 100, Ink(100, "甲", tag=0), Ink(400, "7", tag=1))
    rest = line(2, 100, Ink(100, "乙", tag=0), sheet=2)
    other = line(3, 116, Ink(100, "丙", tag=2), Ink(400, "9", tag=3), sheet=2)
    assert joined([[first], [rest, other]], [300], tags) == [["甲乙", "7"], ["丙", "9"]]
    assert len(joined([[first], [other]], [300], tags)) == 2
