"""Indents of the stub: steps from its left edge, none where the labels are centred."""

from __future__ import annotations

from tests.tables.composing import Ink, line, right, sheet

from reportparse.lexicon.words import words
from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.grid import Column, RowDraft, Slot
from reportparse.tables.stub import indents_of, kinds_of
from reportparse.tables.vocabulary import TableWords


def drafts(*labels: tuple[float, str]) -> list[RowDraft]:
    numbers = TagNumbers(sheet(1, ()))
    rows = []
    for at, (x, text) in enumerate(labels):
        chunks = chunks_of(line(at, 100 + 16 * at, Ink(x, text)), numbers, 0, 600)
        rows.append(RowDraft((Slot(0, chunks),), 1, 0, 0))
    return rows


def test_steps_are_counted_from_the_left_edge() -> None:
    labels = drafts((100, "收入"), (114, "登记费"), (128, "其中"), (100, "总计"))
    assert indents_of(labels) == (0, 1, 2, 0)


def test_a_total_in_the_middle_below_equal_labels_is_indented() -> None:
    assert indents_of(drafts((100, "登记费用"), (100, "认证费用"), (109, "总计"))) == (0, 0, 1)


def test_a_centred_stub_has_no_indents() -> None:
    labels = drafts((100, "登记费用"), (109, "总计"), (91, "认证费用以及"))
    assert indents_of(labels) == (0, 0, 0)


def kinds(*rows: tuple[str, str | None]) -> list[str]:
    numbers = TagNumbers(sheet(1, ()))
    made = []
    for at, (label, value) in enumerate(rows):
        inks = [Ink(100, label), *([right(400, value)] if value is not None else [])]
        chunks = chunks_of(line(at, 100 + 16 * at, *inks), numbers, 0, 600)
        slots = tuple(Slot(column, (chunk,)) for column, chunk in enumerate(chunks))
        made.append(RowDraft(slots, 1, 0, 0))
    columns = [Column(0, 90, 300, 100, 200, False), Column(1, 300, 420, 350, 400, True)]
    return list(kinds_of(made, columns, TableWords([words("zh"), words("en")])))


def test_words_alone_are_a_section_unless_they_are_a_sentence() -> None:
    found = kinds(
        ("A. 收入", None),
        ("登记费", "12"),
        ("外联方案：为会员国举办 6 个语言日活动。", None),
        ("Held by Northern Ltd.", None),
        ("认证费", "3"),
    )
    assert found == ["section", "data", "data", "section", "data"]
