"""Round trips: what is written as a number is read as that number, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.lexicon.words import Language
from reportparse.notation import chinese_numerals, roman
from reportparse.notation.chinese_numerals import chinese_numeral, to_chinese
from reportparse.notation.english_numerals import english_ordinal, ordinal_word
from reportparse.notation.numerals import read_nil, read_number, read_range
from reportparse.notation.roman import roman_numeral, to_roman

BLANKS = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "\u2007", "\u3000", ","])
LANGUAGE = st.sampled_from(["zh", "en"])


@given(st.integers(0, 10**13), BLANKS, LANGUAGE)
def test_grouped_integers(number: int, mark: str, language: Language) -> None:
    found = read_number(f"{number:,}".replace(",", mark), language)
    assert found is not None
    assert found.value == number
    assert isinstance(found.value, int)
    assert found.grouped == (number >= 1000)


@given(st.decimals(0, 10**9, places=3), st.sampled_from(["-", "−", "–", "("]), LANGUAGE)
def test_negative_decimals(number: Decimal, sign: str, language: Language) -> None:
    printed = f"{number:,}".replace(",", " ")
    raw = f"({printed})" if sign == "(" else sign + printed
    found = read_number(raw, language)
    assert found is not None
    assert found.value == -number
    assert found.decimals == 3
    assert found.step == Decimal("0.001")
    assert found.parenthesised == (sign == "(")
    assert found.magnitude == number
    assert found.raw == raw


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_scales(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    mark, size = scale
    found = read_number(f"{whole}.{tenth} {mark}", "zh")
    assert found is not None
    assert found.value == (whole * 10 + tenth) * size // 10
    assert found.step == size // 10
    assert isinstance(found.value, int)


@given(st.integers(0, chinese_numerals.MAXIMUM))
def test_chinese_numerals(number: int) -> None:
    assert chinese_numeral(to_chinese(number)) == number


@given(st.integers(100, 9999))
def test_chinese_digits(number: int) -> None:
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    assert chinese_numeral(digits) == number


@given(st.text(alphabet="〇零一二三十百千万亿两", min_size=1, max_size=7))
def test_chinese_reading_is_regular_or_refused(text: str) -> None:
    """Whatever is read with places would be written that way again."""
    value = chinese_numeral(text)
    if value is not None and any(mark in text for mark in "百千万亿"):
        again = to_chinese(value).replace("零", "")
        printed = text.replace("零", "").replace("〇", "").replace("两", "二")
        assert sorted(printed.replace("一", "")) == sorted(again.replace("一", ""))


@given(st.integers(1, roman.MAXIMUM))
def test_roman_numerals(number: int) -> None:
    assert roman_numeral(to_roman(number)) == number
    assert roman_numeral(to_roman(number).lower()) == number


@given(st.integers(1, 99))
def test_english_ordinals(number: int) -> None:
    assert english_ordinal(ordinal_word(number)) == number
    assert english_ordinal(ordinal_word(number).capitalize()) == number


@pytest.mark.parametrize("number", [-1, chinese_numerals.MAXIMUM + 1])
def test_chinese_writer_refuses(number: int) -> None:
    with pytest.raises(ValueError, match="cannot write"):
        to_chinese(number)


@pytest.mark.parametrize("number", [0, 4000])
def test_roman_writer_refuses(number: int) -> None:
    with pytest.raises(ValueError, match="cannot write"):
        to_roman(number)


def test_ordinal_writer_refuses() -> None:
    with pytest.raises(ValueError, match="no English ordinal"):
        ordinal_word(101)


@given(st.text(alphabet="0123456789 ,.()-–−%+", max_size=12))
def test_no_number_is_a_nil_and_none_is_invented(raw: str) -> None:
    """A string is a number or a nil or neither; the digits of a number are all in the print."""
    number = read_number(raw, "zh")
    if number is None:
        return
    assert read_nil(raw, "zh") is None
    digits = "".join(char for char in raw if char.isdigit())
    value = number.value
    shown = f"{abs(value):f}" if isinstance(value, Decimal) else str(abs(value))
    assert shown.replace(".", "").lstrip("0") == digits.lstrip("0")


def test_range_shares_what_stands_at_its_end() -> None:
    found = read_range("10–20 万", "zh")
    assert found is not None
    assert (found.low.value, found.high.value) == (100_000, 200_000)
    assert (found.low.raw, found.high.raw) == ("10", "20 万")
