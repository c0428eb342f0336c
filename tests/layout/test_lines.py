"""Glyphs to lines: baselines, marks, gaps, order."""

from __future__ import annotations

from dataclasses import replace

from reportparse.layout.lines import lines_of_page, sheets_of_dump, sheets_of_pages
from reportparse.layout.model import INFERRED, Line
from reportparse.pages.model import Dump, DumpLine, Glyph, Page
from reportparse.provenance import Box


def glyphs(
    text: str, x: float, baseline: float, size: float = 10.0, gap: float = 0.0
) -> list[Glyph]:
    """Glyphs side by side; a blank in `text` is a blank glyph, `|` a hole of one third of an em."""
    made: list[Glyph] = []
    for char in text:
        if char == "|":
            x += size / 3
            continue
        step = size if ord(char) > 0x2E7F else size / 2
        box = Box(x, baseline - 0.8 * size, x + step, baseline + 0.2 * size)
        made.append(Glyph(char, box, x, baseline, size, "Song", False, False, True))
        x += step + gap
    return made


def page(*parts: list[Glyph]) -> Page:
    return Page(1, 595, 842, tuple(glyph for part in parts for glyph in part))


def texts(found: Page) -> list[str]:
    return [line.text for line in lines_of_page(found)]


def test_lines_by_baseline_from_top_to_bottom() -> None:
    assert texts(page(glyphs("下文", 100, 220), glyphs("上文", 100, 200))) == ["上文", "下文"]


def test_fonts_with_other_ascents_share_a_line() -> None:
    latin = [replace(g, box=Box(g.box.x0, 188, g.box.x1, 203)) for g in glyphs("CMP", 120, 200.4)]
    assert texts(page(glyphs("工作", 100, 200), latin)) == ["工作CMP"]


def test_raised_mark_returns_to_its_line() -> None:
    found = lines_of_page(page(glyphs("网页，", 100, 200), glyphs("3", 130, 196.5, size=6)))
    assert [line.text for line in found] == ["网页，3"]
    assert found[0].style_at(3).raised
    assert not found[0].style_at(2).raised


def test_mark_of_the_line_below_does_not_climb() -> None:
    """A mark belongs to the line whose baseline is a third of an em below it."""
    lines = texts(
        page(
            glyphs("上文上文", 100, 200),
            glyphs("下文", 100, 216),
            glyphs("3", 120, 212.5, size=6),
        )
    )
    assert lines == ["上文上文", "下文3"]


def test_number_of_a_note_stands_before_its_text() -> None:
    found = lines_of_page(page(glyphs("1", 90, 696.5, size=6), glyphs("见决定。", 100, 700)))
    assert found[0].text.replace(" ", "") == "1见决定。"


def test_hole_between_latin_words_is_a_blank() -> None:
    found = lines_of_page(page(glyphs("ab|cd", 100, 200)))[0]
    assert found.text == "ab cd"
    assert found.origin[2] == INFERRED


def test_shift_between_chinese_and_latin_is_none() -> None:
    assert texts(page(glyphs("第|2", 100, 200))) == ["第2"]


def test_letter_spaced_words_stay_whole() -> None:
    """Where real blanks part words, a small gap between letters is tracking."""
    assert texts(page(glyphs("ab cd", 100, 200, gap=2.5))) == ["ab cd"]


def test_compressed_punctuation_keeps_the_order_of_the_print() -> None:
    """A full-width sign whose box overlaps the next glyph's stands before it all the same."""
    first, second = glyphs("）", 100, 200), glyphs("，", 105, 200)
    assert texts(page(first, second)) == ["），"]


def test_second_strike_is_no_character() -> None:
    struck = [replace(glyph, double=True) for glyph in glyphs("工作", 100.3, 200)]
    assert texts(page(glyphs("工作", 100, 200), struck)) == ["工作"]


def test_every_glyph_is_in_one_line() -> None:
    made = page(glyphs("工作 CMP|19", 100, 200), glyphs("3", 175, 196.5, size=6))
    held = [at for line in lines_of_page(made) for at in line.origin if at != INFERRED]
    assert sorted(held) == list(range(len(made.glyphs)))


def test_numbers_run_on_over_pages() -> None:
    first = page(glyphs("上文", 100, 200))
    second = replace(page(glyphs("下文", 100, 200)), number=2)
    lines: list[Line] = [line for sheet in sheets_of_pages([first, second]) for line in sheet.lines]
    assert [(line.number, line.sheet) for line in lines] == [(0, 1), (1, 2)]


def test_blank_lines_of_a_dump_are_no_lines() -> None:
    rows = (DumpLine(1, "上文"), DumpLine(2, "  "), DumpLine(3, "下文", 2))
    sheets = sheets_of_dump(Dump(rows, "utf-8"))
    assert [(sheet.number, [line.row for line in sheet.lines]) for sheet in sheets] == [
        (1, [1]),
        (2, [3]),
    ]
