"""The front of a report to its models: metadata, summary, contents, abbreviations."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.build.ledger import Ledger
from reportparse.build.places import places_of
from reportparse.build.texts import Texts
from reportparse.findings import Doubt
from reportparse.front.model import Abbreviations, Contents, Entry, Field, Front, Summary
from reportparse.front.period import find_reporting_period
from reportparse.layout.flow import flow, print_of
from reportparse.layout.furniture import Furniture
from reportparse.layout.model import Piece
from reportparse.report import body as face
from reportparse.report.base import Place, Text
from reportparse.report.metadata import (
    AgendaItem,
    Metadata,
    Printed,
    PrintedDate,
    PrintedPeriod,
    Session,
)


class FrontBuilder:
    """Builds what stands before the text."""

    def __init__(
        self,
        front: Front,
        texts: Texts,
        ledger: Ledger,
        footnotes: dict[str, str],
        furniture: Sequence[Furniture] = (),
    ) -> None:
        self._front = front
        self._texts = texts
        self._ledger = ledger
        self._footnotes = footnotes
        self._furniture = [piece for item in furniture for piece in item.pieces]
        self.doubts: list[Doubt] = []

    def text(self, field: Field, element: str) -> Text:
        """The text of a field; its label is print but no part of it."""
        return self._texts.make(_with_markers(field), element, field.markers)

    # -- metadata ------------------------------------------------------------------------------

    def metadata(self, period: PrintedPeriod | None) -> Metadata:
        """The masthead as metadata."""
        head, front = self._front.masthead, self._front
        self._ledger.claim("metadata", head.pieces())
        self._ledger.claim("metadata", front.unplaced)
        title = self.text(head.title, "metadata.title") if head.title else None
        return Metadata(
            un_name=self._printed(head.un_name),
            organ=self._printed(head.organ),
            body=self._printed(head.body),
            symbol=self._printed(head.symbol),
            distribution=self._printed(head.distribution),
            date=_date(head.date, front),
            language=self._printed(head.language),
            original_language=self._printed(head.original),
            job_number=self._printed(head.job_number),
            job_language=self._printed(head.job_language),
            job_dates=self._many(head.job_dates),
            barcode=self._printed(head.barcode),
            session=self._session(head.session),
            session_dates=_session_dates(head.session_dates, front),
            place=self._printed(head.place),
            agenda=self._agenda(head.agenda),
            subjects=self._many(head.subjects),
            title=title,
            title_notes=self._title_notes(title),
            subtitles=self._many(head.subtitles),
            author=self._printed(head.author),
            kind=head.kind,
            reporting_period=period,
            other=(*self._many(head.cover), *(self._piece(piece) for piece in front.unplaced)),
        )

    def _printed(self, field: Field | None) -> Printed | None:
        return None if field is None else self._must(field)

    def _must(self, field: Field) -> Printed:
        raw, places = _print_of(field)
        places = places or self._furniture_place(field.raw)
        text = self._texts.make(_with_markers(field), "metadata", field.markers)
        notes = [m.target for m in text.marks if m.kind == "marker" and m.target]
        self._unmet(field, text)
        return Printed(
            value=field.text,
            raw=raw,
            notes=tuple(notes),
            places=places,
        )

    def _furniture_place(self, raw: str) -> tuple[Place, ...]:
        """Where a value known from the page's furniture is printed first."""
        for piece in self._furniture:
            at = piece.text.find(raw)
            if raw and at >= 0:
                start = piece.start + at
                return places_of([Piece(piece.line, start, start + len(raw))])
        return ()

    def _piece(self, piece: Piece) -> Printed:
        made = flow([piece])
        return Printed(value=made.text, raw=made.raw, places=places_of([piece]))

    def _many(self, fields: Sequence[Field]) -> tuple[Printed, ...]:
        return tuple(self._must(field) for field in fields)

    def _session(self, field: Field | None) -> Session | None:
        if field is None:
            return None
        return Session(number=self._front.session_number, text=self._must(field))

    def _agenda(self, field: Field | None) -> AgendaItem | None:
        if field is None:
            return None
        return AgendaItem(items=self._front.masthead.items, text=self._must(field))

    def _title_notes(self, title: Text | None) -> tuple[str, ...]:
        field = self._front.masthead.title
        if title is None or field is None:
            return ()
        self._unmet(field, title)
        return tuple(m.target for m in title.marks if m.kind == "marker" and m.target)

    def _unmet(self, field: Field, text: Text) -> None:
        for mark in text.marks:
            if mark.kind == "marker" and mark.target is None:
                self.doubts.append(
                    Doubt(
                        "marker-without-note",
                        f"the marker {mark.raw} has no note in the document",
                        field.markers,
                        about="metadata",
                        found=mark.raw,
                    )
                )

    # -- the parts -----------------------------------------------------------------------------

    def summary(self, part: Summary | None) -> face.Summary | None:
        """The summary."""
        if part is None:
            return None
        self._ledger.claim("summary", part.pieces())
        return face.Summary(
            heading=self.text(part.heading, "summary"),
            paragraphs=tuple(
                face.Block(id=id_, kind="paragraph", text=self.text(field, id_))
                for field, id_ in (
                    (field, f"summary.t{at}") for at, field in enumerate(part.paragraphs, 1)
                )
            ),
        )

    def contents(self, part: Contents | None) -> face.Contents | None:
        """The contents list; its entries are matched with the outline later."""
        if part is None:
            return None
        self._ledger.claim("contents", part.pieces())
        return face.Contents(
            heading=self.text(part.headings[0], "contents") if part.headings else None,
            columns=tuple(self.text(field, "contents") for field in part.columns),
            repeated=tuple(self.text(field, "contents") for field in part.headings[1:]),
            entries=tuple(self._entry(entry) for entry in part.entries),
        )

    def _entry(self, entry: Entry) -> face.ContentsEntry:
        pieces = sorted(entry.pieces(), key=lambda p: (p.line.number, p.start))
        return face.ContentsEntry(
            label=entry.label.text if entry.label else None,
            title=self.text(entry.title, "contents") if entry.title else None,
            level=entry.level,
            paragraphs=entry.paragraphs,
            page=entry.page,
            target=None,
            raw=print_of(pieces),
            places=places_of(pieces),
        )

    def abbreviations(self, part: Abbreviations | None) -> face.Abbreviations | None:
        """The list of abbreviations."""
        if part is None:
            return None
        self._ledger.claim("abbreviations", part.pieces())
        return face.Abbreviations(
            heading=self.text(part.headings[0], "abbreviations") if part.headings else None,
            repeated=tuple(self.text(field, "abbreviations") for field in part.headings[1:]),
            entries=tuple(
                face.Abbreviation(
                    id=f"abbreviations.{at}",
                    term=self.text(pair.term, f"abbreviations.{at}"),
                    meaning=self.text(pair.meaning, f"abbreviations.{at}")
                    if pair.meaning is not None
                    else None,
                )
                for at, pair in enumerate(part.pairs, 1)
            ),
        )


def _with_markers(field: Field) -> list[Piece]:
    """The pieces of a field and the markers that stand outside of them, as printed."""
    apart = [
        marker
        for marker in field.markers
        if not any(
            piece.line is marker.line and piece.start <= marker.start < piece.end
            for piece in field.pieces
        )
    ]
    inner = [m for m in apart if m.line in {piece.line for piece in field.pieces}]
    outer = [m for m in apart if m not in inner]
    own = sorted((*field.pieces, *inner), key=lambda p: (p.line.number, p.start))
    return [*(own if inner else field.pieces), *outer]


def _print_of(field: Field) -> tuple[str, tuple[Place, ...]]:
    """All that is printed of a field, the words before its value included, and where."""
    pieces = sorted(field.printed_pieces(), key=lambda p: (p.line.number, p.start))
    return (print_of(pieces) if pieces else field.raw), places_of(pieces)


def _date(field: Field | None, front: Front) -> PrintedDate | None:
    if field is None:
        return None
    raw, places = _print_of(field)
    return PrintedDate(iso=front.date, raw=raw, places=places)


def _session_dates(field: Field | None, front: Front) -> PrintedPeriod | None:
    if field is None:
        return None
    raw, places = _print_of(field)
    return PrintedPeriod(start=front.session_start, end=front.session_end, raw=raw, places=places)


def reporting_period(
    stated: Sequence[tuple[str, Text]], texts: Texts
) -> tuple[PrintedPeriod | None, list[Doubt]]:
    """The reporting period as the summary or the first paragraphs state it.

    `stated` are ids and texts in order. Two different periods of the same standing give none.
    """
    search = find_reporting_period([text.text for _, text in stated])
    if search.period is not None:
        found = search.period
        element, text = stated[found.text]
        raw, places = texts.print_of(element, text, *found.span)
        return PrintedPeriod(start=found.start, end=found.end, raw=raw, places=places), []
    if not search.candidates:
        return None, []
    shown = " | ".join(one.raw for one in search.candidates)
    return None, [Doubt("period-unclear", "several reporting periods are stated", found=shown)]
