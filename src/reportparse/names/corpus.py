"""All words of a report as one string, so that a form is looked for once and not text by text.

The string holds the running texts in their order, the printed fields of the first page, the heads
and the cells of tables, half-width and one character for one, a line end between two of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, Literal

import regex

from reportparse.build.references import texts_of_report
from reportparse.frozen import frozen_record
from reportparse.lexicon.words import Language
from reportparse.notation.spacing import half_width
from reportparse.report.body import Section
from reportparse.report.facts import Occurrence
from reportparse.report.model import Report
from reportparse.report.tables import Cell, Head, Row, Table

PieceKind = Literal["text", "heading", "label", "field", "head", "cell"]
Interval = tuple[int, int]

_HAN: Final = regex.compile(r"\p{Han}")
_LATIN: Final = regex.compile(r"[\p{Latin}\p{N}]")
_WORD: Final = regex.compile(r"[\p{Latin}\p{N}]+")


@frozen_record
class Piece:
    """One text of the report: its element and its stretch of the whole."""

    element: str
    kind: PieceKind
    language: Language
    start: int
    end: int


class Corpus:
    """The whole string and what each of its characters belongs to."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.pieces: list[Piece] = []
        self.by_element: dict[str, Piece] = {}
        self._all: dict[str, list[Piece]] = {}
        printed: list[str] = []
        at = 0
        for element, kind, text, language in _texts(report):
            own: Language = language if _HAN.search(text) else "en"
            piece = Piece(element, kind, own, at, at + len(text))
            self.pieces.append(piece)
            self.by_element.setdefault(element, piece)
            self._all.setdefault(element, []).append(piece)
            printed.append(text)
            at = piece.end + 1
        self.printed = "\n".join(printed)
        self.whole = half_width(self.printed)
        self._starts = [piece.start for piece in self.pieces]

    @cached_property
    def _signs(self) -> frozenset[str]:
        """Every character of the report: most of the known names have one that is not there."""
        return frozenset(self.whole)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every Latin word and number of the report."""
        return frozenset(_WORD.findall(self.whole))

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables by id."""
        return {table.id: table for table in self.report.tables}

    def piece(self, at: int) -> Piece:
        """The text that a character belongs to."""
        return self.pieces[bisect_right(self._starts, at) - 1]

    def of_element(self, element: str) -> Iterator[Piece]:
        """The texts of an element: a table has several, a short form two."""
        yield from self._all.get(element, ())

    def same(self, piece: Piece, start: int, end: int, raw: str) -> bool:
        """Tell whether a stretch of a text has this print, blanks aside."""
        text = self.printed[piece.start + start : piece.start + end]
        return "".join(text.split()) == "".join(raw.split())

    def text(self, span: Interval) -> str:
        """The words of a stretch as printed."""
        return self.printed[span[0] : span[1]]

    def occurrence(self, span: Interval) -> Occurrence:
        """Where a stretch stands in the report."""
        piece = self.piece(span[0])
        return Occurrence(
            element=piece.element, start=span[0] - piece.start, end=span[1] - piece.start
        )

    def find(self, form: str) -> Iterator[Interval]:
        """Every stretch with these words; a Latin one is no part of a longer word."""
        if not self._signs.issuperset(form) or not self._words.issuperset(_words_of(form)):
            return
        whole, size = self.whole, len(form)
        at = whole.find(form)
        while at >= 0:
            if is_whole(whole, at, at + size):
                yield at, at + size
            at = whole.find(form, at + size)

    def cells(self, table: Table) -> Iterator[tuple[Row, Cell, Piece]]:
        """The cells with words of a table and the text of each."""
        for row in table.rows:
            for cell in row.cells:
                piece = self.by_element.get(f"{table.id}.{row.index}.{cell.column}")
                if piece is not None:
                    yield row, cell, piece


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is no part of a longer Latin word or number.

    >>> is_whole("CMP 18", 0, 3), is_whole("SCMP", 1, 4), is_whole("由CMP和", 1, 4)
    (True, False, True)
    """
    if start > 0 and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return False
    return not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


@lru_cache(maxsize=8192)
def _words_of(form: str) -> tuple[str, ...]:
    """The Latin words and numbers of a form: where it stands in a text, they are whole."""
    return tuple(_WORD.findall(form))


@lru_cache(maxsize=8192)
def _is_latin(char: str) -> bool:
    return _LATIN.match(char) is not None


class Mask:
    """Stretches that are taken already; a longer name keeps its words from a shorter one."""

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)

    def free(self, span: Interval) -> bool:
        """Tell whether no character of a stretch is taken."""
        return self._taken.find(1, span[0], span[1]) < 0

    def take(self, span: Interval) -> None:
        """Keep a stretch from others."""
        self._taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])

    def copy(self) -> Mask:
        """A mask that begins with the same stretches taken."""
        made = Mask(0)
        made._taken = bytearray(self._taken)
        return made


def _texts(report: Report) -> Iterator[tuple[str, PieceKind, str, Language]]:
    language = report.language
    metadata = report.metadata
    fields = {
        "organ": metadata.organ,
        "body": metadata.body,
        "session": metadata.session.text if metadata.session is not None else None,
        "place": metadata.place,
        "author": metadata.author,
    }
    for name, field in fields.items():
        if field is not None:
            yield f"metadata.{name}", "field", field.value, language
    if metadata.title is not None:
        yield "metadata.title", "heading", metadata.title.text, language
    own = {annex.id: annex.language for annex in report.annexes}
    headings = {
        *_sections(report.sections),
        *(id_ for annex in report.annexes for id_ in _sections(annex.sections)),
        *own,
    }
    for element, text in texts_of_report(report):
        kind: PieceKind = "heading" if element in headings else "text"
        yield element, kind, text.text, own.get(element.split(".")[0], language)
    for figure in report.figures:
        for at, label in enumerate(figure.labels, 1):
            yield f"{figure.id}.label.{at}", "label", label.text, language
    for table in report.tables:
        yield from ((table.id, "text", text.text, language) for text in table.headnotes)
        for at, head in enumerate(_heads(table.header), 1):
            yield f"{table.id}.head.{at}", "head", head.text, language
        for row in table.rows:
            for cell in row.cells:
                if cell.value.kind == "text" and cell.text:
                    yield f"{table.id}.{row.index}.{cell.column}", "cell", cell.text, language


def _sections(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.id
        yield from _sections(section.sections)


def _heads(heads: tuple[Head, ...]) -> Iterator[Head]:
    for head in heads:
        yield head
        yield from _heads(head.below)
