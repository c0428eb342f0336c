"""Which rule stands below the head of a table."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import rule, sheet

from reportparse.pages.model import Rule
from reportparse.tables.region import Region, bars_of
from reportparse.tables.ruled import head_rule


def below_head(rules: Sequence[Rule], open_bottom: bool = False) -> int | None:
    """The height of the rule below the head of a region from 100 to 480."""
    region = Region(sheet(1, ()), 100, 480, 100, 400, bars_of(rules), open_bottom=open_bottom)
    found = head_rule(region)
    return int(found.y) if found else None


def test_the_first_thick_rule_below_the_top() -> None:
    assert below_head([rule(100), rule(120), rule(140, thickness=1.5), rule(400)]) == 140


def test_the_first_of_full_length_where_all_are_thin() -> None:
    assert below_head([rule(100), rule(120, 270), rule(140), rule(300), rule(400)]) == 140


def test_the_rule_of_a_spanner_over_all_but_a_narrow_stub_is_of_the_head() -> None:
    assert below_head([rule(100), rule(120, 130), rule(140), rule(400)]) == 140
    assert below_head([rule(100), rule(120, 130), rule(140)], open_bottom=True) == 140


def test_the_top_rule_may_leave_the_stub_free() -> None:
    assert below_head([rule(100, 130), rule(140), rule(400)]) == 140


def test_without_another_rule_of_full_length_the_table_has_no_head() -> None:
    assert below_head([rule(100), rule(400)], open_bottom=True) == 400
    assert below_head([rule(100)]) is None
