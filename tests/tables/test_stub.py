"""Indents of the stub: steps from its left edge, none where the labels are centred."""

from __future__ import annotations

from tests.tables.composing import Ink, line, sheet

from reportparse.tables.chunks import TagNumbers, chunks_of
from reportparse.tables.grid import RowDraft, Slot
from reportparse.tables.stub import indents_of


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
