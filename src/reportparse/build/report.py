"""A document to its report: the one place where everything comes together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportparse.build.contents import match_contents
from reportparse.build.facts import find_all_facts, further_texts
from reportparse.build.front import FrontBuilder, reporting_period
from reportparse.build.ledger import Ledger
from reportparse.build.names import Names
from reportparse.build.outline import OutlineBuilder
from reportparse.build.places import box_place, places_of
from reportparse.build.references import (
    Targets,
    find_all_references,
    read_texts,
    texts_of,
)
from reportparse.build.tables import TableBuilder
from reportparse.build.texts import Texts
from reportparse.document import Document
from reportparse.findings import Doubt
from reportparse.layout.figures import KEY_SIGNS, Figure, figure_caption
from reportparse.layout.flow import flow, print_of
from reportparse.layout.furniture import Furniture, printed_pages
from reportparse.layout.model import Line, Piece
from reportparse.layout.notearea import PageNote
from reportparse.notes import Marker, markers_of_page_lines, unmarked_notes
from reportparse.notes_running import DumpMarkers
from reportparse.provenance import Box, union
from reportparse.report import body as face
from reportparse.report.base import PagePlace, Place, Text
from reportparse.report.metadata import Source
from reportparse.report.model import Accounting, Finding, Report
from reportparse.report.tables import Table as FaceTable
from reportparse.tables.model import Recognised, Table

FIRST_PARAGRAPHS = 12
"""Paragraphs among which the reporting period is looked for; it is stated in the introduction."""


class ReportBuilder:
    """Builds the report of one document."""

    def __init__(self, document: Document, doubled: int = 0) -> None:
        # Tables and blocks of a long report are let go of where they have been built.
        self._blocks = document.blocks
        self._recognised = deque(document.tables)
        self._document = replace(document, blocks=(), tables=())
        self._doubled = doubled
        self._ledger = Ledger(document.lines)
        self._names = Names()
        self._doubts: list[Doubt] = list(document.doubts)
        self._note_ids = [self._names.unique(f"n{note.sign}") for note in document.notes]
        self._footnotes = {
            note.sign: id_ for note, id_ in zip(document.notes, self._note_ids, strict=True)
        }
        self._markers = self._find_markers(document)
        self._texts = Texts(self._markers, self._note_ids, document.sheets)
        self._figured = [
            found.table.caption is not None
            and any(figure_caption(piece.text) for piece in found.table.caption.pieces)
            for found in document.tables
        ]
        self._unnumbered = 0
        self._table_ids = [
            self._table_name(found, figured)
            for found, figured in zip(document.tables, self._figured, strict=True)
        ]
        self._figure_ids = [
            self._names.unique(f"figure-{figure.number or f'u{at}'}")
            for at, figure in enumerate(document.figures, 1)
        ]

    def _table_name(self, found: Recognised, figured: bool) -> str:
        table = found.table
        if figured or table.number is None:
            self._unnumbered += 1
            return self._names.unique(f"table-u{self._unnumbered}")
        return self._names.unique(f"table-{table.number.strip()}")

    def _find_markers(self, document: Document) -> list[Marker]:
        lines = _lines_with_markers(document)
        if document.drawn:
            markers, doubts = markers_of_page_lines(lines, document.notes)
        else:
            finder = DumpMarkers(lines, document.notes, document.breaks)
            markers, doubts = finder.find()
        starred = _starred(document, markers)
        self._doubts += doubts
        return [*markers, *starred]

    def build(self, source: Source, extra: Sequence[Doubt] = ()) -> Report:
        """Return the report. `extra` are doubts of the reader."""
        document = self._document
        front = FrontBuilder(
            document.front, self._texts, self._ledger, self._footnotes, document.furniture
        )
        summary = front.summary(document.front.summary)
        outline = OutlineBuilder(
            self._texts, self._ledger, self._names, self._table_ids, self._figure_ids
        )
        sections, annexes = outline.build(self._blocks)
        self._blocks = ()
        stated = (
            [(block.id, block.text) for block in summary.paragraphs if block.text is not None]
            if (summary)
            else []
        )
        stated += _first_texts(sections)
        period, unclear = reporting_period(stated, self._texts)
        metadata = front.metadata(period)
        contents = front.contents(document.front.contents)
        abbreviations = front.abbreviations(document.front.abbreviations)
        tables, grids = self._tables()
        figures = tuple(sorted((*self._figures(), *grids), key=_position))
        footnotes = self._notes()
        furniture, dumped = self._furniture()
        numbers = printed_pages(document.furniture)
        pages = {id_: _printed_page(page, numbers) for id_, page in outline.pages.items()}
        contents, differing = match_contents(contents, sections, annexes, pages)
        texts = texts_of(sections, annexes, footnotes, tables, figures, summary, abbreviations)
        reads = read_texts(texts, annexes, document.language)
        targets = Targets(sections, annexes, tables, figures)
        references, dead = find_all_references(reads, targets, self._texts)
        further = further_texts(metadata, tables, figures, document.language)
        facts = find_all_facts((*reads, *further), metadata, self._texts)
        unplaced = self._unplaced()
        self._doubts += [*front.doubts, *outline.doubts, *unclear, *differing, *dead, *extra]
        self._doubts += unmarked_notes(self._markers, document.notes)
        links = (*self._texts.links, *self._texts.unmet_links(), *dumped)
        return Report(
            source=source,
            language=document.language,
            metadata=metadata,
            summary=summary,
            contents=contents,
            abbreviations=abbreviations,
            sections=sections,
            annexes=annexes,
            footnotes=footnotes,
            tables=tables,
            figures=figures,
            links=links,
            references=references,
            facts=facts,
            furniture=furniture,
            unplaced=unplaced,
            findings=tuple(_finding(doubt) for doubt in self._sorted_doubts()),
            accounting=Accounting(
                printed=self._ledger.printed,
                by_element=dict(sorted(self._ledger.counts.items())),
                doubled=self._doubled,
            ),
        )

    def _tables(self) -> tuple[tuple[FaceTable, ...], tuple[face.Figure, ...]]:
        """The tables, and for each grid that is captioned as a figure the figure around it."""
        tables: list[FaceTable] = []
        figures: list[face.Figure] = []
        for id_, figured in zip(self._table_ids, self._figured, strict=True):
            found = self._recognised.popleft()
            builder = TableBuilder(found, id_, self._texts, self._ledger, self._footnotes)
            tables.append(builder.build(owns_caption=not figured))
            self._doubts += builder.doubts
            self._doubts += [replace(doubt, about=id_) for doubt in found.doubts]
            if figured:
                figures.append(self._grid_figure(found.table, id_))
        return tuple(tables), tuple(figures)

    def _grid_figure(self, table: Table, table_id: str) -> face.Figure:
        caption = list(table.caption.all_pieces()) if table.caption else []
        label = figure_caption(caption[0].text) if caption else None
        number = label.number_raw if label else None
        id_ = self._names.unique(f"figure-{number or 'u'}")
        title = list(table.title.all_pieces()) if table.title else []
        sources = [list(ink.all_pieces()) for ink in table.sources]
        for pieces in (caption, title, *sources):
            self._ledger.claim("figure", pieces)
        return face.Figure(
            id=id_,
            number=number,
            caption=self._texts.make(caption, id_) if caption else None,
            title=self._texts.make(title, id_) if title else None,
            table=table_id,
            sources=tuple(self._texts.make(pieces, id_) for pieces in sources),
            kind="mixed",
            places=places_of(table.all_pieces()),
        )

    def _figures(self) -> tuple[face.Figure, ...]:
        return tuple(
            self._figure(figure, id_)
            for figure, id_ in zip(self._document.figures, self._figure_ids, strict=True)
        )

    def _figure(self, figure: Figure, id_: str) -> face.Figure:
        self._ledger.claim("figure", figure.all_pieces())
        return face.Figure(
            id=id_,
            number=figure.number,
            caption=self._texts.make([figure.caption], id_) if figure.caption else None,
            title=self._texts.make(figure.title, id_) if figure.title else None,
            labels=tuple(self._label(label, id_) for label in figure.labels),
            notes=tuple(self._texts.make(note, id_) for note in figure.notes),
            sources=tuple(self._texts.make(source, id_) for source in figure.sources),
            kind=_figure_kind(figure.kind),
            places=figure_places(figure),
        )

    def _label(self, pieces: Sequence[Piece], id_: str) -> Text:
        """A label inside a figure; the sign of its legend stays in `raw` only."""
        words = [piece for piece in pieces if piece.text.strip(KEY_SIGNS)]
        made = self._texts.make(words or pieces, id_)
        return made.model_copy(update={"raw": print_of(pieces)})

    def _notes(self) -> tuple[face.Footnote, ...]:
        notes: list[face.Footnote] = []
        made: list[Text] = []
        for note, id_ in zip(self._document.notes, self._note_ids, strict=True):
            self._ledger.claim("footnote", [note.marker, *note.pieces])
            made.append(_with_stop(note, self._texts.make(note.pieces, id_)))
        for at, (note, id_) in enumerate(zip(self._document.notes, self._note_ids, strict=True)):
            notes.append(
                face.Footnote(
                    id=id_,
                    marker=note.sign,
                    text=made[at],
                    anchors=tuple(self._texts.anchors.get(at, ())),
                    places=places_of([note.marker, *note.pieces]),
                )
            )
        return tuple(notes)

    def _furniture(self) -> tuple[tuple[face.Furniture, ...], tuple[face.LinkTarget, ...]]:
        made: list[face.Furniture] = []
        links: list[face.LinkTarget] = []
        for item in self._document.furniture:
            self._ledger.claim("furniture", item.pieces)
            made.append(_furniture(item))
            if item.kind == "link_dump":
                url = flow(item.pieces).text
                links.append(
                    face.LinkTarget(
                        url=url,
                        text=None,
                        element=None,
                        origin="dumped",
                        places=places_of(item.pieces),
                    )
                )
        return tuple(made), tuple(links)

    def _unplaced(self) -> tuple[Text, ...]:
        """Close the ledger: what nobody took is kept here, and flagged."""
        pieces = self._ledger.unclaimed()
        for piece in pieces:
            self._doubts.append(
                Doubt("text-unplaced", f"no element holds {piece.text!r}", (piece,))
            )
        for piece, first, second in self._ledger.twice:
            self._doubts.append(
                Doubt("text-doubled", f"both {first} and {second} hold this print", (piece,))
            )
        self._ledger.claim("unplaced", pieces)
        return tuple(self._texts.make([piece], "unplaced") for piece in pieces)

    def _sorted_doubts(self) -> Iterator[Doubt]:
        def key(doubt: Doubt) -> tuple[int, int, str, str]:
            order = {"error": 0, "warning": 1, "info": 2}[doubt.severity]
            first = doubt.pieces[0].line.number if doubt.pieces else -1
            return order, first, doubt.code, doubt.message

        yield from sorted(self._doubts, key=key)


def _lines_with_markers(document: Document) -> list[Line]:
    """Lines in which a marker may point to a footnote: all but notes and furniture.

    A table's own letters are read with the table; in a dump its numbers are no markers.
    """
    without = {
        piece.line.number
        for group in (
            *(note.pieces for note in document.notes),
            *(item.pieces for item in document.furniture),
        )
        for piece in group
    }
    for found in document.tables:
        table = found.table
        inks = [cell.ink for row in table.rows for cell in row.cells]
        inks += [head.ink for head in table.heads] if not document.drawn else []
        inks += [note.ink for note in table.notes]
        without |= {piece.line.number for ink in inks for piece in ink.all_pieces()}
    return [line for line in document.lines if line.number not in without]


def _with_stop(note: PageNote, text: Text) -> Text:
    """The text of a note; a full stop behind its number is print, but part of neither."""
    stop = note.marker.text.strip()[len(note.sign) :]
    return text.model_copy(update={"raw": f"{stop} {text.raw}"}) if stop else text


def _starred(document: Document, markers: Sequence[Marker]) -> list[Marker]:
    """Signs that the front lifted and the footnotes with the same sign.

    They stand behind the title, the agenda item or an entry of the contents list.
    """
    known = {(m.piece.line.number, m.piece.start) for m in markers}
    made: list[Marker] = []
    for field in document.front.fields():
        for piece in field.markers:
            raw = piece.text.strip()
            notes = [at for at, note in enumerate(document.notes) if note.sign == raw]
            if (piece.line.number, piece.start) not in known and len(notes) == 1:
                made.append(Marker(piece, raw, notes[0]))
    return made


def _printed_page(page: int, numbers: Mapping[int, int]) -> int:
    """The number printed on a page; without a folio as its nearest neighbour counts.

    >>> [_printed_page(page, {2: 10, 6: 20}) for page in (2, 4, 5, 9)]
    [10, 12, 19, 23]
    """
    if not numbers:
        return page
    step = 0
    # From the page outwards: nearly always it has a folio itself.
    while page - step not in numbers and page + step not in numbers:
        step += 1
    nearest = page - step if page - step in numbers else page + step
    return numbers[nearest] + page - nearest


def figure_places(figure: Figure) -> tuple[Place, ...]:
    """The area of a figure on each page: its drawings and all its words; lines in a dump."""
    boxes: dict[int, list[Box]] = {}
    for page, box in figure.boxes:
        boxes.setdefault(page, []).append(box)
    for piece in figure.all_pieces():
        if (printed := piece.box) is not None:
            boxes.setdefault(piece.line.sheet, []).append(printed)
    areas = ((page, union(many)) for page, many in sorted(boxes.items()))
    drawn = tuple(box_place(page, area) for page, area in areas if area is not None)
    return drawn or places_of(figure.all_pieces())


def _position(figure: face.Figure) -> tuple[int, float]:
    """Where a figure begins: page and height, or line."""
    first = figure.places[0] if figure.places else None
    if isinstance(first, PagePlace):
        return first.page, first.box[1] if first.box is not None else 0.0
    return (first.line if first is not None else 0), 0.0


def _figure_kind(kind: str) -> face.FigureKind:
    kinds: dict[str, face.FigureKind] = {"image": "image", "drawing": "drawing", "mixed": "mixed"}
    return kinds.get(kind, "unknown")


def _furniture(item: Furniture) -> face.Furniture:
    return face.Furniture(kind=item.kind, raw=print_of(item.pieces), places=places_of(item.pieces))


def _finding(doubt: Doubt) -> Finding:
    places: tuple[Place, ...] = places_of(doubt.pieces)
    if not places and doubt.page is not None:
        places = (PagePlace(page=doubt.page),)
    return Finding(
        code=doubt.code,
        severity=doubt.severity,
        message=doubt.message,
        element=doubt.about,
        places=places,
        expected=doubt.expected,
        found=doubt.found,
    )


def _first_texts(sections: Sequence[face.Section]) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []

    def walk(section: face.Section) -> None:
        for block in section.blocks:
            if block.text is not None and len(found) < FIRST_PARAGRAPHS:
                found.append((block.id, block.text))
        for below in section.sections:
            walk(below)

    for section in sections:
        walk(section)
    return found
