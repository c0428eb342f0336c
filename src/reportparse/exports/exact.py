"""Which decimal type holds the exact figures of a column.

Figures of reports have any length. Nearly all fit into a decimal of 38 digits, 12 of them behind
the point, the widest that every tool reads; what does not goes into a wider one, or becomes the
text of its digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from reportparse.exports.source import Shape, Source
from reportparse.frozen import frozen_record


@frozen_record
class Width:
    """A decimal type: all digits, and those behind the point."""

    digits: int
    behind: int


USUAL: Final = Width(38, 12)
WIDEST: Final = Width(76, 30)


def width_of(numbers: Iterable[Decimal], widths: Iterable[Width]) -> Width | None:
    """Return the first of the widths that holds all the numbers exactly, None where none does.

    >>> width_of([Decimal("7075413.5"), Decimal(0)], (USUAL, WIDEST))
    Width(digits=38, behind=12)
    >>> width_of([Decimal(10) ** 60], (USUAL,)) is None
    True
    """
    before = behind = 0
    for number in numbers:
        whole, _, rest = format(number.copy_abs(), "f").partition(".")
        before, behind = max(before, len(whole.lstrip("0"))), max(behind, len(rest))
    return next(
        (one for one in widths if behind <= one.behind and before <= one.digits - one.behind), None
    )


def widths_of(own: Source, shape: Shape, widths: Iterable[Width]) -> dict[str, Width | None]:
    """Return the width for each exact column of a table, None for text."""
    exact = [at for at, column in enumerate(shape.columns) if column.kind == "exact"]
    if not exact:
        return {}
    numbers: dict[int, set[Decimal]] = {at: set() for at in exact}
    for row in own.rows(shape):
        for at in exact:
            if row[at] is not None:
                numbers[at].add(row[at])
    tried = tuple(widths)
    return {shape.columns[at].name: width_of(numbers[at], tried) for at in exact}


def as_written(value: Any, *, text: bool) -> Any:
    """The value for a column; as text where its column is one of digits."""
    return format(value, "f") if text and value is not None else value
