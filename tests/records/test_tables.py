"""Tables that no year printed so far: what is evidence for a field, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportparse
from reportparse.report import Report
from tests.records.facts import facts
from tests.typeset import typeset_pdf
from tests.typeset.manuscript import Annex, Block, Manuscript, Paragraph, RowKind, Section, Table
from tests.years.lanes import Strip, figures, laid, words
from tests.years.report import TITLE

SEED = Path(__file__).resolve().parent.parent.parent / "fixtures" / "FCCC_KP_CMP_2024_3.pdf"
PERIODS = (
    "2013年9月1日至2014年8月31日",
    "2014年9月1日至2015年8月31日",
    "2015年9月1日至2016年8月31日",
)
ISO = ("2013-09-01/2014-08-31", "2014-09-01/2015-08-31", "2015-09-01/2016-08-31")
STUB = Strip(("", "报告期"), words(PERIODS), numeric=False)
PLATFORM = "在线平台上各报告期内注销的核证减排量"


def _report(*tables: Table, annex: Table | None = None) -> Report:
    """A report of the family with nothing but these tables."""
    blocks: list[Block] = [Paragraph(1, ("理事会介绍清洁发展机制的现状。",))]
    for at, table in enumerate(tables, start=2):
        blocks += [table, Paragraph(at, ("理事会继续审议这一事项，并将在下一次报告中说明进展。",))]
    manuscript = Manuscript(
        symbol="FCCC/KP/CMP/2016/4",
        job_number="GE.16-17005",
        office="geneva",
        organ="气候变化框架公约",
        date="24 September 2016",
        title=TITLE,
        sections=(Section(1, "一.", ("清洁发展机制的现状",), tuple(blocks)),),
        annexes=(Annex("Annex", "Entities", "en", (annex,), (), "[English only]"),)
        if annex
        else (),
    )
    return reportparse.parse(typeset_pdf(manuscript), name="report.pdf")


def _table(title: str, *strips: Strip, number: int = 1) -> Table:
    kinds: list[RowKind] = ["data"] * len(strips[0].cells)
    return laid(f"表{number}", (title,), strips, kinds)


def _units(head: str, *values: int | None) -> Strip:
    return Strip(("", head), figures(values))


def test_two_columns_for_one_field_are_neither() -> None:
    """Both say first commitment period; where they differ, nothing tells which one counts."""
    head = "第一承诺期发放的核证减排量"
    table = _table("发放情况", STUB, _units(head, 51, 720, 9300), _units(head, 51, 721, 9400))
    records = [one for one in _report(table).records if one.kind == "issuance"]
    assert [fact.get("issued") for fact in facts(records)["issuance"]] == [51, None, None]
    assert records[0].doubt is None
    assert records[1].doubt == (
        "issued can be 720 (table-1, row 1, column 1) or 721 (table-1, row 1, column 2)"
    )


def test_doubt_about_a_field_is_no_gap() -> None:
    head = "第一承诺期发放的核证减排量"
    table = _table("发放情况", STUB, _units(head, 1, 720, 9300), _units(head, 2, 721, 9400))
    report = _report(table)
    assert [gap for gap in report.record_gaps if gap.kind == "issuance"] == []


def test_periods_in_two_tables() -> None:
    """A table cut in two by rows: both halves count, in the order of the print."""
    halves = [
        _table(
            PLATFORM,
            Strip(STUB.head, STUB.cells[part], numeric=False),
            Strip(("", "订单数"), figures((814, 713, 1025))[part]),
            Strip(("", "注销的单位数"), figures((40049, 105376, 194968))[part]),
            number=number,
        )
        for number, part in ((1, slice(0, 2)), (2, slice(2, 3)))
    ]
    found = facts(_report(*halves).records)["cancellations"]
    assert [fact["period"] for fact in found] == list(ISO)
    assert [fact["units"] for fact in found] == [40049, 105376, 194968]


def test_fields_of_one_record_in_two_tables() -> None:
    first = _table("登记的活动", STUB, _units("登记的清洁发展机制活动数量", 388, 134, 78))
    second = _table(
        "获得发放的活动",
        STUB,
        _units("获得核证减排量的清洁发展机制活动数量", 596, 497, 421),
        number=2,
    )
    found = facts(_report(first, second).records)["activities"]
    assert found == [
        {"period": period, "registered": registered, "with_issuance": active}
        for period, registered, active in zip(ISO, (388, 134, 78), (596, 497, 421), strict=True)
    ]


def test_issuance_before_there_were_two_periods() -> None:
    table = _table("核证的排减量的发放", STUB, _units("发放的核证的排减量", 4115, 5120, 7))
    found = facts(_report(table).records)["issuance"]
    assert found == [
        {"period": period, "issued": issued}
        for period, issued in zip(ISO, (4115, 5120, 7), strict=True)
    ]


def test_issuance_of_both_periods_is_no_record_beside_its_parts() -> None:
    """A table of sums would count everything twice."""
    parts = _table(
        "发放情况",
        STUB,
        _units("第一承诺期发放的核证减排量", 15, 20, 3),
        _units("第二承诺期发放的核证减排量", 4100, 5100, 4),
    )
    sums = _table("核证减排量的发放", STUB, _units("发放的核证减排量", 4115, 5120, 7), number=2)
    found = facts(_report(parts, sums).records)["issuance"]
    assert [(fact["commitment_period"], fact["issued"]) for fact in found] == [
        *((1, 15), (2, 4100), (1, 20), (2, 5100), (1, 3), (2, 4)),
    ]


@pytest.mark.parametrize(
    ("indents", "last"),
    [
        ((0, 1, 1, 0), {"request": "登记后变更"}),
        ((0, 0, 0, 0), {"request": "登记后变更"}),
        ((0, 1, 1, 1), {"request": "活动方案：登记后变更", "subject_code": "programme"}),
    ],
    ids=["behind the section", "not shown", "in the section"],
)
def test_where_a_section_ends(indents: tuple[int, ...], last: dict[str, str]) -> None:
    """Indents show it; without them a request that needs no section gets none."""
    kinds: list[RowKind] = ["section", "data", "data", "data"]
    blank = words([""])
    strips = [
        Strip(("", "申请"), words(("活动方案", "登记", "发放", "登记后变更")), numeric=False),
        Strip(("", "提交的申请数"), (*blank, *figures((79, 9, 14)))),
        Strip(("", "已完成的申请数"), (*blank, *figures((93, 15, 6)))),
    ]
    title = f"{PERIODS[0]}期间提交的申请数量"
    table = laid("表1", (title,), strips, kinds, indents=indents)
    found = facts(_report(table).records)["requests"]
    assert [fact["request"] for fact in found[:2]] == ["活动方案：登记", "活动方案：发放"]
    wanted = {"step_code": "post_registration_change", "period": ISO[0], "submitted": 14}
    assert found[2] == {**last, **wanted, "finalised": 6}


def test_nil_stays_nil() -> None:
    table = _table("发放情况", STUB, _units("第二承诺期发放的核证减排量", 4115, None, 0))
    found = facts(_report(table).records)["issuance"]
    assert [fact["issued"] for fact in found] == [4115, "–", 0]


def test_stubs_behind_a_serial_number() -> None:
    serial = Strip(("", "序号"), words(("1.", "2.", "3.")), numeric=False)
    table = _table(
        PLATFORM, serial, STUB, _units("交易总数", 814, 713, 95), _units("单位数", 40049, 5376, 968)
    )
    found = facts(_report(table).records)["cancellations"]
    assert [fact["period"] for fact in found] == list(ISO)
    assert [fact["transactions"] for fact in found] == [814, 713, 95]


def test_years_across_the_head() -> None:
    lines = Strip(("", "项目"), words(("交易总数", "注销的核证减排量总数")), numeric=False)
    strips = [
        Strip(("", period), figures(pair))
        for period, pair in zip(PERIODS, ((814, 40049), (713, 5376), (95, 968)), strict=True)
    ]
    found = facts(_report(_table(PLATFORM, lines, *strips)).records)["cancellations"]
    assert found == [
        {"period": period, "transactions": count, "units": units}
        for period, (count, units) in zip(ISO, ((814, 40049), (713, 5376), (95, 968)), strict=True)
    ]


def test_a_type_that_no_vocabulary_knows_is_kept() -> None:
    types = Strip(("", "交易类型"), words(("发放", "自愿注销", "置换")), numeric=False)
    until = "截至2015年8月31日"
    table = _table(
        "清洁发展机制登记册中完成的交易",
        types,
        Strip((until, "交易总数"), figures((12, 30, 5))),
        Strip((until, "单位总数"), figures((2449, 1769, 48))),
    )
    found = facts(_report(table).records)["transactions"]
    assert [(fact["type"], fact.get("type_code")) for fact in found] == [
        ("发放", "issuance"),
        ("自愿注销", "voluntary_cancellation"),
        ("置换", None),
    ]
    assert found[2]["total_units"] == 48


def test_a_field_that_no_table_states_is_a_gap() -> None:
    table = _table(PLATFORM, STUB, _units("注销的核证减排量总数", 40049, 105376, 194968))
    report = _report(table)
    assert facts(report.records)["cancellations"][0] == {"period": ISO[0], "units": 40049}
    gaps = [(gap.kind, gap.field) for gap in report.record_gaps if gap.kind == "cancellations"]
    assert gaps == [("cancellations", "transactions")]


def test_an_annex_in_english() -> None:
    """The tables of an annex have the same words in English."""
    periods = ("1 September 2013 to 31 August 2014", "1 September 2014 to 31 August 2015")
    table = laid(
        "Table 1",
        ("CDM activities and CER issuance",),
        [
            Strip(("", "Reporting period"), words(periods), numeric=False),
            Strip(("", "Registered CDM activities"), figures((388, 134))),
            Strip(("", "CERs issued for the first commitment period"), figures((63441117, 335))),
            Strip(("", "CERs issued for the second commitment period"), figures((4115, 1028))),
        ],
        ["data", "data"],
    )
    found = facts(_report(annex=table).records)
    assert found["activities"][0] == {"period": ISO[0], "registered": 388}
    assert [(one["commitment_period"], one["issued"]) for one in found["issuance"]] == [
        (1, 63441117),
        (2, 4115),
        (1, 335),
        (2, 1028),
    ]


@pytest.mark.parametrize(
    "head", ["其中第一承诺期发放的核证减排量", "第一承诺期发放的核证减排量占比(%)"]
)
def test_a_part_or_a_share_is_no_figure_of_the_whole(head: str) -> None:
    table = _table(
        "发放情况",
        STUB,
        _units("第一承诺期发放的核证减排量", 720, 93, 51),
        Strip(("", head), figures((51, 7, 9))),
    )
    records = _report(table).records
    assert [fact["issued"] for fact in facts(records)["issuance"]] == [720, 93, 51]


def test_pages_without_the_title() -> None:
    """Some pages of a report: its headings and captions tell the family."""
    report = reportparse.parse(SEED, pages="4-6")
    assert report.metadata.title is None
    assert len(facts(report.records)["issuance"]) == 26
    assert {gap.kind for gap in report.record_gaps} >= {"income", "board_seat"}
