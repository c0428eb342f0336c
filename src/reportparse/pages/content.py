"""pdfminer's parser of content streams, put right where it loses characters of a text.

A backslash that means nothing is left out, and the character behind it stays; an odd last digit of
a text in hexadecimal figures is followed by a zero (PDF 32000-1, 7.3.4.2 and 7.3.4.3). pdfminer
drops that character, and takes that digit for a code of its own. What is not a figure ends such a
text, and is noted.
"""

from __future__ import annotations

from typing import Final

from pdfminer.pdfinterp import PDFContentParser
from pdfminer.psparser import END_HEX_STRING, ESC_STRING

OCTAL: Final = b"01234567"
LINE_ENDS: Final = b"\r\n"
BLANKS: Final = b"\0\t\n\f\r "
DELIMITERS: Final = b"()<>[]{}/%"
FIGURES: Final = b"0123456789abcdefABCDEF"


class ContentParser(PDFContentParser):
    """Reads operators and operands of the content streams of one page or form.

    `altered` tells that a text in figures had other signs in it, or that a number did not end where
    a number ends: nobody knows then what was meant.
    """

    altered = False

    @property
    def unfinished(self) -> bool:
        """Whether the content ended within a text, a list or a dictionary."""
        reading = getattr(self, "_parse1", None)
        return bool(self.context) or reading in (self._parse_string, self._parse_string_1)

    def _parse_number(self, s: bytes, i: int) -> int:
        """Read a number up to its point."""
        return self._ended(s, super()._parse_number(s, i))

    def _parse_float(self, s: bytes, i: int) -> int:
        """Read a number from its point on."""
        return self._ended(s, super()._parse_float(s, i))

    def _ended(self, s: bytes, at: int) -> int:
        """Note a number that runs into something else; return where it ends."""
        if self._parse1 == self._parse_main and s[at : at + 1] not in BLANKS + DELIMITERS:
            self.altered = True
        return at

    def _parse_string_1(self, s: bytes, i: int) -> int:
        """Read what follows a backslash within a text."""
        sign = s[i : i + 1]
        if not self.oct and sign not in ESC_STRING and sign not in OCTAL and sign not in LINE_ENDS:
            self._curtoken += sign
            self._parse1 = self._parse_string
            return i + 1
        return super()._parse_string_1(s, i)

    def _parse_hexstring(self, s: bytes, i: int) -> int:
        """Read a text in hexadecimal figures."""
        end = s.find(b">", i)
        if end >= 0:
            digits = (self._curtoken + s[i:end]).translate(None, BLANKS)
            if digits.strip(FIGURES):
                self.altered = True  # and the text ends there
                stop = END_HEX_STRING.search(s, i)
                end = stop.start() if stop else end
                digits = (self._curtoken + s[i:end]).translate(None, BLANKS)
            if len(digits) % 2:
                self._curtoken = digits + b"0"
                return super()._parse_hexstring(s, end)
        return super()._parse_hexstring(s, i)
