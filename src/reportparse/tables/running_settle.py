"""Choosing among the readings of a table's rows by what the table says about itself.

Every step drops readings and notes on the row what dropped them. A step that would leave a row
without any reading does not apply to it: its assumption is wrong there, not the print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportparse.lexicon.patterns import compiled
from reportparse.tables.model import RowKind
from reportparse.tables.running_blanks import (
    BLANK_ROWS,
    blank_readings,
    find_blank,
    out_of_range,
)
from reportparse.tables.running_cut import (
    Manners,
    Reading,
    Record,
    manners_of,
    readings_of,
    with_blanks,
)
from reportparse.tables.running_gutters import Range, placed_reading
from reportparse.tables.running_habits import (
    SURE_ROWS,
    by_decimals,
    by_gaps,
    by_habit,
    by_rows,
    is_open,
    places_of,
    range_of,
    values_of,
)
from reportparse.tables.running_sums import Budget, Equation, Solution, solve

_LETTER = compiled(r"[(（]\s*([A-Z])\s*[)）]")
_SUM = compiled(r"[(（=]\s*([A-Z](?:\s*[+＋]\s*[A-Z])+)\s*[)）]?")

Kinds = Sequence[RowKind]


def settle(
    records: Sequence[Record],
    kinds: Kinds,
    columns: int,
    budget: Budget | None = None,
    over: Sequence[Range] | None = None,
) -> tuple[Solution, ...]:
    """Cut all records into `columns` cells as far as evidence goes; return the sums that hold.

    `over` are the places of the columns, the stub first, in a dump that keeps them by gutters.
    Afterwards a record has one reading, or several that remain, or none (`unfit`).
    """
    manners, budget = manners_of(records), budget or Budget()
    valued = [i for i, record in enumerate(records) if record.units]
    for i in valued:
        placed = placed_reading(records[i].units, over) if over else None
        if placed is not None:
            records[i].readings, records[i].proof = [placed], ["gutters"]
        else:
            _read(records[i], columns, manners)
    blank_prone = _offer_blanks(records, valued, columns)
    whole = {i: list(records[i].readings) for i in valued}
    solutions = _by_totals(records, kinds, valued, budget)
    _by_blanks(records, kinds, whole, solutions, columns, budget)
    for step in (by_gaps, by_rows, by_decimals):
        step(records, valued)
    if is_open(records, valued):
        solutions = _by_totals(records, kinds, valued, budget)
    by_habit(records, valued)
    full = {i for s in solutions if len(s.columns) == columns for i in s.equation.rows}
    _doubt_blanks(records, [i for i in valued if i not in full], columns)
    for i in blank_prone:
        if len(records[i].readings) != 1:
            records[i].unfit = True
    return solutions


def _read(record: Record, columns: int, manners: Manners) -> None:
    complete = readings_of(record, columns, manners)
    if not complete:
        record.readings = []
        record.unfit = True
    elif len(record.readings) == 1:
        record.prove("columns")
        record.prove("grouping")


def _offer_blanks(records: Sequence[Record], valued: Sequence[int], columns: int) -> list[int]:
    """Let rows with too few figures have blank cells; rows that could hide one have them too."""
    short = [i for i in valued if not records[i].readings and not records[i].unfit]
    for i in short:
        records[i].readings = with_blanks(records[i], columns)
        records[i].unfit = not records[i].readings
    return [i for i in short if records[i].readings]


# --- totals -------------------------------------------------------------------------------------


def _by_totals(
    records: Sequence[Record], kinds: Kinds, valued: Sequence[int], budget: Budget
) -> tuple[Solution, ...]:
    """Apply the sums that the table can have, twice: a settled subtotal helps the total."""
    places = places_of(records)
    solutions: dict[int, Solution] = {}
    for _ in range(2):
        before = sum(len(records[i].readings) for i in valued)
        for group in _equations(records, kinds, valued):
            best = _best(records, group, places, budget)
            if best is not None:
                solutions[best.equation.total] = best
                _keep(records, best)
        if sum(len(records[i].readings) for i in valued) == before:
            break
    return tuple(solutions.values())


def _best(
    records: Sequence[Record], group: Sequence[Equation], places: int, budget: Budget
) -> Solution | None:
    """Return the solution with most columns among the sums that one total may be."""
    options = [[values_of(r, reading, places) for reading in r.readings] for r in records]
    found = [s for equation in group if (s := solve(options, equation, budget)) is not None]
    if not found:
        return None
    most = max(len(solution.columns) for solution in found)
    best = [solution for solution in found if len(solution.columns) == most]
    return best[0] if _agree(best) else None


def _by_blanks(
    records: Sequence[Record],
    kinds: Kinds,
    whole: dict[int, list[Reading]],
    solutions: Sequence[Solution],
    columns: int,
    budget: Budget,
) -> None:
    """Where a total fails in some column, look for the one row whose blank cell explains it.

    `whole` are the readings before the totals were applied. Several such rows stay doubtful.
    """
    proven = {s.equation.total for s in solutions if len(s.columns) == columns}
    groups = list(_equations(records, kinds, list(whole)))
    open_ = [
        e for group in groups for e in group if e.total not in proven and kinds[e.total] != "data"
    ]
    if not open_:
        return
    places = places_of(records)
    blanks = {
        i: blank_readings(records[i], columns)
        for i in whole
        if kinds[i] == "data" and "gutters" not in records[i].proof
    }
    options = [
        [values_of(r, reading, places) for reading in whole.get(i, [])]
        for i, r in enumerate(records)
    ]
    values = {i: [values_of(records[i], b, places) for b in found] for i, found in blanks.items()}
    hits = find_blank(options, values, open_, budget)
    for row, solution in hits:
        kept = dict(zip(solution.equation.rows, solution.kept, strict=True))
        if len({hit for hit, _ in hits}) == 1:
            for other, indexes in kept.items():
                readings = blanks[row] if other == row else whole[other]
                records[other].readings = [readings[k] for k in indexes]
                records[other].proof = ["total"] if len(indexes) == 1 else []
        else:
            records[row].readings += [blanks[row][k] for k in kept[row]]


def _doubt_blanks(records: Sequence[Record], valued: Sequence[int], columns: int) -> None:
    """Doubt rows that could hide a blank cell and that no sum supports.

    A row whose figures lie out of range without the blank gets the other readings back. Where the
    table shows no zero and no nil, its empty cells may be blank, and the row is marked as weak.
    """
    sure = [i for i in valued if len(records[i].readings) == 1]
    places = places_of(records)
    table = {i: values_of(records[i], records[i].readings[0], places) for i in sure}
    shows_nil = any(0 in values for values in table.values())
    for i in sure:
        record = records[i]
        blanks = blank_readings(record, columns)
        if not blanks or {"row", "gutters"} & set(record.proof):
            continue
        others = [values for j, values in table.items() if j != i]
        ranges = [range_of(column) for column in zip(*others, strict=True)]
        few = len(others) < BLANK_ROWS
        near = [b for b in blanks if few or not out_of_range(values_of(record, b, places), ranges)]
        if not few and out_of_range(table[i], ranges):
            record.readings += near
        elif not shows_nil and near:
            record.given_up += near
            record.weak = "if no cell is blank"


def _agree(solutions: Sequence[Solution]) -> bool:
    """Whether solutions keep the same readings in the rows they share."""
    first = dict(zip(solutions[0].equation.rows, solutions[0].kept, strict=True))
    return all(
        first.get(row, kept) == kept
        for solution in solutions[1:]
        for row, kept in zip(solution.equation.rows, solution.kept, strict=True)
    )


def _keep(records: Sequence[Record], solution: Solution) -> None:
    if not solution.columns:
        return
    for row, kept in zip(solution.equation.rows, solution.kept, strict=True):
        record = records[row]
        record.readings = [record.readings[k] for k in kept]
        if len(record.readings) == 1 and 2 * len(solution.columns) >= len(record.readings[0]):
            record.prove("total")


def _equations(
    records: Sequence[Record], kinds: Kinds, valued: Sequence[int]
) -> Iterator[list[Equation]]:
    """Yield, for every total, the sums that it may be the result of."""
    readable = [i for i in valued if records[i].readings]
    totals = [i for i in readable if kinds[i] in ("total", "subtotal")]
    for total in totals:
        group = list(dict.fromkeys(_sums_of(records, kinds, readable, total)))
        if group:
            yield group
    if not totals and len(readable) > SURE_ROWS:
        yield [Equation(tuple(readable[:-1]), readable[-1])]


def _sums_of(
    records: Sequence[Record], kinds: Kinds, readable: Sequence[int], total: int
) -> Iterator[Equation]:
    named = _named(records, readable, total)
    if named is not None:
        yield named
        return
    above = [i for i in readable if i < total]
    wanted: tuple[RowKind, ...] = ("total",) if kinds[total] == "total" else ("total", "subtotal")
    ends = [i for i in above if kinds[i] in wanted]
    since = [i for i in above if not ends or i > ends[-1]]
    sections = [i for i in range(total) if kinds[i] == "section"]
    subtotals = [i for i in since if kinds[i] == "subtotal"]
    choices = [
        [i for i in since if kinds[i] == "data"],
        [i for i in above if kinds[i] == "data"],
        [i for i in since if sections and i > sections[-1] and kinds[i] == "data"],
        _outer(since, subtotals, sections),
        subtotals,
        [i for i in above if kinds[i] == "total"],
        [i for i in readable if i > total and kinds[i] == "data"] if not since else [],
    ]
    for parts in choices:
        if len(parts) > 1 or (parts and kinds[total] == "subtotal"):
            yield Equation(tuple(parts), total)


def _outer(since: Sequence[int], subtotals: Sequence[int], sections: Sequence[int]) -> list[int]:
    """Return subtotals and the rows that no subtotal covers: those behind the last one, and those
    before the section that the first one closes."""
    if not subtotals:
        return []
    opened = [s for s in sections if s < subtotals[0]]
    loose = [i for i in since if i > subtotals[-1] or (opened and i < opened[0])]
    return sorted({*subtotals, *loose})


def _named(records: Sequence[Record], readable: Sequence[int], total: int) -> Equation | None:
    """Read a balance that the stub spells out: `共计(A + B)` is the rows marked (A) and (B)."""
    spelled = _SUM.search(records[total].text)
    if spelled is None:
        return None
    rows = {
        found[1]: i
        for i in readable
        if i != total and (found := _LETTER.search(records[i].text)) is not None
    }
    letters = compiled(r"[A-Z]").findall(spelled[1])
    if not all(letter in rows for letter in letters):
        return None
    return Equation(tuple(rows[letter] for letter in letters), total)
