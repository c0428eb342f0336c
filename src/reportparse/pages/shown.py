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
PLACING: Final = frozenset((b"BT", b"Td", b"TD", b"Tm", b"T*", b"'", b'"'))
THOUSANDTHS: Final = 1000.0
OPERATOR: Final = re.compile(rb"[A-Za-z'\"*][A-Za-z0-9*]*")
VALUES: Final = frozenset((b"true", b"false", b"null"))
ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
BREAKS: Final = frozenset((b"\n", b"\r", b"\r\n"))


@dataclass(slots=True)
class Shown:
    """One text: the name of its font in the resources, its codes, and the words in its place.

    `span` numbers the marked content that has these words; both are None for a plain text. `lost`
    is how far back PDFium puts it, in units of the text, unstretched: of an array of texts, one of
    which is empty, it forgets the step at the end.
    """

    font: str
    codes: bytes
    words: str | None
    span: int | None
    lost: float = 0.0


def shown_texts(content: bytes) -> list[Shown] | None:
    """Return the texts of a content in order; None where it is not understood.

    >>> shown_texts(b"/F1 9 Tf /Span <</ActualText <FEFF65B9>>> BDC <0A> Tj EMC [(a) -9 (b)] TJ")
    ... # doctest: +NORMALIZE_WHITESPACE
    [Shown(font='F1', codes=b'\\n', words='方', span=1, lost=0.0),
     Shown(font='F1', codes=b'ab', words=None, span=None, lost=0.0)]
    """
    reader = _Reader()
    for token in TOKEN.findall(content):
        if token in UNKNOWN:
            return None
        if not OPERATOR.fullmatch(token) or token in VALUES:
            reader.operands.append(token)
            continue
        try:
            reader.take(token)
        except ValueError:  # a number that is none
            return None
        reader.operands.clear()
    return reader.found


class _Reader:
    """Follows the operators that change what the next text is shown with."""

    def __init__(self) -> None:
        self.found: list[Shown] = []
        self.operands: list[bytes] = []
        self._font, self._size = "", 0.0
        self._outer: list[tuple[str, float]] = []
        self._marks: list[tuple[str, int] | None] = []
        self._spans = 0
        self._lost = 0.0

    def take(self, operator: bytes) -> None:
        """Follow one operator with the operands in front of it; `ValueError` for odd ones."""
        operands = self.operands
        if operator in PLACING:
            self._lost = 0.0
        if operator in SHOWING:
            self._show()
        elif operator == b"Tf" and len(operands) >= 2:
            self._font, self._size = operands[-2][1:].decode("latin-1"), float(operands[-1])
        elif operator == b"q":
            self._outer.append((self._font, self._size))
        elif operator == b"Q" and self._outer:
            self._font, self._size = self._outer.pop()
        elif operator in (b"BDC", b"BMC"):
            self._spans += 1
            words = _words(operands)
            self._marks.append(None if words is None else (words, self._spans))
        elif operator == b"EMC" and self._marks:
            self._marks.pop()

    def _show(self) -> None:
        parts = [_codes(part) for part in self.operands if part[:1] in (b"(", b"<")]
        codes = b"".join(parts)
        if not codes:
            return
        words, span = next((mark for mark in reversed(self._marks) if mark), (None, None))
        self.found.append(Shown(self._font, codes, words, span, self._lost))
        if not all(parts):
            self._lost -= _last_step(self.operands) * self._size / THOUSANDTHS


def _last_step(array: list[bytes]) -> float:
    """The step behind the last text of an array that is not empty."""
    step = 0.0
    for part in array:
        if part[:1] in (b"(", b"<"):
            step = 0.0 if _codes(part) else step
        elif part not in (b"[", b"]"):
            step += float(part)
    return step


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
