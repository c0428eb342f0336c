"""Blocks to the tree of sections, and annexes with trees of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportparse.build.ledger import Ledger
from reportparse.build.names import Names
from reportparse.build.places import places_of
from reportparse.build.texts import Texts
from reportparse.document import language_of
from reportparse.findings import Doubt
from reportparse.layout.blocks import Block as Recognised
from reportparse.layout.flow import flow
from reportparse.report.base import Text
from reportparse.report.body import Annex, Block, Heading, Section

HeadingStyle = Literal["chapter", "chinese", "roman", "capital", "arabic", "letter", "unnumbered"]
_STYLES: dict[str, HeadingStyle] = {
    "chapter": "chapter",
    "chinese": "chinese",
    "roman": "roman",
    "capital": "capital",
    "arabic": "arabic",
    "small_letter": "letter",
}


@dataclass(slots=True)
class _Node:
    """A section in the making."""

    id: str
    level: int
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)
    unnumbered: int = 0
    loose: int = 0

    def section(self) -> Section:
        return Section(
            id=self.id,
            level=self.level,
            heading=self.heading,
            blocks=tuple(self.blocks),
            sections=tuple(node.section() for node in self.below),
        )


@dataclass(slots=True)
class _Part:
    """The main text or one annex in the making."""

    prefix: str
    recognised: Recognised | None = None
    top: list[_Node] = field(default_factory=list)
    stack: list[_Node] = field(default_factory=list)
    remark: Recognised | None = None
    unnumbered: int = 0


def letters(value: int) -> str:
    """The value of a letter label as the letter: 1 is A, 27 is AA.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    return chr(64 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1)


class OutlineBuilder:
    """Builds sections and annexes out of blocks."""

    def __init__(
        self,
        texts: Texts,
        ledger: Ledger,
        names: Names,
        table_ids: Sequence[str],
        figure_ids: Sequence[str],
    ) -> None:
        self._texts = texts
        self._ledger = ledger
        self._names = names
        self._tables = table_ids
        self._figures = figure_ids
        self._ids: dict[int, str] = {}
        self.doubts: list[Doubt] = []
        self.pages: dict[str, int] = {}
        """The page of each section, annex and block, where the source has pages."""

    def build(self, blocks: Sequence[Recognised]) -> tuple[tuple[Section, ...], tuple[Annex, ...]]:
        """Return the sections of the main text, and the annexes."""
        parts = [_Part("")]
        for index, block in enumerate(blocks):
            if block.kind == "annex":
                number = f"{block.value}" if block.value is not None else ""
                parts.append(_Part(self._names.unique(f"annex{number}"), block))
            elif block.kind == "remark" and parts[-1].recognised and not parts[-1].top:
                parts[-1].remark = block
            elif block.kind == "heading":
                self._heading(parts[-1], block)
            else:
                self._block(parts[-1], block, index)
        main, *rest = parts
        sections = tuple(node.section() for node in main.top)
        return sections, tuple(self._annex(part) for part in rest)

    def _heading(self, part: _Part, block: Recognised) -> None:
        while part.stack and (
            part.stack[-1].heading is None or part.stack[-1].level >= block.depth
        ):
            part.stack.pop()
        parent = part.stack[-1] if part.stack else None
        id_ = self._names.unique(self._section_name(part, parent, block))
        style: HeadingStyle = _STYLES.get(block.style or "", "unnumbered")
        label = block.label
        self._ledger.claim("heading", [*block.pieces, *([label] if label else [])])
        heading = Heading(
            label=label.text if label else None,
            value=block.value,
            label_places=places_of([label]) if label else (),
            style=style,
            text=self._texts.make(block.pieces, id_),
        )
        node = _Node(id_, block.depth, heading)
        (parent.below if parent else part.top).append(node)
        part.stack.append(node)
        self._note_page(id_, block)
        if block.gap and label is not None:
            self.doubts.append(
                Doubt(
                    "heading-gap",
                    f"heading {label.text.strip()} does not follow on the heading before it",
                    (label,),
                    about=id_,
                    found=label.text.strip(),
                )
            )

    def _section_name(self, part: _Part, parent: _Node | None, block: Recognised) -> str:
        base = parent.id if parent else (f"{part.prefix}.s" if part.prefix else "s")
        dot = "." if parent else ""
        if block.style is None or block.value is None:
            if parent:
                parent.unnumbered += 1
                return f"{base}{dot}u{parent.unnumbered}"
            part.unnumbered += 1
            return f"{part.prefix}.u{part.unnumbered}" if part.prefix else f"u{part.unnumbered}"
        if block.style in ("capital", "small_letter"):
            letter = letters(block.value)
            return f"{base}{dot}{letter if block.style == 'capital' else letter.lower()}"
        return f"{base}{dot}{block.value}"

    def _node(self, part: _Part) -> _Node:
        """The section that is open; before the first heading one without heading."""
        if not part.stack:
            name = f"{part.prefix}.s0" if part.prefix else "s0"
            node = _Node(self._names.unique(name), 0, None)
            part.top.append(node)
            part.stack.append(node)
        return part.stack[-1]

    def _block(self, part: _Part, block: Recognised, index: int) -> None:
        node = self._node(part)
        if block.kind == "table" or block.kind == "figure":
            id_ = (self._tables if block.kind == "table" else self._figures)[block.ref]
            node.blocks.append(Block(id=f"at-{id_}", kind=block.kind, ref=id_))
            return
        id_ = self._names.unique(self._block_name(part, node, block))
        self._ids[index] = id_
        label = block.label
        kind: Literal["paragraph", "item"] = "item" if block.kind == "item" else "paragraph"
        self._ledger.claim(kind, [*block.pieces, *([label] if label else [])])
        node.blocks.append(
            Block(
                id=id_,
                kind=kind,
                number=block.value if kind == "paragraph" else None,
                label=label.text if label else None,
                value=block.value if kind == "item" else None,
                label_places=places_of([label]) if label else (),
                depth=block.depth,
                parent=self._ids.get(block.parent) if block.parent is not None else None,
                text=self._texts.make(block.pieces, id_),
            )
        )
        self._note_page(id_, block)
        self._gap(block, id_)

    def _gap(self, block: Recognised, id_: str) -> None:
        if block.gap and block.label is not None and block.kind == "paragraph":
            self.doubts.append(
                Doubt(
                    "paragraph-gap",
                    f"paragraph {block.label.text.strip()} does not follow on the one before it",
                    (block.label,),
                    about=id_,
                    found=block.label.text.strip(),
                )
            )

    def _block_name(self, part: _Part, node: _Node, block: Recognised) -> str:
        prefix = f"{part.prefix}." if part.prefix else ""
        if block.kind == "paragraph" and block.value is not None:
            return f"{prefix}p{block.prefix}{'.' if block.prefix else ''}{block.value}"
        if block.kind == "item" and block.value:
            parent = self._ids.get(block.parent) if block.parent is not None else node.id
            letter = block.style is not None and block.style.endswith("letter")
            value = letters(block.value).lower() if letter else str(block.value)
            return f"{parent}.{value}"
        node.loose += 1
        return f"{node.id}.t{node.loose}"

    def _note_page(self, id_: str, block: Recognised) -> None:
        first = block.label or (block.pieces[0] if block.pieces else None)
        if first is not None and first.line.box is not None:
            self.pages[id_] = first.line.sheet

    def _annex(self, part: _Part) -> Annex:
        block = part.recognised
        assert block is not None and block.label is not None
        self._ledger.claim("annex", [block.label, *block.pieces])
        title = self._texts.make(block.pieces, part.prefix) if block.pieces else None
        remark: Text | None = None
        if part.remark is not None:
            self._ledger.claim("annex", part.remark.pieces)
            remark = self._texts.make(part.remark.pieces, part.prefix)
        self._note_page(part.prefix, block)
        return Annex(
            id=part.prefix,
            label=self._texts.make([block.label], part.prefix),
            number=block.value,
            title=title,
            language=_language(block, part),
            language_note=remark,
            sections=tuple(node.section() for node in part.top),
        )


def _language(block: Recognised, part: _Part) -> Literal["zh", "en"]:
    words = [flow(block.pieces).text if block.pieces else ""]
    words += [b.text.text for node in part.top for b in node.blocks if b.text is not None]
    assert block.label is not None
    return language_of(words if any(words) else [block.label.text])
