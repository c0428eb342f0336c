"""What the content of a page shows: each text with its font and the words given in its place.

PDFium draws a page without telling from which font of the file a text came, if that has no name,
nor which characters a text has of its own where other words are given for it. The content tells;
it is looked through only where that is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

TOKEN: Final = re.compile(
    rb"/[^\s\0/<>\[\](){}%]*|<<|>>|<[0-9A-Fa-f\s]*>|\((?:[^\\()]|\\.)*\)|[\[\]]"
    rb"|[^\s\0/<>\[\](){}%]+|[^\s\0]",
    re.DOTALL,
)
UNKNOWN: Final = frozenset((b"(", b")", b"<", b">", b"{", b"}", b"%", b"BI", b"ID", b"EI"))
"""Signs of what is not understood here: brackets within strings, comments, images in the text."""
SHOWING: Final = frozenset((b"Tj", b"TJ", b"'", b'"'))
OPERATOR: Final = re.compile(rb"[A-Za-z'\"*][A-Za-z0-9*]*")
VALUES: Final = frozenset((b"true", b"false", b"null"))
ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
BREAKS: Final = frozenset((b"\n", b"\r", b"\r\n"))


@dataclass(slots=True)
class Shown:
    """One text: the name of its font in the resources, its codes, and the words in its place.

    `span` numbers the marked content that has these words; both are None for a plain text.
    """

    font: str
    codes: bytes
    words: str | None
    span: int | None


def shown_texts(content: bytes) -> list[Shown] | None:
    """Return the texts of a content in order; None where it is not understood.

    >>> shown_texts(b"/F1 9 Tf /Span <</ActualText <FEFF65B9>>> BDC <0A> Tj EMC [(a) -9 (b)] TJ")
    ... # doctest: +NORMALIZE_WHITESPACE
    [Shown(font='F1', codes=b'\\n', words='方', span=1),
     Shown(font='F1', codes=b'ab', words=None, span=None)]
    """
    found: list[Shown] = []
    operands: list[bytes] = []
    fonts: list[str] = []
    marks: list[tuple[str, int] | None] = []
    font, spans = "", 0
    for token in TOKEN.findall(content):
        if token in UNKNOWN:
            return None
        if not OPERATOR.fullmatch(token) or token in VALUES:
            operands.append(token)
            continue
        if token == b"Tf" and len(operands) >= 2:
            font = operands[-2][1:].decode("latin-1")
        elif token in SHOWING:
            codes = b"".join(_codes(part) for part in operands if part[:1] in (b"(", b"<"))
            words = next((mark for mark in reversed(marks) if mark), None)
            if codes:
                found.append(Shown(font, codes, *(words or (None, None))))
        elif token == b"q":
            fonts.append(font)
        elif token == b"Q":
            font = fonts.pop() if fonts else font
        elif token in (b"BDC", b"BMC"):
            spans += 1
            instead = _words(operands)
            marks.append(None if instead is None else (instead, spans))
        elif token == b"EMC" and marks:
            marks.pop()
        operands.clear()
    return found


def _words(operands: list[bytes]) -> str | None:
    """The words that the properties of marked content give for it."""
    if b"/ActualText" not in operands:
        return None
    at = operands.index(b"/ActualText") + 1
    raw = _codes(operands[at]) if at < len(operands) else b""
    marked = raw.startswith(b"\xfe\xff")
    return raw[2:].decode("utf-16-be", "replace") if marked else raw.decode("latin-1")


def _codes(token: bytes) -> bytes:
    """The bytes of a string."""
    if token[:1] == b"<":
        digits = b"".join(token[1:-1].split()).decode() if len(token) > 2 else ""
        return bytes.fromhex(digits + "0" * (len(digits) % 2)) if token != b"<<" else b""
    inner = token[1:-1]
    return ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[2] in BREAKS else ESCAPED.get(match[2], match[2])
