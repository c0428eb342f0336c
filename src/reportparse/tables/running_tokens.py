"""Words of a dump line: the run of figures at its end, and the text before it.

A text dump has lost the gaps between columns. What is left are blanks, and of these some can not
stand inside a number or a date; this module finds the figures at the end of a line and joins what
belongs together by grammar alone (`1–3, 14` is one list, `61.6 %` one percentage).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

import regex

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.dates import FoundDate, find_dates
from reportparse.notation.spacing import is_cjk

WIDE = 2
"""In blanks: no print puts two of them inside one number; dumps put them between columns."""

_WORD = compiled(r"[^ \t\u3000]+")
_SIGNS = r"+\-\u2010\u2011\u2212\u2013\ufe63"
_FIGURE = compiled(
    rf"""
      [(\[]? [{_SIGNS}]? (?:US)?[$€£¥]? [{_SIGNS}]?
      (?: \d{{1,3}}(?:,\d{{3}})+ | \d+(?:[\u00a0\u2007\u2009\u202f]\d{{3}})* ) (?:\.\d+)?
      [%％]? [)\]]? [%％]?
    """,
    regex.VERBOSE,
)
_SPAN = r"\d{1,4}(?:[-\u2010-\u2013\u2212]\d{1,4})?"
_LIST_ITEM = compiled(rf"{_SPAN}[,;]?")
_LIST_OPEN = compiled(rf"{_SPAN}[,;]")
_RANGE = compiled(r"\d{1,4}[-\u2010-\u2013\u2212]\d{1,4}")
_GLUED = compiled(r"(?P<word>.*[^,\s])(?P<marks>\p{Ll}(?:,\p{Ll})*,?)", regex.DOTALL)
_MARKS = compiled(r"\p{Ll}(?:,\p{Ll})*,?")
_PLANNED = compiled(r"\[\d[\d,.]*\]")
_PERCENT = frozenset({"%", "％"})
_YEAR = compiled(r"(?:1[89]|20|21)\d\d")
_SPLIT_YEAR = compiled(r"(?:1[89]|20|21)\d\d[/\-\u2010-\u2013](?:\d\d|\d{4})")


@frozen_record
class Word:
    """Characters between blanks; `gap` counts the blanks before it on its line."""

    start: int
    end: int
    text: str
    gap: int


@frozen_record
class Unit:
    """A word of figures, or several that no cut may part, with the markers behind it lifted off.

    `wide` says that more than a blank stands before it: a wide gap or the line's beginning.
    """

    line: Line
    start: int
    end: int
    text: str
    wide: bool
    markers: tuple[Piece, ...] = ()
    signs: tuple[Piece, ...] = ()

    @property
    def piece(self) -> Piece:
        return Piece(self.line, self.start, self.end)


@frozen_record
class Row:
    """A line of a table's body: its text up to the index `cut`, and the figures after it."""

    line: Line
    words: tuple[Word, ...]
    cut: int
    units: tuple[Unit, ...]

    @property
    def text(self) -> Piece:
        return Piece(self.line, 0, self.cut).trimmed()

    @property
    def has_text(self) -> bool:
        return bool(self.line.text[: self.cut].strip())


@lru_cache(maxsize=16384)
def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Return the dates of a text, remembered: the same lines are divided many times."""
    return find_dates(text)


def words_of(line: Line) -> tuple[Word, ...]:
    """Return the words of a line; no-break blanks inside numbers do not part words.

    >>> [word.text for word in words_of(Line(0, 1, " 小计(B) 7 075", tuple(range(11))))]
    ['小计(B)', '7', '075']
    """
    found, before = [], 0
    for match in _WORD.finditer(line.text):
        found.append(Word(match.start(), match.end(), match[0], match.start() - before))
        before = match.end()
    return tuple(found)


def is_year(text: str) -> bool:
    """Tell whether a word is a bare year or a split one (`2019/20`).

    >>> is_year("2024"), is_year("2019/20"), is_year("4576")
    (True, True, False)
    """
    return bool(_YEAR.fullmatch(text) or _SPLIT_YEAR.fullmatch(text))


@lru_cache(maxsize=1)
def _nils() -> tuple[frozenset[str], regex.Pattern[str]]:
    """Return the nil symbols, and what matches the nil words of any language."""
    own = [words(language) for language in LANGUAGES]
    lists = [word_list for w in own for word_list in (w.nil, w.not_available, w.not_applicable)]
    symbols = frozenset(symbol for w in own for symbol in w.nil_symbols)
    return symbols, compiled("|".join(f"(?:{word.pattern})" for word in lists), regex.I)


@lru_cache(maxsize=4096)
def _is_nil(text: str) -> bool:
    symbols, words_for_nil = _nils()
    return text in symbols or words_for_nil.fullmatch(text.strip("()[]")) is not None


def is_figure(text: str, letters: Collection[str] = ()) -> bool:
    """Tell whether a word can be a figure or a part of one, markers of `letters` glued on or not.

    >>> is_figure("576"), is_figure("(2)"), is_figure("–"), is_figure("9c"), is_figure("9c", "abc")
    (True, True, True, False, True)
    """
    if _FIGURE.fullmatch(text) or _RANGE.fullmatch(text) or _is_nil(text):
        return True
    glued = unglue(text, letters)
    if glued is None:
        return False
    nil = glued[0] in _nils()[0]
    return nil or bool(_FIGURE.fullmatch(glued[0]) or _RANGE.fullmatch(glued[0]))


def unglue(text: str, letters: Collection[str]) -> tuple[str, str] | None:
    """Part a word from marker letters at its end; None where it carries none of `letters`.

    >>> unglue("Vacanta,", "ab"), unglue("9c", "abc"), unglue("9d", "abc")
    (('Vacant', 'a,'), ('9', 'c'), None)
    """
    found = _GLUED.fullmatch(text)
    if not found or not letters:
        return None
    marks = [mark for mark in found["marks"].split(",") if mark]
    return (found["word"], found["marks"]) if all(mark in letters for mark in marks) else None


def _is_marks(text: str, letters: Collection[str]) -> bool:
    if not _MARKS.fullmatch(text):
        return False
    return all(mark in letters for mark in text.split(",") if mark)


def row_of(line: Line, letters: Collection[str] = (), *, dates: bool = True) -> Row:
    """Cut a line into its text and the figures at its end.

    `letters` are the markers of the table's notes. Digits that belong to a date stay in the text.

    >>> text = "至 2012 年 8 月 31 日 4 576 0"
    >>> row = row_of(Line(0, 1, text, tuple(range(len(text)))))
    >>> row.text.text, [unit.text for unit in row.units]
    ('至 2012 年 8 月 31 日', ['4', '576', '0'])
    """
    words = words_of(line)
    first = _first_figure(words, letters)
    if dates and first < len(words):
        first = _behind_dates(line, words, first)
    if first < len(words) and _is_marks(words[first].text, letters):
        first = len(words) if first + 1 == len(words) else first
    cut = words[first].start if first < len(words) else len(line.text)
    return Row(line, words, cut, _units(line, words[first:], letters))


def _first_figure(words: tuple[Word, ...], letters: Collection[str]) -> int:
    """Return the index of the first word of the longest run of figures at the end."""
    first = index = len(words)
    while index > 0:
        text = words[index - 1].text
        if is_figure(text, letters) or (first < len(words) and _LIST_OPEN.fullmatch(text)):
            first = index - 1
        elif not (text in _PERCENT or _is_marks(text, letters)):
            break
        index -= 1
    return first


def _behind_dates(line: Line, words: tuple[Word, ...], first: int) -> int:
    """Move the beginning of the figures behind a date that begins in the text."""
    for date in dates_in(line.text):
        inside = [i for i, w in enumerate(words) if date.start <= w.start < date.end]
        if inside and inside[0] < first <= inside[-1]:
            first = inside[-1] + 1
    return first


def _units(line: Line, words: tuple[Word, ...], letters: Collection[str]) -> tuple[Unit, ...]:
    units: list[Unit] = []
    for position, word in enumerate(words):
        last = units[-1] if units else None
        if last and (_is_marks(word.text, letters) or word.text in _PERCENT):
            units[-1] = _extended(last, line, word)
            continue
        if last and _PLANNED.fullmatch(word.text) and word.gap < WIDE:
            units[-1] = replace(last, end=word.end, text=f"{last.text} {word.text}")
            continue
        if last and _LIST_OPEN.fullmatch(last.text.rpartition(" ")[2]) and word.gap < WIDE:
            text = f"{last.text} {word.text}"
            units[-1] = Unit(line, last.start, word.end, text, last.wide)
            continue
        wide = word.gap >= WIDE or position == 0
        glued = None if is_figure(word.text) else unglue(word.text, letters)
        if glued is None:
            units.append(Unit(line, word.start, word.end, word.text, wide))
            continue
        cut = word.start + len(glued[0])
        markers, signs = marks_at(line, cut, word.end)
        units.append(Unit(line, word.start, cut, glued[0], wide, markers, signs))
    return tuple(units)


def _extended(unit: Unit, line: Line, word: Word) -> Unit:
    if word.text in _PERCENT:
        text = unit.text + word.text
        return Unit(line, unit.start, word.end, text, unit.wide, unit.markers, unit.signs)
    markers, signs = marks_at(line, word.start, word.end)
    return Unit(
        line, unit.start, unit.end, unit.text, unit.wide,
        unit.markers + markers, unit.signs + signs,
    )  # fmt: skip


def marks_at(line: Line, start: int, end: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the letters and the signs between them as pieces.

    >>> marks, signs = marks_at(Line(0, 1, "Vacanta, b", tuple(range(10))), 6, 10)
    >>> [piece.text for piece in marks], [piece.text for piece in signs]
    (['a', 'b'], [','])
    """
    markers: list[Piece] = []
    signs: list[Piece] = []
    for index in range(start, end):
        if not line.text[index].isspace():
            (markers if line.text[index].isalnum() else signs).append(Piece(line, index, index + 1))
    return tuple(markers), tuple(signs)


def width(text: str) -> int:
    """Return the width of a text in half characters: a Chinese one is two wide.

    >>> width("表 1")
    4
    """
    return sum(2 if is_cjk(char) else 1 for char in text)


def between_chinese(text: str, at: int) -> bool:
    """Tell whether the blanks that start at `at` stand between two Chinese characters.

    Print sets no blank there inside a text, so it is one that parts cells.

    >>> between_chinese("成员 候补", 2), between_chinese("与 CMP", 1)
    (True, False)
    """
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    return at > 0 and end < len(text) and is_cjk(text[at - 1]) and is_cjk(text[end])
