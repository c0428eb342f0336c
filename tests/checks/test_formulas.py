"""Formulas that tables print, and words that only look like one."""

from __future__ import annotations

import pytest

from reportparse.checks.formulas import formula_in, label_in, labels_of


@pytest.mark.parametrize(
    ("text", "terms", "label"),
    [
        ("共计(A + B)", [("+", "A"), ("+", "B")], None),
        ("共计（Ａ）", None, None),
        ("合计（A＋B）", [("+", "A"), ("+", "B")], None),
        ("(A)+(B)", [("+", "A"), ("+", "B")], None),
        ("C = A − B", [("+", "A"), ("-", "B")], "C"),
        ("Variance (6)=(5)-(3)", [("+", "5"), ("-", "3")], "6"),
        ("(7)=(6)÷(3)", [("+", "6"), ("/", "3")], "7"),
        ("小计(B)", None, "B"),
        ("2008-2012年", None, None),
        ("Vitamin A-rich food", None, None),
        ("预算(12个月)(美元)", None, None),
    ],
)
def test_formula(text: str, terms: list[tuple[str, str]] | None, label: str | None) -> None:
    found = formula_in(text)
    assert (list(found.terms) if found else None) == terms
    assert label_in(text) == label


def test_a_label_that_stands_twice_is_none() -> None:
    assert labels_of(["(A)", "(B)", "(A)"]) == {"B": 1}
