"""What a text dump has kept of the page: traces of gaps, of indents and of paragraph marks.

Every extractor keeps something else. One leaves a blank line between blocks, another one after
every line; one keeps the blank of the paragraph mark, another the first-line indent as a single
blank, a third the columns. Which of these traces a dump has is learnt from lines whose part is
clear: the next line of a sentence that goes on, and a numbered line after a sentence that ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line
from reportparse.layout.widths import SHORT_SHARE, FullWidths, is_finished
from reportparse.notation.labels import read_label
from reportparse.notation.spacing import is_cjk

SURE = 0.85
"""Share of clear lines that have to show a trace for it to be believed."""
MOST = 0.6
"""Share of items that begin with the blank of an indent: those of the second depth may not."""
NEVER = 0.12
"""Share of clear lines that may show it although they should not: misread ones."""
FEWEST = 2
"""Clear lines of each sort without which nothing is learnt."""
SAME_COLUMN = 1
"""Blanks by which the columns of one edge differ, since characters have no one width."""
FAR = 12
"""Blanks beyond the paragraphs' edge from which a line is no text: a label of a drawing."""
COLUMN = 6
"""Leading blanks that no mark of a paragraph leaves: the dump keeps columns."""
KEPT = 0.4
"""Share of all lines that begin in one such place where a dump keeps columns."""
DEEP = 3
"""Leading blanks in a dump that marks indents by one or two: deeper than any paragraph."""


def indent_of(line: Line) -> int:
    """The blanks before the first printed character of a line."""
    return len(line.text) - len(line.text.lstrip())


def has_tail(line: Line) -> bool:
    """Tell whether a blank ends the line, as the mark of a paragraph leaves it."""
    return line.text != line.text.rstrip()


@frozen_record
class _Clear:
    """Pairs of neighbouring lines whose relation is clear."""

    inside: list[tuple[Line, Line]]
    """A full line that ends no sentence, and the unlabelled line after it."""
    between: list[tuple[Line, Line]]
    """A line that ends a sentence, and a line that begins with a label."""


def _clear_pairs(lines: Sequence[Line]) -> _Clear:
    full = FullWidths(lines)
    found = _Clear([], [])
    alone = False
    for above, below in pairwise(lines):
        behind, alone = alone, is_lone_label(above.text)
        if not _neighbours(above, below) or alone or behind:
            continue  # a lone label and the first line behind it have gaps in any case
        labelled = read_label(below.text) is not None
        if is_finished(above.text):
            if labelled:
                found.between.append((above, below))
        elif not labelled and full.share(above) >= SHORT_SHARE:
            found.inside.append((above, below))
    return found


def _neighbours(above: Line, below: Line) -> bool:
    """Tell whether nothing stood between two lines, no note, table or folio that was taken out."""
    return above.sheet == below.sheet and below.number == above.number + 1


def _share(pairs: Sequence[object], count: int) -> float:
    return count / len(pairs) if pairs else 0.0


class Traces:
    """The traces that one dump has kept, and what they say about two of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        clear = _clear_pairs(lines)
        inside, between = clear.inside, clear.between
        enough = len(inside) >= FEWEST and len(between) >= FEWEST
        steps = Counter(b.row - a.row for a, b in inside)
        self.pitch = min(steps, key=lambda s: (-steps[s], s)) if steps else _usual_step(lines)
        """Rows from one line of a block to the next: 1, or 2 where blank lines stand between."""
        wide = sum(b.row - a.row > self.pitch for a, b in between)
        tight = sum(b.row - a.row > self.pitch for a, b in inside)
        self.gaps = enough and _share(between, wide) >= SURE and _share(inside, tight) <= NEVER
        """A blank line (more than usual) stands between blocks and nowhere else."""
        marked = [(a, b) for a, b in inside if is_cjk(a.text.rstrip()[-1:])]
        self.tails = (
            len(between) >= FEWEST
            and _share(between, sum(has_tail(a) for a, _ in between)) >= SURE
            and _share(marked, sum(has_tail(a) for a, _ in marked)) <= NEVER
        )
        """The last line of a block ends with a blank, the others do not."""
        self._indents(inside, between, lines)
        self.alone = _labels_alone(lines)
        """Labels stand on lines of their own, and a gap follows the first line of their text."""

    def _indents(
        self,
        inside: Sequence[tuple[Line, Line]],
        between: Sequence[tuple[Line, Line]],
        lines: Sequence[Line],
    ) -> None:
        columns = Counter(indent_of(b) for _, b in inside)
        self.edge = min(columns, key=lambda c: (-columns[c], c)) if columns else 0
        """Blanks before the lines that go on."""
        if self.edge < COLUMN and (kept := _kept_edge(lines)):
            self.edge = kept
        off = sum(indent_of(b) > self.edge for _, b in inside)
        self.columns = self.edge > 1
        """The dump keeps the columns of the page by blanks."""
        first = [b for _, b in between if _is_item(b)]
        shown = sum(indent_of(b) > self.edge for b in first)
        rare = len(inside) >= FEWEST and _share(inside, off) <= NEVER
        self.indents = rare and _share(first, shown) >= MOST and not self.columns
        """The first line of an indented block begins with a blank, the others do not."""

    def boundary(self, before: Line, line: Line, turned: bool, quirk: bool = False) -> bool | None:
        """Tell whether a block ends between two lines that follow each other.

        `turned`: a page ends between them, or something was taken out there, so that their
        distance says nothing. `quirk`: `before`
        is the first line behind a label that stands alone. None where no trace decides.
        """
        if self.gaps and not turned:
            gap = line.row - before.row > self.pitch
            if not gap or not quirk:
                return gap
        if self.tails and not turned and is_cjk(before.text.rstrip()[-1:]):
            return has_tail(before)
        if self.tails and has_tail(before) and is_cjk(before.text.rstrip()[-1:]):
            return True
        if self.indents and (indent_of(line) > self.edge or read_label(line.text) is None):
            return indent_of(line) > self.edge  # numbered paragraphs are not indented
        if self.columns and turned and read_label(line.text) is None:
            if not self._goes_on_at(before, line):
                return True
            return None if is_finished(before.text) else False
        return None

    def _goes_on_at(self, before: Line, line: Line) -> bool:
        """Tell whether a line stands where the next line of a block would stand."""
        label = read_label(before.text)
        text = label.length if label is not None else indent_of(before)
        return any(abs(indent_of(line) - column) <= SAME_COLUMN for column in (self.edge, text))

    def far(self, line: Line) -> bool:
        """Tell whether a line stands too far right for a block of text."""
        if self.columns:
            return indent_of(line) > self.edge + FAR
        return self.indents and indent_of(line) >= DEEP

    def indented(self, line: Line) -> bool:
        """Tell whether a line begins to the right of the lines that go on."""
        return indent_of(line) > self.edge + (SAME_COLUMN if self.columns else 0)


def _kept_edge(lines: Sequence[Line]) -> int:
    """Return the place where most indented lines begin in a dump that keeps columns, else 0."""
    places = Counter(place for line in lines if (place := indent_of(line)) >= COLUMN)
    if not places:
        return 0
    place = min(places, key=lambda p: (-places[p], p))
    near = sum(seen for p, seen in places.items() if abs(p - place) <= SAME_COLUMN)
    return place if near >= KEPT * len(lines) else 0


def _is_item(line: Line) -> bool:
    """Tell whether a line begins with the label of an item, which is set with an indent."""
    label = read_label(line.text)
    return label is not None and label.kind.startswith(("paren", "half_paren", "bullet"))


def _usual_step(lines: Sequence[Line]) -> int:
    steps = Counter(b.row - a.row for a, b in pairwise(lines) if b.sheet == a.sheet)
    return min(steps, key=lambda s: (-steps[s], s)) if steps else 1


def is_lone_label(text: str) -> bool:
    """Tell whether a line holds a label and nothing else.

    >>> [is_lone_label(text) for text in ("(a)", "3. ", "•", "1. 导言")]
    [True, True, True, False]
    """
    bare = text.strip()
    label = read_label(f"{bare} \u4e00")
    return label is not None and label.raw == bare


def _labels_alone(lines: Sequence[Line]) -> bool:
    """Tell whether more labels stand alone on their line than before their text."""
    alone = joined = 0
    for line in lines:
        if is_lone_label(line.text):
            alone += 1
        else:
            joined += read_label(line.text) is not None
    return alone > joined
