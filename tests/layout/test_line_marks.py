"""Marks at the start of a line, and figures that only their distance parts."""

from __future__ import annotations

from reportparse.layout.lines import lines_of_page
from reportparse.pages.model import Page
from tests.layout.test_lines import glyphs, page


def first(found: Page) -> str:
    (line,) = lines_of_page(found)
    return line.text


def test_a_mark_that_touches_the_first_word_of_its_line() -> None:
    """A browser may break the line before the mark."""
    found = page(glyphs("1", 100, 96, size=6.5), glyphs("CMP word", 103.25, 100))
    (line,) = lines_of_page(found)
    assert line.text == "1CMP word"
    assert line.style_at(0).raised
    assert not line.style_at(1).raised


def test_digits_a_third_of_an_em_apart_are_two_numbers() -> None:
    """Beside words with real blanks; `3` and `31 May` stand in two cells."""
    assert first(page(glyphs("Office of Law 3|31 May", 100, 100))) == "Office of Law 3 31 May"


def test_letter_spaced_words_stay_whole() -> None:
    assert first(page(glyphs("The financing of", 100, 100, gap=2.4))) == "The financing of"
