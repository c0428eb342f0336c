"""A page of a PDF as an image, to draw on."""

from __future__ import annotations

import io

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
