"""Settings of the typesetter: the habits of producers, and the measures of the two offices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tests.typeset.manuscript import Office

Group = Literal["blank", "nbsp", "thin", "thin_space", "narrow_space", "figure_space"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The oddities of one producer. Lengths in points, `*_em` in parts of the type size.

    The defaults are the plainest print; strategies vary every field.
    """

    blanks: Literal["typed", "shift", "none", "mixed"] = "typed"
    """Between Chinese and Latin: a blank glyph, a mere shift, nothing, or now this, now that."""
    justify: bool = False
    hang_punctuation: bool = False
    """A full-width stop that does not fit stays on its line and hangs into the margin."""
    compress: bool = False
    """Of two full-width signs in a row the first gives up the blank half of its square."""
    break_at_hyphen: bool = True
    bold: Literal["stroke", "face"] = "stroke"
    """Heavy Chinese: the body face stroked (render mode 2), or a face of its own."""
    rules: Literal["rects", "joints", "lines"] = "rects"
    marker_blanks: Literal[0, 1, 2] = 0
    """Blank glyphs behind a footnote mark in running text."""
    marker_scale: float = 0.62
    marker_raise_em: float = 0.35
    marker_by_rise: bool = False
    """Superscripts by the text rise (Ts) instead of a text matrix of their own."""
    end_blanks: bool = False
    """A blank glyph at the end of every paragraph, as a word processor's paragraph mark."""
    line_blanks: bool = False
    """The blank at which a line was broken stays at the line's end."""
    tab_glyph: bool = False
    """A tab behind a label leaves a blank glyph."""
    double_blanks: bool = False
    """Running heads and folios carry blanks of their own, twice over."""
    stream: Literal["reading", "furniture_first", "furniture_last", "marks_last", "notes_first"] = (
        "reading"
    )
    """Order of the content stream; in `reading` the head comes first and the folio last."""
    tracking: float = 0.0
    """Letter spacing of English text."""
    letter_joint: Literal[", ", " ", ","] = ", "
    """Between two letters of table notes behind one word."""
    letter_glue: Literal["", " "] = ""
    """Between the word and the letter of its table note."""
    group: Group = "blank"
    """What separates groups of digits: U+0020, U+00A0, a blank squeezed to a fifth of an em, or
    one of the spaces that Unicode has for it."""
    leaders: Literal["dots", "spaced_dots"] = "dots"
    hanging_items: bool = False
    """Lines of an item go on under its text, not at the margin of the paragraph."""
    repeat_header: bool = True
    continued: Literal["none", "label", "title"] = "none"
    """What stands over a repeated head: nothing, `表 1(续)`, or that with the title and unit."""
    cut_rows: bool = False
    """A page may end between two lines of a table row."""
    landscape: bool = False
    """Pages are wider than high."""
    loose: bool = False
    """Headings and captions may stand alone at the foot of a page."""
    body_leading: float = 15.8
    table_gap: float = 3.5
    """Space above the words of a table row."""
    column_gap: float = 9.0
    """Clear space between two columns of a table, at least."""
    turned: bool = False
    """Pages are stored lying on their side, with /Rotate 90."""
    note_clear: float = 12.0
    """Least space between the last line of the body and the footnotes' separator."""
    spaced_names: bool = False
    """`联 合 国` and `大  会`: names at the head of page 1 driven out with blanks."""
    barcode: bool = False
    """Dates behind the job number of page 1, and the barcode's own digits between stars."""
    summary_box: bool = True
    body_on_new_page: bool = False
    end_mark: Literal["bar", "underscores", "none"] = "bar"
    breaks: tuple[int, ...] = ()
    """Slabs of the body, counted from 0, before which the page ends whatever holds them."""
    short_page: float = 0.0
    """Points taken off the foot of every page, to force breaks."""
    dump_heads: Literal["all", "some", "none"] = "all"
    dump_links: bool = True
    dump_masthead: bool = True
    dump_tails: bool = True
    """Text dump: the last line of a paragraph ends with a blank."""
    dump_indent: bool = True
    """Text dump: an indented line starts with a blank."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The page of an office: sizes and places in points from the top left corner."""

    width: float
    height: float
    left: float
    right: float
    text_left: float
    text_right: float
    head_y: float
    folio_y: float
    top: float
    bottom: float
    heading_x: float
    label_tab: float
    item_indent: float
    note_gap: float


GENEVA = Measures(
    width=595.3,
    height=841.9,
    left=56.7,
    right=538.6,
    text_left=113.4,
    text_right=481.9,
    head_y=50.9,
    folio_y=811.6,
    top=72.0,
    bottom=786.0,
    heading_x=113.4,
    label_tab=28.35,
    item_indent=21.7,
    note_gap=3.0,
)
NEW_YORK = Measures(
    width=612.0,
    height=792.0,
    left=60.0,
    right=553.0,
    text_left=123.3,
    text_right=489.3,
    head_y=59.0,
    folio_y=754.7,
    top=77.0,
    bottom=735.0,
    heading_x=123.3,
    label_tab=24.0,
    item_indent=24.0,
    note_gap=3.0,
)


def across(page: Measures) -> Measures:
    """Return the same sheet and margins laid on the other side."""
    by = page.height - page.width
    return replace(
        page,
        width=page.height,
        height=page.width,
        right=page.right + by,
        text_right=page.text_right + by,
        folio_y=page.folio_y - by,
        bottom=page.bottom - by,
    )


def measures(office: Office, landscape: bool = False) -> Measures:
    """Return the page of `office`, with `landscape` the same sheet and margins laid on its side."""
    page = GENEVA if office == "geneva" else NEW_YORK
    return across(page) if landscape else page
