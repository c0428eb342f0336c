"""Lines of the body to blocks: headings, numbered and unnumbered paragraphs, items, annexes.

A label says what a line may begin; type, position and punctuation say whether a block ends
before it; the numbers before and after it say which of several readings is meant. In a dump,
where type and position are missing, the numbers decide together with the length of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex

from reportparse.layout.measures import Measures, is_finished
from reportparse.layout.model import Piece
from reportparse.notation.captions import read_annex_label
from reportparse.notation.labels import Label, LabelKind, read_label
from reportparse.notation.spacing import tidy

BlockKind = Literal["heading", "paragraph", "item", "annex", "remark", "table", "figure"]

HEADING_KINDS: dict[LabelKind, int] = {
    "chapter": 0,
    "chinese": 1,
    "roman": 1,
    "capital": 2,
    "arabic": 3,
    "small_letter": 4,
}
"""Kinds of labels that number headings, with their rank in the house style."""
ITEM_KINDS: frozenset[LabelKind] = frozenset(
    {
        "paren_letter",
        "paren_capital",
        "paren_roman",
        "paren_arabic",
        "paren_chinese",
        "half_paren_letter",
        "half_paren_roman",
        "half_paren_arabic",
        "half_paren_chinese",
        "circled",
        "bullet",
        "small_letter",
        "small_roman",
    }
)
LONGEST_HEADING = 4
"""Printed lines: real headings have at most three."""
LOOKAHEAD = 200
"""Slots among which the next paragraph number is looked for: some pages of text."""
_BRACKETED = regex.compile(r"[\[［【].{2,60}[\]］】]")
_JOINS = regex.compile(r"(?:以及|和|与|及|或|\band|\bor)$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One step of the reading order: a piece of text, or a table or figure that stands here.

    `ref` is the index of the table or figure. `page_start` marks the first line of a page of a
    dump, the only trace of geometry that a dump may have.
    """

    piece: Piece | None = None
    kind: Literal["text", "table", "figure"] = "text"
    ref: int = -1
    page_start: bool = False


@dataclass(slots=True)
class Block:
    """One block. `style` and `value` come from its label; `level` ranks headings.

    `depth` is 0 for paragraphs and counts from 1 for items; `parent` is the index of the block
    that an item hangs from. `label` is the printed label, a piece of its own.
    """

    kind: BlockKind
    pieces: list[Piece] = field(default_factory=list)
    label: Piece | None = None
    style: LabelKind | None = None
    value: int | None = None
    prefix: str = ""
    depth: int = 0
    parent: int | None = None
    ref: int = -1
    gap: bool = False
    """The number does not follow on the one before."""

    @property
    def text(self) -> str:
        return "\n".join(piece.text.strip() for piece in self.pieces)

    @property
    def last(self) -> Piece | None:
        return self.pieces[-1] if self.pieces else self.label


class Segmenter:
    """Reads slots in order and makes blocks of them."""

    def __init__(self, slots: Sequence[Slot], measures: Measures) -> None:
        self._slots = slots
        self._measures = measures
        self.blocks: list[Block] = []
        self._next = 1
        self._prefix = ""
        self._headings: list[tuple[LabelKind, int]] = []
        self._items: list[tuple[LabelKind, int, int]] = []
        self._open: Block | None = None
        """The text block that an unlabelled line would go on with."""

    def run(self) -> list[Block]:
        for at, slot in enumerate(self._slots):
            if slot.piece is None:
                kind: BlockKind = "table" if slot.kind == "table" else "figure"
                self.blocks.append(Block(kind, ref=slot.ref))
                if self._open is not None and self._complete(self._open):
                    self._open = None
            else:
                self._place(at, slot.piece.trimmed())
        return self.blocks

    def _place(self, at: int, piece: Piece) -> None:
        if self._annex(at, piece) or self._bracketed(piece):
            return
        label = read_label(piece.text)
        if label is not None and self._labelled(at, piece, label):
            return
        if self._heading_goes_on(at, piece) or self._unnumbered_heading(at, piece):
            return
        self._text(piece)

    # -- what a line can begin ---------------------------------------------------------------

    def _annex(self, at: int, piece: Piece) -> bool:
        label = read_annex_label(piece.text)
        if label is None or label.length < len(piece.text.strip()):
            return False
        if not (self._measures.stands_out(piece) or self._slots[at].page_start or self._fresh(at)):
            return False
        self._next, self._prefix = 1, ""
        self._headings, self._items = [], []
        self.blocks.append(Block("annex", label=piece, value=label.number_value))
        self._open = None
        return True

    def _fresh(self, at: int) -> bool:
        """Tell whether nothing is left unfinished before a slot."""
        return self._open is None or self._complete(self._open)

    def _bracketed(self, piece: Piece) -> bool:
        """`[English only]` and its like, on a line of their own."""
        if not _BRACKETED.fullmatch(piece.text.strip()):
            return False
        if self._open is not None and not self._complete(self._open):
            return False
        self._close_title()
        self.blocks.append(Block("remark", [piece]))
        return True

    def _labelled(self, at: int, piece: Piece, label: Label) -> bool:
        readings = (label, *label.alternatives)
        for reading in readings:
            if reading.kind in HEADING_KINDS and self._is_heading(at, piece, reading):
                self._heading(piece, reading)
                return True
        for reading in readings:
            if reading.kind in ("arabic", "compound") and self._is_paragraph(at, piece, reading):
                self._paragraph(piece, reading)
                return True
        return self._item(piece, readings)

    def _rest(self, piece: Piece, label: Label) -> tuple[Piece, Piece]:
        start = piece.start + piece.text.index(label.raw[0])
        mark = Piece(piece.line, start, start + len(label.raw))
        return mark, Piece(piece.line, mark.end, piece.end).trimmed()

    # -- headings ----------------------------------------------------------------------------

    def _is_heading(self, at: int, piece: Piece, label: Label) -> bool:
        text = piece.text.strip()
        if len(text) <= len(label.raw):
            return False
        if self._measures.drawn:
            if not self._measures.stands_out(piece) or self._goes_on_as_text(at):
                return False
            if not self._measures.label_stands_out(piece):
                return False
            numbered = label.kind == "arabic" and label.value == self._next
            return not (numbered and self._runs_on_as_sentence(at))
        if is_finished(text) or not self._fresh(at):
            return False
        if not self._follows(label):
            return False
        if label.kind == "arabic":
            return self._reads_as_heading(at, label)
        return self._ends_before_label(at)

    def _goes_on_as_text(self, at: int) -> bool:
        """Tell whether a full line in heavy type goes on in the type of the body.

        Then it is the start of a paragraph with a stressed phrase, not a heading.
        """
        piece = self._slots[at].piece
        after = self._slots[at + 1].piece if at + 1 < len(self._slots) else None
        if piece is None or after is None or self._measures.short(piece):
            return False
        if self._measures.stands_out(after) or read_label(after.text) is not None:
            return False
        return not self._measures.wide_gap(piece, after)

    def _runs_on_as_sentence(self, at: int) -> bool:
        """Tell whether the lines from here, all looking like this one, end as a sentence."""
        look = None
        last = None
        for slot in self._slots[at : at + LONGEST_HEADING + 1]:
            if slot.piece is None:
                break
            mine = self._measures.look(slot.piece)
            if look is not None and (mine != look or read_label(slot.piece.text)):
                break
            look, last = mine, slot.piece
        return last is not None and is_finished(last.text)

    def _follows(self, label: Label) -> bool:
        """Tell whether a heading label continues a series or begins one at its place."""
        kinds = [kind for kind, _ in self._headings]
        if label.kind in kinds:
            value = self._headings[kinds.index(label.kind)][1]
            return label.value == value + 1
        if label.value != 1:
            return False
        rank = HEADING_KINDS[label.kind]
        return all(HEADING_KINDS[kind] < rank for kind in kinds)

    def _reads_as_heading(self, at: int, label: Label) -> bool:
        """In a dump: tell a heading `1. 认证` from a paragraph with the same number.

        With the number that the next paragraph would have, it is a heading only if a later
        paragraph comes with that number again before any higher one.
        """
        if not self._ends_before_label(at):
            return False
        if label.value != self._next:
            return bool(self._headings) and label.value < self._next + 200
        for slot in self._slots[at + 1 : at + LOOKAHEAD]:
            if slot.piece is None:
                continue
            if read_annex_label(slot.piece.text) is not None:
                return False
            other = read_label(slot.piece.text)
            if other is None or other.kind != "arabic":
                continue
            if other.value == self._next:
                return True
            if other.value == self._next + 1:
                return False
        return False

    def _ends_before_label(self, at: int) -> bool:
        """In a dump: tell whether a heading that starts here ends before the next block does.

        It may run on to a second line if the first is full; then a label, a table or the end
        has to come, or a line that starts anew.
        """
        piece = self._slots[at].piece
        if piece is None:
            return False
        after = self._slots[at + 1].piece if at + 1 < len(self._slots) else None
        if after is None or read_label(after.text) is not None:
            return True
        if self._measures.brief(piece):
            return True
        for slot in self._slots[at + 1 : at + LONGEST_HEADING]:
            if slot.piece is None or read_label(slot.piece.text) is not None:
                return True
            if is_finished(slot.piece.text):
                return False
            if self._measures.brief(slot.piece):
                return True
        return False

    def _heading(self, piece: Piece, label: Label) -> None:
        mark, rest = self._rest(piece, label)
        kinds = [kind for kind, _ in self._headings]
        follows = self._follows(label)
        if label.kind in kinds:
            self._headings = self._headings[: kinds.index(label.kind)]
        else:
            rank = HEADING_KINDS[label.kind]
            self._headings = [h for h in self._headings if HEADING_KINDS[h[0]] < rank]
        self._headings.append((label.kind, label.value))
        self._items = []
        block = Block("heading", [rest], mark, label.kind, label.value, depth=len(self._headings))
        block.gap = not follows
        self.blocks.append(block)
        self._open = None

    def _heading_goes_on(self, at: int, piece: Piece) -> bool:
        """Join the second line of a heading or of an annex title to its first."""
        block = self.blocks[-1] if self.blocks else None
        if block is None or block.kind not in ("heading", "annex"):
            return False
        last = block.last
        if last is None or len(block.pieces) >= LONGEST_HEADING:
            return False
        measures = self._measures
        if block.kind == "annex":
            if measures.drawn and not measures.stands_out(piece):
                return False
            if not measures.drawn and is_finished(piece.text):
                return False
            block.pieces.append(piece)
            return True
        if measures.drawn:
            alike = measures.stands_out(piece) and measures.look(piece) == measures.look(last)
            if not alike or measures.apart(last, piece):
                return False
            if block.style is None and measures.short(last):
                return False
        elif measures.brief(last) or is_finished(piece.text) or not measures.short(piece):
            return False
        block.pieces.append(piece)
        return True

    def _unnumbered_heading(self, at: int, piece: Piece) -> bool:
        if is_finished(piece.text) or not self._fresh(at):
            return False
        if self._measures.drawn:
            if not self._measures.stands_out(piece) or self._goes_on_as_text(at):
                return False
            if self._runs_on_as_sentence(at):
                return False
        elif not self._stands_alone(at, piece):
            return False
        self._items = []
        self.blocks.append(Block("heading", [piece], depth=len(self._headings) + 1))
        self._open = None
        return True

    def _stands_alone(self, at: int, piece: Piece) -> bool:
        """In a dump: a short unlabelled line that ends no sentence, before a labelled block."""
        if not self._measures.short(piece) or not self.blocks:
            return False
        for slot in self._slots[at + 1 : at + 2]:
            if slot.piece is None:
                return False
            label = read_label(slot.piece.text)
            return label is not None and label.kind in ("arabic", "compound", "capital", "chinese")
        return False

    # -- paragraphs and items ----------------------------------------------------------------

    def _is_paragraph(self, at: int, piece: Piece, label: Label) -> bool:
        expected = label.value == self._next and label.prefix in ("", self._prefix)
        new_series = label.kind == "compound" and label.value == 1
        before = self._before()
        if before is None:
            return expected or new_series or self._measures.drawn
        gap = self._measures.wide_gap(before, piece)
        ends = self._open is None or self._complete(self._open)
        if expected or new_series:
            return ends or bool(gap)
        if self._measures.indented(piece) and self._measures.drawn:
            return False  # an item `1.` inside a paragraph, or a list
        near = self._next < label.value <= self._next + 3 or label.value == 1
        return ends and (bool(gap) or (gap is None and near and label.value > 1))

    def _before(self) -> Piece | None:
        for block in reversed(self.blocks):
            if block.last is not None:
                return block.last
        return None

    def _paragraph(self, piece: Piece, label: Label) -> None:
        mark, rest = self._rest(piece, label)
        block = Block("paragraph", [rest], mark, label.kind, label.value, label.prefix)
        block.gap = label.value != self._next
        self._next, self._prefix = label.value + 1, label.prefix
        self._items = []
        self._begin(block)

    def _item(self, piece: Piece, readings: Sequence[Label]) -> bool:
        readings = [r for r in readings if r.kind in ITEM_KINDS or r.kind == "arabic"]
        if not readings or not self.blocks:
            return False
        stack = {kind: (depth, value) for depth, (kind, value, _) in enumerate(self._items)}
        following = [
            r for r in readings if r.kind in stack and r.value in (stack[r.kind][1] + 1, 0)
        ]
        starting = [
            r
            for r in readings
            if r.kind not in stack and (r.value in (0, 1)) and r.kind != "arabic"
        ]
        before = self._before()
        gap = before is not None and bool(self._measures.wide_gap(before, piece))
        ends = self._open is None or self._complete(self._open) or self._list_goes_on()
        if following and (ends or gap or self._measures.indented(piece)):
            self._hang(piece, following[0], stack[following[0].kind][0])
            return True
        if starting and (ends or gap):
            self._hang(piece, starting[0], len(self._items))
            return True
        if gap and ends and readings[0].kind in stack:
            self._hang(piece, readings[0], stack[readings[0].kind][0], follows=False)
            return True
        return False

    def _list_goes_on(self) -> bool:
        """Tell whether the open item ends with `和` or `and`, before the list's last item."""
        return (
            self._open is not None
            and self._open.kind == "item"
            and bool(_JOINS.search(tidy(self._open.text)) or self._open.text.endswith(("，", ",")))
        )

    def _hang(self, piece: Piece, label: Label, depth: int, follows: bool = True) -> None:
        mark, rest = self._rest(piece, label)
        parent = self._items[depth - 1][2] if depth else self._root()
        self._items = self._items[:depth]
        self._items.append((label.kind, label.value, len(self.blocks)))
        block = Block("item", [rest], mark, label.kind, label.value, depth=depth + 1)
        block.parent, block.gap = parent, not follows
        self._begin(block)

    def _root(self) -> int | None:
        for index in range(len(self.blocks) - 1, -1, -1):
            if self.blocks[index].kind == "paragraph":
                return index
            if self.blocks[index].kind in ("heading", "annex"):
                return None
        return None

    def _begin(self, block: Block) -> None:
        self._close_title()
        self.blocks.append(block)
        self._open = block

    def _close_title(self) -> None:
        self._open = None

    def _text(self, piece: Piece) -> None:
        """An unlabelled line of text: it goes on with the open block, or begins a new one."""
        block = self._open
        if block is not None and not self._begins_anew(block, piece):
            block.pieces.append(piece)
            return
        self._items = []
        self._begin(Block("paragraph", [piece]))

    def _begins_anew(self, block: Block, piece: Piece) -> bool:
        last = block.last
        if last is None or not self._complete(block):
            return False
        gap = self._measures.wide_gap(last, piece)
        if gap is None:  # another page, or a dump
            return self._measures.short(last) and self._measures.indented(piece)
        return gap or (self._measures.short(last) and self._measures.indented(piece))

    def _complete(self, block: Block) -> bool:
        """Tell whether a block can end where it ends now."""
        return block.last is None or is_finished(block.last.text)


def segment(slots: Sequence[Slot], measures: Measures) -> list[Block]:
    """Cut the body into blocks, in reading order.

    Every piece of the slots ends in exactly one block, as label or as text.
    """
    return Segmenter(slots, measures).run()
