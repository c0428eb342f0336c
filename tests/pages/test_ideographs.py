"""Radicals that programs wrote for ideographs are read as ideographs, at both doors."""

from __future__ import annotations

import unicodedata

import pytest

from reportparse.pages.ideographs import ideograph, with_ideographs
from reportparse.pages.plain import read_dump

# What a browser's own printing put into the text layer of a report, and what the page shows.
SEEN = [
    ("⼀. 导⾔", "一. 导言"),
    ("⼆. 执⾏情况", "二. 执行情况"),
    ("第七⼗九届会议", "第七十九届会议"),
    ("秘书⻓的报告", "秘书长的报告"),
    ("各部⻔", "各部门"),
    ("⻅⼤会", "见大会"),
    ("附件⼀", "附件一"),
    ("⼥49.1%", "女49.1%"),
    ("账⼾", "账户"),
]
UNTOUCHED = ["10³", "Ⅳ. １２", "ﬁ", "①", "㎡", "丨", "·", "–"]


@pytest.mark.parametrize(("coded", "printed"), SEEN)
def test_radicals_are_read_as_the_ideographs_they_show(coded: str, printed: str) -> None:
    assert with_ideographs(coded) == printed


@pytest.mark.parametrize("text", UNTOUCHED)
def test_nothing_else_is_changed(text: str) -> None:
    assert with_ideographs(text) == text


def test_every_kangxi_radical_is_one_ideograph() -> None:
    for code in range(0x2F00, 0x2FD6):
        found = ideograph(chr(code))
        assert len(found) == 1
        assert unicodedata.name(found).startswith("CJK UNIFIED IDEOGRAPH")


def test_radicals_of_the_supplement_keep_their_meaning() -> None:
    """Unicode's names say of the simplified forms what they are."""
    named = {"⻓": "长", "⻔": "门", "⻚": "页", "⻛": "风", "⻜": "飞", "⻢": "马", "⻰": "龙"}
    assert {sign: ideograph(sign) for sign in named} == named


def test_dumps_too() -> None:
    dump = read_dump("⼀. 导⾔\n\n1. ⼤会请秘书⻓提出报告。\n".encode())
    assert [line.text for line in dump.lines if line.text] == [
        "一. 导言",
        "1. 大会请秘书长提出报告。",
    ]
