"""A cell among figures that no figure can be printed like is named, not passed over as words."""

from __future__ import annotations

import pytest
from tests.typeset.manuscript import Cell, Column, Manuscript, Paragraph, Row, Section, Table
from tests.typeset.pdf import typeset_pdf
from tests.typeset.settings import Settings

import reportparse

WORDS = "本报告介绍了清洁发展机制的现状，并提供了该机制的治理、管理和财务状况信息。"


def _report(figures: tuple[str, ...]) -> Manuscript:
    columns = (Column("类别", numeric=False, share=2.0), Column("支出"), Column("批款"))
    rows = tuple(
        Row("data", Cell(f"项目{at}"), (Cell(figure), Cell("1 250")))
        for at, figure in enumerate(figures)
    )
    table = Table("1", ("收支情况",), columns, rows)
    return Manuscript(
        symbol="FCCC/KP/CMP/2024/3",
        job_number="GE.24-17842",
        office="geneva",
        organ="清洁发展机制执行理事会",
        date="24 September 2024",
        title="年度报告",
        sections=(
            Section(1, "一", ("导言",), (Paragraph(1, (WORDS,)), table, Paragraph(2, (WORDS,)))),
        ),
    )


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        pytest.param(("2 590.6", "0 590.6", "34.0"), ["0 590.6"], id="a group of a leading zero"),
        pytest.param(("2 590.6", "3 590.6", "34.0"), [], id="all well"),
        pytest.param(("0 590.6", "甲", "乙"), [], id="no figures in the column"),
    ],
)
def test_a_malformed_figure_is_a_finding(figures: tuple[str, ...], found: list[str]) -> None:
    report = reportparse.parse(typeset_pdf(_report(figures), Settings()))
    about = [one for one in report.findings if one.code == "cell-malformed"]
    assert [one.found for one in about] == found
    assert all(one.element == report.tables[0].id and one.places for one in about)
