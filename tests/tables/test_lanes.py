"""The typesetter's columns: no producer breaks a word of a head or of a label between letters."""

from __future__ import annotations

import pytest
from tests.typeset import Settings
from tests.typeset.flow import NOTE_SIZE, Desk
from tests.typeset.linebreak import break_lines
from tests.typeset.manuscript import Cell, Column, Row, Table
from tests.typeset.settings import measures
from tests.typeset.sorts import Style, cast
from tests.typeset.tables import INDENT, lay_lanes

STYLE = Style(NOTE_SIZE, language="en")
DESK = Desk(measures("geneva"), Settings())


def broken(text: str, room: float) -> list[str]:
    lines = break_lines(cast((text,), STYLE, DESK.settings), room, room, DESK.settings)
    return ["".join(sort.char for sort in line.sorts).strip() for line in lines]


@pytest.mark.parametrize("columns", [4, 7])
def test_a_column_is_as_wide_as_the_longest_word_of_its_head(columns: int) -> None:
    heads = (Column("Item", numeric=False), *[Column("Appropriation 2023")] * columns)
    row = Row("data", Cell("Posts"), (Cell("1"),) * columns)
    lanes = lay_lanes(Table(None, (), heads, (row,)), STYLE, 57.0, 539.0, DESK)
    for lane in lanes[1:]:
        assert broken("Appropriation 2023", lane.right - lane.left)[0].startswith("Appropriation")


def test_the_stub_is_as_wide_as_its_longest_word_where_it_is_indented() -> None:
    heads = (Column("Item", numeric=False), *[Column("Appropriation 2023")] * 5)
    stub = Cell("Extrabudgetary representatives")
    rows = (Row("data", stub, (Cell("1"),) * 5), Row("data", stub, (Cell("1"),) * 5, 2))
    lane = lay_lanes(Table(None, (), heads, rows), STYLE, 57.0, 539.0, DESK)[0]
    room = lane.right - lane.left - 2 * INDENT
    assert broken(stub.text, room) == ["Extrabudgetary", "representatives"]


def test_a_spanner_is_as_wide_as_its_longest_word() -> None:
    pair = (Column("A", share=0.1), Column("B", share=0.1))
    heads = (Column("Item", numeric=False, share=90.0), Column("W" * 16, children=pair))
    row = Row("data", Cell("Posts"), (Cell("1"), Cell("2")))
    lanes = lay_lanes(Table(None, (), heads, (row,)), STYLE, 57.0, 539.0, DESK)
    assert broken("W" * 16, lanes[2].right - lanes[1].left) == ["W" * 16]
