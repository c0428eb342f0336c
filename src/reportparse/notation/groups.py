"""Cutting a run of digit groups into numbers, when only blanks separate both.

A text dump has lost the gaps between columns: `4 576 1 717 994 936 460 0` may be four cells or
eight. Grammar allows some cuts and forbids the rest; this module lists those it allows. Choosing
among them needs other evidence (totals, neighbours), which does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.notation.numerals import MINUS_SIGNS

MAX_READINGS: Final = 4096
"""Readings listed at most. More than these never are evidence for one of them."""

_HEAD: Final = compiled(rf"(?P<open>\(?)[+{MINUS_SIGNS}$€£¥]*[1-9]\d{{0,2}}")
_MIDDLE: Final = compiled(r"\d{3}")
_LAST: Final = compiled(r"\d{3}(?:\.\d+)?%?(?P<close>\)?)%?(?P<marker>\p{Ll}(?:,\p{Ll})*)?")
_BARE: Final = compiled(r"\d+")
_CLOSED_ONLY: Final = compiled(r"[^()]*\)[^()]*")
_OPEN_ONLY: Final = compiled(r"[^()]*\([^()]*")


@frozen_record
class Readings:
    """The ways to cut a run of tokens into cells; `count` is exact even if `cells` was capped."""

    cells: tuple[tuple[str, ...], ...]
    count: int

    @property
    def complete(self) -> bool:
        """Whether `cells` lists every reading."""
        return len(self.cells) == self.count

    @property
    def only(self) -> tuple[str, ...] | None:
        """The one reading there is, or None when there are none or several."""
        return self.cells[0] if self.count == 1 else None


def group_readings(tokens: Sequence[str], columns: int, limit: int = MAX_READINGS) -> Readings:
    """Return all cuts of blank-separated `tokens` into exactly `columns` well-formed cells.

    A cell is one token, or a group of one to three digits followed by groups of exactly three, of
    which the last may have decimals, a closing parenthesis or a marker letter. A token that is no
    digit group (a nil symbol, `2019/20`, a word) is a cell of its own; a digit token of four or
    more is a whole number; one with a leading zero can only continue a number. Cells keep the
    print with single blanks. The work grows with tokens times columns, not with the readings.

    >>> group_readings("4 576 1 717 0".split(), 3).cells
    (('4 576', '1 717', '0'),)
    >>> readings = group_readings("38 243 223 383".split(), 3)
    >>> readings.cells
    (('38', '243', '223 383'), ('38', '243 223', '383'), ('38 243', '223', '383'))
    >>> readings.only is None
    True
    >>> group_readings("12 34".split(), 1).count
    0
    """
    run = tuple(tokens)
    ends = tuple(_cell_ends(run, start) for start in range(len(run)))

    @cache
    def count(start: int, left: int) -> int:
        if left == 0 or start == len(run):
            return int(left == 0 and start == len(run))
        return sum(count(end, left - 1) for end in ends[start])

    found: list[tuple[str, ...]] = []
    pending: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while pending and len(found) < limit:
        start, cells = pending.pop()
        if start == len(run):
            found.append(cells)
            continue
        left = columns - len(cells) - 1
        pending.extend(
            (end, (*cells, " ".join(run[start:end])))
            for end in reversed(ends[start])
            if count(end, left)
        )
    total = count(0, columns) if columns >= 0 else 0
    return Readings(tuple(found) if total else (), total)


def _cell_ends(run: tuple[str, ...], start: int) -> tuple[int, ...]:
    """Return the token indexes at which a well-formed cell that begins at `start` may end."""
    ends = [start + 1] if _stands_alone(run[start]) else []
    head = _HEAD.fullmatch(run[start])
    if not head:
        return tuple(ends)
    for index in range(start + 1, len(run)):
        last = _LAST.fullmatch(run[index])
        if last and bool(head["open"]) == bool(last["close"]):
            ends.append(index + 1)
        if not _MIDDLE.fullmatch(run[index]):
            break
    return tuple(ends)


def _stands_alone(token: str) -> bool:
    if _BARE.fullmatch(token):
        return token == "0" or not token.startswith("0")
    if compiled(r"0\d").match(token) and compiled(r"[\d.]+%?\)?").fullmatch(token):
        return False
    return not (_CLOSED_ONLY.fullmatch(token) or _OPEN_ONLY.fullmatch(token))
