"""Random edits put into reports: each is found, and nothing else is told."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as choose

import reportparse
from reportparse.diff import compare
from reportparse.report import Report
from tests.diff.planted import Told, plant, told
from tests.typeset import Settings, reports, typeset_pdf
from tests.typeset.manuscript import Manuscript

ROUNDS = int(os.environ.get("REPORTPARSE_DIFF_ROUNDS", "24"))


@cache
def fixture(path: Path) -> Report:
    return reportparse.parse(path)


def assert_found(report: Report, key: str, many: int) -> int:
    changed, wanted = plant(report, Random(key), many)
    found = told(compare(report, changed))
    assert _settled(found) == wanted, key
    mirrored = [change.mirrored() for change in compare(changed, report).changes]
    assert sorted(map(repr, mirrored)) == sorted(map(repr, compare(report, changed).changes))
    return len(wanted)


def _settled(found: list[Told]) -> list[Told]:
    """Which of two neighbours that changed places moved is a matter of view: the pair counts."""
    settled: list[Told] = []
    for part, action, what, before, after in found:
        if (part, action) == ("column", "moved"):
            before, after = str(before).rpartition(".column.")[0], None
        elif (part, action) == ("outline", "moved"):
            before = after = None
        settled.append((part, action, what, before, after))
    return sorted(settled, key=str)


def test_edits_of_the_sample(seed_pdf: Path) -> None:
    report = fixture(seed_pdf)
    planted = [assert_found(report, f"seed {n}", 1 + n % 12) for n in range(ROUNDS)]
    assert sum(planted) > 3 * ROUNDS


def test_edits_of_drawn_reports() -> None:
    planted: list[int] = []

    @seed(11)
    @choose(
        max_examples=max(6, ROUNDS // 4),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(reports())
    def one(pair: tuple[Manuscript, Settings]) -> None:
        report = reportparse.parse(typeset_pdf(*pair))
        planted.extend(assert_found(report, f"drawn {n}", 4) for n in range(3))

    one()
    assert sum(planted) > len(planted)


def test_a_report_does_not_differ_from_itself(seed_pdf: Path, seed_dump: Path) -> None:
    for path in (seed_pdf, seed_dump):
        report = fixture(path)
        assert compare(report, report).changes == ()
        assert compare(report, reportparse.parse(path.read_bytes())).changes == ()


@pytest.mark.parametrize("turned", [False, True])
def test_two_doors_of_one_report_differ_in_nothing(
    turned: bool, seed_pdf: Path, seed_dump: Path
) -> None:
    pdf, dump = fixture(seed_pdf), fixture(seed_dump)
    difference = compare(dump, pdf) if turned else compare(pdf, dump)
    assert difference.told == ()
    # Ten fields of the masthead, the note of the title, twelve percentages of the drawing.
    assert {change.part for change in difference.changes} == {"metadata", "note", "figure"}
    assert len(difference.changes) == 23
