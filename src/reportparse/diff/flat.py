"""A report laid out flat for comparison: its sections and its texts, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportparse.frozen import frozen_record
from reportparse.report import Report
from reportparse.report.base import Text
from reportparse.report.body import Block, Section


@frozen_record
class Node:
    """A section or an annex: its own heading, the position of what it stands in, its depth."""

    id: str
    label: str | None
    words: str
    parent: int | None
    level: int


@frozen_record
class Passage:
    """A paragraph or an item: its words, its printed number, the section that it stands in.

    `parent` is the id of the paragraph or item that it hangs from. `loose` are printed markers that
    point to no note; those that do are compared with their notes.
    """

    id: str
    kind: str
    label: str | None
    words: str
    section: int | None
    parent: str | None
    loose: tuple[str, ...] = ()


@dataclass(slots=True)
class Flat:
    """The text of one report; positions count in these lists."""

    nodes: list[Node] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    section_of: dict[str, int | None] = field(default_factory=dict)
    """Where tables and figures stand, by their ids."""

    def path(self, section: int | None) -> str:
        """Return the headings from the outermost to `section`, as the print numbers them."""
        if section is None:
            return ""
        own = self.nodes[section]
        words = f"{own.label or ''}{' ' if own.label else ''}{own.words}"
        outer = self.path(own.parent)
        return f"{outer} › {words}" if outer else words


def flatten(report: Report) -> Flat:
    """Return the texts of a report in order: summary, body, annexes, print without a place."""
    flat = Flat()
    if report.summary is not None:
        heading = report.summary.heading
        flat.nodes.append(Node("summary", None, heading.text if heading else "", None, 1))
        _blocks(flat, report.summary.paragraphs, 0)
    _sections(flat, report.sections, None, 0)
    for annex in report.annexes:
        words = " ".join(one.text for one in (annex.label, annex.title) if one is not None)
        flat.nodes.append(Node(annex.id, None, words, None, 0))
        own = len(flat.nodes) - 1
        if annex.language_note is not None:
            name = f"{annex.id}.language"
            passage = Passage(name, "paragraph", None, annex.language_note.text, own, None)
            flat.passages.append(passage)
        _sections(flat, annex.sections, own, 0)
    for at, piece in enumerate(report.unplaced, start=1):
        passage = Passage(f"unplaced-{at}", "unplaced", None, piece.text, None, None)
        flat.passages.append(passage)
    return flat


def _sections(flat: Flat, sections: Iterable[Section], parent: int | None, depth: int) -> None:
    for section in sections:
        own = parent
        if section.heading is not None:
            label, text = section.heading.label, section.heading.text
            node = Node(section.id, label, text.text, parent, depth + 1)
            flat.nodes.append(node)
            own = len(flat.nodes) - 1
        _blocks(flat, section.blocks, own)
        _sections(flat, section.sections, own, depth + (section.heading is not None))


def _blocks(flat: Flat, blocks: Iterable[Block], section: int | None) -> None:
    for block in blocks:
        if block.ref is not None:
            flat.section_of[block.ref] = section
        if block.text is None:
            continue
        flat.passages.append(
            Passage(
                block.id,
                block.kind,
                block.label,
                block.text.text,
                section,
                block.parent,
                tuple(_loose(block.text)),
            )
        )


def _loose(words: Text) -> Iterator[str]:
    return (mark.raw for mark in words.marks if mark.kind == "marker" and mark.target is None)
