"""Drawing tables whose totals add up, with spanners, sections, markers and nil cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.typeset import vocabulary as v
from tests.typeset.manuscript import Cell, Column, Language, Row, RowKind, Table, Text
from tests.typeset.words import grouped, pick, sentence

Draw = Any
SEEDS = st.integers(0, 4095)
NILS = ("–", "–", "—", "-", "..")
NIL_PART = 0.12
ENGLISH_HEADS = ("Registered", "Issued", "Appropriation 2023", "Estimate 2024", "Variance")


@dataclass(slots=True)
class Letters:
    """Gives out note letters in reading order, now and then an earlier one again."""

    draw: Draw
    percent: int
    used: list[str] = field(default_factory=list)

    def next(self) -> tuple[str, ...]:
        """Draw the markers behind the next word or number; mostly none."""
        if not self.percent or self.draw(st.integers(0, 99)) < 100 - self.percent:
            return ()
        if self.used and self.draw(st.booleans()):
            again = self.draw(st.sampled_from(self.used))
            if self.draw(st.integers(0, 3)) == 3 and len(self.used) < 6:
                return (again, self._new())
            return (again,)
        return (self._new(),) if len(self.used) < 6 else ()

    def _new(self) -> str:
        self.used.append("abcdef"[len(self.used)])
        return self.used[-1]


def draw_table(
    draw: Draw, number: str | None, title: Text, separator: str, language: Language = "zh"
) -> Table:
    """Draw a table of numbers, or (one in five, Chinese only) of words."""
    letters = Letters(draw, draw(st.sampled_from((0, 6, 15))))
    if language == "zh" and draw(st.integers(0, 4)) == 4:
        return _words_table(draw, number, title, letters)
    columns = _columns(draw, letters, language)
    leaves = sum(len(column.leaves()) for column in columns) - 1
    rows = _rows(draw, leaves, letters, separator, language)
    headnote = None
    if language == "zh" and draw(st.integers(0, 2)) == 2:
        headnote = draw(st.sampled_from(v.HEADNOTES))
    source = None
    if language == "zh" and draw(st.integers(0, 5)) == 5:
        source = "资料来源：秘书处。"
    return Table(number, title, columns, rows, headnote, _notes(draw, letters, language), source)


def _notes(draw: Draw, letters: Letters, language: Language) -> tuple[tuple[str, Text], ...]:
    notes: list[tuple[str, Text]] = []
    for letter in letters.used:
        seed = int(draw(SEEDS))
        words = sentence(seed) * (1 + seed % 3) if language == "zh" else pick(v.ENGLISH, seed)
        notes.append((letter, (words,)))
    return tuple(notes)


def _columns(draw: Draw, letters: Letters, language: Language) -> tuple[Column, ...]:
    heads = v.HEADS if language == "zh" else ENGLISH_HEADS
    head = draw(st.sampled_from(v.STUB_HEADS)) if language == "zh" else "Name of entity"
    stub = Column(
        head,
        letters.next() if head else (),
        numeric=False,
        share=2.0,
    )
    shape = draw(st.sampled_from(("flat", "flat", "spanners", "mixed", "deep")))
    if shape == "flat" or language == "en":
        count = draw(st.integers(1, 4))
        return (stub, *_leaves(draw, heads, count, letters))
    if shape == "mixed":
        return (
            stub,
            *_leaves(draw, heads, 1, letters),
            Column(_spanner(draw, 0), children=_leaves(draw, heads, 2, letters)),
            *_leaves(draw, heads, 1, letters),
        )
    pairs = tuple(
        Column(_spanner(draw, i), children=_leaves(draw, heads, 2, letters)) for i in range(2)
    )
    if shape == "deep":
        return (stub, Column("资源变动情况", children=pairs))
    return (stub, *pairs)


def _spanner(draw: Draw, index: int) -> str:
    return pick(v.SPANNERS, int(draw(SEEDS)) + index)


def _leaves(draw: Draw, heads: tuple[str, ...], count: int, letters: Letters) -> tuple[Column, ...]:
    start = int(draw(SEEDS))
    return tuple(Column(pick(heads, start + i), letters.next()) for i in range(count))


@dataclass(frozen=True, slots=True)
class Figures:
    """How the numbers of a table are printed: group separator, nil symbol, kind of each column.

    Kinds: `whole`, `tenths` (one decimal), `signed` (negatives in parentheses), `share` (a
    percentage, which no total adds up).
    """

    separator: str
    nil: str
    kinds: tuple[str, ...]
    scale: int

    def value(self, column: int, random: Random) -> int | None:
        """Return a value for `column` in its last printed digit, None for nil."""
        if random.random() < NIL_PART:
            return None
        kind = self.kinds[column]
        if kind == "share":
            return random.randint(0, 999)
        low = -self.scale if kind == "signed" else 0
        return random.randint(low, self.scale)

    def printed(self, column: int, value: int | None) -> str:
        """Return `value` as the table prints it."""
        if value is None:
            return self.nil
        if self.kinds[column] in ("whole", "signed"):
            words = grouped(abs(value), self.separator)
            return f"({words})" if value < 0 else words
        return f"{grouped(value // 10, self.separator)}.{value % 10}"

    def summed(self, column: int, values: list[int | None]) -> int | None:
        """Return the total of a column, None where the table prints none."""
        return None if self.kinds[column] == "share" else sum(v or 0 for v in values)


def _figures(draw: Draw, columns: int, separator: str) -> Figures:
    kinds = ("whole", "whole", "whole", "tenths", "signed", "share")
    return Figures(
        separator,
        draw(st.sampled_from(NILS)),
        tuple(draw(st.sampled_from(kinds)) for _ in range(columns)),
        draw(st.sampled_from((9, 999, 99_999, 50_000_000))),
    )


def _rows(
    draw: Draw, columns: int, letters: Letters, separator: str, language: Language
) -> tuple[Row, ...]:
    """Draw the rows: perhaps in sections, each with a subtotal, and a total that adds up."""
    sections = draw(st.sampled_from((0, 0, 1, 2))) if language == "zh" else 0
    total, indented = draw(st.booleans()), draw(st.booleans())
    figures = _figures(draw, columns, separator)
    rows: list[Row] = []
    every: list[list[int | None]] = []
    for index in range(max(1, sections)):
        if sections:
            rows.append(Row("section", Cell(v.SECTION_STUBS[index], letters.next()), ()))
        part: list[list[int | None]] = []
        for _ in range(draw(st.integers(1 if sections else 2, 8))):
            random = Random(int(draw(SEEDS)))
            stub = Cell(_stub(random, language), letters.next())
            part.append([figures.value(column, random) for column in range(columns)])
            words = [figures.printed(i, value) for i, value in enumerate(part[-1])]
            cells = tuple(Cell(word, letters.next()) for word in words)
            rows.append(Row("data", stub, cells, 1 if sections and indented else 0))
        if sections:
            rows.append(_sum_row("subtotal", "小计", part, figures))
        every.extend(part)
    if total:
        name = "总计" if language == "zh" else "Total"
        rows.append(_sum_row("total", name, every, figures))
    return tuple(rows)


def _sum_row(kind: RowKind, name: str, values: list[list[int | None]], figures: Figures) -> Row:
    columns = zip(*values, strict=True)
    sums = [figures.summed(i, list(column)) for i, column in enumerate(columns)]
    cells = tuple(Cell(figures.printed(i, value)) for i, value in enumerate(sums))
    return Row(kind, Cell(name), cells, 1)


def _stub(random: Random, language: Language) -> str:
    options = v.STUBS if language == "zh" else v.ENTITIES
    return pick(options, random.randint(0, 4095))


def _words_table(draw: Draw, number: str | None, title: Text, letters: Letters) -> Table:
    """Draw a table of meetings or of members: words in every column."""
    members = draw(st.booleans())
    heads = v.TEXT_HEADS[3:] if members else v.TEXT_HEADS[:3]
    columns = tuple(Column(head, letters.next(), numeric=False) for head in heads)
    rows: list[Row] = []
    for index in range(draw(st.integers(2, 6))):
        seed = int(draw(SEEDS))
        if members:
            words = (pick(v.NAMES, seed), pick(v.NAMES, seed + 1), pick(v.PLACES, seed))
        else:
            date = f"{2020 + seed % 6}年{1 + seed % 12}月{1 + seed % 20}日至{2 + seed % 26 + 1}日"
            words = (f"理事会第{90 + index}次会议", date, pick(v.PLACES, seed))
        cells = [Cell(word, letters.next()) for word in words]
        rows.append(Row("data", cells[0], tuple(cells[1:])))
    return Table(number, title, columns, tuple(rows), None, _notes(draw, letters, "zh"))
