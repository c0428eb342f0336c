"""Small PDFs written object by object, so that a test decides every byte of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CHINESE = "STSong-Light"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its content stream, and further entries of its dictionary."""

    content: bytes
    entries: bytes = b"/MediaBox [0 0 600 800]"


def raw_pdf(
    leaves: Sequence[Leaf],
    *,
    fonts: bytes = b"/F1 5 0 R",
    objects: Sequence[bytes] = (),
    catalog: bytes = b"",
    count: int | None = None,
) -> bytes:
    """Return a PDF. Object 5 is Helvetica, `objects` are numbered from 6 on.

    The pages follow: page n is object 6 + len(objects) + 2 n, counted from 0.
    """
    first = 6 + len(objects)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(leaves)))
    stated = len(leaves) if count is None else count
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (stated, kids),
        b"<< /Producer (reportparse tests) >>",
        b"<< /Font << %s >> >>" % fonts,
        HELVETICA,
        *objects,
    ]
    for n, leaf in enumerate(leaves):
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /Resources 4 0 R /Contents %d 0 R %s >>"
            % (first + 2 * n + 1, leaf.entries)
        )
        bodies.append(stream(leaf.content))
    return _file(bodies)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object with its length."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _file(bodies: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\n" % (len(bodies) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def words(text: str, x: float = 72, y: float = 700, size: float = 12) -> bytes:
    """Return the operators that print Latin `text` at (x, y) in Helvetica."""
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, text.encode("latin-1"))


def chinese_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF with lines of Chinese text, in a font that is not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for lines in pages:
        canvas.setFont(CHINESE, 10.5)
        for row, line in enumerate(lines):
            canvas.drawString(90, 760 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf(text: str, password: str, owner: str | None = None) -> bytes:
    """Return an encrypted PDF with one line of Latin text.

    Chinese fonts are of no use here: the typesetter leaves the names in them unencrypted.
    """
    out = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword=owner, strength=128)
    canvas = Canvas(out, pagesize=(595, 842), encrypt=lock, invariant=1)
    canvas.drawString(72, 700, text)
    canvas.save()
    return out.getvalue()


def picture_pdf(pages: int = 1) -> bytes:
    """Return a PDF whose pages are one gray image each, as a scanner leaves them."""
    image = stream(
        b"\x80" * 16,
        b"/Type /XObject /Subtype /Image /Width 4 /Height 4"
        b" /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    entries = b"/MediaBox [0 0 600 800] /Resources << /XObject << /Im 6 0 R >> >>"
    leaf = Leaf(b"q 600 0 0 800 0 0 cm /Im Do Q", entries)
    return raw_pdf([leaf] * pages, objects=[image])


def unmapped_pdf() -> bytes:
    """Return a PDF whose font does not say which characters its codes stand for."""
    objects = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Secret /Encoding /Identity-H"
        b" /DescendantFonts [7 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Secret /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor 8 0 R >>",
        b"<< /Type /FontDescriptor /FontName /AAAAAA+Secret /Flags 4 /Ascent 900"
        b" /Descent -200 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /CapHeight 700 /StemV 80 >>",
    ]
    content = b"BT /F2 12 Tf 72 700 Td <0011001200130014001500160017> Tj ET\n"
    return raw_pdf([Leaf(content)], fonts=b"/F1 5 0 R /F2 6 0 R", objects=objects)
