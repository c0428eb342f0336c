"""What the page of a PDF says about headings and blocks: type, position and distance."""

from __future__ import annotations

from reportparse.layout.blocks_model import LONGEST_HEADING, State
from reportparse.layout.model import Piece
from reportparse.layout.widths import is_finished
from reportparse.notation.labels import Label, read_label

LAST_HEADING = 99
"""No section has more numbered headings; a larger number that follows on none is a year."""


class DrawnReader:
    """Answers for the pages of a PDF."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._measures = state.measures

    def _piece(self, at: int) -> Piece:
        piece = self._state.piece_at(at)
        if piece is None:
            raise ValueError(f"slot {at} holds no text")
        return piece

    def gap(self, at: int) -> bool | None:
        """More than the pitch of lines to the last piece that was placed."""
        before = self._state.before
        return None if before is None else self._measures.wide_gap(before, self._piece(at))

    def may_begin(self, at: int) -> bool:
        """The text before is complete, or a gap shows."""
        return self._state.fresh or bool(self.gap(at))

    def indented(self, at: int) -> bool:
        """Right of the column's edge."""
        return self._measures.indented(self._piece(at))

    def is_heading(self, at: int, label: Label) -> bool:
        """Heavy type, the label too; a paragraph with a stressed phrase is none."""
        piece = self._piece(at)
        if len(piece.text.strip()) <= len(label.raw):
            return False
        if self._is_plain_heading(at, label):
            return True
        if not self._measures.stands_out(piece) or self._goes_on_as_text(at):
            return False
        if not self._measures.label_stands_out(piece):
            return False
        if label.kind == "arabic" and label.value > LAST_HEADING and not self._state.follows(label):
            return False  # a year at the start of a line
        numbered = label.kind == "arabic" and label.value == self._state.next
        return not (numbered and self._runs_on_as_sentence(at))

    def _is_plain_heading(self, at: int, label: Label) -> bool:
        """Tell whether a numbered line in the type of the text is a heading.

        It follows in its series, ends no sentence, leaves its line unfilled and stands apart from
        what is above and below. Kinds that number paragraphs and items as well must begin left of
        the column; lines numbered one after the other are a list.
        """
        piece, measures = self._piece(at), self._measures
        if is_finished(piece.text) or not measures.short(piece):
            return False
        if not self._state.fresh or not self._state.follows(label):
            return False
        only_headings = label.kind in ("chapter", "chinese", "roman", "capital")
        if not only_headings and not (label.kind == "arabic" and measures.outdented(piece)):
            return False
        after = self._state.piece_at(at + 1)
        if self.gap(at) is False or after is None or measures.wide_gap(piece, after) is not True:
            return False
        following = read_label(after.text)
        return following is None or following.kind != label.kind or label.kind == "arabic"

    def is_unnumbered_heading(self, at: int) -> bool:
        """Heavy type on lines of its own, no sentence."""
        piece = self._piece(at)
        if is_finished(piece.text) or not self._state.fresh:
            return False
        if not self._measures.stands_out(piece) or self._goes_on_as_text(at):
            return False
        return not self._runs_on_as_sentence(at)

    def goes_on_with_heading(self, at: int) -> bool:
        """The same look, close below."""
        piece, measures = self._piece(at), self._measures
        block = self._state.blocks[-1] if self._state.blocks else None
        if block is None or block.kind not in ("heading", "annex"):
            return False
        last = block.last
        if last is None or len(block.pieces) >= LONGEST_HEADING:
            return False
        if block.kind == "annex":
            return measures.stands_out(piece)
        alike = measures.stands_out(piece) and measures.look(piece) == measures.look(last)
        if not alike or measures.apart(last, piece):
            return False
        return block.style is not None or not measures.short(last)

    def begins_anew(self, at: int) -> bool:
        """A gap, or an indent behind a short line."""
        block, piece = self._state.open, self._piece(at)
        last = block.last if block is not None else None
        if block is None or last is None or not block.complete:
            return False
        gap = self._measures.wide_gap(last, piece)
        if gap is None:  # another page, on which a paragraph goes on at the column's edge
            ended = block.kind == "paragraph" or self._measures.short(last)
            return ended and self._measures.indented(piece)
        return gap or (self._measures.short(last) and self._measures.indented(piece))

    def _goes_on_as_text(self, at: int) -> bool:
        """Tell whether a full line in heavy type goes on in the type of the body.

        Then it is the start of a paragraph with a stressed phrase, not a heading.
        """
        piece, after = self._piece(at), self._state.piece_at(at + 1)
        if after is None or self._measures.short(piece):
            return False
        if self._measures.stands_out(after) or read_label(after.text) is not None:
            return False
        return not self._measures.wide_gap(piece, after)

    def _runs_on_as_sentence(self, at: int) -> bool:
        """Tell whether the lines from here, all looking like this one, end as a sentence."""
        look = None
        last = None
        for slot in self._state.slots[at : at + LONGEST_HEADING + 1]:
            if slot.piece is None:
                break
            mine = self._measures.look(slot.piece)
            if look is not None and (mine != look or read_label(slot.piece.text)):
                break
            look, last = mine, slot.piece
        return last is not None and is_finished(last.text)
