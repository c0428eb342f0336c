"""The language of queries."""

from __future__ import annotations

import pytest

from reportparse.errors import EXIT_USAGE, BadQuery
from reportparse.search.query import MOST_TERMS, parse_query

Groups = list[list[str]]


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        ("核证减排量", [["核证减排量"]], []),
        ("核证减排量 注销", [["核证减排量"], ["注销"]], []),
        ("核证减排量\u3000注销", [["核证减排量"], ["注销"]], []),
        ("a AND b", [["a"], ["b"]], []),
        ("a OR b c", [["a", "b"], ["c"]], []),
        ("a | b | c", [["a", "b", "c"]], []),
        ("a OR b OR c d", [["a", "b", "c"], ["d"]], []),
        ("a -b", [["a"]], ["b"]),
        ("a －b", [["a"]], ["b"]),
        ("a NOT b", [["a"]], ["b"]),
        ('-"b c" a', [["a"]], ["bc"]),
        ("or and not", [["or"], ["and"], ["not"]], []),
        ('"a OR b"', [["aorb"]], []),
        ("“自愿 注销”", [["自愿注销"]], []),
        ("「自愿」注销", [["自愿"], ["注销"]], []),
        ('核证"减排"', [["核证"], ["减排"]], []),
        ('"say ""yes"" now"', [['say"yes"now']], []),
        ('"“引”"', [['"引"']], []),
        ("A/75/836", [["a/75/836"]], []),
        ("2008-2012", [["2008-2012"]], []),
        ("CMP 18", [["cmp"], ["18"]], []),
        ("- a", [["-"], ["a"]], []),
    ],
)
def test_what_a_query_asks_for(text: str, wanted: Groups, excluded: list[str]) -> None:
    query = parse_query(text)
    assert [[term.pieces[0] for term in group] for group in query.wanted] == wanted
    assert list(query.excluded) == excluded


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing to look for"),
        ("  \u3000", "nothing to look for"),
        ("-a", "nothing to look for"),
        ("OR a", "OR stands between two terms"),
        ("a OR", "OR stands before a term"),
        ("a OR OR b", "OR stands between two terms"),
        ("a OR -b", "OR joins what is wanted"),
        ("a NOT", "NOT stands before a term"),
        ('a "b', "the quote at character 3 is not closed"),
        ('""', "a phrase of blanks finds nothing"),
        ('a " "', "a phrase of blanks finds nothing"),
        ("a " * (MOST_TERMS + 1), "more than 64 terms"),
    ],
)
def test_what_is_not_understood(text: str, why: str) -> None:
    with pytest.raises(BadQuery, match=why) as caught:
        parse_query(text)
    assert caught.value.exit_code == EXIT_USAGE
    assert "\n" not in str(caught.value)


def test_a_term_of_several_words_is_found_by_its_words() -> None:
    (group,) = parse_query(
        "自愿注销的核证减排量", lambda _: ["自愿注销", "的", "核证减排量"]
    ).wanted
    assert group[0].pieces == ("自愿注销的核证减排量", "自愿注销", "核证减排量")
    assert group[0].ways == (("自愿注销", "核证减排量"),)


def test_a_phrase_is_never_cut() -> None:
    (group,) = parse_query('"自愿注销"', lambda _: ["自愿", "注销"]).wanted
    assert group[0].ways == (("自愿注销",),)


@pytest.mark.parametrize(
    ("text", "prints"),
    [
        ("32717425", ["32717425", "32,717,425"]),
        ("32,717,425", ["32717425", "32,717,425"]),
        ("1234.5", ["1234.5", "1,234.5"]),
        ("１２３４", ["1234", "1,234"]),
        ("123", ["123"]),
        ("12,34", ["12,34"]),
    ],
)
def test_a_figure_is_found_in_either_print(text: str, prints: list[str]) -> None:
    (group,) = parse_query(text).wanted
    assert [way for (way,) in group[0].ways] == prints
