"""Which row and which column of a table is which of another: by what they say, not by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportparse.diff.align import GAP, Pair, gaps, near, paired_in_order
from reportparse.diff.words import alike, grams, shape
from reportparse.report.tables import Cell, Row, Table

LINE: Final = 0.6
"""Likeness of words and cells together from which two rows or two columns are one, renamed."""
WORDS_COUNT: Final = 0.6
"""What the words of a row or column weigh in that; the rest its cells do."""

STUB: Final = 0
TELLING: Final = 2
"""Figures that have to be the same for two lines to be one whatever they are called."""

FIGURES: Final = tuple(f'{{"kind":"{kind}"' for kind in ("integer", "decimal", "percent"))
"""How a figure begins where a value is written out."""
SAME: Final = 20
"""Lines with the same cells that are looked at for each line."""

Lines = list[tuple[str, ...]]


def rows_by_figures(before: Table, after: Table) -> list[Pair]:
    """Return rows that hold the same figures and are the only ones that do, whatever their names.

    A beginning for tables in which stubs and heads were all worded anew.
    """
    places: dict[frozenset[str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, table in enumerate((before, after)):
        for at, row in enumerate(table.rows):
            figures = frozenset(own for cell in row.cells if _figure(own := value_of(cell)))
            if len(figures) >= TELLING:
                places[figures][side].append(at)
    return sorted((a[0], b[0]) for a, b in places.values() if len(a) == len(b) == 1)


def pair_columns(before: Table, after: Table, rows: Sequence[Pair]) -> list[Pair]:
    """Return which column is which: by the words of all heads above it, then by its cells.

    `rows` are rows known to be the same, whose cells are compared. A stub is the other table's
    stub where neither is anything else: its cells are names, which may all have changed.
    """
    words = [["\n".join(column.path) for column in table.columns] for table in (before, after)]
    first, second = (_values(table) for table in (before, after))
    cells = [
        [tuple(first.get((i, c), "") for i, _ in rows) for c in range(len(words[0]))],
        [tuple(second.get((j, c), "") for _, j in rows) for c in range(len(words[1]))],
    ]
    pairs = _lines(words[0], words[1], cells[0], cells[1])
    if all(STUB not in pair for pair in pairs) and words[0] and words[1]:
        pairs.insert(0, (STUB, STUB))
    return pairs


def pair_rows(before: Table, after: Table, columns: Sequence[Pair]) -> list[Pair]:
    """Return which row is which: by stub and the section rows above it, then by its cells."""
    words = list(named_rows(before, after, columns))
    first, second = (_values(table) for table in (before, after))
    cells = [
        [
            tuple(first.get((i, c), "") for c, _ in columns if c != STUB)
            for i in range(len(words[0]))
        ],
        [
            tuple(second.get((j, d), "") for c, d in columns if c != STUB)
            for j in range(len(words[1]))
        ],
    ]
    return _lines(words[0], words[1], cells[0], cells[1])


def named_rows(before: Table, after: Table, columns: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Return what the rows of both tables are called.

    The stub of the second table is the column that is the stub of the first, so that rows keep
    their names where the stub moved to another side.
    """
    stub = dict(columns).get(STUB, STUB)
    return _row_words(before.rows, STUB), _row_words(after.rows, stub)


def _row_words(rows: Sequence[Row], column: int) -> list[str]:
    """Return what each row is called: its stub below that of the section row it stands under."""
    out: list[str] = []
    section = ""
    for row in rows:
        own = row.stub
        if column != STUB:
            own = next((cell.text for cell in row.cells if cell.column == column), "")
        if row.kind == "section":
            section = own = row.stub
            out.append(own)
        else:
            out.append(f"{section}\n{own}" if section else own)
    return out


def value_of(cell: Cell) -> str:
    """Return what a cell says: its typed value, or its words where it has none."""
    if cell.value.kind == "text":
        return f"text {cell.text}"
    return cell.value.model_dump_json(exclude={"doubt"})


def _values(table: Table) -> dict[Pair, str]:
    return {
        (at, cell.column): value_of(cell)
        for at, row in enumerate(table.rows)
        for cell in row.cells
        if cell.value.kind != "blank"
    }


def _lines(before: list[str], after: list[str], first: Lines, second: Lines) -> list[Pair]:
    """Pair lines: the same words, then the same cells, then what is alike in both.

    Lines whose words differ in figures only (years, periods, numbers of meetings) are members of a
    series where there are several of them; then another figure is another line, not another name.
    """
    found = _equal(before, after, first, second)
    shapes = [shape(words) for words in before], [shape(words) for words in after]
    series = {own for side in shapes for own, count in Counter(side).items() if count > 1}
    taken = set(found.values())
    ranked = []
    for i, j, words in _candidates(before, after, first, second, found):
        same = _share(first[i], second[j])
        member = shapes[0][i] == shapes[1][j] and shapes[0][i] in series
        value = WORDS_COUNT * words + (1 - WORDS_COUNT) * same
        told = same == 1.0 and sum(map(_figure, first[i])) >= TELLING
        if (value >= LINE and not member) or told:
            ranked.append((-value, abs(i - j), i, j))
    taken = set(found.values())
    for _, _, i, j in sorted(ranked):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return sorted(found.items())


def _candidates(
    before: list[str], after: list[str], first: Lines, second: Lines, found: Mapping[int, int]
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of lines worth comparing, and how alike their words are.

    They share an uncommon pair of characters or all their cells, or stand in the same gap.
    """
    taken = set(found.values())
    left = {i: grams(words) for i, words in enumerate(before) if i not in found}
    right = {j: grams(words) for j, words in enumerate(after) if j not in taken}
    cells: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in right:
        cells[second[j]].append(j)
    pairs = near(left, right) | gaps(len(before), len(after), found)
    for i in left:
        pairs |= {(i, j) for j in cells.get(first[i], ())[:SAME]}
    for i, j in pairs:
        yield i, j, alike(left[i], right[j])


def _equal(before: list[str], after: list[str], first: Lines, second: Lines) -> dict[int, int]:
    """Pair lines with the same words; of several, those with the most cells in common."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, names in enumerate((before, after)):
        for at, words in enumerate(names):
            places[words][side].append(at)
    found: dict[int, int] = {}
    for left, right in places.values():
        if len(left) == len(right) == 1:
            found[left[0]] = right[0]
        elif left and right:
            found.update(_of_one_name(left, right, first, second))
    return found


def _of_one_name(left: list[int], right: list[int], first: Lines, second: Lines) -> Iterator[Pair]:
    """Pair lines of one name: those whose cells are all the same, then by cells in common."""
    known = paired_in_order([first[i] for i in left], [second[j] for j in right])
    pairs = {left[a]: right[b] for a, b in known}
    yield from pairs.items()
    taken = set(pairs.values())
    rest = [i for i in left if i not in pairs], [j for j in right if j not in taken]
    if len(rest[0]) * len(rest[1]) > GAP:
        yield from zip(*rest, strict=False)
        return
    ranked = sorted(
        (-_share(first[i], second[j]), abs(i - j), i, j) for i in rest[0] for j in rest[1]
    )
    done: set[int] = set()
    for _, _, i, j in ranked:
        if i not in done and j not in taken:
            yield i, j
            done.add(i)
            taken.add(j)


def _figure(value: str) -> bool:
    return value.startswith(FIGURES)


def _share(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return the share of cells that are the same, of those that are not blank on both sides."""
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a or b]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0
