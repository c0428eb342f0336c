"""Setting tables: column widths, the head with its spanners, rows, rules and notes.

Each row is one slab, so that a page may end between any two rows; rules belong to the rows, so
that there is none at the cut.
"""

from __future__ import annotations

from dataclasses import replace

from tests.typeset.dresses import LIGHT, dressed_head, dressed_row
from tests.typeset.flow import NOTE_LEADING, NOTE_SIZE, Desk, caption, printed, set_text
from tests.typeset.flow import Frame as TextFrame
from tests.typeset.lanes import Head, Lane, heads_of
from tests.typeset.linebreak import Broken, break_lines, may_break, place
from tests.typeset.manuscript import Cell, Column, Language, NoteRef, Row, Table
from tests.typeset.sheet import Bar, Line, Piece, Slab, stacked
from tests.typeset.sorts import (
    GROUP_SPACES,
    Sort,
    Style,
    cast,
    cast_number,
    letter_marks,
    width_of,
)

HEAD_LEADING = 11.0
ROW_LEADING = 11.5
INDENT = 14.2
WIDE_FROM = 5
"""A table of at least this many columns takes the width of the page, not of the text."""
LEAST_NUMERIC = 36.0
LEAST_TEXT = 52.0
CONTINUED = {"zh": "(续)", "en": " (continued)"}
HEAVY, SPANNER = 1.5, 0.5
GROUP_PRINT = {"blank": " ", "nbsp": "\u00a0", "thin": "\u202f", **GROUP_SPACES}


def edges_of(table: Table, desk: Desk) -> tuple[float, float]:
    """Return the left and right edge of a table that has its page for itself."""
    page = desk.page
    wide = len(table.leaves()) >= WIDE_FROM
    return (page.left, page.right) if wide else (page.text_left, page.text_right)


def table_slabs(
    table: Table,
    ordinal: int,
    language: Language,
    desk: Desk,
    edges: tuple[float, float] | None = None,
) -> list[Slab]:
    """Return the slabs of a table: caption, head, rows, notes and source line."""
    style = Style(NOTE_SIZE, language=language)
    left, right = edges or edges_of(table, desk)
    lanes = lay_lanes(table, style, left, right, desk)
    slabs = caption(table.number, table.title, table.headnote, left, right, language, desk)
    header = _header(table, lanes, style, desk)
    slabs.append(replace(header, before=6.0, keep=True))
    header = stacked([*_continued(table, left, right, language, desk), header])
    at = 0
    while at < len(table.rows):
        slab = _group(table, at, lanes, style, desk)
        slab = dressed_row(slab, table, table.rows[at : at + table.rows[at].tall], at, lanes)
        words = not any(leaf.numeric for leaf in table.leaves()[1:])
        may = desk.settings.cut_rows and table.rows[at].tall == 1
        may = may and table.rows[at].kind != "section"
        cut = _lines_apart(slab, words) if may else [slab]
        slabs.extend(replace(part, table=ordinal, header=header) for part in cut)
        at += table.rows[at].tall
    slabs.extend(_below(table, left, right, style, desk))
    return slabs


def _lines_apart(slab: Slab, words: bool) -> list[Slab]:
    """Return a row as one slab for each height at which it has lines, so that a page may end there.

    A boxed row stays whole. Where other rows hold numbers, no page begins with a line of a label
    that begins with a capital letter or a digit: what stands alone above it looks like the name of
    a section to any reader. In a table of `words` it does not.
    """
    ys = sorted({line.y for line in slab.lines})
    if slab.shapes or len(ys) < 2:
        return [slab]
    firsts = [min((x for x in slab.lines if x.y == y), key=lambda x: x.sorts[0][0]) for y in ys]
    starts = [line.text.strip()[:1] for line in firsts]
    ends = [
        (a + b) / 2
        for a, b, char in zip(ys, ys[1:], starts[1:], strict=False)
        if words or not char.isascii() or char.islower()
    ]
    parts: list[Slab] = []
    top = 0.0
    for end in [*ends, slab.height]:
        low = slab.height + 9.0 if end == slab.height else end
        lines = tuple(line.moved(-top) for line in slab.lines if top <= line.y < low)
        bars = tuple(bar.moved(-top) for bar in slab.bars if top <= bar.y < low)
        parts.append(Slab(end - top, lines, bars, pieces=() if parts else slab.pieces))
        top = end
    return parts


def _continued(
    table: Table, left: float, right: float, language: Language, desk: Desk
) -> list[Slab]:
    """Return the slabs of the caption over the head that later pages repeat, if there is one."""
    if desk.settings.continued == "none" or table.number is None:
        return []
    number = table.number + CONTINUED[language]
    whole = desk.settings.continued == "title"
    text = tuple(run for run in table.title if not isinstance(run, NoteRef)) if whole else ()
    headnote = table.headnote if whole else None
    slabs = caption(number, text, headnote, left, right, language, desk)
    return [replace(slabs[0], before=0.0), *slabs[1:], Slab(6.0)]


def lay_lanes(table: Table, style: Style, left: float, right: float, desk: Desk) -> list[Lane]:
    """Return the lanes of the columns: numbers take what they need, words share the rest."""
    leaves = table.leaves()
    widths: list[float] = []
    for index, leaf in enumerate(leaves):
        filled = [row.stub if index == 0 else _cell(row, index) for row in table.rows]
        shifts = [row.indent * INDENT if index == 0 else 0.0 for row in table.rows]
        needed = [
            _needed(cell, style, desk, leaf.numeric and index > 0) + shift
            for cell, shift in zip(filled, shifts, strict=True)
            if cell is not None and cell.text
        ]
        least = LEAST_NUMERIC if leaf.numeric else LEAST_TEXT
        head = _longest(_head_sorts(leaf, style, desk), desk)
        widths.append(max([head, least, *needed]) + 1.0)
    _widen(table, widths, style, desk)
    free = right - left - sum(widths) - desk.settings.column_gap * (len(leaves) - 1)
    if free < 0:
        raise ValueError(f"table {table.number} does not fit: {free:.1f} points too wide")
    shares = [leaf.share * (0.35 if leaf.numeric and i else 1.0) for i, leaf in enumerate(leaves)]
    lanes: list[Lane] = []
    x = left
    for index, (leaf, width, share) in enumerate(zip(leaves, widths, shares, strict=True)):
        start = x + (desk.settings.column_gap if index else 0.0)
        end = start + width + free * share / sum(shares)
        lanes.append(Lane(x, start, end, leaf.numeric and index > 0))
        x = end
    return lanes


def _cell(row: Row, column: int) -> Cell | None:
    return row.cells[column - 1] if column - 1 < len(row.cells) else None


def _needed(cell: Cell, style: Style, desk: Desk, numeric: bool) -> float:
    """Return the least width of a cell: a number stands on one line, words are broken."""
    sorts = _cell_sorts(cell, style, desk, numeric)
    return width_of(sorts) if numeric else _longest(sorts, desk)


def _longest(sorts: list[Sort], desk: Desk) -> float:
    """Return the width of the longest part that no line may break, at least two ideographs."""
    parts: list[list[Sort]] = [[]]
    for index, sort in enumerate(sorts):
        prior = sorts[index - 2] if index > 1 else None
        if index and may_break(sorts[index - 1], sort, prior, desk.settings):
            parts.append([])
        parts[-1].append(sort)
    inked = [[s for s in part if s.char != " " or s.note is not None] for part in parts]
    least = min(width_of(sorts), 2.1 * sorts[0].size) if sorts else 0.0
    return max([least, *(width_of(part) for part in inked)])


def _widen(table: Table, widths: list[float], style: Style, desk: Desk) -> None:
    """Widen the last column below each spanner that holds a longer word than its columns do."""
    for head in heads_of(table.columns, max(column.depth() for column in table.columns)):
        if head.column.children:
            gaps = desk.settings.column_gap * (head.last - head.first)
            room = sum(widths[head.first : head.last + 1]) + gaps
            word = _longest(_head_sorts(head.column, style, desk), desk) + 1.0
            widths[head.last] += max(0.0, word - room)


def _head_sorts(head: Column, style: Style, desk: Desk) -> list[Sort]:
    return [
        *cast((head.text,), style, desk.settings),
        *letter_marks(head.markers, style, desk.settings),
    ]


def _cell_sorts(cell: Cell, style: Style, desk: Desk, numeric: bool) -> list[Sort]:
    words = (
        cast_number(cell.text, style, desk.settings)
        if numeric
        else cast((cell.text,), style, desk.settings)
    )
    return [*words, *letter_marks(cell.markers, style, desk.settings)]


def _header(table: Table, lanes: list[Lane], style: Style, desk: Desk) -> Slab:
    style = replace(style, chinese="kai") if style.language == "zh" else style
    depth = max(column.depth() for column in table.columns)
    heads = heads_of(table.columns, depth)
    set_heads: list[tuple[Head, list[Broken]]] = []
    heights = [0.0] * depth
    for head in heads:
        room = lanes[head.last].right - lanes[head.first].left
        lines = break_lines(_head_sorts(head.column, style, desk), room, room, desk.settings)
        set_heads.append((head, lines))
        heights[head.level] = max(heights[head.level], len(lines) * HEAD_LEADING + 4.0)
    left, right = lanes[0].edge, lanes[-1].right
    bars = [Bar(left, right, 0.0, LIGHT, _joints(lanes))]
    lines_out: list[Line] = []
    texts: dict[int, list[list[str]]] = {}
    for head, lines in set_heads:
        floor = 2.0 + sum(heights[: head.level + 1])
        texts.setdefault(_print_level(head), []).append(
            _put_head(head, lines, lanes, floor, lines_out, desk)
        )
        if head.column.children:
            x0 = lanes[head.first].left - (2.0 if head.first else 0.0)
            inner = tuple(lanes[i].edge for i in range(head.first + 1, head.last + 1))
            bars.append(Bar(x0, lanes[head.last].right, floor - 1.5, SPANNER, inner))
    height = 4.0 + sum(heights)
    bars.append(Bar(left, right, height - HEAVY, HEAVY, _joints(lanes)))
    pieces = [p for level in sorted(texts) for p in _head_pieces(texts[level])]
    slab = Slab(height, tuple(lines_out), tuple(bars), pieces=tuple(pieces))
    return dressed_head(slab, table, heads, heights, lanes)


def _print_level(head: Head) -> int:
    """Return the row of the head as an extractor meets it: the stub head comes first."""
    return 0 if head.first == 0 else head.level


def _joints(lanes: list[Lane]) -> tuple[float, ...]:
    return tuple(lane.edge for lane in lanes[1:])


def _put_head(
    head: Head,
    lines: list[Broken],
    lanes: list[Lane],
    floor: float,
    out: list[Line],
    desk: Desk,
) -> list[str]:
    x = lanes[head.first].left
    room = lanes[head.last].right - x
    align = "right" if lanes[head.last].numeric else "left"
    if head.column.children:
        align = "centre"
    texts: list[str] = []
    for index, line in enumerate(lines):
        y = floor - 5.0 - (len(lines) - 1 - index) * HEAD_LEADING
        placed = place(line, x, room, justify=False, align=align)
        out.append(Line(y, placed))
        texts.append(printed(placed, desk.settings).rstrip(" "))
    return texts


def _head_pieces(cells: list[list[str]]) -> list[Piece]:
    """Return the heads of one level as an extractor writes them.

    Heads of one line stand on one line; a head of several lines is written line by line
    without blank lines between.
    """
    filled = [cell for cell in cells if any(cell)]
    if all(len(cell) == 1 for cell in filled):
        words = tuple(cell[0] for cell in filled)
        return [Piece(" ".join(words), parts=words)] if words else []
    pieces: list[Piece] = []
    for cell in filled:
        for index, text in enumerate(cell):
            inner = index < len(cell) - 1
            pieces.append(Piece(text, end=not inner, tight=inner or len(cell) == 1))
    return pieces


def _group(table: Table, at: int, lanes: list[Lane], style: Style, desk: Desk) -> Slab:
    """Return the row `at` with those that its stub covers, as one slab."""
    rows = table.rows[at : at + table.rows[at].tall]
    ends = [at + index == len(table.rows) - 1 for index in range(len(rows))]
    beside = {"top": 0, "bottom": len(rows) - 1}.get(table.stand, -1)
    slabs = []
    for index, (row, last) in enumerate(zip(rows, ends, strict=True)):
        stub = rows[0].stub if index == beside or len(rows) == 1 else Cell("")
        slab = _row(replace(row, stub=stub), lanes, style, desk, last)
        if table.tied and (at or index) and row.kind != "total":
            x0 = lanes[1].edge if index else lanes[0].edge
            bar = Bar(x0, lanes[-1].right, 0.0, LIGHT, _joints(lanes[1:] if index else lanes))
            slab = replace(slab, bars=(bar, *slab.bars))
        slabs.append(slab)
    whole = stacked(slabs)
    if len(rows) == 1 or beside >= 0:
        return whole
    bottoms = [max(line.y for line in slab.lines) for slab in slabs]
    tops = [sum(slab.height for slab in slabs[:index]) for index in range(len(slabs))]
    centre = (tops[0] + bottoms[0] + tops[-1] + bottoms[-1]) / 2
    room = lanes[0].right - lanes[0].left
    words = break_lines(_cell_sorts(rows[0].stub, style, desk, False), room, room, desk.settings)
    label = tuple(
        Line(
            centre + (at - (len(words) - 1) / 2) * ROW_LEADING,
            place(line, lanes[0].left, room, justify=False, align="left"),
        )
        for at, line in enumerate(words)
    )
    return replace(whole, lines=(*whole.lines, *label))


def _row(row: Row, lanes: list[Lane], style: Style, desk: Desk, last: bool) -> Slab:
    stub_style = style
    if row.kind in ("total", "subtotal"):
        stub_style = replace(style, chinese="hei", latin="times-bold")
        style = replace(style, latin="times-bold") if row.kind == "total" else style
    shift = row.indent * INDENT
    cells: list[tuple[float, float, str, list[Broken], bool]] = []
    right = lanes[-1].right if row.kind == "section" else lanes[0].right
    sorts = _cell_sorts(row.stub, stub_style, desk, numeric=False)
    room = right - lanes[0].left - shift
    stub = break_lines(sorts, room, room, desk.settings)
    cells.append((lanes[0].left + shift, room, "left", stub, False))
    for index, cell in enumerate(row.cells, start=1):
        lane = lanes[index]
        room = lane.right - lane.left
        sorts = _cell_sorts(cell, style, desk, lane.numeric)
        lines = break_lines(sorts, 1e6 if lane.numeric else room, room, desk.settings)
        cells.append((lane.left, room, "right" if lane.numeric else "left", lines, lane.numeric))
    most = max(len(lines) for _, _, _, lines, _ in cells)
    foot_aligned = all(lane.numeric for lane in lanes[1:])
    top = desk.settings.table_gap + (1.0 if row.kind == "total" else 0.0)
    out: list[Line] = []
    for x, room, align, lines, _ in cells:
        skip = most - len(lines) if foot_aligned else 0
        for index, line in enumerate(lines):
            if not line.sorts:
                continue
            y = top + (skip + index) * ROW_LEADING + 8.5
            out.append(Line(y, place(line, x, room, justify=False, align=align)))
    height = top + most * ROW_LEADING + 1.0
    bars: list[Bar] = []
    if row.kind == "total":
        bars.append(Bar(lanes[0].edge, lanes[-1].right, 0.0, LIGHT, _joints(lanes)))
    if last:
        bars.append(Bar(lanes[0].edge, lanes[-1].right, height, HEAVY, _joints(lanes)))
        height += HEAVY
    texts = [_texts(lines, numeric, desk) for _, _, _, lines, numeric in cells]
    return Slab(
        height,
        tuple(out),
        tuple(bars),
        pieces=tuple(_row_pieces(texts, foot_aligned, row.indent)),
    )


def _texts(lines: list[Broken], numeric: bool, desk: Desk) -> list[str]:
    texts: list[str] = []
    for line in lines:
        text = printed(place(line, 0.0, 0.0, justify=False), desk.settings).rstrip(" ")
        if numeric:
            text = text.replace(" ", GROUP_PRINT[desk.settings.group])
        texts.append(text)
    return texts


def _row_pieces(cells: list[list[str]], foot_aligned: bool, indent: int) -> list[Piece]:
    """Return a row as an extractor writes it: cell by cell, cells of one line run together."""
    pieces: list[Piece] = []
    run: list[str] = []
    lead = 1 if indent else 0

    def flush() -> None:
        if run:
            pieces.append(Piece(" ".join(run), lead=0 if pieces else lead, parts=tuple(run)))
            run.clear()

    for index, cell in enumerate(cells):
        filled = [text for text in cell if text]
        if len(filled) <= 1:
            run.extend(filled)
            continue
        flush()
        closing = filled[-1]
        for text in filled[:-1]:
            pieces.append(Piece(text, lead=0 if pieces else lead, end=False))
        if foot_aligned and index == 0:
            run.append(closing)
        else:
            pieces.append(Piece(closing))
    flush()
    return pieces


def _below(table: Table, left: float, right: float, style: Style, desk: Desk) -> list[Slab]:
    """Return the slabs of the notes and the source line below a table."""
    slabs: list[Slab] = []
    if table.source is not None:
        frame = TextFrame(left, left, right, leading=NOTE_LEADING, before=5.0)
        slabs.extend(set_text((table.source,), replace(style, chinese="kai"), frame, desk))
    for index, (marker, text) in enumerate(table.notes):
        x = left + 8.5
        mark = letter_marks((marker,), style, replace(desk.settings, letter_glue=""))
        start = x + width_of(mark) + 0.25 * style.size
        frame = TextFrame(
            start, left, right, leading=NOTE_LEADING, before=6.0 if index == 0 else 1.0
        )
        lines = set_text(text, style, frame, desk)
        first = lines[0]
        blank = Sort(" ", style.latin, style.size, 0.25 * style.size, added=True)
        placed = (
            *place(Broken((*mark, blank), last=True), x, 0.0, justify=False),
            *first.lines[0].sorts,
        )
        piece = replace(first.pieces[0], text=f"{marker} {first.pieces[0].text}")
        lines[0] = replace(first, lines=(replace(first.lines[0], sorts=placed),), pieces=(piece,))
        slabs.extend(lines)
    return slabs
