"""Pages of a PDF as images, to draw on and to look at."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pypdfium2

SCALE = 2.0
"""Pixels a point: 144 to the inch, enough to read footnote markers."""


def picture_of_page(data: bytes, page: int, turned: int, password: str | None = None) -> bytes:
    """Return page `page` (from 1) as PNG, `SCALE` pixels a point.

    `turned` is `Page.turned`: by how many degrees clockwise the reader turned the page beyond
    what the file asks for.
    """
    document = pypdfium2.PdfDocument(data, password=password)
    try:
        image = document[page - 1].render(scale=SCALE, rotation=turned).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


SMALL_SCALE = 1.6
"""Pixels a point of a page among many: 115 to the inch, on which note markers can still be read."""
SMALL_QUALITY = 70
SMALL_EFFORT = 2
"""WebP at this quality takes some 90 kB a page of print, and a tenth of a second to make."""


def small_pictures(
    data: bytes, turned: Mapping[int, int], password: str | None = None
) -> Iterator[tuple[int, bytes]]:
    """Yield the pages named in `turned` (number from 1, and how far it is turned) as WebP."""
    document = pypdfium2.PdfDocument(data, password=password)
    try:
        for number, degrees in turned.items():
            page = document[number - 1]
            image = page.render(scale=SMALL_SCALE, rotation=degrees).to_pil().convert("RGB")
            page.close()
            out = io.BytesIO()
            image.save(out, "WEBP", quality=SMALL_QUALITY, method=SMALL_EFFORT)
            yield number, out.getvalue()
    finally:
        document.close()
