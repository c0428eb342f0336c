"""The generated years: what was planted is found, what was not planted is not.

The truth is what the typesetter was given (tests/series/truth.py). Reports that were set as PDFs
must come back figure by figure; those that were dumped may be in doubt, and say so.
REPORTPARSE_SEED draws other reports, REPORTPARSE_FOLDERS sets how many folders of them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from itertools import pairwise

import pytest

from reportparse.series import Finding, Statement, Years, series
from tests.series.conftest import Years as Loaded
from tests.series.truth import Print, corrected, prints
from tests.years.corpus import (
    CORRECTED_YEAR,
    DUMPED_YEARS,
    IMAGE_YEAR,
    MISSING_YEAR,
    TRUNCATED_YEAR,
)
from tests.years.figures import FIRST, LAST
from tests.years.parsed import parsed_years

FIRST_SEED = int(os.environ.get("REPORTPARSE_SEED", "0"))
SEEDS = range(FIRST_SEED, FIRST_SEED + int(os.environ.get("REPORTPARSE_FOLDERS", "2")))
NOT_READ = (IMAGE_YEAR, TRUNCATED_YEAR, MISSING_YEAR)

pytestmark = pytest.mark.parametrize("seed", SEEDS)


def _value(one: Statement) -> str:
    return format(one.number, "f") if one.number is not None else one.text


def _print(one: Statement) -> Print:
    return Print(one.indicator, str(one.when), one.document.name, _value(one))


def _is_dump(one: Statement) -> bool:
    return str(one.document.file_name).endswith(".txt")


def _certain(found: Years) -> list[Statement]:
    return [s for own in found.series for s in own.statements if s.doubt is None]


def _findings(found: Years, code: str) -> list[Finding]:
    return [f for own in found.series for f in own.findings if f.code == code]


def test_every_figure_of_every_report_is_in_its_series(years: Loaded, seed: int) -> None:
    """Whatever the columns, the numbers of the tables and the wording are in each report."""
    found = series(years(seed))
    every = {(_print(s), _is_dump(s)) for own in found.series for s in own.statements}
    statements = {one for one, _ in every if not one.symbol.endswith("Corr.1")}
    files = {filed.name: filed for filed, _ in parsed_years(seed) if filed.role == "report"}
    wanted = {one for filed in files.values() for one in prints(filed)}
    printed = {p for filed in files.values() if filed.name.endswith("pdf") for p in prints(filed)}
    assert printed - statements == set()
    assert {one for one, dumped in every if not dumped} - printed <= {
        one for one, _ in every if one.symbol.endswith("Corr.1")
    }
    certain = {_print(s) for s in _certain(found) if s.document.role == "report"}
    assert certain <= wanted
    wordings = {filed.report.options.wording for filed in files.values() if filed.report}
    assert len(wordings) > 1


def test_restatements_are_those_that_were_planted(years: Loaded, seed: int) -> None:
    """A figure is restated where the next report that is read for certain has another one."""
    found = series(years(seed))
    certain = {_print(s) for s in _certain(found)}
    sequences: dict[tuple[str, str], list[Print]] = defaultdict(list)
    for filed, _ in sorted(parsed_years(seed), key=lambda one: one[0].year):
        if filed.role == "report":
            for one in prints(filed):
                if one in certain:
                    sequences[one.indicator, one.period].append(corrected(one, filed))
    wanted = {
        (before, after)
        for own in sequences.values()
        for before, after in pairwise(own)
        if before.value != after.value
    }
    restated = _findings(found, "restated")
    assert {(_print(f.statements[0]), _print(f.statements[1])) for f in restated} == wanted
    assert {f.indicator for f in restated} == {"activities.with_issuance", "issuance.issued/2"}
    for finding in restated:
        for printed in finding.statements:
            assert printed.spot.box is not None or printed.spot.line is not None
            assert printed.told() in finding.message and str(printed.spot) in finding.message


def test_doubtful_differences_are_those_of_dumps(years: Loaded, seed: int) -> None:
    for finding in _findings(series(years(seed)), "restated-doubtful"):
        doubted = [one for one in finding.statements if one.doubt is not None]
        assert doubted and all(map(_is_dump, doubted))


def test_the_corrigendum_supersedes_what_was_misprinted(years: Loaded, seed: int) -> None:
    (finding,) = _findings(series(years(seed)), "corrected")
    (wrong,) = (f for f, _ in parsed_years(seed) if f.year == CORRECTED_YEAR and f.role == "report")
    (before,) = (one for one in prints(wrong) if corrected(one, wrong) != one)
    old, new = finding.statements
    assert (_print(old), _print(new)) == (before, corrected(before, wrong))
    assert old.superseded_by == new.document.name == f"{before.symbol}/Corr.1"
    assert new.spot.box is not None and old.spot.box is not None


def test_the_corrigendum_is_placed_whatever_is_asked(years: Loaded, seed: int) -> None:
    for name in ("issuance", "activities.registered", "budget"):
        found = series(years(seed), name)
        assert {f.code for f in found.findings} == {"report-missing"}


def test_gaps_are_the_reports_that_could_not_be_read(years: Loaded, seed: int) -> None:
    """A period that only its own report states is missing with it, and no other."""
    found = series(years(seed))
    missing = [f.when for f in found.findings if f.code == "report-missing"]
    assert sorted(when.end.year for when in missing if when) == sorted(NOT_READ)
    for own in found.series:
        if all(one.doubt is not None for one in own.statements):
            continue  # a table of a dump that was cut wrongly, and says so
        stated = {one.when.end.year for one in own.statements}
        wanted = set(range(min(stated), max(stated) + 1)) - stated
        gaps = {f.when.end.year for f in own.findings if f.code == "gap" and f.when}
        assert gaps == wanted, own.indicator.name
        if own.indicator.name.startswith("transactions."):
            assert set(NOT_READ) <= gaps <= {*NOT_READ, *DUMPED_YEARS}
        if own.indicator.kind in ("issuance", "activities"):
            assert (gaps, len(own.periods)) == (set(), LAST - FIRST + 2)


def test_nothing_else_is_found(years: Loaded, seed: int) -> None:
    """No overlap, no balance that does not continue, no copy that differs: none was planted."""
    found = series(years(seed))
    codes = {f.code for own in found.series for f in own.findings}
    assert codes - {"restated-doubtful", "form-differs"} == {"restated", "corrected", "gap"}
    assert {f.code for f in found.findings} == {"report-missing"}
