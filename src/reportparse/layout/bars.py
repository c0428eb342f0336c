"""Bar charts of one or two plain bars, told from the shading of cells and paragraphs.

The reader of pages knows a chart by three bars on one base line. Fewer look like shaded cells,
until one sees what is printed around them: nothing stands on a bar of a chart, no rule runs along
its sides, and every bar has its own label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportparse.layout.measures import Measures
from reportparse.layout.model import Line, Sheet
from reportparse.pages.drawings import BAR_GAP, BARS_APART, SAME_BREADTH, TOUCH
from reportparse.pages.model import Rule
from reportparse.provenance import Box, union

THICKEST = 3.0
"""In ems of the body: a bar is some lines thick at most, the ground of a paragraph may be more."""
RULE_REACH = 24.0
"""Points around a lone bar in which no rule runs: a cell of a table has one nearby."""
MOST_LABELS = 2
"""Words at the height of a bar: its name and its value."""


def bars_of(sheet: Sheet, measures: Measures) -> list[Box]:
    """The charts of plain bars among the fills of a page, each as the box around its bars.

    Bars lie on their sides, as words beside them do; a lone one has a title in heavy type too.
    """
    bars = [
        (picture.box, labels)
        for picture in sheet.pictures
        if picture.kind == "fill"
        and _is_bare(picture.box, sheet, measures)
        and (labels := _labels(picture.box, sheet, measures))
    ]
    charts: list[Box] = []
    for group in _groups(sorted((box for box, _ in bars), key=lambda box: (box.x0, box.top))):
        area = union(group)
        if area is not None and (len(group) > 1 or _is_titled(area, sheet, measures)):
            charts.append(area)
    return charts


def _is_bare(box: Box, sheet: Sheet, measures: Measures) -> bool:
    """Tell whether a fill lies alone on the paper: no words on it, no rule along its sides."""
    if box.height > THICKEST * measures.size or box.width < box.height:
        return False
    if any(_printed_on(line, box) for line in sheet.lines):
        return False
    return not any(_along(rule, box) for rule in sheet.rules)


def _printed_on(line: Line, box: Box) -> bool:
    """Tell whether words of a line stand on a bar; name and value may stand at its two ends."""
    if line.box is None or not _on(line.box, box):
        return False
    if not line.xs or not line.upright:
        return True
    return any(
        min(x1, box.x1) > max(x0, box.x0)
        for char, (x0, x1) in zip(line.text, line.xs, strict=True)
        if not char.isspace()
    )


def _on(words: Box, box: Box) -> bool:
    if words.bottom <= box.top or box.bottom <= words.top:
        return False  # as nearly all lines
    return words.overlap_x(box) > 0 and words.overlap_y(box) > 0


def _along(rule: Rule, box: Box) -> bool:
    """Tell whether a rule runs along a side of a bar other than its base."""
    if rule.horizontal:
        near = min(abs(rule.box.centre_y - y) for y in (box.top, box.bottom)) <= TOUCH
        return near and rule.box.overlap_x(box) > box.width / 2
    return abs(rule.box.centre_x - box.x1) <= TOUCH and rule.box.overlap_y(box) > box.height / 2


def _labels(box: Box, sheet: Sheet, measures: Measures) -> list[Line]:
    """The words at the height of a bar; none where there are too many, or running text."""
    found = [
        line
        for line in sheet.lines
        if line.upright and line.box is not None and line.box.overlap_y(box) > 0.5 * box.height
    ]
    if len(found) > MOST_LABELS or any(measures.is_running(line) for line in found):
        return []
    return found


def _groups(boxes: Sequence[Box]) -> list[list[Box]]:
    """Bars on one base line, of one breadth, apart from each other but not far apart."""
    groups: list[list[Box]] = [[box] for box in boxes[:1]]
    for above, box in pairwise(boxes):
        gap = box.top - above.bottom
        same = abs(box.x0 - above.x0) <= TOUCH and abs(box.height - above.height) <= SAME_BREADTH
        if same and BAR_GAP * box.height <= gap <= BARS_APART * box.height:
            groups[-1].append(box)
        else:
            groups.append([box])
    return groups


def _is_titled(box: Box, sheet: Sheet, measures: Measures) -> bool:
    """Tell whether a lone bar has a title right above it, and no rule around it."""
    reach = Box(box.x0, box.top - RULE_REACH, box.x1, box.bottom + RULE_REACH)
    if any(_on(rule.box, reach) for rule in sheet.rules if rule.horizontal):
        return False
    above = [line for line in sheet.lines if line.upright and line.baseline < box.top]
    last = max(above, key=lambda line: line.baseline, default=None)
    if last is None or box.top - last.baseline > RULE_REACH:
        return False
    return measures.stands_out(last.whole().trimmed())
