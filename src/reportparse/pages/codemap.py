"""Tables that a file brings along and that say which glyph a code of a text stands for.

pdfminer knows the tables of the standards by their names, and takes any other one for empty: the
text of such a font would be gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, IdentityCMap
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
LAST_CONTROL: Final = 0x1F
BLANK_GLYPH: Final = 1
"""The blank, in all collections of glyphs that the standards know."""
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


class NamedMap(CMapBase):
    """A table of the standards; pdfminer's own passes over the codes that it does not have.

    Where a code is none, as many bytes are taken as the shortest code has that begins in the same
    way (PDF 32000-1, 9.7.6.3).
    """

    def __init__(self, table: CMap) -> None:
        super().__init__(**table.attrs)
        self._codes: dict[int, Any] = table.code2cid
        self._shortest: dict[int, int] = {}

    def decode(self, code: bytes) -> Iterator[int]:
        """Yield the numbers of the glyphs of a text; 0 for a code that the table does not have."""
        at = 0
        while at < len(code):
            glyph, size = self._next(code, at)
            yield BLANK_GLYPH if not glyph and _is_control(code[at : at + size]) else glyph
            at += size

    def _next(self, code: bytes, at: int) -> tuple[int, int]:
        """Return the glyph of the code at a place, 0 for none, and how many bytes it has."""
        known: Any = self._codes
        for size in range(1, len(code) - at + 1):
            found = known.get(code[at + size - 1])
            if isinstance(found, int):
                return found, size
            if found is None:
                return 0, size - 1 + self._least(known)
            known = found
        return 0, len(code) - at

    def _least(self, known: dict[int, Any]) -> int:
        """How many bytes the shortest code of a part of the table has; 2 where it is empty."""
        least = self._shortest.get(id(known))
        if least is None:
            inner = [part for part in known.values() if isinstance(part, dict)]
            least = 1 if len(inner) < len(known) else 1 + min(map(self._least, inner), default=1)
            self._shortest[id(known)] = least
        return least


def complete(table: CMapBase) -> CMapBase:
    """Return a table that tells of codes that it does not have, if that can be told."""
    return NamedMap(table) if isinstance(table, CMap) else table


def named_map(encoding: Any) -> CMapBase | None:
    """Return the table of the standards that a font names; None where it names no such table.

    >>> from pdfminer.psparser import LIT
    >>> list(named_map(LIT("GBK-EUC-H")).decode(b"A\\xff"))
    [846, 0]
    """
    name = resolve1(encoding)
    if not isinstance(name, PSLiteral):
        return None
    try:
        table = CMapDB.get_cmap(str(name.name))
    except CMapDB.CMapNotFound:
        return NamedMap(CMap())
    return None if isinstance(table, IdentityCMap) else complete(table)


def _is_control(code: bytes) -> bool:
    """Whether a code is one of those that the tables of the standards show as blanks."""
    return int.from_bytes(code) <= LAST_CONTROL


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
