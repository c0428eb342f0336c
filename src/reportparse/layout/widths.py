"""How wide a line is and how it ends: what every dump tells of its lines.

Widths are counted in half-width cells: a Chinese character has two, a digit one, a Latin letter
what it has on average in print.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

import regex

from reportparse.layout.model import Line
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import has_cjk

FINISHED = "。！？；：.!?;:…"
"""A block of running text ends with one of these, closing quotes and brackets aside."""
CLOSING = "”’」』）)】》〉\"' \u3000"
_MARKER_END = compiled(r"(?<=[。！？；：.!?;:…”’」』）)\]])(?<![\d\p{Lu}][.:])(?:\d{1,3}|\*{1,3})$")
# The capital of "annex I." is a number, and nobody's initial: no name comes before it.
_INITIAL = compiled(r"(?<!\p{Latin})(?<!(?<!\p{Latin})\p{Ll}{2,12}\s)\p{Lu}\.$")
SHORT_SHARE = 0.93
"""Share of a full line below which a line is short. Full lines differ by the letters in them."""
BRIEF_SHARE = {True: 0.7, False: 0.6}
"""Share of a full line of text that a line of a heading fills, in Chinese and in other texts: its
type is up to 1.33 and 1.5 times as wide, bold letters included."""
LATIN_SHARE = 0.86
"""The same for a line without Chinese: its words are long, its letters of uneven width."""
INDENT_SHARE = 0.08
"""Share of a full line that the indent of a paragraph takes."""
LATIN_CELLS: tuple[tuple[Callable[[str], bool], float], ...] = (
    (str.isspace, 0.5),
    (str.isupper, 1.35),
    (str.islower, 0.9),
    (str.isdigit, 1.0),
    (frozenset(".,:;'()[]/-!|").__contains__, 0.6),
)
"""Average widths of Times, the face that goes with Chinese print, in half-width cells."""
WIDE_IN_CHINESE = "“”‘’—…"
FULL_RANK = 0.9
"""Place of the full line among the long lines by width: rows of tables may be wider."""

_TOKEN = compiled(
    r"[(\[{（《〈“‘「『【]*(?:[^\s\p{Han}\u3000-\u303f\uff00-\uffef]+|.)"
    r"[)\]}，。、；：？！）》〉”’」』】.,;:?!]*",
    regex.DOTALL,
)
"""What has to stand on one line: a word, or one Chinese character, with the signs behind it."""


def is_finished(text: str) -> bool:
    """Tell whether a text ends like the end of a sentence or of a list item.

    A marker behind the last sign does not count; the point of an initial ends nothing.

    >>> [is_finished(t) for t in ("继续进行。", "以便：", "“结束。”2", "认证", "(见附件)")]
    [True, True, True, False, False]
    >>> is_finished("包括O."), is_finished("程序(121.0"), is_finished("第 3/CMP.2")
    (False, False, False)
    >>> is_finished("is contained in annex I."), is_finished("the views of Mr. O.")
    (True, False)
    """
    bare = text.rstrip()
    if bare[-1:].isdigit() or bare.endswith("*"):
        bare = _MARKER_END.sub("", bare)
    bare = bare.rstrip(CLOSING)
    if not bare or bare[-1] not in FINISHED:
        return False
    return bare[-1] != "." or not _INITIAL.search(bare)


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """The width of a text in half-width cells, Chinese characters counting two.

    Quotes, dashes and dots that Chinese shares with Latin are as wide as the text around them.

    >>> width_of("“结束”2"), width_of("end 2")
    (9.0, 4.2)
    """
    cells = _cells_in_chinese if is_chinese(text) else _cells
    return round(sum(map(cells, text)), 2)


@lru_cache(maxsize=8192)
def _cells_in_chinese(char: str) -> float:
    return 2.0 if char in WIDE_IN_CHINESE else _cells(char)


@lru_cache(maxsize=8192)
def _cells(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 2.0
    for belongs, cells in LATIN_CELLS:
        if belongs(char):
            return cells
    return 1.0


def is_chinese(text: str) -> bool:
    """Tell whether a text holds Chinese characters or signs."""
    return has_cjk(text)


def reach_of(line: Line) -> float:
    """How far right a line of a dump reaches, in half-width cells; each leading blank is one."""
    bare = line.text.strip()
    return len(line.text) - len(line.text.lstrip()) + width_of(bare)


class FullWidths:
    """The width of a full line of a dump, for Chinese and for other lines.

    >>> line = Line(0, 1, "一二三四五六七八九十", tuple(range(10)))
    >>> FullWidths([line]).share(Line(1, 1, "  一二三", tuple(range(5))))
    0.4
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        widths: dict[bool, list[float]] = {True: [], False: []}
        for line in lines:
            widths[is_chinese(line.text)].append(reach_of(line))
        self._full = {key: _full_width(found) for key, found in widths.items()}

    def share(self, line: Line) -> float:
        """How far a line reaches, as a share of a full line; 1 where no full line is known."""
        full = self._full[is_chinese(line.text)]
        return reach_of(line) / full if full else 1.0

    def ends_early(self, line: Line, after: Line, first: bool = False) -> bool:
        """Tell whether a line ends although the first word of the next one had found room.

        `first`: the line may be the first of a paragraph, whose indent the dump has not kept.

        >>> full = Line(0, 1, "一二三四五六七八九十", tuple(range(10)))
        >>> short = Line(1, 1, "一二三四五六七。", tuple(range(8)))
        >>> after = Line(2, 1, "COVID", tuple(range(5))), Line(3, 1, "甲", (0,))
        >>> widths = FullWidths([full, short])
        >>> widths.ends_early(short, after[0]), widths.ends_early(short, after[1])
        (False, True)
        """
        share = SHORT_SHARE if is_chinese(line.text) else LATIN_SHARE
        return self._with_word(line, after) < share - (INDENT_SHARE if first else 0.0)

    def is_brief(self, line: Line, after: Line) -> bool:
        """Tell the same of a line that may be set in the bigger type of a heading."""
        return self._with_word(line, after) < BRIEF_SHARE[is_chinese(line.text)]

    def _with_word(self, line: Line, after: Line) -> float:
        """How far a line would reach with the first word of the next one."""
        full = self._full[is_chinese(line.text)]
        word = _TOKEN.match(after.text.lstrip())
        more = width_of(word[0]) if word else 0.0
        return (reach_of(line) + more) / full if full else 1.0


def _full_width(widths: list[float]) -> float:
    most = max(widths, default=0.0)
    long = sorted(width for width in widths if 2 * width >= most)
    return long[int(len(long) * FULL_RANK)] if long else 0.0
