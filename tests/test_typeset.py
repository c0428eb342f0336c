"""The typesetter of the tests, tested against what pdfplumber finds on its pages."""

from __future__ import annotations

import ast
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from tests.typeset import (
    Settings,
    expected,
    manuscripts,
    reports,
    settings,
    typeset_dump,
    typeset_pdf,
)
from tests.typeset.compose import typeset
from tests.typeset.expected import expected_contents, label_value, running
from tests.typeset.flow import Desk, paragraph
from tests.typeset.front import entries
from tests.typeset.manuscript import (
    Annex,
    Block,
    Cell,
    Column,
    Figure,
    Item,
    Manuscript,
    NoteRef,
    Office,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.typeset.nasty import NASTY, nasty
from tests.typeset.settings import measures
from tests.typeset.sheet import Line
from tests.typeset.sorts import Style, cast, is_full_width
from tests.typeset.strategies import full_lines
from tests.typeset.table_strategies import NILS
from tests.typeset.words import padding, sentence

BLANKS = " \u00a0\u202f"
MANY = hypothesis_settings(max_examples=60)
FEW = hypothesis_settings(max_examples=15)


def inked(text: str) -> Counter[str]:
    """Count the characters of `text` that leave ink."""
    return Counter(c for c in text if c not in BLANKS and c != "\n" and c != "\f")


def written(report: Manuscript) -> Iterator[str]:
    """Yield all that the author of `report` wrote and the pages must show, marks included."""
    for text in (*report.summary, (report.title,), *((s,) for s in report.session)):
        yield from _runs(text)
    for plain in (report.session_place, report.agenda_item, report.subject, report.subtitle):
        yield plain or ""
    if report.summary:
        yield "概要" if report.office == "geneva" else "摘要"
    if report.title_note is not None:
        yield "**"
        yield from _runs(report.title_note)
    for term, meaning in report.abbreviations:
        yield term + meaning
    if report.abbreviations:
        yield "简称和缩略语"
    for marker, text in report.notes:
        yield marker
        yield from _runs(text)
    for section in report.sections:
        yield from _section(section)
    for annex in report.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[str]:
    yield annex.label + annex.title + (annex.limited or "")
    for block in annex.blocks:
        yield from _block(block)
    for section in annex.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield section.label or ""
    yield from _runs(section.title)
    for block in section.blocks:
        yield from _block(block)
    for child in section.sections:
        yield from _section(child)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"{block.number}." if block.number is not None else ""
        yield from _runs(block.text)
        for item in block.items:
            yield from _item(item)
    elif isinstance(block, Figure):
        yield (block.number or "") + (block.note or "") + (block.source or "")
        yield from block.labels
        yield from _runs(block.title)
    else:
        yield from _table(block)


def _item(item: Item) -> Iterator[str]:
    yield item.label
    yield from _runs(item.text)
    for child in item.items:
        yield from _item(child)


def _table(table: Table) -> Iterator[str]:
    yield (table.number or "") + (table.headnote or "") + (table.source or "")
    yield from _runs(table.title)
    for column in table.columns:
        yield from _column(column)
    for row in table.rows:
        for cell in (row.stub, *row.cells):
            yield from _cell(cell)
    for marker, text in table.notes:
        yield marker
        yield from _runs(text)


def _column(column: Column) -> Iterator[str]:
    yield column.text + "".join(column.markers)
    for child in column.children:
        yield from _column(child)


def _cell(cell: Cell) -> Iterator[str]:
    yield cell.text + "".join(cell.markers)


def _runs(text: Text) -> Iterator[str]:
    for run in text:
        if isinstance(run, NoteRef):
            yield run.marker
        else:
            yield run if isinstance(run, str) else run.text


def as_written(chosen: Settings) -> Settings:
    """Return `chosen` with note letters joined by a blank and headers never repeated.

    Commas between letters and repeated headers are printed without being written.
    """
    return replace(chosen, letter_joint=" ", repeat_header=False)


@MANY
@given(drawn=reports())
def test_everything_written_is_printed_once(drawn: tuple[Manuscript, Settings]) -> None:
    report, chosen = drawn
    if report.contents:
        return  # its lines repeat the headings; see test_contents
    sheets = typeset(report, as_written(chosen))
    printed = inked(
        "".join(
            li.text for s in sheets for li in s.lines if li.role in ("body", "note", "masthead")
        )
    )
    masthead = ["联合国", report.symbol, report.organ, "Distr.: General", report.date]
    wanted = inked("".join((*written(report), *masthead, "Chinese", "Original: English")))
    assert printed == wanted


@FEW
@given(report=manuscripts(), chosen=settings())
def test_pdfplumber_finds_every_sort_at_its_place(report: Manuscript, chosen: Settings) -> None:
    sheets = typeset(report, chosen)
    page_size = measures(report.office)
    with pdfplumber.open(io.BytesIO(typeset_pdf(report, chosen))) as pdf:
        assert len(pdf.pages) == len(sheets)
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            found = sorted(
                (c["text"], round(c["x0"]), round(page_size.height - _baseline(c)))
                for c in page.chars
                if c["text"] not in BLANKS
            )
            wanted = sorted(
                (sort.char, x, line.y - (0 if chosen.marker_by_rise else sort.rise))
                for line in sheet.lines
                for x, sort in line.sorts
                if sort.char not in BLANKS
            )
            assert [f[0] for f in found] == [w[0] for w in wanted]
            for char in page.chars:
                assert char["x0"] >= 0 and char["x1"] <= page_size.width
                assert char["top"] >= 0 and char["bottom"] <= page_size.height


def _baseline(char: dict[str, Any]) -> float:
    return float(char["matrix"][5])


@MANY
@given(report=manuscripts(), chosen=settings())
def test_lines_do_not_overlap(report: Manuscript, chosen: Settings) -> None:
    for sheet in typeset(report, chosen):
        lines = sorted((li for li in sheet.lines if li.text.strip(BLANKS)), key=lambda li: li.y)
        for upper, lower in pairwise(lines):
            if lower.y - upper.y < 2.5:
                assert apart(upper, lower), (upper.text, lower.text)
            else:
                size = max(sort.size for _, sort in lower.sorts)
                close = lower.y - upper.y < 0.85 * size
                assert not close or apart(upper, lower), (upper.text, lower.text)


def apart(one: Line, other: Line) -> bool:
    """Tell whether two lines share no x."""
    spans = []
    for line in (one, other):
        placed = [p for p in line.sorts if p[1].char not in BLANKS]
        spans.append((placed[0][0], placed[-1][0] + placed[-1][1].width))
    return spans[0][1] <= spans[1][0] + 0.01 or spans[1][1] <= spans[0][0] + 0.01


@MANY
@given(report=manuscripts(), chosen=settings())
def test_sorts_of_a_line_follow_each_other(report: Manuscript, chosen: Settings) -> None:
    """No sort covers the one before it, and none stands beyond the page's margin."""
    page = measures(report.office)
    for sheet in typeset(report, chosen):
        for line in sheet.lines:
            if line.role in ("head", "folio"):
                continue
            end = 0.0
            for x, sort in line.sorts:
                assert x >= end - 0.41 * sort.size or not end, line.text
                end = x + sort.width
            assert end <= page.right + 11.0, line.text
            assert line.y <= page.bottom + 12.0, line.text


@MANY
@given(report=manuscripts())
def test_texts_hold_no_blank_that_the_rule_drops(report: Manuscript) -> None:
    for text in written(report):
        assert running(text) == text.strip(" "), text


@MANY
@given(report=manuscripts(), chosen=settings())
def test_dump_has_the_ink_of_the_pages(report: Manuscript, chosen: Settings) -> None:
    heads = replace(chosen, dump_heads="all", dump_links=False, dump_masthead=True)
    ink = Counter[str]()
    for sheet in typeset(report, heads):
        for line in sheet.lines:
            ink += inked(line.text)
    for style in ("tika", "pdftotext", "layout"):
        dump = typeset_dump(report, heads, style)
        assert inked(dump) == ink, style


@MANY
@given(report=manuscripts())
def test_paragraphs_and_notes_run_without_gap(report: Manuscript) -> None:
    data = expected(report)
    numbers = [number for number, _ in data["paragraphs"]]
    assert numbers == list(range(1, len(numbers) + 1))
    markers = [m for m, _, _ in data["footnotes"] if m != "*"]
    assert markers == [str(i) for i in range(1, len(markers) + 1)]
    assert all(len(anchors) == 1 for _, _, anchors in data["footnotes"])


@MANY
@given(report=manuscripts())
def test_totals_add_up(report: Manuscript) -> None:
    data = expected(report)
    for part in (data, *data["annexes"]):
        for table in part["tables"]:
            rows = table["rows"]
            if rows[-1]["kind"] != "total":
                continue
            for column, (total, _) in enumerate(rows[-1]["cells"]):
                if total in NILS:
                    continue
                values = [r["cells"][column][0] for r in rows if r["kind"] == "data"]
                assert sum(map(_value, values)) == _value(total)


def _value(text: str) -> Decimal:
    if text in NILS:
        return Decimal(0)
    digits = text.strip("()").replace(" ", "").replace(",", "")
    return -Decimal(digits) if text.startswith("(") else Decimal(digits)


def test_strategies_reach_every_nasty_page() -> None:
    seen: Counter[str] = Counter()

    @hypothesis_settings(MANY, max_examples=150)
    @given(drawn=reports())
    def draw(drawn: tuple[Manuscript, Settings]) -> None:
        report, chosen = drawn
        seen.update(set(nasty(report, typeset(report, chosen))))

    draw()
    assert {name for name in NASTY if not seen[name]} == set(), seen


@FEW
@given(report=manuscripts())
def test_contents_name_the_pages_of_headings(report: Manuscript) -> None:
    report = replace(report, contents=True)
    sheets = typeset(report)
    pages = {mark: sheet.number for sheet in sheets for mark in sheet.marks}
    wanted = [f"{entry.range} {pages[entry.mark]}".strip() for entry in entries(report)]
    lines = [p.text for p in sheets[1].pieces if ". ." in p.text or ".." in p.text]
    assert [line.rpartition("..")[2].strip(" .") for line in lines] == wanted


@MANY
@given(report=manuscripts())
def test_contents_agree_with_the_expected_ones(report: Manuscript) -> None:
    report = replace(report, contents=True)
    printed = [[e.label.rstrip("."), e.title, e.range] for e in entries(report)]
    assert printed == expected_contents(report)


def test_typesetter_knows_nothing_of_the_parser() -> None:
    for module in (Path(__file__).parent / "typeset").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            assert not any(name.split(".")[0] == "reportparse" for name in names), module


@FEW
@given(report=manuscripts(size=1), chosen=settings())
def test_turned_pages_read_the_same(report: Manuscript, chosen: Settings) -> None:
    """Pages stored on their side show the same characters at the same places."""
    places = []
    for turned in (False, True):
        made = typeset_pdf(report, replace(chosen, turned=turned, marker_by_rise=False))
        with pdfplumber.open(io.BytesIO(made)) as pdf:
            assert all((page.rotation == 90) == turned for page in pdf.pages)
            places.append(
                [(c["text"], round(c["x0"]), round(c["top"])) for p in pdf.pages for c in p.chars]
            )
    assert places[0] == places[1]


@pytest.mark.parametrize("label, value", [("一.", 1), ("十.", 10), ("二十三.", 23), ("C.", 3)])
def test_label_value(label: str, value: int) -> None:
    assert label_value(label) == value


@pytest.mark.parametrize("count", range(8, 80, 3))
def test_padding_has_the_length_asked_for(count: int) -> None:
    assert len(padding(count)) == count
    assert all(is_full_width(c) for c in padding(count))


@pytest.mark.parametrize("office", ["geneva", "new_york"])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_pushed_words_begin_a_line(office: Office, lines: int) -> None:
    text = (f"{full_lines(office, lines)}(a)分段，{sentence(1)}",)
    slabs = paragraph(Paragraph(7, text), "zh", Desk(measures(office), Settings()))
    assert slabs[lines].pieces[0].text.startswith("(a)分段，")


def test_long_footnote_runs_on_whole() -> None:
    """A note longer than its page goes on at the foot of the next, no line lost or repeated."""
    note = "".join(sentence(seed) for seed in range(60))
    text: Text = (sentence(3) * 30, NoteRef("1"), sentence(5, opening=False) * 40)
    report = Manuscript(
        symbol="A/1/1",
        job_number="21-04301",
        office="new_york",
        organ="大会",
        date="24 September 2024",
        title="报告",
        sections=(Section(1, "一.", ("导言",), (Paragraph(1, text),)),),
        notes=(("1", (note,)),),
    )
    sheets = typeset(report)
    pages = ["".join(line.text for line in sheet.lines if line.role == "note") for sheet in sheets]
    assert sum(1 for page in pages if page) > 1
    assert inked("".join(pages)) == inked("1" + note)
    assert running("".join(pages)).startswith("1" + note[:20])


@pytest.mark.parametrize("seed", range(200))
def test_sentences_end_with_a_stop(seed: int) -> None:
    words = sentence(seed)
    assert words.endswith("。") and "{" not in words and "，，" not in words


def test_a_mark_between_two_signs_keeps_its_room() -> None:
    """Signs are compressed against each other, not against a mark between them."""
    chosen = Settings(compress=True)
    sorts = cast(("按《计划》", NoteRef("6"), "："), Style(10.5), chosen)
    assert [sort.char for sort in sorts if sort.gap < 0] == []
    assert [sort.char for sort in cast(("按《计划》：",), Style(10.5), chosen) if sort.gap < 0] == [
        "："
    ]
