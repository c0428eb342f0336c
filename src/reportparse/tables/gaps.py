"""Gaps inside a line that no sentence has: the first sign of columns."""

from __future__ import annotations

from typing import Final

from reportparse.layout.model import Line

GUTTER: Final = 1.3
"""In ems: a gap this wide inside a line shows columns whatever the line says."""


def gappy(line: Line) -> bool:
    """Tell whether a line has a gap inside that is too wide for a blank.

    A single gap right behind the first characters is the tab of a numbered paragraph.
    """
    found = gaps(line)
    if not found:
        return False
    first = line.inked[0]
    return any(line.xs[at][0] - line.xs[first][0] > 5 * line.size for at in found)


def gaps(line: Line) -> list[int]:
    """The indices of the characters that stand behind a wide gap."""
    limit = GUTTER * (line.size or 9.0)
    return [index for index, step in line.steps if step > limit]
