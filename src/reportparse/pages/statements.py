"""What a sound content stream is made of: operators, each with the operands that it takes.

A content of which bytes were altered still draws something, and each library draws another thing:
one takes a missing operand for 0, the other leaves the operator out. So every operator has to be
one of the standard (PDF 32000-1, annex A) and to have its operands, neither more nor fewer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword, PSLiteral

from reportparse.pages.content import ContentParser

OPERANDS: Final = {
    name: kinds
    for kinds, names in {
        "": "q Q h S s f F f* B B* b b* n W W* BT ET T* EMC BX EX",
        "n": "w J j M i G g Tc Tw Tz TL Tr Ts",
        "nn": "m l Td TD d0",
        "nnn": "RG rg",
        "nnnn": "re v y K k",
        "nnnnnn": "cm Tm c d1",
        "/": "gs Do CS cs ri sh MP BMC",
        "/n": "Tf",
        "/p": "BDC DP",
        "s": "Tj '",
        "nns": '"',
        "t": "TJ",
        "an": "d",
        "i": "EI",
    }.items()
    for name in names.split()
}
"""The operators, and of what kind their operands are: n a number, s a string, t a list of strings
and numbers, a a list of numbers, / a name, p a name or a dictionary, i an image in the content."""
COLOURS: Final = frozenset(("SC", "SCN", "sc", "scn"))
"""They take one number for each part of a colour, and may end with the name of a pattern."""

LARGEST: Final = 10**9
"""No place of a page; PDFium counts in 32 bits and takes larger numbers for others."""
_NUMBER: Final = rb"[-+]?+(?:\d{1,9}+(?:\.\d*+)?+|\.\d++)"
_N: Final = _NUMBER + rb"\s++"
_STRING: Final = (
    rb"(?:<[0-9A-Fa-f\s]*+>|\((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.)*+\))*+\))"  # one bracket inside
)
_NAME: Final = rb"/[^\s\0/<>\[\](){}%]++\s*+"
_NUMBERS: Final = rb"\[(?:\s*+%s(?=[\s\]]))*+\s*+\]" % _NUMBER
_VALUE: Final = rb"(?:%s(?=[\s/>])|%s|%s|true|false|null|\[\s*+(?:%s)*+\])\s*+" % (
    _NUMBER,
    _STRING,
    _NUMBERS,
    _NAME,
)
_LIST: Final = rb"<<\s*+(?:%s(?:%s|%s))*+>>\s*+" % (_NAME, _NAME, _VALUE)
_CONTENT: Final = (
    rb"\s*+(?:(?:"
    rb"%(n)s(?:%(n)s(?:T[dD]|[ml]|%(n)s(?:rg|RG|scn?|SCN?|%(n)s(?:re|[kKvy]|scn?|SCN?|"
    rb"%(n)s%(n)s(?:Tm|cm|c))))|[gGwJjMi]|T[cwzLrs]|scn?|SCN?)"
    rb"|%(string)s\s*+(?:Tj|')"
    rb"|\[(?:%(step)s)?+(?:(?:%(string)s|\s++)(?:%(step)s)?+)*+\]\s*+TJ"  # no step behind a step
    rb"|%(name)s(?:%(n)sTf|gs|Do|cs|CS|scn|SCN|sh|BMC|(?:%(list)s|%(name)s)BDC)"
    rb"|BT|ET|EMC|[fBbW]\*?+|[qQnhsSF]|T\*"
    rb"|%(numbers)s\s*+%(n)sd"
    rb")(?:\s++|(?=[/<\[(])|\Z))*+"
)


def _pattern(step: bytes) -> re.Pattern[bytes]:
    parts = {b"n": _N, b"numbers": _NUMBERS, b"string": _STRING, b"name": _NAME, b"list": _LIST}
    return re.compile(_CONTENT % {**parts, b"step": step}, re.DOTALL)


PLAIN: Final = _pattern(_NUMBER)
"""Content as nearly all programs write it, without images, comments and other rare things."""
ONWARD: Final = _pattern(
    rb"(?:-(?:\d++(?:\.\d*+)?+|\.\d++)|(?:[12]\d\d|3[0-4]\d|\d\d?+)(?!\d)(?:\.\d*+)?+|\.\d++)"
)
"""Such content in which no text steps back as far as a figure is wide, less what a second strike of
it may be apart: 0.35 em."""
RESTRUCK: Final = re.compile(
    rb"([(<][^()<>]*+[)>])\s*+(?:[1-9]\d{3}|[4-9]\d\d|3[5-9]\d)[\d.]*+\s*+(?:[\d.]++\s*+)*+\1"
)
"""A text, such a step, and the same text once more: PDFium keeps one of them."""


def is_sound(content: bytes) -> bool:
    """Tell whether every operator of a content is one, and has its operands.

    >>> is_sound(b"BT /F1 9 Tf 72 700 Td (a) Tj ET"), is_sound(b"BT /F1 9\\x8f5 Tf 72 T\\x07 ET")
    (True, False)
    """
    return PLAIN.fullmatch(content) is not None or _is_sound(content)


def _is_sound(content: bytes) -> bool:
    """The same of any content, operator by operator; what stands between BX and EX is free."""
    parser = ContentParser([PDFStream({}, content)])
    operands: list[object] = []
    free = 0
    while True:
        try:
            _, item = parser.nextobject()
        except PSEOF:
            return not (operands or parser.altered or parser.unfinished)
        except MemoryError:  # tells of this process, not of the file
            raise
        except Exception:  # no object that anyone knows
            return False
        if not isinstance(item, PSKeyword):
            operands.append(item)
            continue
        name = spelling(item)
        free = max(0, free + (name == "BX") - (name == "EX"))
        if not free and not fits(name, operands):
            return False
        operands.clear()


def spelling(keyword: PSKeyword) -> str:
    """Return an operator as it is written, every byte a character."""
    name = keyword.name
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def fits(operator: str, operands: Sequence[object]) -> bool:
    """Tell whether an operator is one of the standard and these are its operands.

    >>> fits("Td", [72, 700.5]), fits("Td", [700.5]), fits("Tx", [])
    (True, False, False)
    """
    if operator in COLOURS:
        numbers = operands[:-1] if operands and _is(operands[-1], "/") else operands
        return bool(operands) and all(_is(part, "n") for part in numbers)
    kinds = OPERANDS.get(operator)
    return kinds is not None and len(kinds) == len(operands) and all(map(_is, operands, kinds))


def _is(operand: object, kind: str) -> bool:
    if kind == "n":
        number = isinstance(operand, (int, float)) and not isinstance(operand, bool)
        return number and -LARGEST < operand < LARGEST  # type: ignore[operator]
    if kind in "at":
        return isinstance(operand, list) and all(
            _is(part, "n") or (kind == "t" and isinstance(part, bytes)) for part in operand
        )
    if kind == "s":
        return isinstance(operand, bytes)
    if kind == "i":
        return isinstance(operand, PDFStream)
    return isinstance(operand, PSLiteral) or (kind == "p" and isinstance(operand, dict))
