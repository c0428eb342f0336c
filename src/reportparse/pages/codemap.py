"""Tables that a file brings along and that say which glyph a code of a text stands for.

pdfminer knows the tables of the standards by their names, and takes any other one for empty: the
text of such a font would be gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.cmapdb import CMapBase, CMapDB
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

SPACES: Final = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
SINGLE: Final = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
RANGES: Final = re.compile(rb"begincidrange(.*?)endcidrange", re.DOTALL)
PAIR: Final = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>")
CHAR: Final = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*(\d+)")
RANGE: Final = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(\d+)")
VERTICAL: Final = re.compile(rb"/WMode\s+1\b")
USED: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+usecmap")
WIDEST: Final = 0x10000
"""Codes of a range that are looked at; a longer range is damage."""


class CodeMap(CMapBase):
    """The table of a stream: codes of one to four bytes and the numbers of their glyphs."""

    def __init__(self, stream: PDFStream) -> None:
        super().__init__()
        table = stream.get_data()
        mode = resolve1(stream.get("WMode", 0))
        self.attrs["WMode"] = int(mode == 1 or VERTICAL.search(table) is not None)
        self._spaces = [(_code(low), _code(high)) for low, high in _found(SPACES, PAIR, table)]
        self._glyphs: dict[bytes, int] = {}
        for digits, number in _found(SINGLE, CHAR, table):
            self._glyphs[_code(digits)] = int(number)
        for low, high, number in _found(RANGES, RANGE, table):
            self._enter(_code(low), _code(high), int(number))
        self._base = _base(stream, table)

    def _enter(self, low: bytes, high: bytes, number: int) -> None:
        first, last = int.from_bytes(low), int.from_bytes(high)
        for code in range(first, min(last, first + WIDEST) + 1):
            self._glyphs[code.to_bytes(len(low))] = number + code - first

    def decode(self, code: bytes) -> Iterator[int]:
        """Yield the numbers of the glyphs of a text; 0 for a code that means none."""
        at = 0
        while at < len(code):
            part = self._next(code, at)
            at += len(part)
            glyph = self._glyphs.get(part)
            if glyph is None and self._base is not None:
                glyph = next(iter(self._base.decode(part)), 0)
            yield glyph or 0

    def _next(self, code: bytes, at: int) -> bytes:
        for low, high in self._spaces:
            part = code[at : at + len(low)]
            if len(part) == len(low) and all(
                a <= sign <= b for a, sign, b in zip(low, part, high, strict=False)
            ):
                return part
        return code[at : at + max((len(low) for low, _ in self._spaces), default=2)]


def _found(section: re.Pattern[bytes], line: re.Pattern[bytes], table: bytes) -> Iterator[Any]:
    for part in section.findall(table):
        yield from line.findall(part)


def _code(digits: bytes) -> bytes:
    plain = digits.decode("ascii")
    return bytes.fromhex(plain + "0" * (len(plain) % 2))


def _base(stream: PDFStream, table: bytes) -> CMapBase | None:
    """The table that this one adds to, if it is one of the standards."""
    named = resolve1(stream.get("UseCMap"))
    used = USED.search(table)
    name = named.name if isinstance(named, PSLiteral) else used[1].decode("latin-1") if used else ""
    try:
        return CMapDB.get_cmap(str(name)) if name else None
    except CMapDB.CMapNotFound:
        return None
