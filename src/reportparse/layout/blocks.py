"""Lines of the body to blocks: headings, numbered and unnumbered paragraphs, items, annexes.

A label says what a line may begin; the numbers before and after it say which of several readings
is meant; whether a block ends before it, a page says by type and position (`blocks_drawn`), a
dump by the traces that it has kept of them (`blocks_running`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from reportparse.layout.blocks_drawn import DrawnReader
from reportparse.layout.blocks_model import (
    HEADING_KINDS,
    ITEM_KINDS,
    Block,
    BlockKind,
    Reader,
    Slot,
    State,
)
from reportparse.layout.blocks_running import RunningReader, with_lone_labels
from reportparse.layout.measures import Measures
from reportparse.layout.model import Piece
from reportparse.layout.unclear import Unclear
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import LANGUAGES, words
from reportparse.notation.captions import read_annex_label
from reportparse.notation.labels import Label
from reportparse.notation.spacing import tidy

__all__ = ["Block", "BlockKind", "Slot", "segment"]

LISTING = (";", "；", ":", "：")
"""Ends of a paragraph that is one of a list: the next number, on another page, begins the next."""
NEAR = 3
"""Paragraph numbers that may be missing before one that is still taken as a paragraph's."""
_BRACKETED = compiled(r"[\[［【].{2,60}[\]］】]")


class Segmenter:
    """Reads slots in order and makes blocks of them."""

    def __init__(self, state: State, reader: Reader) -> None:
        self._state = state
        self._reader = reader

    def run(self) -> None:
        state = self._state
        for at, slot in enumerate(state.slots):
            if slot.piece is None:
                kind: BlockKind = "table" if slot.kind == "table" else "figure"
                state.blocks.append(Block(kind, ref=slot.ref))
                if state.open is not None and state.open.complete:
                    state.open = None
            else:
                self._place(at, slot.piece.trimmed())

    def _place(self, at: int, piece: Piece) -> None:
        lone = self._state.slots[at].label is not None
        if not lone and (self._annex(at, piece) or self._bracketed(piece)):
            return
        label = self._state.label_at(at)
        if label is not None and self._labelled(at, piece, label):
            return
        if lone:
            self._text(at, piece)
        elif self._reader.goes_on_with_heading(at):
            self._state.blocks[-1].pieces.append(piece)
        elif self._reader.is_unnumbered_heading(at):
            self._unnumbered(piece)
        else:
            self._text(at, piece)

    # -- what a line can begin ---------------------------------------------------------------

    def _annex(self, at: int, piece: Piece) -> bool:
        state = self._state
        label = read_annex_label(piece.text)
        if label is None or label.length < len(piece.text.strip()):
            return False
        page_start = state.slots[at].page_start
        if not (state.measures.stands_out(piece) or page_start or state.fresh):
            return False
        state.next, state.prefix = 1, ""
        state.headings, state.items = [], []
        state.blocks.append(Block("annex", label=piece, value=label.number_value))
        state.open = None
        return True

    def _bracketed(self, piece: Piece) -> bool:
        """`[English only]` and its like, on a line of their own."""
        state = self._state
        if not _BRACKETED.fullmatch(piece.text.strip()) or not state.fresh:
            return False
        state.open = None
        state.blocks.append(Block("remark", [piece]))
        return True

    def _labelled(self, at: int, piece: Piece, label: Label) -> bool:
        readings = (label, *label.alternatives)
        for reading in readings:
            if reading.kind in HEADING_KINDS and self._reader.is_heading(at, reading):
                self._heading(at, piece, reading)
                return True
        for reading in readings:
            if reading.kind in ("arabic", "compound") and self._is_paragraph(at, piece, reading):
                self._paragraph(at, piece, reading)
                return True
        return self._item(at, piece, readings)

    def _parted(self, at: int, piece: Piece, label: Label) -> tuple[Piece, Piece]:
        """The label's print and the text behind it."""
        own = self._state.slots[at].label
        if own is not None:
            return own.trimmed(), piece
        start = piece.start + piece.text.index(label.raw[0])
        mark = Piece(piece.line, start, start + len(label.raw))
        return mark, Piece(piece.line, mark.end, piece.end).trimmed()

    # -- headings ----------------------------------------------------------------------------

    def _heading(self, at: int, piece: Piece, label: Label) -> None:
        state = self._state
        mark, rest = self._parted(at, piece, label)
        kinds = [kind for kind, _ in state.headings]
        follows = state.follows(label)
        if label.kind in kinds:
            state.headings = state.headings[: kinds.index(label.kind)]
        else:
            rank = HEADING_KINDS[label.kind]
            state.headings = [h for h in state.headings if HEADING_KINDS[h[0]] < rank]
        state.headings.append((label.kind, label.value))
        state.items = []
        depth = len(state.headings)
        block = Block("heading", [rest], mark, label.kind, label.value, depth=depth)
        block.gap = not follows
        state.blocks.append(block)
        state.open = None

    def _unnumbered(self, piece: Piece) -> None:
        state = self._state
        state.items = []
        state.blocks.append(Block("heading", [piece], depth=len(state.headings) + 1))
        state.open = None

    # -- paragraphs and items ----------------------------------------------------------------

    def _is_paragraph(self, at: int, piece: Piece, label: Label) -> bool:
        state = self._state
        if state.is_word(at, label):
            return False
        expected = label.value == state.next and label.prefix in ("", state.prefix)
        new_series = label.kind == "compound" and label.value == 1
        if state.before is None:
            return expected or new_series or state.measures.drawn
        gap = self._reader.gap(at)
        if expected or new_series:
            listed = gap is None and self._lists()
            return state.fresh or listed or self._reader.may_begin(at)
        if state.measures.drawn and state.measures.indented(piece):
            return False  # an item `1.` inside a paragraph, or a list
        near = state.next < label.value <= state.next + NEAR or label.value == 1
        return state.fresh and (bool(gap) or (gap is None and near and label.value > 1))

    def _lists(self) -> bool:
        """Tell whether the open paragraph ends as one of a list does: `…;` or `…; and`."""
        if self._state.open is None:
            return False
        text = tidy(self._state.open.text)
        joining = _joining().search(text)
        return text[: joining.start() if joining else None].rstrip().endswith(LISTING)

    def _paragraph(self, at: int, piece: Piece, label: Label) -> None:
        state = self._state
        mark, rest = self._parted(at, piece, label)
        block = Block("paragraph", [rest], mark, label.kind, label.value, label.prefix)
        block.gap = label.value != state.next
        state.next, state.prefix = label.value + 1, label.prefix
        state.items = []
        self._begin(block)

    def _item(self, at: int, piece: Piece, readings: Sequence[Label]) -> bool:
        state, reader = self._state, self._reader
        readings = [r for r in readings if r.kind in ITEM_KINDS or r.kind == "arabic"]
        if not readings or not state.blocks or state.is_word(at, readings[0]):
            return False
        stack = {kind: (depth, value) for depth, (kind, value, _) in enumerate(state.items)}
        following = [
            r for r in readings if r.kind in stack and r.value in (stack[r.kind][1] + 1, 0)
        ]
        starting = [
            r for r in readings if r.kind not in stack and r.value in (0, 1) and r.kind != "arabic"
        ]
        begins = reader.may_begin(at)
        ends = begins or self._list_goes_on()
        if following and (ends or reader.indented(at)):
            self._hang(at, piece, following[0], stack[following[0].kind][0])
            return True
        if starting and ends:
            self._hang(at, piece, starting[0], len(state.items))
            return True
        if reader.gap(at) and ends and readings[0].kind in stack:
            self._hang(at, piece, readings[0], stack[readings[0].kind][0], follows=False)
            return True
        return False

    def _list_goes_on(self) -> bool:
        """Tell whether the open item ends with `和` or `and`, before the list's last item."""
        block = self._state.open
        if block is None or block.kind != "item":
            return False
        return bool(_joining().search(tidy(block.text)))

    def _hang(self, at: int, piece: Piece, label: Label, depth: int, follows: bool = True) -> None:
        state = self._state
        mark, rest = self._parted(at, piece, label)
        parent = state.items[depth - 1][2] if depth else self._root()
        state.items = state.items[:depth]
        state.items.append((label.kind, label.value, len(state.blocks)))
        block = Block("item", [rest], mark, label.kind, label.value, depth=depth + 1)
        block.parent, block.gap = parent, not follows
        self._begin(block)

    def _root(self) -> int | None:
        blocks = self._state.blocks
        for index in range(len(blocks) - 1, -1, -1):
            if blocks[index].kind == "paragraph":
                return index
            if blocks[index].kind in ("heading", "annex"):
                return None
        return None

    def _begin(self, block: Block) -> None:
        self._state.blocks.append(block)
        self._state.open = block

    def _text(self, at: int, piece: Piece) -> None:
        """An unlabelled line of text: it goes on with the open block, or begins a new one."""
        state = self._state
        lone = state.slots[at].label
        pieces = [piece] if lone is None else [lone.trimmed(), piece]
        if state.open is not None and not self._reader.begins_anew(at):
            state.open.pieces.extend(pieces)
            return
        state.items = []
        self._begin(Block("paragraph", pieces))


@lru_cache(maxsize=1)
def _joining() -> regex.Pattern[str]:
    """Words and signs between the last two items of a list, at the end of a text."""
    lists = [words(language).list_between.pattern for language in LANGUAGES]
    return compiled(rf"(?:{'|'.join(lists)})$")


def segment(slots: Sequence[Slot], measures: Measures) -> tuple[list[Block], tuple[Unclear, ...]]:
    """Cut the body into blocks, in reading order, and say what was unclear.

    Every piece of the slots ends in exactly one block, as label or as text.
    """
    if measures.drawn:
        state = State(slots, measures)
        Segmenter(state, DrawnReader(state)).run()
        return state.blocks, ()
    state = State(with_lone_labels(slots), measures)
    reader = RunningReader(state)
    Segmenter(state, reader).run()
    return state.blocks, tuple(reader.unclear)
