"""Two generated years: what their authors changed is found, and nothing else.

What has to be told of two years is worked out from the manuscripts, table by table; the reports
that are compared were set as PDF and read again.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from typing import Any

import pytest

import reportparse
from reportparse.diff import Change, compare
from reportparse.report import Report
from tests.typeset import typeset_pdf
from tests.typeset.manuscript import Annex, Paragraph, Section, Table
from tests.years import AnnualReport, Options, annual_report
from tests.years.wording import WORDS


@cache
def written(year: int, options: Options) -> AnnualReport:
    return annual_report(year, options)


@cache
def read(year: int, options: Options = Options()) -> Report:  # noqa: B008
    return reportparse.parse(typeset_pdf(written(year, options).manuscript))


def told(before: Report, after: Report, *without: str) -> list[Change]:
    return [own for own in compare(before, after).told if own.part not in without]


def kinds(changes: list[Change]) -> dict[tuple[str, str], int]:
    return dict(Counter((own.part, own.action) for own in changes))


BASE = Options()


def test_a_restated_figure() -> None:
    """Two figures of the year before last, and the totals that they are part of."""
    changes = told(read(2024), read(2024, Options(restated=True)))
    cells = [own for own in changes if own.part == "cell"]
    period = "2022年9月1日至2023年8月31日"
    assert [(c.where.split(", ")[1], *numbers(c)) for c in cells] == [
        (period, 367, 370),
        (period, 119257882, 119259132),
        ("总计", 7479, 7482),
        ("总计", 964119394, 964120644),
    ]
    assert kinds(changes) == {("cell", "changed"): 4, ("record", "changed"): 2}


def numbers(change: Change) -> tuple[int, int]:
    assert change.before and change.after
    before, after = (int(side.text.replace(" ", "")) for side in (change.before, change.after))
    return before, after


def test_other_table_numbers() -> None:
    changes = told(read(2024), read(2024, Options(first_number=3)))
    assert kinds(changes) == {("table", "renumbered"): 10}
    first = changes[0]
    assert first.before and first.after
    assert (first.before.text, first.after.text) == ("表1", "表3")


def test_moved_columns() -> None:
    """Every table keeps its rows, cells and records, whichever side its stub stands on."""
    changes = told(read(2024), read(2024, Options(moved=True)))
    assert set(kinds(changes)) == {("column", "moved")}
    orders = [
        [[column.text for column in _leaves(table)] for table in tables(written(2024, own))]
        for own in (BASE, Options(moved=True))
    ]
    moved = sum(one != other for one, other in zip(*orders, strict=True))
    assert len({own.where.split(",")[0] for own in changes}) == moved > 3


def test_added_columns() -> None:
    changes = told(read(2024), read(2024, Options(added=True)))
    assert kinds(changes) == {("column", "added"): 3}
    assert [c.after.text for c in changes if c.after] == [
        "获得发放的活动所占百分比(%)",
        "发放的核证减排量合计",
        "平均每笔交易的单位数",
    ]


def test_a_table_left_out() -> None:
    """The table, its paragraph and its records go; numbers behind it move up."""
    missing = frozenset({"board_seat"})
    changes = told(read(2024), read(2024, Options(missing=missing)))
    seats = len(written(2024, BASE).records["board_seat"])
    assert kinds(changes) == {
        ("text", "removed"): 1,
        ("text", "renumbered"): 1,
        ("table", "removed"): 1,
        ("table", "renumbered"): 5,
        ("record", "removed"): seats,
    }
    (numbered,) = [own for own in changes if own.what == "number" and own.part == "text"]
    assert numbered.before and numbered.after
    assert (numbered.before.text, numbered.after.text) == ("9. – 12.", "8. – 11.")


# -- two years


@pytest.mark.parametrize(("first", "second"), [(2023, 2024), (2020, 2021), (2024, 2023)])
def test_two_years(first: int, second: int) -> None:
    """Cells, rows, columns, titles and paragraphs: exactly those that the manuscripts have."""
    before, after = written(first, BASE), written(second, BASE)
    changes = told(read(first), read(second), "record", "metadata", "table note")
    found = Counter(brief(own) for own in changes if own.what != "markers")
    wanted = Counter(expected(before, after))
    moved = {own: count for own, count in found.items() if own[1] == "moved"}
    assert found - wanted - Counter(moved) == Counter(), "told, but not changed"
    assert wanted - found == Counter(), "changed, but not told"
    assert sum(moved.values()) == sum(
        out_of_order(*([row.stub.text for row in table.rows] for table in pair))
        for pair in zip(tables(before), tables(after), strict=True)
    )


def out_of_order(before: list[str], after: list[str]) -> int:
    """How many of the common names have to move to get from one order to the other."""
    places = [after.index(name) for name in before if name in after]
    longest = [1] * len(places)
    for at, place in enumerate(places):
        longest[at] += max(
            (n for n, p in zip(longest[:at], places, strict=False) if p < place), default=0
        )
    return len(places) - max(longest, default=0)


@pytest.mark.parametrize(("first", "second"), [(2023, 2024), (2020, 2021)])
def test_markers_of_two_years(first: int, second: int) -> None:
    """A marker is told to have changed where it points to another note, and nowhere else."""
    pairs = zip(tables(written(first, BASE)), tables(written(second, BASE)), strict=True)
    wanted = Counter[str]()
    for one, other in pairs:
        kept = same_notes(one, other)
        rows = {row.stub.text: row for row in other.rows}
        for row in one.rows:
            if row.stub.text not in rows:
                continue
            cells = [row.stub, *row.cells], [rows[row.stub.text].stub, *rows[row.stub.text].cells]
            for own, new in zip(*cells, strict=True):
                if [kept.get(marker, "") for marker in own.markers] != list(new.markers):
                    wanted[row.stub.text] += 1
    changes = [own for own in told(read(first), read(second)) if own.what == "markers"]
    rows_told = (own.where.rpartition(", ")[0].partition(", ")[2] for own in changes)
    assert Counter(rows_told) == wanted


def same_notes(one: Table, other: Table) -> dict[str, str]:
    """The letters of notes that say the same in both years, but for figures and a word or two."""
    kept = {}
    for letter, words in one.notes:
        texts = ["".join(map(str, words)), *("".join(map(str, w)) for _, w in other.notes)]
        near = [SequenceMatcher(None, texts[0], text).ratio() for text in texts[1:]]
        if near and max(near) > 0.75:
            kept[letter] = other.notes[near.index(max(near))][0]
    return kept


def brief(change: Change) -> tuple[str, str, str, str]:
    sides = [side.text if side else "" for side in (change.before, change.after)]
    return (change.part, change.action, *(side.replace(" ", "") for side in sides))  # type: ignore[return-value]


def expected(before: AnnualReport, after: AnnualReport) -> list[tuple[str, str, str, str]]:
    out: list[tuple[str, str, str, str]] = []
    texts = [paragraphs(own) for own in (before, after)]
    for one, other in zip(*texts, strict=True):
        if one != other:
            out.append(("text", "changed", one, other))
    pairs = zip(tables(before), tables(after), strict=True)
    for one, other in pairs:
        out += of_tables(one, other)
    return [(a, b, c.replace(" ", ""), d.replace(" ", "")) for a, b, c, d in out]


def paragraphs(own: AnnualReport) -> list[str]:
    def words(blocks: tuple[Any, ...]) -> list[str]:
        return ["".join(map(str, b.text)) for b in blocks if isinstance(b, Paragraph)]

    found = ["".join(map(str, text)) for text in own.manuscript.summary]
    return found + [w for section in own.manuscript.sections for w in words(section.blocks)]


def tables(own: AnnualReport) -> list[Table]:
    parts: tuple[Section | Annex, ...] = (*own.manuscript.sections, *own.manuscript.annexes)
    return [block for part in parts for block in part.blocks if isinstance(block, Table)]


def _leaves(table: Table) -> list[Any]:
    return list(table.leaves())


def paths(table: Table) -> list[str]:
    def walk(column: Any, above: str) -> list[str]:
        own = f"{above} / {column.text}" if above else column.text
        return [p for c in column.children for p in walk(c, own)] if column.children else [own]

    return [path for column in table.columns for path in walk(column, "")]


def of_tables(one: Table, other: Table) -> list[tuple[str, str, str, str]]:
    """What changed from one table to the same one of another year.

    Rows and columns are the same by their names. Years and periods come and go in tables that list
    several of them; columns that all have one date only are renamed.
    """
    out: list[tuple[str, str, str, str]] = []
    titles = ["".join(map(str, table.title)) for table in (one, other)]
    if titles[0] != titles[1]:
        out.append(("table", "renamed", titles[0], titles[1]))
    columns = _paired(paths(one), paths(other))
    out += [
        ("column", "renamed", paths(one)[i], paths(other)[j])
        for i, j in columns
        if paths(one)[i] != paths(other)[j]
    ]
    out += [("column", "removed", p, "") for p in paths(one) if p not in paths(other)] * (
        not _renames(paths(one), paths(other))
    )
    out += [("column", "added", "", p) for p in paths(other) if p not in paths(one)] * (
        not _renames(paths(one), paths(other))
    )
    stubs = [[row.stub.text for row in table.rows] for table in (one, other)]
    rows = _paired(*stubs)
    out += [
        ("row", "renamed", stubs[0][i], stubs[1][j]) for i, j in rows if stubs[0][i] != stubs[1][j]
    ]
    known, taken = {i for i, _ in rows}, {j for _, j in rows}
    out += [("row", "removed", _line(r), "") for i, r in enumerate(one.rows) if i not in known]
    out += [("row", "added", "", _line(r)) for j, r in enumerate(other.rows) if j not in taken]
    for i, j in rows:
        first = ["", *(cell.text for cell in one.rows[i].cells)]
        second = ["", *(cell.text for cell in other.rows[j].cells)]
        for c, d in columns:
            if c and first[c] != second[d]:
                out.append(("cell", "changed", first[c], second[d]))
    return out


def _line(row: Any) -> str:
    return " | ".join([row.stub.text, *(cell.text for cell in row.cells)])


def _renames(before: list[str], after: list[str]) -> bool:
    """Columns of a table with one date are renamed, those of two years come and go."""
    return len(before) == len(after) and not any(
        b != a and (b in after or a in before) for b, a in zip(before, after, strict=True)
    )


def _paired(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """The same names; where the one date of all of them moved on, the same places."""
    if _renames(before, after) and any("截至" in name for name in before):
        return [(at, at) for at in range(len(before))]
    return [(i, after.index(name)) for i, name in enumerate(before) if name in after]


def test_other_words_for_everything() -> None:
    """The same year in another wording: every table is known again, and no figure is told to have
    changed, since none did."""
    changes = told(read(2024), read(2024, Options(wording="spanned")), "record")
    assert not {("table", "added"), ("table", "removed")} & set(kinds(changes))
    values = [own for own in changes if own.part == "cell" and own.what == "value"]
    assert [own for own in values if own.before and own.before.kind != "text"] == []
    renamed = {own.after.text for own in changes if own.what == "words" and own.after}
    types = zip(WORDS["recent"].types, WORDS["spanned"].types, strict=True)
    assert {new for old, new in types if old != new} <= renamed
