"""Snippets show the hits, marked where they stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportparse.search.folding import fold
from reportparse.search.snippets import snippet, spans

SIGNS = "核证减排量 ，「ＣaA1\u3000ﬁ"


@given(st.text(SIGNS, max_size=60), st.data())
def test_what_is_marked_is_what_was_looked_for(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    piece = folded[start : data.draw(st.integers(start + 1, len(folded)))]
    found = spans(text, [piece])
    assert found
    assert all(piece in fold(text[begin:end]) for begin, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.text(SIGNS, min_size=1, max_size=300), st.integers(10, 100), st.data())
def test_a_snippet_is_a_stretch_of_the_text_with_a_hit(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + width)))
    made = snippet(text, [(start, end)], width)
    assert made.text in text and len(made.text) <= width
    assert [made.text[begin:stop] for begin, stop in made.marked] == [text[start:end]]
    assert made.before == (not text.startswith(made.text)) or made.text in text[1:]
    assert len(made.text) == min(width, len(text))


def test_a_hit_longer_than_the_snippet_is_cut() -> None:
    made = snippet("核" * 50, [(10, 45)], width=20)
    assert made.text == "核" * 20
    assert made.marked == ((0, 20),)
    assert made.before and made.after


def test_the_snippet_has_the_most_hits() -> None:
    text = "注销" + "。" * 100 + "注销和核证减排量"
    made = snippet(text, spans(text, ["注销", "核证减排量"]), width=30)
    assert [made.text[begin:end] for begin, end in made.marked] == ["注销", "核证减排量"]


def test_nothing_marked_is_the_beginning() -> None:
    assert snippet("一二三四", [], width=2).text == "一二"
