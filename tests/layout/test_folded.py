"""Lines of a long report: most are without some fields, and nobody who asks can tell."""

from __future__ import annotations

import gc
import weakref
from array import array
from collections.abc import Iterator

import pytest

from reportparse.layout.edges import Level
from reportparse.layout.folded import LONG, OPEN, OpenPages
from reportparse.layout.model import FOLDED, Line, Piece, Run, Sheet, Style
from reportparse.provenance import Box

PAGES = LONG + 50
BOLD, RAISED = Style(10.0, "SimHei", bold=True), Style(6.0, "SimSun", raised=True)


def line_of(number: int, sheet: int) -> Line:
    """Two characters, the second of them raised, that stand elsewhere on each line."""
    left = float(number)
    return Line(
        number,
        sheet,
        "字1",
        array("h", (7, 3)),
        (Run(0, 1, BOLD), Run(1, 2, RAISED)),
        ((left, left + 10.0), (left + 10.125, left + 13.0)),
        Box(left, 1.0, left + 13.0, 11.0),
        baseline=11.0,
        ys=Level((1.0, 11.0), 2),
    )


def sheets(count: int, lines: int = 3) -> Iterator[Sheet]:
    for at in range(count):
        own = range(at * lines, (at + 1) * lines)
        yield Sheet(at + 1, tuple(line_of(number, at + 1) for number in own))


def is_folded(line: Line) -> bool:
    """Look at the fields themselves: to ask for one would unfold it."""
    missing = 0
    for name in (name for names in FOLDED for name in names):
        try:
            vars(Line)[name].__get__(line)
        except AttributeError:
            missing += 1
    return missing > 0


@pytest.mark.parametrize("count", [LONG, PAGES])
def test_only_a_long_report_has_folded_pages(count: int) -> None:
    with OpenPages() as pages:
        kept = list(pages.kept(sheets(count)))
        folded = [all(map(is_folded, sheet.lines)) for sheet in kept]
        assert folded == [count > LONG and at < count - OPEN for at in range(count)]


def test_a_folded_line_answers_as_an_open_one() -> None:
    with OpenPages() as pages:
        kept = list(pages.kept(sheets(PAGES)))
        for plain, sheet in zip(sheets(PAGES), kept, strict=True):
            for one, other in zip(plain.lines, sheet.lines, strict=True):
                assert list(other.origin) == list(one.origin)
                assert other.runs == one.runs
                assert list(other.xs) == list(one.xs)
                assert list(other.ys) == list(one.ys)
                assert other.style_at(1).raised and other.raised_at(1) and not other.raised_at(0)
                assert Piece(other, 1, 2).box == Piece(one, 1, 2).box
                assert (other.text, other.size, other.box) == (one.text, one.size, one.box)


def test_whoever_goes_through_all_lines_leaves_few_open() -> None:
    with OpenPages() as pages:
        kept = list(pages.kept(sheets(PAGES)))
        for sheet in (*kept, *reversed(kept), *kept[::7]):
            assert [len(line.xs) for line in sheet.lines] == [2, 2, 2]
            assert [len(line.runs) for line in sheet.lines] == [2, 2, 2]
        assert sum(not is_folded(line) for sheet in kept for line in sheet.lines) <= 3 * OPEN


def test_some_fields_of_a_line_come_without_the_others() -> None:
    with OpenPages() as pages:
        line = next(pages.kept(sheets(1))).lines[0]
        list(pages.kept(sheets(PAGES)))
        assert line.runs[1].style == RAISED
        assert is_folded(line)
        assert line.xs[1] == (10.125, 13.0)
        assert not is_folded(line)


def test_a_field_that_no_line_has_is_still_none() -> None:
    with OpenPages() as pages:
        first = next(pages.kept(sheets(1))).lines[0]
    with pytest.raises(AttributeError, match="glyphs"):
        getattr(first, "glyphs")  # noqa: B009 - the type checker knows that there is none


def test_lines_go_without_the_collector() -> None:
    """Fields that know lines and lines that know fields would keep each other alive."""
    gc.disable()
    try:
        with OpenPages() as pages:
            kept = list(pages.kept(sheets(PAGES)))
            assert kept[0].lines[0].xs and kept[-1].lines[0].xs
        known = weakref.ref(pages)
        del pages, kept
        assert known() is None  # every line knows it through its fields
    finally:
        gc.enable()
