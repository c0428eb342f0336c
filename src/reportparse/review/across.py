"""Series across reports: drawn as each period stands now, with every print and its remarks.

What is a series, what corrects or replaces what, and what is in doubt, the stage `series` says, as
for `reportparse series`; here is only what of it is drawn, and in which order it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from reportparse.frozen import frozen_record
from reportparse.review.series import LEAST_POINTS, SHOWN, Bar, Line, Plot, Shown, period_name
from reportparse.series import Finding, Series, Statement, When, Years
from reportparse.series.compare import same
from reportparse.series.tell import REMARKS, remark_codes

OTHERWISE: Final = frozenset({"restated", "restated-doubtful", "copies-differ", "unit-differs"})
"""Findings about prints that do not say the same."""
REPLACED: Final = frozenset({"corrected", "superseded"})


@frozen_record
class Stated:
    """One print of a figure; `remarks` are the codes of what there is to say beside it."""

    statement: Statement
    remarks: tuple[str, ...]


@frozen_record
class Period:
    """What the reports print for one period of one line, the earliest report first.

    `restated`: they do not say the same.
    """

    period: str
    stated: tuple[Stated, ...]
    restated: bool

    @property
    def by_value(self) -> list[tuple[Decimal | str, list[Stated]]]:
        """The values (or words, where there is none) with the prints of them, the latest first."""
        found: dict[Decimal | str, list[Stated]] = {}
        for one in reversed(self.stated):
            own = one.statement
            value = own.number if own.number is not None else f"{own.kind} {own.text}"
            found.setdefault(value, []).append(one)
        return list(found.items())


@frozen_record
class Across:
    """A plot over all reports, the prints behind it line by line, and what is said of no print."""

    plot: Plot
    lines: tuple[tuple[Line, tuple[Period, ...]], ...]
    findings: tuple[Finding, ...]


def across(years: Years) -> list[Across]:
    """Return the plots of what the reports of a database say over the years.

    The bar of a period is the print that counts: the latest one that nothing supersedes, of those
    that were read for certain. It is marked where another one says otherwise.
    """
    plots = (_plot(shown, years) for shown in SHOWN)
    return [own for own in plots if len(own.plot.periods) >= LEAST_POINTS]


def _plot(shown: Shown, years: Years) -> Across:
    lines: list[tuple[Any, Line, tuple[Period, ...]]] = []
    findings: list[Finding] = []
    units: set[str] = set()
    for own in years.series:
        indicator = own.indicator
        if indicator.kind != shown.kind or indicator.figure not in shown.figures:
            continue
        latest = max(own.statements, key=lambda one: (one.document.rank, one.when.key))
        named = shown.line(indicator.figure, indicator.names, next(iter(latest.words), ""))
        bars = tuple(_bars(own))
        if named is None or not bars:
            continue
        name, printed = named
        # Printed lines as the latest report has them, the others as the page names them.
        rank = shown.figures.index(indicator.figure)
        order = (rank, latest.row or 0, "") if printed else (rank, 0, name)
        lines.append((order, Line(name, bars, printed), tuple(_periods(own))))
        units |= {indicator.unit} if indicator.unit else set()
        findings += (one for one in own.findings if one.code not in {*REMARKS, *REPLACED})
    lines.sort(key=lambda one: one[0])
    unit = units.pop() if len(units) == 1 else ""
    plot = Plot(shown.name, tuple(line for _, line, _ in lines), shown.stacked, unit)
    told = tuple({finding.message: finding for finding in findings}.values())
    return Across(plot, tuple((line, periods) for _, line, periods in lines), told)


def _bars(series: Series) -> Iterator[Bar]:
    for when in series.periods:
        own = series.effective(when)
        if own is not None and own.number is not None:
            element = own.spot.element or ""
            otherwise = _restated(series, when)
            yield Bar(period_name(when.start, when.end), own.number, own.raw, element, otherwise)


def _periods(series: Series) -> Iterator[Period]:
    for when in series.periods:
        stated = tuple(
            Stated(one, tuple(remark_codes(one, series.findings)))
            for one in series.statements
            if one.when == when
        )
        yield Period(period_name(when.start, when.end), stated, _restated(series, when))


def _restated(series: Series, when: When) -> bool:
    own = [finding for finding in series.findings if finding.when == when]
    return any(
        finding.code in OTHERWISE
        or (finding.code in REPLACED and not same(*finding.statements[:2]))
        for finding in own
    )
