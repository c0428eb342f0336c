"""What of a page's content is damaged, found without drawing it.

PDFium says nothing about a stream that breaks off or a font that is not there: it draws what it
can. The other reader tells such losses as it meets them; here the same is found by a look at the
streams, the names they use, and the resources that should hold them.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, Final

from pdfminer.cmapdb import CMapBase
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.frozen import frozen_record
from reportparse.pages.codemap import named_map
from reportparse.pages.interpreter import (
    CONTENT_ALTERED,
    FONT_MISSING,
    FORM_MISSING,
    STREAM_DAMAGED,
    STREAM_MISSING,
    TEXT_WITHOUT_FONT,
)
from reportparse.pages.opening import contents_of
from reportparse.pages.shown import shown_texts
from reportparse.pages.statements import ONWARD, PLAIN, RESTRUCK, is_sound

MAPPING_DAMAGED: Final = "the characters of a font are damaged"
UNKNOWN_CODES: Final = "codes that the table of a font may not have"
WORDS: Final = "words that stand for what is printed"
STEPS: Final = "empty texts, behind which it loses the place"
EMPTY: Final = (b"<>", b"()")
"""Strings without characters."""
ACTUAL_TEXT: Final = b"/ActualText"
"""Words for the ear, which PDFium gives in the place of the print."""
ACTUAL_BLANK: Final = re.compile(rb"/ActualText\s*(?:<(?:FEFF)?(?:0020|00A0)*>|\( *\))")
"""A blank is given as one: LibreOffice says so of each that it makes of another kind of blank."""
MISSTEP: Final = re.compile(rb"(?:<>|\(\))[^\[\]]*[\d.]\s*\]\s*TJ")
"""An array of texts with such a string and with a step at its end, which PDFium then forgets."""
PAIRS: Final = ((b"(", b")"), (b"<<", b">>"))
"""What encloses texts and lists; what follows one that is not closed is read in several ways."""
FORMS_DEEP: Final = 12
FONT_NAMED: Final = re.compile(rb"/([^\s/<>\[\](){}%]++)\s++[-+.\d]++\s*+Tf")
FORM_NAMED: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s*Do")
STRETCHED: Final = re.compile(rb"(?<![\d.])(?!100(?:\.0*)?\s)[\d.]+\s+Tz\b")
SHOWN: Final = re.compile(rb"[)\]>]\s*T[jJ]\b")
PLACED: Final = re.compile(rb"\b(?:T[dDm]|BT)\b|T\*|['\"]")
"""What moves to where the next text begins, or shows one on the next line."""
ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")


def unpacked(stream: PDFStream) -> tuple[bytes, bool]:
    """Return the data of a stream and whether all of it could be unpacked."""
    data = stream.get_rawdata()
    filters = stream.get_filters()
    plain = len(filters) == 1 and filters[0][0] in LITERALS_FLATE_DECODE and not filters[0][1]
    if data is None or not plain:
        try:
            return stream.get_data(), True
        except MemoryError:  # tells of this process, not of the file
            raise
        except Exception:  # packed in a way that nobody knows
            return b"", False
    if stream.decipher is not None and stream.objid is not None:
        data = stream.decipher(stream.objid, stream.genno or 0, data, stream.attrs)
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(data), unpacker.eof
    except zlib.error:
        return b"", False


@frozen_record
class _Form:
    """What was found in a form, whether it shows text, and texts that begin where others end."""

    losses: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    shows: bool = False
    chained: bool = False


SHADINGS: Final = "surfaces filled with a shading"
"""PDFium says of them that they are white, as the paper is; those filled with tiles are grey."""
SHADING: Final = 2
PATTERN_SET: Final = re.compile(rb"/[^\s\0/<>\[\](){}%]+\s+scn(?![^\s\0/<>\[\](){}%])")
DRAWS_ITSELF: Final = _Form(doubts=("a form that draws itself",))


class DamageFinder:
    """Looks through the pages of one document; what is shared by pages is looked at once.

    `doubts` say what PDFium gets wrong in the content of the last page though it is sound;
    `content` is that content, without the forms, `instead` tells that it gives words for texts,
    `forgotten` that it has steps which PDFium forgets, `shaded` that it fills with shadings.
    """

    def __init__(self) -> None:
        self._sound: dict[int, bool] = {}
        self._tables: dict[int, CMapBase | None] = {}
        self._forms: dict[int, _Form | None] = {}
        self.doubts: dict[str, None] = {}
        self.content = b""
        self.instead = self.forgotten = self.shaded = False
        self._in_form = False

    @property
    def chained(self) -> bool:
        """Whether some text of the last page begins where the one before it ends."""
        return self._in_form or _is_chained(self.content)

    def losses(self, page: PDFPage) -> list[str]:
        """Return what is missing of a page, in the sentences of the other reader."""
        self.doubts = {}
        self.instead = self.forgotten = self.shaded = False
        self._in_form = False
        found: dict[str, None] = {}
        parts: list[bytes] = []
        for part in contents_of(page):
            stream = resolve1(part)
            if not isinstance(stream, PDFStream):
                found[STREAM_MISSING] = None
                continue
            data, whole = unpacked(stream)
            if not whole:
                found[STREAM_DAMAGED] = None
            parts.append(data)
        self.content = b"\n".join(parts)
        self._look(self.content, page.resources, found, 0)
        return list(found)

    def _look(self, data: bytes, resources: Any, found: dict[str, None], depth: int) -> None:
        if any(_missteps(data, empty) for empty in EMPTY):
            if depth:
                self.doubts[STEPS] = None
            else:
                self.forgotten = True
        onward = ONWARD.match(data)
        if onward is None or onward.end() < len(data):
            self._look_closely(data, onward.end() if onward else 0, found)
        known = _dictionary(resources)
        instead = data.count(ACTUAL_TEXT) > len(ACTUAL_BLANK.findall(data))
        if instead and not depth:
            self.instead = True
        elif instead:
            self.doubts[WORDS] = None
        if any(
            "ActualText" in _dictionary(named)
            for named in _dictionary(known.get("Properties")).values()
        ):
            self.doubts[WORDS] = None
        if known.get("Pattern") and PATTERN_SET.search(data) and _has_shading(known["Pattern"]):
            if depth:
                self.doubts[SHADINGS] = None
            else:
                self.shaded = True
        fonts = _names(data, FONT_NAMED)
        if fonts:
            self._look_at_fonts(data, fonts, _dictionary(known.get("Font")), found)
        if SHOWN.search(data, 0, data.find(b"Tf") if fonts else len(data)):
            if depth:  # the font may have been set outside
                self.doubts["a form that brings no font"] = None
            else:
                found[TEXT_WITHOUT_FONT] = None
        self._look_at_forms(data, known, found, depth)

    def _look_at_fonts(
        self, data: bytes, fonts: set[str], named: dict[str, Any], found: dict[str, None]
    ) -> None:
        """Look for fonts that are missing, and for codes that their tables do not have."""
        if not all(self._is_font(named.get(name)) for name in fonts):
            found[FONT_MISSING] = None
        tables = {name: table for name in fonts if (table := self._table(named.get(name)))}
        if not tables:
            return
        shown = shown_texts(data)
        if shown is None or any(
            0 in tables[name].decode(text.codes)
            for text in shown
            if (name := _spelt(text.font.encode("latin-1"))) in tables
        ):
            self.doubts[UNKNOWN_CODES] = None

    def _table(self, raw: Any) -> CMapBase | None:
        """The table of the standards by which a font has its glyphs; None for all other fonts."""
        number = raw.objid if isinstance(raw, PDFObjRef) else None
        if number is not None and number in self._tables:
            return self._tables[number]
        font = _dictionary(raw)
        table = named_map(font.get("Encoding")) if "DescendantFonts" in font else None
        if number is not None:
            self._tables[number] = table
        return table

    def _look_closely(self, data: bytes, start: int, found: dict[str, None]) -> None:
        """Look at content that is from `start` on not as plain as nearly all is."""
        if RESTRUCK.search(data, start):
            self.doubts["a text struck twice in one"] = None
        if PLAIN.fullmatch(data, start):
            return
        if not _closes(data):
            self.doubts["brackets that are not closed"] = None
        if not is_sound(data):
            found[CONTENT_ALTERED] = None

    def _look_at_forms(
        self, data: bytes, known: dict[str, Any], found: dict[str, None], depth: int
    ) -> None:
        forms = _names(data, FORM_NAMED) if b"Do" in data else ()
        if forms and depth < FORMS_DEEP:
            named = _dictionary(known.get("XObject"))
            inner = [self._form(named.get(name), known, depth) for name in forms]
            for form in inner:
                found.update(dict.fromkeys(form.losses))
                self.doubts.update(dict.fromkeys(form.doubts))
                self._in_form = self._in_form or form.chained
            if b"Tz" in data and any(form.shows for form in inner) and STRETCHED.search(data):
                self.doubts["a form within text that is stretched"] = None

    def _is_font(self, raw: Any) -> bool:
        number = raw.objid if isinstance(raw, PDFObjRef) else None
        if number is not None and number in self._sound:
            return self._sound[number]
        sound = "Subtype" in _dictionary(raw)
        if number is not None:
            self._sound[number] = sound
        return sound

    def _form(self, raw: Any, outer: dict[str, Any], depth: int) -> _Form:
        number = raw.objid if isinstance(raw, PDFObjRef) else None
        if number is not None and number in self._forms:
            return self._forms[number] or DRAWS_ITSELF
        if number is not None:
            self._forms[number] = None  # it is being looked at
        around, self.doubts = self.doubts, {}
        before, self._in_form = self._in_form, False
        found: dict[str, None] = {}
        shows = chained = False
        form = resolve1(raw)
        if not isinstance(form, PDFStream):
            found[FORM_MISSING] = None
        elif _name(form.get("Subtype")) == "Form":
            data, whole = unpacked(form)
            if not whole:
                found[STREAM_DAMAGED] = None
            shows = SHOWN.search(data) is not None
            self._look(data, form.get("Resources") or outer, found, depth + 1)
            chained = self._in_form or _is_chained(data)
        seen = _Form(tuple(found), tuple(self.doubts), shows, chained)
        self.doubts, self._in_form = around, before
        if number is not None:
            self._forms[number] = seen
        return seen


def _missteps(data: bytes, empty: bytes) -> bool:
    """Whether an array of texts with the string `empty` has a step at its end."""
    at = data.find(empty)
    while at >= 0:  # to find the string is many times as quick as to search for the pattern
        if MISSTEP.match(data, at):
            return True
        at = data.find(empty, at + 1)
    return False


def _closes(data: bytes) -> bool:
    """Whether as many brackets close in a content stream as open; those in texts left out."""
    escapes = b"\\" in data
    plain = data.replace(b"\\\\", b"") if escapes else data
    return all(
        _count(plain, opens, escapes) == _count(plain, closes, escapes) for opens, closes in PAIRS
    )


def _count(plain: bytes, bracket: bytes, escapes: bool) -> int:
    count = plain.count(bracket)
    if escapes and count and len(bracket) == 1:
        return count - plain.count(b"\\" + bracket)
    return count


def _has_shading(patterns: Any) -> bool:
    """Whether one of the patterns that resources name runs from colour to colour."""
    return any(
        resolve1(_dictionary(pattern).get("PatternType")) == SHADING
        for pattern in _dictionary(patterns).values()
    )


def _is_chained(data: bytes) -> bool:
    return any(not PLACED.search(part) for part in SHOWN.split(data)[1:-1])


def _names(data: bytes, named: re.Pattern[bytes]) -> set[str]:
    """Return the names that stand before an operator."""
    return {_spelt(name) for name in set(named.findall(data))}


def _spelt(name: bytes) -> str:
    plain = ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) if b"#" in name else name
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return plain.decode("latin-1")


def _name(raw: Any) -> str:
    value = resolve1(raw)
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _dictionary(raw: Any) -> dict[str, Any]:
    try:
        value = resolve1(raw)
    except MemoryError:  # tells of this process, not of the file
        raise
    except Exception:  # a malformed object names nothing
        return {}
    return value if isinstance(value, dict) else {}
