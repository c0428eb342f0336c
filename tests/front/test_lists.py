"""Contents lists and lists of abbreviations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportparse.front.abbreviations import boundary, find_abbreviations
from reportparse.front.contents import find_contents
from reportparse.layout.model import Line
from tests.front.conftest import Read, dump_of, labels

FrontOf = Callable[[str], Read]

# Typed from page 2 of the seed's facsimile: kind, label, title, paragraphs, page, level.
SEED_CONTENTS = [
    ("entry", "一.", "导言", (1, 6), 3, 1),
    ("entry", "A.", "任务", (1, 1), 3, 2),
    ("entry", "B.", "本报告的范围", (2, 4), 3, 2),
    (
        "entry",
        "C.",
        "作为《京都议定书》缔约方会议的《公约》缔约方会议可采取的行动",
        (5, 6),
        3,
        2,
    ),
    ("entry", "二.", "清洁发展机制的现状", (7, 9), 4, 1),
    ("entry", "A.", "清洁发展机制的各项数据", (7, 8), 4, 2),
    ("entry", "B.", "清洁发展机制在《京都议定书》第二承诺期结束后的运作", (9, 9), 4, 2),
    ("entry", "三.", "本报告期内的工作", (10, 50), 5, 1),
    ("entry", "A.", "裁决", (11, 20), 5, 2),
    ("entry", "B.", "监管事项", (21, 30), 7, 2),
    ("entry", "C.", "利益相关方事项", (31, 38), 8, 2),
    ("entry", "D.", "治理和管理事项", (39, 49), 10, 2),
    (
        "entry",
        "E.",
        "对作为《京都议定书》缔约方会议的《公约》缔约方会议的建议",
        (50, 50),
        14,
        2,
    ),
    ("group", None, "附件", None, None, 1),
    (
        "entry",
        None,
        "Entities accredited and provisionally designated by the Executive Board of the clean "
        "development mechanism",
        None,
        15,
        2,
    ),
]

# From pages 2 (facsimile) and 1 (dump) of the seed.
SEED_ABBREVIATIONS = [
    ("AIE", "经认证的独立实体"),
    ("第六条第四款机制", "根据《巴黎协定》第六条第四款建立的机制"),
    ("CDM", "清洁发展机制"),
    ("CER", "核证减排量"),
    ("CMP", "作为《京都议定书》缔约方会议的《公约》缔约方会议"),
    ("CPA", "项目活动组成部分"),
    ("DNA", "指定国家主管部门"),
    ("DNA论坛", "指定国家主管部门论坛"),
    ("DOE", "指定经营实体"),
    ("EB", "清洁发展机制执行理事会会议"),
    ("lCER", "长期核证减排量"),
    ("NA", "不适用"),
    ("PoA", "活动方案"),
    ("RCC", "区域合作中心"),
    ("tCER", "临时核证减排量"),
    ("UNEP", "联合国环境规划署"),
]


def lines_of(text: str) -> tuple[Line, ...]:
    return tuple(line for sheet in dump_of(text) for line in sheet.lines)


def test_contents_of_the_seed(front_of: FrontOf) -> None:
    contents = front_of("fixtures/FCCC_KP_CMP_2024_3.pdf")[0].contents
    assert contents is not None
    assert [field.text for field in contents.headings] == ["目录"]
    assert [field.text for field in contents.columns] == ["段次", "页次"]
    found = [
        (
            entry.kind,
            entry.label.text if entry.label else None,
            entry.title.text if entry.title else None,
            entry.paragraphs,
            entry.page,
            entry.level,
        )
        for entry in contents.entries
    ]
    assert found == SEED_CONTENTS
    assert all(entry.leader for entry in contents.entries if entry.kind == "entry")


@pytest.mark.parametrize("name", ["FCCC_KP_CMP_2024_3.pdf", "FCCC_KP_CMP_2024_3.zh.txt"])
def test_abbreviations_of_the_seed(name: str, front_of: FrontOf) -> None:
    found = front_of(f"fixtures/{name}")[0].abbreviations
    assert found is not None
    pairs = [(pair.term.text, pair.meaning.text if pair.meaning else "") for pair in found.pairs]
    assert pairs == SEED_ABBREVIATIONS


def test_levels_of_a_budget_section(front_of: FrontOf) -> None:
    """A/81/6 (Sect. 29B), pages 1 and 2: entries without labels stand by their indents alone."""
    contents = front_of("en/A_81_6_SECT._29B.pdf")[0].contents
    assert contents is not None
    assert [(entry.level, entry.page) for entry in contents.entries] == [
        (1, 3),
        (2, 3),
        (2, 6),
        (3, 6),
        (4, 6),
        (4, 10),
        (4, 13),
        (3, 16),
        (4, 16),
        (4, 21),
        (3, 25),
        (3, 29),
    ]
    title = contents.entries[0].title
    assert title is not None
    assert [marker.text for marker in title.markers] == ["***"]


def test_contents_with_annexes(front_of: FrontOf) -> None:
    """A/80/11, page 5: chapters flush right, wrapped annexes below a group line."""
    contents = front_of("en/A_80_11_en.pdf")[0].contents
    assert contents is not None
    last = contents.entries[-1]
    assert (last.label and last.label.text, last.page, last.level) == ("V.", 49, 2)
    assert last.title is not None
    assert last.title.text == (
        "Review of the scale-to-scale changes between the adopted 2025–2027 scale and the June "
        "2025 update scale"
    )
    sixth = [entry.page for entry in contents.entries if entry.label and entry.level == 1]
    assert sixth == [6, 6, 7, 28, 28, 32]


@pytest.mark.parametrize("case", labels("front_boundaries"))
def test_boundary(case: dict[str, Any]) -> None:
    """Expected are term and meaning; none for a line that goes on; null where it is not sure."""
    cut, sure = boundary(case["input"])
    parts = [case["input"][:cut].strip(), case["input"][cut:].strip()] if cut is not None else []
    assert (parts if sure else None) == case["expected"]


def test_list_of_an_annex_is_found() -> None:
    text = "附件\n文本。\n缩略语\nAIE 经认证的独立实体\nCDM 清洁发展机制\n一. 导言\n"
    found = find_abbreviations(lines_of(text))
    assert found is not None
    assert [pair.term.text for pair in found.abbreviations.pairs] == ["AIE", "CDM"]
    assert [line.text for line in found.used] == [
        "缩略语",
        "AIE 经认证的独立实体",
        "CDM 清洁发展机制",
    ]


def test_wrapped_meaning_in_a_dump_with_marked_ends() -> None:
    text = (
        "缩略语 \nAIE 经认证的独立实体和由缔约方会议指定的其他\n机构 \nCDM 清洁发展机制 \n"
        "DOE 指定经营实体 \n一. 导言 \n本报告说明工作情况和\n结果。 \n"
    )
    found = find_abbreviations(lines_of(text), lambda line: line.text.startswith("一."))
    assert found is not None
    pairs = [pair.meaning.text for pair in found.abbreviations.pairs if pair.meaning]
    assert pairs == [
        "经认证的独立实体和由缔约方会议指定的其他机构",
        "清洁发展机制",
        "指定经营实体",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "缩略语\nAIE\n经认证的独立实体\nCDM\n清洁发展机制\n一. 导言\n",
        "缩略语\nAIE\nCDM\n经认证的独立实体\n清洁发展机制\n一. 导言\n",
    ],
)
def test_torn_list(text: str) -> None:
    found = find_abbreviations(lines_of(text))
    assert found is not None
    assert [
        (pair.term.text, pair.meaning.text if pair.meaning else "")
        for pair in found.abbreviations.pairs
    ] == [("AIE", "经认证的独立实体"), ("CDM", "清洁发展机制")]


def test_line_with_two_readings_is_a_doubt() -> None:
    text = "Abbreviations\nAIE accredited entity\nCDM clean mechanism\nEB CDM Executive Board\n"
    found = find_abbreviations(lines_of(text))
    assert found is not None
    assert [doubt.code for doubt in found.doubts] == ["text-unplaced"]
    assert found.abbreviations.pairs[-1].meaning is None


@pytest.mark.parametrize("text", ["目录\n", "目录\n一. 导言\n1. 正文。\n", "一. 导言\n"])
def test_no_contents(text: str) -> None:
    assert find_contents(lines_of(text)) is None


@pytest.mark.parametrize("text", ["缩略语\n", "缩略语\n本报告使用缩略语。\n", "AIE 实体\n"])
def test_no_abbreviations(text: str) -> None:
    assert find_abbreviations(lines_of(text)) is None


def test_contents_over_two_pages() -> None:
    """The heading comes back with a remark on the next page, and so do the column heads."""
    text = (
        "目录\n段次  页次\n一.  导言........  1-3  4\n二.  方法........  4-9  5\n\f"
        "目录(续)\n段次  页次\n三.  结论........  10-12  7\n一.  导言\n1.  正文。\n"
    )
    found = find_contents(lines_of(text))
    assert found is not None
    contents, used = found
    assert [field.text for field in contents.headings] == ["目录", "目录(续)"]
    assert [entry.page for entry in contents.entries] == [4, 5, 7]
    assert used[-1].text == "三.  结论........  10-12  7"
