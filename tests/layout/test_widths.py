"""Ends and widths of lines, by cases."""

from __future__ import annotations

import pytest

from reportparse.layout.widths import FullWidths, is_finished, width_of
from tests.layout.made import Case, cases, dump_lines


@pytest.mark.parametrize("case", cases("line_ends"))
def test_line_ends(case: Case) -> None:
    if case["read"] == "ends_early":
        full, line, after = dump_lines(case["input"])
        found: object = FullWidths([full, line, after]).ends_early(line, after)
    elif case["read"] == "finished":
        found = is_finished(case["input"])
    else:
        assert case["read"] == "width"
        found = width_of(case["input"])
    assert found == case["expected"], case["comment"]
