"""Roman numerals, both ways; strict: only what would be written that way again is read."""

from __future__ import annotations

from typing import Final

_PARTS: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

MAXIMUM: Final = 3999
"""The largest number that the seven letters write."""

_SINGLE_GLYPHS: Final = {
    **{chr(0x2160 + i): i + 1 for i in range(12)},
    **{chr(0x2170 + i): i + 1 for i in range(12)},
}


def to_roman(number: int) -> str:
    """Write 1 to `MAXIMUM` as an upper-case Roman numeral; raises ValueError beyond.

    >>> to_roman(14)
    'XIV'
    """
    if not 1 <= number <= MAXIMUM:
        raise ValueError(f"cannot write {number} as a Roman numeral")
    written = ""
    for size, letters in _PARTS:
        count, number = divmod(number, size)
        written += letters * count
    return written


def roman_numeral(text: str) -> int | None:
    """Return the value of a Roman numeral in one case, or None; single glyphs such as Ⅳ count.

    >>> roman_numeral("XIV"), roman_numeral("iv"), roman_numeral("Ⅲ")
    (14, 4, 3)
    >>> roman_numeral("IIII") is None, roman_numeral("Iv") is None
    (True, True)
    """
    if text in _SINGLE_GLYPHS:
        return _SINGLE_GLYPHS[text]
    upper = text.upper()
    if not text or text not in (upper, text.lower()):
        return None
    value, rest = 0, upper
    for size, letters in _PARTS:
        while rest.startswith(letters):
            value += size
            rest = rest[len(letters) :]
    return value if not rest and value <= MAXIMUM and to_roman(value) == upper else None
