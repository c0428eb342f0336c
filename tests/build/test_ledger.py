"""The ledger tells what nobody took and what two took."""

from __future__ import annotations

from reportparse.build.ledger import Ledger
from reportparse.layout.model import Line, Piece


def _line(text: str, number: int = 0) -> Line:
    return Line(number, 1, text, tuple(range(len(text))), row=number + 1)


def test_all_print_claimed_once() -> None:
    line = _line("表 1  12 638")
    ledger = Ledger([line])
    ledger.claim("table", [Piece(line, 0, 3), Piece(line, 5, 11)])
    assert ledger.unclaimed() == []
    assert ledger.twice == []
    assert ledger.counts == {"table": 7}
    assert ledger.printed == 7


def test_blanks_need_no_owner() -> None:
    line = _line("  a  ")
    ledger = Ledger([line])
    ledger.claim("item", [Piece(line, 2, 3)])
    assert ledger.unclaimed() == []


def test_print_without_owner_is_given_back_in_stretches() -> None:
    line = _line("one two three")
    ledger = Ledger([line])
    ledger.claim("item", [Piece(line, 4, 7)])
    assert [piece.text for piece in ledger.unclaimed()] == ["one", "three"]


def test_a_lost_character_inside_a_word_is_found() -> None:
    line = _line("2449614293")
    ledger = Ledger([line])
    ledger.claim("table", [Piece(line, 0, 4), Piece(line, 5, 10)])
    assert [piece.text for piece in ledger.unclaimed()] == ["6"]


def test_print_with_two_owners_is_told() -> None:
    line = _line("脚注")
    ledger = Ledger([line])
    ledger.claim("paragraph", [line.whole()])
    ledger.claim("footnote", [Piece(line, 1, 2)])
    assert [(piece.text, one, other) for piece, one, other in ledger.twice] == [
        ("注", "paragraph", "footnote")
    ]
    assert ledger.counts == {"paragraph": 2}
