"""What a right parse of a manuscript holds, as plain data: lists, dicts, strings and integers.

Nothing here looks at pages or at the parser. Texts follow the text rule: no blank beside a CJK
character, elsewhere one blank; offsets count characters of that text. Keys name the block that
holds an anchor: `heading:3` (the third of the outline), `paragraph:12`, `unnumbered:2`,
`item:12(a)(一)` (a bullet is followed by its place, `item:12•2`; below an unnumbered paragraph
`item:u2(a)`), `table:1:title`, `figure:2:title`, `title`, `summary:1`. Blocks of an annex have
`annex:1/` before their key and count anew.
"""

from __future__ import annotations

from typing import Any

from tests.typeset.manuscript import (
    Annex,
    Block,
    Cell,
    Column,
    Figure,
    Item,
    Link,
    Manuscript,
    Paragraph,
    Section,
    Table,
    Text,
    anchors,
    plain,
    walk,
)

DIGITS = "一二三四五六七八九"
CJK_RANGES = (
    ("\u2e80", "\u2fdf"),
    ("\u3000", "\u303f"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
)
BULLETS = ("•", "–", "■")
BLANKS = " \u00a0\u2009\u202f"


def expected(report: Manuscript) -> dict[str, Any]:
    """Return everything a parse of `report` must give back, ready for `json.dumps`."""
    book = _Book("")
    if report.title_note is not None:
        book.anchors.setdefault("*", []).append(["title", len(running(report.title))])
    for index, text in enumerate(report.summary, start=1):
        book.anchor(f"summary:{index}", text)
    for section in report.sections:
        book.section(section)
    annexes = [_Book(f"annex:{i}/", book) for i, _ in enumerate(report.annexes, start=1)]
    for annex_book, annex in zip(annexes, report.annexes, strict=True):
        annex_book.annex(annex)
    notes = dict(report.notes)
    if report.title_note is not None:
        notes = {"*": report.title_note, **notes}
    return {
        "metadata": _metadata(report),
        "title": running(report.title),
        "summary": [running(plain(text)) for text in report.summary],
        "abbreviations": [[running(a), running(b)] for a, b in report.abbreviations],
        **book.data(),
        "footnotes": [
            [marker, running(plain(text)), book.anchors.get(marker, [])]
            for marker, text in notes.items()
        ],
        "annexes": [
            {
                "label": running(annex.label),
                "title": running(annex.title),
                "language": annex.language,
                "limited": annex.limited,
                **annex_book.data(),
            }
            for annex_book, annex in zip(annexes, report.annexes, strict=True)
        ],
        "links": book.links,
        "furniture": {"running_head": report.symbol, "job_number": report.job_number},
    }


def running(text: str) -> str:
    """Return `text` after the text rule.

    >>> running("第 121次  CMP  19 会议")
    '第121次CMP 19会议'
    """
    out: list[str] = []
    for index, char in enumerate(text):
        if char not in BLANKS:
            out.append(char)
            continue
        after = text[index + 1 :].lstrip(BLANKS)
        if not out or not after or out[-1] == " ":
            continue
        if not (is_cjk(out[-1]) or is_cjk(after[0])):
            out.append(" ")
    return "".join(out)


def is_cjk(char: str) -> bool:
    """Tell whether `char` is an ideograph, CJK punctuation or a full-width form."""
    return any(low <= char <= high for low, high in CJK_RANGES)


def label_value(label: str | None) -> int | None:
    """Return the number that a heading's label stands for.

    >>> [label_value(x) for x in ("一.", "十二.", "B.", "3.", None)]
    [1, 12, 2, 3, None]
    """
    if label is None:
        return None
    word = label.strip("().、")
    if word.isascii() and word.isdigit():
        return int(word)
    if word.isascii():
        return ord(word) - ord("A") + 1
    tens, ten, units = word.rpartition("十")
    value = DIGITS.find(units) + 1 if units else 0
    if ten:
        value += 10 * (DIGITS.find(tens) + 1 if tens else 1)
    return value


class _Book:
    """Collects the expected blocks of one part, main body or annex, in reading order."""

    def __init__(self, prefix: str, whole: _Book | None = None) -> None:
        self._prefix = prefix
        self.anchors: dict[str, list[list[Any]]] = {} if whole is None else whole.anchors
        self.links: list[list[str]] = [] if whole is None else whole.links
        self._outline: list[list[Any]] = []
        self._paragraphs: list[list[Any]] = []
        self._unnumbered: list[str] = []
        self._items: list[list[Any]] = []
        self._tables: list[dict[str, Any]] = []
        self._figures: list[dict[str, Any]] = []
        self._order: list[str] = []

    def data(self) -> dict[str, Any]:
        """Return what was collected. `order` are the keys of all blocks in reading order."""
        return {
            "outline": self._outline,
            "paragraphs": self._paragraphs,
            "unnumbered": self._unnumbered,
            "items": self._items,
            "tables": self._tables,
            "figures": self._figures,
            "order": self._order,
        }

    def anchor(self, key: str, text: Text) -> None:
        """Remember the note marks and links in `text`, which belongs to the block `key`."""
        for marker, offset in anchors(text):
            self.anchors.setdefault(marker, []).append([f"{self._prefix}{key}", offset])
        for run in text:
            if isinstance(run, Link):
                self.links.append([run.text, run.url])

    def section(self, section: Section) -> None:
        """Collect a section with all below it."""
        label = None if section.label is None else section.label.rstrip(".")
        title = running(plain(section.title))
        self._outline.append([label, label_value(section.label), section.level, title])
        key = f"heading:{len(self._outline)}"
        self._order.append(key)
        self.anchor(key, section.title)
        for block in section.blocks:
            self._block(block)
        for child in section.sections:
            self.section(child)

    def annex(self, annex: Annex) -> None:
        """Collect the blocks and sections of an annex."""
        for block in annex.blocks:
            self._block(block)
        for section in annex.sections:
            self.section(section)

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
            if block.beside is not None:
                self._table(block.beside)
        else:
            self._figures.append(_figure(block))
            key = f"figure:{len(self._figures)}"
            self._order.append(key)
            self.anchor(f"{key}:title", block.title)

    def _table(self, block: Table) -> None:
        self._tables.append(_table(block))
        key = f"table:{len(self._tables)}"
        self._order.append(key)
        self.anchor(f"{key}:title", block.title)

    def _paragraph(self, block: Paragraph) -> None:
        text = running(plain(block.text))
        if block.number is None:
            self._unnumbered.append(text)
            name = f"unnumbered:{len(self._unnumbered)}"
            owner = f"u{len(self._unnumbered)}"
        else:
            self._paragraphs.append([block.number, text])
            name = f"paragraph:{block.number}"
            owner = str(block.number)
        self._order.append(name)
        self.anchor(name, block.text)
        for index, item in enumerate(block.items, start=1):
            self._item(item, index, [owner], owner)

    def _item(self, item: Item, index: int, above: list[str], owner: str) -> None:
        path = [*above, item.label]
        name = f"{owner}{item.label}"
        if item.label in BULLETS:
            name += str(index)
        self._items.append([path, running(plain(item.text))])
        key = f"item:{name}"
        self._order.append(key)
        self.anchor(key, item.text)
        for place, child in enumerate(item.items, start=1):
            self._item(child, place, path, name)


def _metadata(report: Manuscript) -> dict[str, Any]:
    return {
        "symbol": report.symbol,
        "job_number": report.job_number,
        "organ": report.organ,
        "date": report.date,
        "distribution": "General",
        "language": "Chinese",
        "original": "English",
        "session": [running(text) for text in report.session],
        "session_place": None if report.session_place is None else running(report.session_place),
        "agenda_item": None if report.agenda_item is None else running(report.agenda_item),
        "subject": None if report.subject is None else running(report.subject),
        "subtitle": None if report.subtitle is None else running(report.subtitle),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "number": None if table.number is None else running(table.number),
        "title": running(plain(table.title)),
        "headnote": None if table.headnote is None else running(table.headnote),
        "header": [_column(column) for column in table.columns],
        "rows": [
            {
                "kind": row.kind,
                "indent": row.indent,
                "stub": _cell(row.stub),
                "cells": [_cell(cell) for cell in row.cells],
                **({"tall": row.tall} if row.tall > 1 and _shown(table) else {}),
            }
            for row in table.rows
        ],
        "notes": [[marker, running(plain(text))] for marker, text in table.notes],
        "source": None if table.source is None else running(table.source),
    }


def _shown(table: Table) -> bool:
    """Tell whether the print shows how many rows a stub covers."""
    return table.tied or table.stand == "middle"


def _column(column: Column) -> list[Any]:
    return [
        running(column.text),
        list(column.markers),
        [_column(child) for child in column.children],
    ]


def _cell(cell: Cell) -> list[Any]:
    return [running(cell.text), list(cell.markers)]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "number": None if figure.number is None else running(figure.number),
        "title": running(plain(figure.title)),
        "labels": [running(label) for label in figure.labels],
        "note": None if figure.note is None else running(figure.note),
        "source": None if figure.source is None else running(figure.source),
    }


def expected_contents(report: Manuscript) -> list[list[str]]:
    """Return label, title and paragraph range of every line of the contents, if there is one."""
    if not report.contents:
        return []
    found: list[list[str]] = []

    def visit(section: Section) -> None:
        if section.label is not None and section.level <= 2:
            title = running(plain(section.title))
            found.append([section.label.rstrip("."), title, _span(section)])
        for child in section.sections:
            visit(child)

    for section in report.sections:
        visit(section)
    found.extend([annex.label, running(annex.title), ""] for annex in report.annexes)
    return found


def _span(section: Section) -> str:
    """Return the first and last paragraph number below `section` as the contents print them."""
    blocks = [b for b in walk((section,)) if isinstance(b, Paragraph) and b.number is not None]
    if not blocks:
        return ""
    first, last = blocks[0].number, blocks[-1].number
    return str(first) if first == last else f"{first}-{last}"
