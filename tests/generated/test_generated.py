"""The main safety net: reports are drawn, set, parsed, and what comes back is what was set.

`SHARES` says through which doors the examples go and how many go through each. Their sum is what
one run of CI looks at; REPORTPARSE_EXAMPLES multiplies up to another number. Everything is drawn
from a fixed seed, so a failure comes back on the next run. What a dump cannot know is left out of
the comparison by name, in `compare`; nothing is left out here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as choose
from hypothesis import strategies as st

import reportparse
from reportparse.report import Report
from tests.generated.compare import Door, differences, excused, found, wanted
from tests.typeset import Settings, reports, typeset_dump, typeset_pdf
from tests.typeset.manuscript import Manuscript

EXAMPLES = int(os.environ.get("REPORTPARSE_EXAMPLES", "0"))
"""Examples of all shares together; 0 for the usual number."""
SEED = int(os.environ.get("REPORTPARSE_SEED", "0"))
"""Which examples: the same number gives the same ones."""
MOST_SHOWN = 12
"""Kinds of differences that a failure tells of; the files it saves hold the rest."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the examples: their door, how many, and what the reports hold."""

    name: str
    door: Door
    examples: int
    parts: Mapping[str, Any] = field(default_factory=dict)
    turned: bool = False
    """Every other report lies on its side in the file, as landscape pages may."""
    excused: int = 0
    """Percent of the reports that may differ where the parse says that it could not tell."""
    known: str | None = None
    """Why the share is known to fail, not strictly; None: it has to pass."""


SHARES = (
    Share("pdf", "pdf", 220),
    Share("pdf-long", "pdf", 15, {"size": 5}),
    Share("pdf-no-tables", "pdf", 60, {"tables": False}),
    Share("pdf-turned", "pdf", 20, turned=True),
    Share("tika", "tika", 60, {"tables": False}, excused=20),
    Share("pdftotext", "pdftotext", 40, {"tables": False}, excused=25),
    Share("layout", "layout", 40, {"tables": False}, excused=3),
    # With tables: in many such dumps one table's head, wrapped cells or section rows can be read
    # in more than one way, and a finding about that table says so. Where columns are kept, few.
    Share("tika-tables", "tika", 60, excused=60),
    Share("pdftotext-tables", "pdftotext", 60, excused=70),
    Share("layout-tables", "layout", 60, excused=30),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that came back different: where its source was kept, and what is wrong."""

    path: Path
    problems: list[str]
    excused: bool
    """The parse itself says of every difference that it could not tell."""


USUAL = sum(share.examples for share in SHARES)


def _examples(share: Share) -> int:
    return max(1, share.examples * EXAMPLES // USUAL) if EXAMPLES else share.examples


def test_at_least_300_examples() -> None:
    """The promise of the product; a smaller number would be a quieter one."""
    assert USUAL >= 300


def _params() -> list[Any]:
    return [
        pytest.param(
            share,
            id=share.name,
            marks=[pytest.mark.xfail(reason=share.known)] if share.known else [],
        )
        for share in SHARES
    ]


@pytest.mark.parametrize("share", _params())
def test_what_was_set_comes_back(share: Share, tmp_path: Path) -> None:
    """All examples are looked at before the test fails, so that one run shows every trouble."""
    failures: list[Failure] = []
    excuses: list[Failure] = []
    seen: list[int] = []

    @seed(SEED * 100 + len(share.name))
    @choose(
        max_examples=_examples(share),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(reports(**share.parts), st.booleans())
    def check(pair: tuple[Manuscript, Settings], turned: bool) -> None:
        manuscript, settings = pair
        settings = replace(settings, turned=share.turned and turned)
        stem = f"{share.name}-{len(seen)}"
        seen.append(1)
        if failure := _failure(manuscript, settings, share.door, tmp_path / stem):
            (excuses if failure.excused else failures).append(failure)

    check()
    assert not failures, _told(failures, len(seen))
    allowed = len(seen) * share.excused // 100
    assert len(excuses) <= allowed, f"more than {allowed} excused\n{_told(excuses, len(seen))}"


def _told(failures: list[Failure], seen: int) -> str:
    """How many reports came back different, and of each kind of difference the first example."""
    kinds: dict[str, list[tuple[Path, str]]] = {}
    for failure in failures:
        for problem in failure.problems:
            kind = re.sub(r"\d+", "#", problem.splitlines()[0].split(":")[0])
            kinds.setdefault(kind, []).append((failure.path, problem))
    lines = [f"{len(failures)} of {seen} reports came back different; all differences in .diff"]
    for _, examples in sorted(kinds.items(), key=lambda item: -len(item[1]))[:MOST_SHOWN]:
        path, problem = examples[0]
        lines += ["", f"{len(examples)} times, first in {path}", problem]
    return "\n".join(lines)


def _failure(manuscript: Manuscript, settings: Settings, door: Door, stem: Path) -> Failure | None:
    """Everything that is wrong with the parse of one set report; the file is kept if any is."""
    dump = ""
    if door == "pdf":
        data = typeset_pdf(manuscript, settings)
    else:
        dump = typeset_dump(manuscript, settings, door)
        data = dump.encode()
    report = reportparse.parse(data)
    problems = list(differences(wanted(manuscript, report, door, dump), found(report, door)))
    allowed = all(excused(problem, report, door, dump) for problem in problems)
    losses = _losses(report)
    problems += losses
    if not problems:
        return None
    path = stem.with_suffix(".pdf" if door == "pdf" else ".txt")
    path.write_bytes(data)
    path.with_suffix(".diff").write_text("\n".join(problems), encoding="utf-8")
    return Failure(path, problems, allowed and not losses)


def _losses(report: Report) -> list[str]:
    """What the ledger says is lost or told twice: both have to be nothing."""
    problems = [f"in no element: {text.raw!r}" for text in report.unplaced]
    problems += [f.message for f in report.findings if f.code in ("text-doubled", "page-loss")]
    accounting = report.accounting
    if sum(accounting.by_element.values()) != accounting.printed:
        problems.append(f"the ledger does not add up: {accounting}")
    return problems
