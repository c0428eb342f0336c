"""Markers come off words and numbers; exponents and ordinals stay."""

from __future__ import annotations

import pytest
from tests.tables.composing import Ink, line

from reportparse.layout.model import Line
from reportparse.tables.inks import ink_of


def read(own: Line, letters: str = "") -> tuple[str, list[str], list[str]]:
    ink = ink_of([own.whole()], letters)
    return (
        "".join(piece.text for piece in ink.pieces),
        [marker.text for marker in ink.markers],
        [sign.text for sign in ink.signs],
    )


def raised(words: str, marks: str) -> Line:
    left = line(1, 100, Ink(100, words))
    return line(1, 100, Ink(100, words), Ink(left.xs[-1][1], marks, 5.5, raised=True))


@pytest.mark.parametrize(
    ("words", "marks", "markers", "signs"),
    [
        ("9", "c", ["c"], []),
        ("Vacant", "d, e, f", ["d", "e", "f"], [",", ","]),
        ("机制活动数量", "a b", ["a", "b"], []),
        ("2024", "*", ["*"], []),
        ("Total", "12", ["12"], []),
    ],
)
def test_raised_marks(words: str, marks: str, markers: list[str], signs: list[str]) -> None:
    assert read(raised(words, marks)) == (words, markers, signs)


@pytest.mark.parametrize(("words", "marks"), [("10", "3"), ("5 km", "2"), ("the 19", "th")])
def test_exponents_and_ordinals_are_words(words: str, marks: str) -> None:
    assert read(raised(words, marks)) == (words + marks, [], [])


def test_a_lone_letter_is_a_marker_only_if_there_is_such_a_note() -> None:
    own = line(1, 100, Ink(100, "登记费 b"))
    assert read(own, "abc") == ("登记费", ["b"], [])
    assert read(own) == ("登记费 b", [], [])


def test_a_letter_glued_to_a_number() -> None:
    assert read(line(1, 100, Ink(100, "9c")), "abc") == ("9", ["c"], [])
    assert read(line(1, 100, Ink(100, "lCER")), "R") == ("lCER", [], [])


def test_asterisks_behind_a_number() -> None:
    assert read(line(1, 100, Ink(100, "1**"))) == ("1", ["**"], [])


def test_words_behind_a_marker_go_on() -> None:
    first = Ink(100, "National staff")
    end = line(1, 100, first).xs[-1][1]
    own = line(1, 100, first, Ink(end, "a", 5.5, raised=True), Ink(end + 6, "(posts)"))
    assert read(own) == ("National staff(posts)", ["a"], [])
