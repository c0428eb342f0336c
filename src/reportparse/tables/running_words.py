"""A dump table whose columns hold words: head, body and number of columns chosen together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportparse.layout.model import Line
from reportparse.tables.running_body import Setting
from reportparse.tables.running_extent import MAX_LINES
from reportparse.tables.running_head import MAX_TITLE_LINES, HeadBand, read_head
from reportparse.tables.running_text import TextBody, read_text_body

MAX_TEXT_COLUMNS = 7
"""Columns of words at most: more do not fit a page."""

MAX_HEAD_LINES = 8

LONE_ROW = 2.0
"""The price of a body of one row: what repeats nothing shows no columns."""

DEAR = 6.0
"""The price beyond which the lines are no table."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A head and a body of words over the same columns."""

    head: HeadBand
    body: TextBody
    columns: int
    price: float


def read_text_table(lines: Sequence[Line], setting: Setting) -> TextTable | None:
    """Read the lines between a caption and its notes as a table of words, or None."""
    options: list[TextTable] = []
    for columns in range(2, MAX_TEXT_COLUMNS + 1):
        for start in range(1, min(len(lines) - 1, MAX_TITLE_LINES + MAX_HEAD_LINES) + 1):
            option = _option(lines[:MAX_LINES], start, columns, setting, options)
            if option is not None:
                options.append(option)
    best = min(options, key=lambda option: option.price, default=None)
    return best if best is not None and best.price < DEAR else None


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
    body = read_text_body(lines[start:], columns, setting.marking.letters, setting.manner)
    if body is None:
        return None
    price = head.price + body.price + (LONE_ROW if len(body.rows) < 2 else 0.0)
    return TextTable(head, body, columns, price)
