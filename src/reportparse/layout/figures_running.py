"""Figures in a text dump: what is left of them without a drawing.

A caption, a remark below (`注：`, `资料来源：`), labels that stand far to the right or have wide
blanks between them: each of these tells a figure. Short lines alone do not: the last of them may
as well be a heading, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.layout.figures import Figure, FigureDraft, figure_caption, is_remark
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line, Piece
from reportparse.layout.traces import is_lone_label
from reportparse.layout.unclear import Unclear
from reportparse.layout.widths import is_finished
from reportparse.lexicon.patterns import compiled
from reportparse.notation.captions import read_annex_label, read_caption_label
from reportparse.notation.labels import read_label

LONGEST_FIGURE = 80
"""Lines: a chart may drop its axis labels into the dump, one a line."""
LONGEST_TITLE = 3
"""Lines of a title; measured: at most two."""
WIDE_BLANKS = 2
"""Runs of two and more blanks inside a line from which it is a row of labels."""
FEWEST_LABELS = 2
"""Short lines below a title without which nothing but a far place or a remark tells a figure."""

_WIDE = compiled(r"\S\s{2,}(?=\S)")
_VALUE = compiled(r"[：:]\s?\d[\d\s.,]*%?$")


def figures_of_dump(
    lines: Sequence[Line], measures: Measures
) -> tuple[tuple[Figure, ...], tuple[Unclear, ...]]:
    """Find figures among the lines of a dump that no table has taken, and what is unclear."""
    finder = _Finder(lines, measures)
    finder.run()
    return tuple(finder.figures), tuple(finder.unclear)


class _Finder:
    """Walks the lines from top to bottom."""

    def __init__(self, lines: Sequence[Line], measures: Measures) -> None:
        self._lines = lines
        self._full = measures.full
        self._traces = measures.traces
        self._after_figure = 0
        """The line after the last figure."""
        self.figures: list[Figure] = []
        self.unclear: list[Unclear] = []

    def run(self) -> None:
        at = 0
        while at < len(self._lines):
            end = self._captioned(at) or self._rowed(at) or self._bare(at)
            self._after_figure = end or self._after_figure
            at = end or at + 1

    # -- with a caption ----------------------------------------------------------------------

    def _captioned(self, at: int) -> int | None:
        """Read a figure whose caption stands at `at`; return the line after it."""
        first = self._lines[at]
        label = figure_caption(first.text)
        if label is None:
            return None
        rest = first.stripped[label.length :]
        if rest and (is_finished(rest) or (at and not is_finished(self._lines[at - 1].text))):
            return None  # a sentence that begins with `图一…`
        start = len(first.text) - len(first.text.lstrip())
        length = len(first.text[start:][: label.length].rstrip())
        draft = FigureDraft(
            Piece(first, start, start + length), label.number_raw, [], [], [], [], set()
        )
        end = at + 1
        if rest:
            draft.title.append(Piece(first, start + length, len(first.text)).trimmed())
            end = self._title(draft, at + 1) if not self._title_ends(at) else end
        else:
            end = self._title(draft, end)
        end = self._remarks(draft, self._labels(draft, end))
        self.figures.append(draft.finished())
        return end

    def _title(self, draft: FigureDraft, at: int) -> int:
        """Add the lines of a title; return the line after it."""
        while at < len(self._lines) and len(draft.title) < LONGEST_TITLE and self._is_word(at):
            draft.title.append(self._lines[at].whole().trimmed())
            at += 1
            if self._title_ends(at - 1):
                break
        return at

    def _title_ends(self, at: int) -> bool:
        if at + 1 >= len(self._lines):
            return True
        after = self._lines[at + 1]
        return self._traces.far(after) or self._full.ends_early(self._lines[at], after)

    # -- without a caption -------------------------------------------------------------------

    def _rowed(self, at: int) -> int | None:
        """Read a figure told by a row of labels with wide blanks between them."""
        lines = self._lines
        if at == 0 or not is_finished(lines[at - 1].text) or self._begins_block(at):
            return None
        end, rows, remarked = at, 0, False
        while end < len(lines) and end - at < LONGEST_FIGURE:
            line = lines[end]
            if self._begins_block(end) or figure_caption(line.text):
                break
            if remarked and is_finished(lines[end - 1].text) and not is_remark(line.stripped):
                break
            if is_finished(line.text) and not is_remark(line.stripped) and not remarked:
                return None
            rows += len(_WIDE.findall(line.stripped)) >= WIDE_BLANKS
            remarked = remarked or is_remark(line.stripped)
            end += 1
        if not rows:
            return None
        draft = FigureDraft(None, None, [], [], [], [], set())
        rowed = False
        for line in lines[at:end]:
            piece = line.whole().trimmed()
            if is_remark(piece.text):
                draft.remarks.append([piece])
            elif draft.remarks:
                draft.remarks[-1].append(piece)
            elif rowed or _WIDE.search(piece.text):
                rowed = True
                draft.labels.append(line)
            else:
                draft.title.append(piece)
        self.figures.append(draft.finished())
        return end

    def _bare(self, at: int) -> int | None:
        """Read a figure told by short lines below a title, by their place or by a remark."""
        if (
            at == 0
            or not self._ended(at)
            or not self._is_word(at)
            or self._traces.far(self._lines[at])
        ):
            return None
        draft = FigureDraft(None, None, [], [], [], [], set())
        title = self._title(draft, at)
        if not self._title_ends(title - 1):
            return None
        known = len(self.unclear)
        end = self._labels(draft, title)
        labels = draft.labels
        remarked = end < len(self._lines) and is_remark(self._lines[end].stripped)
        far = any(self._traces.far(line) for line in labels)
        valued = any(_VALUE.search(line.stripped) for line in labels)
        silent = not (self._traces.columns or self._traces.indents)
        if not labels or not (
            far or remarked or (silent and (valued or len(labels) >= FEWEST_LABELS))
        ):
            del self.unclear[known:]
            return None
        if silent and len(self.unclear) == known:
            self.unclear.append(
                Unclear(
                    "figure-unclear",
                    "short lines were read as one figure's title and labels, but may be several "
                    "figures or headings",
                    (draft.title[0],),
                )
            )
        end = self._remarks(draft, end)
        self.figures.append(draft.finished())
        return end

    def _ended(self, at: int) -> bool:
        """Tell whether a sentence or a figure ends before a line, and no label stands there."""
        before = self._lines[at - 1].text
        if is_lone_label(before):
            return False
        return is_finished(before) or at == self._after_figure

    # -- labels and remarks ------------------------------------------------------------------

    def _labels(self, draft: FigureDraft, at: int) -> int:
        """Add the labels that stand from `at` on; return the line after them."""
        first = at
        while at < len(self._lines) and at - first < LONGEST_FIGURE and self._is_label(at):
            line = self._lines[at]
            far = self._traces.far(line)
            if any(map(self._traces.far, draft.labels)) and not far:
                break
            after = self._lines[at + 1] if at + 1 < len(self._lines) else None
            if not far and after is not None and not self._full.is_brief(line, after):
                break
            draft.labels.append(line)
            at += 1
        if draft.labels and not self._traces.far(draft.labels[-1]) and self._may_be_heading(at):
            self.unclear.append(
                Unclear(
                    "figure-unclear",
                    "the last of the short lines below a figure's title was read as one of its "
                    "labels, but may be a heading",
                    (draft.labels[-1].whole(),),
                )
            )
        return at

    def _may_be_heading(self, at: int) -> bool:
        """Tell whether text begins at a line, so that the line before may be its heading."""
        if at >= len(self._lines) or is_remark(self._lines[at].stripped):
            return False
        if read_caption_label(self._lines[at].stripped) is not None:
            return False
        label = read_label(self._lines[at].text)
        return label is None or label.kind in ("arabic", "compound")

    def _remarks(self, draft: FigureDraft, at: int) -> int:
        """Add the remarks that stand from `at` on, each up to the end of its sentence."""
        while at < len(self._lines) and is_remark(self._lines[at].stripped):
            draft.remarks.append([self._lines[at].whole().trimmed()])
            at += 1
            while at < len(self._lines) and not is_finished(self._lines[at - 1].text):
                if self._begins_block(at) or is_remark(self._lines[at].stripped):
                    break
                draft.remarks[-1].append(self._lines[at].whole().trimmed())
                at += 1
        return at

    def _is_label(self, at: int) -> bool:
        """Tell whether a line can be a label; the number behind its colon is no marker."""
        valued = _VALUE.search(self._lines[at].stripped) is not None
        return self._is_word(at) or (valued and not self._begins_block(at))

    def _is_word(self, at: int) -> bool:
        """Tell whether a line can be a title or label: no block, no sentence, no remark."""
        text = self._lines[at].stripped
        if is_finished(text) or is_remark(text) or figure_caption(text) is not None:
            return False
        return not self._begins_block(at)

    def _begins_block(self, at: int) -> bool:
        text = self._lines[at].stripped
        if read_caption_label(text) is not None and figure_caption(text) is None:
            return True
        return read_label(text) is not None or read_annex_label(text) is not None
