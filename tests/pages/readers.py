"""The readers of PDFs, by the names that `--engine` gives them."""

from __future__ import annotations

from collections.abc import Callable

from reportparse.pages import pdfium, plumber
from reportparse.pages.model import PdfFile

READERS: dict[str, Callable[..., PdfFile]] = {
    "pdfplumber": plumber.read_pdf,
    "pdfium": pdfium.read_pdf,
}
