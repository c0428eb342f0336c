"""Reports that agree with themselves, and the same reports with one contradiction planted.

Everything is drawn from a number: the same number, the same report. Prose repeats figures of the
tables, exactly or rounded, totals add up, every marker has its note and every reference its target;
`plant` then breaks one of these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tests.typeset import Settings
from tests.typeset.manuscript import (
    Block,
    Cell,
    Column,
    Manuscript,
    NoteRef,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    Text,
)

Fault = Literal["total", "echo", "note", "paragraph", "reference"]
FAULTS: tuple[Fault, ...] = ("total", "echo", "note", "paragraph", "reference")

SUBJECTS = (
    "用水许可证",
    "森林监测点",
    "渔业观察员",
    "航道浮标",
    "种子样本",
    "气象记录",
    "档案卷宗",
    "培训学员",
)
VERBS = ("登记", "核发", "检验", "收到", "移交")
PLACES = (
    "北部区域",
    "南部区域",
    "东部区域",
    "西部区域",
    "中部区域",
    "沿海区域",
    "山地区域",
    "岛屿区域",
)
HEADINGS = ("导言", "工作情况", "资源状况", "各区域的进展", "今后的安排")
FILLERS = (
    "秘书处与各区域办事处保持联系，并定期通报有关情况。",
    "有关各方就今后的安排交换了意见，一致认为应当继续开展这项工作。",
    "主管部门对所收到的资料作了审查，认为资料齐全。",
    "这项工作是在各成员的支持下进行的，得到了广泛的肯定。",
)
NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Planted:
    """A report, and which figure or number in it is wrong; `where` is a piece of its print."""

    manuscript: Manuscript
    settings: Settings
    fault: Fault | None = None
    where: str = ""


def grouped(value: int, mark: str) -> str:
    """A number in groups of three."""
    return f"{value:,}".replace(",", mark)


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.paragraph = 0
        self.notes: list[tuple[str, Text]] = []
        self.tables: list[Table] = []
        self.first = random.randint(2005, 2018)

    def number(self) -> int:
        self.paragraph += 1
        return self.paragraph

    def table(self) -> tuple[Table, list[list[int]], str, str]:
        """A table of two counts by region or by year, with a total."""
        random = self.random
        subject, verb = random.choice(SUBJECTS), random.choice(VERBS)
        number = f"表{len(self.tables) + 1}"
        size = random.randint(4, 8)
        by_year = random.random() < 0.5
        stubs = [
            f"{self.first + at}年1月1日至12月31日" if by_year else PLACES[at] for at in range(size)
        ]
        figures = [
            [random.randint(1000, 99_999), random.randint(100_000, 9_999_999)] for _ in stubs
        ]
        totals = [sum(row[at] for row in figures) for at in range(2)]
        rows = [
            Row("data", Cell(stub), tuple(Cell(grouped(value, " ")) for value in row))
            for stub, row in zip(stubs, figures, strict=True)
        ]
        rows.append(Row("total", Cell("共计"), tuple(Cell(grouped(v, " ")) for v in totals)))
        table = Table(
            number=number,
            title=(f"{verb}的{subject}数量",),
            columns=(
                Column("时期" if by_year else "区域", numeric=False, share=2.4),
                Column(f"{verb}的{subject}", markers=("a",)),
                Column(f"已用于{subject}的单位", markers=("b",)),
            ),
            rows=tuple(rows),
            notes=(("a", ("包括临时性案例。",)), ("b", ("不包括上一期间结转的单位。",))),
        )
        self.tables.append(table)
        return table, [*figures, totals], subject, verb

    def echoes(self, table: Table, figures: list[list[int]], subject: str, verb: str) -> list[Text]:
        """Sentences that repeat figures of a table."""
        number = str(table.number)[1:]
        last, totals = figures[-2], figures[-1]
        stub = table.rows[-2].stub.text
        found: list[Text] = [
            (
                f"表{number}列出了{verb}的{subject}数量。"
                f"截至目前，共{verb}了{grouped(totals[0], ',')}个{subject}。",
            ),
            (f"{stub}，{verb}了{grouped(last[0], ',')}个{subject}(见表{number})。",),
            (f"已用于{subject}的单位共{grouped(totals[1], ',')}个，见表{number}。",),
        ]
        round_ = f"约{round(totals[1] / 10_000):,}万" if totals[1] > 1_000_000 else None
        if round_ is not None:
            found.append((f"如表{number}所示，已用于{subject}的单位总数{round_}个。",))
        return found

    def filler(self) -> Text:
        random = self.random
        runs: list[Run] = [random.choice(FILLERS)]
        if random.random() < 0.35:
            marker = str(len(self.notes) + 1)
            self.notes.append((marker, (f"关于这一事项的资料由秘书处第{marker}科保存。",)))
            runs.append(NoteRef(marker))
        if self.paragraph > 2 and random.random() < 0.4:
            runs.append(f"另见上文第{random.randint(1, self.paragraph - 1)}段。")
        return tuple(runs)

    def section(self, at: int) -> Section:
        blocks: list[Block] = [Paragraph(self.number(), self.filler())]
        if at:
            table, figures, subject, verb = self.table()
            sentences = self.echoes(table, figures, subject, verb)
            chosen = sentences[:1] + self.random.sample(sentences[1:], k=2)
            for place, text in enumerate(chosen):
                blocks.append(Paragraph(self.number(), text))
                if not place:
                    blocks.append(table)
        blocks += [
            Paragraph(self.number(), self.filler()) for _ in range(self.random.randint(1, 3))
        ]
        return Section(1, f"{NUMERALS[at]}.", (HEADINGS[at],), tuple(blocks))


def clean(number: int) -> Planted:
    """The report of a number, without contradiction."""
    random = Random(number)
    writer = _Writer(random)
    sections = tuple(writer.section(at) for at in range(random.randint(2, 4)))
    manuscript = Manuscript(
        symbol=f"A/{random.randint(60, 80)}/{random.randint(100, 900)}",
        job_number=f"21-{random.randint(1000, 99999):05d}",
        office=random.choice(("geneva", "new_york")),
        organ="大会",
        date="24 September 2024",
        title="各区域工作的年度报告",
        sections=sections,
        notes=tuple(writer.notes),
    )
    settings = Settings(
        justify=random.random() < 0.5, group=random.choice(("blank", "nbsp", "thin"))
    )
    return Planted(manuscript, settings)


def plant(number: int, fault: Fault) -> Planted:
    """The report of a number with one contradiction of a kind."""
    own = clean(number)
    random = Random(number * 7 + FAULTS.index(fault))
    break_ = {
        "total": _wrong_total,
        "echo": _wrong_echo,
        "note": _missing_note,
        "paragraph": _skipped_paragraph,
        "reference": _dead_reference,
    }[fault]
    manuscript, where = break_(own.manuscript, random)
    return replace(own, manuscript=manuscript, fault=fault, where=where)


def _blocks(manuscript: Manuscript, kind: type) -> list[tuple[int, int]]:
    return [
        (s, b)
        for s, section in enumerate(manuscript.sections)
        for b, block in enumerate(section.blocks)
        if isinstance(block, kind)
    ]


def _with_block(manuscript: Manuscript, at: tuple[int, int], block: Block) -> Manuscript:
    s, b = at
    section = manuscript.sections[s]
    blocks = (*section.blocks[:b], block, *section.blocks[b + 1 :])
    sections = list(manuscript.sections)
    sections[s] = replace(section, blocks=blocks)
    return replace(manuscript, sections=tuple(sections))


def _slipped(digits: str, random: Random, last: bool = True) -> str:
    """The same number with one digit wrong, never the first, and the last only if told so."""
    places = [at for at, char in enumerate(digits) if char.isdecimal()][1:]
    places = places if last else places[:-1]
    at = random.choice(places)
    other = random.choice([d for d in "0123456789" if d != digits[at]])
    return digits[:at] + other + digits[at + 1 :]


def _wrong_total(manuscript: Manuscript, random: Random) -> tuple[Manuscript, str]:
    at = random.choice(_blocks(manuscript, Table))
    table = manuscript.sections[at[0]].blocks[at[1]]
    assert isinstance(table, Table)
    total = table.rows[-1]
    column = random.randint(0, 1)
    # Off by a unit or two a total may be rounded: the audit says so and does not call it wrong.
    wrong = _slipped(total.cells[column].text, random, last=False)
    cells = list(total.cells)
    cells[column] = replace(cells[column], text=wrong)
    rows = (*table.rows[:-1], replace(total, cells=tuple(cells)))
    return _with_block(manuscript, at, replace(table, rows=rows)), wrong


def _wrong_echo(manuscript: Manuscript, random: Random) -> tuple[Manuscript, str]:
    places: list[tuple[tuple[int, int], str]] = []
    for at in _blocks(manuscript, Paragraph):
        block = manuscript.sections[at[0]].blocks[at[1]]
        assert isinstance(block, Paragraph)
        words = block.text[0]
        if isinstance(words, str) and "," in words:
            figure = next(part for part in _numbers(words) if "," in part)
            if "约" + figure not in words:
                places.append((at, figure))
    at, figure = random.choice(places)
    block = manuscript.sections[at[0]].blocks[at[1]]
    assert isinstance(block, Paragraph)
    wrong = _slipped(figure, random)
    while wrong.endswith("000"):  # a round number may be a rounded one
        wrong = _slipped(figure, random)
    text = tuple(run.replace(figure, wrong) if isinstance(run, str) else run for run in block.text)
    return _with_block(manuscript, at, replace(block, text=text)), wrong


def _numbers(words: str) -> list[str]:
    found: list[str] = []
    for char in words:
        if char.isdecimal() or (char == "," and found and found[-1]):
            if not found:
                found.append("")
            found[-1] += char
        elif found and found[-1]:
            found.append("")
    return [part.strip(",") for part in found if part.strip(",")]


def _missing_note(manuscript: Manuscript, random: Random) -> tuple[Manuscript, str]:
    at = random.choice(_blocks(manuscript, Table))
    table = manuscript.sections[at[0]].blocks[at[1]]
    assert isinstance(table, Table)
    gone = random.randint(0, 1)
    notes = tuple(note for place, note in enumerate(table.notes) if place != gone)
    return _with_block(manuscript, at, replace(table, notes=notes)), "ab"[gone]


def _skipped_paragraph(manuscript: Manuscript, random: Random) -> tuple[Manuscript, str]:
    at = random.choice(_blocks(manuscript, Paragraph)[1:])
    block = manuscript.sections[at[0]].blocks[at[1]]
    assert isinstance(block, Paragraph)
    assert block.number is not None
    skipped = block.number
    for other in _blocks(manuscript, Paragraph):
        own = manuscript.sections[other[0]].blocks[other[1]]
        assert isinstance(own, Paragraph)
        if own.number is not None and own.number >= skipped and other >= at:
            manuscript = _with_block(manuscript, other, replace(own, number=own.number + 1))
    return manuscript, str(skipped + 1)


def _dead_reference(manuscript: Manuscript, random: Random) -> tuple[Manuscript, str]:
    at = random.choice(_blocks(manuscript, Paragraph))
    block = manuscript.sections[at[0]].blocks[at[1]]
    assert isinstance(block, Paragraph)
    dead = random.choice(("表9", "上文第88段"))
    text = (*block.text, f"另见{dead}。")
    return _with_block(manuscript, at, replace(block, text=text)), dead
