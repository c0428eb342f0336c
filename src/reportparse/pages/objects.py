"""The objects of a PDF, read quickly: dictionaries, arrays, names, numbers, strings, streams.

pdfminer reads them byte by byte, and a tagged file has tens of thousands. Here a pattern cuts an
object into tokens at once. Only plain objects are read so; whatever has anything unusual about it
(nested brackets in strings, comments, wrong places, unknown words) is left to pdfminer, which
knows how to deal with damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from pdfminer.pdfdocument import PDFXRef, PDFXRefStream
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import LIT

END: Final = rb"(?![^\s\0/<>\[\](){}%])"
TOKEN: Final = re.compile(
    rb"/[^\s\0/<>\[\](){}%]*"
    rb"|\d+\s+\d+\s+R" + END + rb"|[-+]?(?:\d+(?:\.\d*)?|\.\d+)" + END + rb"|<<|>>|\[|\]"
    rb"|(?:true|false|null)" + END + rb"|<[0-9A-Fa-f\s]*>|\((?:[^\\()\r]|\\[^\r\n])*\)|[^\s\0]"
)
HEADER: Final = re.compile(rb"\s*(\d+)\s+(\d+)\s+obj" + END)
STREAM: Final = re.compile(rb"\s*stream\r?\n")
END_OF_STREAM: Final = b"endstream"
AFTER_STREAM: Final = re.compile(rb"\s{0,2}endstream")
ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
CODE: Final = re.compile(rb"#([0-9a-fA-F]{2})")
LONGEST: Final = 1 << 20
"""Bytes in which the end of an object is looked for before pdfminer has to do it."""
MEMORY: Final = 200_000
"""Tokens that are remembered."""


Finder = Callable[[int], Any]
"""Tells of an object by number in which stream it is packed, or None, and its place; or None."""


class _UnusualError(Exception):
    """The object is not plain."""


class _Mark:
    """A token that opens or closes something."""


_OPEN, _CLOSE, _BEGIN, _END = _Mark(), _Mark(), _Mark(), _Mark()


class Objects:
    """Reads the objects of an open document of pdfminer from the bytes of its file."""

    def __init__(self, doc: Any, data: bytes) -> None:
        self._doc = doc
        self._data = data
        self._slow: Callable[[int], object] = doc.getobj
        self._packed: dict[int, tuple[bytes, list[int], list[int]]] = {}
        self._memory: dict[bytes, Any] = {}
        self._finders: list[Finder] = []
        self._reset()

    def _reset(self) -> None:
        self._memory = {
            b"<<": _OPEN,
            b">>": _CLOSE,
            b"[": _BEGIN,
            b"]": _END,
            b"true": True,
            b"false": False,
            b"null": None,
        }

    def getobj(self, number: int) -> object:
        """Return object `number`, as `PDFDocument.getobj` does, errors included."""
        cached = self._doc._cached_objs
        if number in cached:
            return cached[number][0]
        try:
            found = self._read(number)
        except (_UnusualError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            return self._slow(number)
        cached[number] = (found, 0)
        return found

    def text(self, number: int) -> bytes | None:
        """Return object `number` as the file writes it; None for a stream, or what is not plain.

        None as well for all objects of a file that is locked.
        """
        if self._doc.decipher is not None:
            return None
        try:
            holder, place = self._found(number)
            if holder is not None:
                return self._packed_text(number, holder, place)
            header, end, stream = self._bounds(number, place)
            return self._data[header.end() : end] if stream < 0 else None
        except (_UnusualError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            return None

    def reference(self, number: int) -> PDFObjRef:
        """Return a reference to object `number`."""
        return PDFObjRef(self._doc, number)

    def _read(self, number: int) -> object:
        holder, place = self._found(number)
        if holder is None:
            return self._at(number, place)
        return self.value(self._packed_text(number, holder, place))

    def _found(self, number: int) -> tuple[int | None, int]:
        """In which stream an object is packed, and its place."""
        for find in self._finders or self._find_all():
            found = find(number)
            if found is not None:
                holder, place, _ = found
                return holder, place
        raise _UnusualError

    def _find_all(self) -> list[Finder]:
        self._finders = list(map(_finder, self._doc.xrefs))
        return self._finders

    def _at(self, number: int, place: int) -> object:
        """Read the object that stands by itself at a place of the file."""
        data = self._data
        header, end, stream = self._bounds(number, place)
        if stream < 0:
            return self.value(data[header.end() : end])
        attributes = self.value(data[header.end() : stream])
        begin = STREAM.match(data, stream)
        if begin is None or not isinstance(attributes, dict):
            raise _UnusualError
        length = attributes.get("Length")
        if isinstance(length, PDFObjRef):
            length = self.getobj(length.objid)
        last = begin.end() + length if isinstance(length, int) and length >= 0 else len(data)
        if not AFTER_STREAM.match(data, last):  # its length is wrong: its end is marked as well
            last = data.find(END_OF_STREAM, begin.end())
            if last < 0 or data.find(b"endobj", begin.end(), last) >= 0:
                raise _UnusualError
            for sign in (b"\n", b"\r"):  # the line end before the mark
                last -= data.endswith(sign, begin.end(), last)
        found = PDFStream(attributes, data[begin.end() : last], self._doc.decipher)
        found.set_objid(number, int(header[2]))
        return found

    def _bounds(self, number: int, place: int) -> tuple[re.Match[bytes], int, int]:
        """The header of such an object, its end, and where it becomes a stream, or -1."""
        data = self._data
        header = HEADER.match(data, place)
        if header is None or int(header[1]) != number:
            raise _UnusualError
        begin = header.end()
        end = data.find(b"endobj", begin, begin + LONGEST)
        stream = data.find(b"stream", begin, end if end >= 0 else begin + LONGEST)
        if stream < 0 and end < 0:
            raise _UnusualError
        return header, end, stream

    def _packed_text(self, number: int, holder: int, index: int) -> bytes:
        """The text of an object that is packed into a stream with others."""
        data, numbers, places = self._packed.get(holder) or self._unpack(holder)
        if numbers[index] != number:
            raise _UnusualError
        return data[places[index] : places[index + 1]]

    def _unpack(self, holder: int) -> tuple[bytes, list[int], list[int]]:
        stream = self.getobj(holder)
        if not isinstance(stream, PDFStream):
            raise _UnusualError
        data, first = stream.get_data(), stream.get("First")
        if not isinstance(first, int):
            raise _UnusualError
        heads = list(map(int, data[:first].split()))
        places = [first + place for place in heads[1::2]]
        if places != sorted(places):
            raise _UnusualError
        found = self._packed[holder] = data, heads[::2], [*places, len(data)]
        return found

    def value(self, text: bytes) -> Any:
        """Return what a text says; raises `_UnusualError` unless it is one plain object."""
        memory = self._memory
        if len(memory) > MEMORY:
            self._reset()
            memory = self._memory
        outer: list[list[Any]] = []
        current: list[Any] = []
        for token in TOKEN.findall(text):
            try:
                value = memory[token]
            except KeyError:
                value = self._convert(token)
            if value.__class__ is not _Mark:
                current.append(value)
            elif value is _OPEN or value is _BEGIN:
                outer.append(current)
                current = [value]
            else:
                made = _closed(current, value)
                current = outer.pop()
                current.append(made)
        if outer or len(current) != 1:
            raise _UnusualError
        return current[0]

    def _convert(self, token: bytes) -> Any:
        """Return the value of one token; all but strings are remembered."""
        start = token[:1]
        value: Any
        if start == b"(":
            if self._doc.decipher is not None:
                raise _UnusualError
            return _unescaped(token[1:-1]) if b"\\" in token else token[1:-1]
        if start == b"<" and len(token) > 1:
            if self._doc.decipher is not None:
                raise _UnusualError
            digits = b"".join(token[1:-1].split()).decode()
            return bytes.fromhex(digits + "0" * (len(digits) % 2))
        if start == b"/":
            value = LIT(_name(token[1:]))
        elif token.endswith(b"R"):
            value = PDFObjRef(self._doc, int(token.split()[0]))
        elif b"." in token:
            value = float(token)
        else:
            value = int(token)  # raises ValueError for what is none of all this
        self._memory[token] = value
        return value


def _finder(xref: Any) -> Finder:
    """What looks an object up in a table of objects, as its `get_pos` does, without an error."""
    if type(xref) is PDFXRef:
        find: Finder = xref.offsets.get
        return find
    if type(xref) is PDFXRefStream and len(xref.ranges) == 1 and xref.data and xref.fl1 == 1:
        return _packed_finder(xref)

    def look_up(number: int) -> Any:
        try:
            return xref.get_pos(number)
        except KeyError:
            return None

    return look_up


def _packed_finder(xref: Any) -> Finder:
    """The same for a table of one range, each row of which begins with a byte for its kind."""
    (start, count), size, data = xref.ranges[0], xref.entlen, xref.data
    middle = 1 + xref.fl2

    def look_up(number: int) -> Any:
        if not start <= number < start + count:
            return None
        at = (number - start) * size
        if at + size > len(data):  # it breaks off
            return xref.get_pos(number)
        kind, one = data[at], int.from_bytes(data[at + 1 : at + middle])
        two = int.from_bytes(data[at + middle : at + size])
        return (None, one, two) if kind == 1 else (one, two, 0) if kind == 2 else None

    return look_up


def _closed(parts: list[Any], mark: _Mark) -> Any:
    """Return the dictionary or array whose parts follow its opening mark."""
    if mark is _END:
        if parts[0] is not _BEGIN:
            raise _UnusualError
        return parts[1:]
    if parts[0] is not _OPEN or len(parts) % 2 == 0:
        raise _UnusualError
    return {
        key.name: value
        for key, value in zip(parts[1::2], parts[2::2], strict=True)
        if value is not None
    }


def _name(raw: bytes) -> Any:
    plain = CODE.sub(lambda code: bytes([int(code[1], 16)]), raw) if b"#" in raw else raw
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return plain


def _unescaped(raw: bytes) -> bytes:
    def plain(match: re.Match[bytes]) -> bytes:
        sign: bytes = match[1]
        if sign.isdigit():
            return bytes([int(sign, 8) & 0xFF])
        return ESCAPED.get(sign, sign)

    return ESCAPE.sub(plain, raw)
