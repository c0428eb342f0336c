"""Lines to rows: wrapped labels, section rows, words beside numbers, tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.tables.composing import Ink, line, right, rule, sheet

from reportparse.layout.model import Line
from reportparse.pages.model import Rule, Tag
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.columns import columns_between
from reportparse.tables.region import Region, bars_of
from reportparse.tables.rows import rows_of


def grouped(
    lines: Sequence[Line],
    edges: Sequence[float],
    rules: Sequence[Rule] = (),
    tags: Sequence[Tag] = (),
) -> list[list[str]]:
    numbers = TagNumbers(sheet(1, (), tags=tags))
    body = [chunks_of(own, numbers, 0, 600) for own in lines]
    region = Region(sheet(1, ()), 100, 480, 90, 400, bars_of(rules))
    columns = columns_between(region, edges, body, firm=False)
    return [
        ["".join(chunk.text for chunk in slot.chunks) for slot in row.slots]
        for row in rows_of(body, columns, bars_of(rules))
    ]


def test_numbers_stand_on_the_last_line_of_a_wrapped_label() -> None:
    lines = [
        line(1, 100, Ink(100, "内部转入"), right(480, "106")),
        line(2, 116, Ink(100, "从适应基金账户转入附件一缔")),
        line(3, 128, Ink(100, "约方登记册的交易"), right(480, "0")),
        line(4, 144, Ink(100, "发放"), right(480, "125")),
    ]
    assert grouped(lines, [300]) == [
        ["内部转入", "106"],
        ["从适应基金账户转入附件一缔约方登记册的交易", "0"],
        ["发放", "125"],
    ]


def test_a_section_title_keeps_the_distance_of_rows() -> None:
    lines = [
        line(1, 100, Ink(100, "上年结转"), right(480, "37")),
        line(2, 116, Ink(100, "收费收入")),
        line(3, 132, Ink(114, "登记费"), right(480, "–")),
        line(4, 148, Ink(114, "认证费"), right(480, "37")),
    ]
    assert [row[0] for row in grouped(lines, [300])] == ["上年结转", "收费收入", "登记费", "认证费"]


def test_words_beside_numbers_go_on_below_them() -> None:
    lines = [
        line(1, 100, Ink(100, "Ground"), Ink(200, "Reduction of"), right(480, "(23 600)")),
        line(2, 110, Ink(100, "transportation"), Ink(200, "five per cent")),
        line(3, 124, Ink(100, "Medical"), Ink(200, "None"), right(480, "(10)")),
        line(4, 138, Ink(100, "Air"), Ink(200, "None"), right(480, "(12)")),
    ]
    found = grouped(lines, [190, 350])
    assert found[0] == ["Groundtransportation", "Reduction offive per cent", "(23 600)"]
    assert len(found) == 3


def test_cells_of_words_wrap_at_the_top() -> None:
    lines = [
        line(1, 100, Ink(100, "第一二〇次"), Ink(250, "十一月"), Ink(350, "波恩")),
        line(2, 112, Ink(100, "会议")),
        line(3, 128, Ink(100, "第一二一次"), Ink(250, "三月"), Ink(350, "巴库")),
        line(4, 140, Ink(100, "会议")),
    ]
    assert [row[0] for row in grouped(lines, [240, 340])] == ["第一二〇次会议", "第一二一次会议"]


def test_dense_rows_go_on_where_a_small_letter_opens() -> None:
    lines = [
        line(1, 100, Ink(100, "Medical"), right(480, "73.4")),
        line(2, 110, Ink(100, "Communications and")),
        line(3, 120, Ink(100, "information technology"), right(480, "13.1")),
        line(4, 130, Ink(100, "Other"), right(480, "1.0")),
    ]
    assert [row[0] for row in grouped(lines, [300])] == [
        "Medical",
        "Communications andinformation technology",
        "Other",
    ]


def test_a_rule_parts_rows_that_stand_close() -> None:
    lines = [
        line(1, 100, Ink(100, "Status")),
        line(2, 111, Ink(100, "closed"), right(480, "7")),
    ]
    assert len(grouped(lines, [300], [rule(103)])) == 2
    assert len(grouped(lines, [300])) == 1


def test_tags_overrule_space() -> None:
    path = ("Table", "TR", "TD")
    tags = [Tag(path, element, (1, row)) for row, element in ((2, 10), (2, 11), (3, 12), (3, 13))]
    lines = [
        line(1, 100, Ink(100, "上", tag=0), Ink(400, "7", tag=1)),
        line(2, 130, Ink(100, "下", tag=0)),
        line(3, 142, Ink(100, "左", tag=2), Ink(400, "9", tag=3)),
    ]
    assert grouped(lines, [300], tags=tags) == [["上下", "7"], ["左", "9"]]


def test_the_wider_gap_at_a_rule_says_nothing_of_the_pitch() -> None:
    lines = [
        line(1, 100, Ink(100, "Private"), right(480, "86")),
        line(2, 111.5, Ink(100, "Limited")),
        line(3, 125, Ink(100, "Center"), right(480, "87")),
        line(4, 136.5, Ink(100, "S.A.")),
        line(5, 150, Ink(100, "Subtotal"), right(480, "89")),
        line(6, 164.5, Ink(100, "Total"), right(480, "262")),
    ]
    assert grouped(lines, [300], [rule(154)]) == [
        ["PrivateLimited", "86"],
        ["CenterS.A.", "87"],
        ["Subtotal", "89"],
        ["Total", "262"],
    ]


def test_labels_of_many_lines_leave_a_table_one_of_numbers() -> None:
    labels = ["旅费", "各代表", "团前往", "各条约", "机构会", "议的"]
    lines = [line(at, 100 + 11.5 * at, Ink(100, text)) for at, text in enumerate(labels)] + [
        line(6, 169, Ink(100, "费用"), right(480, "91"))
    ]
    second = [replace(own, number=own.number + 10, baseline=own.baseline + 82.5) for own in lines]
    assert grouped([*lines, *second], [300]) == [["".join([*labels, "费用"]), "91"]] * 2


def test_pitches_of_other_pages_count() -> None:
    lines = [
        line(1, 100, Ink(100, "认证费用以及"), right(480, "1")),
        line(2, 111.5, Ink(100, "其他")),
        line(3, 124, Ink(100, "发放"), right(480, "2")),
    ]
    numbers = TagNumbers(sheet(1, ()))
    body = [chunks_of(own, numbers, 0, 600) for own in lines]
    region = Region(sheet(1, ()), 100, 480, 90, 400, ())
    columns = columns_between(region, [300], body, firm=False)
    rows = rows_of(body, columns, (), [12.5, 12.5])
    assert [len(row.slots[0].chunks) for row in rows] == [2, 1]
