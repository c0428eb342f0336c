"""Widths in fractions of a thousandth of an em, read from the file: PDFium cuts them.

PDFium tells characters, a font's table of widths has codes. The font's own map from codes to
characters leads from one to the other; only fonts whose codes can be read without a table of their
own are taken: those of two bytes that are the numbers of the glyphs, and those of one byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.pages.fontwidths import meanings, widths_by_code, widths_of
from reportparse.pages.ideographs import ideograph

Key = int | tuple[int, ...]
"""A character, or the letters that one glyph stands for."""

THOUSANDTHS: Final = 1000.0


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
        width_of = widths_by_code(inner.get("W"), inner.get("DW"))
    elif isinstance(resolve1(font.get("Widths")), list):
        scale = _scale(font)
        width_of = widths_of(font.get("FirstChar"), font.get("Widths"))
    else:
        return {}
    found: dict[Key, float] = {}
    twice: set[Key] = set()
    for code, key in mapped(mapping.get_data()):
        width = width_of(code) * scale
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


def _scale(font: dict[str, Any]) -> float:
    """Ems of one unit of a table of widths; a font of drawings has its own."""
    matrix = resolve1(font.get("FontMatrix"))
    return float(resolve1(matrix[0])) if isinstance(matrix, list) else 1.0 / THOUSANDTHS


def _ideograph(key: Key) -> Key:
    """The ideograph of a radical, which PDFium may give in its place; else the key itself."""
    return ord(ideograph(chr(key))) if isinstance(key, int) else key


def mapped(data: bytes) -> Iterator[tuple[int, Key]]:
    """Yield the codes of a font and what they stand for, from its map to characters.

    >>> list(mapped(b"1 beginbfrange <01> <02> <4E00> endbfrange"))
    [(1, 19968), (2, 19969)]
    """
    for code, text in meanings(data):
        codes = tuple(map(ord, text))
        yield int.from_bytes(code), codes[0] if len(codes) == 1 else codes
