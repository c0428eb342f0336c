"""PDFium's functions as plain numbers in, plain numbers out.

pypdfium2 brings the library and its declarations. Its declarations turn every argument into a
pointer object of its own; a page needs thousands of calls, so the functions used here are declared
a second time with addresses for pointers, which Python passes on as whole numbers. To import
pypdfium2 is to start the library.

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


def _declared(name: str, result: Any, *arguments: Any) -> Call:
    place = ctypes.cast(getattr(raw, name), address).value
    return PYFUNCTYPE(result, *arguments)(place or 0)


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
char_code = _declared("FPDFText_GetUnicode", c_uint, address, c_int)
char_origin = _declared("FPDFText_GetCharOrigin", c_int, address, c_int, address, address)
char_box = _declared("FPDFText_GetLooseCharBox", c_int, address, c_int, address)
char_object = _declared("FPDFText_GetTextObject", address, address, c_int)
char_unmapped = _declared("FPDFText_HasUnicodeMapError", c_int, address, c_int)

count_objects = _declared("FPDFPage_CountObjects", c_int, address)
page_object = _declared("FPDFPage_GetObject", address, address, c_int)
count_form_objects = _declared("FPDFFormObj_CountObjects", c_int, address)
form_object = _declared("FPDFFormObj_GetObject", address, address, c_ulong)
object_kind = _declared("FPDFPageObj_GetType", c_int, address)
object_matrix = _declared("FPDFPageObj_GetMatrix", c_int, address, address)
set_object_matrix = _declared("FPDFPageObj_SetMatrix", c_int, address, address)
object_bounds = _declared(
    "FPDFPageObj_GetBounds", c_int, address, address, address, address, address
)
count_marks = _declared("FPDFPageObj_CountMarks", c_int, address)
marked_content = _declared("FPDFPageObj_GetMarkedContentID", c_int, address)
object_mark = _declared("FPDFPageObj_GetMark", address, address, c_ulong)
mark_name = _declared("FPDFPageObjMark_GetName", c_int, address, address, c_ulong, address)
mark_number = _declared("FPDFPageObjMark_GetParamIntValue", c_int, address, c_char_p, address)
mark_has = _declared("FPDFPageObjMark_GetParamValueType", c_int, address, c_char_p)

text_font = _declared("FPDFTextObj_GetFont", address, address)
text_size = _declared("FPDFTextObj_GetFontSize", c_int, address, address)
text_mode = _declared("FPDFTextObj_GetTextRenderMode", c_int, address)
set_text_mode = _declared("FPDFTextObj_SetTextRenderMode", c_int, address, c_int)
font_name = _declared("FPDFFont_GetBaseFontName", c_size_t, address, address, c_size_t)
font_program = _declared("FPDFFont_GetFontData", c_int, address, address, c_size_t, address)
font_descent = _declared("FPDFFont_GetDescent", c_int, address, c_float, address)
glyph_width = _declared("FPDFFont_GetGlyphWidth", c_int, address, c_uint, c_float, address)

path_mode = _declared("FPDFPath_GetDrawMode", c_int, address, address, address)
count_segments = _declared("FPDFPath_CountSegments", c_int, address)
path_segment = _declared("FPDFPath_GetPathSegment", address, address, c_int)
segment_point = _declared("FPDFPathSegment_GetPoint", c_int, address, address, address)
segment_kind = _declared("FPDFPathSegment_GetType", c_int, address)
segment_closes = _declared("FPDFPathSegment_GetClose", c_int, address)
fill_colour = _declared(
    "FPDFPageObj_GetFillColor", c_int, address, address, address, address, address
)
stroke_colour = _declared(
    "FPDFPageObj_GetStrokeColor", c_int, address, address, address, address, address
)
stroke_width = _declared("FPDFPageObj_GetStrokeWidth", c_int, address, address)


class Numbers:
    """Room for the numbers that one call writes, with its address; read back as Python numbers."""

    def __init__(self, kind: Any, count: int) -> None:
        self.values: Any = (kind * count)()
        self.address: int = ctypes.addressof(self.values)
        step = ctypes.sizeof(kind)
        self.places: tuple[int, ...] = tuple(self.address + step * at for at in range(count))


class Words:
    """Room for a name that PDFium writes."""

    def __init__(self, length: int = 512) -> None:
        self.buffer: Any = ctypes.create_string_buffer(length)
        self.address: int = ctypes.addressof(self.buffer)
        self.length = length
