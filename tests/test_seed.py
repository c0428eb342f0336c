"""What a reader counts in the seed report, from both doors. All numbers are from the print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import reportparse
from reportparse.report import Report
from reportparse.report.body import Block, Section

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
DOORS = ("FCCC_KP_CMP_2024_3.pdf", "FCCC_KP_CMP_2024_3.zh.txt")

HEADINGS = """
一. 导言
 A. 任务
 B. 本报告的范围
 C. 作为《京都议定书》缔约方会议的《公约》缔约方会议可采取的行动
二. 清洁发展机制的现状
 A. 清洁发展机制的各项数据
 B. 清洁发展机制在《京都议定书》第二承诺期结束后的运作
三. 本报告期内的工作
 A. 裁决
  1. 认证
  2. 项目活动和活动方案的登记以及核证减排量的发放
  3. 收益分成
 B. 监管事项
  1. 自愿注销核证减排量在线平台
  2. 认证制度
  3. 方法标准
  4. 可持续发展工具
 C. 利益相关方事项
  1. 与利益相关方直接沟通
  2. 支持指定国家主管部门
  3. 内罗毕框架伙伴关系
  4. 区域合作中心
 D. 治理和管理事项
  1. 执行理事会成员
  2. 选举理事会主席和副主席
  3. 执行理事会会议
  4. 专门小组和工作组的会议
  5. 与各论坛及利益相关方的互动
  6. 清洁发展机制的财务状况
 E. 对作为《京都议定书》缔约方会议的《公约》缔约方会议的建议
""".strip("\n").split("\n")

# Note: the paragraph it is anchored in and the words right before and behind its marker.
ANCHORS = {
    1: ("p1", "报告其活动情况。", "CMP在行使"),
    2: ("p2", "也是同一时期的信息。", ""),
    3: ("p4", "清洁发展机制网页，", "该网页是"),
    4: ("p6.b", "一名候补成员；", ""),
    5: ("p9", "提交程序草案。", "理事会将在"),
    6: ("p19", "清洁发展机制网页。", ""),
    7: ("p21", "自愿注销核证减排量在线平台。", "平台允许"),
    8: ("p29", "改进版本。", ""),
    9: ("p31", "报告已经公布。", "利益相关方2023年"),
    10: ("p33", "外联活动。", "理事会请秘书处"),
    11: ("p34", "伙伴关系范围内，", "协调各个"),
    12: ("p34", "支持组织的活动。", "内罗毕框架"),
    13: ("p35", "各区域合作中心", "与当地"),
    14: ("p35", "托管伙伴机构", "合作，"),
    15: ("p38", "网站上查阅。", "区域合作中心的另一份"),
    16: ("p38", "也可在网站上查阅。", ""),
    17: ("p40", "前夕结束。", ""),
    18: ("p42", "网页上查阅。", ""),
    19: ("p43", "网页上查阅。", "清洁发展机制造林"),
    20: ("p47", "有能力履行承诺。", ""),
    21: ("p48", "业务和管理计划》", "以及2024年"),
    22: ("p50", "2022年报告中的建议", "，即CMP"),
}

ITEMS = {
    5: "ab",
    6: "abcd",
    33: "abcd",
    35: "abcdef",
    50: "abc",
}

ABBREVIATIONS = {
    "AIE": "经认证的独立实体",
    "第六条第四款机制": "根据《巴黎协定》第六条第四款建立的机制",
    "CDM": "清洁发展机制",
    "CER": "核证减排量",
    "CMP": "作为《京都议定书》缔约方会议的《公约》缔约方会议",
    "CPA": "项目活动组成部分",
    "DNA": "指定国家主管部门",
    "DNA论坛": "指定国家主管部门论坛",
    "DOE": "指定经营实体",
    "EB": "清洁发展机制执行理事会会议",
    "lCER": "长期核证减排量",
    "NA": "不适用",
    "PoA": "活动方案",
    "RCC": "区域合作中心",
    "tCER": "临时核证减排量",
    "UNEP": "联合国环境规划署",
}


@pytest.fixture(scope="module", params=DOORS)
def report(request: pytest.FixtureRequest) -> Report:
    return reportparse.parse(FIXTURES / request.param)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _blocks(report: Report) -> list[Block]:
    return [block for section in _sections(report.sections) for block in section.blocks]


def test_outline(report: Report) -> None:
    shown = [
        f"{' ' * (section.level - 1)}{section.heading.label} {section.heading.text.text}"
        for section in _sections(report.sections)
        if section.heading is not None
    ]
    assert shown == HEADINGS
    levels = [section.level for section in _sections(report.sections)]
    assert [levels.count(level) for level in (1, 2, 3)] == [3, 10, 17]


def test_paragraphs_run_from_1_to_50(report: Report) -> None:
    numbers = [block.number for block in _blocks(report) if block.kind == "paragraph"]
    assert numbers == list(range(1, 51))


def test_items(report: Report) -> None:
    items = {block.id for block in _blocks(report) if block.kind == "item"}
    named = {f"p{number}.{letter}" for number, letters in ITEMS.items() for letter in letters}
    deeper = {f"p50.a.{number}" for number in range(1, 5)}
    assert items == named | deeper
    depths = {block.id: block.depth for block in _blocks(report) if block.kind == "item"}
    assert all(depths[id_] == (2 if id_ in deeper else 1) for id_ in items)


def test_footnotes_are_anchored_where_they_are_printed(report: Report) -> None:
    texts = {block.id: block.text.text for block in _blocks(report) if block.text is not None}
    notes = [note for note in report.footnotes if note.marker != "*"]
    assert [note.marker for note in notes] == [str(number) for number in range(1, 23)]
    for note in notes:
        element, before, behind = ANCHORS[int(note.marker)]
        assert [anchor.element for anchor in note.anchors] == [element]
        offset = note.anchors[0].offset
        assert texts[element][:offset].endswith(before)
        assert texts[element][offset:].startswith(behind)


def test_paragraph_44_goes_on_behind_the_page_break(report: Report) -> None:
    """A footnote, the address dumped behind it, and a page end cut it in two."""
    text = next(block.text.text for block in _blocks(report) if block.number == 44 and block.text)
    assert "理事会及其支持机构继续与清洁发展机制利益相关方合作" in text
    assert "论坛联合主席互动，在理事会第121次会议上，通过与指定经营实体" in text
    assert text.endswith("而与指定经营实体互动。")


def test_the_prints_own_spacing_is_kept(report: Report) -> None:
    text = next(block.text for block in _blocks(report) if block.number == 40)
    assert text is not None
    assert "执行理事会第 121次会议" in text.raw
    assert "执行理事会第121次会议" in text.text
    assert "José Domingos Miguez 当选" in " ".join(text.raw.split("\n"))
    assert "José Domingos Miguez当选" in text.text


def test_abbreviations(report: Report) -> None:
    assert report.abbreviations is not None
    entries = report.abbreviations.entries
    assert len(entries) == 16
    pairs = {entry.term.text: entry.meaning.text for entry in entries if entry.meaning is not None}
    assert pairs == ABBREVIATIONS


def test_summary_and_period(report: Report) -> None:
    assert report.summary is not None
    assert len(report.summary.paragraphs) == 1
    block = report.summary.paragraphs[0]
    assert block.text is not None
    text = block.text.text
    assert text.startswith(
        "本报告涵盖清洁发展机制执行理事会在2023年9月28日至2024年8月31日报告期内的工作"
    )
    assert text.endswith("这项工作将继续进行。")
    period = report.metadata.reporting_period
    assert period is not None
    assert (period.start, period.end) == (date(2023, 9, 28), date(2024, 8, 31))


def test_masthead(report: Report) -> None:
    data = report.metadata
    assert data.title is not None
    assert data.title.text == (
        "清洁发展机制执行理事会向作为《京都议定书》缔约方会议的《公约》缔约方会议提交的年度报告"
    )
    assert data.symbol is not None
    assert data.symbol.value == "FCCC/KP/CMP/2024/3"
    assert data.job_number is not None
    assert data.job_number.value == "GE.24-17842"
    assert data.session is not None
    assert data.session.number == 19
    assert data.session_dates is not None
    assert (data.session_dates.start, data.session_dates.end) == (
        date(2024, 11, 11),
        date(2024, 11, 22),
    )
    assert data.place is not None
    assert data.place.value == "巴库"
    assert data.agenda is not None
    assert data.agenda.items == ("5",)
    assert [subject.value for subject in data.subjects] == ["与清洁发展机制有关的事项"]


def test_figure(report: Report) -> None:
    assert len(report.figures) == 1
    figure = report.figures[0]
    assert figure.number is None
    assert figure.title is not None
    assert figure.title.text == (
        "截至2024年8月31日已登记的清洁发展机制项目活动、活动方案和项目活动组成部分在"
        "《气候公约》各区域的百分比分布情况"
    )
    labels = [label.text for label in figure.labels if not label.text.endswith("%")]
    assert labels == [
        "登记的项目总数：7 865",
        "登记的活动方案总数：353",
        "包括项目活动组成部分的总数：2 818",
        "非洲",
        "亚洲和太平洋",
        "欧洲和中亚",
        "拉丁美洲和加勒比",
    ]
    assert [note.text for note in figure.notes] == ["注：本报告不包括临时性申请。"]


def test_tables_stand_behind_the_paragraph_that_names_them(report: Report) -> None:
    order = [block.ref or block.id for block in _blocks(report) if block.depth == 0]
    for number, paragraph in {1: 7, 2: 14, 3: 17, 4: 23, 5: 39, 6: 42, 9: 48, 10: 49}.items():
        assert order.index(f"table-{number}") == order.index(f"p{paragraph}") + 1
    assert order.index("table-7") + 1 == order.index("table-8") == order.index("p43") + 2


def test_annex(report: Report) -> None:
    assert len(report.annexes) == 1
    annex = report.annexes[0]
    assert annex.label.text == "Annex"
    assert annex.language == "en"
    assert annex.title is not None
    assert annex.title.text == (
        "Entities accredited and provisionally designated by the Executive Board of the clean "
        "development mechanism"
    )
    assert annex.language_note is not None
    assert annex.language_note.text == "[English only]"
    assert [block.kind for section in annex.sections for block in section.blocks] == ["table"]


def test_references(report: Report) -> None:
    by_element: dict[str, list[tuple[str, str]]] = {}
    for reference in report.references:
        by_element.setdefault(reference.element, []).append((reference.kind, reference.number))
    assert by_element["n20"] == [
        ("decision", "4/CMP.10"),
        ("decision", "6/CMP.11"),
        ("decision", "3/CMP.12"),
        ("decision", "4/CMP.14"),
    ]
    assert ("symbol", "FCCC/KP/CMP/2022/7") in by_element["n22"]
    assert [kind for kind, _ in by_element["p5.b"]] == ["internal_annex"]
    targets = {
        "".join(reference.raw.split()): reference.target
        for reference in report.references
        if reference.kind.startswith("internal_")
    }
    assert targets["附件"] == "annex"
    assert targets["下图"] == report.figures[0].id
    assert all(target is not None for target in targets.values())
    assert [reference.target for reference in report.references if reference.element == "p43"] == [
        "table-7",
        "table-8",
    ]


def test_only_true_doubts_of_the_pdf() -> None:
    """The facsimile is clean but for two totals that are printed as they are.

    In table 1 note c says why the total of the second column is no sum; in table 9 three rounded
    figures miss their rounded subtotal by one.
    """
    report = reportparse.parse(FIXTURES / DOORS[0])
    said = [
        (finding.code, finding.severity, finding.element, finding.expected, finding.found)
        for finding in report.findings
    ]
    assert said == [
        ("total-explained", "info", "table-1", "7 479", "3 728"),
        ("total-rounded", "info", "table-9", "7 075 414", "7 075 413"),
    ]
    explained, rounded = (finding.message for finding in report.findings)
    assert explained.endswith("note table-1.c explains it")
    assert "7 075 413 ≠ 6 966 242 + 37 480 + 71 692 = 7 075 414" in rounded


def test_totals_prove_their_cells(report: Report) -> None:
    """Of tables 1, 4 and 9 every column adds up but the second of table 1."""
    tables = {table.number: table for table in report.tables}
    proofs = {
        (number, column): {
            word
            for row in tables[number].rows
            for word in row.cells[column].proof
            if word in ("total", "rounding")
        }
        for number, columns in (("1", 5), ("4", 3), ("9", 3))
        for column in range(1, columns)
    }
    assert proofs == {
        ("1", 1): {"total"},
        ("1", 2): set(),
        ("1", 3): {"total"},
        ("1", 4): {"total"},
        ("4", 1): {"total"},
        ("4", 2): {"total"},
        ("9", 1): {"total", "rounding"},
        ("9", 2): {"total"},
    }
    balance = tables["9"].rows[7]
    assert balance.stub == "共计(A + B)"
    assert all("total" in cell.proof for cell in balance.cells[1:])


def test_the_dump_has_no_note_for_the_title() -> None:
    findings = reportparse.parse(FIXTURES / DOORS[1]).findings
    stars = [finding for finding in findings if finding.code == "marker-without-note"]
    assert [finding.found for finding in stars] == ["*"]


def test_contents_list_is_matched_with_the_outline() -> None:
    report = reportparse.parse(FIXTURES / DOORS[0])
    assert report.contents is not None
    targets = [entry.target for entry in report.contents.entries if entry.page is not None]
    expected = ["s1", "s1.A", "s1.B", "s1.C", "s2", "s2.A", "s2.B"]
    expected += ["s3", "s3.A", "s3.B", "s3.C", "s3.D", "s3.E", "annex"]
    assert targets == expected
