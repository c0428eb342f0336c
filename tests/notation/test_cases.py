"""The small hand-made cases: each a text, what it must be read as, and the reason.

A case with `"expect": "fail"` is a known failure; it is strict, so that the day it passes the mark
has to go.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportparse.lexicon.words import Language
from reportparse.notation.captions import read_annex_label, read_caption_label
from reportparse.notation.dates import Date, Period, find_dates
from reportparse.notation.labels import read_label
from reportparse.notation.numerals import (
    Nil,
    Number,
    NumberRange,
    read_nil,
    read_number,
    read_number_set,
    read_range,
)
from reportparse.notation.references import find_references
from reportparse.notation.symbols import find_job_numbers, find_symbols
from reportparse.notation.values import read_value

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
FILES = ("numerals", "dates", "labels", "symbols", "references", "values")

Case = dict[str, Any]


def plain(value: object) -> object:
    """Make a value comparable with JSON: numbers as they are written, tuples as lists."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def parts(found: object, expected: Case | None) -> Case | None:
    """Return the attributes of `found` that the expectation names, or None for None."""
    if found is None or expected is None:
        return None if found is None else {"unexpected": repr(found)}
    return {name: plain(getattr(found, name)) for name in expected}


def number(case: Case) -> object:
    found = read_number(case["input"], case["language"])
    result = parts(found, case["expected"])
    if result and found and "value" in result:
        result["value"] = str(found.value)
    return result


def value(case: Case) -> object:
    raw, prefer = case["input"]
    found = read_value(raw, case["language"], prefer)
    result: Case = {"kind": found.kind}
    if found.value is not None:
        result["value"] = shown(found.value)
    if found.doubts:
        result["doubt"] = found.doubts[0]
    return result


def shown(payload: object) -> str:
    """Write a cell's value on one line."""
    match payload:
        case Number():
            return str(payload.value)
        case Nil():
            return payload.kind
        case Date() | Period():
            return payload.iso
        case NumberRange():
            return f"{payload.low.value}-{payload.high.value}"
        case tuple():
            return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in payload)
    raise TypeError(payload)


def label(case: Case) -> object:
    found = read_label(case["input"])
    result = parts(found, case["expected"])
    if result and found and "alternatives" in result:
        result["alternatives"] = [[other.kind, other.value] for other in found.alternatives]
    return result


def references(case: Case) -> object:
    language: Language = case["language"]
    found = find_references(case["input"], language)
    if len(found) != len(case["expected"]):
        return [ref.raw for ref in found]
    return [parts(ref, wanted) for ref, wanted in zip(found, case["expected"], strict=True)]


def ends(case: Case) -> object:
    found = read_range(case["input"], case["language"])
    return [str(found.low.value), str(found.high.value)] if found else None


READERS: dict[str, Callable[[Case], object]] = {
    "number": number,
    "nil": lambda case: parts(read_nil(case["input"], case["language"]), case["expected"]),
    "number_set": lambda case: plain(read_number_set(case["input"])),
    "range": ends,
    "dates": lambda case: [found.value.iso for found in find_dates(case["input"])],
    "label": label,
    "caption": lambda case: parts(read_caption_label(case["input"]), case["expected"]),
    "annex": lambda case: parts(read_annex_label(case["input"]), case["expected"]),
    "symbols": lambda case: [found.symbol.number for found in find_symbols(case["input"])],
    "job_numbers": lambda case: [found.number for found in find_job_numbers(case["input"])],
    "references": references,
    "value": value,
}


def all_cases() -> list[Any]:
    params = []
    for name in FILES:
        for case in json.loads((CASES / f"{name}.json").read_text(encoding="utf-8")):
            known = case.get("expect") == "fail"
            marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if known else []
            params.append(pytest.param(case, id=case["label"], marks=marks))
    return params


@pytest.mark.parametrize("case", all_cases())
def test_case(case: Case) -> None:
    assert READERS[case["read"]](case) == case["expected"], case["comment"]


def test_labels_are_unique() -> None:
    labels = [param.id for param in all_cases()]
    assert len(labels) == len(set(labels))
