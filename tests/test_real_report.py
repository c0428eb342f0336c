"""A/75/836, the one real Chinese report at hand: what a reader counts in it.

The file is no part of the repository; the test is skipped where its folder is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportparse
from reportparse.report import Report
from reportparse.report.body import Block, Section

CHAPTERS = [
    "一. 导言",
    "二. 五年“快速防治”的成功经验和教训",
    "三. 2025年目标：我们需要为之努力",
    "四. 利用不平等视角加快进展",
    "五. 建议",
]

UNNUMBERED = {
    "二.": [
        "艾滋病毒防治服务提供方面的进展",
        "资源不足",
        "不再孤立地对待艾滋病问题",
        "COVID-19的影响",
        "未实现目标导致人类付出代价",
    ],
    "四.": [
        "重振艾滋病毒综合预防工作",
        "艾滋病毒检测和治疗的差异化办法",
        "消除艾滋病毒垂直传播和消除儿童艾滋病",
        "走在前列的群体",
        "打破障碍，实现艾滋病毒防治结果",
        "提供充分资源，有效开展艾滋病毒防治工作",
        "将艾滋病毒防治纳入卫生和社会保障系统",
        "加强卫生安全以及应对大流行病和其他紧急情况的能力",
        "联合国消除艾滋病的联合办法",
    ],
    "五.": [f"建议{number}" for number in range(1, 11)],
}

# Figure: title, the start of its source line, the pages it is drawn on.
FIGURES = {
    "一": (
        "2001年关于艾滋病毒/艾滋病问题的联合国大会特别会议以来取得的进展",
        "资料来源：联合国艾滋病毒/艾滋病联合规划署(艾滋病署)。",
        {3},
    ),
    "二": ("2019年全球按人口分列的艾滋病毒新发感染者分布情况", "资料来源：艾滋病署。", {5}),
    "三": (
        "全球艾滋病毒新发感染人数和艾滋病相关死亡人数，实际趋势与2020年目标如果实现可取得的趋势相比",
        "资料来源：2020年Avenir Health利用艾滋病署的流行病学估计数进行特别分析",
        {8, 9},
    ),
    "四": ("2025年艾滋病毒防治具体目标", "资料来源：《2021-2026年全球艾滋病战略", {10}),
    "五": (
        "到2020年艾滋病毒感染和艾滋病相关死亡估计数，以及2021-2030年在有无社会推进手段情况下"
        "实现2025年具体目标进展情况的模型预测",
        "资料来源：艾滋病署和Avenir Health。",
        {11, 12},
    ),
}

ANCHORS = {
    "1": ("p4", "忽视重点人群", "需求的问题"),
    "2": ("p4", "宏伟的全球目标，", "如今这个势头"),
    "3": ("p5", "落在最后面的人群。", "2021年6月8日"),
    "4": ("p15", "三个“90%”", "的目标"),
    "5": ("p55", "艾滋病感染者的参与”原则，", "确保"),
}


@pytest.fixture(scope="module")
def report(corpus: Path) -> Report:
    path = corpus / "zh" / "A_75_836_zh.pdf"
    if not path.exists():
        pytest.skip(f"{path.name} is not among the real documents here")
    return reportparse.parse(path)


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _blocks(report: Report) -> list[Block]:
    return [block for section in _walk(report.sections) for block in section.blocks]


def test_outline(report: Report) -> None:
    top = [section for section in report.sections if section.heading is not None]
    shown = [f"{s.heading.label} {s.heading.text.text}" for s in top if s.heading is not None]
    assert shown == CHAPTERS
    for section in top:
        assert section.heading is not None
        below = [one.heading.text.text for one in section.sections if one.heading is not None]
        assert below == UNNUMBERED.get(section.heading.label or "", [])


def test_every_paragraph_in_order(report: Report) -> None:
    numbers = [block.number for block in _blocks(report) if block.kind == "paragraph"]
    assert numbers == list(range(1, 95))


def test_items_of_the_recommendations(report: Report) -> None:
    counts = Counter(block.parent for block in _blocks(report) if block.kind == "item")
    wanted = {84: 4, 85: 6, 86: 4, 87: 4, 88: 4, 89: 4, 90: 4, 91: 2, 92: 4, 93: 2}
    assert counts == {f"p{number}": count for number, count in wanted.items()}


def test_footnotes_are_anchored(report: Report) -> None:
    texts = {block.id: block.text.text for block in _blocks(report) if block.text is not None}
    assert [note.marker for note in report.footnotes] == list(ANCHORS)
    for note in report.footnotes:
        element, before, behind = ANCHORS[note.marker]
        assert [anchor.element for anchor in note.anchors] == [element]
        offset = note.anchors[0].offset
        assert texts[element][:offset].endswith(before)
        assert texts[element][offset:].startswith(behind)


def test_figures_with_titles_and_sources(report: Report) -> None:
    assert [figure.number for figure in report.figures] == list(FIGURES)
    for figure in report.figures:
        title, source, pages = FIGURES[figure.number or ""]
        assert figure.title is not None
        assert figure.title.text == title
        assert [text.text[: len(source)] for text in figure.sources] == [source]
        assert {getattr(place, "page", None) for place in figure.places} == pages


def test_figure_four_is_a_grid(report: Report) -> None:
    figure = next(figure for figure in report.figures if figure.number == "四")
    table = next(table for table in report.tables if table.id == figure.table)
    assert len(table.columns) == 3
    assert [note.marker for note in table.notes] == ["a"]


def test_words_of_a_drawing_are_labels(report: Report) -> None:
    figure = next(figure for figure in report.figures if figure.number == "一")
    labels = Counter(label.text for label in figure.labels)
    assert labels["-60%"] == labels["-37%"] == 1
    assert all(labels[str(year)] == 2 for year in range(1990, 2020))


def test_furniture(report: Report) -> None:
    kinds = Counter(item.kind for item in report.furniture)
    assert kinds["running_head"] == 21
    assert kinds["folio"] == 42  # on each page the folio and the job number
    heads = {item.raw for item in report.furniture if item.kind == "running_head"}
    assert heads == {"A/75/836"}


def test_masthead(report: Report) -> None:
    data = report.metadata
    assert data.symbol is not None
    assert data.symbol.value == "A/75/836"
    assert data.organ is not None
    assert data.organ.value == "大会"
    assert data.date is not None
    assert str(data.date.iso) == "2021-03-31"
    assert data.session is not None
    assert data.session.number == 75
    assert data.agenda is not None
    assert data.agenda.items == ("10",)
    assert data.title is not None
    assert data.title.text == "应对不平等现象，重新走上到2030年消除艾滋病的轨道"
    assert data.author is not None
    assert data.author.value == "秘书长的报告"
    assert data.job_number is not None
    assert data.job_number.value == "21-04320"
    assert report.summary is not None
    assert len(report.summary.paragraphs) == 1


def test_nothing_is_doubtful_in_a_clean_report(report: Report) -> None:
    assert report.unplaced == ()
    assert [finding for finding in report.findings if finding.severity != "info"] == []
