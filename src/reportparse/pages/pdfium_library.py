"""PDFium's functions as plain numbers in, plain numbers out.

pypdfium2 brings the library and its declarations. Its declarations turn every argument into a
pointer object of its own; a page needs thousands of calls, so the functions used here are declared
a second time. Those that are called a few times take addresses as whole numbers. Those that are
called for every object or character take them as `ready` makes them: ctypes passes such an argument
on as it stands, while it turns a number into one again at each call, which takes longer than the
call. To import pypdfium2 is to start the library.

PDFium must not be entered by two threads at once. The calls declared here keep Python's own lock,
so threads of one process take turns; processes are what runs side by side.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong
from ctypes import c_void_p as address
from typing import Any, Final

import pypdfium2.raw as raw

Call = Callable[..., Any]

TEXT: Final = 1
PATH: Final = 2
IMAGE: Final = 3
FORM: Final = 5
"""Kinds of page objects; 4 are shadings, which no reader takes for ink."""

MOVE: Final = 2
LINE: Final = 0
CURVE: Final = 1
"""Kinds of path segments."""

PASSWORD_NEEDED: Final = 4
"""`FPDF_GetLastError` after a document that is locked, or locked in a way PDFium cannot undo."""
LOCK_UNKNOWN: Final = 5


ready: Callable[[int], Any] = address.from_param
"""Make an address an argument for the functions of `_bare`."""


def _declared(name: str, result: Any, *arguments: Any) -> Call:
    """A function that takes whole numbers for addresses."""
    place = ctypes.cast(getattr(raw, name), address).value
    return PYFUNCTYPE(result, *arguments)(place or 0)


class _Plain(PYFUNCTYPE(c_int)):  # type: ignore[misc]
    """A function without a declared result: ctypes takes it for a C int.

    A declared one is looked up among all kinds at each call, for an eighth of the call's time.
    """

    _flags_ = PYFUNCTYPE(c_int)._flags_


def _bare(name: str, result: Any) -> Call:
    """A function that takes ready addresses, and whole numbers for nothing but a C int."""
    place = ctypes.cast(getattr(raw, name), address).value
    kind = _Plain if result is c_int else PYFUNCTYPE(result)
    return kind(place or 0)


load_document = _declared("FPDF_LoadMemDocument64", address, c_char_p, c_size_t, c_char_p)
close_document = _declared("FPDF_CloseDocument", None, address)
last_error = _declared("FPDF_GetLastError", c_ulong)
count_pages = _declared("FPDF_GetPageCount", c_int, address)
load_page = _declared("FPDF_LoadPage", address, address, c_int)
close_page = _declared("FPDF_ClosePage", None, address)
load_text = _declared("FPDFText_LoadPage", address, address)
close_text = _declared("FPDFText_ClosePage", None, address)

count_chars = _declared("FPDFText_CountChars", c_int, address)
whole_text = _declared("FPDFText_GetText", c_int, address, c_int, c_int, address)
char_code = _bare("FPDFText_GetUnicode", c_uint)
char_origin = _bare("FPDFText_GetCharOrigin", c_int)
char_box = _bare("FPDFText_GetLooseCharBox", c_int)
char_object = _bare("FPDFText_GetTextObject", address)
char_unmapped = _bare("FPDFText_HasUnicodeMapError", c_int)

count_objects = _declared("FPDFPage_CountObjects", c_int, address)
page_object = _bare("FPDFPage_GetObject", address)
count_form_objects = _bare("FPDFFormObj_CountObjects", c_int)
form_object = _declared("FPDFFormObj_GetObject", address, address, c_ulong)
object_kind = _bare("FPDFPageObj_GetType", c_int)
object_matrix = _bare("FPDFPageObj_GetMatrix", c_int)
set_object_matrix = _bare("FPDFPageObj_SetMatrix", c_int)
object_bounds = _bare("FPDFPageObj_GetBounds", c_int)
count_marks = _bare("FPDFPageObj_CountMarks", c_int)
marked_content = _bare("FPDFPageObj_GetMarkedContentID", c_int)
object_mark = _declared("FPDFPageObj_GetMark", address, address, c_ulong)
mark_name = _declared("FPDFPageObjMark_GetName", c_int, address, address, c_ulong, address)
mark_number = _declared("FPDFPageObjMark_GetParamIntValue", c_int, address, c_char_p, address)

text_font = _bare("FPDFTextObj_GetFont", address)
text_size = _bare("FPDFTextObj_GetFontSize", c_int)
text_mode = _bare("FPDFTextObj_GetTextRenderMode", c_int)
set_text_mode = _bare("FPDFTextObj_SetTextRenderMode", c_int)
font_name = _declared("FPDFFont_GetBaseFontName", c_size_t, address, address, c_size_t)
font_program = _declared("FPDFFont_GetFontData", c_int, address, address, c_size_t, address)
font_descent = _declared("FPDFFont_GetDescent", c_int, address, c_float, address)
glyph_width = _declared("FPDFFont_GetGlyphWidth", c_int, address, c_uint, c_float, address)

path_mode = _bare("FPDFPath_GetDrawMode", c_int)
count_segments = _bare("FPDFPath_CountSegments", c_int)
path_segment = _bare("FPDFPath_GetPathSegment", address)
segment_point = _bare("FPDFPathSegment_GetPoint", c_int)
segment_kind = _bare("FPDFPathSegment_GetType", c_int)
segment_closes = _bare("FPDFPathSegment_GetClose", c_int)
fill_colour = _bare("FPDFPageObj_GetFillColor", c_int)
stroke_colour = _bare("FPDFPageObj_GetStrokeColor", c_int)
stroke_width = _bare("FPDFPageObj_GetStrokeWidth", c_int)


class Numbers:
    """Room for the numbers that one call writes; read back as Python numbers.

    `places` are the ready addresses of the numbers one by one, `place` that of the first.
    """

    def __init__(self, kind: Any, count: int) -> None:
        self.values: Any = (kind * count)()
        self.address: int = ctypes.addressof(self.values)
        step = ctypes.sizeof(kind)
        self.places: list[Any] = [ready(self.address + step * at) for at in range(count)]
        self.place: Any = self.places[0]


class Table:
    """Room for the numbers of many calls, each of which writes a row of `width` numbers."""

    def __init__(self, kind: Any, width: int = 1) -> None:
        self._kind = kind
        self._width = width
        self._rows = 0
        self.values: Any = ()
        self.address = 0
        self._places: list[Any] = []

    def hold(self, rows: int) -> None:
        """Make room for so many calls at least; what was written before is gone where it grows."""
        if rows <= self._rows:
            return
        self._rows = rows + rows // 2
        self.values = (self._kind * (self._width * self._rows))()
        self.address = ctypes.addressof(self.values)
        self._places = []

    @property
    def places(self) -> list[Any]:
        """The ready addresses of the rows."""
        if not self._places:
            step = ctypes.sizeof(self._kind) * self._width
            end = self.address + self._rows * step
            self._places = list(map(ready, range(self.address, end, step)))
        return self._places

    def first(self, rows: int) -> list[Any]:
        """Return the numbers that the first calls wrote, row by row."""
        found: list[Any] = self.values[: rows * self._width]
        return found


class Words:
    """Room for a name that PDFium writes."""

    def __init__(self, length: int = 512) -> None:
        self.buffer: Any = ctypes.create_string_buffer(length)
        self.address: int = ctypes.addressof(self.buffer)
        self.length = length
