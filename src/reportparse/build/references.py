"""References in every text of the report, those to its own parts bound to their targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportparse.build.texts import Texts
from reportparse.findings import Doubt
from reportparse.frozen import frozen_record
from reportparse.lexicon.patterns import compiled
from reportparse.lexicon.words import Language
from reportparse.notation.chinese_numerals import chinese_numeral
from reportparse.notation.references import Found, find_references
from reportparse.report import body as face
from reportparse.report.base import Place, Text
from reportparse.report.model import Report
from reportparse.report.tables import Table

_HAN: Final = compiled(r"\p{Han}")


class Targets:
    """The parts of the report that can be referred to, by their numbers."""

    def __init__(
        self,
        sections: Sequence[face.Section],
        annexes: Sequence[face.Annex],
        tables: Sequence[Table],
        figures: Sequence[face.Figure],
    ) -> None:
        self.tables = {_number(t.number): t.id for t in reversed(tables) if t.number}
        self.figures = {_number(f.number): f.id for f in reversed(figures) if f.number}
        self.unnumbered = [figure.id for figure in figures if not figure.number]
        parts = (*sections, *(own for annex in annexes for own in annex.sections))
        self._order = [(b.id, b.ref) for part in parts for b in _blocks(part)]
        self._kinds = {
            "internal_table": {table.id for table in tables},
            "internal_figure": {figure.id for figure in figures},
        }
        self.annexes = {annex.number: annex.id for annex in reversed(annexes)}
        self.only_annex = annexes[0].id if len(annexes) == 1 else None
        self.paragraphs: dict[str, str] = {}
        self.chapters: dict[int, str] = {}
        for section in sections:
            if section.heading is not None and section.heading.value is not None:
                self.chapters.setdefault(section.heading.value, section.id)
            for block in _blocks(section):
                if block.number is not None:
                    self.paragraphs.setdefault(str(block.number), block.id)

    def of(self, found: Found, element: str) -> str | None:
        """The id that an internal reference means, None where nothing answers to it.

        `element` is where it stands: 下表 and "the table below" mean the next one behind it.
        """
        if found.kind in ("internal_table", "internal_figure") and not found.number:
            if found.kind == "internal_figure" and len(self.unnumbered) == 1:
                return self.unnumbered[0]
            return self._beside(found, element)
        if found.kind == "internal_table":
            return self.tables.get(_number(found.number))
        if found.kind == "internal_figure":
            return self.figures.get(_number(found.number))
        if found.kind == "internal_annex":
            return self.annexes.get(found.value) or (self.only_annex if not found.number else None)
        if found.kind == "internal_paragraph":
            return self.paragraphs.get(found.number.split("(")[0])
        if found.kind == "internal_chapter":
            return self.chapters.get(found.value) if found.value is not None else None
        return None

    def _beside(self, found: Found, element: str) -> str | None:
        """The next table or figure behind an element, or with `above` the last one before it."""
        ids = [id_ for id_, _ in self._order]
        if element not in ids:
            return None
        at = ids.index(element)
        around = self._order[:at][::-1] if found.place == "above" else self._order[at + 1 :]
        return next((ref for _, ref in around if ref in self._kinds[found.kind]), None)


def _number(printed: str | None) -> str:
    """The number of a table or figure as it is compared: 图三 and 图 3 are one."""
    text = (printed or "").strip().rstrip(".")
    value = chinese_numeral(text) if text and not text.isascii() else None
    return str(value) if value is not None else text.upper()


def _blocks(section: face.Section) -> Iterator[face.Block]:
    yield from section.blocks
    for below in section.sections:
        yield from _blocks(below)


def _headings(section: face.Section) -> Iterator[tuple[str, Text]]:
    if section.heading is not None:
        yield section.id, section.heading.text
    for block in section.blocks:
        if block.text is not None:
            yield block.id, block.text
    for below in section.sections:
        yield from _headings(below)


def _of_tables(tables: Sequence[Table]) -> Iterator[tuple[str, Text]]:
    for table in tables:
        if table.title is not None:
            yield table.id, table.title
        yield from ((note.id, note.text) for note in table.notes)
        yield from ((table.id, text) for text in (*table.remarks, *table.sources))


def _of_figures(figures: Sequence[face.Figure]) -> Iterator[tuple[str, Text]]:
    for figure in figures:
        for text in (figure.title, *figure.notes, *figure.sources):
            if text is not None:
                yield figure.id, text


def texts_of(
    sections: Sequence[face.Section],
    annexes: Sequence[face.Annex],
    footnotes: Sequence[face.Footnote],
    tables: Sequence[Table],
    figures: Sequence[face.Figure],
    summary: face.Summary | None,
    abbreviations: face.Abbreviations | None = None,
) -> Iterator[tuple[str, Text]]:
    """Every running text of a report with the id of its element, part by part."""
    for pair in abbreviations.entries if abbreviations else ():
        yield from ((pair.id, text) for text in (pair.term, pair.meaning) if text is not None)
    for block in summary.paragraphs if summary else ():
        if block.text is not None:
            yield block.id, block.text
    for section in sections:
        yield from _headings(section)
    yield from _of_tables(tables)
    yield from _of_figures(figures)
    yield from ((footnote.id, footnote.text) for footnote in footnotes)
    for annex in annexes:
        if annex.title is not None:
            yield annex.id, annex.title
        for section in annex.sections:
            yield from _headings(section)


def texts_of_report(report: Report) -> Iterator[tuple[str, Text]]:
    """The same of a finished report."""
    return texts_of(
        report.sections,
        report.annexes,
        report.footnotes,
        report.tables,
        report.figures,
        report.summary,
        report.abbreviations,
    )


@frozen_record
class Read:
    """A running text with the references found in it.

    `element` is what the text is known by, `made_for` the element that it was made for.
    """

    element: str
    made_for: str
    text: Text
    language: Language
    references: tuple[Found, ...]


def read_text(element: str, text: Text, language: Language, made_for: str | None = None) -> Read:
    """Find the references of a text. One without a Chinese character is read as English."""
    own = language if _HAN.search(text.text) else "en"
    found = find_references(text.text, own)
    return Read(element, made_for or element, text, own, found)


def read_texts(
    texts: Iterable[tuple[str, Text]], annexes: Sequence[face.Annex], language: Language
) -> tuple[Read, ...]:
    """Read all `texts`, each in the language of the annex it stands in, or of the report."""
    english = {annex.id: annex.language for annex in annexes}
    return tuple(
        read_text(element, text, english.get(element.split(".")[0], language))
        for element, text in texts
    )


def find_all_references(
    reads: Iterable[Read], targets: Targets, made: Texts
) -> tuple[tuple[face.Reference, ...], list[Doubt]]:
    """The references of all texts; internal ones without a target give a doubt.

    `made` is where the texts were made: it knows their print.
    """
    references: list[face.Reference] = []
    doubts: list[Doubt] = []
    for read in reads:
        for found in read.references:
            target = targets.of(found, read.element)
            raw, places = made.print_of(read.made_for, read.text, found.start, found.end)
            references.append(_reference(found, read.element, raw, places, target))
            if target is None and found.kind.startswith("internal_"):
                doubts.append(
                    Doubt(
                        "reference-unresolved",
                        f"{found.raw} points to nothing in this document",
                        about=read.element,
                        found=raw,
                    )
                )
    return tuple(references), doubts


def _reference(
    found: Found, element: str, raw: str, places: tuple[Place, ...], target: str | None
) -> face.Reference:
    return face.Reference(
        kind=found.kind,
        raw=raw,
        element=element,
        start=found.start,
        end=found.end,
        number=found.number,
        last=found.last,
        body=found.body,
        part=found.part,
        paragraphs=found.paragraphs,
        item=found.item,
        place=found.place,
        version=found.version,
        target=target,
        places=places,
    )
