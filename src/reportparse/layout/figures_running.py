"""Figures in a text dump: what is left of them without a drawing."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from reportparse.layout.figures import Figure, FigureDraft, figure_caption, is_remark
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line, Piece
from reportparse.layout.widths import is_finished
from reportparse.notation.captions import read_annex_label, read_caption_label
from reportparse.notation.labels import read_label

LONGEST_FIGURE = 80
"""Lines: a chart may drop its axis labels into the dump, one a line."""
WIDE_BLANKS = 2
"""Runs of two and more blanks inside a line from which it is a row of labels."""

_WIDE = regex.compile(r"\S\s{2,}(?=\S)")


def figures_of_dump(lines: Sequence[Line], measures: Measures) -> tuple[Figure, ...]:
    """Find figures among the lines of a dump that no table has taken.

    With a caption, everything down to its remark or the next block of the body belongs to the
    figure. Without one, a figure is a stretch between two finished blocks that holds a row of
    labels with wide blanks between them; the unfinished lines above are its title.
    """
    figures: list[Figure] = []
    at = 0
    while at < len(lines):
        end = _captioned_end(lines, at)
        if end is not None:
            figures.append(_captioned(lines[at:end], measures))
            at = end
            continue
        end = _bare_end(lines, at)
        if end is not None:
            figures.append(_bare(lines[at:end]))
            at = end
            continue
        at += 1
    return tuple(figures)


def _begins_block(line: Line) -> bool:
    text = line.stripped
    if read_caption_label(text) is not None and figure_caption(text) is None:
        return True
    return read_label(text) is not None or read_annex_label(text) is not None


def _captioned_end(lines: Sequence[Line], at: int) -> int | None:
    label = figure_caption(lines[at].text)
    if label is None:
        return None
    rest = lines[at].stripped[label.length :]
    if rest and (is_finished(rest) or (at and not is_finished(lines[at - 1].text))):
        return None  # a sentence that begins with `图一…`
    end = at + 1
    remarked = False
    while end < len(lines) and end - at < LONGEST_FIGURE:
        text = lines[end].stripped
        if figure_caption(text) or _begins_block(lines[end]):
            break
        if remarked and is_finished(lines[end - 1].text) and not is_remark(text):
            break
        remarked = remarked or is_remark(text)
        end += 1
    return end


def _captioned(lines: Sequence[Line], measures: Measures) -> Figure:
    first = lines[0]
    label = figure_caption(first.text)
    start = len(first.text) - len(first.text.lstrip())
    length = len(first.text[start:][: label.length].rstrip()) if label else len(first.stripped)
    draft = FigureDraft(
        Piece(first, start, start + length),
        label.number_raw if label else None,
        [],
        [],
        [],
        [],
        set(),
    )
    rest = Piece(first, start + length, len(first.text)).trimmed()
    if rest.text:
        draft.title.append(rest)
    _fill(draft, lines[1:], measures)
    return draft.finished()


def _fill(draft: FigureDraft, lines: Sequence[Line], measures: Measures | None) -> None:
    """Sort lines into title, labels and remarks: the title runs on while its lines are full."""
    titled = False
    for line in lines:
        piece = line.whole().trimmed()
        if is_remark(piece.text):
            draft.remarks.append([piece])
        elif draft.remarks:
            draft.remarks[-1].append(piece)
        elif not titled and not _WIDE.search(piece.text):
            draft.title.append(piece)
            titled = measures is not None and measures.short(piece)
        else:
            titled = True
            draft.labels.append(line)


def _bare_end(lines: Sequence[Line], at: int) -> int | None:
    """The end of a figure without caption that begins at `at`, or None."""
    if at == 0 or not is_finished(lines[at - 1].text) or _begins_block(lines[at]):
        return None
    end, rows, remarked = at, 0, False
    while end < len(lines) and end - at < LONGEST_FIGURE:
        line = lines[end]
        if _begins_block(line) or figure_caption(line.text):
            break
        if remarked and is_finished(lines[end - 1].text) and not is_remark(line.stripped):
            break
        if is_finished(line.text) and not is_remark(line.stripped) and not remarked:
            return None
        rows += len(_WIDE.findall(line.stripped)) >= WIDE_BLANKS
        remarked = remarked or is_remark(line.stripped)
        end += 1
    return end if rows else None


def _bare(lines: Sequence[Line]) -> Figure:
    draft = FigureDraft(None, None, [], [], [], [], set())
    _fill(draft, lines, None)
    return draft.finished()
