"""Parentheses that can be a minus or a count: decided by equations, or by nothing."""

from __future__ import annotations

import pytest

from reportparse.checks.signs import with_signs
from reportparse.report.tables import Integer
from tests.checks.setting import table

POSTS = """
International staff|922|864|(58)
National staff|171|154|(17)
General service|1 292|1 174|(118)
Volunteers|457|460|{gain}
=Total|2 842|2 652|(190)
"""


def _signs(heads: str, body: str) -> list[int | None]:
    """The values of the last column, None for what stays open."""
    settled, _ = with_signs(table(heads, body), "en")
    values = [row.cells[-1].value for row in settled.rows]
    return [value.value if isinstance(value, Integer) else None for value in values]


@pytest.mark.parametrize(
    ("head", "gain", "values"),
    [
        pytest.param(
            "Variance (3)=(2)-(1)", "n/a", [-58, -17, -118, None, -190], id="a formula says it"
        ),
        pytest.param("Variance", "n/a", [None] * 5, id="less in either order: both readings hold"),
        pytest.param("Men", "n/a", [None] * 5, id="no word says that a sum is meant"),
    ],
)
def test_a_column_of_parentheses(head: str, gain: str, values: list[int | None]) -> None:
    assert _signs(f"Category|(1)|(2)|{head}", POSTS.format(gain=gain)) == values


def test_a_sum_of_parentheses_alone_holds_either_way() -> None:
    assert _signs("Item|Filled|Vacant", "A|4|(653)\nB|5|(822)\n=Total|9|(1 475)") == [None] * 3


def test_a_table_without_doubt_stays_as_it_is() -> None:
    own = table("Item|2023", "A|1 200\nB|(34)\n=Total|1 166")
    settled, signs = with_signs(own, "en")
    assert settled is own
    assert signs == frozenset()
