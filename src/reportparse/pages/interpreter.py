"""pdfminer's reader of content streams, made to tell what it passes over in silence.

A damaged PDF is the case that matters: pdfminer goes on without a word where a stream breaks off,
an object is missing or a font is unknown. A page that lost text that way looks fine. Here every
such place is noted on the device, and becomes a loss of the page.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import (
    LITERALS_FLATE_DECODE,
    PDFObjRef,
    PDFStream,
    dict_value,
    num_value,
    resolve1,
)
from pdfminer.psparser import PSEOF, PSKeyword, PSLiteral

from reportparse.pages.content import ContentParser
from reportparse.pages.statements import fits, spelling

# Where a page sets no width of lines, they are one unit wide.
LINE_WIDTH = 1.0
# How pdfminer spells operators that are no names.
SPELT = (("*", "_a"), ('"', "_w"), ("'", "_q"))

STREAM_MISSING = "a part of the page's content is missing from the file"
STREAM_DAMAGED = "a part of the page's content is damaged and breaks off"
FONT_MISSING = "a font of the page is missing; its characters are uncertain"
FORM_MISSING = "a form or picture of the page is missing from the file"
CONTENT_OPEN = "a text or a list of the page's content is not closed; what follows it may be lost"
CONTENT_ALTERED = (
    "the page's content has operators or operands that are none; text may be lost or displaced"
)
TEXT_WITHOUT_FONT = "text of the page has no font and cannot be read"


class InkInterpreter(PDFPageInterpreter):
    """Draws a page on an `InkDevice`, and notes there what is damaged."""

    device: Any
    _outer: tuple[PDFTextState, PDFGraphicState] | None = None
    _free = 0
    """How many BX, behind which any operator may stand, have not met their EX."""

    def init_resources(self, resources: Any) -> None:
        self._fonts_missing = _missing_fonts(resources)
        super().init_resources(resources)

    def execute(self, streams: Sequence[object]) -> None:
        """Draw content streams, told apart from those that are being drawn already."""
        self.stream_ids.clear()
        parts: list[PDFStream] = []
        for item in streams:
            stream = resolve1(item)
            if not isinstance(stream, PDFStream):
                self.device.lose(STREAM_MISSING)
                continue
            if not is_whole(stream):
                self.device.lose(STREAM_DAMAGED)
            if stream.objid not in self.parent_stream_ids:
                parts.append(stream)
                if stream.objid is not None:
                    self.stream_ids.add(stream.objid)
        try:
            parser = ContentParser(parts)
        except PSEOF:  # nothing to draw
            return
        while True:
            try:
                _, item = parser.nextobject()
            except PSEOF:
                break
            if isinstance(item, PSKeyword):
                self._operate(item)
            else:
                self.push(item)
        if parser.unfinished:
            self.device.lose(CONTENT_OPEN)
        if parser.altered or self.argstack:
            self.device.lose(CONTENT_ALTERED)

    def _operate(self, keyword: PSKeyword) -> None:
        """Carry out an operator, if it is known and has all its operands."""
        name = spelling(keyword)
        self._free = max(0, self._free + (name == "BX") - (name == "EX"))
        if not self._free and not fits(name, self.argstack):
            self.device.lose(CONTENT_ALTERED)
        for sign, spelt in SPELT:
            name = name.replace(sign, spelt)
        operator = getattr(self, f"do_{name}", None)
        if operator is None:
            self.argstack.clear()
            return
        count = operator.__code__.co_argcount - 1
        operands = self.pop(count) if count else []
        if len(operands) == count:
            operator(*operands)
        self.argstack.clear()

    def subinterp(self) -> PDFPageInterpreter:
        """Return what draws a form: it goes on with the state of this moment."""
        inner = super().subinterp()
        if isinstance(inner, InkInterpreter):
            inner._outer = (self.textstate.copy(), self.graphicstate.copy())
        return inner

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802 - the operator's own name
        """Begin marked content; a property list may be given by its name."""
        if isinstance(props, PSLiteral):
            named = resolve1(self.resources.get("Properties")) if self.resources else None
            props = resolve1(named.get(props.name)) if isinstance(named, dict) else None
        super().do_BDC(tag, props if isinstance(props, dict) else {})

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        if self._outer is None:
            self.graphicstate.linewidth = LINE_WIDTH
        else:
            text, graphic = self._outer
            self.textstate, self.graphicstate = text.copy(), graphic.copy()
            self.textstate.reset()

    def do_gs(self, name: Any) -> None:
        """Set the state as a dictionary says: of it, the font and the width of lines."""
        states = resolve1(self.resources.get("ExtGState")) if self.resources else None
        state = resolve1(states.get(getattr(name, "name", name))) if states else None
        if not isinstance(state, dict):
            return
        self.do_w(resolve1(state.get("LW")))
        font = resolve1(state.get("Font"))
        if isinstance(font, list) and len(font) == 2 and isinstance(font[0], PDFObjRef):
            self.textstate.font = self.rsrcmgr.get_font(font[0].objid, dict_value(font[0]))
            self.textstate.fontsize = float(num_value(font[1]))

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:
        """Show a text on the next line, with these distances between words and characters."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do__q(s)

    def do_w(self, linewidth: Any) -> None:
        """Set the width of lines in the units of the time at which they are drawn."""
        if isinstance(linewidth, (int, float)):
            self.graphicstate.linewidth = linewidth

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:  # noqa: N802
        name = getattr(fontid, "name", fontid)
        if name in self._fonts_missing or name not in self.fontmap:
            self.device.lose(FONT_MISSING)
        super().do_Tf(fontid, fontsize)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        if self.textstate.font is None:
            self.device.lose(TEXT_WITHOUT_FONT)
        super().do_TJ(seq)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        name = getattr(xobjid_arg, "name", xobjid_arg)
        if not isinstance(resolve1(self.xobjmap.get(name)), PDFStream):
            self.device.lose(FORM_MISSING)
            return
        super().do_Do(xobjid_arg)


def is_whole(stream: PDFStream) -> bool:
    """Tell whether a compressed stream can be unpacked to its end.

    Streams that are not compressed, or not with Flate, cannot be told and count as whole.
    """
    data = stream.get_rawdata()
    if data is None:
        return True
    if stream.decipher is not None and stream.objid is not None:
        data = stream.decipher(stream.objid, stream.genno or 0, data, stream.attrs)
    filters = stream.get_filters()
    if not filters or filters[0][0] not in LITERALS_FLATE_DECODE:
        return True
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(data)
    except zlib.error:
        return False
    return unpacker.eof


def _missing_fonts(resources: Any) -> frozenset[object]:
    """Return the names of fonts whose descriptions are not in the file."""
    try:
        fonts = resolve1(resolve1(resources)["Font"])
        named = {name: resolve1(font) for name, font in fonts.items()}
    except Exception:  # no fonts, or a resource dictionary that is none
        return frozenset()
    return frozenset(
        name for name, font in named.items() if not isinstance(font, dict) or "Subtype" not in font
    )
