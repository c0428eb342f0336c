"""What a text dump says about headings and blocks.

It has neither type nor position. Left are the traces of them (`traces`), the width of lines, the
signs at their ends, and the numbers that come later. Where all of these are silent, a line that
could begin a block is read as going on with the one before, and said to be unclear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportparse.layout.blocks_model import LONGEST_HEADING, Slot, State
from reportparse.layout.model import Line, Piece
from reportparse.layout.traces import is_lone_label
from reportparse.layout.unclear import Unclear
from reportparse.layout.widths import is_finished
from reportparse.lexicon.patterns import compiled
from reportparse.notation.captions import read_annex_label
from reportparse.notation.labels import Label

LOOKAHEAD = 200
"""Slots among which the next paragraph number is looked for: some pages of text."""
MISSING = 3
"""Headings that a dump may have lost before one that is still taken for a heading."""

_WORDS = compiled(r"\p{Han}|\p{L}{3}")
_COLUMNS = compiled(r"\S\s{3,}\S")


def with_lone_labels(slots: Sequence[Slot]) -> list[Slot]:
    """Join each label that stands on a line of its own to the text on the next line.

    >>> from reportparse.layout.model import Line
    >>> lines = [Line(0, 1, "(a)", (0, 1, 2), row=1), Line(1, 1, "文。", (0, 1), row=3)]
    >>> [slot] = with_lone_labels([Slot(line.whole()) for line in lines])
    >>> slot.label.text, slot.piece.text
    ('(a)', '文。')
    """
    joined: list[Slot] = []
    label: Slot | None = None
    for slot in slots:
        lone = slot.piece is not None and is_lone_label(slot.piece.text)
        if label is not None and slot.piece is not None and not lone:
            start = label.page_start
            joined.append(replace(slot, label=label.piece, page_start=start))
            label = None
            continue
        if label is not None:
            joined.append(label)
        label = slot if lone else None
        if not lone:
            joined.append(slot)
    return [*joined, label] if label is not None else joined


class RunningReader:
    """Answers for a text dump; `unclear` gathers what it could not tell."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._traces = state.measures.traces
        self._full = state.measures.full
        self._heading_until = -1
        """The slot with the last line of the heading that is being read."""
        self.unclear: list[Unclear] = []

    def _line(self, at: int) -> Line:
        piece = self._state.piece_at(at)
        if piece is None:
            raise ValueError(f"slot {at} holds no text")
        return piece.line

    def gap(self, at: int) -> bool | None:
        """Whether the dump's traces put the end of a block before the slot."""
        slot = self._state.slots[at]
        before = self._state.slots[at - 1] if at else None
        line = slot.first_line
        if before is None or before.piece is None or line is None:
            return None
        turned = slot.page_start or line.number != before.piece.line.number + 1
        quirk = before.label is not None
        gap = self._traces.boundary(before.piece.line, line, turned, quirk)
        if gap is False and self._behind_heading(before.piece) and self._state.label_at(at):
            return None  # little space stands below a heading; the label says more
        return gap

    def _behind_heading(self, before: Piece) -> bool:
        """Tell whether the line before is the last one of a heading."""
        block = self._state.blocks[-1] if self._state.blocks else None
        if block is None or block.kind != "heading" or block.last is None:
            return False
        return block.last.line is before.line

    def may_begin(self, at: int) -> bool:
        """As the traces say; where they are silent, behind a sentence or a line that ends early."""
        gap = self.gap(at)
        if gap is not None or self._state.fresh:
            return gap is not False
        before, line = self._state.piece_at(at - 1), self._state.slots[at].first_line
        if before is None or line is None:
            return False
        return self._full.ends_early(before.line, line, first=True)

    def indented(self, at: int) -> bool:
        """Indented, and not known to go on with the line before."""
        line = self._state.slots[at].first_line
        return line is not None and self._traces.indented(line) and self.gap(at) is not False

    # -- headings ----------------------------------------------------------------------------

    def is_heading(self, at: int, label: Label) -> bool:
        """A label that follows in its series before words that end no sentence."""
        state, piece = self._state, self._state.piece_at(at)
        if piece is None or self.gap(at) is False or not self.may_begin(at):
            return False
        alone = state.slots[at].label is None and len(piece.text.strip()) <= len(label.raw)
        if alone or is_finished(piece.text):
            return False
        if not (state.follows(label) or self._nearly_follows(label)):
            return False
        until = self._heading_end(at)
        if until is None or (label.kind == "arabic" and not self._comes_again(at, label)):
            return False
        self._heading_until = until
        return True

    def _nearly_follows(self, label: Label) -> bool:
        """Tell whether a Chinese number goes on with its series after a heading that is missing."""
        if label.kind != "chinese":
            return False
        last = dict(self._state.headings).get("chinese", 0)
        return last < label.value <= last + MISSING

    def is_unnumbered_heading(self, at: int) -> bool:
        """Words on a line of their own that end no sentence, before a block of text."""
        state, piece = self._state, self._state.piece_at(at)
        if piece is None or not state.blocks or is_finished(piece.text):
            return False
        gap = self.gap(at) if state.open is not None else True
        if gap is False or not (state.fresh or gap):
            return False
        if not _WORDS.search(piece.text) or _COLUMNS.search(piece.text.strip()):
            return False
        until = self._heading_end(at)
        if until is None or not self._text_follows(until + 1):
            return False
        self._heading_until = until
        return True

    def _text_follows(self, at: int) -> bool:
        """Tell whether a block of text, or a heading above it, begins at a slot."""
        if at >= len(self._state.slots) or self._state.piece_at(at) is None:
            return False
        label = self._state.label_at(at)
        if label is not None:
            return label.kind in ("arabic", "compound", "capital", "chinese", "chapter", "roman")
        return True

    def goes_on_with_heading(self, at: int) -> bool:
        """As far as the end that was seen when the heading began; titles of annexes likewise."""
        state = self._state
        block = state.blocks[-1] if state.blocks else None
        if block is None or block.kind not in ("heading", "annex"):
            return False
        if block.kind == "annex" and not block.pieces:
            until = self._heading_end(at)
            if until is None:
                return False
            self._heading_until = until
        return at <= self._heading_until

    def _heading_end(self, at: int) -> int | None:
        """The slot with the last line of a heading that begins at `at`; None if it is text."""
        state = self._state
        for end in range(at, at + LONGEST_HEADING):
            piece, after = state.piece_at(end), state.piece_at(end + 1)
            if piece is None or is_finished(piece.text):
                return None
            if after is None or state.label_at(end + 1) is not None:
                return end
            if read_annex_label(after.text) is not None:
                return end
            ends = self._heading_ends(end, piece, after)
            if ends is None:
                return None
            if ends:
                return end
        return None

    def _heading_ends(self, at: int, piece: Piece, after: Piece) -> bool | None:
        """Tell whether a heading ends before the next line; None if it is the start of a text.

        A heading is set bigger than the text and its lines further apart, so that neither a gap
        nor a line that is not quite full says that it ends.
        """
        if self._full.is_brief(piece.line, after.line):
            return True
        gap = self.gap(at + 1)
        if gap and self._traces.gaps and not is_finished(after.text):
            gap = None
        if gap is not None:
            return None if not gap and is_finished(after.text) else gap
        first = self._state.label_at(at) is None
        early = self._full.ends_early(piece.line, after.line, first)
        if is_finished(after.text) or not self._state.measures.short(after):
            return True if early else None
        return False

    def _comes_again(self, at: int, label: Label) -> bool:
        """Tell a heading `1. 认证` from a paragraph with the same number.

        With the number that the next paragraph would have, it is a heading only if a later
        paragraph comes with that number again before any higher one.
        """
        state = self._state
        if label.value != state.next:
            return bool(state.headings) and label.value < state.next + LOOKAHEAD
        for index in range(at + 1, min(at + LOOKAHEAD, len(state.slots))):
            piece = state.piece_at(index)
            if piece is None:
                continue
            if read_annex_label(piece.text) is not None:
                return False
            other = state.label_at(index)
            if other is None or other.kind != "arabic":
                continue
            if other.value in (state.next, state.next + 1):
                return other.value == state.next
        return False

    # -- text --------------------------------------------------------------------------------

    def begins_anew(self, at: int) -> bool:
        """Behind the end of a sentence: as the traces say, else as the width of the line says."""
        block, piece = self._state.open, self._state.piece_at(at)
        if block is None or piece is None or not block.complete:
            return False
        gap = self.gap(at)
        if gap is not None:
            return gap
        last = block.last
        behind = self._state.slots[at - 1].label is not None
        first = len(block.pieces) == 1 and (behind or block.label is None)
        if last is None or self._full.ends_early(last.line, piece.line, first):
            return True
        self.unclear.append(
            Unclear(
                "block-unclear",
                "a sentence ends with a full line; what follows was read as the same block, "
                "but may be a paragraph of its own",
                (piece,),
            )
        )
        return False
