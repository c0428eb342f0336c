"""How a value stands in a cell of a spreadsheet: numbers as numbers, text as text.

A spreadsheet keeps 15 digits of a number; what has more stands as text. The print (`4 576`,
`12.50`, `(191.0)`) is the number's format where a format can show it, else a comment beside the
cell. Text that begins like a formula is marked as text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from reportparse.notation.numerals import MINUS_SIGNS

DIGITS: Final = 15
"""Significant digits that a spreadsheet keeps."""
LONGEST: Final = 32_767
"""Characters that a cell can hold."""
CUT: Final = " …[cut]"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs at which programs take a text for a formula."""
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PRINT: Final = re.compile(
    rf"(?P<open>\(?)(?P<minus>[{MINUS_SIGNS}]?)(?P<body>\d[\d \u00a0\u2009,.]*?)(?P<close>\)?)"
    r"(?P<percent>\s?[%％]?)"
)


def escape(text: str) -> str:
    r"""Return a text with the signs that XML cannot hold as `_x000B_`, which programs read back.

    What looks like that already is marked, or they would read it too.

    >>> escape("a\x0bb\rc"), escape("_x0041_")
    ('a_x000B_b_x000D_c', '_x005F_x0041_')
    """
    marked = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", marked)


def exactly(number: Decimal) -> int | float | None:
    """Return the number that a spreadsheet keeps as it is; None for one with too many digits.

    >>> exactly(Decimal("7075413")), exactly(Decimal("12.5")), exactly(Decimal(10) ** 15 + 1)
    (7075413, 12.5, None)
    """
    digits = number.normalize().as_tuple()
    if len(digits.digits) > DIGITS or abs(number.adjusted()) > DIGITS:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def format_of(number: Decimal, text: str) -> str | None:
    """Return the number format that shows `number` as the print `text` has it, None if none does.

    >>> format_of(Decimal(4576), "4 576"), format_of(Decimal("-191.0"), "(191.0)")
    ('#\\\\ ##0', '0.0;\\\\(0.0\\\\)')
    >>> format_of(Decimal("12.50"), "12.50%"), format_of(Decimal(4100000), "410万")
    ('0.00"%"', None)
    """
    found = _PRINT.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    negative = bool(found["open"] or found["minus"])
    plain = re.sub(r"[ \u00a0\u2009,]", "", found["body"])
    if plain.endswith(".") or Decimal(plain) != abs(number) or negative != (number < 0):
        return None
    body = _pattern(found["body"]) + ('"%"' if found["percent"].strip() else "")
    if not negative:
        return body
    decimals = len(plain.partition(".")[2])
    positive = "0" + ("." + "0" * decimals if decimals else "")
    sign = f"\\({body}\\)" if found["open"] else f'"{found["minus"]}"{body}'
    return f"{positive};{sign}"


def _pattern(body: str) -> str:
    """The digits of a print as signs of a format; blanks and commas stay where they are."""
    whole, point, decimals = body.partition(".")
    first, *groups = re.split(r"([ \u00a0\u2009,])", whole)
    if not groups:
        return "0" + point + "0" * len(decimals)
    signs = [sign if sign.isdigit() else "\\" + ("," if sign == "," else " ") for sign in groups]
    pattern = re.sub(r"\d", "#", first + "".join(signs))
    return pattern[:-1] + "0" + point + "0" * len(decimals)


# -- cells


def cell_at(sheet: Worksheet, line: int, column: int) -> Cell:
    """The cell at a place of a sheet. Cells are merged only when all are written."""
    cell = sheet.cell(line, column)
    assert isinstance(cell, Cell)
    return cell


def put_text(cell: Cell, text: str, markers: tuple[str, ...] = ()) -> bool:
    """Write a text into a cell, markers behind it raised; return whether it had to be cut."""
    cut = len(text) > LONGEST - len(CUT)
    shown = escape(text[: LONGEST - len(CUT)] + CUT if cut else text)
    if markers:
        raised = TextBlock(InlineFont(vertAlign="superscript"), escape(", ".join(markers)))
        cell.value = CellRichText(*([shown] if shown else []), raised)
    else:
        cell.value = shown
        cell.data_type = "s"  # or "=" at its beginning would make it a formula
    if text.startswith(FORMULA):
        cell.quotePrefix = True
    return cut


def put_number(cell: Cell, number: Decimal, text: str, markers: tuple[str, ...] = ()) -> list[str]:
    """Write a number as its print shows it; return what a comment has to add."""
    kept = exactly(number)
    if kept is None:
        put_text(cell, text, markers)
        return ["text, for a spreadsheet keeps 15 digits only"]
    cell.value = kept
    shown = format_of(number, text)
    tail = f'"{" " + ", ".join(markers)}"' if markers and '"' not in "".join(markers) else ""
    if shown is not None:
        cell.number_format = ";".join(part + tail for part in shown.split(";"))
        return []
    decimals = max(0, -int(number.as_tuple().exponent))
    cell.number_format = ("0." + "0" * decimals if decimals else "0") + tail
    return [f"printed: {text}"]


def comment(cell: Cell, lines: list[str]) -> None:
    """Attach a comment of some lines; none where there is nothing to say."""
    if lines:
        words = "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n")
        made = Comment(escape(words), "reportparse")
        made.width, made.height = 260, 24 + 18 * len(lines)
        cell.comment = made


def plain_value(cell: Cell, value: Any) -> bool:
    """Write a value of the database into a cell of a flat sheet; return whether it was cut."""
    if value is None:
        return False
    if isinstance(value, Decimal):
        kept = exactly(value)
        if kept is None:
            return put_text(cell, format(value, "f"))
        cell.value = kept
        return False
    if isinstance(value, str):
        return put_text(cell, value)
    if isinstance(value, int) and not isinstance(value, bool) and exactly(Decimal(value)) is None:
        return put_text(cell, str(value))
    cell.value = value
    return False
