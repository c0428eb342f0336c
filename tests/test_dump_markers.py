"""Markers of footnotes that a dump sets apart from the word before them."""

from __future__ import annotations

import pytest

import reportparse


def _anchored(sentence: str) -> int:
    """How many anchors the only note of a dump of two paragraphs has."""
    dump = (
        "联合国\n\nA/75/836\n\n一. 导言\n\n1. 2023 年 1 月，理事会举行了 3 次会议。\n"
        f"2. {sentence}\n\n__________________\n1 可查阅网页。\n\f"
        "3. 理事会核准了 2 个项目。\n"
    )
    report = reportparse.parse(dump.encode())
    (note,) = report.footnotes
    return len(note.anchors)


@pytest.mark.parametrize(
    ("sentence", "anchors"),
    [
        pytest.param("更多信息可查阅网页，1该网页是中央资料库。", 1, id="glued on both sides"),
        pytest.param("更多信息可查阅网页， 1该网页是中央资料库。", 1, id="a blank before it"),
        pytest.param("更多信息可查阅网页， 1 个网页是资料库。", 0, id="a number of the text"),
        pytest.param("更多信息可查阅网页， 1个网页是资料库。", 0, id="a number that counts"),
    ],
)
def test_blank_before_the_marker(sentence: str, anchors: int) -> None:
    assert _anchored(sentence) == anchors
