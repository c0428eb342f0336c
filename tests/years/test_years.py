"""The generated years themselves: they follow from the sample report, and stay the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportparse
from reportparse.errors import NoTextLayer
from tests.records.facts import facts
from tests.typeset import typeset_pdf
from tests.years import Options, annual_report, drawn, write_years
from tests.years import figures as known
from tests.years.corpus import (
    CORRECTED_YEAR,
    DUPLICATED_YEAR,
    IMAGE_YEAR,
    MISSING_YEAR,
    RESTATED_YEAR,
    TRUNCATED_YEAR,
)
from tests.years.options import KINDS


def test_figures_are_those_of_the_sample(seed_dump: Path) -> None:
    """What was typed adds up to the totals that the sample prints in its tables 1, 4 and 9."""
    columns = zip(*known.ACTIVITIES.values(), strict=True)
    assert [sum(column) for column in columns][0::2] == [8219, 1485494899]
    assert [sum(column) for column in zip(*known.PLATFORM.values(), strict=True)] == [
        23777,
        13281700,
    ]
    printed = seed_dump.read_text(encoding="utf-8")
    for row in (*known.ACTIVITIES.values(), *known.PLATFORM.values()):
        assert " ".join(f"{value:,}".replace(",", " ") for value in row) in printed
    for before, after in zip(known.INCOME[2023], known.INCOME[2024], strict=True):
        assert f"{before:,} {after:,}".replace(",", " ") in printed


def test_the_same_year_is_the_same_file() -> None:
    first, second = (typeset_pdf(annual_report(2019, drawn(7)).manuscript) for _ in range(2))
    assert first == second


def test_reports_of_two_years_agree_on_the_years_they_share() -> None:
    earlier, later = (annual_report(year).records["issuance"] for year in (2019, 2020))
    assert later[: len(earlier)] == earlier


def test_a_restatement_changes_one_period() -> None:
    plain, restated = (
        annual_report(2021, Options(restated=flag)).records["activities"] for flag in (False, True)
    )
    changed = [(a, b) for a, b in zip(plain, restated, strict=True) if a != b]
    assert [(a["period"], b["with_issuance"] - a["with_issuance"]) for a, b in changed] == [
        (known.period(2020), 3)
    ]


def test_a_corrigendum_sets_right_what_is_misprinted(tmp_path: Path) -> None:
    filed = {one.role: one for one in write_years(tmp_path, seed=2) if one.year == CORRECTED_YEAR}
    wrong = filed["report"].report
    assert wrong is not None
    printed = wrong.records["activities"][-1]["with_issuance"]
    right = known.ACTIVITIES[CORRECTED_YEAR][1]
    report = reportparse.parse(tmp_path / filed["corrigendum"].name)
    words = "".join(block.text.text for block in report.sections[0].blocks if block.text)
    assert f"将{printed}改为{right}" in words and printed != right


def test_options_vary() -> None:
    options = [drawn(seed) for seed in range(60)]
    assert {one.wording for one in options} == {"recent", "older", "spanned"}
    assert {kind for one in options for kind in one.missing} == set(KINDS)
    for name in ("moved", "added", "split", "turned", "restated"):
        assert {getattr(one, name) for one in options} == {True, False}


def test_a_folder_of_years(tmp_path: Path) -> None:
    """Every trouble is there, and what can be read gives its records."""
    filed = write_years(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {one.name for one in filed}
    roles = {one.role: one.year for one in filed if one.role != "report"}
    assert roles == {
        "duplicate": DUPLICATED_YEAR,
        "corrigendum": CORRECTED_YEAR,
        "image_only": IMAGE_YEAR,
        "truncated": TRUNCATED_YEAR,
    }
    years = {one.year for one in filed}
    assert MISSING_YEAR not in years and RESTATED_YEAR in years
    for one in filed:
        path = tmp_path / one.name
        if one.role == "image_only":
            with pytest.raises(NoTextLayer):
                reportparse.parse(path)
        elif one.role == "corrigendum":
            report = reportparse.parse(path)
            assert report.metadata.symbol is not None
            assert report.metadata.symbol.value.endswith("Corr.1")
            assert (report.records, report.record_gaps) == ((), ())
        elif one.role == "duplicate":
            original = next(o for o in filed if o.year == one.year and o.role == "report")
            assert path.read_bytes() == (tmp_path / original.name).read_bytes()
        elif one.report is not None and path.suffix == ".pdf":
            found = facts(reportparse.parse(path).records)
            wanted = one.report.records
            assert {kind: len(records) for kind, records in found.items()} == {
                kind: len(records) for kind, records in wanted.items()
            }


def test_the_folder_is_the_same_twice(tmp_path: Path) -> None:
    contents = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write_years(tmp_path / name, seed=3)
        contents.append({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()})
    assert contents[0] == contents[1]
