"""What speaks against a reading of a dump table: small tables, each with one trap."""

from __future__ import annotations

import pytest

import reportparse

HEAD = "联合国\n\nA/75/836\n\n一. 导言\n\n1. 见表 1。\n\n"


def _codes(table: str) -> set[str]:
    """The codes of the findings about the only table of a dump."""
    report = reportparse.parse((HEAD + table).encode())
    return {f.code for f in report.findings if (f.element or "").startswith("table-1")}


@pytest.mark.parametrize(
    ("table", "code"),
    [
        pytest.param(
            "表 1 \n\n收支情况 \n\n类别 \n\n2023 年批款 \n2023 年支出 \n变动 \n收费收入 \n\n"
            "认证费 25 448 19 391 6 057 \n\n登记费 14 322 12 883 1 439 \n\n"
            "小计 39 770 32 274 7 496 \n\n",
            "table-evidence-differs",
            id="a section row right below a head of several lines",
        ),
        pytest.param(
            "     表 1\n     登记情况\n\n"
            "                                      第一承诺期\n"
            "     类别              支出          批款        变动\n"
            "     咨询人            16 334        99 526      94 285\n"
            "     公务差旅          35 944        56 862      42 054\n"
            "     收益分成          95 560        58 399      47 592\n",
            "table-evidence-differs",
            id="a narrow spanner over one of its columns",
        ),
        pytest.param(
            "     表 1\n     会议\n\n"
            "     会议                     日期                  地点\n"
            "     理事会第九十次会议       2023 年 4 月 16 日    波恩，与附属机构第六十届会\n"
            "                                                    议同时举行\n"
            "     理事会第九十一次会议     2023 年 7 月 19 日    波恩，与附属机构第六十届会\n"
            "                                                    议同时举行\n"
            "     理事会第九十二次会议     2023 年 9 月 10 日    日内瓦\n\n"
            "       a  注。\n",
            "cells-unclear",
            id="wrapped cells of the last column",
        ),
        pytest.param(
            "表 1 \n\n登记情况 \n\n类别 支出 \n\n收费收入 \n\n单位总数 \n\n咨询人 334 \n\n"
            "登记费 452 \n\n公务差旅 862 \n\n",
            "table-evidence-differs",
            id="two rows without figures",
        ),
    ],
)
def test_doubted(table: str, code: str) -> None:
    assert code in _codes(table)


def test_a_plain_table_is_not_doubted() -> None:
    table = (
        "表 1 \n\n收支情况 \n\n类别 批款 支出 \n\n认证费 25 448 19 391 \n\n"
        "登记费 14 322 12 883 \n\n共计 39 770 32 274 \n\n"
    )
    assert _codes(table) == set()


PLACED = "     表 1\n     登记情况\n\n"


def _rows(table: str) -> list[tuple[str, ...]]:
    report = reportparse.parse((HEAD + table).encode())
    return [(str(row.stub), *(cell.raw for cell in row.cells)) for row in report.tables[0].rows]


def test_one_column_that_blanks_keep() -> None:
    table = (
        "                                          第一承诺期\n"
        "     类别                                     的支出\n"
        "     收费收入\n"
        "     咨询人                                      16\n"
        "     公务差旅                                    35\n"
        "     小计                                        51\n"
    )
    stubs = [row[0] for row in _rows(PLACED + table)]
    assert stubs == ["收费收入", "咨询人", "公务差旅", "小计"]


def test_a_head_printed_again_without_its_section_row() -> None:
    head = "     类别                            支出          批款        变动\n"
    first = "     收费收入\n     咨询人                          16 334        99 526      94 285\n"
    second = "     公务差旅                        35 944        56 862      42 054\n"
    rows = _rows(PLACED + head + first + "\f" + head + second)
    assert [row[0] for row in rows] == ["收费收入", "咨询人", "公务差旅"]
