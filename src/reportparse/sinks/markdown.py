"""A report as Markdown to be read: headings, paragraphs, tables, footnotes.

Meant for eyes, not for parsing: places and raw print stay in the JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportparse.report import Report
from reportparse.report.base import Mark, Text
from reportparse.report.body import Annex, Block, Figure, Footnote, Section
from reportparse.report.tables import Cell, CellMarker, Table

# Signs that Markdown would take for its own.
SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
HEADING_DEEPEST = 6
WRAPS = {"bold": "**", "italic": "*"}


def write_markdown(report: Report) -> str:
    """Return the report as Markdown."""
    return "\n".join(_Writer(report).lines()).strip("\n") + "\n"


class _Writer:
    """Writes one report; knows its tables, figures and notes by their ids."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tables = {table.id: table for table in report.tables}
        self.figures = {figure.id: figure for figure in report.figures}
        self.notes = {note.id for note in report.footnotes}

    def lines(self) -> Iterator[str]:
        yield from self.masthead()
        yield from self.front()
        for section in self.report.sections:
            yield from self.section(section)
        for annex in self.report.annexes:
            yield from self.annex(annex)
        yield from self.loose()
        for note in self.report.footnotes:
            yield from self.note(note)
        yield from self.findings()

    # -- front matter

    def masthead(self) -> Iterator[str]:
        metadata = self.report.metadata
        if metadata.title is not None:
            yield from ("", f"# {self.text(metadata.title)}")
        fields = (
            metadata.symbol.value if metadata.symbol else None,
            (metadata.date.raw if metadata.date else None),
            metadata.distribution.value if metadata.distribution else None,
            metadata.original_language.value if metadata.original_language else None,
        )
        printed = [escape(field) for field in fields if field]
        if printed:
            yield from ("", " · ".join(printed))

    def front(self) -> Iterator[str]:
        summary, contents = self.report.summary, self.report.contents
        if summary is not None:
            yield from self.heading(2, summary.heading)
            for paragraph in summary.paragraphs:
                if paragraph.text is not None:
                    yield from ("", self.text(paragraph.text))
        if contents is not None:
            yield from self.heading(2, contents.heading)
            yield ""
            for entry in contents.entries:
                indent = "  " * max(entry.level - 1, 0)
                label = f"{escape(entry.label)} " if entry.label else ""
                words = self.text(entry.title) if entry.title is not None else escape(entry.raw)
                yield f"{indent}- {label if entry.title is not None else ''}{words}"
        short = self.report.abbreviations
        if short is not None:
            yield from self.heading(2, short.heading)
            yield ""
            for pair in short.entries:
                meaning = f" {self.text(pair.meaning)}" if pair.meaning is not None else ""
                yield f"- **{self.text(pair.term)}**{meaning}"

    def heading(self, level: int, words: Text | None) -> Iterator[str]:
        if words is not None:
            yield from ("", f"{'#' * min(level, HEADING_DEEPEST)} {self.text(words)}")

    # -- body

    def section(self, section: Section) -> Iterator[str]:
        if section.heading is not None:
            label = f"{escape(section.heading.label)} " if section.heading.label else ""
            depth = "#" * min(section.level + 1, HEADING_DEEPEST)
            yield from ("", f"{depth} {label}{self.text(section.heading.text)}")
        for block in section.blocks:
            yield from self.block(block)
        for inner in section.sections:
            yield from self.section(inner)

    def annex(self, annex: Annex) -> Iterator[str]:
        title = f" {self.text(annex.title)}" if annex.title is not None else ""
        yield from ("", f"# {self.text(annex.label)}{title}")
        if annex.language_note is not None:
            yield from ("", self.text(annex.language_note))
        for section in annex.sections:
            yield from self.section(section)

    def block(self, block: Block) -> Iterator[str]:
        if block.ref in self.tables and block.kind == "table":
            yield from self.table(self.tables.pop(block.ref))
        elif block.ref in self.figures and block.kind == "figure":
            yield from self.figure(self.figures.pop(block.ref))
        elif block.text is not None:
            words = self.text(block.text)
            if block.kind == "item":
                indent = "    " * max(block.depth - 1, 0)
                label = f"{escape(block.label)} " if block.label else ""
                yield from ("", f"{indent}- {label}{words}")
            else:
                number = f"{block.number}\\. " if block.number is not None else ""
                yield from ("", f"{number}{words}")

    def loose(self) -> Iterator[str]:
        """Tables and figures that no block of the body names, and print without a place."""
        for table in list(self.tables.values()):
            yield from self.table(table)
        for figure in list(self.figures.values()):
            yield from self.figure(figure)
        for words in self.report.unplaced:
            yield from ("", self.text(words))

    # -- tables and figures

    def table(self, table: Table) -> Iterator[str]:
        if table.caption is not None:
            yield from ("", f"**{self.text(table.caption)}**")
        if table.title is not None and table.title != table.caption:
            title = self.text(table.title)
            bold = title if WRAPS["bold"] in title else f"**{title}**"
            lifted = not any(mark.kind == "marker" for mark in table.title.marks)
            yield from ("", bold + (_markers(table.title_markers) if lifted else ""))
        for headnote in table.headnotes:
            yield from ("", self.text(headnote))
        width = max(
            [len(table.columns), *(c.column + c.span for r in table.rows for c in r.cells)],
            default=0,
        )
        if width:
            yield ""
            yield _row(_heads(table), width)
            yield _row(["---"] * width, width)
            for row in table.rows:
                yield _row(self.cells(row.cells, row.indent, row.kind, width), width)
        for note in table.notes:
            yield from ("", f"<sup>{escape(note.marker)}</sup> {self.text(note.text)}")
        for words in (*table.remarks, *table.sources, *table.unplaced):
            yield from ("", self.text(words))

    def cells(self, cells: Iterable[Cell], indent: int, kind: str, width: int) -> list[str]:
        printed = [""] * width
        for cell in cells:
            words = escape(cell.text) + _markers(cell.markers)
            if words and kind in ("section", "subtotal", "total"):
                words = f"**{words}**"
            printed[cell.column] = "&emsp;" * (indent if cell.column == 0 else 0) + words
        return printed

    def figure(self, figure: Figure) -> Iterator[str]:
        if figure.caption is not None:
            yield from ("", f"**{self.text(figure.caption)}**")
        if figure.title is not None and figure.title != figure.caption:
            yield from ("", f"*{self.text(figure.title)}*")
        yield ""
        for label in figure.labels:
            yield f"- {self.text(label)}"
        for words in (*figure.notes, *figure.sources):
            yield from ("", self.text(words))

    # -- notes and doubts

    def note(self, note: Footnote) -> Iterator[str]:
        yield from ("", f"[^{note.id}]: {escape(note.marker)} {self.text(note.text)}")

    def findings(self) -> Iterator[str]:
        if self.report.findings:
            yield from ("", "---", "")
        for finding in self.report.findings:
            yield f"- {finding.severity} `{finding.code}` {escape(finding.message)}"

    # -- words

    def text(self, words: Text) -> str:
        """Return running text with its marks: markers as footnotes, links, bold, italic."""
        starts: dict[int, list[str]] = {}
        ends: dict[int, list[str]] = {}
        for mark in words.marks:
            opening, closing = self.mark(mark)
            starts.setdefault(mark.start, []).append(opening)
            ends.setdefault(mark.end, []).insert(0, closing)
        out = []
        for offset in range(len(words.text) + 1):
            out += [*ends.get(offset, ()), *starts.get(offset, ())]
            out.append(escape(words.text[offset : offset + 1]))
        return "".join(out)

    def mark(self, mark: Mark) -> tuple[str, str]:
        if mark.kind == "marker":
            known = mark.target in self.notes
            return (f"[^{mark.target}]" if known else f"<sup>{escape(mark.raw)}</sup>"), ""
        if mark.kind == "link":
            address = (mark.target or "").replace(")", "%29").replace(" ", "%20")
            return "[", f"]({address})"
        wrap = WRAPS[mark.kind]
        return wrap, wrap


def escape(words: str) -> str:
    """Return words with Markdown's own signs disarmed.

    >>> escape("a*b|c")
    'a\\\\*b\\\\|c'
    """
    return SPECIAL.sub(r"\\\1", words.replace("\n", " "))


def _markers(markers: Iterable[CellMarker]) -> str:
    raised = ",".join(escape(marker.raw) for marker in markers)
    return f"<sup>{raised}</sup>" if raised else ""


def _heads(table: Table) -> list[str]:
    """The words over each column from the spanner down, with their markers."""
    paths: list[list[str]] = [[] for _ in table.columns]
    levels = list(table.header)
    while levels:
        for head in levels:
            words = escape(head.text) + _markers(head.markers)
            for column in range(head.first_column, head.last_column + 1):
                if words and column < len(paths):
                    paths[column].append(words)
        levels = [below for head in levels for below in head.below]
    return [" / ".join(path) for path in paths]


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
