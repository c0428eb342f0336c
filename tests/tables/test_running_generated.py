"""Random tables printed as a dump: recovered exactly or flagged, never wrong in silence.

The generator knows nothing of the recogniser. It prints head, rows and total on lines of their own
with single blanks between cells, as a dump does that has lost the gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportparse.layout.model import Line, printed
from reportparse.lexicon.words import Language, words
from reportparse.tables.model import Recognised
from reportparse.tables.running import recognise_dump

ZH_STUBS = (
    "登记费",
    "收益分成",
    "认证费用",
    "差旅费",
    "咨询人",
    "一般业务费用",
    "家具和设备",
    "信息技术",
    "培训",
    "其他",
)
EN_STUBS = (
    "Posts",
    "Travel of staff",
    "Consultants",
    "General operating expenses",
    "Grants",
    "Training",
)
ZH_HEADS = (
    "核定数额",
    "支出数额",
    "余额",
    "本期数",
    "上期数",
    "预算数",
    "差额",
    "收入",
    "拨款",
    "承付款",
)
EN_HEADS = (
    "Approved",
    "Expenditure",
    "Balance",
    "Current",
    "Previous",
    "Budget",
    "Variance",
    "Income",
    "Grant",
    "Reserve",
)
UNREAD = "?"


@dataclass(frozen=True)
class Printed:
    """A table as printed: stubs and cells, and what its language is."""

    language: Language
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def columns(self) -> int:
        return len(self.rows[0][1])


def grouped(value: Decimal, decimals: int, mark: str) -> str:
    """Print a number with groups of three."""
    text = f"{abs(value):,.{decimals}f}".replace(",", mark)
    return f"({text})" if value < 0 else text


def lines_of(table: Printed, gap: str = " ") -> list[Line]:
    """Print caption, title, one line of heads, and the rows."""
    zh = table.language == "zh"
    heads = (ZH_HEADS if zh else EN_HEADS)[: table.columns]
    texts = ["表 1 " if zh else "Table 1", "收支情况比较" if zh else "Income and expenditure"]
    texts.append(gap.join(["类别" if zh else "Category", *heads]) + " ")
    texts += [gap.join(filter(None, [stub, *cells])) + " " for stub, cells in table.rows]
    texts.append(
        "8. 以下各段说明上述情况，并提出建议。 "
        if zh
        else "8. The following paragraphs explain this."
    )
    return [
        Line(i, 1, text, tuple(range(len(text))), row=1 + 2 * i) for i, text in enumerate(texts)
    ]


@st.composite
def amounts(draw: st.DrawFn, decimals: int, negative: bool) -> Decimal:
    """An amount of any size up to ten digits, each size as likely as another."""
    size = draw(st.integers(1, 10))
    value = draw(st.integers(0, 10**size - 1))
    signed = -value if negative and draw(st.integers(0, 4)) == 0 else value
    return Decimal(signed).scaleb(-decimals)


@st.composite
def tables(draw: st.DrawFn, mark: str = " ", total: bool = True) -> Printed:
    """A table of 2 to 10 columns of figures and 2 to 40 rows; with a total that adds up or none."""
    language: Language = draw(st.sampled_from(("zh", "en")))
    columns = draw(st.integers(2, 10))
    count = draw(st.integers(2, draw(st.sampled_from((4, 10, 40)))))
    styles = [(draw(st.sampled_from((0, 0, 0, 1, 2))), draw(st.booleans())) for _ in range(columns)]
    values = [[draw(amounts(d, n)) for d, n in styles] for _ in range(count)]
    stubs = ZH_STUBS if language == "zh" else EN_STUBS
    rows = []
    for index, row in enumerate(values):
        cells = tuple(
            "–" if value == 0 and draw(st.booleans()) else grouped(value, d, mark)
            for value, (d, _) in zip(row, styles, strict=True)
        )
        rows.append((stubs[index % len(stubs)], cells))
    if total:
        sums = [sum(column, Decimal(0)) for column in zip(*values, strict=True)]
        cells = tuple(grouped(v, d, mark) for v, (d, _) in zip(sums, styles, strict=True))
        rows.append(("共计" if language == "zh" else "Total", cells))
    return Printed(language, tuple(rows))


def read(table: Printed, gap: str = " ") -> Recognised:
    (found,) = recognise_dump(lines_of(table, gap), words(table.language))
    return found


def outcome(table: Printed, found: Recognised) -> str:
    """`exact`, `flagged` or `wrong`: wrong when a cell differs and no error tells of its row."""
    errors = [doubt for doubt in found.doubts if doubt.severity in ("error", "warning")]
    whole = any(doubt.code in WHOLE or "columns" in doubt.message for doubt in errors)
    flagged = {piece.line.number for doubt in errors for piece in doubt.pieces}
    own = [
        [" ".join(piece.text for piece in cell.ink.pieces) for cell in row.cells]
        for row in found.table.rows
    ]
    wanted = [[stub, *cells] for stub, cells in table.rows]
    if own == wanted:
        return "exact"
    if whole:
        return "flagged"
    lines = {line.text.strip(): line.number for line in lines_of(table)}
    for stub, cells in table.rows:
        number = lines[" ".join(filter(None, [stub, *cells]))]
        if [stub, *cells] not in own and number not in flagged:
            return "wrong"
    return "flagged"


WHOLE = {"table-without-grid"}

SETTINGS = settings(max_examples=40)


@SETTINGS
@given(tables())
def test_tables_with_a_total(table: Printed) -> None:
    assert outcome(table, read(table)) != "wrong"


@SETTINGS
@given(tables(total=False))
def test_tables_without_a_total(table: Printed) -> None:
    assert outcome(table, read(table)) != "wrong"


Fault = Literal["distinct", "off", "digit", "blank", "subtotals", "none"]

FAULTS: tuple[Fault, ...] = ("distinct", "off", "digit", "blank", "subtotals", "none")
"""What happens to a table: columns that are no sums, a total misprinted by a little, a cell with a
wrong digit, a blank cell, subtotals, nothing."""


@st.composite
def faulty_tables(draw: st.DrawFn, fault: Fault, total: bool = True) -> Printed:
    """A table whose columns have sizes of their own, with one fault."""
    language: Language = draw(st.sampled_from(("zh", "en")))
    columns, count = draw(st.integers(2, 6)), draw(st.integers(4, 14))
    sizes = [draw(st.integers(1, 9)) for _ in range(columns)]
    values = [[draw(st.integers(1, 10**size - 1)) for size in sizes] for _ in range(count)]
    sums = [sum(column) for column in zip(*values, strict=True)]
    row, column = draw(st.integers(0, count - 1)), draw(st.integers(0, columns - 1))
    if fault == "distinct":
        sums[column] = sums[column] * draw(st.integers(30, 95)) // 100
    if fault == "off":
        sums[column] += draw(st.sampled_from((1, 2, 9, 100)))
    if fault == "digit":
        values[row][column] += 10 ** draw(st.integers(0, len(str(values[row][column])) - 1))
    cells = [[grouped(Decimal(value), 0, " ") for value in own] for own in values]
    if fault == "blank":
        sums[column] -= values[row][column]
        cells[row][column] = ""
    stubs = ZH_STUBS if language == "zh" else EN_STUBS
    rows = [(stubs[i % len(stubs)], tuple(own)) for i, own in enumerate(cells)]
    if fault == "subtotals":
        half, word = count // 2, "小计" if language == "zh" else "Subtotal"
        parts = (values[:half], values[half:])
        first, second = (
            (word, tuple(grouped(Decimal(sum(c)), 0, " ") for c in zip(*part, strict=True)))
            for part in parts
        )
        rows = [*rows[:half], first, *rows[half:], second]
    if total:
        printed_sums = tuple(grouped(Decimal(value), 0, " ") for value in sums)
        rows.append(("共计" if language == "zh" else "Total", printed_sums))
    return Printed(language, tuple(rows))


@settings(SETTINGS, max_examples=25)
@given(st.data())
@pytest.mark.parametrize("fault", FAULTS)
def test_tables_with_faults(fault: Fault, data: st.DataObject) -> None:
    table = data.draw(faulty_tables(fault))
    assert outcome(table, read(table)) != "wrong"


@settings(SETTINGS, max_examples=25)
@given(faulty_tables("blank", total=False))
def test_a_blank_cell_that_no_sum_shows(table: Printed) -> None:
    assert outcome(table, read(table)) != "wrong"


@SETTINGS
@given(tables(mark=",", total=False))
def test_commas_leave_one_reading(table: Printed) -> None:
    found = read(table)
    assert outcome(table, found) in {"exact", "flagged"}


@SETTINGS
@given(tables())
def test_every_character_has_one_place(table: Printed) -> None:
    found = read(table)
    placed = [(line.number, at) for line, at in printed(found.table.all_pieces())]
    assert len(placed) == len(set(placed))
    lines = lines_of(table)[:-1]
    every = {(n.number, at) for n in lines for at, char in enumerate(n.text) if not char.isspace()}
    if found.table.columns:
        assert set(placed) == every
