"""Widths in fractions of a thousandth of an em, read from the file: PDFium cuts them.

PDFium tells characters, a font's table of widths has codes. The font's own map from codes to
characters leads from one to the other; only fonts whose codes can be read without a table of their
own are taken: those of two bytes that are the numbers of the glyphs, and those of one byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.pages.ideographs import ideograph

Key = int | tuple[int, ...]
"""A character, or the letters that one glyph stands for."""

THOUSANDTHS: Final = 1000.0
DEFAULT: Final = 1000.0
"""The width of glyphs that the table of a font of two bytes leaves out, where it states none."""
LONGEST: Final = 1 << 16
"""Codes that one entry of a table may cover."""
SECTION: Final = re.compile(rb"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
PAIR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE: Final = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])"
)
TEXT: Final = re.compile(rb"<([0-9A-Fa-f]+)>")


def exact_widths(font: dict[str, Any]) -> dict[Key, float]:
    """Return the widths of a font's glyphs in ems, by what they stand for.

    Glyphs of different widths that stand for the same are left out; nothing is returned for a font
    whose codes cannot be read. Raises what pdfminer raises for damaged objects.

    >>> mapping = PDFStream({}, b"1 beginbfchar <41> <0041> endbfchar")
    >>> exact_widths({"ToUnicode": mapping, "FirstChar": 65, "Widths": [722.168]})
    {65: 0.722168}
    """
    mapping = resolve1(font.get("ToUnicode"))
    if not isinstance(mapping, PDFStream):
        return {}
    scale = 1.0 / THOUSANDTHS
    if "DescendantFonts" in font:
        encoding = resolve1(font.get("Encoding"))
        if not isinstance(encoding, PSLiteral) or encoding.name != "Identity-H":
            return {}
        inner = resolve1(resolve1(font["DescendantFonts"])[0])
        widths = dict(_by_glyph(inner.get("W")))
        other = float(resolve1(inner.get("DW", DEFAULT)))
    else:
        scale = _scale(font)
        first, other = int(resolve1(font.get("FirstChar", 0))), 0.0
        widths = dict(enumerate(map(_number, resolve1(font.get("Widths"))), first))
    found: dict[Key, float] = {}
    twice: set[Key] = set()
    for code, key in mapped(mapping.get_data()):
        width = widths.get(code, other) * scale
        for name in (key, _ideograph(key)):
            if found.setdefault(name, width) != width:
                twice.add(name)
    return {key: width for key, width in found.items() if key not in twice}


def cut_off(width: float) -> float:
    """Return what PDFium leaves out of a width, in ems.

    >>> round(cut_off(0.722168), 6)
    0.000168
    """
    return width - int(width * THOUSANDTHS) / THOUSANDTHS


def _by_glyph(raw: Any) -> Iterator[tuple[int, float]]:
    """The entries of a table that says: from here on these widths, or from here to there this."""
    parts = [resolve1(part) for part in resolve1(raw) or ()]
    at = 0
    while at + 1 < len(parts):
        first, second = int(parts[at]), parts[at + 1]
        if isinstance(second, list):
            yield from enumerate(map(_number, second), first)
            at += 2
        else:
            for glyph in range(first, min(int(second), first + LONGEST - 1) + 1):
                yield glyph, _number(parts[at + 2])
            at += 3


def _scale(font: dict[str, Any]) -> float:
    """Ems of one unit of a table of widths; a font of drawings has its own."""
    matrix = resolve1(font.get("FontMatrix"))
    return _number(matrix[0]) if isinstance(matrix, list) else 1.0 / THOUSANDTHS


def _ideograph(key: Key) -> Key:
    """The ideograph of a radical, which PDFium may give in its place; else the key itself."""
    return ord(ideograph(chr(key))) if isinstance(key, int) else key


def _number(raw: Any) -> float:
    return float(resolve1(raw))


def mapped(data: bytes) -> Iterator[tuple[int, Key]]:
    """Yield the codes of a font and what they stand for, from its map to characters.

    >>> list(mapped(b"1 beginbfrange <01> <02> <4E00> endbfrange"))
    [(1, 19968), (2, 19969)]
    """
    for section in SECTION.finditer(data):
        if section[1] == b"char":
            for pair in PAIR.finditer(section[2]):
                yield int(pair[1], 16), _key(pair[2])
            continue
        for entry in RANGE.finditer(section[2]):
            first, last = int(entry[1], 16), int(entry[2], 16)
            codes = range(first, min(last, first + LONGEST - 1) + 1)
            if entry[3] is None:
                yield from zip(codes, map(_key, TEXT.findall(entry[4])), strict=False)
                continue
            start = _key(entry[3])
            for step, code in enumerate(codes):
                yield code, start + step if isinstance(start, int) else _stepped(start, step)


def _key(digits: bytes) -> Key:
    text = bytes.fromhex(digits.decode()).decode("utf-16-be", "surrogatepass")
    codes = tuple(map(ord, text))
    return codes[0] if len(codes) == 1 else codes


def _stepped(codes: tuple[int, ...], step: int) -> tuple[int, ...]:
    return (*codes[:-1], codes[-1] + step) if codes else codes
