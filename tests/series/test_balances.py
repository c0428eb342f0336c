"""Opening and closing figures of reports that follow each other, in reports that were parsed."""

from __future__ import annotations

from sqlalchemy import Engine

import reportparse
from reportparse import storage
from reportparse.series import series
from tests.typeset import typeset_pdf
from tests.typeset.manuscript import Manuscript, Paragraph, RowKind, Section, Table
from tests.years.lanes import Strip, figures, laid, words
from tests.years.report import TITLE

LINES = ("上年结转(A)", "登记费", "收益分成", "小计(B)", "支出(C)", "结转下年(A + B - C)")
KINDS: list[RowKind] = ["data", "data", "data", "subtotal", "data", "total"]
TYPES = ("发放", "自愿注销")


def _load(engine: Engine, year: int, table: Table) -> None:
    manuscript = Manuscript(
        symbol=f"FCCC/KP/CMP/{year}/4",
        job_number=f"GE.{year % 100}-17005",
        office="geneva",
        organ="气候变化框架公约",
        date=f"24 September {year}",
        title=TITLE,
        sections=(
            Section(
                1,
                "一.",
                ("清洁发展机制的现状",),
                (
                    Paragraph(1, ("理事会介绍清洁发展机制的现状。",)),
                    table,
                    Paragraph(2, ("理事会继续审议这一事项，并将在下一次报告中说明进展。",)),
                ),
            ),
        ),
    )
    storage.load(engine, reportparse.parse(typeset_pdf(manuscript), name=f"{year}.pdf"))


def _income(year: int, opening: int, closing: int) -> Table:
    received = 700
    spent = opening + received - closing
    column = [opening, 300, 400, received, spent, closing]
    strips = [
        Strip(("", "收入类别"), words(LINES), numeric=False),
        Strip(("", f"{year}年"), figures(column)),
    ]
    return laid("表1", (f"{year}年收入状况",), strips, KINDS, "(美元)")


def _registry(year: int, until: list[int], moved: list[int]) -> Table:
    strips = [
        Strip(("", "交易类型"), words(TYPES), numeric=False),
        Strip((f"截至{year}年8月31日", "单位总数"), figures(until)),
        Strip((f"{year - 1}年9月1日至{year}年8月31日", "单位总数"), figures(moved)),
    ]
    return laid("表1", ("清洁发展机制登记册中完成的交易",), strips, ["data", "data"])


def _differing(engine: Engine) -> list[tuple[str, str, list[str]]]:
    found = series(engine)
    engine.dispose()
    return [
        (f.indicator, str(f.when), [s.text for s in f.statements])
        for own in found.series
        for f in own.findings
        if f.code.startswith("balance")
    ]


def test_a_year_opens_with_what_the_last_one_closed_with() -> None:
    engine = storage.connect("sqlite://")
    _load(engine, 2020, _income(2020, 5000, 5100))
    _load(engine, 2021, _income(2021, 5100, 4900))
    _load(engine, 2022, _income(2022, 4850, 4700))
    _load(engine, 2024, _income(2024, 4000, 4100))  # the year before is in no report
    opening = "income.amount/line/carried_over"
    assert _differing(engine) == [(opening, "2022", ["4 900", "4 850"])]


def test_a_closing_figure_is_the_last_one_and_what_has_moved() -> None:
    engine = storage.connect("sqlite://")
    _load(engine, 2020, _registry(2020, [9000, 400], [800, 20]))
    _load(engine, 2021, _registry(2021, [9700, 430], [700, 30]))
    _load(engine, 2022, _registry(2022, [9900, 470], [200, 30]))
    (found,) = _differing(engine)
    assert found == (
        "transactions.total_units/voluntary_cancellation",
        "2022-08-31",
        ["430", "30", "470"],
    )
