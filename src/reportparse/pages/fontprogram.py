"""What the program of an embedded font calls the glyphs of its codes: Type 1 and its compact form.

A font of up to 256 characters whose dictionary states no encoding shows its codes by that of its
program (PDF 32000-1, 9.6.6). It is made of names of glyphs, and these tell characters. TeX writes
the letters and signs of formulas so: a code that is a quotation mark elsewhere is an epsilon.

The compact form is told by the Compact Font Format Specification (Adobe Technical Note 5176).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdffont import CFFFont
from pdfminer.pdftypes import PDFStream, resolve1

STANDARD: Final[Mapping[int, str]] = EncodingDB.get_encoding("StandardEncoding")
STANDARD_NAMES: Final[Sequence[str]] = CFFFont.STANDARD_STRINGS
NO_GLYPH: Final = ".notdef"

_STANDARD_IN_TYPE1: Final = re.compile(rb"/Encoding\s+StandardEncoding\s+def\b")
_CODE_IN_TYPE1: Final = re.compile(rb"\bdup\s+(\d{1,3})\s*/([^\s/<>\[\](){}%]+)\s+put\b")
_ENCRYPTED: Final = b"eexec"

_CHARSET, _ENCODING, _GLYPHS, _BY_NUMBERS = 15, 16, 17, (12, 30)
"""Operators of the dictionary of a compact font: where its parts begin, and that its glyphs have
numbers in place of names."""
_GIVEN_CHARSETS: Final = 3
_GIVEN_ENCODINGS: Final = 2
"""Offsets below these are no places but sets that the specification gives: the first is the
standard one, the others are for experts."""


def own_encoding(descriptor: object) -> Mapping[int, str] | None:
    """Return the characters of the codes by the embedded program; None where that is not known.

    Codes whose glyph has no name that tells its character are left out. Never raises: a program
    that cannot be read tells nothing.

    >>> program = b"/Encoding 256 array dup 34/epsilon put dup 35 /one put readonly def eexec"
    >>> own_encoding({"FontFile": PDFStream({}, program)})
    {34: 'ε', 35: '1'}
    >>> own_encoding({"FontFile": PDFStream({}, b"/Encoding StandardEncoding def")})[65]
    'A'
    """
    parts = resolve1(descriptor)
    if not isinstance(parts, dict):
        return None
    try:
        whole, compact = resolve1(parts.get("FontFile")), resolve1(parts.get("FontFile3"))
        if isinstance(whole, PDFStream):
            return _of_type1(whole.get_data())
        if isinstance(compact, PDFStream):
            return _of_compact(compact.get_data())
    except MemoryError:  # tells of this process, not of the file
        raise
    except Exception:
        return None
    return None


def _of_type1(program: bytes) -> Mapping[int, str] | None:
    clear = program.partition(_ENCRYPTED)[0]
    if _STANDARD_IN_TYPE1.search(clear):
        return STANDARD
    names = {int(code): name.decode("latin-1") for code, name in _CODE_IN_TYPE1.findall(clear)}
    return _characters(names) if names else None


def _of_compact(program: bytes) -> Mapping[int, str] | None:
    """Read header, names, dictionary and strings, then the two tables that the dictionary names."""
    _, at = _index(program, program[2])
    dictionaries, at = _index(program, at)
    strings, _ = _index(program, at)
    stated = _dictionary(dictionaries[0])
    if _BY_NUMBERS in stated:
        return None
    encoding, charset = stated.get(_ENCODING, 0), stated.get(_CHARSET, 0)
    if encoding < _GIVEN_ENCODINGS:
        return None if encoding else STANDARD
    glyphs, _ = _index(program, stated[_GLYPHS])
    named = [*STANDARD_NAMES, *(name.decode("latin-1") for name in strings)]
    if charset < _GIVEN_CHARSETS:
        if charset:
            return None
        names = named[: len(glyphs)]
    else:
        names = [NO_GLYPH, *(named[sid] for sid in _charset(program, charset, len(glyphs)))]
    codes, more = _codes(program, encoding)
    found = {code: names[glyph] for glyph, code in enumerate(codes, 1) if glyph < len(names)}
    found.update((code, named[sid]) for code, sid in more)
    return _characters(found)


def _characters(names: Mapping[int, str]) -> dict[int, str]:
    found = {}
    for code, name in names.items():
        try:
            found[code] = name2unicode(name)
        except (KeyError, ValueError):  # a name that says nothing to others
            continue
    return found


def _number(data: bytes, at: int, size: int) -> int:
    if at + size > len(data):
        raise EOFError
    return int.from_bytes(data[at : at + size], "big")


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The elements of an index, and where it ends."""
    many = _number(data, at, 2)
    if not many:
        return [], at + 2
    size = data[at + 2]
    offsets = [_number(data, at + 3 + size * one, size) for one in range(many + 1)]
    start = at + 2 + size * (many + 1)
    if start + offsets[-1] > len(data):
        raise EOFError
    elements = [data[start + a : start + b] for a, b in pairwise(offsets)]
    return elements, start + offsets[-1]


def _dictionary(data: bytes) -> dict[int | tuple[int, int], int]:
    """Each operator with its last operand; fractions, which no place is, count as 0."""
    found: dict[int | tuple[int, int], int] = {}
    operand, at = 0, 0
    while at < len(data):
        first = data[at]
        at += 1
        if first <= 21:
            key: int | tuple[int, int] = first
            if first == 12:
                key, at = (12, data[at]), at + 1
            found[key], operand = operand, 0
        elif first == 28:
            operand, at = int.from_bytes(data[at : at + 2], "big", signed=True), at + 2
        elif first == 29:
            operand, at = int.from_bytes(data[at : at + 4], "big", signed=True), at + 4
        elif first == 30:
            while at < len(data) and data[at] & 0x0F != 0x0F:
                at += 1
            operand, at = 0, at + 1
        elif first <= 246:
            operand = first - 139
        elif first <= 250:
            operand, at = (first - 247) * 256 + data[at] + 108, at + 1
        else:
            operand, at = -(first - 251) * 256 - data[at] - 108, at + 1
    return found


def _charset(data: bytes, at: int, glyphs: int) -> list[int]:
    """The numbers of the names of all glyphs but the first."""
    form, at = data[at], at + 1
    if form == 0:
        return [_number(data, at + 2 * one, 2) for one in range(glyphs - 1)]
    size = 1 if form == 1 else 2
    found: list[int] = []
    while len(found) < glyphs - 1:
        first, more = _number(data, at, 2), _number(data, at + 2, size)
        found.extend(range(first, first + more + 1))
        at += 2 + size
    return found[: glyphs - 1]


def _codes(data: bytes, at: int) -> tuple[list[int], list[tuple[int, int]]]:
    """The codes of the glyphs from the second on, and further codes with numbers of names."""
    form, many, at = data[at], data[at + 1], at + 2
    codes: list[int] = []
    if form & 0x7F == 0:
        codes, at = list(data[at : at + many]), at + many
    else:
        for _ in range(many):
            first, more = data[at], data[at + 1]
            codes.extend(range(first, first + more + 1))
            at += 2
    places = range(at + 1, at + 1 + 3 * data[at], 3) if form & 0x80 else ()
    return codes, [(data[one], _number(data, one + 1, 2)) for one in places]
