"""Blocks, the slots they are made from, and how far the reading of them has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol

from reportparse.frozen import frozen_record
from reportparse.layout.measures import Measures
from reportparse.layout.model import Line, Piece
from reportparse.layout.widths import is_finished
from reportparse.notation.labels import Label, LabelKind, read_label

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
LONGEST_HEADING = 4
"""Printed lines: real headings have at most three."""
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
NUMBER_KINDS: frozenset[LabelKind] = frozenset({"arabic", "compound"})
LABEL_GAP = 0.4
"""Ems that text stands behind a label at least: a tab is wider, a blank is not."""
LABEL_TOUCH = 0.15
"""Ems: a label is part of the sentence if the next character stands no further away."""

WIDE_ENDS = "）．、"
"""Signs at the end of a label that take up a whole em."""


@frozen_record
class Slot:
    """One step of the reading order: a piece of text, or a table or figure that stands here.

    `ref` is the index of the table or figure. `page_start` marks the first line of a page of a
    dump, the only trace of geometry that a dump may have. `label` is a label that the dump has on
    a line of its own before the text.
    """

    piece: Piece | None = None
    kind: Literal["text", "table", "figure"] = "text"
    ref: int = -1
    page_start: bool = False
    label: Piece | None = None

    @property
    def first_line(self) -> Line | None:
        """The first printed line of the slot."""
        first = self.label or self.piece
        return first.line if first is not None else None


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

    @property
    def complete(self) -> bool:
        """Whether the block can end where it ends now, as its last lines say."""
        return is_finished("\n".join([piece.text.strip() for piece in self.pieces[-3:]]))


@dataclass
class State:
    """How far the reading has come: the blocks so far, and the series that are open."""

    slots: Sequence[Slot]
    measures: Measures
    blocks: list[Block] = field(default_factory=list)
    next: int = 1
    """The number that the next paragraph should have."""
    prefix: str = ""
    headings: list[tuple[LabelKind, int]] = field(default_factory=list)
    items: list[tuple[LabelKind, int, int]] = field(default_factory=list)
    open: Block | None = None
    """The text block that an unlabelled line would go on with."""

    def label_at(self, at: int) -> Label | None:
        """The label that a slot begins with, also one on a line of its own."""
        slot = self.slots[at]
        if slot.piece is None:
            return None
        if slot.label is not None:
            return read_label(f"{slot.label.text.strip()} {slot.piece.text.strip()}")
        return read_label(slot.piece.text)

    def piece_at(self, at: int) -> Piece | None:
        """The text of a slot; None beyond the end and for tables and figures."""
        return self.slots[at].piece if 0 <= at < len(self.slots) else None

    @property
    def fresh(self) -> bool:
        """Whether nothing is left unfinished."""
        return self.open is None or self.open.complete

    @property
    def before(self) -> Piece | None:
        """The last piece that was placed."""
        for block in reversed(self.blocks):
            if block.last is not None:
                return block.last
        return None

    def is_word(self, at: int, label: Label) -> bool:
        """Tell whether what looks like a label is a part of the sentence: `(b)项所述`, `3.1段`.

        On a page the text stands a tab behind its label. Where the items (or the paragraphs) of a
        document do, a label that the next character touches is none; where no item is seen to,
        such a label has to have a successor. Never known in a dump.
        """
        if not self.measures.drawn or not self._touches(at):
            return False
        numbers = label.kind in NUMBER_KINDS
        if label.raw[-1] in WIDE_ENDS:  # half of the sign is blank: it needs none behind it
            return not numbers and label.value == 1 and not self._is_followed(at, label)
        alike = [gap for kind, gap in self.label_gaps.values() if (kind in NUMBER_KINDS) is numbers]
        gaps = sum(1 for gap in alike if gap >= LABEL_GAP)
        if gaps:
            return gaps > 1 or 2 * gaps >= len(alike)
        return not numbers and label.value == 1 and not self._is_followed(at, label)

    def _touches(self, at: int) -> bool:
        return at in self.label_gaps and self.label_gaps[at][1] < LABEL_TOUCH

    def _is_followed(self, at: int, label: Label) -> bool:
        """Tell whether the second of a series stands somewhere behind its first, set alike."""
        return any(
            later > at and self._touches(later) and _has_reading(self.label_at(later), label.kind)
            for later in self.label_gaps
        )

    @cached_property
    def label_gaps(self) -> dict[int, tuple[LabelKind, float]]:
        """For every slot that begins with a label, its kind and the ems between it and the text."""
        gaps: dict[int, tuple[LabelKind, float]] = {}
        for at, slot in enumerate(self.slots):
            label = self.label_at(at)
            if slot.piece is not None and slot.piece.line.xs and label is not None:
                gap = _gap_behind(slot.piece.trimmed(), label)
                if label.kind in ITEM_KINDS | NUMBER_KINDS and gap is not None:
                    gaps[at] = label.kind, gap
        return gaps

    def follows(self, label: Label) -> bool:
        """Tell whether a heading label continues a series or begins one at its place."""
        kinds = [kind for kind, _ in self.headings]
        if label.kind in kinds:
            return label.value == self.headings[kinds.index(label.kind)][1] + 1
        if label.value != 1:
            return False
        rank = HEADING_KINDS[label.kind]
        return all(HEADING_KINDS[kind] < rank for kind in kinds)


def _has_reading(label: Label | None, kind: LabelKind) -> bool:
    """Tell whether one reading of a label is the second of the series `kind`."""
    readings = () if label is None else (label, *label.alternatives)
    return any(reading.kind == kind and reading.value == 2 for reading in readings)


def _gap_behind(piece: Piece, label: Label) -> float | None:
    """Ems between a label at the start of a piece and the next printed character."""
    line, end = piece.line, piece.start + len(label.raw)
    behind = [i for i in range(end, piece.end) if not line.text[i].isspace()]
    if not behind or not line.size:
        return None
    return (line.xs[behind[0]][0] - line.xs[end - 1][1]) / line.size


class Reader(Protocol):
    """What a page and a dump answer in different ways about the slot `at`."""

    def gap(self, at: int) -> bool | None:
        """Tell whether more than the usual distance stands before the slot; None: not known."""

    def may_begin(self, at: int) -> bool:
        """Tell whether a list or an unlabelled block may begin at the slot."""

    def indented(self, at: int) -> bool:
        """Tell whether the slot begins to the right of the text that goes on."""

    def is_heading(self, at: int, label: Label) -> bool:
        """Tell whether the labelled slot begins a heading."""

    def is_unnumbered_heading(self, at: int) -> bool:
        """Tell whether the unlabelled slot begins a heading."""

    def goes_on_with_heading(self, at: int) -> bool:
        """Tell whether the slot goes on with the heading or annex title before it."""

    def begins_anew(self, at: int) -> bool:
        """Tell whether the unlabelled slot begins a new block behind the open one."""
