"""Drawing tables harder than those of `table_strategies`, and short reports that hold them.

Two to fourteen columns below spanners of up to three levels, one to two hundred rows, every
separator of digit groups, nil symbols of several kinds, rows that are dense or loose, page breaks
with the head and the caption printed again. What is drawn here can be told apart in print: labels
of a table without number have a unit line, no row of numbers is wholly blank.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.typeset import vocabulary as v
from tests.typeset.dressed_tables import draw_words, dressed
from tests.typeset.flow import NOTE_SIZE, Desk
from tests.typeset.layout_tables import draw_layout, layout_fits
from tests.typeset.manuscript import (
    Annex,
    Block,
    Cell,
    Column,
    Language,
    Manuscript,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Text,
)
from tests.typeset.settings import Settings, measures
from tests.typeset.sorts import Style
from tests.typeset.tables import WIDE_FROM, lay_lanes
from tests.typeset.words import grouped, pick, sentence

MOST_MARKERS = 9
CHINESE_NUMBERS = "一二三四五六七八九"
NILS: dict[Language, tuple[str, ...]] = {
    "zh": ("–", "—", "-", "..", "…", "不适用", "无"),
    "en": ("–", "—", "-", "..", "...", "n/a", "−"),
}
HEADS: dict[Language, tuple[str, ...]] = {
    "zh": v.HEADS,
    "en": (
        "2023",
        "Appropriation 2024",
        "Expenditure as at 31 December 2023",
        "Variance",
        "Variance (percentage)",
        "Revised estimate",
        "Staff",
        "Total before recosting",
        "Posts, Professional category and above",
        "January–August",
    ),
}
SPANNERS: dict[Language, tuple[str, ...]] = {
    "zh": v.SPANNERS,
    "en": (
        "Regular budget",
        "Other assessed",
        "Extrabudgetary resources, estimate",
        "Resource changes",
        "2024–2025",
    ),
}
STUBS: dict[Language, tuple[str, ...]] = {
    "zh": (*v.STUBS, "非洲", "其他", "第1至4款", "2019-2020年"),
    "en": (
        *v.ENTITIES,
        "Posts",
        "Other staff costs",
        "Travel of staff and of representatives to meetings of treaty bodies and their officers",
        "Consultants",
        "1 January to 31 December 2023",
        "Supplies and materials, including fuel",
    ),
}
SECTIONS: dict[Language, tuple[str, ...]] = {
    "zh": v.SECTION_STUBS,
    "en": ("Civilian personnel", "Operational costs", "A. First commitment period", "Other"),
}
SUMS: dict[Language, tuple[str, str]] = {"zh": ("小计", "总计"), "en": ("Subtotal", "Total")}
HEADNOTES: dict[Language, tuple[str, ...]] = {
    "zh": v.HEADNOTES,
    "en": ("(Thousands of United States dollars)", "(Number of posts)"),
}
KINDS = ("whole", "whole", "whole", "tenths", "signed", "share", "minus", "percent")
SIZES = (8,) * 7 + (30,) * 3 + (80, 200)
"""Rows at most; long tables are seldom."""
LAYOUTS = 0.2
"""Share of the reports whose tables stand in one of the rarer layouts."""
DRESSED = 0.45
"""Up to this share from there: reports with tables in other rules; and the same of cut rows."""
CUT = 0.2
"""Share of the reports in which rows are cut by page breaks."""
ACROSS = 0.15
"""Share of the other tables that stand on pages of their own, wider than high."""
SCOPE = "scope"
"""The kind of a column of words between columns of numbers."""


@dataclass(slots=True)
class Writer:
    """What is drawn once for a table; single cells come from `random`."""

    random: Random
    language: Language
    separator: str
    scale: int
    percent: int
    blanks: int
    nils: tuple[str, ...]
    letters: list[str]

    def marks(self) -> tuple[str, ...]:
        """Return the markers behind the next word or number; mostly none."""
        if self.random.randrange(100) >= self.percent:
            return ()
        if self.letters and self.random.random() < 0.4:
            again = self.random.choice(self.letters)
            if self.random.random() < 0.3 and len(self.letters) < MOST_MARKERS:
                return (again, self._letter())
            return (again,)
        return (self._letter(),) if len(self.letters) < MOST_MARKERS else ()

    def _letter(self) -> str:
        self.letters.append("abcdefghi"[len(self.letters)])
        return self.letters[-1]

    def word(self, options: tuple[str, ...]) -> str:
        return pick(options, self.random.randrange(4096))

    def value(self, kind: str) -> int | None:
        """Return a value in its last printed digit, None for nil or blank."""
        if self.random.random() < 0.12:
            return None
        if kind in ("share", "percent"):
            return self.random.randrange(1000)
        low = -self.scale if kind in ("signed", "minus") else 0
        return self.random.randint(low, self.scale)

    def printed(self, kind: str, value: int | None) -> str:
        if kind == SCOPE:
            return self.random.choice(v.SCOPES)
        if value is None:
            blank = self.random.randrange(100) < self.blanks
            return "" if blank else self.random.choice(self.nils)
        if kind in ("whole", "signed", "minus"):
            words = grouped(abs(value), self.separator)
            if value >= 0:
                return words
            return f"({words})" if kind == "signed" else f"−{words}"
        sign = "%" if kind == "percent" else ""
        return f"{grouped(value // 10, self.separator)}.{value % 10}{sign}"


def draw_wide_table(draw: Random, number: str | None, language: Language) -> Table:
    """Draw a table of 2 to 14 columns, the stub counted."""
    letters: list[str] = []
    writer = Writer(
        Random(draw.randint(0, 2**32 - 1)),
        language,
        draw.choice((" ", " ", " ", ",")),
        draw.choice((9, 999, 99_999, 9_999_999, 2_100_000_000)),
        draw.choice((0, 2, 5)),
        draw.choice((0, 0, 30)),
        tuple(draw.sample(NILS[language], draw.randint(1, 3))),
        letters,
    )
    titled = number is not None or draw.random() < 0.5
    titles = v.TABLE_TITLES if language == "zh" else v.ENGLISH_TITLES
    title: Text = (writer.word(titles),) if titled else ()
    noted = draw.random() < 0.5 if number is not None or not titled else True
    headnote = draw.choice(HEADNOTES[language]) if noted else None
    wanted = draw.randint(1, 13)
    if writer.scale > 9_999_999:
        wanted = min(wanted, 9)
    columns = _columns(draw, writer, wanted)
    kinds = _kinds(draw, columns)
    rows = _rows(draw, writer, kinds)
    source = None
    if draw.randint(0, 5) == 5:
        source = "资料来源：秘书处。" if language == "zh" else "Source: Secretariat."
    notes = tuple((letter, (_note(writer),)) for letter in letters)
    return Table(number, title, columns, rows, headnote, notes, source)


def _note(writer: Writer) -> str:
    if writer.language == "en":
        return writer.word(v.ENGLISH)
    return sentence(writer.random.randrange(4096)) * writer.random.randint(1, 2)


def _columns(draw: Random, writer: Writer, count: int) -> tuple[Column, ...]:
    """Draw the head tree over `count` columns and the stub."""
    head = writer.word(v.STUB_HEADS) if writer.language == "zh" else writer.word(("", "Item"))
    stub = Column(head, writer.marks() if head else (), numeric=False, share=2.0)
    scope = draw.randint(0, 3) == 3 and count > 1
    at = draw.randint(0, count - 1) if scope else -1
    leaves = tuple(
        Column(writer.word(HEADS[writer.language]), writer.marks(), numeric=index != at)
        for index in range(count)
    )
    return (stub, *_spanned(draw, writer, leaves, draw.randint(0, 3)))


def _spanned(
    draw: Random, writer: Writer, heads: tuple[Column, ...], levels: int
) -> tuple[Column, ...]:
    """Put spanners over neighbouring `heads`, `levels` of them at most; some heads stay alone."""
    if not levels or len(heads) < 2:
        return heads
    found: list[Column] = []
    rest = list(heads)
    while rest:
        size = draw.randint(1, 4)
        part, rest = tuple(rest[:size]), rest[size:]
        if len(part) == 1:
            found.extend(part)
        else:
            name = writer.word(SPANNERS[writer.language])
            found.append(Column(name, writer.marks(), part))
    return _spanned(draw, writer, tuple(found), levels - 1)


def _kinds(draw: Random, columns: tuple[Column, ...]) -> tuple[str, ...]:
    leaves = [leaf for column in columns[1:] for leaf in column.leaves()]
    return tuple(draw.choice(KINDS) if leaf.numeric else SCOPE for leaf in leaves)


def _rows(draw: Random, writer: Writer, kinds: tuple[str, ...]) -> tuple[Row, ...]:
    """Draw the rows: perhaps in sections with subtotals, with sub-rows, with a total."""
    size = draw.choice(SIZES)
    count = draw.randint(max(1, size // 3), size)
    sections = draw.choice((0, 0, 0, 1, 3)) if count > 3 else 0
    nested = draw.random() < 0.5
    total = draw.random() < 0.5
    rows: list[Row] = []
    parts = max(1, sections)
    for index in range(parts):
        own = count // parts + (index < count % parts)
        if sections and own:
            name = writer.word(SECTIONS[writer.language])
            rows.append(Row("section", Cell(name, writer.marks()), ()))
        deep = 0
        for _ in range(own):
            rows.append(_row(writer, "data", writer.word(STUBS[writer.language]), kinds, deep))
            deep = min(deep + 1, 2) if nested and writer.random.random() < 0.3 else 0
            deep = writer.random.choice((deep, deep, 0))
        if sections and own:
            rows.append(_row(writer, "subtotal", SUMS[writer.language][0], kinds, 1))
    if total:
        rows.append(_row(writer, "total", SUMS[writer.language][1], kinds, 1))
    return _stepped(rows)


def _row(writer: Writer, kind: RowKind, stub: str, kinds: tuple[str, ...], indent: int) -> Row:
    first = Cell(stub, writer.marks() if kind == "data" else ())
    words = [writer.printed(own, writer.value(own)) for own in kinds]
    if not any(words):
        words[-1] = writer.nils[0]
    cells = tuple(Cell(word, writer.marks() if word else ()) for word in words)
    return Row(kind, first, cells, indent)


def _stepped(rows: list[Row]) -> tuple[Row, ...]:
    """Number the indents that occur from 0 without gaps: print shows no more than their order."""
    steps = {indent: at for at, indent in enumerate(sorted({row.indent for row in rows}))}
    return tuple(replace(row, indent=steps[row.indent]) for row in rows)


def fitting(table: Table, language: Language, setting: Settings) -> Settings | None:
    """Return `setting`, with wider pages if `table` needs them; None if it fits on neither."""
    for landscape in sorted({setting.landscape, True}):
        tried = replace(setting, landscape=landscape)
        page = measures("geneva", landscape)
        wide = len(table.leaves()) >= WIDE_FROM
        left, right = (page.left, page.right) if wide else (page.text_left, page.text_right)
        try:
            lay_lanes(table, Style(NOTE_SIZE, language=language), left, right, Desk(page, tried))
        except ValueError:
            continue
        return tried
    return None


def narrowed(table: Table) -> Table:
    """Return `table` without its last column and the cells in it."""
    rows = tuple(replace(row, cells=row.cells[:-1]) for row in table.rows)
    return replace(table, columns=(*table.columns[:-1], *_less(table.columns[-1])), rows=rows)


def _less(head: Column) -> tuple[Column, ...]:
    """Return a head without its last column; a spanner over one column is none."""
    if not head.children:
        return ()
    left = (*head.children[:-1], *_less(head.children[-1]))
    return left if len(left) == 1 else (replace(head, children=left),)


def wide_report(draw: Random) -> tuple[Manuscript, Settings]:
    """Draw a short report around one or two tables, and the settings that print it."""
    language: Language = draw.choice(("zh", "en"))
    chosen = _settings(draw)
    blocks: list[Block] = []
    kind = draw.random()
    layouts = kind < LAYOUTS
    other = Random(kind)
    if other.random() < CUT:
        chosen = replace(chosen, cut_rows=True)
    for index in range(draw.choice((1, 1, 2))):
        table = draw_layout(draw, _number(draw, index, language), language)
        fitted = chosen if layouts and layout_fits(table, language, chosen) else None
        if fitted is None:
            table = draw_wide_table(draw, _number(draw, index, language), language)
            if LAYOUTS <= kind < DRESSED:
                table = _other_dress(other, table, language)
            elif not chosen.landscape and other.random() < ACROSS:
                table = _across(table, language, chosen)
            fitted = chosen if table.place == "across" else fitting(table, language, chosen)
        while fitted is None:
            table = narrowed(table)
            fitted = fitting(table, language, chosen)
        chosen = replace(fitted, repeat_header=fitted.repeat_header or table.tied)
        seed = draw.randint(0, 4095)
        words = sentence(seed) if language == "zh" else pick(v.ENGLISH, seed)
        blocks += [Paragraph(2 * index + 1, (words,)), table]
    if chosen.landscape:
        blocks = [
            replace(block, place="above")
            if isinstance(block, Table) and block.place == "across"
            else block
            for block in blocks
        ]
    blocks.append(Paragraph(len(blocks) + 1, (words,)))
    return _report(tuple(blocks), language), chosen


def _across(table: Table, language: Language, setting: Settings) -> Table:
    """Return the table on pages that lie on their other side, if it finds room there."""
    wide = fitting(table, language, replace(setting, landscape=True))
    return replace(table, place="across") if wide is not None else table


def _other_dress(draw: Random, table: Table, language: Language) -> Table:
    """Return the table in other rules, or a table of words in its place."""
    if draw.random() < 0.2:
        return draw_words(draw, table.number, language)
    return dressed(table, draw, language)


def _settings(draw: Random) -> Settings:
    """Draw the habits of a producer as far as they touch tables."""
    return Settings(
        blanks=draw.choice(("typed", "shift", "none", "mixed")),
        break_at_hyphen=draw.random() < 0.5,
        bold=draw.choice(("stroke", "face")),
        rules=draw.choice(("rects", "joints", "lines")),
        marker_scale=draw.choice((0.62, 0.6, 0.65)),
        marker_raise_em=draw.choice((0.35, 0.33, 0.5)),
        marker_by_rise=draw.random() < 0.5,
        end_blanks=draw.random() < 0.5,
        line_blanks=draw.random() < 0.5,
        stream=draw.choice(("reading", "furniture_first", "furniture_last", "marks_last")),
        tracking=draw.choice((0.0, 0.0, 0.3)),
        letter_joint=draw.choice((", ", " ")),
        letter_glue=draw.choice(("", " ")),
        group=draw.choice(("blank", "nbsp", "thin", "thin_space", "narrow_space", "figure_space")),
        repeat_header=draw.random() < 0.7,
        continued=draw.choice(("none", "label", "title")),
        landscape=draw.random() < 0.25,
        loose=draw.random() < 0.5,
        table_gap=draw.choice((3.5, 2.0, 1.0, 5.0, 9.0)),
        column_gap=draw.choice((9.0, 6.0, 12.0)),
        turned=draw.random() < 0.2,
        short_page=float(draw.randint(0, 180)),
    )


def _number(draw: Random, index: int, language: Language) -> str | None:
    kind = draw.randint(0, 4)
    if kind == 4:
        return None
    own = (str(index + 1), f"2.{index + 1}", CHINESE_NUMBERS[index], str(index + 1))[kind]
    if language == "zh":
        return f"表{own}"
    return f"Table {own if kind != 2 else index + 1}"


def _report(blocks: tuple[Block, ...], language: Language) -> Manuscript:
    """Return the report around `blocks`: its only section, or an annex in English."""
    first: tuple[Block, ...] = (Paragraph(1, (sentence(7),)),)
    heading = Section(1, "一.", ("导言",), blocks if language == "zh" else first)
    annex = Annex("Annex", v.ENGLISH_TITLES[1], "en", blocks, (), "[English only]")
    return Manuscript(
        symbol="FCCC/KP/CMP/2024/5",
        job_number="GE.24-17005",
        office="geneva",
        organ=v.ORGANS[0],
        date="24 September 2024",
        title=v.TITLES[0],
        sections=(heading,),
        annexes=(annex,) if language == "en" else (),
    )
