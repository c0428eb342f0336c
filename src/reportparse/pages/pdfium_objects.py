"""The objects of a page as PDFium keeps them: texts, paths and images in the order of drawing."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final

from reportparse.pages import pdfium_library as pdfium

Matrix = tuple[float, float, float, float, float, float]

PLAIN: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
KINDS: Final = frozenset({pdfium.TEXT, pdfium.PATH, pdfium.IMAGE, pdfium.FORM})
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
        texts, places = content.texts, list(map(pdfium.ready, handles))
        count = len(places)
        fonts = list(map(pdfium.text_font, places))  # no other object has one
        marks = list(map(pdfium.count_marks, places))
        numbers = list(map(pdfium.marked_content, places)) if 1 in marks else marks
        matrices = self._matrices_of(places)
        for at in range(count):
            font = fonts[at]
            kind = pdfium.TEXT if font else pdfium.object_kind(places[at])
            if kind not in KINDS:
                continue
            mcid: int | None
            if marks[at] == 1 and (numbers[at] >= 0 or (outer is None and numbers[at] == NONE)):
                mcid = numbers[at] if numbers[at] >= 0 else None
            else:
                mcid = self._mcid(handles[at], outer, marks[at])
            matrix = matrices[at] if around is PLAIN else times(matrices[at], around)
            drawn = Drawn(handles[at], places[at], font, matrix, around, mcid, in_form)
            if kind == pdfium.TEXT:
                texts.append(drawn)
            elif kind == pdfium.PATH:
                content.paths.append(drawn)
            elif kind == pdfium.IMAGE:
                content.images.append(drawn)
            elif depth < DEEPEST:
                inside = _objects_of_form(drawn)
                self._take(inside, content, matrix, mcid, True, depth + 1)

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
