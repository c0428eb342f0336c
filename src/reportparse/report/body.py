"""Models of the body: sections, blocks, notes, figures, and what they point to."""

from __future__ import annotations

from typing import Literal

from reportparse.report.base import Model, Place, Text


class Heading(Model):
    """A heading: `label` as printed (`一.`), its value as a number, and its words."""

    label: str | None
    value: int | None
    label_places: tuple[Place, ...] = ()
    style: Literal["chapter", "chinese", "roman", "capital", "arabic", "letter", "unnumbered"]
    text: Text


class Block(Model):
    """One block in reading order.

    `paragraph`: numbered (`number`) or not. `item`: a sub-item; `label` as printed, `value` as
    a number, `depth` from 1, `parent` the id of the block it hangs from. `table` and `figure`
    stand where they are printed and name their element in `ref`.
    """

    id: str
    kind: Literal["paragraph", "item", "table", "figure"]
    number: int | None = None
    label: str | None = None
    value: int | None = None
    label_places: tuple[Place, ...] = ()
    depth: int = 0
    parent: str | None = None
    ref: str | None = None
    text: Text | None = None


class Section(Model):
    """A section: its heading, the blocks directly below it, then its subsections.

    The first section of a part has no heading when text stands before the first heading.
    """

    id: str
    level: int
    heading: Heading | None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


class Summary(Model):
    """The summary on the first page; its paragraphs are blocks with ids `summary.t1` and so on."""

    heading: Text | None
    paragraphs: tuple[Block, ...]


class ContentsEntry(Model):
    """One line of the contents list and the section or annex it was matched with."""

    label: str | None
    title: Text | None
    level: int
    paragraphs: tuple[int, int] | None
    page: int | None
    target: str | None
    raw: str
    places: tuple[Place, ...] = ()


class Contents(Model):
    """The contents list as printed."""

    heading: Text | None
    columns: tuple[Text, ...] = ()
    repeated: tuple[Text, ...] = ()
    entries: tuple[ContentsEntry, ...]


class Abbreviation(Model):
    """A short form and what it stands for.

    Where a line can be cut in two ways, `term` is the whole line and `meaning` None.
    """

    id: str
    term: Text
    meaning: Text | None


class Abbreviations(Model):
    """The list of short forms as printed."""

    heading: Text | None
    repeated: tuple[Text, ...] = ()
    entries: tuple[Abbreviation, ...]


class Annex(Model):
    """An annex with an outline of its own, in its own language."""

    id: str
    label: Text
    number: int | None
    title: Text | None
    language: Literal["zh", "en"]
    language_note: Text | None = None
    sections: tuple[Section, ...] = ()


class Anchor(Model):
    """Where the marker of a note is printed: the element and the offset in its text.

    The element is an id, or `metadata.title` for the title of the report.
    """

    element: str
    offset: int
    raw: str
    places: tuple[Place, ...] = ()


class Footnote(Model):
    """A footnote and every place that points to it."""

    id: str
    marker: str
    text: Text
    anchors: tuple[Anchor, ...]
    places: tuple[Place, ...] = ()


FigureKind = Literal["image", "drawing", "mixed", "unknown"]


class Figure(Model):
    """A figure: caption, the text inside it, notes and sources.

    `labels` are the words and numbers printed in the drawing, in reading order; the coloured sign
    of a legend entry is in its `raw` only. A picture without words has no labels. `table` is the
    id of the table that the figure is, where a grid of cells is captioned as a figure.
    """

    id: str
    number: str | None
    caption: Text | None
    title: Text | None
    labels: tuple[Text, ...] = ()
    table: str | None = None
    notes: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    kind: FigureKind = "unknown"
    places: tuple[Place, ...] = ()


class LinkTarget(Model):
    """A link: its address, and the words it stands on or the line that prints it."""

    url: str
    text: str | None
    element: str | None
    origin: Literal["annotation", "printed", "dumped"]
    places: tuple[Place, ...] = ()


class Reference(Model):
    """A reference in the text: to another document, a decision, an article, or inside.

    `element`, `start` and `end` say where it stands in running text, `raw` and `places` in print.
    `number` is the normal form of what is referred to, without the print's blanks (`2/CMP.17`,
    `FCCC/KP/CMP/2022/7`, `7` for 表 7); `last` is the other end of a range. `body` is the organ or
    treaty as printed, `part` the annex or table in the cited document, `paragraphs` the cited
    paragraphs, `item` the item of an article. `target` is the id of the element in this report
    that an internal reference means.
    """

    kind: str
    raw: str
    element: str
    start: int
    end: int
    number: str = ""
    last: str = ""
    body: str = ""
    part: str = ""
    paragraphs: tuple[str, ...] = ()
    item: str = ""
    place: Literal["", "above", "below"] = ""
    version: str = ""
    target: str | None = None
    places: tuple[Place, ...] = ()


class Furniture(Model):
    """Print that belongs to the page and not to the report: running heads, folios, and so on."""

    kind: Literal[
        "running_head",
        "folio",
        "job",
        "barcode",
        "emblem",
        "separator",
        "end_mark",
        "link_dump",
        "other",
    ]
    raw: str
    places: tuple[Place, ...] = ()
