"""The hand-made cases of fixtures/cases/facts.json: texts and what they state.

A case lists every quantity and date of its text, and its names where `names` is given; of each it
names the attributes that matter. A case with `"expect": "fail"` is a known failure, and strict.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportparse.facts.find import find_facts
from reportparse.facts.model import FoundMention, FoundQuantity, StatedPeriod

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "facts.json"
STATED = StatedPeriod(datetime.date(2023, 9, 28), datetime.date(2024, 8, 31))

Case = dict[str, Any]


def _cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else [],
        )
        for case in json.loads(CASES.read_text("utf-8"))
    ]


def plain(value: object) -> object:
    """A value as JSON writes it."""
    if isinstance(value, Decimal | datetime.date):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def said(text: str, found: FoundQuantity | FoundMention, expected: Case) -> Case:
    """The attributes of `found` that the expectation names."""
    made: Case = {}
    for name in expected:
        if name == "raw":
            made[name] = text[found.start : found.end]
        elif name == "holds":
            holds = getattr(found, name)
            made[name] = holds and [plain(holds.start), plain(holds.end)]
        else:
            made[name] = plain(getattr(found, name))
    return made


@pytest.mark.parametrize("case", _cases())
def test_case(case: Case) -> None:
    text = case["input"]
    found = find_facts(text, case["language"], STATED)
    kinds: dict[str, Sequence[FoundQuantity | FoundMention]]
    kinds = {"quantities": found.quantities, "dates": found.dates}
    for kind, many in kinds.items():
        raws = [text[one.start : one.end] for one in many]
        assert raws == [expected["raw"] for expected in case[kind]], kind
        for one, expected in zip(many, case[kind], strict=True):
            assert said(text, one, expected) == expected
    if "names" in case:
        assert [text[name.start : name.end] for name in found.names] == case["names"]


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in json.loads(CASES.read_text("utf-8"))]
    assert len(labels) == len(set(labels))
