"""What columns take: how texts, lists and numbers stand in them, in every kind of database.

The tables themselves are in `schema/`. A search asks without them, since they take long to make.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

LARGEST: Final = 2**63 - 1
"""What a whole number of 64 bits holds."""

TEXT_BITS: Final = 24
"""Bits of `text_id` that count the texts of one report; those above are the report's `number`."""

LIST_SIGN: Final = "; "
"""Between the members of a list in one column."""

PATH_SIGN: Final = " › "
"""Between the heads above a column, from the spanner down to the leaf."""


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without idle zeros, however long it is.

    >>> plain(Decimal("1200.00")), plain(Decimal("1.2E+3")), plain(Decimal("-0.0"))
    (Decimal('1200'), Decimal('1200'), Decimal('0'))
    """
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Decimal("0" if digits == "-0" else digits)


def storable(text: str) -> str:
    """The text itself, but for two signs that no database takes.

    The character of code 0 becomes its picture, a lone half of a surrogate pair the sign for
    something unreadable: both are visible, and neither is a character of any print.

    >>> storable("1\\x002"), storable("a\\ud800"), storable("核证")
    ('1␀2', 'a\ufffd', '核证')
    """
    if text.isascii():
        return text.replace("\0", "\u2400") if "\0" in text else text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text.replace("\0", "\u2400")
