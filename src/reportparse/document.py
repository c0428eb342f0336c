"""The whole document between layout and report: what was recognised, in reading order.

This is the road through the middle of the program: sheets of lines go in, and a `Document` comes
out in which every line of the source has its place. Nothing here knows a file or a model. What only
dumps need is loaded when there is one: it is a fifth of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from reportparse.findings import Doubt
from reportparse.front.find import find_front
from reportparse.front.model import Front
from reportparse.frozen import frozen_record
from reportparse.layout.blocks import Block, Slot, segment
from reportparse.layout.figures import Figure, without_figures
from reportparse.layout.figures_drawn import captioned_figures, figures_of_pages
from reportparse.layout.furniture import Furniture, strip_pages
from reportparse.layout.measures import Looks, Measures
from reportparse.layout.model import Line, Piece, Sheet, printed
from reportparse.layout.notearea import PageNote, part_pages
from reportparse.layout.unclear import Unclear
from reportparse.lexicon.words import Language, words
from reportparse.notation.spacing import is_cjk
from reportparse.tables.model import Recognised
from reportparse.tables.recognise import recognise
from reportparse.timings import stage

CHINESE_SHARE = 0.25
"""Share of Chinese characters from which a text is Chinese: English reports have none, Chinese
ones more than half, tables of figures and names included."""


@frozen_record
class Document:
    """Everything that was recognised; `blocks` name tables and figures by their index."""

    language: Language
    drawn: bool
    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    front: Front
    blocks: tuple[Block, ...]
    tables: tuple[Recognised, ...]
    figures: tuple[Figure, ...]
    notes: tuple[PageNote, ...]
    furniture: tuple[Furniture, ...]
    breaks: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()


def language_of(texts: Sequence[str]) -> Language:
    """The language that most of the letters of `texts` belong to.

    >>> language_of(["清洁发展机制 CDM"]), language_of(["Annex", "Entities"])
    ('zh', 'en')
    """
    chinese = letters = 0
    for text in texts:
        if text.isascii():
            letters += sum(map(str.isalpha, text))
            continue
        for char in text:
            if is_cjk(char):
                chinese += 1
            elif char.isalpha():
                letters += 1
    total = chinese + letters
    return "zh" if total and chinese > CHINESE_SHARE * total else "en"


def read_document(sheets: Sequence[Sheet]) -> Document:
    """Recognise everything on the sheets of a PDF or of a dump."""
    lines = tuple(line for sheet in sheets for line in sheet.lines)
    drawn = any(sheet.drawn for sheet in sheets)
    language = language_of([line.text for line in lines])
    with stage("furniture"):
        if drawn:
            stripped = strip_pages(sheets)
        else:
            from reportparse.layout.furniture_dump import strip_dump

            stripped = strip_dump(sheets)
    with stage("notes"):
        if drawn:
            parted = part_pages(stripped.sheets)
        else:
            from reportparse.layout.notearea_dump import part_dump

            parted = part_dump(stripped.sheets, stripped.breaks, stripped.separated)
    furniture = (*stripped.furniture, *parted.furniture)
    with stage("front"):
        front = find_front(
            parted.sheets,
            furniture=[piece.text for item in furniture for piece in item.pieces],
        )
    kept = {line.number for line in front.rest}
    body = tuple(
        replace(sheet, lines=tuple(line for line in sheet.lines if line.number in kept))
        for sheet in parted.sheets
    )
    with stage("figures"):
        measures = Measures([line.whole().trimmed() for sheet in body for line in sheet.lines])
    tables, figures, doubtful = _set_pieces(body, drawn, language, measures)
    with stage("blocks"):
        blocks, loose = _blocks(body, tables, figures, stripped.breaks, measures.looks)
    unclear = [
        Doubt(found.code, found.message, found.pieces) for found in (*parted.unclear, *doubtful)
    ]
    doubts = (*front.doubts, *loose, *unclear)
    return Document(
        language,
        drawn,
        tuple(sheets),
        lines,
        front,
        tuple(blocks),
        tables,
        figures,
        parted.notes,
        furniture,
        stripped.breaks,
        doubts,
    )


def _set_pieces(
    body: Sequence[Sheet], drawn: bool, language: Language, measures: Measures
) -> tuple[tuple[Recognised, ...], tuple[Figure, ...], tuple[Unclear, ...]]:
    """Find tables and figures: whichever of the two leaves clearer traces goes first."""
    if drawn:
        with stage("figures"):
            figures, unclear = figures_of_pages(body, measures)
        other: Language = "en" if language == "zh" else "zh"
        with stage("tables"):
            tables = recognise(without_figures(body, figures), words(language), words(other))
        with stage("figures"):
            taken = _lines_of(tables, figures)
            return tables, (*figures, *captioned_figures(body, measures, taken)), unclear
    from reportparse.layout.figures_running import figures_of_dump
    from reportparse.tables.running import recognise_dump

    lines = [line for sheet in body for line in sheet.lines]
    with stage("tables"):
        tables = recognise_dump(lines, words(language))
    with stage("figures"):
        taken = _lines_of(tables, ())
        left = [line for line in lines if line.number not in taken]
        figures, unclear = figures_of_dump(left, measures)
        return tables, figures, unclear


def _lines_of(tables: Sequence[Recognised], figures: Sequence[Figure]) -> frozenset[int]:
    """The numbers of the lines of which tables and figures hold a part."""
    pieces = chain(
        chain.from_iterable(found.table.all_pieces() for found in tables),
        chain.from_iterable(figure.all_pieces() for figure in figures),
    )
    return frozenset(piece.line.number for piece in pieces)


def _blocks(
    body: Sequence[Sheet],
    tables: Sequence[Recognised],
    figures: Sequence[Figure],
    breaks: frozenset[int],
    looks: Looks,
) -> tuple[list[Block], list[Doubt]]:
    taken: dict[int, list[Piece]] = {}
    starts: dict[int, list[Slot]] = {}
    for kind, pieces_of in (
        ("table", [list(found.table.all_pieces()) for found in tables]),
        ("figure", [list(figure.all_pieces()) for figure in figures]),
    ):
        for index, pieces in enumerate(pieces_of):
            for piece in pieces:
                taken.setdefault(piece.line.number, []).append(piece)
            slot = Slot(None, "table" if kind == "table" else "figure", index)
            starts.setdefault(_position(pieces, kind, index, figures, body), []).append(slot)
    slots: list[Slot] = []
    for line in (line for sheet in body for line in sheet.lines):
        slots.extend(starts.pop(line.number, ()))
        slots.extend(
            Slot(piece, page_start=line.number in breaks)
            for piece in _left(line, taken.get(line.number, ()))
            if line.upright  # sideways print that no figure or table took is no running text
        )
    for left in starts.values():
        slots.extend(left)
    pieces_left = [slot.piece.trimmed() for slot in slots if slot.piece is not None]
    blocks, unclear = segment(slots, Measures(pieces_left, looks))
    return blocks, [Doubt(found.code, found.message, found.pieces) for found in unclear]


def _position(
    pieces: Sequence[Piece],
    kind: str,
    index: int,
    figures: Sequence[Figure],
    body: Sequence[Sheet],
) -> int:
    """The number of the line before which a table or figure stands in the reading order."""
    upright = [piece.line.number for piece in pieces if piece.line.upright]
    if upright:
        return min(upright)
    if kind == "figure" and figures[index].boxes:
        number, box = figures[index].boxes[0]
        for sheet in body:
            for line in sheet.lines:
                if sheet.number == number and line.upright and line.baseline > box.top:
                    return line.number
                if sheet.number > number:
                    return line.number
    return 1 << 60


def _left(line: Line, parts: Sequence[Piece]) -> list[Piece]:
    """What a line has left once tables and figures took their parts."""
    reach, between = 0, ""
    for part in sorted(parts, key=lambda part: part.start):
        between += line.text[reach : part.start].strip()
        reach = max(reach, part.end)
    if not (between or line.text[reach:].strip()):
        return []
    taken = {index for _, index in printed(parts)}
    if not taken:
        return [line.whole()]
    pieces: list[Piece] = []
    start: int | None = None
    for index in range(len(line.text) + 1):
        free = index < len(line.text) and index not in taken
        if free and not line.text[index].isspace():
            start = index if start is None else start
        elif start is not None and not free:
            pieces.append(Piece(line, start, index).trimmed())
            start = None
    return pieces
