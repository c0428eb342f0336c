"""Furniture of dumps by cases, furniture of pages by place and by coming back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportparse.layout.furniture import Stripped, is_folio, is_separator, is_symbol, strip_pages
from reportparse.layout.furniture_dump import strip_dump
from reportparse.layout.model import Sheet
from reportparse.provenance import Box
from tests.layout.made import (
    LEFT,
    RIGHT,
    Case,
    bar,
    cases,
    dump_sheets,
    filled,
    page,
    printed_line,
)


@pytest.mark.parametrize("case", cases("dump_furniture"))
def test_furniture_of_a_dump(case: Case) -> None:
    found = strip_dump(dump_sheets(case["input"]))
    kinds = [[item.kind, item.pieces[0].text.strip()] for item in found.furniture]
    assert kinds == case["furniture"], case["comment"]
    lines = [line for sheet in found.sheets for line in sheet.lines]
    breaks = [line.text for line in lines if line.number in found.breaks]
    assert breaks == [row.lstrip("\f") for row in case["breaks"]]
    separated = [line.text for line in lines if line.number in found.separated]
    assert separated == case.get("separated", [])


def pages(head: str, folios: list[str], *, ruled: bool = True) -> list[Sheet]:
    """Pages with a running head, two lines of text and a folio each."""
    made = []
    for number, folio in enumerate(folios, 1):
        lines = [
            printed_line(10 * number, head, 51, size=9, font="Times", sheet=number),
            printed_line(10 * number + 1, str(filled("{35}")), 120, sheet=number),
            printed_line(10 * number + 2, str(filled("{9}。")), 136, sheet=number),
            printed_line(10 * number + 3, folio, 811, size=9, font="Times", sheet=number),
        ]
        rules = [bar(LEFT - 50, 57, RIGHT + 50)] if ruled else []
        made.append(page(lines, number=number, rules=rules))
    return made


def kinds(found: Stripped) -> list[tuple[str, str]]:
    return [(item.kind, item.pieces[0].text) for item in found.furniture]


def test_running_heads_and_folios_of_pages() -> None:
    found = strip_pages(pages("A/75/836", ["2/4", "3/4", "4/4"]))
    assert kinds(found) == [
        part for n in (2, 3, 4) for part in (("running_head", "A/75/836"), ("folio", f"{n}/4"))
    ]
    assert all(len(sheet.lines) == 2 for sheet in found.sheets)


def test_running_head_with_a_section_title_comes_back() -> None:
    """It is no symbol; that it comes back at its height tells it."""
    found = strip_pages(pages("第二编 政治事务", ["2/4", "3/4", "4/4"], ruled=False))
    assert [kind for kind, _ in kinds(found)].count("running_head") == 3


def test_first_line_of_text_is_no_running_head() -> None:
    sheets = pages("A/75/836", ["2/4", "3/4", "4/4"])
    lines = [line for line in sheets[1].lines if line.text != "A/75/836"]
    found = strip_pages([sheets[0], page(lines, number=2), sheets[2]])
    assert len(found.sheets[1].lines) == 2


def test_amount_at_the_foot_is_text() -> None:
    """A number with a unit in the foot's zone belongs to the text."""
    lines = [
        printed_line(0, str(filled("{35}")), 795),
        printed_line(1, "12 345 美元。", 811),
    ]
    assert kinds(strip_pages([page(lines, number=5)])) == []


@pytest.mark.parametrize(
    "text", ["4 GE.24-17842", "5/22", "- 7 -", "21-04320 (C)", "GE.24-17842 15"]
)
def test_folios(text: str) -> None:
    assert is_folio(text)


@pytest.mark.parametrize("text", ["", "2024 年", "12 a", "1. 导言", "5/22 页"])
def test_no_folios(text: str) -> None:
    assert not is_folio(text)


def test_symbols_and_separators() -> None:
    assert is_symbol("A/81/6 (Sect. 2)")
    assert not is_symbol("见 A/75/836")
    assert is_separator("__________________")
    assert not is_separator("____ 1")


@pytest.mark.parametrize("words", ["{n} 同上，第97段。", "{n} http://cdm.example.int/EB"])
def test_a_note_that_comes_back_on_every_page_is_no_folio(words: str) -> None:
    """The last line of each page is a note with its own number, at one height."""
    sheets = []
    for sheet in pages("A/75/836", ["2/5", "3/5", "4/5", "5/5"]):
        text = words.format(n=sheet.number)
        note = printed_line(
            10 * sheet.number + 4, text, 790, size=9, sheet=sheet.number, raised=(0, 1)
        )
        lines = [*sheet.lines[:-1], note, sheet.lines[-1]]
        sheets.append(page(lines, number=sheet.number, rules=sheet.rules))
    found = strip_pages(sheets)
    assert [kind for kind, _ in kinds(found)].count("folio") == 4
    assert all(len(sheet.lines) == 3 for sheet in found.sheets)


def test_what_stands_sideways_at_the_edge_of_a_landscape_page() -> None:
    """The furniture of a turned page, each by what it says."""
    body = [printed_line(at, str(filled("{30}")), 100 + 16 * at) for at in range(3)]
    edge = [
        replace(printed_line(3 + at, words, y), upright=False, box=Box(20, y - 90, 32, y))
        for at, (words, y) in enumerate(
            (("25-10893 (E) 110825", 300), ("57/57", 500), ("A/80/11", 700))
        )
    ]
    found = strip_pages([page([*body, *edge], number=1)])
    assert {words: kind for kind, words in kinds(found)} == {
        "25-10893 (E) 110825": "job",
        "57/57": "folio",
        "A/80/11": "running_head",
    }
    assert len(found.sheets[0].lines) == 3
