"""Objects that are read at once are those that pdfminer reads byte by byte."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef, PDFStream

from reportparse.pages.objects import Objects
from tests.pages.rawpdf import Leaf, locked_pdf, raw_pdf, stream, words

# Of a real file with 10,000 objects: enough to see all kinds of them.
OBJECTS_MOST = 1500

PLAIN = {
    "numbers": b"[1 -2 +3 4.5 -.5 0.0 6.]",
    "names": b"[/Name /A#20B /#E4 / /a.b-c_d]",
    "nested": b"<< /A << /B [1 [2 [3]]] >> /C [<< /D /E >>] >>",
    "no blanks": b"<</A/B/C 12 0 R/D[1 0 R 2 0 R]/E(x)/F<41>>>",
    "references and numbers": b"[1 0 2 0 R 3 0 0]",
    "strings": rb"[(plain) (with \(brackets\)) (\101\12\0) (\n\t\\) ()]",
    "hexadecimal": b"[<48 65 6C6c6F> <>]",
    "words": b"[true false null]",
    "nothing given": b"<< /A null /B 1 >>",
}
UNUSUAL = {
    "brackets in brackets": b"[(a (b) c)]",
    "line ends in a string": b"[(a\\\nb)]",
    "a comment": b"[1 % two\n 3]",
    "an unknown word": b"[1 what 3]",
    "more than one": b"1 2",
    "a lost end": b"[1 2",
}


def _document(data: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(data)))


def _plain(value: Any) -> Any:
    """Return a value that can be compared: references by number, streams by what they hold."""
    if isinstance(value, PDFObjRef):
        return ("reference", value.objid)
    if isinstance(value, PDFStream):
        return ("stream", _plain(value.attrs), value.objid, value.rawdata)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def _same(data: bytes) -> int:
    """Assert that every object is read alike, and return how many there are."""
    slow, fast = _document(data), _document(data)
    objects = Objects(fast, data)
    numbers = sorted({number for xref in slow.xrefs for number in xref.get_objids()})
    for number in numbers[:OBJECTS_MOST]:
        try:
            wanted = slow.getobj(number)
        except PDFObjectNotFound:
            with pytest.raises(PDFObjectNotFound):
                objects.getobj(number)
            continue
        assert _plain(objects.getobj(number)) == _plain(wanted), number
    return len(numbers)


@pytest.mark.parametrize("body", [*PLAIN.values(), *UNUSUAL.values()], ids=[*PLAIN, *UNUSUAL])
def test_one_object(body: bytes) -> None:
    data = raw_pdf([Leaf(words("x"))], objects=[body])
    if body == UNUSUAL["more than one"]:  # pdfminer takes the first
        assert Objects(_document(data), data).getobj(6) == 1
    else:
        assert _same(data) > 6


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_plain_objects_are_not_left_to_pdfminer(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = raw_pdf([Leaf(words("x"))], objects=[body])
    document = _document(data)
    monkeypatch.setattr(document, "getobj", None)
    assert Objects(document, data).getobj(6) is not None


@pytest.mark.parametrize("stated", [b"/Length 7", b"/Length 95", b"/Length /Wrong"])
def test_a_stream_whose_length_is_wrong_ends_at_its_mark(stated: bytes) -> None:
    wrong = stream(b"q 1 0 0 1 0 0 cm Q").replace(b"/Length 18", stated)
    data = raw_pdf([Leaf(words("x"))], objects=[wrong])
    found = Objects(_document(data), data).getobj(6)
    assert isinstance(found, PDFStream)
    assert found.rawdata == b"q 1 0 0 1 0 0 cm Q"


def test_the_seed(seed_pdf: Path) -> None:
    assert _same(seed_pdf.read_bytes()) > 50


def test_objects_packed_into_streams(corpus: Path) -> None:
    assert _same((corpus / "zh" / "A_75_836_zh.pdf").read_bytes()) > 1000


def test_a_locked_file() -> None:
    data = locked_pdf("text", "")
    assert _same(data) > 5
