"""What all parts of the writer share: the report, its identifiers, which notes are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from reportparse.akn.ids import Ids
from reportparse.akn.spans import known, marked
from reportparse.akn.weave import weave
from reportparse.akn.xml import element
from reportparse.report import Report
from reportparse.report.base import Mark, Text
from reportparse.report.body import Figure, Footnote
from reportparse.report.tables import Table

Point = tuple[int, Element]


class Setting:
    """One report on its way; a note is written where it is pointed to first, then referred to."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.ids = Ids(report)
        self.known = known(report, self.ids)
        self.tables: dict[str, Table] = {table.id: table for table in report.tables}
        self.figures: dict[str, Figure] = {figure.id: figure for figure in report.figures}
        self.notes: dict[str, Footnote] = {note.id: note for note in report.footnotes}
        self._markers = {
            note.id: note.marker for table in report.tables for note in table.notes
        } | {note.id: note.marker for note in report.footnotes}

    def text(
        self,
        parent: Element,
        words: Text,
        name: str | None = None,
        more: Sequence[tuple[str, str | None]] = (),
    ) -> None:
        """Write a running text into `parent`; `name` is the report's id of the element it is in.

        `more` are markers printed behind it that its own marks do not hold.
        """
        marks = [mark for mark in words.marks if mark.kind == "marker"]
        points: list[Point] = [(mark.start, self.mark(mark)) for mark in marks]
        points += [(len(words.text), self.marker(raw, target)) for raw, target in more]
        stretches = [*marked(words), *self.known.of(name, words.text)]
        weave(parent, words.text, stretches, points)

    def words(
        self,
        parent: Element,
        words: str,
        name: str | None = None,
        markers: Iterable[tuple[str, str | None]] = (),
    ) -> None:
        """Write words that have no marks of their own, then the markers behind them."""
        points = [(len(words), self.marker(raw, target)) for raw, target in markers]
        weave(parent, words, list(self.known.of(name, words)), points)

    def block(
        self, parent: Element, words: Text, class_: str | None, name: str | None = None
    ) -> None:
        """Write a text as a block of its own."""
        self.text(element("p", parent, class_=class_), words, name)

    def mark(self, mark: Mark) -> Element:
        """Return what stands for a marker in a running text."""
        return self.marker(mark.raw, mark.target)

    def marker(self, raw: str, target: str | None) -> Element:
        """Return what stands for a printed marker: its note, a reference to it, or the print.

        The number of a note is an attribute; a marker that points to nothing stays a word.
        """
        if target in self.notes:
            raised = element("sup", class_="footnote")
            self.note(raised, self.notes.pop(target))
            return raised
        link = self.ids.link(target) if target else None
        if target is None or link is None or target not in self._markers:
            own = element("sup", class_="marker")
            own.text = raw
            return own
        raised = element("sup", class_="footnote" if link.startswith("#fn") else "tableNote")
        marker = self._markers[target]
        element("noteRef", raised, href=link, marker=marker, placement="bottom")
        return raised

    def marker_of(self, note: str) -> str:
        """Return the printed marker of a note, by its id."""
        return self._markers.get(note, "")

    def note(self, parent: Element, note: Footnote) -> None:
        """Write a footnote; it is taken from `notes` first, so a note that names itself ends."""
        self.notes.pop(note.id, None)
        own = element(
            "authorialNote",
            parent,
            class_="footnote",
            eId=self.ids.of(note.id),
            marker=note.marker,
            placement="bottom",
            rp_id=note.id,
        )
        self.text(element("p", own), note.text, note.id)
