"""Corrigenda that say in words which figure is to be read as which: 将243改为245.

A correction is placed where the report that it corrects prints the old figure: in the table that
the sentence names, if it names one, and among several prints at the one whose row, column and
year the sentence names. What cannot be placed at one print is placed at none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, select

from reportparse.frozen import frozen_record
from reportparse.notation.spacing import half_width
from reportparse.series.documents import series_words
from reportparse.series.model import Document, Finding, Spot, Statement, spot_of
from reportparse.storage.schema import document as schema

_FIGURE: Final = r"\d{1,3}(?:[ \u00a0,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_QUOTES: Final = r"[\s\"'“”‘’「」『』«»]*"
_SENTENCE: Final = re.compile(r"[^。；;\n]+")
_BLANKS: Final = re.compile(r"\s+")
_GROUPS: Final = re.compile(r"[ \u00a0,]")
TABLES: Final = ("internal_table",)
"""Kinds of references that name a table of the report."""


@frozen_record
class Correction:
    """One figure that a corrigendum changes: what was printed, what is right, in which table."""

    document: Document
    old: Decimal
    new: Decimal
    raw: str
    sentence: str
    tables: tuple[str, ...]
    spot: Spot


def corrections(
    connection: Connection, documents: Mapping[str, Document]
) -> dict[str, list[Correction]]:
    """Return what every corrigendum of the database says, by its own key; also those that say
    nothing of the kind."""
    found: dict[str, list[Correction]] = {
        key: [] for key, one in documents.items() if one.role == "corrigendum"
    }
    for report in found:
        found[report] += _of(connection, documents[report])
    return found


def changes(text: str) -> Iterator[tuple[int, Decimal, Decimal, str]]:
    """Yield where a text changes a figure: the offset, the old, the new, and the new as printed.

    >>> [found[1:3] for found in changes("将1 243改为“1 245”；For 17 read 19")]
    [(Decimal('1243'), Decimal('1245')), (Decimal('17'), Decimal('19'))]
    >>> list(changes("2019年和2020年")), list(changes("paragraphs 3 to 5"))
    ([], [])
    """
    own = series_words()
    for match in _changed().finditer(text):
        if match["weak"] and text[: match.start()] not in own["change"]:
            continue
        old, new = (Decimal(_GROUPS.sub("", match[name])) for name in ("old", "new"))
        yield match.start(), old, new, match["new"]


@lru_cache(maxsize=1)
def _changed() -> re.Pattern[str]:
    own = series_words()
    verb = f"(?:{own['changed_to'].pattern}|(?P<weak>{own['changed_with'].pattern}))"
    return re.compile(
        rf"(?<![\d.,])(?P<old>{_FIGURE}){_QUOTES}(?:,|，)?{_QUOTES}{verb}{_QUOTES}(?P<new>{_FIGURE})(?![\d])",
        re.IGNORECASE,
    )


def _of(connection: Connection, document: Document) -> Iterator[Correction]:
    block, reference = schema.BLOCK, schema.REFERENCE
    named: dict[str, list[tuple[int, str]]] = {}
    for row in connection.execute(
        select(reference.c.element_id, reference.c.start_offset, reference.c.number)
        .where(reference.c.report_id == document.report_id, reference.c.kind.in_(TABLES))
        .order_by(reference.c.position)
    ):
        named.setdefault(row.element_id, []).append((row.start_offset, row.number))
    blocks = connection.execute(
        select(block).where(block.c.report_id == document.report_id).order_by(block.c.position)
    )
    current: tuple[str, ...] = ()
    for block_row in blocks.mappings():
        tables = named.get(block_row["block_id"], [])
        for sentence in _SENTENCE.finditer(block_row["text"] or ""):
            own = tuple(number for at, number in tables if sentence.start() <= at < sentence.end())
            current = own or current
            for _, old, new, raw in changes(sentence[0]):
                yield Correction(document, old, new, raw, sentence[0], current, spot_of(block_row))


# -- placing


def place(correction: Correction, printed: Sequence[Statement]) -> tuple[Statement | None, str]:
    """Return the print that a correction is about, or None and the reason in words."""
    same = [one for one in printed if one.number == correction.old]
    if correction.tables:
        same = [one for one in same if one.table_number in correction.tables]
    old = format(correction.old, "f")
    where = f"table {', '.join(correction.tables)}" if correction.tables else "its tables"
    if not same:
        return None, f"no figure of a record in {where} is {old}"
    if len(same) == 1:
        return same[0], ""
    ranked = sorted(((_agreement(one, correction.sentence), one) for one in same), key=_first)
    if ranked[-1][0] > ranked[-2][0]:
        return ranked[-1][1], ""
    return (
        None,
        f"{old} stands {len(same)} times in {where}, and the words do not say which is meant",
    )


def _first(ranked: tuple[int, Statement]) -> int:
    return ranked[0]


def _agreement(statement: Statement, sentence: str) -> int:
    """How many of the words of a figure's row and column a sentence repeats, and its year."""
    said = _plain(sentence)
    years = {str(day.year) for day in (statement.when.end,)}
    return sum(_plain(word) in said for word in statement.words) + sum(y in said for y in years)


def _plain(text: str) -> str:
    return _BLANKS.sub("", half_width(text)).casefold()


def corrected(statement: Statement, correction: Correction) -> Statement:
    """The statement that a correction makes, from the corrigendum's own print."""
    return replace(
        statement,
        document=correction.document,
        kind=statement.kind,
        number=correction.new,
        decimals=_decimals(correction.new),
        text=correction.raw,
        raw=correction.raw,
        table=None,
        table_number=None,
        row=None,
        column=None,
        notes="",
        doubt=None,
        spot=correction.spot,
    )


def _decimals(number: Decimal) -> int:
    return len(format(number, "f").partition(".")[2])


def unplaced(correction: Correction, reason: str) -> Finding:
    """The finding of a correction that could not be placed."""
    old, new = format(correction.old, "f"), format(correction.new, "f")
    return Finding(
        "correction-unplaced",
        "",
        None,
        f"{correction.document.name}, {correction.spot}, changes {old} to {new}: {reason}",
        documents=(correction.document.name,),
    )


def unread(document: Document, reason: str) -> Finding:
    """The finding of a corrigendum in which no figure is changed that a series has."""
    return Finding(
        "correction-unplaced", "", None, f"{document.name}: {reason}", documents=(document.name,)
    )


def by_base(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """The files of each report, by its symbol."""
    found: dict[str, list[Document]] = {}
    for one in documents:
        found.setdefault(one.base, []).append(one)
    return found
