"""Tables made of columns: laid out in any order, with spanners over neighbours that share one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.typeset.manuscript import Cell, Column, Row, RowKind, Table, Text


@dataclass(frozen=True, slots=True)
class Strip:
    """One column of a table: its heads and its cells from top to bottom."""

    head: tuple[str, str]
    cells: tuple[Cell, ...]
    markers: tuple[str, ...] = ()
    numeric: bool = True
    share: float = 1.0


@dataclass(slots=True)
class Letters:
    """The letters of a table's notes, in the order in which they are first printed."""

    notes: list[tuple[str, str]] = field(default_factory=list)

    def of(self, text: str) -> str:
        """Return the letter of the note with this text; a new note gets the next letter."""
        for letter, known in self.notes:
            if known == text:
                return letter
        self.notes.append(("abcdefghijk"[len(self.notes)], text))
        return self.notes[-1][0]


def grouped(value: int) -> str:
    """Return a figure as tables print it.

    >>> grouped(32411907)
    '32 411 907'
    """
    return f"{value:,}".replace(",", " ")


def figures(values: Sequence[int | None]) -> tuple[Cell, ...]:
    """Return cells of figures; None is printed as a nil sign."""
    return tuple(Cell("–" if value is None else grouped(value)) for value in values)


def words(values: Sequence[str]) -> tuple[Cell, ...]:
    """Return cells of words."""
    return tuple(Cell(value) for value in values)


def laid(
    number: str | None,
    title: Text,
    strips: Sequence[Strip],
    kinds: Sequence[RowKind],
    headnote: str | None = None,
    letters: Letters | None = None,
    indents: Sequence[int] | None = None,
) -> Table:
    """Return a table of `strips`, the first of which are the stubs.

    Sums are indented, other rows as `indents` says.
    """
    stub, *others = strips
    columns: list[Column] = [Column(stub.head[1], stub.markers, numeric=False, share=2.0)]
    for strip in others:
        leaf = Column(strip.head[1], strip.markers, numeric=strip.numeric, share=strip.share)
        last = columns[-1]
        if strip.head[0] and last.children and last.text == strip.head[0]:
            columns[-1] = replace(last, children=(*last.children, leaf))
        elif strip.head[0]:
            columns.append(Column(strip.head[0], children=(leaf,)))
        else:
            columns.append(leaf)
    rows = tuple(
        Row(
            kind,
            stub.cells[at],
            () if kind == "section" else tuple(strip.cells[at] for strip in others),
            1 if kind in ("total", "subtotal") else indents[at] if indents else 0,
        )
        for at, kind in enumerate(kinds)
    )
    notes = tuple((letter, (text,)) for letter, text in (letters.notes if letters else ()))
    flat = tuple(_unspanned(column) for column in columns)
    return Table(number, title, flat, rows, headnote, notes)


def _unspanned(column: Column) -> Column:
    """A spanner over one column is printed as one head with both words."""
    if len(column.children) != 1:
        return column
    leaf = column.children[0]
    return replace(leaf, text=f"{column.text}：{leaf.text}")


def shuffled(strips: Sequence[Strip], random: Random, spanned: bool = False) -> list[Strip]:
    """Return the columns behind the stub in another order, those of one spanner together."""
    stub, *others = strips
    if not spanned:
        random.shuffle(others)
        return [stub, *others]
    groups: dict[str, list[Strip]] = {}
    for at, strip in enumerate(others):
        groups.setdefault(strip.head[0] or f"{at}", []).append(strip)
    order = list(groups.values())
    random.shuffle(order)
    return [stub, *(strip for group in order for strip in random.sample(group, len(group)))]
