"""Breaking sorts into lines, and placing the sorts of one line.

Chinese breaks between any two characters except before closing and after opening punctuation;
Latin words stay whole, apart from words with a hyphen inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tests.typeset.settings import Settings
from tests.typeset.sorts import Sort, is_full_width, width_of

NOT_AT_BEGIN = frozenset("，。、；：？！）》〉”’…—％】」〕％),.;:%/]? \u00a0")
NOT_AT_END = frozenset("（《〈“‘【「〔([/ \u00a0") - {"/", " "}
MAY_HANG = frozenset("，。、；：")
MOST_STRETCH_EM = 0.4
"""Justified lines are not stretched by more than this between two characters."""

Placed = tuple[tuple[float, Sort], ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """One line of a broken text; `last` closes the text."""

    sorts: tuple[Sort, ...]
    last: bool


def may_break(before: Sort, after: Sort, prior: Sort | None, settings: Settings) -> bool:
    """Tell whether a line may end between `before` and `after`; `prior` stands before both."""
    a, b = before.char, after.char
    if after.note is not None or b in NOT_AT_BEGIN or a in NOT_AT_END:
        return False
    if a == " ":
        return True
    if is_full_width(a) or is_full_width(b) or before.note is not None or _set_full(before, after):
        return True
    hyphen = a == "-" and b.isalnum() and prior is not None and prior.char.isalnum()
    return hyphen and settings.break_at_hyphen


def _set_full(before: Sort, after: Sort) -> bool:
    return not (before.face.startswith("times") and after.face.startswith("times"))


def break_lines(sorts: list[Sort], first: float, rest: float, settings: Settings) -> list[Broken]:
    """Break `sorts` into lines, the first `first` points long, the others `rest`."""
    lines: list[Broken] = []
    start, room = 0, first
    width, place = 0.0, -1
    index = 0
    while index < len(sorts):
        sort = sorts[index]
        if index > start and may_break(
            sorts[index - 1], sort, sorts[index - 2] if index > 1 else None, settings
        ):
            place = index
        step = sort.width + (sort.gap if index > start else 0.0)
        over = width + step > room + 0.01 and sort.char != " "
        if over and settings.hang_punctuation and _hangs(sorts, index):
            over = False
        if over and index > start:
            cut = place if place > start else index
            lines.append(Broken(tuple(sorts[start:cut]), last=False))
            start, room, width, place, index = cut, rest, 0.0, -1, cut
            continue
        width += step
        index += 1
    lines.append(Broken(tuple(sorts[start:]), last=True))
    return [_trim(line, settings) for line in lines]


def _hangs(sorts: list[Sort], index: int) -> bool:
    if sorts[index].char not in MAY_HANG or index + 1 >= len(sorts):
        return sorts[index].char in MAY_HANG
    after = sorts[index + 1]
    return after.note is None and after.char not in NOT_AT_BEGIN


def _trim(line: Broken, settings: Settings) -> Broken:
    """Drop the blanks at which the line was broken, unless the producer keeps them."""
    if line.last or settings.line_blanks:
        return line
    sorts = line.sorts
    while sorts and sorts[-1].char == " " and sorts[-1].note is None:
        sorts = sorts[:-1]
    return Broken(sorts, line.last)


def place(line: Broken, x: float, room: float, justify: bool, align: str = "left") -> Placed:
    """Return the sorts of `line` with their x, from `x` on over `room` points."""
    sorts = line.sorts
    inked = list(sorts)
    while inked and inked[-1].char == " ":
        inked.pop()
    used = width_of(inked) - (inked[0].gap if inked else 0.0)
    start, extra = x, 0.0
    if align == "right":
        start = x + room - used
    elif align == "centre":
        start = x + (room - used) / 2
    elif justify and not line.last:
        extra = _stretch(inked, room - used)
    placed: list[tuple[float, Sort]] = []
    pen = start
    for index, sort in enumerate(sorts):
        if index:
            pen += sort.gap
            if _joint(sorts[index - 1], sort):
                pen += extra
        placed.append((pen, sort))
        pen += sort.width
    return tuple(placed)


def _stretch(sorts: list[Sort], slack: float) -> float:
    joints = sum(1 for a, b in pairwise(sorts) if _joint(a, b))
    if joints == 0 or slack <= 0:
        return 0.0
    return min(slack / joints, MOST_STRETCH_EM * sorts[0].size)


def _joint(before: Sort, after: Sort) -> bool:
    """Tell whether justifying may widen the space between the two."""
    if after.note is not None:
        return False
    return is_full_width(before.char) or is_full_width(after.char) or before.char == " "
