"""One annual report: its front, its chapters with their tables, and its annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.typeset.manuscript import Annex, Block, Manuscript, Paragraph, Section
from tests.years import figures as known
from tests.years.options import KINDS, Options
from tests.years.people import accreditation_table, board_table, chinese, meeting_tables
from tests.years.tables import (
    Author,
    Fact,
    Stated,
    activity_tables,
    budget_table,
    day,
    income_table,
    platform_table,
    printed,
    request_table,
    transaction_tables,
)

TITLE = "清洁发展机制执行理事会向作为《京都议定书》缔约方会议的《公约》缔约方会议提交的年度报告"
SESSION_PLACES = ("华沙", "利马", "巴黎", "马拉喀什", "波恩", "卡托维兹", "马德里", "格拉斯哥")
FIRST_PLATFORM = 2016
ALWAYS = ("issuance",)


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """A report to be set, and the records that must come back: by kind, and the kinds that lack."""

    year: int
    options: Options
    manuscript: Manuscript
    records: dict[str, list[Fact]]
    gaps: tuple[str, ...]


@dataclass(slots=True)
class _Writer:
    """Puts numbered paragraphs and tables into sections, and remembers what was stated."""

    author: Author
    stated: dict[str, list[Fact]]
    paragraph: int = 0

    def text(self, words: str) -> Paragraph:
        self.paragraph += 1
        return Paragraph(self.paragraph, (words,))

    def tables(self, kind: str, introduction: str, found: Sequence[Stated]) -> list[Block]:
        """Return a paragraph and its tables, nothing where the options leave the kind out."""
        blocks: list[Block] = [self.text(introduction)]
        for one in found:
            blocks.append(one.table)
            for name, facts in one.facts.items():
                self.stated.setdefault(name, []).extend(facts)
        return blocks


def annual_report(year: int, options: Options | None = None) -> AnnualReport:
    """Return the report of `year`: what is printed, and what a parse must find."""
    author = Author(year, options or Options())
    writer = _Writer(author, {})
    sections = tuple(_chapters(writer))
    annexes: tuple[Annex, ...] = ()
    if _has(author, "accreditation"):
        found = accreditation_table(author)
        writer.stated["accreditation"] = found.facts["accreditation"]
        title = "Entities accredited and provisionally designated by the Executive Board"
        annexes = (Annex("Annex", title, "en", (found.table,), (), "[English only]"),)
    gaps = sorted({*KINDS, *ALWAYS} - set(writer.stated))
    manuscript = _front(year, author, sections, annexes)
    return AnnualReport(year, author.options, manuscript, writer.stated, tuple(gaps))


def _has(author: Author, kind: str) -> bool:
    if kind == "cancellations" and author.year < FIRST_PLATFORM:
        return False
    return kind not in author.options.missing


def _chapters(writer: _Writer) -> Iterator[Section]:
    author, own = writer.author, writer.author.words
    span = printed(known.period(author.year))
    yield Section(
        1,
        "一.",
        ("导言",),
        (
            writer.text(f"本报告涵盖{span}报告期内的工作，供缔约方审议。"),
            writer.text("本报告介绍清洁发展机制的现状，并提供治理、管理和财务状况信息。"),
        ),
    )
    blocks: list[Block] = []
    if _has(author, "activities"):
        words = "下表列出每个报告期内登记的活动数量和发放的单位数量。"
        blocks += writer.tables("activities", words, list(activity_tables(author)))
    if _has(author, "requests"):
        words = "下表显示提交和完成的申请的数量。"
        blocks += writer.tables("requests", words, [request_table(author)])
    if _has(author, "transactions"):
        words = "登记册中的交易详情如下。"
        blocks += writer.tables("transactions", words, list(transaction_tables(author)))
    if _has(author, "cancellations"):
        words = f"理事会于2015年启动了自愿注销{own.units}在线平台。各报告期的注销情况如下。"
        blocks += writer.tables("cancellations", words, [platform_table(author)])
    yield Section(1, "二.", ("本报告期内的工作",), (*blocks, writer.text("更多数据可查阅网页。")))
    blocks = []
    if _has(author, "board_seat"):
        words = "理事会由下表所列成员和候补成员组成。"
        blocks += writer.tables("board_seat", words, [board_table(author)])
    if _has(author, "meeting"):
        words = "理事会及其专门小组在报告所述期间举行了会议。"
        blocks += writer.tables("meeting", words, list(meeting_tables(author)))
    if _has(author, "income"):
        words = "理事会继续审慎管理收入和储备金。下表比较了两年的收入。"
        blocks += writer.tables("income", words, [income_table(author)])
    if _has(author, "budget"):
        words = "下表对预算和支出进行了比较。"
        blocks += writer.tables("budget", words, [budget_table(author)])
    last = writer.text("理事会注意到秘书处的支持。")
    yield Section(1, "三.", ("治理和管理事项",), (*blocks, last))


def _front(
    year: int, author: Author, sections: tuple[Section, ...], annexes: tuple[Annex, ...]
) -> Manuscript:
    session = year - 2004
    place = SESSION_PLACES[year % len(SESSION_PLACES)]
    span = printed(known.period(year))
    return Manuscript(
        symbol=f"FCCC/KP/CMP/{year}/3",
        job_number=f"GE.{year % 100:02d}-{17000 + year % 97:05d}",
        office="geneva",
        organ="气候变化框架公约",
        date=f"24 September {year}",
        title=TITLE,
        session=(
            "作为《京都议定书》缔约方会议的",
            "《公约》缔约方会议",
            f"第{chinese(session)}届会议",
        ),
        session_place=f"{day(f'{year}-11-11')}至22日，{place}",
        agenda_item="临时议程项目5",
        subject="与清洁发展机制有关的事项",
        summary=((f"本报告涵盖清洁发展机制执行理事会在{span}报告期内的工作。",),),
        sections=sections,
        annexes=annexes,
    )
