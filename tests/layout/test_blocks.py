"""Blocks of dumps by cases, blocks of pages by lines with places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportparse.layout.blocks import Block, Slot, segment
from reportparse.layout.flow import flow
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line
from tests.layout.made import Case, cases, dump_lines, filled, printed_line


def shown(block: Block) -> list[object]:
    label = block.label.text.strip() if block.label else None
    return [block.kind, label, block.depth, flow(block.pieces).text]


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    slots = [Slot(line.whole()) for line in lines]
    return segment(slots, Measures([line.whole() for line in lines]))[0]


@pytest.mark.parametrize("case", cases("blocks"))
def test_blocks_of_a_dump(case: Case) -> None:
    lines = dump_lines(case["input"])
    slots = [Slot(line.whole()) for line in lines]
    blocks, unclear = segment(slots, Measures([line.whole() for line in lines]))
    assert [shown(block) for block in blocks] == case["expected"], case["comment"]
    assert [found.code for found in unclear] == case.get("unclear", [])
    gaps = [block.label.text.strip() for block in blocks if block.gap and block.label]
    assert gaps == case.get("gaps", [])


@pytest.mark.parametrize("case", cases("blocks"))
def test_every_character_is_in_one_block(case: Case) -> None:
    lines = dump_lines(case["input"])
    blocks = blocks_of(lines)
    held = [p for block in blocks for p in ([block.label] if block.label else []) + block.pieces]
    places = [(p.line.number, at) for p in held for at in range(p.start, p.end)]
    assert len(places) == len(set(places))
    printed = {
        (line.number, at) for line in lines for at, c in enumerate(line.text) if not c.isspace()
    }
    assert printed <= set(places)


def body(first: int, rows: int, top: float = 200.0) -> list[Line]:
    """Full lines of running text."""
    return [printed_line(first + at, str(filled("{35}")), top + 15.8 * at) for at in range(rows)]


def test_type_tells_a_heading() -> None:
    lines = [
        printed_line(0, "一. 导言", 150, x=82, size=14, font="Hei"),
        printed_line(1, str(filled("1. {32}")), 172),
        *body(2, 3, 187.8),
        printed_line(5, str(filled("{9}。")), 235.2),
    ]
    found = [block.kind for block in blocks_of(lines)]
    assert found == ["heading", "paragraph"]


def test_stressed_phrase_is_no_heading() -> None:
    """A paragraph that begins in heavy type goes on in the body's type, without a gap."""
    lines = [
        *body(0, 4, 100),
        printed_line(4, str(filled("{9}。")), 163.2),
        printed_line(5, str(filled("{35}")), 190, font="Hei"),
        *body(6, 2, 205.8),
        printed_line(8, str(filled("{9}。")), 237.4),
    ]
    assert [block.kind for block in blocks_of(lines)] == ["paragraph", "paragraph"]


def test_gap_tells_an_unnumbered_paragraph() -> None:
    lines = [
        *body(0, 3, 100),
        printed_line(3, str(filled("{34}。")), 147.4),
        *body(4, 2, 170),
        printed_line(6, str(filled("{9}。")), 201.6),
    ]
    assert len(blocks_of(lines)) == 2


def test_heading_of_two_lines_is_one() -> None:
    lines = [
        *body(0, 3, 100),
        printed_line(3, str(filled("{9}。")), 147.4),
        printed_line(4, str(filled("一. {26}")), 180, x=82, size=14, font="Hei"),
        printed_line(5, str(filled("{8}")), 198.5, size=14, font="Hei"),
        printed_line(6, str(filled("1. {32}")), 220),
        *body(7, 2, 235.8),
    ]
    headings = [block for block in blocks_of(lines) if block.kind == "heading"]
    assert [len(block.pieces) for block in headings] == [2]


def test_numbered_headings_in_the_type_of_the_text() -> None:
    """Their numbers, their shortness and the space around them are all that tells them."""
    lines = [
        printed_line(0, "一. 导言", 100, x=82),
        printed_line(1, str(filled("1. {32}")), 126),
        *body(2, 2, 141.8),
        printed_line(4, str(filled("{9}。")), 173.4),
        printed_line(5, "二. 执行情况", 203, x=82),
        printed_line(6, "A. 治理和问责", 231, x=82),
        printed_line(7, "1. 培训", 259, x=82),
        printed_line(8, str(filled("2. {32}")), 285),
        *body(9, 3, 300.8),
        printed_line(12, str(filled("{9}。")), 348.2),
    ]
    found = [block.kind for block in blocks_of(lines)]
    assert found == ["heading", "paragraph", "heading", "heading", "heading", "paragraph"]


def test_a_list_in_the_type_of_the_text_is_no_headings() -> None:
    lines = [
        printed_line(0, str(filled("1. {32}")), 100),
        *body(1, 3, 115.8),
        printed_line(4, str(filled("{9}：")), 163.2),
        printed_line(5, "一. 会议开幕", 190),
        printed_line(6, "二. 通过议程", 216),
        printed_line(7, str(filled("2. {32}")), 242),
        *body(8, 2, 257.8),
        printed_line(10, str(filled("{9}。")), 289.4),
    ]
    assert "heading" not in [block.kind for block in blocks_of(lines)][:-1]
