"""Generated tables with totals: what is right passes, and one changed digit never does."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reportparse.checks.totals import check_table
from tests.checks.setting import table

SOME = hypothesis_settings(max_examples=60)

Grid = list[list[Any]]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Rows of `[stub, figures…]` in one to three sections, with subtotals and a total."""
    columns = draw(st.integers(1, 4))
    figures = st.lists(st.integers(0, 99_999), min_size=columns, max_size=columns)
    sections = draw(st.integers(1, 3))
    rows: Grid = []
    every: list[list[int]] = []
    for section in range(sections):
        part = draw(st.lists(figures, min_size=2, max_size=7))
        if sections > 1:
            rows.append([f"#Section {section}"])
        rows += [[f"item {len(rows) + at}", *values] for at, values in enumerate(part)]
        if sections > 1:
            rows.append(["-Subtotal", *map(sum, zip(*part, strict=True))])
        every += part
    rows.append(["=Total", *map(sum, zip(*every, strict=True))])
    return rows


def _print(rows: Grid) -> str:
    return "\n".join(
        "|".join([row[0], *(f"{value:,}".replace(",", " ") for value in row[1:])]) for row in rows
    )


def _heads(rows: Grid) -> str:
    names = ("Item", "Issued", "Registered", "Paid", "Cancelled")
    return "|".join(names[: len(rows[-1])])


@SOME
@given(grids())
def test_right_tables_pass(rows: Grid) -> None:
    checked = check_table(table(_heads(rows), _print(rows)))
    assert checked.findings == []
    figures = {(at, column) for at, row in enumerate(rows) for column in range(1, len(row))}
    assert {spot for spot, by in checked.proof.items() if "total" in by} == figures


@SOME
@given(grids(), st.data())
def test_one_changed_digit_is_found(rows: Grid, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([i for i, row in enumerate(rows) if len(row) > 1]))
    column = data.draw(st.integers(1, len(rows[at]) - 1))
    digits = list(str(rows[at][column]))
    place = data.draw(st.integers(0, len(digits) - 1))
    digits[place] = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    rows[at][column] = int("".join(digits))
    assert check_table(table(_heads(rows), _print(rows))).findings
