"""Figures that stand again elsewhere: what counts as the same figure and what does not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportparse.checks.repeats import numerals, repeats
from reportparse.reading import parse
from reportparse.report.base import Text
from reportparse.report.model import Report
from tests.checks.setting import table


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("共发放了32,717,425个核证减排量单位", ["32717425"]),
        ("a total of 2 449 614 293 units", ["2449614293"]),
        ("$312 981.04 in all.", ["312981.04"]),
        ("到2024年为止", []),
        ("2,024 requests", ["2024"]),
        ("150 000 people", []),
        ("150 010 people", ["15001"]),
        ("A/RES/75/8361 and GE.24-17842", []),
        ("section 12.3456.7", []),
        ("between 1990–2024", []),
    ],
)
def test_numerals_of_running_text(text: str, values: list[str]) -> None:
    wanted = [Decimal("150010") if value == "15001" else Decimal(value) for value in values]
    assert list(numerals(text)) == wanted


@pytest.fixture(scope="module")
def seed(seed_dump: Path) -> Report:
    return parse(seed_dump)


def test_another_table_and_the_text_repeat_a_figure(seed: Report) -> None:
    one = table("Item|2023|2024", "A|12 638|2024\nB|(4 571)|1 500").model_copy(update={"id": "a"})
    other = table("Item|Sum", "C|12 638\nD|4 571").model_copy(update={"id": "b"})
    remark = Text(text="支出减少了4,571美元", raw="支出减少了4,571美元")
    other = other.model_copy(update={"remarks": (remark,)})
    bare = seed.model_copy(update={"sections": (), "annexes": (), "summary": None, "footnotes": ()})
    found = repeats(bare.model_copy(update={"tables": (one, other)}))
    assert found == [{(0, 1): ("b",), (1, 1): ("b",)}, {(0, 1): ("a",), (1, 1): ("b",)}]


def test_the_sample_report_says_where(seed: Report) -> None:
    """Typed from the print: paragraph 12 and table 3 give the same two figures."""
    own = next(one for one in seed.tables if one.number == "3")
    assert [(echo.row, echo.column, echo.elements) for echo in own.repeats] == [
        (0, 2, ("p12",)),
        (0, 4, ("p8", "p12")),
    ]
    assert [cell.text for cell in own.rows[0].cells if "repeated" in cell.proof] == [
        "2 449 614 293",
        "32 717 425",
    ]
