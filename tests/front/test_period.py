"""The reporting period, by how the sentence calls it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from reportparse.front.period import find_reporting_period
from tests.front.conftest import Read, labels


@pytest.mark.parametrize("case", labels("front_periods"))
def test_period(case: dict[str, Any]) -> None:
    found = find_reporting_period(case["input"])
    if case["expected"] is None:
        assert found.period is None
        assert len(found.candidates) == case["candidates"]
        return
    assert found.period is not None
    days = [found.period.start.isoformat(), found.period.end.isoformat()]
    assert days == case["expected"]
    start, end = found.period.span
    assert case["input"][found.period.text][start:end] == found.period.raw


@pytest.mark.parametrize("name", ["FCCC_KP_CMP_2024_3.pdf", "FCCC_KP_CMP_2024_3.zh.txt"])
def test_period_of_the_seed(name: str, front_of: Callable[[str], Read]) -> None:
    """The summary and paragraph 2 say it; the other period of paragraph 2 is that of the data."""
    front, _ = front_of(f"fixtures/{name}")
    assert front.summary is not None
    texts = [field.text for field in front.summary.paragraphs]
    second = [line.text for line in front.rest if "2023 年 9 月" in line.text]
    found = find_reporting_period([*texts, *second])
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2023, 9, 28), date(2024, 8, 31))
