"""What a dump has kept of the page is learnt from lines whose part is clear."""

from __future__ import annotations

from reportparse.layout.traces import Traces
from tests.layout.made import dump_lines, filled


def traces(rows: list[str]) -> Traces:
    return Traces(dump_lines(filled(rows)))


PLAIN = ["1. {33}", "{9}。", "2. {33}", "{9}。", "3. {33}", "{9}。", "4. {9}。"]


def test_plain_dump_has_kept_nothing() -> None:
    found = traces(PLAIN)
    assert (found.gaps, found.tails, found.indents, found.columns, found.alone) == (False,) * 5
    assert found.pitch == 1


def test_blank_lines_between_blocks() -> None:
    rows = [part for row in PLAIN for part in ([row, ""] if row.endswith("。") else [row])]
    assert traces(rows).gaps


def test_blank_line_after_every_line_is_no_gap() -> None:
    found = traces([part for row in PLAIN for part in (row, "")])
    assert not found.gaps
    assert found.pitch == 2


def test_blank_of_the_paragraph_mark() -> None:
    found = traces([f"{row} " if row.endswith("。") else row for row in PLAIN])
    assert found.tails


def test_blank_behind_latin_is_a_blank_between_words() -> None:
    """`CMP ` at a line's end keeps the blank before the next word: nothing ends there."""
    rows = [f"{row} " if row.endswith("。") else row for row in PLAIN]
    rows[4:4] = ["5. {28}CMP ", "{9}。 "]
    found = traces(rows)
    lines = dump_lines(filled(rows))
    at = next(i for i, line in enumerate(lines) if line.text.endswith("CMP "))
    assert found.tails
    assert found.boundary(lines[at], lines[at + 1], turned=False) is None


def test_columns_kept_by_blanks() -> None:
    rows = [" " * 12 + row for row in PLAIN]
    found = traces(rows)
    assert found.columns
    assert found.edge == 12


def test_page_break_in_columns() -> None:
    """At the edge a sentence may go on or a heading begin; an indent begins a paragraph."""
    rows = [" " * 12 + row for row in PLAIN]
    lines = dump_lines(filled([*rows, "\f" + " " * 12 + "{9}", " " * 17 + "{9}"]))
    found = Traces(lines)
    open_line, closed, edge, indented = lines[0], lines[-3], lines[-2], lines[-1]
    assert found.boundary(open_line, edge, turned=True) is False
    assert found.boundary(closed, edge, turned=True) is None
    assert found.boundary(closed, indented, turned=True) is True


def test_labels_alone() -> None:
    assert traces(["1.", "", "{33}", "", "{9}。", "", "(a)", "", "{9}。", ""]).alone


def test_lines_apart_teach_nothing() -> None:
    """Rows between two lines may be a table that was taken out."""
    rows = [part for row in PLAIN for part in ([row, ""] if row.endswith("。") else [row])]
    lines = dump_lines(filled(rows))[::2]
    assert not Traces(lines).gaps
