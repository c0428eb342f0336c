"""The title block of dumps: where it ends, and what is said where nothing marks its parts."""

from __future__ import annotations

import pytest

import reportparse
from reportparse.report import Report

MASTHEAD = "联合国\n\nA/75/836\n\n大会\n\nDistr.: General\n24 September 2024\nChinese\n\n"
SUBJECT = "与清洁发展机制有关的事项"
TITLE = "外地特派团的预算执行情况和 2022 年的拟议资源"
TEXT = "一. 导言\n\n1. 本报告介绍情况。\n"


def _parse(text: str) -> tuple[Report, bool]:
    report = reportparse.parse(text.encode())
    return report, any(finding.code == "title-unclear" for finding in report.findings)


@pytest.mark.parametrize("head", [MASTHEAD, ""])
def test_lines_before_the_summary_are_the_title_block(head: str) -> None:
    """Neither session nor agenda item stands above them; the second line was lost to the text."""
    report, unclear = _parse(f"{head}{SUBJECT}\n\n{TITLE}\n\n概要\n\n摘要正文。\n\n{TEXT}")
    data = report.metadata
    assert data.title is not None
    assert [data.title.text, *(field.value for field in data.subtitles)] == [
        SUBJECT,
        TITLE.replace(" ", ""),
    ]
    assert len(report.sections) == 1
    assert unclear


def test_author_behind_a_title_that_names_a_kind_of_document() -> None:
    """`年度报告` in the title is no author; the author line follows."""
    report, unclear = _parse(
        f"{MASTHEAD}{SUBJECT}\n\n执行理事会提交的年度报告\n\n秘书长的报告\n\n\f{TEXT}"
    )
    assert report.metadata.author is not None
    assert report.metadata.author.value == "秘书长的报告"
    assert report.metadata.title is not None
    assert report.metadata.title.text == f"{SUBJECT}执行理事会提交的年度报告"
    assert unclear


def test_one_title_and_its_author_leave_no_doubt() -> None:
    report, unclear = _parse(f"{MASTHEAD}{TITLE}\n\n秘书长的报告\n\n{TEXT}")
    assert report.metadata.title is not None
    assert report.metadata.title.text == TITLE.replace(" ", "")
    assert not unclear


def test_sentences_end_the_title_block() -> None:
    prose = "本文件说明工作的进展情况，并提出若干建议。秘书处编写了本文件。"
    report, _ = _parse(f"{MASTHEAD}{TITLE}\n\n{prose}\n\n{TEXT}")
    assert report.metadata.title is not None
    assert report.metadata.title.text == TITLE.replace(" ", "")
    blocks = [block for section in report.sections for block in section.blocks]
    texts = [block.text.text for block in blocks if block.text is not None]
    assert prose in texts


def test_no_title_is_said() -> None:
    report, unclear = _parse(f"{MASTHEAD}{TEXT}")
    assert report.metadata.title is None
    assert unclear


def test_a_list_of_terms_torn_into_cells() -> None:
    """One of the two terms is no acronym, but its characters stand in its meaning in order."""
    report, _ = _parse(
        f"{MASTHEAD}{TITLE}\n\n简称和缩略语\n\n环境署\n\n环境规划署\n\nCDM\n\n清洁发展机制\n\n{TEXT}"
    )
    assert report.abbreviations is not None
    assert [entry.term.text for entry in report.abbreviations.entries] == ["环境署", "CDM"]


def test_a_list_that_is_not_read_is_said() -> None:
    report, _ = _parse(f"{MASTHEAD}{TITLE}\n\n简称和缩略语\n\n见后页\n\n{TEXT}")
    assert "list-unclear" in {finding.code for finding in report.findings}
