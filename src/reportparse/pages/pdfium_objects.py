"""The objects of a page as PDFium keeps them: texts, paths and images in the order of drawing."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import compress, repeat
from typing import Any, Final

from reportparse.pages import pdfium_library as pdfium

Matrix = tuple[float, float, float, float, float, float]

PLAIN: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NONE: Final = -1
"""What PDFium says of marked content without a number."""
DEEPEST: Final = 30
"""Forms within forms: PDFium itself goes no deeper than about this."""


@dataclass(slots=True)
class Drawn:
    """One object of a page: its handle, the matrix from its space to that of the page.

    `place` is the handle as an argument of PDFium's functions, `font` that of a text, None of all
    else. `mcid` is the number of the marked content around it; `around` the matrix of the forms.
    """

    handle: int
    place: Any
    font: int | None
    matrix: Matrix
    around: Matrix
    mcid: int | None
    in_form: bool


@dataclass(slots=True)
class Content:
    """What a page draws, sorted by kind, each kind in the order of drawing."""

    texts: list[Drawn] = field(default_factory=list)
    paths: list[Drawn] = field(default_factory=list)
    images: list[Drawn] = field(default_factory=list)


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
    """Collects the objects of pages, forms opened; keeps the room that the calls write into."""

    def __init__(self) -> None:
        self._matrices = pdfium.Table(c_float, 6)
        self._number = pdfium.Numbers(c_int, 1)
        self._name = pdfium.Words()
        self._length = pdfium.Numbers(c_uint, 2)

    def read(self, page: int) -> Content:
        """Return the texts, paths and images of a page."""
        content = Content()
        count = pdfium.count_objects(page)
        handles = list(map(pdfium.page_object, repeat(pdfium.ready(page), count), range(count)))
        self._take(handles, content, PLAIN, None, False, 0)
        return content

    def _take(
        self,
        handles: Sequence[int],
        content: Content,
        around: Matrix,
        outer: int | None,
        in_form: bool,
        depth: int,
    ) -> None:
        """Sort the objects of a page or a form into `content`: one call for all at a time."""
        places = list(map(pdfium.ready, handles))
        fonts = list(map(pdfium.text_font, places))  # no other object has one
        matrices = self._matrices_of(places)
        if around is not PLAIN:
            matrices = [times(matrix, around) for matrix in matrices]
        mcids = self._mcids(handles, places, outer)
        columns = handles, places, fonts, matrices, repeat(around), mcids, repeat(in_form)
        drawn = list(map(Drawn, *columns))
        texts, taken = content.texts, 0
        for at in [at for at, font in enumerate(fonts) if not font]:
            kind = pdfium.object_kind(places[at])
            if kind == pdfium.PATH:
                content.paths.append(drawn[at])
            elif kind == pdfium.IMAGE:
                content.images.append(drawn[at])
            elif kind == pdfium.TEXT or (kind == pdfium.FORM and depth < DEEPEST):
                texts += compress(drawn[taken:at], fonts[taken:at])
                taken = at + 1
                if kind == pdfium.TEXT:
                    texts.append(drawn[at])
                    continue
                inside = _objects_of_form(drawn[at])
                self._take(inside, content, matrices[at], mcids[at], True, depth + 1)
        texts += compress(drawn[taken:], fonts[taken:])

    def _mcids(
        self, handles: Sequence[int], places: Sequence[Any], outer: int | None
    ) -> list[int | None]:
        """The numbers of the marked contents in which objects stand; `outer` is around all."""
        marks = list(map(pdfium.count_marks, places))
        if not any(marks):
            return [outer] * len(marks)
        numbers = list(map(pdfium.marked_content, places))
        mcids: list[int | None] = []
        for handle, mark, number in zip(handles, marks, numbers, strict=True):
            if mark == 1 and number >= 0:
                mcids.append(number)
            elif mark == 1 and number == NONE and outer is None:
                mcids.append(None)
            else:
                mcids.append(self._mcid(handle, outer, mark) if mark else outer)
        return mcids

    def _matrices_of(self, places: Sequence[Any]) -> list[Matrix]:
        count = len(places)
        table = self._matrices
        table.hold(count)
        told = list(map(pdfium.object_matrix, places, table.places))
        values = iter(table.first(count))
        found: list[Matrix] = list(zip(*[values] * 6, strict=True))
        if 0 in told:
            found = [matrix if right else PLAIN for matrix, right in zip(found, told, strict=True)]
        return found

    def _mcid(self, handle: int, outer: int | None, count: int) -> int | None:
        """The number of the innermost marked content that has one; artefacts belong to none."""
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


def _objects_of_form(form: Drawn) -> list[int]:
    count = pdfium.count_form_objects(form.place)
    return list(map(pdfium.form_object, repeat(form.handle, count), range(count)))
