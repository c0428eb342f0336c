"""Hypothesis strategies for manuscripts and settings: realistic reports on nasty pages.

Paragraphs are numbered without gap, headings and footnotes in order, totals add up. What is nasty
is where things fall: notes in captions, breaks in tables, numbers at the ends of lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from hypothesis import strategies as st

from tests.typeset import vocabulary as v
from tests.typeset.manuscript import (
    Annex,
    Block,
    Figure,
    Item,
    Link,
    Manuscript,
    NoteRef,
    Office,
    Paragraph,
    Run,
    Section,
    Styled,
    Table,
    Text,
)
from tests.typeset.nasty import possible, wished
from tests.typeset.settings import Settings
from tests.typeset.table_strategies import draw_table
from tests.typeset.words import item_words, padding, pick, sentence

Draw = Any
SEEDS = st.integers(0, 4095)
CHINESE_NUMBERS = "一二三四五六七八九十"
LINE_STARTS = (
    "(a)分段",
    "2023年的数据",
    "(b)项",
    "12.5%的款项",
    "(一)项",
    "7个项目",
    "A/78/189号决议",
)
SHORT_HEADINGS = tuple(words for words in v.HEADINGS if len(words) <= 15)
"""Unnumbered headings: those that stay on one line."""
LINE_CHARACTERS = {"geneva": (32, 35), "new_york": (32, 34)}
"""Full-width characters on the first line of a paragraph and on the others."""


@dataclass(slots=True)
class Author:
    """Numbers things in order while a manuscript is drawn."""

    draw: Draw
    office: Office
    tables: bool = True
    figures: bool = True
    footnotes: bool = True
    paragraph: int = 0
    table: int = 0
    figure: int = 0
    numbered_figures: bool = True
    separator: str = " "
    notes: list[tuple[str, Text]] = field(default_factory=list)

    def seed(self) -> int:
        """Draw the number that a sentence is made from."""
        return int(self.draw(SEEDS))

    def chance(self, percent: int) -> bool:
        """Draw whether something happens that happens in `percent` of cases."""
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)

    def count(self, low: int, high: int) -> int:
        """Draw a number from `low` to `high`."""
        return int(self.draw(st.integers(low, high)))

    def note(self) -> NoteRef:
        """Write a footnote and return its mark."""
        marker = str(len(self.notes) + 1)
        self.notes.append((marker, ("",)))
        length = self.draw(st.sampled_from((1, 1, 2, 4, 8)))
        runs: list[Run] = ["".join(sentence(self.seed()) for _ in range(length))]
        kind = self.count(0, 3)
        if kind == 2:
            url = pick(v.URLS, self.seed())
            runs = ["可查阅", Link(url, url), "。"]
        elif kind == 3:
            symbol = pick(v.SYMBOLS, self.seed())
            runs = ["见", Link(symbol, f"https://undocs.example.org/{symbol}"), "，第97段。"]
        self.notes[int(marker) - 1] = (marker, tuple(runs))
        return NoteRef(marker)

    def text(self, sentences: int, closing: str = "。") -> Text:
        """Write a text of `sentences`, some with footnotes behind them or within."""
        runs: list[Run] = []
        marked = False
        for index in range(sentences):
            words = sentence(self.seed(), opening=not marked)
            if index == sentences - 1:
                words = words[:-1] + closing
            marked = self.footnotes and self.chance(18)
            inner = words.find("，", 4)
            if index == sentences - 1 and closing != "。":
                marked = marked and _follows_well(words[-2])
                runs.extend((words[:-1], self.note(), closing) if marked else (words,))
            elif marked and inner > 0 and _follows_well(words[inner + 1]) and self.chance(40):
                runs.extend((words[: inner + 1], self.note(), words[inner + 1 :]))
                marked = False
            elif marked:
                runs.extend((words, self.note()))
            else:
                runs.append(words)
        return merged(runs)

    def pushed_text(self) -> Text:
        """Write a text in which a line begins with a number, a year or a label-like word."""
        lines = self.count(0, 2)
        start = str(self.draw(st.sampled_from(LINE_STARTS)))
        return (f"{full_lines(self.office, lines + 1)}{start}，{sentence(self.seed())}",)

    def number(self) -> int:
        """Return the number of the next paragraph."""
        self.paragraph += 1
        return self.paragraph


def full_lines(office: Office, count: int) -> str:
    """Return words that fill the first `count` lines of a numbered paragraph to the last place."""
    first, rest = LINE_CHARACTERS[office]
    return padding(first) + padding(rest) * (count - 1)


def _follows_well(char: str) -> bool:
    return char >= "\u2e80"


def merged(runs: list[Run]) -> Text:
    """Return `runs` with neighbouring strings joined."""
    out: list[Run] = []
    for run in runs:
        if isinstance(run, str) and out and isinstance(out[-1], str):
            out[-1] += run
        else:
            out.append(run)
    return tuple(out)


def draw_items(author: Author, depth: int = 1) -> tuple[Item, ...]:
    """Write two to four sub-items, some with items of their own."""
    style = author.count(0, 9)
    count = author.count(2, 4)
    items: list[Item] = []
    for index in range(count):
        label = item_label(depth, style, index)
        nested = depth < 3 and style < 8 and author.chance(15)
        last = index == count - 1 and depth == 1
        closing = "：" if nested else "。" if last else "；"
        runs: list[Run] = [item_words(author.seed(), closing)]
        if author.footnotes and not nested and author.chance(10):
            runs.append(author.note())
        children = draw_items(author, depth + 1) if nested else ()
        items.append(Item(label, tuple(runs), children))
    return tuple(items)


def item_label(depth: int, style: int, index: int) -> str:
    """Return the label of item `index`: `(a)`, below it `(一)`, below that `1)`, or bullets."""
    if style == 9:
        return "–" if depth > 1 else "•"
    if style == 8 and depth == 1:
        return f"({CHINESE_NUMBERS[index]})"
    return (f"({'abcdefgh'[index]})", f"({CHINESE_NUMBERS[index]})", f"{index + 1})")[depth - 1]


def draw_paragraph(author: Author) -> Paragraph:
    """Write a paragraph, numbered as a rule, perhaps with sub-items."""
    if author.chance(15):
        return Paragraph(author.number(), author.pushed_text())
    if author.chance(6):
        return Paragraph(None, author.text(author.count(1, 3)))
    number = author.number()
    if author.chance(6):
        style = author.draw(st.sampled_from(("bold", "italic")))
        return Paragraph(number, (Styled(sentence(author.seed()), style), *author.text(1)))
    if author.chance(33):
        text = author.text(author.count(1, 2), closing="：")
        return Paragraph(number, text, draw_items(author))
    return Paragraph(number, author.text(author.count(1, 5)))


def draw_figure(author: Author) -> Figure:
    """Write a figure with two to five labels."""
    author.figure += 1
    number = None
    if author.numbered_figures:
        number = f"图{CHINESE_NUMBERS[author.figure - 1]}"
    labels = tuple(
        dict.fromkeys(pick(v.FIGURE_LABELS, author.seed()) for _ in range(author.count(2, 5)))
    )
    title: Text = (pick(v.FIGURE_TITLES, author.seed()),)
    note = "注：本图不包括临时性申请。" if author.chance(40) else None
    source = "资料来源：秘书处。" if author.chance(40) else None
    return Figure(number, title, labels, note, source)


def draw_numbered_table(author: Author) -> Table:
    """Write a table with the next number, sometimes with a footnote in its title."""
    author.table += 1
    title: list[Run] = [pick(v.TABLE_TITLES, author.seed())]
    if author.footnotes and author.chance(30):
        title.append(author.note())
    number = f"表{author.table}"
    return draw_table(author.draw, number, tuple(title), author.separator)


def draw_blocks(author: Author, low: int, high: int) -> tuple[Block, ...]:
    """Write `low` to `high` blocks; the first is a paragraph."""
    blocks: list[Block] = []
    for index in range(author.count(low, high)):
        kind = author.count(0, 99)
        if index and kind >= 72 and author.tables:
            blocks.append(draw_numbered_table(author))
        elif index and kind >= 64 and author.figures and author.figure < 9:
            blocks.append(draw_figure(author))
        else:
            blocks.append(draw_paragraph(author))
    return tuple(blocks)


def draw_sections(
    author: Author, level: int, most: int, size: int, plain_headings: bool = False
) -> tuple[Section, ...]:
    """Write sections of `level`; a section has blocks, further sections, or both."""
    sections: list[Section] = []
    for index in range(author.count(1, most)):
        words = pick(SHORT_HEADINGS if plain_headings else v.HEADINGS, author.seed())
        title: list[Run] = [words]
        if author.footnotes and author.chance(5) and _follows_well(words[-1]):
            title.append(author.note())
        label = None if plain_headings else heading_label(level, index)
        deeper = level < 3 and not plain_headings and author.chance(45)
        blocks = draw_blocks(author, 0 if deeper else 1, size)
        children: tuple[Section, ...] = ()
        if deeper:
            unnumbered = author.chance(30 if author.office == "geneva" else 60)
            children = draw_sections(author, level + 1, 2, size, unnumbered)
        sections.append(Section(level, label, tuple(title), blocks, children))
    return tuple(sections)


def heading_label(level: int, index: int) -> str:
    """Return the printed number of a heading: `一.`, `A.`, `1.`."""
    return (f"{CHINESE_NUMBERS[index]}.", f"{'ABCDEFGH'[index]}.", f"{index + 1}.")[level - 1]


def draw_annex(author: Author, index: int, count: int) -> Annex:
    """Write an annex, Chinese or English, with paragraphs and sometimes a table."""
    author.paragraph = author.table = 0
    if author.chance(50):
        label = "附件" if count == 1 else f"附件{CHINESE_NUMBERS[index]}"
        title = pick(v.HEADINGS, author.seed())
        return Annex(label, title, "zh", draw_blocks(author, 1, 3))
    label = "Annex" if count == 1 else f"Annex {'I' * (index + 1)}"
    blocks: list[Block] = []
    for _ in range(author.count(1, 3)):
        words = " ".join(pick(v.ENGLISH, author.seed()) for _ in range(author.count(1, 4)))
        blocks.append(Paragraph(author.number(), (words,)))
    if author.tables and author.chance(60):
        author.table += 1
        title_words: Text = (pick(v.ENGLISH_TITLES, author.seed()),)
        number = f"Table {author.table}"
        blocks.append(draw_table(author.draw, number, title_words, author.separator, "en"))
    title = pick(v.ENGLISH_TITLES, author.seed())
    return Annex(label, title, "en", tuple(blocks), (), "[English only]")


@st.composite
def manuscripts(
    draw: Draw,
    *,
    size: int = 3,
    tables: bool = True,
    figures: bool = True,
    footnotes: bool = True,
    front: bool = True,
    annexes: bool = True,
    office: Literal["geneva", "new_york"] | None = None,
) -> Manuscript:
    """Draw a manuscript. `size` scales it: 3 gives 1 to 5 pages, 6 about ten.

    Each part can be left out, to test a parser that does not read it yet.
    """
    chosen: Office = office or draw(st.sampled_from(("geneva", "new_york")))
    author = Author(draw, chosen, tables, figures, footnotes)
    author.numbered_figures = chosen == "new_york" or author.chance(50)
    author.separator = draw(st.sampled_from((" ", " ", ",")))
    summary: tuple[Text, ...] = ()
    if front and author.chance(60):
        lengths = [author.count(1, 4) for _ in range(author.count(1, 2))]
        summary = tuple(("".join(sentence(author.seed()) for _ in range(n)),) for n in lengths)
    sections = draw_sections(author, 1, max(1, size), size)
    count = author.count(0, 2) if annexes and author.chance(40) else 0
    appended = tuple(draw_annex(author, i, count) for i in range(count))
    number = author.count(1, 80)
    geneva = chosen == "geneva"
    return Manuscript(
        symbol=f"FCCC/KP/CMP/2024/{number}" if geneva else f"A/{number}/{800 + number}",
        job_number=f"GE.24-{17000 + number}" if geneva else f"21-{4300 + number:05d}",
        office=chosen,
        organ=v.ORGANS[0 if geneva else 1 + author.count(0, 2)],
        date="24 September 2024",
        title=pick(v.TITLES, author.seed()),
        session=("第十九届会议",) if author.chance(80) else (),
        session_place="2024年11月11日至22日，巴库" if author.chance(60) else None,
        agenda_item="临时议程项目5" if author.chance(60) else None,
        subject="与清洁发展机制有关的事项" if author.chance(50) else None,
        subtitle=None if geneva else "秘书长的报告",
        title_note=("本文件因提交方无法控制的原因而未能按时提交。",) if author.chance(30) else None,
        summary=summary,
        contents=front and author.chance(25),
        abbreviations=draw_abbreviations(author) if front and author.chance(25) else (),
        sections=sections,
        annexes=appended,
        notes=tuple(author.notes),
    )


@st.composite
def reports(draw: st.DrawFn, /, **parts: Any) -> tuple[Manuscript, Settings]:
    """Draw a manuscript and settings under which, as a rule, something nasty happens.

    `parts` are the arguments of `manuscripts`.
    """
    report = draw(manuscripts(**parts))
    chosen = draw(settings())
    wishes = possible(report, chosen)
    wish = draw(st.sampled_from((None, *wishes)))
    if wish is None:
        return report, chosen
    place = draw(st.sampled_from(wishes[wish])) if wishes[wish] else None
    return report, wished(report, chosen, wish, place)


def draw_abbreviations(author: Author) -> tuple[tuple[str, str], ...]:
    """Choose two or more abbreviations in order."""
    start = author.count(0, 4)
    return v.ABBREVIATIONS[start : start + author.count(2, 5)]


def settings(*, turned: bool = False) -> st.SearchStrategy[Settings]:
    """Draw the settings of a producer; the first choice of each is the plain one.

    With `turned` some pages are stored on their side.
    """
    pick_of = st.sampled_from
    return st.builds(
        Settings,
        blanks=pick_of(("typed", "shift", "none", "mixed")),
        justify=st.booleans(),
        hang_punctuation=st.booleans(),
        compress=st.booleans(),
        break_at_hyphen=st.booleans(),
        bold=pick_of(("stroke", "face")),
        rules=pick_of(("rects", "joints", "lines")),
        marker_blanks=pick_of((0, 1, 2)),
        marker_scale=pick_of((0.62, 0.6, 0.65)),
        marker_raise_em=pick_of((0.35, 0.33, 0.5)),
        marker_by_rise=st.booleans(),
        end_blanks=st.booleans(),
        line_blanks=st.booleans(),
        tab_glyph=st.booleans(),
        double_blanks=st.booleans(),
        stream=pick_of(
            ("reading", "furniture_first", "furniture_last", "marks_last", "notes_first")
        ),
        tracking=pick_of((0.0, 0.0, 0.3, 0.8)),
        letter_joint=pick_of((", ", " ")),
        letter_glue=pick_of(("", " ")),
        group=pick_of(("blank", "nbsp", "thin")),
        leaders=pick_of(("dots", "spaced_dots")),
        hanging_items=st.booleans(),
        repeat_header=st.booleans(),
        loose=st.booleans(),
        body_leading=pick_of((15.8, 15.0, 17.0)),
        table_gap=pick_of((3.5, 2.0, 5.0)),
        column_gap=pick_of((9.0, 6.0)),
        turned=st.booleans() if turned else st.just(False),
        spaced_names=st.booleans(),
        barcode=st.booleans(),
        summary_box=st.booleans(),
        body_on_new_page=st.booleans(),
        end_mark=pick_of(("bar", "underscores", "none")),
        short_page=st.one_of(st.just(0.0), st.integers(0, 330).map(float)),
        dump_heads=pick_of(("all", "some", "none")),
        dump_links=st.booleans(),
        dump_masthead=st.booleans(),
        dump_tails=st.booleans(),
        dump_indent=st.booleans(),
    )
