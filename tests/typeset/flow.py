"""From blocks of text to slabs: headings, paragraphs, items, footnotes, figures.

Every slab is one printed line (or one unbreakable group) of known height. Where it stands on
which page is decided later, by `pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.typeset.linebreak import Broken, Placed, break_lines, place
from tests.typeset.manuscript import (
    Figure,
    Item,
    Language,
    NoteRef,
    Paragraph,
    Section,
    Text,
)
from tests.typeset.settings import Measures, Settings
from tests.typeset.sheet import Line, Piece, Role, Shape, Slab
from tests.typeset.sorts import Sort, Style, cast, width_of

BODY_SIZE = {"zh": 10.5, "en": 10.0}
NOTE_SIZE = 9.0
NOTE_LEADING = 11.5
HEADING_SIZES = {1: 14.0, 2: 12.0}
BASELINE_PART = 0.76
"""Part of a line's height above its baseline."""
SHIFT_SEEN_EM = 0.15
"""A text extractor writes a blank for a shift of at least this."""
LABEL_GAP = 14.0
"""From the right end of a heading's number to the heading."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every part of the typesetter needs: the page's measures and the settings."""

    page: Measures
    settings: Settings


def body_style(language: Language) -> Style:
    """Return the style of running text."""
    return Style(BODY_SIZE[language], language=language)


def heading_style(level: int, numbered: bool, language: Language) -> Style:
    """Return the style of a heading; unnumbered ones have the size of the body."""
    size = HEADING_SIZES.get(level, 10.5) if numbered else BODY_SIZE[language]
    return Style(size, "hei", "times-bold", language)


def printed(sorts: Placed, settings: Settings) -> str:
    """Return the characters of a line as a text extractor sees them, shifts as blanks."""
    parts: list[str] = []
    for _, sort in sorts:
        if sort.gap > SHIFT_SEEN_EM * sort.size and parts and not parts[-1].endswith(" "):
            parts.append(" ")
        parts.append(sort.char)
    return "".join(parts)


def urls_of(sorts: Placed) -> tuple[str, ...]:
    """Return the addresses of the links on a line, each once, in order."""
    return tuple(dict.fromkeys(sort.url for _, sort in sorts if sort.url is not None))


def notes_of(sorts: Placed) -> tuple[str, ...]:
    """Return the footnote markers on a line, each once, in order."""
    return tuple(dict.fromkeys(sort.note for _, sort in sorts if sort.note is not None))


def put_label(label: str, x: float, style: Style, desk: Desk) -> Placed:
    """Return the sorts of a label at `x`, with the blank that a tab leaves if the producer does."""
    plain = replace(desk.settings, blanks="none", tracking=0.0)
    text = label + (" " if desk.settings.tab_glyph else "")
    return place(Broken(tuple(cast((text,), style, plain)), last=True), x, 0.0, justify=False)


def close(line: Broken, style: Style, desk: Desk) -> Broken:
    """Add the blank of the paragraph mark to the last line of a text."""
    if not (line.last and desk.settings.end_blanks):
        return line
    blank = Sort(" ", style.latin, style.size, 0.25 * style.size, added=True)
    return Broken((*line.sorts, blank), last=True)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a text stands: x of its first line and of the others, its right edge, its label."""

    first: float
    rest: float
    right: float
    label: str | None = None
    label_x: float = 0.0
    leading: float = 15.8
    before: float = 6.0
    align: str = "left"
    lead: int = 0


def set_text(text: Text, style: Style, frame: Frame, desk: Desk, role: Role = "body") -> list[Slab]:
    """Return one slab for every line of `text`."""
    sorts = cast(text, style, desk.settings)
    broken = break_lines(sorts, frame.right - frame.first, frame.right - frame.rest, desk.settings)
    slabs: list[Slab] = []
    for index, line in enumerate(broken):
        x = frame.rest if index else frame.first
        justify = desk.settings.justify and style.language == "zh"
        placed = place(close(line, style, desk), x, frame.right - x, justify, frame.align)
        words = printed(placed, desk.settings).rstrip(" ")
        parts: tuple[str, ...] = ()
        if frame.label is not None and index == 0:
            placed = (*put_label(frame.label, frame.label_x, style, desk), *placed)
            parts = (frame.label, words)
            words = f"{frame.label} {words}"
        piece = Piece(
            words,
            0 if index else frame.lead,
            end=line.last,
            role=role,
            urls=urls_of(placed),
            parts=parts,
        )
        slabs.append(
            Slab(
                frame.leading,
                (Line(frame.leading * BASELINE_PART, placed, role),),
                pieces=(piece,),
                before=0.0 if index else frame.before,
                notes=notes_of(placed),
            )
        )
    return slabs


def kept(slabs: list[Slab], whole: bool = True) -> list[Slab]:
    """Return `slabs` held to each other, and with `whole` to what follows."""
    last = len(slabs) - 1
    return [replace(slab, keep=whole or index < last) for index, slab in enumerate(slabs)]


def heading(section: Section, language: Language, desk: Desk) -> list[Slab]:
    """Return the slabs of a heading, its number flush right before the text column."""
    style = heading_style(section.level, section.label is not None, language)
    x = desk.page.heading_x
    label_x = x
    if section.label is not None:
        label_x = x - LABEL_GAP - width_of(cast((section.label,), style, desk.settings))
    slabs = set_text(
        section.title,
        style,
        Frame(
            x,
            x,
            desk.page.text_right,
            section.label,
            label_x,
            style.size * 1.32,
            before=13.0,
            lead=1,
        ),
        desk,
    )
    return kept(slabs, whole=not desk.settings.loose)


def paragraph(block: Paragraph, language: Language, desk: Desk) -> list[Slab]:
    """Return the slabs of a paragraph and of the items below it."""
    page = desk.page
    style = body_style(language)
    leading = desk.settings.body_leading if language == "zh" else 12.5
    numbered = block.number is not None
    frame = Frame(
        page.text_left + page.label_tab,
        page.text_left,
        page.text_right,
        f"{block.number}." if numbered else None,
        page.text_left,
        leading,
        lead=0 if numbered else 1,
    )
    slabs = set_text(block.text, style, frame, desk)
    for child in block.items:
        slabs.extend(item(child, 1, style, leading, desk))
    return slabs


def item(block: Item, depth: int, style: Style, leading: float, desk: Desk) -> list[Slab]:
    """Return the slabs of a sub-item at `depth` (from 1) and of the items below it."""
    page = desk.page
    label_x = page.text_left + depth * page.item_indent
    text_x = label_x + page.item_indent
    flush = depth == 1 and not desk.settings.hanging_items
    frame = Frame(
        text_x,
        page.text_left if flush else text_x,
        page.text_right,
        block.label,
        label_x,
        leading,
        lead=1 if depth == 1 else 0,
    )
    slabs = set_text(block.text, style, frame, desk)
    for child in block.items:
        slabs.extend(item(child, depth + 1, style, leading, desk))
    return slabs


def footnote(marker: str, text: Text, desk: Desk) -> list[Slab]:
    """Return the slabs of a footnote, its marker raised before the text."""
    page, settings = desk.page, desk.settings
    style = Style(NOTE_SIZE)
    plain = replace(settings, marker_blanks=0)
    mark = cast((NoteRef(marker),), style, plain)
    x = page.text_left - 5.8 - width_of(mark)
    slabs = set_text(
        text,
        style,
        Frame(page.text_left, page.text_left, page.text_right, leading=NOTE_LEADING, before=1.0),
        desk,
        "note",
    )
    first = slabs[0]
    line = first.lines[0]
    placed = (*place(Broken(tuple(mark), last=True), x, 0.0, justify=False), *line.sorts)
    piece = replace(first.pieces[0], text=f"{marker} {first.pieces[0].text}", lead=1)
    piece = replace(piece, parts=(marker, first.pieces[0].text))
    slabs[0] = replace(first, lines=(Line(line.y, placed, "note"),), pieces=(piece,), notes=())
    return [replace(slab, height=slab.height + slab.before, before=0.0) for slab in slabs]


def caption(
    number: str | None,
    title: Text,
    headnote: str | None,
    left: float,
    right: float,
    language: Language,
    desk: Desk,
) -> list[Slab]:
    """Return the slabs of a caption: number, title and unit line, each on lines of their own."""
    size = BODY_SIZE[language]
    slabs: list[Slab] = []
    lines: list[tuple[Text, Style]] = []
    if number is not None:
        lines.append(((number,), Style(size, language=language)))
    if title:
        lines.append((title, Style(size, "hei", "times-bold", language)))
    if headnote is not None:
        lines.append(((headnote,), Style(size, "kai", language=language)))
    for index, (text, style) in enumerate(lines):
        before = 11.0 if index == 0 else 0.0
        frame = Frame(left, left, right, leading=14.0, before=before, lead=0)
        slabs.extend(set_text(text, style, frame, desk))
    return kept(slabs, whole=not desk.settings.loose)


def figure(block: Figure, language: Language, desk: Desk) -> list[Slab]:
    """Return the slabs of a figure: caption, drawing with labels, note, source."""
    page = desk.page
    left, right = page.left, page.right
    if block.number is None:
        left, right = page.text_left, page.text_right
    slabs = caption(block.number, block.title, None, left, right, language, desk)
    slabs.append(_drawing(block, language, desk))
    style = Style(NOTE_SIZE, language=language)
    for text, chinese in ((block.note, "song"), (block.source, "kai")):
        if text is not None:
            frame = Frame(left, left, right, leading=12.5, before=2.0, lead=1)
            slabs.extend(set_text((text,), replace(style, chinese=chinese), frame, desk))
    last = len(slabs) - 1
    return [replace(s, keep=s.keep or i < last) for i, s in enumerate(slabs)]


def _drawing(block: Figure, language: Language, desk: Desk) -> Slab:
    """Return the drawn part of a figure: a bar for every label, the words beside it."""
    style = Style(NOTE_SIZE, language=language)
    x = desk.page.text_left + 20.0
    lines: list[Line] = []
    shapes: list[Shape] = []
    pieces: list[Piece] = []
    y = 8.0
    for index, label in enumerate(block.labels):
        length = 40.0 + 23.0 * ((index * 5) % 7)
        shapes.append(Shape("box", x, y, x + length, y + 12.0, 0.45 + 0.08 * (index % 5)))
        sorts = tuple(cast((label,), style, desk.settings))
        placed = place(Broken(sorts, last=True), x + 190.0, 0.0, justify=False)
        lines.append(Line(y + 9.5, placed))
        pieces.append(Piece(printed(placed, desk.settings), lead=3))
        y += 19.0
    return Slab(y + 4.0, tuple(lines), (), tuple(shapes), tuple(pieces), before=6.0)


def wrap(text: Text, style: Style, room: float, desk: Desk, extra: list[Sort]) -> list[Broken]:
    """Break `text` followed by the sorts `extra` into lines of `room` points."""
    return break_lines([*cast(text, style, desk.settings), *extra], room, room, desk.settings)


def chains(slabs: list[Slab]) -> Iterator[list[Slab]]:
    """Yield runs of slabs that must not be parted: each holds on to the next."""
    chain: list[Slab] = []
    for slab in slabs:
        chain.append(slab)
        if not slab.keep:
            yield chain
            chain = []
    if chain:
        yield chain
