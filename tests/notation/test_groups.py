"""Cutting runs of digit groups: every reading the grammar allows, and no other."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportparse.notation.groups import group_readings
from reportparse.notation.numerals import read_number

ONLY = [
    ("8 219 3 728 1 485 494 899 964 119 394", 4, 8, "three runs, one of them cut once: 1 + 1 + 6"),
    ("0 95 305 518 32 411 907", 4, 4, "zero takes no groups; 32 begins a number"),
    ("79 93", 2, 1, "two small numbers"),
    ("23 777 13 281 700", 2, 1, "13 must begin a number"),
    ("814 40 049", 2, 1, "049 must continue a number"),
    ("2023 456", 1, 0, "a bare year takes no group"),
    ("2023 456", 2, 1, "a bare year is a number of its own"),
    ("12 34", 1, 0, "two digits are no group"),
    ("– –", 2, 1, "nil symbols are cells"),
    ("– 5 185", 2, 1, "a nil symbol takes no group"),
    ("1 1", 3, 0, "too few tokens"),
    ("61.6 48.7", 2, 1, "decimals end a number"),
    ("118 969.50", 1, 1, "the last group may have decimals"),
    ("(85 781.6) (16.4)", 2, 1, "parentheses hold a number together"),
    ("(85 781.6) (16.4)", 3, 0, "an open parenthesis is no cell"),
    ("1 234c 5", 2, 1, "a marker glued to the last group"),
    ("2019/20 3", 2, 1, "a budget year is a cell"),
    ("", 0, 1, "nothing in no columns"),
    ("", 2, 0, "nothing in two columns"),
]


@pytest.mark.parametrize(("run", "columns", "count", "why"), ONLY)
def test_count(run: str, columns: int, count: int, why: str) -> None:
    found = group_readings(run.split(), columns)
    assert found.count == count, why
    assert found.complete


def test_the_printed_reading_is_among_them() -> None:
    """A row of a table with four columns, whose gaps a text dump has lost."""
    run = "4 576 1 717 994 936 460 0"
    found = group_readings(run.split(), 4)
    assert ("4 576", "1 717", "994 936 460", "0") in found.cells
    assert found.only is None


def test_cap_is_told() -> None:
    """Sixty groups in twenty columns have more readings than anyone can list: say so, and fast."""
    found = group_readings(("123 " * 60).split(), 20, limit=100)
    assert len(found.cells) == 100
    assert found.count > 10**15
    assert not found.complete
    assert found.only is None


def brute(tokens: list[str], columns: int) -> set[tuple[str, ...]]:
    """All cuts whose cells are each read as one whole number, by trying every place."""
    found = set()
    for cuts in combinations(range(1, len(tokens)), columns - 1):
        bounds = [0, *cuts, len(tokens)]
        cells = tuple(" ".join(tokens[a:b]) for a, b in pairwise(bounds))
        if all(read_number(cell, "en") for cell in cells):
            found.add(cells)
    return found


TOKENS = st.lists(
    st.sampled_from(["0", "5", "12", "049", "500", "123", "2023", "7.5", "123.5", "100%"]),
    min_size=1,
    max_size=8,
)


@given(TOKENS, st.integers(1, 8))
@settings(max_examples=200)
def test_agrees_with_the_reader_of_numbers(tokens: list[str], columns: int) -> None:
    """The cutter allows exactly the cells that the reader of numbers reads."""
    if columns > len(tokens):
        return
    assert set(group_readings(tokens, columns).cells) == brute(tokens, columns)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_written_numbers_are_among_the_readings(numbers: list[int]) -> None:
    cells = tuple(f"{number:,}".replace(",", " ") for number in numbers)
    found = group_readings(" ".join(cells).split(), len(cells))
    assert cells in found.cells
    assert found.count == len(found.cells) == len(set(found.cells))
