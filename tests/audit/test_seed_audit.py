"""What the audit says of the sample, against a list made by reading the print."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest

from reportparse.audit.run import audit
from reportparse.reading import parse
from reportparse.report.audit import Audit

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DOORS = ("FCCC_KP_CMP_2024_3.pdf", "FCCC_KP_CMP_2024_3.zh.txt")
MISPRINTED = ["p16", "p23", "p23", "p8", "p9", "table-4"]
"""Where the defined term 核证减排量 is printed as 核证排减量 or 核证排减."""


@lru_cache
def audited(door: str) -> Audit:
    return audit(parse(FIXTURES / door))


@pytest.mark.parametrize("door", DOORS)
def test_what_was_found_by_reading_is_found(door: str) -> None:
    """Those of the list with a check; the others need a reader who knows what is meant."""
    for own in json.loads((FIXTURES / "truth" / "seed_audit.json").read_text(encoding="utf-8")):
        if own["check"] is None or Path(door).suffix[1:] not in own.get("doors", ("pdf", "txt")):
            continue
        assert [
            line
            for line in audited(door).lines
            if (line.check, line.verdict, line.element)
            == (own["check"], own["verdict"], own["where"])
            and own.get("found", "") in (line.found or "")
        ], own["what"]


@pytest.mark.parametrize("door", DOORS)
def test_misprinted_terms(door: str) -> None:
    slips = [line for line in audited(door).lines if line.check == "terms"]
    assert sorted(str(line.element) for line in slips) == MISPRINTED
    assert all("核证排减" in str(line.found) for line in slips)


@pytest.mark.parametrize("door", DOORS)
def test_two_measure_words(door: str) -> None:
    (line,) = [line for line in audited(door).lines if line.check == "measure words"]
    assert (line.element, line.expected, line.found) == ("p37", "个", "条")


@pytest.mark.parametrize("door", DOORS)
def test_the_subtotal_that_misses_by_one(door: str) -> None:
    (line,) = [line for line in audited(door).lines if line.found == "7 075 413"]
    assert line.verdict == "explained"
    assert line.expected == "7 075 414"


@pytest.mark.parametrize("door", DOORS)
def test_the_column_that_counts_twice(door: str) -> None:
    (line,) = [line for line in audited(door).lines if line.found == "3 728"]
    assert line.verdict == "explained"
    assert "table-1.c" in str(line.explanation)


def test_the_title_s_marker_has_no_note_in_the_dump() -> None:
    lost = [line for line in audited(DOORS[1]).lines if line.check == "notes"]
    lost = [line for line in lost if line.verdict == "contradicts"]
    assert [line.element for line in lost] == ["metadata.title"]


@pytest.mark.parametrize("door", DOORS)
def test_nothing_else_contradicts(door: str) -> None:
    checks = {line.check for line in audited(door).lines if line.verdict == "contradicts"}
    assert checks - {"notes"} == {"terms", "measure words"}


def test_a_wrong_digit_of_a_total_in_the_dump_is_not_passed_over() -> None:
    """Its rows can then be cut in several ways, and nothing proves one: the audit says so."""
    dump = (FIXTURES / DOORS[1]).read_text(encoding="utf-8")
    assert "13 281 700" in dump
    lines = audit(parse(dump.replace("13 281 700", "13 281 800").encode())).lines
    doubts = [line for line in lines if (line.check, line.element) == ("totals", "table-4")]
    assert doubts
    assert {line.verdict for line in doubts} == {"cannot_tell"}
