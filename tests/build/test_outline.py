"""Blocks to sections and annexes, with ids that the print gives."""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.build.ledger import Ledger
from reportparse.build.names import Names
from reportparse.build.outline import OutlineBuilder
from reportparse.build.texts import Texts
from reportparse.layout.blocks import Block
from reportparse.layout.model import Line, Piece
from reportparse.notation.labels import LabelKind
from reportparse.report.body import Annex, Section


class _Print:
    """Lines one after another, cut into label and text."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def line(self, text: str) -> Line:
        number = len(self.lines)
        self.lines.append(Line(number, 1, text, tuple(range(len(text))), row=number + 1))
        return self.lines[-1]

    def heading(self, label: str, title: str, style: LabelKind, value: int, depth: int) -> Block:
        line = self.line(f"{label} {title}")
        at = len(label)
        mark, rest = Piece(line, 0, at), Piece(line, at + 1, len(line.text))
        return Block("heading", [rest], mark, style, value, depth=depth)

    def paragraph(self, number: int | None, text: str) -> Block:
        if number is None:
            return Block("paragraph", [self.line(text).whole()])
        label = f"{number}."
        line = self.line(f"{label} {text}")
        at = len(label)
        pieces = [Piece(line, at + 1, len(line.text))]
        return Block("paragraph", pieces, Piece(line, 0, at), "arabic", number)

    def item(self, label: str, style: LabelKind, value: int, depth: int, parent: int) -> Block:
        line = self.line(f"{label} 文；")
        at = len(label)
        block = Block("item", [Piece(line, at + 1, len(line.text))], Piece(line, 0, at), style)
        block.value, block.depth, block.parent = value, depth, parent
        return block


def _build(page: _Print, *blocks: Block) -> tuple[tuple[Section, ...], tuple[Annex, ...], Ledger]:
    ledger = Ledger(page.lines)
    builder = OutlineBuilder(Texts([], [], []), ledger, Names(), ["table-1"], ["figure-u"])
    sections, annexes = builder.build(blocks)
    return sections, annexes, ledger


def _ids(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.id
        yield from (block.id for block in section.blocks)
        yield from _ids(section.sections)


def test_ids_follow_the_numbers_of_the_print() -> None:
    page = _Print()
    sections, _, ledger = _build(
        page,
        page.heading("三.", "工作", "chinese", 3, 1),
        page.paragraph(10, "文。"),
        page.heading("B.", "事项", "capital", 2, 2),
        page.heading("1.", "平台", "arabic", 1, 3),
        page.paragraph(21, "文："),
        page.item("(a)", "paren_letter", 1, 1, 4),
        page.item("(一)", "paren_chinese", 1, 2, 5),
        Block("table", ref=0),
    )
    assert list(_ids(sections)) == [
        *("s3", "p10", "s3.B", "s3.B.1", "p21", "p21.a", "p21.a.1", "at-table-1"),
    ]
    assert ledger.unclaimed() == []


def test_a_heading_of_a_higher_level_closes_the_deeper_ones() -> None:
    page = _Print()
    sections, _, _ = _build(
        page,
        page.heading("一.", "甲", "chinese", 1, 1),
        page.heading("A.", "乙", "capital", 1, 2),
        page.heading("二.", "丙", "chinese", 2, 1),
    )
    assert [section.id for section in sections] == ["s1", "s2"]
    assert [section.id for section in sections[0].sections] == ["s1.A"]


def test_text_before_the_first_heading_does_not_swallow_the_headings() -> None:
    page = _Print()
    sections, _, _ = _build(
        page, page.paragraph(None, "文。"), page.heading("一.", "甲", "chinese", 1, 1)
    )
    assert [section.id for section in sections] == ["s0", "s1"]
    assert sections[0].heading is None


def test_an_annex_counts_anew_under_its_own_name() -> None:
    page = _Print()
    annex = Block("annex", [page.line("实体").whole()], page.line("附件一").whole())
    annex.value = 1
    _, annexes, _ = _build(
        page,
        page.paragraph(1, "文。"),
        annex,
        page.heading("一.", "甲", "chinese", 1, 1),
        page.paragraph(1, "文。"),
    )
    assert annexes[0].id == "annex1"
    assert list(_ids(annexes[0].sections)) == ["annex1.s1", "annex1.p1"]


def test_unnumbered_headings_are_counted_in_their_section() -> None:
    page = _Print()
    one, two = (Block("heading", [page.line(words).whole()], depth=2) for words in ("资源", "影响"))
    sections, _, _ = _build(page, page.heading("二.", "甲", "chinese", 2, 1), one, two)
    assert [section.id for section in sections[0].sections] == ["s2.u1", "s2.u2"]


def test_a_repeated_number_gets_an_id_of_its_own() -> None:
    page = _Print()
    sections, _, _ = _build(page, page.paragraph(1, "文。"), page.paragraph(1, "又。"))
    assert list(_ids(sections)) == ["s0", "p1", "p1-2"]
