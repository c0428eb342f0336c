"""A dump table whose columns hold words: head, body and number of columns chosen together."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line
from reportparse.tables.running_body import Setting
from reportparse.tables.running_extent import MAX_LINES
from reportparse.tables.running_gaps import chunks_of
from reportparse.tables.running_gutters import fragments_of
from reportparse.tables.running_head import MAX_TITLE_LINES, HeadBand, read_head
from reportparse.tables.running_text import TextBody, read_text_body

MAX_TEXT_COLUMNS = 7
"""Columns of words at most: more do not fit a page."""

MAX_HEAD_LINES = 8

MAX_CHUNKS = 400
"""Gaps and line ends that are weighed at most. A table of words that has more is one of whole
sentences, whose columns nothing in a dump tells apart, and the work grows with their square."""

LONE_ROW = 2.0
"""The price of a body of one row: what repeats nothing shows no columns."""

EDGE = 0.6
"""The highest price of a gap that is likely an edge: wide, between Chinese, at a date or marker."""

EDGE_SHARE = 0.2
"""Likely edges per line that a table of words must show."""

GAPPED_SHARE = 0.3
"""Share of lines with wide gaps in a dump that keeps columns by them."""

DEAR = 6.0
"""The price beyond which the lines are no table."""


@frozen_record
class TextTable:
    """A head and a body of words over the same columns."""

    head: HeadBand
    body: TextBody
    columns: int
    price: float


def read_text_table(lines: Sequence[Line], setting: Setting) -> TextTable | None:
    """Read the lines between a caption and its notes as a table of words, or None."""
    if not _hopeful(lines, setting):
        return None
    options: list[TextTable] = []
    for columns in range(2, MAX_TEXT_COLUMNS + 1):
        for start in range(1, min(len(lines) - 1, MAX_TITLE_LINES + MAX_HEAD_LINES) + 1):
            option = _option(lines[:MAX_LINES], start, columns, setting, options)
            if option is not None:
                options.append(option)
    best = min(options, key=lambda option: option.price, default=None)
    return best if best is not None and best.price < DEAR else None


def _hopeful(lines: Sequence[Line], setting: Setting) -> bool:
    """Whether there are edges of cells to see at all, and not more than can be weighed."""
    chunks = chunks_of(lines, setting.marking.letters, setting.manner, names=True)
    edges = sum(chunk.cut <= EDGE and not chunk.new_line for chunk in chunks)
    return len(chunks) <= MAX_CHUNKS and edges >= EDGE_SHARE * len(lines)


def _row_by_row(lines: Sequence[Line], columns: int) -> bool:
    """Whether lines with wide gaps show all cells of a row.

    A dump that keeps columns prints wrapped cells side by side; read one after the other they
    would change places.
    """
    gapped = [n for line in lines if (n := len(fragments_of(line))) > 1]
    return len(gapped) < GAPPED_SHARE * len(lines) or all(n == columns for n in gapped)


def _option(
    lines: Sequence[Line],
    start: int,
    columns: int,
    setting: Setting,
    others: Sequence[TextTable],
) -> TextTable | None:
    head = read_head(
        lines[:start],
        columns,
        setting.marking,
        setting.manner,
        titled=setting.titled,
        inline=setting.inline,
    )
    least = min((other.price for other in others), default=DEAR)
    if head is None or head.price > least:
        return None
    if not _row_by_row(lines[start:], columns):
        return None
    body = read_text_body(lines[start:], columns, setting.marking.letters, setting.manner)
    if body is None:
        return None
    price = head.price + body.price + (LONE_ROW if len(body.rows) < 2 else 0.0)
    return TextTable(head, body, columns, price)
