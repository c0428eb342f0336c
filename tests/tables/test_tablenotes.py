"""Notes below a table: letters, wrapped lines, remarks, sources, the next page."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.composing import Ink, line, prose

from reportparse.layout.model import Line
from reportparse.lexicon.words import words
from reportparse.tables.captions import Captions
from reportparse.tables.tablenotes import NoteBlock, NoteReader
from reportparse.tables.vocabulary import TableWords

ALL = [words("zh"), words("en")]
READER = NoteReader(TableWords(ALL), Captions(ALL), 10.5)


def noted(number: int, y: float, marker: str, text: str) -> Line:
    return line(number, y, Ink(110, marker, 5.2, raised=True), Ink(116, text))


def notes(block: NoteBlock) -> list[tuple[str, str]]:
    return [
        (note.marker.text if note.marker else "", "".join(p.text for p in note.ink.pieces))
        for note in block.notes
    ]


def below(*lines: Line, used: Sequence[str] = ()) -> NoteBlock:
    return READER.below(lines, 90, used)


def test_letters_and_wrapped_lines() -> None:
    block = below(
        noted(
            1, 110, "a", "包括登记和撤销登记的项目活动和活动方案。到本报告期结束时，共列入了组成"
        ),
        line(2, 121, Ink(100, "部分。")),
        noted(3, 130, "b", "包括临时核证减排量。"),
        prose(4, 160),
    )
    assert [marker for marker, _ in notes(block)] == ["a", "b"]
    assert notes(block)[0][1].endswith("共列入了组成部分。")
    assert [own.number for own in block.lines] == [1, 2, 3]


def test_remark_source_and_key() -> None:
    block = below(
        line(1, 105, Ink(100, "资料来源：统计司。", 9)),
        line(2, 117, Ink(100, "注：数字经四舍五入。", 9)),
        line(3, 129, Ink(100, "Abbreviations: GNI, gross national income.", 9)),
    )
    assert len(block.sources) == 1 and len(block.remarks) == 2 and not block.notes


def test_letters_that_are_not_raised() -> None:
    block = below(
        line(1, 105, Ink(100, "a 不包括储备金。", 9)),
        line(2, 117, Ink(100, "b 在发放时缴纳。", 9)),
    )
    assert [marker for marker, _ in notes(block)] == ["a", "b"]


def test_running_text_is_no_note() -> None:
    assert below(prose(1, 110)) == NoteBlock()
    assert below(line(1, 110, Ink(100, "(a) 注意执行理事会的工作；", 10.5))) == NoteBlock()


def test_a_numbered_paragraph_in_small_type_is_no_note() -> None:
    assert below(line(1, 110, Ink(100, "8. 在最近一个报告期", 9))) == NoteBlock()


def test_a_note_goes_on_at_the_top_of_the_next_page() -> None:
    block = below(noted(1, 110, "a", "会员国注意到提出的提案，包括各方的意见，总额"))
    more = READER.further(
        [
            line(7, 84, Ink(100, "为448 513美元。"), sheet=2),
            noted(8, 95, "b", "另见附件。"),
            prose(9, 130, 2),
        ],
        block,
        [],
    )
    whole = block.with_more(more)
    assert notes(whole) == [
        ("a", "会员国注意到提出的提案，包括各方的意见，总额为448 513美元。"),
        ("b", "另见附件。"),
    ]
    assert [own.number for own in more.lines] == [7, 8]


def test_a_raised_marker_in_brackets() -> None:
    block = below(noted(1, 105, "(*)", "注：2024年的数字可能不是最终数字。"))
    (note,) = block.notes
    assert note.label == "*"
    assert block.letters == {"*"}
    assert not below(noted(1, 105, "(*", "注")).notes, "a bracket that is not closed"
