"""The body: sections, paragraphs with their items, and what stands between them.

Words never stand directly in a hierarchical element: they are in `content`, or in `intro` where
other elements follow below. Reading order is that of the report: a table between two items of one
paragraph stands inside that paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from reportparse.akn.ids import HIERARCHY, element_of
from reportparse.akn.setting import Setting
from reportparse.akn.tables import write_table
from reportparse.akn.xml import element
from reportparse.report.body import Block, Figure, Section

PARTS: Final = ("caption", "title")


@dataclass(slots=True)
class _Node:
    """A block and the blocks that hang from it or stand between those."""

    block: Block
    below: list[_Node] = field(default_factory=list)


def write_sections(setting: Setting, parent: Element, sections: Iterable[Section]) -> None:
    """Write sections with their blocks; blocks without a heading stand in `parent` itself."""
    for section in sections:
        own = parent
        if section.heading is not None:
            heading = section.heading
            tag = HIERARCHY[heading.style]
            own = element(tag, parent, eId=setting.ids.of(section.id), rp_id=section.id)
            if heading.label:
                element("num", own).text = heading.label
            setting.text(element("heading", own), heading.text, section.id)
        for node in _tree(section.blocks):
            _block(setting, own, node)
        write_sections(setting, own, section.sections)


def _tree(blocks: Sequence[Block]) -> list[_Node]:
    """Hang items from their parents, and what stands between items beside them."""
    last = {block.parent: at for at, block in enumerate(blocks) if block.parent}
    top: list[_Node] = []
    opened: list[_Node] = []
    for at, block in enumerate(blocks):
        while opened and not _holds(opened[-1], block, last.get(opened[-1].block.id, -1) > at):
            opened.pop()
        node = _Node(block)
        (opened[-1].below if opened else top).append(node)
        opened.append(node)
    return top


def _holds(node: _Node, block: Block, more: bool) -> bool:
    """Tell whether `block` stands in `node`: it hangs from it, or items of it are still to come."""
    return block.parent == node.block.id or more


def _block(setting: Setting, parent: Element, node: _Node) -> None:
    block = node.block
    own = element(
        element_of(block),
        parent,
        class_=block.kind if block.kind in ("table", "figure") else None,
        eId=setting.ids.of(block.id),
        rp_id=block.id,
    )
    if block.label:
        element("num", own).text = block.label
    held = element("intro" if node.below else "content", own)
    if block.kind == "table" and block.ref in setting.tables:
        write_table(setting, held, setting.tables.pop(block.ref))
    elif block.kind == "figure" and block.ref in setting.figures:
        write_figure(setting, held, setting.figures.pop(block.ref))
    elif block.text is not None:
        setting.block(held, block.text, None, block.id)
    for inner in node.below:
        _block(setting, own, inner)


def write_figure(setting: Setting, parent: Element, figure: Figure) -> None:
    """Write a figure: its caption, the words in the drawing in reading order, notes and sources.

    A figure that is a grid of cells is written as that table, inside the figure.
    """
    around = element("p", parent, class_="figure")
    own = setting.ids.of(figure.id)
    flow = element("subFlow", around, name="figure", eId=own, rp_id=figure.id)
    if figure.caption is not None:
        setting.block(flow, figure.caption, "caption")
    if figure.title is not None:
        setting.block(flow, figure.title, "title", figure.id)
    for at, label in enumerate(figure.labels, start=1):
        setting.block(flow, label, "label", f"{figure.id}.label.{at}")
    if figure.table in setting.tables:
        write_table(setting, flow, setting.tables.pop(figure.table))
    for name, texts in (("note", figure.notes), ("source", figure.sources)):
        for words in texts:
            setting.block(flow, words, name)
    if not len(flow):
        element("p", flow)
