"""Fronts of real documents, read by eye from the pages; of small dumps; of generated reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reportparse.front.find import find_front
from tests.front.conftest import (
    Read,
    cases,
    dump_of,
    front_of_bytes,
    front_of_text,
    ink,
    labels,
    placed,
    said,
)
from tests.typeset import Settings, expected, manuscripts, settings, typeset_dump, typeset_pdf
from tests.typeset.manuscript import Manuscript

FEW = hypothesis_settings(max_examples=12)

FrontOf = Callable[[str], Read]


@pytest.mark.parametrize("case", labels("front_documents"))
def test_document(case: dict[str, Any], front_of: FrontOf) -> None:
    found = said(front_of(case["input"])[0])
    wanted = case["expected"]
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("name", sorted({case["input"] for case in cases("front_documents")}))
def test_ledger_of_document(name: str, front_of: FrontOf) -> None:
    front, sheets = front_of(name)
    assert placed(front) == ink(sheets)
    assert front.unplaced == ()


@pytest.mark.parametrize("case", labels("front_dumps"))
def test_dump(case: dict[str, Any]) -> None:
    front, sheets = front_of_text(case["input"])
    found, wanted = said(front), case["expected"]
    assert {name: found[name] for name in wanted} == wanted
    assert placed(front) == ink(sheets)


def test_nothing() -> None:
    front = find_front(())
    assert (front.rest, front.is_un_report, list(front.pieces())) == ((), False, [])


def test_symbol_of_running_heads_has_no_pieces(front_of: FrontOf) -> None:
    symbol = front_of("fixtures/FCCC_KP_CMP_2024_3.zh.txt")[0].masthead.symbol
    assert symbol is not None
    assert (symbol.text, symbol.pieces) == ("FCCC/KP/CMP/2024/3", ())


WORDS = (
    *("联合国", "大  会", "A/75/836", "A/75/836*", "Distr.: General", "Distr.", "GENERAL"),
    *("General", "24 September 2024", "Chinese", "Original: English", "原文：英文", "*2417842*"),
    *("请回收", "GE.24-17842 (C)  151024  211024", "21-04320\u200b", "21-04320", "220421 270421"),
    *("Official Records", "第十九届会议", "Eightieth session", "2024 年 11 月 11 日至 22 日，巴库"),
    *("(2–20 June 2025)", "临时议程项目 5", "Agenda item 3", "与某事项有关的工作", "秘书长的报告"),
    *("Note by the secretariat*", "摘要", "目录", "目录(续)", "段次  页次", "缩略语", "附件", "a"),
    *("一. 导言", "1. 正文。", "* 注。", "一. 导言........  1-6  3", "结论 . . . . 4", "。", "*"),
    *("AIE 经认证的独立实体", "DNA 论坛 论坛", "联合国 A/75/836", "大会    Distr.: General", "12"),
    *("(Annexes)", "1. 名单 15", "第一章", "C.", "GE.24-17842 (C) 151024 * 2 4 1 7 8 4 2 *"),
)


@hypothesis_settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("", " ", "  ", "          ", "\t")),
            st.sampled_from(WORDS),
            st.sampled_from(("", " ")),
            st.sampled_from(("\n", "\n", "\n\n", "\n\f")),
        ),
        max_size=25,
    )
)
def test_ledger_of_any_lines(lines: list[tuple[str, str, str, str]]) -> None:
    """Lines of a front in any order, repeated, torn: every character stands in one place."""
    sheets = dump_of("".join("".join(line) for line in lines))
    front = find_front(sheets)
    assert placed(front) == ink(sheets)


def test_two_symbols_in_running_heads_are_none() -> None:
    _, sheets = front_of_text("第十届会议\n议程项目 3\n\n  工作报告\n\n一. 导言\n")
    front = find_front(sheets, ["A/75/836", "A/75/837"])
    assert front.masthead.symbol is None
    assert [(doubt.code, doubt.found) for doubt in front.doubts] == [
        ("metadata-missing", "A/75/836 / A/75/837")
    ]


def test_unmarked_end_of_the_subject_is_a_doubt() -> None:
    """Two lines of one width, nothing between them: either may be the title, or both."""
    text = "第十届会议\n议程项目 3\n与教育事业有关的各种事项\n执行情况和今后的工作报告\n一. 导言\n"
    front, _ = front_of_text(text)
    assert [doubt.code for doubt in front.doubts] == ["title-unclear"]


def _facts(report: Manuscript) -> dict[str, Any]:
    """What the print of a generated report says on its first page."""
    wanted = expected(report)
    meta = wanted["metadata"]
    place = meta["session_place"]
    return {
        "title": wanted["title"],
        "organ": meta["organ"],
        "symbol": meta["symbol"],
        "job_number": meta["job_number"],
        "date": meta["date"],
        "session": "".join(meta["session"]) or None,
        "place": place and place.split("，")[1],
        "agenda": meta["agenda_item"],
        "subject": meta["subject"],
        "author": meta["subtitle"],
        "summary": wanted["summary"],
        "abbreviations": wanted["abbreviations"],
    }


def _read(read: Read) -> dict[str, Any]:
    front, _ = read
    flat = said(front)
    names = ("title", "organ", "symbol", "job_number", "date", "place", "agenda", "author")
    pairs = front.abbreviations.pairs if front.abbreviations else ()
    return {
        **{name: flat[name] for name in names},
        "session": "".join(text for text in (flat["body"], flat["session"]) if text) or None,
        "subject": "".join(flat["subjects"]) or None,
        "summary": [field.text for field in front.summary.paragraphs] if front.summary else [],
        "abbreviations": [
            [pair.term.text, pair.meaning.text if pair.meaning else None] for pair in pairs
        ],
    }


@FEW
@given(manuscripts(), settings())
def test_generated_pdf(report: Manuscript, how: Settings) -> None:
    read = front_of_bytes(typeset_pdf(report, how))
    assert placed(read[0]) == ink(read[1])
    assert _read(read) == _facts(report)


@FEW
@given(manuscripts(), settings())
def test_generated_dump_with_places(report: Manuscript, how: Settings) -> None:
    read = front_of_text(typeset_dump(report, how, style="layout"))
    assert placed(read[0]) == ink(read[1])
    assert _read(read) == _facts(report)


@pytest.mark.parametrize("style", ["tika", "pdftotext"])
@FEW
@given(manuscripts(), settings())
def test_generated_dump_without_places(style: Any, report: Manuscript, how: Settings) -> None:
    """What is missing from such a dump, or not marked in it, may be missing; nothing is lost,
    and no word gets into a field that is not its own without a doubt."""
    front, sheets = front_of_text(typeset_dump(report, how, style=style))
    assert placed(front) == ink(sheets)
    read, facts = _read((front, sheets)), _facts(report)
    for name in ("organ", "symbol", "job_number", "date", "place", "agenda"):
        assert read[name] in (facts[name], None)
    if not front.doubts and front.masthead.session is not None and report.agenda_item:
        assert (read["title"], read["subject"]) == (facts["title"], facts["subject"])
