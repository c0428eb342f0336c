"""Marks at the start of a line, and figures that only their distance parts."""

from __future__ import annotations

from dataclasses import replace

from reportparse.layout.lines import lines_of_page
from reportparse.pages.model import Glyph, Page, Rule
from tests.layout.made import bar
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


def alone(mark: str, y: float, x: float = 100.0) -> bool:
    """Whether a small mark below two lines of text is taken as raised."""
    above = [*glyphs("first line of text", 100, 80), *glyphs("another full line.", 100, 96)]
    found = lines_of_page(page(above, glyphs(mark, x, y, size=6.5)))
    assert [line.text for line in found] == ["first line of text", "another full line.", mark]
    return found[-1].style_at(0).raised


def test_a_mark_that_found_no_room_on_the_line_of_its_word() -> None:
    """It stands by itself at the left edge, nearer to the line above than a line would."""
    assert alone("12", 108.5)


def test_small_print_in_a_line_of_its_own_is_no_mark() -> None:
    assert not alone("12", 112), "as far down as the next line"
    assert not alone("12", 108.5, x=150), "not at the edge"
    assert not alone("2 m", 108.5), "more than a mark"


def test_a_mark_that_found_no_room_in_the_head_of_its_column() -> None:
    """Heads flush right: it stands below the last glyph of its head."""
    heads = [*glyphs("Number", 100, 80), *glyphs("of all", 200, 80)]
    heads += [*glyphs("issued", 100, 92), *glyphs("cases|", 205, 92)]
    right = max(glyph.box.x1 for glyph in heads)

    def raised(x: float) -> bool:
        *_, last = lines_of_page(page(heads, glyphs("c", x, 97.5, size=6.5)))
        return last.text == "c" and last.style_at(0).raised

    assert raised(right - 3.3)
    assert not raised(right + 40), "below no head"


def formula(*indexes: list[Glyph]) -> Page:
    """A fraction: an index of an index above the bar, a big bracket on the line of the bar."""
    above = [*glyphs("GNI", 150, 90), *glyphs("year", 165.5, 92, size=8)]
    below = [*glyphs("Conversion rate", 130, 107.5), *glyphs("(", 120, 100, size=14)]
    return page(above, *indexes, below, glyphs(") plus", 220, 100, size=14))


def test_the_index_of_an_index_is_not_raised() -> None:
    """It stands lower than its stem, nearer to the line of the bracket than to its own."""
    (top, *_) = lines_of_page(formula(glyphs("1", 181.5, 95, size=8)))
    assert top.text == "GNIyear1"
    assert not any(run.style.raised for run in top.runs)


def test_a_numerator_stands_on_its_bar() -> None:
    def raised(*rules: Rule) -> bool:
        bracket = [
            *glyphs("6", 100, 107.5),
            *glyphs("rate", 130, 107.5),
            *glyphs("(", 107, 100, size=14),
        ]
        found = replace(page(glyphs("1", 100, 92), bracket), rules=rules)
        return any(run.style.raised for line in lines_of_page(found) for run in line.runs)

    assert raised()
    assert not raised(bar(100, 95.8, 105))
    assert raised(bar(60, 95.8, 300)), "the rule of a table"
