"""References: places, overlaps, and that blanks between Chinese and Latin never matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportparse.lexicon.words import Language
from reportparse.notation.citations import normal_number
from reportparse.notation.references import find_references
from reportparse.notation.spacing import tidy
from reportparse.notation.symbols import read_job_number, read_symbol

CASES = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "cases" / "references.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_print_and_text_give_the_same(case: dict[str, str]) -> None:
    """The print with its blanks and the text without them refer to the same things."""
    language: Language = "zh" if case["language"] == "zh" else "en"

    def essence(text: str) -> list[tuple[object, ...]]:
        return [
            (
                ref.kind,
                ref.number,
                ref.last,
                ref.body,
                ref.part,
                ref.paragraphs,
                ref.item,
                ref.place,
            )
            for ref in find_references(text, language)
        ]

    assert essence(case["input"]) == essence(tidy(case["input"]))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_spans_are_in_order_and_apart(case: dict[str, str]) -> None:
    language: Language = "zh" if case["language"] == "zh" else "en"
    found = find_references(case["input"], language)
    end = 0
    for ref in found:
        assert end <= ref.start < ref.end
        assert case["input"][ref.start : ref.end] == ref.raw
        end = ref.end


def test_normal_number_is_settled() -> None:
    for printed in ("1325（2000）", "55/5B", "2 / CMP.17", "43/222 A–E", "70／266"):
        assert normal_number(normal_number(printed)) == normal_number(printed)


def test_full_width_print_is_kept_raw() -> None:
    (ref,) = find_references("安全理事会第 1325（2000）号决议", "zh")
    assert ref.raw == "安全理事会第 1325（2000）号决议"
    assert ref.number == "1325(2000)"


def test_readers_of_whole_strings() -> None:
    symbol, job = read_symbol(" A/75/836 "), read_job_number("21-04320 (C)")
    assert symbol is not None and symbol.parts == ("A", "75", "836")
    assert job is not None and (job.number, job.office, job.language) == ("21-04320", "", "C")
    assert read_symbol("见 A/75/836") is None
