"""Reports of another kind state no records, and lack none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import reportparse
from reportparse.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = Path(os.environ.get("REPORTPARSE_CORPUS", ROOT.parent / "shared" / "corpus"))


def _parse(text: str) -> Report:
    return reportparse.parse(text.encode(), name="a.txt")


@pytest.mark.parametrize("name", ["zh/A_75_836_zh.pdf", "en/FCCC_SBSTA_2011_Misc.14_en.pdf"])
def test_real_report_of_another_kind(name: str) -> None:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    report = reportparse.parse(path)
    assert (report.records, report.record_gaps) == ((), ())


def test_tables_alone_make_no_record() -> None:
    """The same words in the report of another body: finance, members and meetings are common."""
    report = _parse(
        "联合执行监督委员会的年度报告\n\n一. 导言\n\n1. 委员会举行了会议(见表 1)。\n\n"
        "表 1\n\n监督委员会的会议\n\n会议  日期  地点\n\n"
        "第 30 次会议  2013 年 3 月 4 日至 6 日  波恩\n\n"
        "第 31 次会议  2013 年 6 月 3 日至 5 日  波恩\n"
    )
    assert (report.records, report.record_gaps) == ((), ())


TITLE = "清洁发展机制执行理事会向作为《京都议定书》缔约方会议的《公约》缔约方会议提交的年度报告"


def test_what_a_report_of_the_family_does_not_state_is_said() -> None:
    report = _parse(
        "作为《京都议定书》缔约方会议的《公约》缔约方会议\n\n第九届会议\n\n"
        "2013 年 11 月 11 日至 22 日，华沙\n\n临时议程项目 5\n\n与清洁发展机制有关的事项\n\n"
        f"{TITLE}\n\n概要\n\n本报告介绍情况。\n\n一. 导言\n\n1. 本报告介绍清洁发展机制的情况。\n"
    )
    assert report.metadata.title is not None and report.metadata.title.text == TITLE
    assert report.records == ()
    assert [gap.kind for gap in report.record_gaps] == [
        *("accreditation", "activities", "board_seat", "budget", "cancellations"),
        *("income", "issuance", "meeting", "requests", "transactions"),
    ]
    assert all(gap.field is None and gap.reason for gap in report.record_gaps)
