"""The lines between a caption and a body: title, headnotes, and the tree of column heads.

How many columns there are is known from the body, or tried. The head is the cheapest division of
its lines into that many cells; where a last line shows the leaves of repeated groups, the cells
above it are spanners.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from reportparse.frozen import frozen_record
from reportparse.layout.model import Line, Piece
from reportparse.lexicon.patterns import compiled
from reportparse.notation.spacing import is_cjk
from reportparse.tables.model import Head
from reportparse.tables.running_extent import Manner
from reportparse.tables.running_gaps import NEVER, Chunk, chunks_of, divide, pieces_of
from reportparse.tables.running_gutters import Range, fragments_of
from reportparse.tables.running_marks import Marking, lift
from reportparse.tables.running_places import heads_over
from reportparse.tables.running_tokens import WIDE, is_year, width

NO_STUB_HEAD = 2.5
"""The price of a head that says nothing over the stub: seen in about one table of ten."""

SPANNERS = 0.3
"""The price of taking heads for spanners: two readings of one price are told apart by it."""

STACKED = 0.7
"""The price of every further line of a head whose lines each hold a piece of every cell."""

REPEATED = 1.5
"""The price of one level of heads where the last line repeats itself: it stands under spanners."""

LONGER_TITLE = 3.0
"""The price of a title's second line where nothing shows that the first runs on."""

NOT_PLACED = 2.0
"""The price of heads that do not stand over the columns of a dump which keeps columns."""

CLEAR = 0.5
"""The least difference of prices that counts as evidence."""

MAX_TITLE_LINES = 4

FAR_TITLE = 8
"""Blanks beyond the stub's edge from which a line belongs to no title: titles begin at the edge."""

_HEADNOTE = compiled(r"\s*[(（\[].*[)）\]]\s*\p{Ll}?\s*$")
_STRONG = 0.3


@frozen_record
class HeadBand:
    """One reading of the lines above a body. `clear` is False where another is as good.

    `placed` tells that the heads were put over the columns by their places, `sure` that these
    places leave no other reading, `flat` that nothing but the price of gaps divides them.
    """

    title: tuple[Piece, ...]
    headnotes: tuple[Piece, ...]
    heads: tuple[Head, ...]
    price: float
    clear: bool = True
    placed: bool = False
    sure: bool = False
    flat: bool = True


@frozen_record
class _Cells:
    """Leaves (and spanners) as stretches of chunks: (chunks, first column, last column, level)."""

    cells: tuple[tuple[tuple[Chunk, ...], int, int, int], ...]
    price: float
    clear: bool


def read_head(
    lines: Sequence[Line],
    columns: int,
    marking: Marking,
    manner: Manner,
    *,
    titled: bool,
    inline: Piece | None = None,
    over: Sequence[Range] | None = None,
) -> HeadBand | None:
    """Read the lines of a head over `columns` columns, the stub among them.

    `titled` says that a title is expected, `inline` is what stands behind the caption's label on
    its own line. `over` are the places of the columns in a dump that keeps them. None if the lines
    can not be divided into so many cells.
    """
    options: list[HeadBand] = []
    for count in _title_counts(lines, titled, inline):
        if over and any(_is_over(line, over) for line in lines[int(not inline) : count]):
            continue
        title = (
            *((inline,) if inline else ()),
            *(line.whole().trimmed() for line in lines[:count]),
        )
        rest = list(lines[count:])
        notes: list[Piece] = []
        while rest and _HEADNOTE.match(rest[0].text) and (titled or inline):
            notes.append(rest.pop(0).whole().trimmed())
        price = _title_price(lines, count, inline, bool(notes), manner)
        placed = heads_over(rest, over, marking) if over else None
        if placed is not None:
            gaps = sum(len(fragments_of(line)) > 1 for line in lines[:count])
            price += LONGER_TITLE * gaps
            band = HeadBand(title, tuple(notes), placed.heads, price, placed=True, sure=placed.sure)
            options.append(band)
            continue
        cells = _cells(rest, columns, marking.letters, manner)
        if cells is not None and price < NEVER:
            heads = tuple(
                Head(lift(pieces_of(chunks), marking), first, last, level)
                for chunks, first, last, level in cells.cells
            )
            flat = not any(head.level for head in heads)
            price += cells.price + (NOT_PLACED if over else 0.0)
            options.append(HeadBand(title, tuple(notes), heads, price, cells.clear, flat=flat))
    if not options:
        return None
    options.sort(key=lambda band: band.price)
    best = options[0]
    near = len(options) > 1 and options[1].price - best.price < CLEAR
    return replace(best, clear=best.clear and not near)


def _is_over(line: Line, over: Sequence[Range]) -> bool:
    """Tell whether a line begins far to the right of the stub, where no line of a title does."""
    return len(line.text) - len(line.text.lstrip()) >= over[0][0] + FAR_TITLE


def _title_counts(lines: Sequence[Line], titled: bool, inline: Piece | None) -> range:
    if not titled:
        return range(1)
    least = 0 if inline else 1
    for i, line in enumerate(lines[: MAX_TITLE_LINES + 1]):
        if i >= least and _HEADNOTE.match(line.text):
            return range(i, i + 1)
    return range(least, min(MAX_TITLE_LINES, len(lines)) + 1)


def _title_price(
    lines: Sequence[Line], count: int, inline: Piece | None, noted: bool, manner: Manner
) -> float:
    """What the title's line breaks cost: each must be one that a running line makes."""
    if noted:
        return 0.0
    price = 0.0
    texts = [*((inline.line,) if inline else ()), *lines[:count]]
    for before, after in pairwise(texts):
        price += 0.0 if runs_on(before, after, manner) else LONGER_TITLE
    if count < len(lines) and texts and runs_on(texts[-1], lines[count], manner):
        price += LONGER_TITLE
    return price


def runs_on(before: Line, after: Line, manner: Manner) -> bool:
    """Whether a title goes on: its line is broken, or full, or the next begins small."""
    a, b = before.stripped, after.stripped
    if not a or not b:
        return False
    if is_cjk(a[-1]) and manner.ends:
        return not before.text[-1].isspace()
    if (
        b[0].islower()
        or a[-1] in ",，、-–"
        or compiled(r"\b(?:of|and|the|for|in|to|by)$").search(a)
    ):
        return True
    word = b[0] if is_cjk(b[0]) else b.split()[0]
    return width(a) > 0.85 * manner.full and width(a) + width(word) > manner.full


def _cells(
    lines: Sequence[Line], columns: int, letters: Collection[str], manner: Manner
) -> _Cells | None:
    if not lines or _unclosed(lines):
        return None
    options = [
        option
        for option in (
            _stacked(lines, columns, letters, manner),
            _flat(lines, columns, letters, manner),
            _grouped(lines, columns, letters, manner),
        )
        if option is not None
    ]
    return min(options, key=lambda option: option.price) if options else None


def _unclosed(lines: Sequence[Line]) -> bool:
    """Whether a parenthesis opens in the lines and closes below them, or the other way round."""
    text = "".join(line.text for line in lines)
    return sum(text.count(c) for c in "(（") != sum(text.count(c) for c in ")）")


def _flat(
    lines: Sequence[Line], columns: int, letters: Collection[str], manner: Manner
) -> _Cells | None:
    """All cells one after the other, the stub's head first or missing."""
    chunks = chunks_of(lines, letters, manner, heads=True)
    options: list[tuple[float, int, tuple[int, ...]]] = []
    options += [(price, 0, starts) for price, starts in divide(chunks, columns)]
    bare = 0.0 if lines[0].text[:1].isspace() and _only_years(chunks) else NO_STUB_HEAD
    options += [(price + bare, 1, starts) for price, starts in divide(chunks, columns - 1)]
    if not options:
        return None
    options.sort()
    price, first, starts = options[0]
    last = _strong_split(lines[-1], letters, manner)
    if len(lines) > 1 and (_repeats(last) or _repeats(last[1:])):
        price += REPEATED
    clear = len(options) < 2 or options[1][0] - price >= CLEAR
    ends = (*starts[1:], len(chunks))
    cells = tuple(
        (tuple(chunks[a:b]), c, c, 0)
        for c, (a, b) in enumerate(zip(starts, ends, strict=True), first)
    )
    return _Cells(cells, price, clear)


def _only_years(chunks: Sequence[Chunk]) -> bool:
    return all(is_year(word) for chunk in chunks for word in chunk.text.split())


def _strong_split(line: Line, letters: Collection[str], manner: Manner) -> list[Chunk]:
    """Cut one line at the gaps that are edges of cells by themselves."""
    chunks = chunks_of([line], letters, manner)
    if _only_years(chunks):
        return chunks
    merged: list[list[Chunk]] = []
    for chunk in chunks:
        if merged and chunk.cut > _STRONG:
            merged[-1].append(chunk)
        else:
            merged.append([chunk])
    return [
        Chunk(pieces_of(group)[0], group[0].cut, group[0].join, group[0].new_line)
        for group in merged
    ]


def _stacked(
    lines: Sequence[Line], columns: int, letters: Collection[str], manner: Manner
) -> _Cells | None:
    """Every line shows a piece of every cell: the dump kept the rows of the head."""
    split = [_strong_split(line, letters, manner) for line in lines]
    counts = {len(chunks) for chunks in split[:-1]} | {len(split[-1])}
    if len(lines) < 2 or len(split[-1]) not in (columns, columns - 1) or columns < 3:
        return None
    if not counts <= {columns, columns - 1}:
        return None
    cells: list[tuple[tuple[Chunk, ...], int, int, int]] = []
    for c in range(columns):
        stack = [
            chunks[c - (columns - len(chunks))]
            for chunks in split
            if c - (columns - len(chunks)) >= 0
        ]
        if stack:
            cells.append((tuple(stack), c, c, 0))
    return _Cells(tuple(cells), STACKED * (len(lines) - 1), True)


def _grouped(
    lines: Sequence[Line], columns: int, letters: Collection[str], manner: Manner
) -> _Cells | None:
    """Leaves on the last line, in groups of one size; spanners over the groups, above it."""
    leaves = _strong_split(lines[-1], letters, manner)
    if len(lines) < 2 or len(leaves) not in (columns - 1, columns) or columns < 5:
        return None
    own_stub = len(leaves) == columns
    figures = leaves[1:] if own_stub else leaves
    size = _group_size(figures)
    if size is None:
        return None
    groups = len(figures) // size
    above = chunks_of(lines[:-1], letters, manner, heads=True)
    wanted = groups if own_stub else groups + 1
    divided = divide(above, wanted)
    if not divided:
        return None
    price, starts = divided[0]
    clear = len(divided) < 2 or divided[1][0] - price >= CLEAR
    stretches = [tuple(above[a:b]) for a, b in zip(starts, (*starts[1:], len(above)), strict=True)]
    cells: list[tuple[tuple[Chunk, ...], int, int, int]] = []
    if own_stub:
        cells.append(((leaves[0],), 0, 0, 1))
    else:
        cells.append((stretches.pop(0), 0, 0, 1))
    for g, stretch in enumerate(stretches):
        cells.append((stretch, 1 + g * size, (g + 1) * size, 0))
    cells += [((leaf,), c, c, 1) for c, leaf in enumerate(figures, 1)]
    return _Cells(tuple(cells), price + SPANNERS, clear)


def _group_size(leaves: Sequence[Chunk]) -> int | None:
    """Return the size of the groups that leaves make, by repeated words or by wide gaps."""
    repeated = _repeats(leaves)
    if repeated is not None:
        return repeated
    starts = [0] + [
        i for i in range(1, len(leaves)) if _gap_before(leaves[i], leaves[i - 1]) >= WIDE
    ]
    sizes = {b - a for a, b in zip(starts, [*starts[1:], len(leaves)], strict=True)}
    return sizes.pop() if len(sizes) == 1 and 1 < len(starts) < len(leaves) else None


def _repeats(leaves: Sequence[Chunk]) -> int | None:
    """Return the number of leaves after which their words repeat, None where they do not."""
    texts = [leaf.text for leaf in leaves]
    sizes = range(2, len(leaves) // 2 + 1)
    return next(
        (n for n in sizes if len(texts) % n == 0 and texts == texts[:n] * (len(texts) // n)), None
    )


def _gap_before(chunk: Chunk, before: Chunk) -> int:
    return chunk.piece.start - before.piece.end
