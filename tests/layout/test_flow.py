"""Pieces to running text: joints, offsets of markers, origins."""

from __future__ import annotations

from reportparse.layout.flow import flow
from reportparse.layout.model import Line, Piece
from tests.layout.made import dump_lines


def pieces(*rows: str) -> list[Piece]:
    return [line.whole() for line in dump_lines(rows)]


def test_chinese_lines_join_without_a_blank() -> None:
    assert flow(pieces("区域合作", "中心。")).text == "区域合作中心。"


def test_latin_words_join_with_one() -> None:
    assert flow(pieces("Zoë", "Müller-Okafor")).text == "Zoë Müller-Okafor"


def test_blanks_beside_chinese_go() -> None:
    made = flow(pieces("第 121次 CMP  19 会议"))
    assert made.text == "第121次CMP 19会议"
    assert made.raw == "第 121次 CMP  19 会议"


def test_raw_keeps_lines_apart() -> None:
    assert flow(pieces("区域合作 ", "中心。")).raw == "区域合作 \n中心。"


def test_marker_leaves_the_text_and_keeps_its_place() -> None:
    first, second = pieces("该网页，3 该网页", "是资料库。")
    made = flow([first, second], [Piece(first.line, 4, 5)])
    assert made.text == "该网页，该网页是资料库。"
    assert [(mark.offset, mark.piece.text) for mark in made.markers] == [(4, "3")]


def test_marker_stands_behind_its_word_not_behind_the_blank() -> None:
    [line] = pieces("the Board 7 decided")
    made = flow([line], [Piece(line.line, 10, 11)])
    assert [mark.offset for mark in made.markers] == [len("the Board")]


def test_marker_at_the_end_of_a_line() -> None:
    first, second = pieces("结束。1", "下文")
    made = flow([first, second], [Piece(first.line, 3, 4)])
    assert (made.text, made.markers[0].offset) == ("结束。下文", 3)


def test_stretches_lead_back_to_the_print() -> None:
    made = flow(pieces("Zoë ", "Alcock 的意见"))
    first, second = made.stretches
    at = made.text.index("的")
    assert second.line.text[second.indices[at - second.start]] == "的"
    # The blank that joins two lines is nowhere printed.
    assert (first.end, second.start, second.end) == (3, 4, len(made.text))


def test_pieces_between_offsets() -> None:
    first, second = pieces("区域合作", "中心")
    found = flow([first, second]).pieces_between(2, 5)
    assert [piece.text for piece in found] == ["合作", "中"]


def test_pieces_of_one_line_keep_their_distance() -> None:
    line = Line(0, 1, "收入   支出", tuple(range(7)))
    assert flow([Piece(line, 0, 2), Piece(line, 5, 7)]).raw == "收入   支出"


def test_nothing() -> None:
    made = flow([])
    assert (made.text, made.raw, made.stretches) == ("", "", ())
