"""The rule above the footnotes, where it is as wide as the text or nearly so.

Offices print a short rule or a row of underscores, which nothing else looks like. Programs that
know no house style draw a rule over the whole measure, and that could as well close a table. It
stands nearer to the notes than to the text above it; the last rule of a table is near its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportparse.layout.model import Line, Sheet
from reportparse.pages.model import Rule

WIDE: Final = 0.3
"""Share of the page width from which a rule is too wide for the short rule of an office."""
NEAR: Final = 16.0
"""Points between the rule and the first line of the notes, at most."""


def rule_above(sheet: Sheet, at: int) -> Rule | None:
    """The rule that parts the lines from `at` on from those before, None where there is none.

    It is the lowest one between them, and it stands nearer to what is below.
    """
    below = [line.box.top for line in sheet.lines[at:] if line.box is not None]
    above = [line.box.bottom for line in sheet.lines[:at] if line.box is not None]
    if not below:
        return None
    top, bottom = min(below), max(above, default=0.0)
    between = [
        rule
        for rule in sheet.rules
        if rule.horizontal and bottom - 1.0 <= rule.box.top and rule.box.bottom <= top + 1.0
    ]
    if not between:
        return None
    lowest = max(between, key=lambda rule: rule.box.bottom)
    near = top - lowest.box.bottom
    return lowest if near < NEAR and near <= lowest.box.top - bottom else None


def below_wide_rule(sheet: Sheet, small: float) -> int | None:
    """The index of the first line below the last wide rule of a page, None where there is none.

    Only lines set smaller than `small` points stand below it, and no other rule.
    """
    flat = [rule for rule in sheet.rules if rule.horizontal]
    lowest = max(flat, key=lambda rule: rule.box.bottom, default=None)
    if lowest is None or lowest.box.width < WIDE * sheet.width:
        return None
    at = len(sheet.lines)
    while at > 0 and _below(sheet.lines[at - 1], lowest) and 0 < sheet.lines[at - 1].size < small:
        at -= 1
    if at == len(sheet.lines) or any(_below(line, lowest) for line in sheet.lines[:at]):
        return None
    return at if rule_above(sheet, at) is lowest else None


def without(rules: Sequence[Rule], rule: Rule | None) -> tuple[Rule, ...]:
    """The rules of a page without that of its notes, so that no table ends there."""
    return tuple(other for other in rules if other is not rule)


def _below(line: Line, rule: Rule) -> bool:
    return line.box is not None and line.baseline > rule.box.bottom
