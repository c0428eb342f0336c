"""The model of a report before it is set: what the author wrote, without any page or line.

A manuscript is the oracle of the tests that compare: the typesetter prints it, the parser reads
the print, and `expected` says what must come back. Running text holds no blank between Chinese
and Latin characters; whether the print has one is a matter of `Settings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["zh", "en"]
Office = Literal["geneva", "new_york"]
Dress = Literal["house", "light", "ruled", "boxed", "bare"]
"""The rules of a table: those of house style, these all of one weight, one over every row too, a
box around every cell, none."""
RowKind = Literal["data", "section", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The superscript mark of a footnote at its place in running text."""

    marker: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that carry a link to `url`."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words set bold or italic inside ordinary text."""

    text: str
    style: Literal["bold", "italic"]


Run = str | NoteRef | Link | Styled
Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item of a paragraph: `label` as printed, `(a)`, `(一)`, `1)` or a bullet."""

    label: str
    text: Text
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, numbered or (with `number` None) not, and the items below it."""

    number: int | None
    text: Text
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as printed: its text, and the letters of notes that stand behind it.

    A group separator in `text` is a blank or a comma; which blank is printed is a setting. An
    empty text is a blank cell, a dash is the nil symbol.
    """

    text: str
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A head of the column tree; with `children` it is a spanner and no column itself.

    `numeric` columns are set flush right. `share` is the width relative to the other columns.
    """

    text: str
    markers: tuple[str, ...] = ()
    children: tuple[Column, ...] = ()
    numeric: bool = True
    share: float = 1.0

    def leaves(self) -> tuple[Column, ...]:
        """Return the real columns below this head, left to right."""
        if not self.children:
            return (self,)
        return tuple(leaf for child in self.children for leaf in child.leaves())

    def depth(self) -> int:
        """Return how many rows of heads this head and its children take."""
        return 1 + max((child.depth() for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the stub cell and the body cells, as many as there are columns behind."""

    kind: RowKind
    stub: Cell
    cells: tuple[Cell, ...]
    indent: int = 0
    tall: int = 1
    """Rows that the stub covers, this one and those below it; their own stubs are blank."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all that belongs to it. `columns[0]` is the head of the stub.

    `place` is where its caption stands, or that its pages lie on their other side; `beside` is the
    table to its right, `chart` the labels of a drawing there. A stub over several rows
    stands beside the first one, in the middle, or beside the last one (`stand`); rules between all
    rows may show it (`tied`). `dress` tells which rules are printed.
    """

    number: str | None
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headnote: str | None = None
    notes: tuple[tuple[str, Text], ...] = ()
    source: str | None = None
    place: Literal["above", "below", "framed", "across"] = "above"
    beside: Table | None = None
    chart: tuple[str, ...] = ()
    stand: Literal["top", "middle", "bottom"] = "top"
    tied: bool = False
    dress: Dress = "house"

    def leaves(self) -> tuple[Column, ...]:
        """Return the real columns, the stub first."""
        return tuple(leaf for column in self.columns for leaf in column.leaves())


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure: boxes that hold `labels`, with caption, note and source line."""

    number: str | None
    title: Text
    labels: tuple[str, ...]
    note: str | None = None
    source: str | None = None


Block = Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks and sections below it; `label` None is an unnumbered heading."""

    level: int
    label: str | None
    title: Text
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in its own language; `label` as printed (`附件`, `附件一`, `Annex`)."""

    label: str
    title: str
    language: Language
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    limited: str | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole report. `notes` are the footnotes in the order of their first anchor.

    `date` is the print's English date in the masthead, `session` the lines below the organ.
    """

    symbol: str
    job_number: str
    office: Office
    organ: str
    date: str
    title: str
    session: tuple[str, ...] = ()
    session_place: str | None = None
    agenda_item: str | None = None
    subject: str | None = None
    subtitle: str | None = None
    title_note: Text | None = None
    summary: tuple[Text, ...] = ()
    contents: bool = False
    abbreviations: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[tuple[str, Text], ...] = field(default=())


def walk(sections: tuple[Section, ...]) -> Iterator[Section | Block]:
    """Yield every section and block of `sections` in reading order."""
    for section in sections:
        yield section
        yield from section.blocks
        yield from walk(section.sections)


def plain(text: Text) -> str:
    """Return the words of `text` without its note marks."""
    return "".join(_words(run) for run in text)


def _words(run: Run) -> str:
    if isinstance(run, NoteRef):
        return ""
    return run if isinstance(run, str) else run.text


def anchors(text: Text) -> tuple[tuple[str, int], ...]:
    """Return (marker, offset in the words without marks) for every note mark in `text`."""
    found: list[tuple[str, int]] = []
    offset = 0
    for run in text:
        if isinstance(run, NoteRef):
            found.append((run.marker, offset))
        else:
            offset += len(_words(run))
    return tuple(found)
