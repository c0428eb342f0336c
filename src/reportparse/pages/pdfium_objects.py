"""The objects of a page as PDFium keeps them: texts, paths and images in the order of drawing."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass
from typing import Any, Final

from reportparse.pages import pdfium_library as pdfium

Matrix = tuple[float, float, float, float, float, float]

PLAIN: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DEEPEST: Final = 30
"""Forms within forms: PDFium itself goes no deeper than about this."""


@dataclass(slots=True)
class Drawn:
    """One object of a page: its handle, its kind, the matrix from its space to that of the page.

    `mcid` is the number of the marked content around it; `around` the matrix of the forms.
    """

    handle: int
    kind: int
    matrix: Matrix
    around: Matrix
    mcid: int | None
    in_form: bool


def times(one: Matrix, two: Matrix) -> Matrix:
    """Return the matrix that applies `one` first and `two` after it.

    >>> times((2, 0, 0, 2, 1, 0), (1, 0, 0, 1, 10, 20))
    (2, 0, 0, 2, 11, 20)
    """
    if two is PLAIN:
        return one
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


class ObjectReader:
    """Walks the objects of pages, forms opened; keeps the room that the calls write into."""

    def __init__(self) -> None:
        self._six = pdfium.Numbers(c_float, 6)
        self._number = pdfium.Numbers(c_int, 1)
        self._name = pdfium.Words()
        self._length = pdfium.Numbers(c_uint, 2)
        self.forms = 0

    def walk(self, page: int) -> Iterator[Drawn]:
        """Yield the texts, paths and images of a page in drawing order."""
        self.forms = 0
        yield from self._inside(
            page, pdfium.count_objects(page), pdfium.page_object, PLAIN, None, False, 0
        )

    def _inside(
        self,
        holder: int,
        count: int,
        get: pdfium.Call,
        around: Matrix,
        outer: int | None,
        in_form: bool,
        depth: int,
    ) -> Iterator[Drawn]:
        kind_of, matrix_of, marks_of = (
            pdfium.object_kind,
            pdfium.object_matrix,
            pdfium.count_marks,
        )
        place, six = self._six.address, self._six.values
        for at in range(count):
            handle = get(holder, at)
            kind = kind_of(handle)
            if kind not in (pdfium.TEXT, pdfium.PATH, pdfium.IMAGE, pdfium.FORM):
                continue
            matrix: Any = tuple(six) if matrix_of(handle, place) else PLAIN
            mcid = self._mcid(handle, outer) if marks_of(handle) > 0 else outer
            whole = times(matrix, around)
            if kind != pdfium.FORM:
                yield Drawn(handle, kind, whole, around, mcid, in_form)
            elif depth < DEEPEST:
                self.forms += 1
                inside = pdfium.count_form_objects(handle)
                yield from self._inside(
                    handle, inside, pdfium.form_object, whole, mcid, True, depth + 1
                )

    def _mcid(self, handle: int, outer: int | None) -> int | None:
        """The number of the innermost marked content that has one; artefacts belong to none."""
        count = pdfium.count_marks(handle)
        if count == 1:
            mcid = pdfium.marked_content(handle)
            if mcid >= 0:
                return int(mcid)
        found = outer
        for at in range(count):
            mark = pdfium.object_mark(handle, at)
            if self._is_artifact(mark):
                found = None
            if pdfium.mark_number(mark, b"MCID", self._number.address):
                found = self._number.values[0]
        return found

    def _is_artifact(self, mark: int) -> bool:
        length = self._length.address
        if not pdfium.mark_name(mark, self._name.address, self._name.length, length):
            return False
        size = self._length.values[0]
        return bytes(self._name.buffer[: max(0, size - 2)]).decode("utf-16-le") == "Artifact"
