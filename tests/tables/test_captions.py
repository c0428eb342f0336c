"""Caption labels: what is one, and what merely begins like one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tables.composing import Ink, line, prose

from reportparse.lexicon.words import words
from reportparse.tables.captions import Captions, caption_above

CAPTIONS = Captions([words("zh"), words("en")])


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("表 1", "table", "1"),
        ("表1", "table", "1"),
        ("表一", "table", "一"),
        ("附表 2", "table", "2"),
        ("表 3(续)", "table", "3"),
        ("Table 2.1", "table", "2.1"),
        ("Table 29B.3", "table", "29B.3"),
        ("Table 4. Aging status of recommendations", "table", "4"),
        ("图四", "figure", "四"),
        ("Figure II", "figure", "II"),
    ],
)
def test_labels(text: str, kind: str, number: str) -> None:
    label = CAPTIONS.read(line(1, 100, Ink(100, text, 10.5)))
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


@pytest.mark.parametrize(
    "text",
    [
        "表 1 列出了每个报告期内登记的活动数量",  # a paragraph that begins with a reference
        "表 7 和表 8)。会议附带说明的议程",  # a line that a reference happens to begin
        "表示关切",
        "表 3。",  # the end of a paragraph: (见/表 3。)
        "Tables of contents",
        "Table of organization",
    ],
)
def test_sentences_are_no_labels(text: str) -> None:
    assert CAPTIONS.read(line(1, 100, Ink(100, text, 10.5))) is None


def test_continued_label() -> None:
    label = CAPTIONS.read(line(1, 100, Ink(100, "表 3(续)", 10.5)))
    assert label is not None and label.continued


def test_a_bold_title_on_the_line_of_its_label() -> None:
    own = line(1, 100, Ink(100, "表 2 ", 10.5), Ink(130, "资源变动", 10.5, bold=True))
    label = CAPTIONS.read(own)
    assert label is not None and own.text[label.title :] == "资源变动"


def test_caption_with_title_of_two_lines_and_unit_line() -> None:
    lines = [
        prose(1, 60),
        line(2, 100, Ink(100, "表 9", 10.5)),
        line(3, 114, Ink(100, "收入状况比较以及与上一报告期相比的", 10.5, bold=True)),
        line(4, 128, Ink(100, "变动情况", 10.5, bold=True)),
        line(5, 142, Ink(100, "(美元)", 9)),
    ]
    caption = caption_above(lines, 150, CAPTIONS, 10.5)
    assert caption is not None and caption.label is not None
    assert caption.label.number == "9"
    assert [p.text for p in caption.title] == ["收入状况比较以及与上一报告期相比的", "变动情况"]
    assert [[p.text for p in note] for note in caption.headnotes] == [["(美元)"]]


def test_running_text_above_a_table_is_no_caption() -> None:
    assert caption_above([prose(1, 60), prose(2, 76)], 90, CAPTIONS, 10.5) is None


def test_a_unit_line_alone() -> None:
    lines = [prose(1, 60), line(2, 90, Ink(100, "(千美元)", 8))]
    caption = caption_above(lines, 98, CAPTIONS, 10.5)
    assert caption is not None and caption.label is None
    assert [[p.text for p in note] for note in caption.headnotes] == [["(千美元)"]]


def test_a_title_in_a_heavy_face_stands_over_a_unit_line_without_label() -> None:
    # Chinese print has no bold of its text face: SimHei stands for it.
    title = line(2, 76, Ink(100, "收入状况比较", 10.5))
    heavy = tuple(replace(run, style=replace(run.style, font="SimHei")) for run in title.runs)
    unit = line(3, 90, Ink(100, "(千美元)", 10.5))
    set_heavy = caption_above([prose(1, 50), replace(title, runs=heavy), unit], 98, CAPTIONS, 10.5)
    assert set_heavy is not None and [p.text for p in set_heavy.title] == ["收入状况比较"]
    plain = caption_above([prose(1, 50), title, unit], 98, CAPTIONS, 10.5)
    assert plain is not None and plain.title == ()


def test_a_unit_line_may_be_bigger_than_the_type_of_most_text() -> None:
    caption = caption_above([line(1, 90, Ink(100, "(美元)", 10.5))], 98, CAPTIONS, 9.0)
    assert caption is not None and len(caption.headnotes) == 1
    heading = caption_above([line(1, 90, Ink(100, "(待续)", 14))], 98, CAPTIONS, 10.5)
    assert heading is None
