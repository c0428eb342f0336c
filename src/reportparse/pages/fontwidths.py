"""Characters that stand for several glyphs of one font, of different widths.

A font may hold the figure 1 twice, once as wide as all figures and once in its own width, or
capitals and small capitals. PDFium says which character a glyph is, not which glyph; so its widths
of such characters cannot be trusted. The file knows: its table of meanings names the characters of
all codes, its list of widths their widths.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from math import inf
from typing import Any, Final

from pdfminer.pdftypes import resolve1

DEFAULT_WIDTH: Final = 1000.0
"""Thousandths of an em, where a font of many characters states no width for the rest."""
SAME: Final = 4.0
"""Thousandths of an em by which widths may differ and count as the same."""
WIDEST: Final = 0x10000
"""Codes of a range that are looked at; a longer range is damage."""
UNIT: Final = 4
"""Digits of a character of one unit of 16 bits."""
HIGH: Final = 0xD800
PRIVATE: Final = 0xE000
"""Units from the first to below the second are half a character."""
SECTION: Final = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
PAIR: Final = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f ]*)\s*>")
SPAN: Final = re.compile(
    rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:<([^>]*)>|\[([^\]]*)\])"
)
LISTED: Final = re.compile(rb"<([^>]*)>")

WidthOf = Callable[[int], float]


def unequal_widths(table: bytes, width_of: WidthOf) -> set[str]:
    """Return the characters for which a font has glyphs of several widths.

    `table` is the table of meanings (ToUnicode) as it stands in its stream; blanks are left out,
    of which the width is nothing that is printed.

    >>> table = b"beginbfchar <01> <0031> <02> <0031> endbfchar"
    >>> unequal_widths(table, widths_of(1, [500, 600]))
    {'1'}
    """
    codes: dict[str, bytes] = {}
    found: set[str] = set()
    for code, text in meanings(table):
        first = codes.setdefault(text, code)
        if first != code and not text.isspace():
            widths = [width_of(int.from_bytes(each)) for each in (first, code)]
            if abs(widths[0] - widths[1]) > SAME:
                found.add(text)
    return found


def meanings(table: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield the codes of a table of meanings with their characters.

    >>> list(meanings(b"beginbfchar <0003> <0031> endbfchar"
    ...               b" beginbfrange <05> <06> <0041> endbfrange"))
    [(b'\\x00\\x03', '1'), (b'\\x05', 'A'), (b'\\x06', 'B')]
    """
    for kind, lines in SECTION.findall(table):
        if kind == b"char":
            for code, text in PAIR.findall(lines):
                yield _bytes(code), _text(text)
            continue
        for low, high, start, listed in SPAN.findall(lines):
            size, first, last = len(_bytes(low)), int(low, 16), int(high, 16)
            text = _text(start)
            if listed:
                for code, part in enumerate(LISTED.findall(listed), first):
                    yield code.to_bytes(size), _text(part)
            elif first <= last < first + WIDEST and text:
                head, sign = text[:-1], ord(text[-1])
                for code in range(first, last + 1):
                    yield code.to_bytes(size), head + chr(min(sign + code - first, sys.maxunicode))


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex("0" * (len(digits) % 2) + digits.decode("ascii"))


def _text(digits: bytes) -> str:
    if len(digits) == UNIT and digits.isalnum():  # nearly all of them, at a third of the time
        try:
            unit = int(digits, 16)
        except ValueError:
            return ""
        if not HIGH <= unit < PRIVATE:
            return chr(unit)
    plain = b"".join(digits.split()).decode("latin-1")
    try:
        return bytes.fromhex(plain).decode("utf-16-be", "replace")
    except ValueError:  # no whole bytes
        return ""


def widths_by_code(raw: Any, default: Any) -> WidthOf:
    """Return what looks up the width of a code in the list of a font of many characters.

    The list has parts of two kinds: a code and the widths from there on, or the first and the
    last code of a range and one width for all of it.

    >>> width = widths_by_code([3, [500, 250], 7, 9, 600], None)
    >>> [width(code) for code in (3, 4, 5, 8)]
    [500, 250, 1000.0, 600]
    """
    known: dict[int, float] = {}
    ranges: list[tuple[int, int, float]] = []
    for low, high, width in _stated(raw):
        if low == high:
            known[low] = width
        else:
            ranges.append((low, high, width))
    rest = _usual(default)

    def width_of(code: int) -> float:
        if code in known:
            return known[code]
        return next((width for low, high, width in ranges if low <= code <= high), rest)

    return width_of


def widest_by_code(raw: Any, default: Any) -> float:
    """Return the widest width that a font of many characters states.

    >>> widest_by_code([3, [500, 1250], 7, 9, 600], None)
    1250
    """
    return max([_usual(default), *(width for _, _, width in _stated(raw))])


def _stated(raw: Any) -> Iterator[tuple[int, int, float]]:
    """Yield the first and the last code of each part of such a list, and their width."""
    listed = resolve1(raw)
    waiting: list[Any] = []
    for part in map(resolve1, listed if isinstance(listed, list) else ()):
        if isinstance(part, list) and waiting:
            start = int(_number(waiting[0]))
            for code, width in enumerate(map(_number, part), start):
                yield code, code, width
            waiting = []
            continue
        waiting.append(part)
        if len(waiting) == 3:
            low, high, width = map(_number, waiting)
            yield int(low), int(high), width
            waiting = []


def _usual(default: Any) -> float:
    usual = resolve1(default)
    return float(usual) if isinstance(usual, (int, float)) else DEFAULT_WIDTH


def widths_of(first: Any, raw: Any) -> WidthOf:
    """Return what looks up the width of a code in the list of a font of up to 256 characters.

    >>> [widths_of(65, [500, 600])(code) for code in (65, 66, 67)]
    [500, 600, 0.0]
    """
    start = int(_number(resolve1(first)))
    listed = resolve1(raw)
    widths = listed if isinstance(listed, list) else []

    def width_of(code: int) -> float:
        return _number(resolve1(widths[code - start])) if 0 <= code - start < len(widths) else 0.0

    return width_of


def widest_of(raw: Any) -> float:
    """Return the widest width that a font of up to 256 characters states; infinite for none.

    >>> widest_of([500, 600]), widest_of(None)
    (600, inf)
    """
    listed = resolve1(raw)
    return max(map(_number, listed), default=inf) if isinstance(listed, list) else inf


def _number(raw: Any) -> float:
    value = resolve1(raw)
    return value if isinstance(value, (int, float)) else 0.0
