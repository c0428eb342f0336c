"""Figures that the report prints twice: in another table, in its text, in a note.

A figure with enough digits that stands elsewhere with the same value was read right both times:
chance does not repeat it, and a wrong cut or a wrong glyph would have to happen twice. A figure
that is not repeated says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from reportparse.checks.figures import Figure, Spot, figures_of
from reportparse.lexicon.patterns import compiled
from reportparse.report.body import Block, Section
from reportparse.report.model import Report
from reportparse.report.tables import Table

DIGITS: Final = 4
"""Significant digits, trailing zeros not among them, from which a repeated figure is evidence."""

YEARS: Final = range(1900, 2101)
"""Whole numbers of four digits without a group sign that are taken for years."""

_BLANK = r"[ \u00a0\u2007\u2009\u202f]"
_NUMERAL: Final = compiled(
    r"(?<![A-Za-z0-9/.\-–_])"
    rf"(\d{{1,3}}(?:{_BLANK}\d{{3}})+|\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?"
    r"(?![A-Za-z0-9/_]|[.\-–]\d)"
)
_LONG: Final = re.compile(r"\d[\d., \u00a0\u2007\u2009\u202f]{2,}\d")
"""What holds every number of digits enough, and most texts do not have."""


def repeats(report: Report) -> list[dict[Spot, tuple[str, ...]]]:
    """Return for each table its figures that stand elsewhere, each with the ids of where."""
    printed: dict[Decimal, list[str]] = {}
    for element, text in _texts(report):
        for value in numerals(text):
            found = printed.setdefault(value, [])
            if element not in found:
                found.append(element)
    figures = [_telling(table) for table in report.tables]
    tables: dict[Decimal, list[str]] = {}
    for table, own in zip(report.tables, figures, strict=True):
        for value in set(own.values()):
            tables.setdefault(value, []).append(table.id)
    return [
        _elsewhere(table.id, own, tables, printed)
        for table, own in zip(report.tables, figures, strict=True)
    ]


def _elsewhere(
    table: str,
    figures: Mapping[Spot, Decimal],
    tables: Mapping[Decimal, Sequence[str]],
    printed: Mapping[Decimal, Sequence[str]],
) -> dict[Spot, tuple[str, ...]]:
    """In the text a decrease is printed without its minus; between tables the sign counts."""
    found: dict[Spot, tuple[str, ...]] = {}
    for spot, value in figures.items():
        others = [other for other in tables[value] if other != table]
        where = (*others, *printed.get(abs(value), ()))
        if where:
            found[spot] = where
    return found


def numerals(text: str) -> Iterator[Decimal]:
    """Yield the numbers of running text that have digits enough; years are left out.

    >>> [str(value) for value in numerals("2023年支出2 449 614.5美元(见A/75/8361)，共12 638项")]
    ['2449614.5', '12638']
    """
    for found in _NUMERAL.finditer(text) if _LONG.search(text) else ():
        whole, decimals = found[1], found[2] or ""
        digits = "".join(char for char in whole if char.isdigit())
        value = Decimal(digits + decimals)
        if _tells(value) and (decimals or len(whole) > len(digits) or int(value) not in YEARS):
            yield value


def _telling(table: Table) -> dict[Spot, Decimal]:
    return {
        spot: figure.value
        for spot, figure in figures_of(table).at.items()
        if figure is not None and not figure.nothing and _tells_of(figure)
    }


def _tells_of(figure: Figure) -> bool:
    return _tells(figure.value) and not (figure.unit == 1 and figure.value in YEARS)


def _tells(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= DIGITS


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """All running text with the id of its element."""
    if report.summary is not None:
        yield from _of_blocks(report.summary.paragraphs)
    for section in (*report.sections, *(s for annex in report.annexes for s in annex.sections)):
        yield from _of_section(section)
    for note in report.footnotes:
        yield note.id, note.text.text
    for table in report.tables:
        for own in table.notes:
            yield own.id, own.text.text
        for text in (table.title, *table.headnotes, *table.remarks):
            if text is not None:
                yield table.id, text.text


def _of_section(section: Section) -> Iterator[tuple[str, str]]:
    yield from _of_blocks(section.blocks)
    for below in section.sections:
        yield from _of_section(below)


def _of_blocks(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.text is not None:
            yield block.id, block.text.text
