"""Flows to texts: marks for markers, links, bold and italic, and the anchors of notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from reportparse.build.places import box_place, places_of
from reportparse.layout.flow import Flow, Lifted, flow, print_of
from reportparse.layout.model import Piece, Sheet, Style
from reportparse.notation.addresses import find_urls
from reportparse.notes import Marker
from reportparse.pages.model import Link
from reportparse.report.base import Mark, Place, Text
from reportparse.report.body import Anchor, LinkTarget

LINK_SLACK = 1.5
"""Points by which a link's area may miss the height of the characters it stands on. Across,
the middle of a character decides: a full stop behind the area is no part of the link."""


class Texts:
    """Makes texts, and remembers on the way which notes they point to and what they link."""

    def __init__(
        self, markers: Sequence[Marker], note_ids: Sequence[str], sheets: Sequence[Sheet]
    ) -> None:
        self._markers: dict[int, list[Marker]] = {}
        for marker in markers:
            self._markers.setdefault(marker.piece.line.number, []).append(marker)
        self._note_ids = note_ids
        self._links = {sheet.number: sheet.links for sheet in sheets if sheet.links}
        self._linked: dict[tuple[int, int], LinkTarget] = {}
        self.anchors: dict[int, list[Anchor]] = {}
        self.links: list[LinkTarget] = []
        self._flows: dict[tuple[str, str], list[tuple[tuple[Place, ...], Flow]]] = {}

    def make(self, pieces: Sequence[Piece], element: str, markers: Iterable[Piece] = ()) -> Text:
        """The text of `pieces`, which belong to `element`.

        Markers known to the document are lifted; so are `markers`, which the caller knows.
        """
        mine = {
            (m.piece.line.number, m.piece.start): m
            for piece in pieces
            for m in self._markers.get(piece.line.number, ())
            if piece.start <= m.piece.start < piece.end
        }
        known = {(p.line.number, p.start): p for p in markers}
        lifted = [m.piece for m in mine.values()]
        lifted += [p for key, p in known.items() if key not in mine]
        made = flow(pieces, lifted)
        marks = [mark for at in made.markers if (mark := self._marker(at, mine, element))]
        marks += self._link_marks(made, element)
        marks += _weight_marks(made)
        marks.sort(key=lambda mark: (mark.start, mark.end, mark.kind))
        places = places_of(pieces)
        self._flows.setdefault((element, made.text), []).append((places, made))
        return Text(text=made.text, raw=made.raw, marks=tuple(marks), places=places)

    def print_of(
        self, element: str, text: Text, start: int, end: int
    ) -> tuple[str, tuple[Place, ...]]:
        """The print and the places of the characters `start` to `end` of a text made here.

        Raises KeyError for a text that was not made for this element.
        """
        for places, made in reversed(self._flows[element, text.text]):
            if places == text.places:
                pieces = made.pieces_between(start, end)
                return print_of(pieces), places_of(pieces)
        raise KeyError(element)

    def _marker(self, at: Lifted, mine: dict[tuple[int, int], Marker], element: str) -> Mark | None:
        marker = mine.get((at.piece.line.number, at.piece.start))
        if marker is None:
            return Mark(kind="marker", start=at.offset, end=at.offset, raw=at.piece.text.strip())
        if not marker.raw:
            return None
        target = None
        if marker.note is not None:
            target = self._note_ids[marker.note]
            anchor = Anchor(
                element=element,
                offset=at.offset,
                raw=marker.raw,
                places=places_of([marker.piece]),
            )
            self.anchors.setdefault(marker.note, []).append(anchor)
        return Mark(kind="marker", start=at.offset, end=at.offset, raw=marker.raw, target=target)

    # -- links ---------------------------------------------------------------------------------

    def _link_marks(self, made: Flow, element: str) -> list[Mark]:
        marks: list[Mark] = []
        sheets = {piece.line.sheet for piece in made.pieces}
        covered: list[tuple[int, int]] = []
        for sheet in sorted(sheets):
            for index, link in enumerate(self._links.get(sheet, ())):
                span = _under(made, sheet, link)
                if span is None:
                    continue
                covered.append(span)
                marks.append(Mark(kind="link", start=span[0], end=span[1], target=link.url))
                self._note_link(sheet, index, link, made.text[slice(*span)], element)
        for found in find_urls(made.text):
            start, end = found.span()
            if any(start < stop and end > begin for begin, stop in covered):
                continue
            marks.append(Mark(kind="link", start=start, end=end, target=found[0]))
            self.links.append(
                LinkTarget(
                    url=found[0],
                    text=found[0],
                    element=element,
                    origin="printed",
                    places=places_of(made.pieces_between(start, end)),
                )
            )
        return marks

    def _note_link(self, sheet: int, index: int, link: Link, text: str, element: str) -> None:
        if (sheet, index) not in self._linked:
            target = LinkTarget(
                url=link.url,
                text=text,
                element=element,
                origin="annotation",
                places=(box_place(sheet, link.box),),
            )
            self._linked[sheet, index] = target
            self.links.append(target)

    def unmet_links(self) -> list[LinkTarget]:
        """Link annotations on which no text of the report stands."""
        return [
            LinkTarget(
                url=link.url,
                text=None,
                element=None,
                origin="annotation",
                places=(box_place(sheet, link.box),),
            )
            for sheet, links in self._links.items()
            for index, link in enumerate(links)
            if (sheet, index) not in self._linked
        ]


def _under(made: Flow, sheet: int, link: Link) -> tuple[int, int] | None:
    """The stretch of text that stands on a link's area."""
    under: list[int] = []
    for stretch in made.stretches:
        line = stretch.line
        if line.sheet != sheet or line.box is None:
            continue
        middle = line.baseline - 0.3 * (line.size or 1.0)
        if not link.box.top - LINK_SLACK <= middle <= link.box.bottom:
            continue
        for index, at in enumerate(stretch.indices, stretch.start):
            x0, x1 = line.xs[at]
            if link.box.x0 <= (x0 + x1) / 2 <= link.box.x1:
                under.append(index)
    return (under[0], under[-1] + 1) if under else None


def _weight_marks(made: Flow) -> list[Mark]:
    """Bold and italic stretches, where a text is not all bold or all italic."""
    styles = {
        run.style
        for piece in made.pieces
        for run in piece.line.runs
        if run.start < piece.end and piece.start < run.end
    }
    marks: list[Mark] = []
    if len({style.bold for style in styles}) > 1:
        marks += _marked(made, "bold", lambda style: style.bold)
    if len({style.italic for style in styles}) > 1:
        marks += _marked(made, "italic", lambda style: style.italic)
    return marks


def _marked(
    made: Flow, kind: Literal["bold", "italic"], holds: Callable[[Style], bool]
) -> list[Mark]:
    """The stretches of a text whose printed characters have a weight, unless all have it."""
    flags: list[bool | None] = [None] * len(made.text)
    for stretch in made.stretches:
        text = stretch.line.text
        held = [False] * len(text)
        for run in stretch.line.runs:
            held[run.start : run.end] = [holds(run.style)] * (run.end - run.start)
        for index, at in enumerate(stretch.indices, stretch.start):
            if not text[at].isspace():
                flags[index] = held[at]
    marks: list[Mark] = []
    if False not in flags:
        return marks
    start = end = None
    for index, flag in enumerate([*flags, False]):
        if flag:
            start = index if start is None else start
            end = index + 1
        elif flag is False and start is not None and end is not None:
            marks.append(Mark(kind=kind, start=start, end=end))
            start = end = None
    return marks


def plain_text(pieces: Sequence[Piece]) -> tuple[str, str, tuple[Place, ...]]:
    """Text, raw print and places of pieces that hold no markers."""
    made = flow(pieces)
    return made.text, made.raw, places_of(pieces)
