"""Running text cut into stretches that the page can mark: links, markers, figures, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportparse.frozen import frozen_record
from reportparse.report.base import Mark, Text
from reportparse.report.facts import Mention
from reportparse.report.model import Report

SAFE_ADDRESSES: Final = ("http://", "https://", "mailto:", "ftp://")
"""What a link of the page may lead to. An address in a PDF can be a script."""


@frozen_record
class Note:
    """What the page marks in a text: a figure, a date, a reference. `target` is what it means."""

    kind: str
    id: str
    start: int
    end: int
    target: str = ""


@frozen_record
class Stretch:
    """Characters that are marked alike. A marker is a stretch of its own, with `marker` set."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: Note | None = None
    marker: bool = False
    target: str = ""


class Notes:
    """What is to be marked, by the element in whose text it stands."""

    def __init__(self, report: Report) -> None:
        self._mentions: dict[str, list[tuple[Note, str]]] = {}
        facts = report.facts
        for kind, mentions in (("quantity", facts.quantities), ("date", facts.dates)):
            self._add(kind, mentions)
        for at, own in enumerate(report.references):
            if own.target:
                note = Note("reference", f"reference.{at}", own.start, own.end, own.target)
                self._mentions.setdefault(own.element, []).append((note, own.raw))

    def _add(self, kind: str, mentions: Sequence[Mention]) -> None:
        for own in mentions:
            note = Note(kind, own.id, own.start, own.end)
            self._mentions.setdefault(own.element, []).append((note, own.raw))

    def of(self, element: str, text: str) -> list[Note]:
        """Return what stands in a text of an element. An element may have several texts: a note
        counts where the text has its characters."""
        return [
            note
            for note, raw in self._mentions.get(element, ())
            if _bare(text[note.start : note.end]) == _bare(raw)
        ]


def _bare(text: str) -> str:
    return "".join(text.split())


def stretches(text: Text, notes: Iterable[Note] = ()) -> Iterator[Stretch]:
    """Yield a text in stretches, in order; joined without markers they are the text again.

    >>> marked = Text(text="见表1。", raw="见表 1。", marks=(Mark(kind="bold", start=1, end=3),))
    >>> [(own.text, own.bold) for own in stretches(marked)]
    [('见', False), ('表1', True), ('。', False)]
    """
    notes = tuple(notes)
    length = len(text.text)
    cuts = {0, length}
    spans = [(mark.start, mark.end) for mark in text.marks]
    spans += [(note.start, note.end) for note in notes]
    cuts |= {min(edge, length) for span in spans for edge in span}
    markers: dict[int, list[Mark]] = {}
    for mark in text.marks:
        if mark.kind == "marker":
            markers.setdefault(min(mark.start, length), []).append(mark)
    edges = sorted(cuts)
    for start, end in zip(edges, [*edges[1:], length], strict=True):
        for mark in markers.get(start, ()):
            yield Stretch(mark.raw, marker=True, target=mark.target or "")
        if start < end:
            yield _stretch(text, notes, start, end)


def _stretch(text: Text, notes: Sequence[Note], start: int, end: int) -> Stretch:
    over = {
        mark.kind: mark
        for mark in text.marks
        if mark.kind != "marker" and mark.start <= start and end <= mark.end
    }
    link = over.get("link")
    around = [note for note in notes if note.start <= start and end <= note.end]
    return Stretch(
        text.text[start:end],
        bold="bold" in over,
        italic="italic" in over,
        link=safe_address(link.target) if link is not None else "",
        note=min(around, key=lambda note: note.end - note.start, default=None),
    )


def safe_address(address: str | None) -> str:
    """Return an address that a page may link to, or nothing.

    >>> safe_address("https://unfccc.int/"), safe_address(" JavaScript:alert(1)")
    ('https://unfccc.int/', '')
    """
    plain = (address or "").strip()
    return plain if plain.lower().startswith(SAFE_ADDRESSES) else ""
