"""The fonts of pdfminer, put right where it goes against the PDF reference.

- Widths that a file states for one of the fourteen standard fonts count, not the known ones (PDF
  32000-1, 9.2.4).
- The standard fonts of symbols have an encoding of their own, and so have embedded ones whose
  dictionary states none, or only what differs from it (9.6.6).
- A table of codes that the file brings along is used (9.7.5).
- A table of meanings (ToUnicode) goes by the codes in the text (9.10.3), not by the numbers of the
  glyphs; the two differ wherever codes are not those numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any, Final

from pdfminer.cmapdb import CMapBase, CMapDB, FileUnicodeMap, IdentityCMap, UnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFTrueTypeFont, PDFType3Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, PSLiteral

from reportparse.pages.codemap import CodeMap, complete
from reportparse.pages.device import font_name
from reportparse.pages.encodings import ADDED, WIN, differing, named_encoding
from reportparse.pages.fontprogram import own_encoding
from reportparse.pages.fontwidths import meanings, widths_of
from reportparse.pages.symbols import SYMBOLS

CODES: Final = 256
FIXED_BLANK: Final = 160
"""The code at which encodings without an entry show nothing, as wide as a blank."""
CHINESE_NAMES: Final = frozenset(
    name.encode("gbk") for name in ("宋体", "楷体", "黑体", "仿宋", "新宋")
)
CHINESE: Final[Mapping[str, object]] = {
    "Subtype": LIT("CIDFontType2"),
    "Encoding": LIT("GBK-EUC-H"),
    "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"GB1", "Supplement": 2},
    # Letters and figures are half as wide as ideographs.
    "W": [1, 95, 500, 814, 939, 500],
}
"""How a font that is Chinese by its name would be described in full."""
COLLECTIONS: Final = frozenset(("Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1"))
BUILT_ON: Final = b"usecmap"
BUILDING: Final = re.compile(rb"(?:/[^\s/<>\[\](){}%]*\s+)?usecmap")
PROGRAMS: Final = ("FontFile", "FontFile2", "FontFile3")


class _Meanings(UnicodeMap):
    """What the file says of its glyphs and, of those that it leaves out, what the standards say.

    Only the collections of glyphs of the standards can be asked (PDF 32000-1, 9.10.2).
    """

    def __init__(self, stated: UnicodeMap, collection: str) -> None:
        super().__init__()
        self.cid2unichr = stated.cid2unichr
        self._collection = collection

    def get_unichr(self, cid: int) -> str:
        """Return the characters of a glyph; `KeyError` where nobody knows them."""
        text = self.cid2unichr.get(cid)
        if text is not None:
            return text
        if self._collection not in COLLECTIONS:
            raise KeyError(cid)
        return CMapDB.get_unicode_map(self._collection).get_unichr(cid)


class Typefaces(PDFResourceManager):
    """Makes the fonts of a document, each once."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return the font that a dictionary describes."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        font = self._made(objid, _alone(spec))
        if isinstance(font, PDFCIDFont) and isinstance(font.unicode_map, FileUnicodeMap):
            font.unicode_map = _Meanings(font.unicode_map, font.cidcoding)
        named = resolve1(font.descriptor.get("FontName"))
        if isinstance(named, PSLiteral) and isinstance(named.name, bytes):
            font.fontname = font_name(named.name)
        return font

    def _made(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        if is_chinese_by_name(spec):
            return _completed(super().get_font(None, {**spec, **CHINESE}))
        codes = resolve1(spec.get("Encoding")) if "CIDSystemInfo" in spec else None
        if not isinstance(codes, PDFStream):
            font = _completed(super().get_font(objid, spec))
            if isinstance(font, PDFSimpleFont) and not isinstance(font, PDFType3Font):
                _set_right(font, spec)
            elif isinstance(font, PDFCIDFont) and "CIDSystemInfo" in spec:
                _by_codes(font, spec.get("ToUnicode"), font.cmap)
            return font
        table = CodeMap(codes)
        plain = LIT("Identity-V" if table.is_vertical() else "Identity-H")
        font = super().get_font(objid, {**spec, "Encoding": plain})
        if isinstance(font, PDFCIDFont):
            font.cmap = table
            _by_codes(font, spec.get("ToUnicode"), table)
        return font


def _alone(spec: Mapping[str, object]) -> Mapping[str, object]:
    """Let a table of meanings stand by itself: pdfminer fails where it builds on none."""
    mapping = resolve1(spec.get("ToUnicode"))
    if not isinstance(mapping, PDFStream):
        return spec
    table = mapping.get_data()
    if BUILT_ON not in table:
        return spec
    return {**spec, "ToUnicode": PDFStream({}, BUILDING.sub(b" ", table))}


def _completed(font: PDFFont) -> PDFFont:
    """Let the table of codes of a font tell of those that it does not have."""
    if isinstance(font, PDFCIDFont):
        font.cmap = complete(font.cmap)
    return font


def is_chinese_by_name(spec: Mapping[str, object]) -> bool:
    """Whether a font is a Chinese one by nothing but its name.

    Programs of the nineties wrote Chinese so, and viewers know it: the codes are those of GBK, one
    or two bytes each, though the dictionary describes a font of up to 256 characters.
    """
    base = resolve1(spec.get("BaseFont"))
    name = base.name if isinstance(base, PSLiteral) else b""
    kind = resolve1(spec.get("Subtype"))
    descriptor = resolve1(spec.get("FontDescriptor"))
    return (
        isinstance(name, bytes)
        and name[:4] in CHINESE_NAMES
        and isinstance(kind, PSLiteral)
        and kind.name == "TrueType"
        and not (isinstance(descriptor, dict) and "FontFile2" in descriptor)
    )


def _set_right(font: PDFSimpleFont, spec: Mapping[str, object]) -> None:
    """Give a font of up to 256 characters the widths and the encoding that its file means."""
    base = getattr(font, "basefont", "")
    descriptor = resolve1(spec.get("FontDescriptor"))
    embedded = isinstance(descriptor, dict) and any(part in descriptor for part in PROGRAMS)
    if isinstance(resolve1(spec.get("Widths")), list):
        width_of = widths_of(spec.get("FirstChar"), spec.get("Widths"))
        stated = {code: width_of(code) for code in range(CODES)}
        font.widths = {code: width for code, width in stated.items() if width}
    encoding = resolve1(spec.get("Encoding"))
    own = set(differing(encoding))
    # What pdfminer takes for the encoding of a TrueType font that states none.
    usual = WIN if isinstance(font, PDFTrueTypeFont) else ""
    added = ADDED.get(named_encoding(encoding) or usual, {})
    font.cid2unicode = {
        **font.cid2unicode,
        **{code: text for code, text in added.items() if code not in own},
    }
    if embedded:
        _by_program(font, encoding, descriptor, own)
    elif base in SYMBOLS and encoding is None:
        font.cid2unicode = SYMBOLS[base]
    elif FIXED_BLANK not in font.cid2unicode:
        font.cid2unicode = {**font.cid2unicode, FIXED_BLANK: "\xa0"}
        widths: dict[Any, float] = dict(font.widths)
        if " " in widths:
            font.widths = {**widths, FIXED_BLANK: widths[" "]}


def _by_program(font: PDFSimpleFont, encoding: object, descriptor: object, own: Set[int]) -> None:
    """Let the codes of an embedded font mean what its program says, where the file does not.

    That is all of them without an encoding, and else those that the encoding does not have.
    """
    named = named_encoding(encoding)
    known = {c: text for c, text in font.cid2unicode.items() if named or c in own}
    program = own_encoding(descriptor)
    if program is not None:
        rest = {code: text for code, text in program.items() if code not in own}
        font.cid2unicode = {**rest, **known}


def _by_codes(font: PDFCIDFont, mapping: Any, table: CMapBase) -> None:
    """Let the table of meanings go by the codes of the text."""
    stream = resolve1(mapping)
    if isinstance(table, IdentityCMap) or not isinstance(stream, PDFStream):
        return
    found = FileUnicodeMap()
    for code, text in meanings(stream.get_data()):
        glyphs = list(table.decode(code))
        if len(glyphs) == 1 and glyphs[0]:
            found.cid2unichr.setdefault(glyphs[0], text)
    font.unicode_map = found
