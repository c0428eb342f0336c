"""Glyphs as columns: which glyphs a stream has, and the blanks that only a hole shows."""

from __future__ import annotations

from dataclasses import replace

from reportparse.layout.holes import holes_of
from reportparse.layout.lines import lines_of_page
from reportparse.layout.model import INFERRED
from reportparse.layout.stream import streams_of
from tests.layout.test_lines import glyphs, page


def test_upright_and_sideways_glyphs_apart_without_second_strikes() -> None:
    up, side = glyphs("ab", 100, 200), glyphs("c", 300, 400)
    struck = [replace(up[1], double=True)]
    turned = [replace(glyph, upright=False) for glyph in side]
    upright, sideways = streams_of(page(up, struck, turned))
    assert (upright.texts, list(upright.at)) == (["a", "b"], [0, 1])
    assert (sideways.texts, list(sideways.at)) == (["c"], [3])
    assert sideways.starts == [-400], "such print runs up the page"
    assert sideways.left == [-turned[0].box.bottom]


def test_holes_between_words_and_behind_a_printed_blank() -> None:
    wide = glyphs("abcde", 100, 200) + glyphs(" ", 125, 200) + glyphs("f|g", 145, 200)
    upright, _ = streams_of(page(wide))
    assert holes_of(upright) == [6, 7], "two ems behind e, and a third of an em before g"


def test_a_strand_inside_another_is_set_glyph_by_glyph() -> None:
    """A producer may print the signs of a line after its words."""
    (line,) = lines_of_page(page(glyphs("ab||||cd", 100, 200), glyphs("x", 113, 200)))
    assert line.text == "ab x cd"
    assert [at for at in line.origin if at != INFERRED] == [0, 1, 4, 2, 3]


def test_a_ligature_has_a_place_for_each_of_its_letters() -> None:
    (f,) = glyphs("f", 110, 200)
    (line,) = lines_of_page(page(glyphs("ab", 100, 200), [replace(f, text="ffi")]))
    assert line.text == "abffi"
    assert tuple(line.origin) == (0, 1, 2, 2, 2)
    assert len(line.xs) == len(line.ys) == 5
    assert line.runs[-1].end == 5
