"""Small tables, each for one thing that a dump makes hard; the cases are in `fixtures/cases`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportparse.layout.model import Line
from reportparse.lexicon.words import words
from reportparse.tables.model import Cell, Head, Ink, Note, Recognised, Table
from reportparse.tables.running import recognise_dump
from reportparse.tables.running_doubts import table_doubts
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_gaps import chunks_of
from reportparse.tables.running_head import HeadBand

FILE = Path(__file__).parents[2] / "fixtures" / "cases" / "dump_tables.json"


def cases() -> list[dict[str, Any]]:
    return list(json.loads(FILE.read_text(encoding="utf-8")))


def lines_of(texts: list[str]) -> list[Line]:
    return [
        Line(i, 1, text, tuple(range(len(text))), row=1 + 2 * i)
        for i, text in enumerate(texts)
        if text.strip()
    ]


def shown(cell: Cell) -> str:
    return "?" if cell.unread else " ".join(piece.text for piece in cell.ink.pieces)


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["label"]))
def test_case(case: dict[str, Any]) -> None:
    (found,) = recognise_dump(lines_of(case["lines"]), words("zh"))
    assert [[shown(cell) for cell in row.cells] for row in found.table.rows] == case["rows"]
    assert sorted({doubt.code for doubt in found.doubts}) == case["doubts"]


def one(texts: list[str]) -> Recognised:
    (found,) = recognise_dump(lines_of(texts), words("zh"))
    return found


def test_a_caption_without_a_grid_is_reported() -> None:
    found = one(["表 1 ", "8. 在最近一个报告期发放的数量为 32,717,425。 "])
    assert [doubt.code for doubt in found.doubts] == ["table-without-grid"]
    assert found.table.number == "1"


def test_a_sentence_about_a_table_is_no_caption() -> None:
    texts = [
        "表 1 列出了清洁发展机制成立以来每个报告期内登记的数量，包括临时案例。 ",
        "以下是说明。 ",
    ]
    assert recognise_dump(lines_of(texts), words("zh")) == ()


def test_a_contents_list_is_no_table() -> None:
    texts = ["目录 ", "段次 页次 ", "一. 导言 1–4 3 ", "二. 现状 5–9 4 ", "三. 工作 10–48 5 "]
    assert recognise_dump(lines_of(texts), words("zh")) == ()


def test_wrapped_title_and_unit_line() -> None:
    found = one(
        [
            "Table 2",
            "Expenditure for logistical support for national defence forces and internal",
            "security forces, 1 July 2024–8 May 2025",
            "(Thousands of United States dollars)",
            "Type of support Amount",
            "Ground transportation support 936.0",
            "Air operations support 411.2",
            "Total 1 347.2",
        ]
    )
    assert found.table.title is not None
    assert len(found.table.title.pieces) == 2
    assert [note.pieces[0].text for note in found.table.headnotes] == [
        "(Thousands of United States dollars)"
    ]
    assert [row.kind for row in found.table.rows] == ["data", "data", "total"]


def test_repeated_heads_are_kept() -> None:
    case = next(case for case in cases() if "printed again" in case["label"])
    (found,) = recognise_dump(lines_of(case["lines"]), words("zh"))
    assert [piece.text for piece in found.table.repeats] == ["交易类型 交易总数 单位总数"]


def test_a_head_broken_behind_a_figure_is_known_when_it_comes_again() -> None:
    head = [
        "              2022 年 1 月至 8   2021 年 1 月至 8",
        "收入类别                    月                 月",
    ]
    rows = [
        "登记费              37 480            97 480",
        "收益分成         6 966 242         6 543 210",
    ]
    more = [
        "认证费              71 692            82 798",
        "小计             7 075 414         6 723 488",
    ]
    found = one(["表 9 ", "收入", "(美元)", *head, *rows, *[f"  {line}" for line in head], *more])
    assert [shown(row.cells[0]) for row in found.table.rows] == [
        "登记费",
        "收益分成",
        "认证费",
        "小计",
    ]
    assert [piece.text for piece in found.table.repeats] == [line.strip() for line in head]
    assert "table-row-unread" not in {doubt.code for doubt in found.doubts}


def test_a_row_that_comes_again_is_a_row() -> None:
    head = "项目               数额              总额"
    other = "其他                 –                 –"
    rows = [
        "登记费              37 480            97 480",
        "认证费              71 692            82 798",
    ]
    found = one(["表 9 ", "收入", head, rows[0], other, rows[1], other])
    assert [shown(row.cells[0]) for row in found.table.rows] == ["登记费", "其他", "认证费", "其他"]


def test_a_marker_ends_a_chinese_head() -> None:
    texts = ["成员 候补成员 a 提名国"]
    chunks = chunks_of(lines_of(texts), "a", Manner(False, 40), heads=True)
    assert [chunk.text for chunk in chunks] == ["成员", "候补成员 a", "提名国"]
    assert chunks[2].join > chunks[2].cut + 3, "as clear as a blank between Chinese words"


INNER = [
    ("来源 净额 a 总数", True, "a letter of the notes between Chinese words"),
    ("Value a Total", True, "before a capital"),
    ("as a percentage of the total", False, "the article"),
    ("净额 b 总数", False, "no letter of the notes"),
    ("候补成员 a", False, "at the end, where markers stand"),
]


@pytest.mark.parametrize(("text", "held", "why"), INNER)
def test_a_marker_inside_a_cell_is_doubtful(text: str, held: bool, why: str) -> None:
    ink = Ink((lines_of([text])[0].whole(),))
    note = Note(lines_of(["a"])[0].whole(), Ink())
    heads = (Head(ink, 0, 0, 0),)
    table = Table(None, "1", None, (), heads, 1, (), notes=(note,))
    band = HeadBand((), (), heads, 0.0)
    messages = [doubt.message for doubt in table_doubts(table, band)]
    assert any("stands inside" in message for message in messages) is held, why
