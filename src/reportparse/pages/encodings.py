"""The encodings that the PDF reference names, where pdfminer's tables leave something out.

- In WinAnsiEncoding every code above 32 that has no character of its own is a bullet, and 173 is a
  second hyphen (PDF 32000-1, annex D.2, notes 3 and 6); pdfminer has a blank for that.
- To MacRomanEncoding viewers add the characters of the Mac OS encoding (9.6.6.4, table 115).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from reportparse.pages.symbols import SYMBOLS

WIN: Final = "WinAnsiEncoding"
MAC: Final = "MacRomanEncoding"
STANDARD: Final = "StandardEncoding"
SYMBOLIC: Final = 4
"""The flag of fonts whose characters are not those of the standard encoding (9.8.2)."""
KNOWN: Final = frozenset((WIN, MAC, STANDARD))
ADDED: Final[Mapping[str, Mapping[int, str]]] = {
    WIN: {**dict.fromkeys((127, 129, 141, 143, 144, 157), "\u2022"), 173: "-"},
    MAC: {
        173: "\u2260",
        176: "\u221e",
        178: "\u2264",
        179: "\u2265",
        182: "\u2202",
        183: "\u2211",
        184: "\u220f",
        185: "\u03c0",
        186: "\u222b",
        189: "\u2126",
        195: "\u221a",
        197: "\u2248",
        198: "\u2206",
        215: "\u25ca",
        240: "\uf8ff",
    },
}
"""Characters by encoding and code."""


AGREED: Final = frozenset(map(chr, range(32, 127))) - {"'", "`"}
"""Characters that have the same code in all encodings of plain letters."""


def named_encoding(encoding: object) -> str:
    """Return the name of an encoding, or of the one that it differs from; empty where none is.

    >>> from pdfminer.psparser import LIT
    >>> named_encoding(LIT("WinAnsiEncoding")), named_encoding({"BaseEncoding": LIT("X")})
    ('WinAnsiEncoding', 'X')
    >>> named_encoding({}), named_encoding(None)
    ('', '')
    """
    stated = resolve1(encoding)
    if isinstance(stated, dict):
        stated = resolve1(stated.get("BaseEncoding"))
    name = stated.name if isinstance(stated, PSLiteral) else ""
    return name if isinstance(name, str) else ""


def differing(encoding: object) -> Iterator[int]:
    """Yield the codes that an encoding states itself (9.6.6.1).

    >>> from pdfminer.psparser import LIT
    >>> list(differing({"Differences": [65, LIT("one"), LIT("two"), 80, LIT("six")]}))
    [65, 66, 80]
    """
    stated = resolve1(encoding)
    entries = resolve1(stated.get("Differences")) if isinstance(stated, dict) else ()
    code = 0
    for entry in map(resolve1, entries if isinstance(entries, list) else ()):
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, PSLiteral):
            yield code
            code += 1


def is_known(font: Mapping[str, object]) -> bool:
    """Tell whether all readers agree on what the codes of a font of up to 256 characters mean.

    `font` is its dictionary. They do not for one that names no encoding, unless it is an embedded
    Type 1 font, which has its own, a standard one, or one of plain letters.
    """
    encoding = resolve1(font.get("Encoding"))
    named, base = named_encoding(encoding), resolve1(font.get("BaseFont"))
    if named:
        return named in KNOWN
    if isinstance(base, PSLiteral) and base.name in SYMBOLS:
        return True
    kind, described = resolve1(font.get("Subtype")), resolve1(font.get("FontDescriptor"))
    if isinstance(kind, PSLiteral) and kind.name == "TrueType":
        return False
    parts = described if isinstance(described, dict) else {}
    flags = resolve1(parts.get("Flags"))
    symbols = isinstance(flags, int) and bool(flags & SYMBOLIC)
    return not symbols or "FontFile" in parts or "FontFile3" in parts
