"""Variants of a text that are one to a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.search.folding import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（ＣＥＲ）１２％", "(cer)12%"),
        ("注销，登记：发放；", "注销,登记:发放;"),
        ("「自愿注销」", "“自愿注销”"),
        ("『自愿注销』", '"自愿注销"'),
        ("‘注销’", "'注销'"),
        ("〔附件〕【一】", "[附件][一]"),
        ("2008—2012年", "2008-2012 年"),
        ("核 证\u3000减\n排量", "核证减排量"),
        ("José DOMINGOS", "jose\u0301 domingos"),
        ("\u00adsoft\u200b", "soft"),
        ("32 717 425", "32717425"),
        ("⾦额", "金额"),
        ("ﬁnance", "FINANCE"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ".lower()),
    ],
)
def test_variants_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("核证", "核定"), ("1,000", "1000"), ("。", "."), ("登记", "登記")]
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXTS, TEXTS)
def test_the_parts_of_a_text_fold_to_the_parts_of_its_folded_form(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_offsets_lead_back(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(offsets)
    for char, offset in zip(folded, offsets, strict=True):
        assert char in fold(text[offset])
