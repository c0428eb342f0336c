"""Wrong figures put into right tables before typesetting: how many come out unflagged?

Each example is one page with one table, drawn by the tests' typesetter or taken from the tables
typed from print (`fixtures/truth`). One fault is put in, the PDF is made and parsed, and every
figure that differs from the right table is looked up: does a finding stand in its column, or at
a data row in its row, that the right table did not have?
A figure counts as covered when an equation that holds in the parse of the right table, and counts
there as its proof, no longer holds with the wrong figures put in: whatever a careful reader could
have worked out on the right print and would find broken on the wrong one. Of a row that is gone
only sums count that words or order state: what nothing states goes with the row, and so does an
equation between its own figures. How many
wrong figures that leaves out is printed too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.typeset.manuscript import Cell, Column, Manuscript, Paragraph, Row, Section, Table
from tests.typeset.pdf import typeset_pdf
from tests.typeset.settings import Settings
from tests.typeset.strategies import settings as producers
from tests.typeset.table_strategies import draw_table

import reportparse
from reportparse.checks.figures import BLANK, figures_of
from reportparse.checks.totals import check_table
from reportparse.report import tables as face

TRUTH = Path(__file__).resolve().parent.parent / "fixtures" / "truth"
FROM_PRINT = 4
"""One example in so many is a table typed from print."""

SHOWN = 12
"""Silent examples printed at most."""

Spot = tuple[int, int]


# -- tables ------------------------------------------------------------------------------------


def tables_from_print() -> list[Table]:
    """The typed tables that hold a row of totals."""
    found = []
    for path in sorted(TRUTH.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for one in data if isinstance(data, list) else data.get("tables", []):
            table = _from_print(one)
            if any(row.kind in ("total", "subtotal") for row in table.rows):
                found.append(table)
    return found


def _from_print(data: dict[str, Any]) -> Table:
    rows = tuple(
        Row(
            row["kind"],
            Cell(row["stub"]),
            () if row["kind"] == "section" else tuple(Cell(c["raw"]) for c in row["cells"]),
            row["indent"],
        )
        for row in data["rows"]
    )
    width = len(data["columns"])
    columns = tuple(
        Column(" ".join(path) or "–", numeric=at > 0, share=2.0 if at == 0 else 1.0)
        for at, path in enumerate(data["columns"][:width])
    )
    return Table("1", (data["title"] or "表",), columns, rows, data.get("headnote"))


@st.composite
def drawn(draw: st.DrawFn, printed: list[Table]) -> Table:
    """A table without notes: what a fault does must not hang on a marker."""
    if printed and draw(st.integers(0, FROM_PRINT - 1)) == 0:
        return draw(st.sampled_from(printed))
    table = draw_table(draw, "1", ("收支情况",), draw(st.sampled_from((" ", ","))))
    return replace(
        table,
        columns=tuple(map(_bare_head, table.columns)),
        rows=tuple(
            replace(row, stub=Cell(row.stub.text), cells=tuple(Cell(c.text) for c in row.cells))
            for row in table.rows
        ),
        notes=(),
    )


def _bare_head(column: Column) -> Column:
    return replace(column, markers=(), children=tuple(map(_bare_head, column.children)))


def manuscript(table: Table) -> Manuscript:
    """A report of one section with the table between two paragraphs."""
    words = "本报告介绍了清洁发展机制的现状，并提供了该机制的治理、管理和财务状况信息。"
    blocks = (
        Paragraph(1, (words,)),
        table,
        Paragraph(2, (words,)),
    )
    return Manuscript(
        symbol="FCCC/KP/CMP/2024/3",
        job_number="GE.24-17842",
        office="geneva",
        organ="清洁发展机制执行理事会",
        date="24 September 2024",
        title="年度报告",
        sections=(Section(1, "一", ("导言",), blocks),),
    )


# -- faults ------------------------------------------------------------------------------------


def _figures(table: Table) -> list[Spot]:
    """Rows and columns of the cells that hold a digit; the stub is column 0."""
    leaves = table.leaves()
    return [
        (at, column)
        for at, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells, start=1)
        if leaves[column].numeric and any(char.isdigit() for char in cell.text)
    ]


def _text(table: Table, spot: Spot) -> str:
    cells = table.rows[spot[0]].cells
    return cells[spot[1] - 1].text if spot[1] - 1 < len(cells) else ""


def _put(table: Table, texts: dict[Spot, str]) -> Table:
    rows = [list(row.cells) for row in table.rows]
    for (at, column), text in texts.items():
        rows[at][column - 1] = Cell(text)
    made = [replace(row, cells=tuple(new)) for row, new in zip(table.rows, rows, strict=True)]
    return replace(table, rows=tuple(made))


def change_digit(table: Table, random: Random) -> Table | None:
    """One digit of one figure is another."""
    spot = random.choice(_figures(table))
    text = _text(table, spot)
    at = random.choice([i for i, char in enumerate(text) if char.isdigit()])
    lone = not any(char.isdigit() for char in text[:at]) and text[at + 1 : at + 2].isdigit()
    other = random.choice([d for d in "123456789" + ("" if lone else "0") if d != text[at]])
    return _put(table, {spot: text[:at] + other + text[at + 1 :]})


def swap_in_row(table: Table, random: Random) -> Table | None:
    """Two figures of one row change places."""
    return _swap(table, random, lambda one, other: one[0] == other[0])


def swap_in_column(table: Table, random: Random) -> Table | None:
    """Two figures of one column change places."""
    return _swap(table, random, lambda one, other: one[1] == other[1])


def _swap(table: Table, random: Random, may: Callable[[Spot, Spot], bool]) -> Table | None:
    spots = _figures(table)
    found = [
        (one, other)
        for at, one in enumerate(spots)
        for other in spots[at + 1 :]
        if may(one, other) and _text(table, one) != _text(table, other)
    ]
    if not found:
        return None
    one, other = random.choice(found)
    return _put(table, {one: _text(table, other), other: _text(table, one)})


def drop_row(table: Table, random: Random) -> Table | None:
    """A data row is missing."""
    rows = [at for at, row in enumerate(table.rows) if row.kind == "data" and row.cells]
    if len(rows) < 3:
        return None
    gone = random.choice(rows)
    return replace(table, rows=table.rows[:gone] + table.rows[gone + 1 :])


def shift_column(table: Table, random: Random) -> Table | None:
    """The figures of a column stand one row too low, the last of them first."""
    columns = sorted({column for _, column in _figures(table)})
    column = random.choice(columns)
    spots = [(at, column) for at, row in enumerate(table.rows) if len(row.cells) >= column]
    if len(spots) < 2:
        return None
    texts = [_text(table, spot) for spot in spots]
    return _put(table, dict(zip(spots, [texts[-1], *texts[:-1]], strict=True)))


FAULTS: dict[str, Callable[[Table, Random], Table | None]] = {
    "one digit": change_digit,
    "swap in a row": swap_in_row,
    "swap in a column": swap_in_column,
    "row dropped": drop_row,
    "column shifted": shift_column,
}


# -- measuring ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """Wrong figures by fault, coverage and whether a finding stands by them."""

    cells: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)
    examples: Counter[str] = field(default_factory=Counter)
    unlike: int = 0
    alarms: int = 0
    unstated: int = 0
    silent: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parse:
    """A table as parsed and the findings about it: message and cell, None for the whole table."""

    table: face.Table
    findings: set[tuple[str, Spot | None]]


def parsed(table: Table, setting: Settings) -> Parse | None:
    """The one table of the page as it comes back; None if there is not one."""
    report = reportparse.parse(typeset_pdf(manuscript(table), setting))
    if len(report.tables) != 1:
        return None
    own = report.tables[0]
    places = {
        cell.places: (at, cell.column)
        for at, row in enumerate(own.rows)
        for cell in row.cells
        if cell.places
    }
    about = [finding for finding in report.findings if finding.element == own.id]
    return Parse(own, {(finding.message, places.get(finding.places)) for finding in about})


def broken_spots(right: face.Table, wrong: face.Table, gone: int | None) -> tuple[set[Spot], ...]:
    """The figures that stand in an equation of the right table which the fault breaks: by
    equations that count for this fault, and by all.

    `gone` is the row that the wrong table lacks. A wrong table with other cells breaks all.
    """
    figures = figures_of(right)
    if gone is None:
        other = figures_of(wrong)
        same = (other.rows, other.columns) == (figures.rows, figures.columns)
        after = other if same else replace(figures, at=dict.fromkeys(figures.at))
    else:
        left = {spot: BLANK if spot[0] == gone else own for spot, own in figures.at.items()}
        after = replace(figures, at=left)
    counted: set[Spot] = set()
    every: set[Spot] = set()
    for held in check_table(right).held:
        if not held.still(after):
            every.update(held.spots)
            along = all(row == gone for row, _ in held.spots)
            if gone is None or (held.stated and not along):
                counted.update(held.spots)
    return counted, every


def grid(table: face.Table) -> dict[Spot, str]:
    """The print of the body without blanks."""
    return {
        (at, cell.column): "".join(cell.text.split())
        for at, row in enumerate(table.rows)
        for cell in row.cells
        if cell.column
    }


def wanted(table: Table) -> dict[Spot, str]:
    return {spot: "".join(_text(table, spot).split()) for spot in _figures(table)}


def measure(table: Table, setting: Settings, name: str, random: Random, tally: Tally) -> None:
    """Put one fault into one table and count what comes out."""
    if not _figures(table):
        return
    wrong = FAULTS[name](table, random)
    if wrong is None:
        return
    try:
        right_parse, wrong_parse = parsed(table, setting), parsed(wrong, setting)
    except ValueError:
        return
    if right_parse is None or wrong_parse is None:
        tally.unlike += 1
        return
    own = right_parse.table
    truth = wanted(table)
    got = grid(own)
    if any(got.get(spot) != text for spot, text in truth.items()):
        tally.unlike += 1
        return
    tally.alarms += bool(right_parse.findings)
    tally.examples[name] += 1
    count(table, wrong, right_parse, wrong_parse, name, tally)


def count(
    table: Table, wrong: Table, right_parse: Parse, wrong_parse: Parse, name: str, tally: Tally
) -> None:
    """Count the wrong figures of one example."""
    own = wrong_parse.table
    findings = wrong_parse.findings - right_parse.findings
    fewer = len(wrong.rows) < len(table.rows)
    gone = _first_other_row(table, wrong) if fewer else None
    covered, by_any = broken_spots(right_parse.table, own, gone)
    spots = [spot for _, spot in findings]
    whole = None in spots
    columns = {spot[1] for spot in spots if spot}
    rows = {spot[0] for spot in spots if spot and own.rows[spot[0]].kind == "data"}
    for spot in _wrong_spots(table, wrong, own):
        # A row that is gone shows in any column: its nil cells change no sum.
        flagged = whole or spot[0] in rows or spot[1] in columns or (fewer and bool(columns))
        tally.cells[name, spot in covered, flagged] += 1
        tally.unstated += spot in by_any - covered
        if spot in covered and not flagged:
            body = [(r.kind, [c.text for c in r.cells]) for r in wrong.rows]
            tally.silent[str(body)] = f"{name} at {spot}: {_text(table, spot)}"


def _first_other_row(table: Table, wrong: Table) -> int:
    return next((at for at, row in enumerate(wrong.rows) if row != table.rows[at]), len(wrong.rows))


def _wrong_spots(table: Table, wrong: Table, own: face.Table) -> Iterator[Spot]:
    """The figures of the right table that the parse of the wrong one does not give."""
    got = grid(own)
    gone = len(table.rows) - len(wrong.rows)
    first = _first_other_row(table, wrong)
    for spot, text in wanted(table).items():
        if gone and spot[0] == first:
            yield spot
            continue
        at = spot[0] - (1 if gone and spot[0] > first else 0)
        if got.get((at, spot[1])) != text:
            yield spot


def show(tally: Tally) -> None:
    """Print the figures as a table."""
    print(f"{'':<18}{'examples':>9}{'covered':>18}{'not covered':>22}")
    print(f"{'fault':<18}{'':>9}{'wrong':>9}{'silent':>9}{'wrong':>13}{'silent':>9}")
    for name in FAULTS:
        line = f"{name:<18}{tally.examples[name]:>9}"
        for covered, width in ((True, 9), (False, 13)):
            silent = tally.cells[name, covered, False]
            line += f"{silent + tally.cells[name, covered, True]:>{width}}{silent:>9}"
        print(line)
    print(f"figures of dropped rows that only a sum covers which nothing states: {tally.unstated}")
    print(f"right tables with a finding, misprints of the source among them: {tally.alarms}")
    print(f"tables left out because their right print did not come back: {tally.unlike}")
    for body, what in list(tally.silent.items())[:SHOWN]:
        print(f"silent: {what} in {body}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("examples", nargs="?", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    printed = tables_from_print()
    tally = Tally()

    @seed(arguments.seed)
    @settings(
        max_examples=arguments.examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn(printed), producers(), st.sampled_from(sorted(FAULTS)), st.integers(0, 2**16))
    def run(table: Table, setting: Settings, name: str, number: int) -> None:
        measure(table, setting, name, Random(number), tally)
        if sum(tally.examples.values()) % 50 == 49:
            print(".", end="", file=sys.stderr, flush=True)

    run()
    print(file=sys.stderr)
    show(tally)


if __name__ == "__main__":
    main()
