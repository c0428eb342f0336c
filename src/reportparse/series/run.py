"""Series out of a database: statements, and what comparing them shows."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Final

from sqlalchemy import Connection, Engine, select, union

from reportparse.frozen import frozen_record
from reportparse.series.balances import balances
from reportparse.series.compare import differences, settled, two_in_one
from reportparse.series.corrections import (
    Correction,
    by_base,
    corrected,
    corrections,
    place,
    unplaced,
    unread,
)
from reportparse.series.coverage import missing, overlapping
from reportparse.series.documents import documents
from reportparse.series.model import Document, Finding, Indicator, Series, Statement, When
from reportparse.series.statements import kinds, statements
from reportparse.storage.schema import facts
from reportparse.storage.transactions import plain_faults, reading

_WILD: Final = re.compile(r"[*?\[]")


@frozen_record
class Years:
    """What the reports of a database say over the years: series by name, and the findings that
    belong to no series."""

    series: tuple[Series, ...]
    findings: tuple[Finding, ...]


def series(engine: Engine, wanted: str | None = None) -> Years:
    """Return the series that `wanted` names, or all of them.

    `wanted` is the name of an indicator (`issuance.issued/1`), the beginning of one (`issuance`),
    a pattern with `*` and `?`, or words of its label. Raises `DatabaseError`.

    >>> from reportparse.storage import connect
    >>> engine = connect("sqlite://")
    >>> series(engine)
    Years(series=(), findings=())
    >>> engine.dispose()
    """
    known = kinds()
    kind = (wanted or "").partition(".")[0].partition("/")[0]
    asked = [kind] if kind in known else list(known)
    with plain_faults(), reading(engine) as connection:
        filed = documents(connection)
        said = corrections(connection, filed)
        # What a corrigendum changes may be a figure of any kind.
        indicators, found = statements(connection, filed, known if any(said.values()) else asked)
        corrected_, common = _corrected(said, filed, found)
        gaps = _gaps(connection, asked)
        stated = _stating(connection, asked)
    common += _reports_missing(filed, stated)
    every = {
        name: _series(indicators[name], corrected_[name], filed, gaps, stated)
        for name in sorted(indicators)
        if indicators[name].kind in asked
    }
    for name in asked:
        own = {key: one for key, one in every.items() if one.indicator.kind == name}
        for finding in balances(known[name], own):
            before = every[finding.indicator]
            every[finding.indicator] = replace(before, findings=(*before.findings, finding))
    chosen = tuple(one for one in every.values() if matching(one.indicator, wanted))
    return Years(chosen, tuple(common))


def matching(indicator: Indicator, wanted: str | None) -> bool:
    """Tell whether an indicator is one of those that `wanted` names.

    >>> own = Indicator("issuance.issued/1", "issuance", "issued", ("1",), "第一承诺期发放")
    >>> [matching(own, text) for text in ("issuance", "issuance.issued/1", "*/1", "承诺期", "issu")]
    [True, True, True, True, False]
    """
    if wanted is None or wanted == indicator.name:
        return True
    if _WILD.search(wanted):
        return fnmatchcase(indicator.name, wanted)
    rest = indicator.name.removeprefix(wanted)
    starts = rest != indicator.name and (wanted[-1:] in "./" or rest[:1] in "./")
    return starts or (not wanted.isascii() and wanted in indicator.label)


# -- one series


def _series(
    indicator: Indicator,
    own: Sequence[Statement],
    filed: Mapping[str, Document],
    gaps: Mapping[tuple[str, str, str], str],
    stated: Mapping[str, frozenset[str]],
) -> Series:
    marked, findings = settled(own)
    findings += two_in_one(marked)
    findings += differences(marked)
    periods = {one.when for one in marked}
    for one, other in overlapping(periods):
        message = f"{one} and {other} share days: their figures must not be added"
        findings.append(Finding("overlap", indicator.name, other, message))
    reports = [filed[key] for key in stated[indicator.kind] if filed[key].role != "corrigendum"]
    for period in missing(periods):
        findings.append(_gap(indicator, period, reports, gaps))
    findings.sort(key=_by_period)
    return Series(indicator, tuple(marked), tuple(findings))


def _by_period(finding: Finding) -> tuple[datetime.date, datetime.date]:
    return finding.when.key if finding.when else (datetime.date.max, datetime.date.max)


def _gap(
    indicator: Indicator,
    period: When,
    reports: Iterable[Document],
    gaps: Mapping[tuple[str, str, str], str],
) -> Finding:
    """Say that a period is missing, and which report should have stated it."""
    due = sorted(
        (one for one in reports if one.period is not None and one.period.end == period.end),
        key=lambda one: one.rank,
    )
    if not due:
        message = f"{period} is not stated; no report on it is in the database"
        return Finding("gap", indicator.name, period, message)
    said = []
    for one in due:
        reason = gaps.get((one.report_id, indicator.kind, "")) or gaps.get(
            (one.report_id, indicator.kind, indicator.figure)
        )
        said.append(f"{one.name} ({reason or 'its records have no such figure'})")
    message = f"{period} is not stated, not in {' and '.join(said)}"
    return Finding("gap", indicator.name, period, message, documents=tuple(one.name for one in due))


# -- what several series share


def _corrected(
    said: Mapping[str, Sequence[Correction]],
    filed: Mapping[str, Document],
    found: Mapping[str, list[Statement]],
) -> tuple[dict[str, list[Statement]], list[Finding]]:
    """Add the statements that corrigenda make in words; say of each that could not be placed."""
    result = {name: list(own) for name, own in found.items()}
    findings: list[Finding] = []
    reports = by_base(filed.values())
    everywhere: dict[str, list[Statement]] = defaultdict(list)
    for own in found.values():
        for one in own:
            everywhere[one.document.report_id].append(one)
    for report, stated in said.items():
        document = filed[report]
        wrong = [one for one in reports[document.base] if one.role != "corrigendum"]
        if not wrong:
            reason = f"the report that it corrects, {document.base}, is not in the database"
            findings.append(unread(document, reason))
            continue
        if not stated and not everywhere[report]:
            findings.append(unread(document, "no change of a figure was found in it; read it"))
        for correction in stated:
            tried = [place(correction, everywhere[file.report_id]) for file in wrong]
            placed = next((found_ for found_, _ in tried if found_ is not None), None)
            if placed is not None:
                result[placed.indicator].append(corrected(placed, correction))
            else:
                findings.append(unplaced(correction, tried[0][1]))
    for own in result.values():
        own.sort(key=lambda one: (one.key, one.spot.page or 0, one.record))
    return result, findings


def _gaps(connection: Connection, asked: Sequence[str]) -> dict[tuple[str, str, str], str]:
    """The reasons that reports give for what they lack, by report, kind and field."""
    gap = facts.RECORD_GAP
    rows = connection.execute(select(gap).where(gap.c.kind.in_(asked)))
    return {(row.report_id, row.kind, row.field or ""): row.reason for row in rows}


def _stating(connection: Connection, asked: Sequence[str]) -> dict[str, frozenset[str]]:
    """The reports that state records of a kind, or were expected to."""
    rows = connection.execute(
        union(
            *(
                select(table.c.report_id, table.c.kind).where(table.c.kind.in_(asked))
                for table in (facts.RECORD, facts.RECORD_GAP)
            )
        )
    )
    found: dict[str, set[str]] = {kind: set() for kind in asked}
    for report, kind in rows:
        found[kind].add(report)
    return {kind: frozenset(own) for kind, own in found.items()}


def _reports_missing(
    filed: Mapping[str, Document], stated: Mapping[str, frozenset[str]]
) -> list[Finding]:
    """The periods on which a family of reports has no report in the database."""
    return [
        Finding("report-missing", "", period, f"no report on {period} is in the database")
        for reports in sorted(set(stated.values()), key=sorted)
        for period in missing(_periods(filed[key] for key in reports))
    ]


def _periods(reports: Iterable[Document]) -> Iterator[When]:
    return (one.period for one in reports if one.period is not None)
