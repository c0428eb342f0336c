"""Heads printed again: a table that ran over pages repeats its head in the dump."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.model import Line, Piece
from reportparse.notation.captions import read_caption_label
from reportparse.tables.running_gutters import fragments_of
from reportparse.tables.running_tokens import is_year, row_of

MAX_HEAD_LINES = 12

REPEATED_SHARE = 0.6
"""Share of a head's lines that must come again together: pages differ in where lines break."""


def split_repeats(lines: Sequence[Line]) -> tuple[list[Line], list[Piece]]:
    """Part the lines behind a caption from those that print its head again further down.

    Captions of continuation (`表 1(续)`) are repeats as well.

    >>> texts = ("标题", "项目", "数额", "登记费 5", "项目", "数额", "认证费 6")
    >>> lines = [Line(i, 1, t, tuple(range(len(t)))) for i, t in enumerate(texts)]
    >>> kept, repeats = split_repeats(lines)
    >>> [line.number for line in kept], [piece.text for piece in repeats]
    ([0, 1, 2, 3, 6], ['项目', '数额'])
    """
    first = _first_row(lines)
    head = [_plain(line) for line in lines[1:first]]
    if not head:
        return list(lines), []
    kept, repeats = list(lines[:first]), []
    at = first
    while at < len(lines):
        label = read_caption_label(lines[at].text)
        if label is not None and label.continued:
            repeats.append(lines[at].whole().trimmed())
            at += 1
            continue
        length = _again(lines, at, head)
        if length:
            repeats += [line.whole().trimmed() for line in lines[at : at + length]]
            at += length
            continue
        kept.append(lines[at])
        at += 1
    return kept, repeats


def _plain(line: Line) -> str:
    return " ".join(line.text.split())


def _first_row(lines: Sequence[Line]) -> int:
    """Return the index of the first line that ends in figures and is no line of years or words."""
    for i, line in enumerate(lines[1 : MAX_HEAD_LINES + 4], 1):
        row = row_of(line)
        years = all(is_year(unit.text) for unit in row.units)
        if row.units and not years and not _is_worded(line):
            return i
    return 0


def _is_worded(line: Line) -> bool:
    """Tell whether a line has columns and words in each of them: `2023年1月至8  2022年1月至8`.

    A head that is broken behind a figure looks like a row otherwise.
    """
    parts = fragments_of(line)
    return len(parts) > 1 and all(any(sign.isalpha() for sign in part.text) for part in parts)


def _again(lines: Sequence[Line], at: int, head: Sequence[str]) -> int:
    """Return how many lines from `at` on print the head, or its end, again."""
    for skip in range(len(head)):
        length = 0
        while (
            at + length < len(lines)
            and skip + length < len(head)
            and _plain(lines[at + length]) == head[skip + length]
        ):
            length += 1
        whole = skip + length == len(head) and length >= REPEATED_SHARE * len(head)
        if length and (whole or _is_head_without_section(lines[at : at + length], skip, head)):
            return length
    return 0


def _is_head_without_section(again: Sequence[Line], skip: int, head: Sequence[str]) -> bool:
    """Tell whether lines are the head but for the section row below it: columns show in them."""
    whole = skip == 0 and len(again) == len(head) - 1
    return whole and len(fragments_of(again[-1])) > 1
