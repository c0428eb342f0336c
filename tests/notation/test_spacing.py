"""The text rule and the joining of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.notation.spacing import (
    half_width,
    is_blank,
    is_cjk,
    join_gap,
    stripped,
    tidy,
    tidy_with_offsets,
)

TIDY = [
    ("2024 年 11 月 11 日至 22 日", "2024年11月11日至22日", "blanks beside Chinese go"),
    ("第 121次会议", "第121次会议", "irregular blanks give one text"),
    ("CMP  18 的要求", "CMP 18的要求", "Latin keeps one blank"),
    ("José Domingos\u00a0Miguez", "José Domingos Miguez", "no-break space is a blank"),
    ("1\u202f234\u2009567", "1 234 567", "thin spaces become one kind"),
    ("概\u3000\u3000要", "概要", "ideographic blanks"),
    (" A.  任务 ", "A.任务", "ends are shorn, the blank before Chinese goes"),
    ("见 “教育+” 倡议", "见“教育+”倡议", "the blank beside an ideograph goes"),
    ("a \t\n b", "a b", "any run is one"),
    ("表 1（续） A", "表1（续）A", "full-width punctuation is Chinese"),
    ("Re\u200bCarbon", "ReCarbon", "characters without width print nothing"),
    ("", "", "nothing"),
    ("  ", "", "only blanks"),
]


@pytest.mark.parametrize(("raw", "text", "why"), TIDY)
def test_tidy(raw: str, text: str, why: str) -> None:
    assert tidy(raw) == text, why


JOIN = [
    ("截至 2024 年 8 月 31", "日，平台上", "", "Chinese follows"),
    ("作为《京都议定书》", "CMP 18", "", "Chinese before"),
    ("José Domingos ", " Miguez", " ", "two Latin words"),
    ("1 472", "584 629", " ", "a number cut at its group"),
    ("the long-", "term view", "", "hyphen inside a word"),
    ("short-", "and long-term", " ", "suspended hyphen"),
    ("two to three -", "the rest", " ", "a dash with blanks is no hyphen"),
    ("2013-", "2020 年", "", "dash inside a range"),
    ("2013", "–2020", " ", "an en dash at the start may open an aside"),
    ("and/", "or", "", "slash inside a word"),
    ("A/80/604/", "Add.13", "", "slash inside a symbol"),
    ("https://unfccc.int/about-us/", "regional-collaboration-centres", "", "address after a slash"),
    ("https://unfccc.int/documents", "/4252", "", "address before a slash"),
    ("https://www4.unfccc.int/sites.", "html", "", "address after a point"),
    ("see http://cdm.unfccc.int", "for details", " ", "address ended"),
    ("http://cdm.unfccc.int.", "Source", " ", "address and full stop"),
    ("(see", ")", "", "closing parenthesis"),
    ("(", "美元", "", "opening parenthesis"),
    ("", "x", "", "nothing before"),
    ("non\u2011", "discretionary", "", "non-breaking hyphen"),
]


@pytest.mark.parametrize(("left", "right", "gap", "why"), JOIN)
def test_join_gap(left: str, right: str, gap: str, why: str) -> None:
    assert join_gap(left, right) == gap, why


def test_full_width_comma_stays() -> None:
    assert half_width("１，２") == "1，2"


def test_cjk_classes() -> None:
    yes = "一龥、。，（）％《》「〇々ー"
    no = "A1 \u3000“”‘’…—·(),%é"
    assert [char for char in yes if not is_cjk(char)] == []
    assert [char for char in no if is_cjk(char)] == []


MIXED = st.text(alphabet="一表，（A1z.-/ \u00a0\u3000\u202f\u200b“", max_size=30)


@given(MIXED)
def test_tidy_is_settled(raw: str) -> None:
    """Doing it twice changes nothing."""
    assert tidy(tidy(raw)) == tidy(raw)


@given(MIXED)
def test_tidy_loses_only_blanks(raw: str) -> None:
    def ink(text: str) -> str:
        return "".join(char for char in text if not is_blank(char) and char != "\u200b")

    assert ink(tidy(raw)) == ink(raw)


@given(MIXED)
def test_offsets_point_at_the_print(raw: str) -> None:
    text, offsets = tidy_with_offsets(raw)
    assert len(text) == len(offsets)
    assert list(offsets) == sorted(set(offsets))
    for char, offset in zip(text, offsets, strict=True):
        assert raw[offset] == char or (char == " " and is_blank(raw[offset]))


@given(MIXED, MIXED)
def test_joined_text_is_the_same_for_any_break(left: str, right: str) -> None:
    """Where a line is cut at a blank, joining and tidying gives the text of the uncut line."""
    if not stripped(left) or not stripped(right):
        return
    gap = join_gap(left, right)
    joined = tidy(stripped(left) + gap + stripped(right))
    assert joined in (tidy(left + " " + right), tidy(stripped(left) + stripped(right)))
