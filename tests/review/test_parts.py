"""The parts of the page: grids of tables, stretches of text, lines of a dump, plots."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from reportparse.report import Report
from reportparse.report.base import LinePlace, Mark, Text
from reportparse.report.tables import Blank, Cell, Column, Head, Integer, Row, Table, Words
from reportparse.review.boxes import Spot, spots_of
from reportparse.review.drawing import draw
from reportparse.review.figures import told_of
from reportparse.review.grid import body_rows, head_rows
from reportparse.review.lines import drawn_lines
from reportparse.review.original import Original, only_places
from reportparse.review.series import Bar, Line, Plot, plots_of
from reportparse.review.texts import Note, stretches

Read = tuple[Report, Original]


def _table(header: tuple[Head, ...], rows: tuple[Row, ...], width: int) -> Table:
    return Table(
        id="table-1",
        number="1",
        caption=None,
        title=None,
        header=header,
        columns=tuple(Column(index=at, path=()) for at in range(width)),
        rows=rows,
    )


def _head(text: str, first: int, last: int, *below: Head) -> Head:
    return Head(text=text, raw=text, first_column=first, last_column=last, below=below)


def _cell(column: int, value: int | str | None, span: int = 1, row_span: int = 1) -> Cell:
    made = Integer(value=value) if isinstance(value, int) else Words() if value else Blank()
    text = "" if value is None else str(value)
    return Cell(column=column, span=span, row_span=row_span, text=text, raw=text, value=made)


def _row(index: int, *cells: Cell) -> Row:
    return Row(index=index, kind="data", indent=0, stub="", page=1, cells=cells)


def test_a_header_covers_the_whole_width() -> None:
    table = _table(
        (_head("项目", 0, 0), _head("两年", 1, 2, _head("2023", 1, 1), _head("2024", 2, 2))), (), 4
    )
    first, second = head_rows(table)
    assert [(box.text, box.columns, box.rows) for box in first] == [
        ("项目", 1, 2),
        ("两年", 2, 1),
        ("", 1, 1),
    ]
    assert [(box.text, box.id) for box in second] == [
        ("2023", "table-1.head.3"),
        ("2024", "table-1.head.4"),
        ("", ""),
    ]


def test_cells_over_rows_and_columns_leave_no_hole() -> None:
    table = _table(
        (),
        (
            _row(0, _cell(0, "甲", row_span=2), _cell(1, 1), _cell(2, 2)),
            _row(1, _cell(0, None), _cell(1, "两列", span=2)),
            _row(2, _cell(0, "乙"), _cell(2, 3)),
        ),
        3,
    )
    rows = [[(box.text, box.columns, box.rows) for box in line.boxes] for line in body_rows(table)]
    assert rows == [
        [("甲", 1, 2), ("1", 1, 1), ("2", 1, 1)],
        [("两列", 2, 1)],
        [("乙", 1, 1), ("", 1, 1), ("3", 1, 1)],
    ]


def test_every_body_cell_of_the_sample_is_drawn_once(seed: Read) -> None:
    for table in seed[0].tables:
        drawn = [box.id for line in body_rows(table) for box in line.boxes if box.id]
        cells = [
            f"{table.id}.{row.index}.{cell.column}" for row in table.rows for cell in row.cells
        ]
        assert drawn == cells
        covered = sum(box.columns for line in body_rows(table) for box in line.boxes)
        assert covered == len(table.columns) * len(table.rows)


def test_stretches_keep_every_character(seed: Read) -> None:
    text = Text(
        text="发放了1 234个单位。",
        raw="",
        marks=(
            Mark(kind="bold", start=0, end=4),
            Mark(kind="marker", start=9, end=9, raw="a", target="n1"),
            Mark(kind="link", start=9, end=11, target="javascript:alert(1)"),
        ),
    )
    found = list(stretches(text, [Note("quantity", "q1", 3, 8)]))
    assert "".join(one.text for one in found if not one.marker) == text.text
    assert [one.text for one in found if one.note] == ["1", " 234"]
    assert [one.target for one in found if one.marker] == ["n1"]
    assert {one.link for one in found} == {""}


def test_lines_keep_every_character_and_know_the_innermost(dump: Read) -> None:
    report, original = dump
    lines = drawn_lines(original.lines, spots_of(report))
    for line, (number, text) in zip(lines, original.lines, strict=True):
        assert (line.number, "".join(part.text for part in line.parts)) == (number, text)
    place = LinePlace(line=1, column=2, end_line=2, end_column=1)
    inner = LinePlace(line=1, column=2, end_line=1, end_column=2)
    spots = [Spot("table", "table-1", place), Spot("cell", "table-1.0.0", inner)]
    found = drawn_lines([(1, "甲乙丙"), (2, "丁戊")], spots)
    assert [(part.text, part.elements) for part in found[0].parts] == [
        ("甲", ""),
        ("乙", "table-1.0.0 table-1"),
        ("丙", "table-1"),
    ]
    assert [part.elements for part in found[1].parts] == ["table-1", ""]


def test_figures_are_told_with_unit_and_period(seed: Read) -> None:
    told = dict(told_of(seed[0]))
    budget = told["table-10.0.1"]
    assert (budget["value"], budget["period"]) == ("14008154", "2023-01-01 – 2023-12-31")
    assert told["table-9.2.1"]["kind"] == "nil"
    assert "value" not in told["table-9.2.1"]
    assert told["table-3.0.4"]["same"]


def test_plots_of_the_sample_are_its_tables(seed: Read) -> None:
    plots = {plot.name: plot for plot in plots_of(seed[0].records)}
    issuance = plots["plot.issuance"]
    assert sum(bar.value for bar in issuance.lines[0].bars) == 1_485_494_899
    assert sum(bar.value for bar in issuance.lines[1].bars) == 964_119_394
    assert issuance.periods[0] == "– 2012-08"
    assert [bar.raw for bar in plots["plot.budget_and_expenditure"].lines[0].bars] == [
        "14 008 154",
        "11 491 937",
    ]
    income = plots["plot.income"]
    assert (income.unit, sum(bar.value for bar in income.lines[0].bars)) == ("美元", 9_952_566)
    assert sum(bar.value for bar in plots["plot.cancelled.units"].lines[0].bars) == 13_281_700


def _bar(period: str, value: int) -> Bar:
    return Bar(period, Decimal(value), f"{value}<script>", "table-1.0.1")


@pytest.mark.parametrize("stacked", [True, False])
def test_a_drawing_has_a_bar_for_each_figure_and_no_style(stacked: bool) -> None:
    plot = Plot(
        "plot.issuance",
        (Line("a", (_bar("2023", 5), _bar("2024", 7))), Line("b", (_bar("2024", 3),))),
        stacked,
    )
    root = ET.fromstring(draw(plot, "x-"))
    bars = [one for one in root.iter() if one.get("class", "").startswith("bar ")]
    assert [one.get("class") for one in bars] == ["bar s0", "bar s0", "bar s1"]
    assert not [one for one in root.iter() if "style" in one.attrib or one.tag.endswith("script")]
    assert [one[0].text for one in bars] == [
        "2023: 5<script>",
        "2024: 7<script>",
        "2024: 3<script>",
    ]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(own).startswith("x-") for own in ids)


def test_a_report_without_its_source_has_empty_pages(seed: Read) -> None:
    original = only_places(seed[0])
    assert [view.number for view in original.pages] == list(range(1, 16))
    assert all(view.picture is None and view.width >= 595 for view in original.pages)
