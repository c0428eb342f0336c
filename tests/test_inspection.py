"""What the stages saw of one page: the print of the sample report tells what has to be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportparse.errors import NothingToDraw
from reportparse.inspection import Drawing, Stage, inspect

TABLES = 12
"""The page with tables 6, 7 and 8, the headings 4 and 5, paragraphs 43 and 44, and note 19."""


def drawn(seed_pdf: Path, stage: Stage) -> Drawing:
    return inspect(seed_pdf.read_bytes(), TABLES, stage)


def kinds(drawing: Drawing, kind: str) -> list[str]:
    return [shape.label for shape in drawing.shapes if shape.kind == kind]


def test_glyphs_and_rules(seed_pdf: Path) -> None:
    drawing = drawn(seed_pdf, "glyphs")
    assert (drawing.width, drawing.height, drawing.turned) == (595.304, 841.89, 0), "A4"
    assert len(kinds(drawing, "rule")) == 11, "three rules a table, below the head, above the note"
    text = "".join(label[0] for label in kinds(drawing, "glyph"))
    assert "本报告所述期间清洁发展机制执行理事会召开的会议" in text


def test_lines_and_raised_markers(seed_pdf: Path) -> None:
    drawing = drawn(seed_pdf, "lines")
    assert "波恩，与附属机构第六十届会议同时举行" in "".join(kinds(drawing, "line"))
    raised = [label.strip() for label in kinds(drawing, "raised")]
    assert sorted(raised) == ["19", "19", "a", "a", "a", "a", "a", "a"]


def test_regions_are_the_elements_of_the_report(seed_pdf: Path) -> None:
    drawing = drawn(seed_pdf, "regions")
    assert kinds(drawing, "table") == ["table-6", "table-7", "table-8"]
    assert kinds(drawing, "paragraph") == ["p43", "p44"]
    assert len(kinds(drawing, "heading")) == 2
    assert kinds(drawing, "footnote") == ["n19"]
    assert kinds(drawing, "furniture") == ["running_head", "folio"]
    assert not kinds(drawing, "unplaced")


def test_grids_with_their_evidence(seed_pdf: Path) -> None:
    drawing = drawn(seed_pdf, "grid")
    assert kinds(drawing, "region") == ["3 columns, 3 rows"] * 3
    assert len(kinds(drawing, "head")) == 9
    assert len(kinds(drawing, "cell")) == 27
    assert "row 1, column 2: 波恩" in kinds(drawing, "cell")
    inside = [s for s in drawing.shapes if s.kind == "cell"]
    regions = [s.box for s in drawing.shapes if s.kind == "region"]
    assert all(any(region.holds(s.box, slack=1) for region in regions) for s in inside)


def test_a_dump_has_no_pages(seed_dump: Path) -> None:
    with pytest.raises(NothingToDraw, match="no pages"):
        inspect(seed_dump.read_bytes(), 1, "lines")


def test_a_page_that_is_not_there(seed_pdf: Path) -> None:
    with pytest.raises(NothingToDraw, match="the file has 15"):
        inspect(seed_pdf.read_bytes(), 16, "lines")
