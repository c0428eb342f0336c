"""Cell values: never an error, never a value that the print does not carry."""

from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.lexicon.words import Language
from reportparse.notation.dates import Date
from reportparse.notation.numerals import Number
from reportparse.notation.values import LONGEST_VALUE, Prefer, read_value

CELL = st.text(alphabet="0123456789 ,.()-–−%年月日至一二十万表abＡ５／/[]…", max_size=16)
PREFER: tuple[Prefer, ...] = get_args(Prefer)


@given(CELL, st.sampled_from(["zh", "en"]))
def test_any_text_has_a_value(raw: str, language: Language) -> None:
    """The four states of a cell stay apart, and doubt always leaves the text without a value."""
    found = read_value(raw, language)
    assert found.raw == raw
    assert (found.value is None) == (found.kind in ("text", "blank"))
    assert (found.kind == "blank") == (not raw.strip())
    if found.ambiguous:
        assert found.kind == "text" and found.doubts
        assert len({reading.sense for reading in found.readings}) == len(found.readings)


@given(CELL, st.sampled_from(PREFER))
def test_preference_chooses_and_never_creates(raw: str, prefer: Prefer) -> None:
    """What evidence picks is a thing the print allows: asking cannot turn text into a number."""
    free, asked = read_value(raw, "zh"), read_value(raw, "zh", prefer)
    if free.kind in ("blank", "nil"):
        assert asked == free
    elif free.kind == "text" and not free.readings and raw.strip() != "一":
        assert asked.value is None


@pytest.mark.parametrize("raw", ["2023", " 2023 ", "１９９９", "1800", "2199"])
def test_years_stay_open(raw: str) -> None:
    found = read_value(raw, "zh")
    assert found.kind == "text"
    assert [type(reading.value) for reading in found.readings] == [Number, Date]


@pytest.mark.parametrize("raw", ["1799", "2200", "2 023", "2,023", "2023.0", "2023%", "2023 美元"])
def test_numbers_that_are_no_years(raw: str) -> None:
    assert read_value(raw, "zh").kind in ("number", "percent")


def test_long_text_costs_nothing() -> None:
    """A page of digits in one cell, as a damaged table leaves it, is text at once."""
    start = time.perf_counter()
    assert read_value("1 234 " * 5000, "zh").kind == "text"
    assert read_value("1" * (LONGEST_VALUE + 1), "zh").kind == "text"
    assert time.perf_counter() - start < 1
