"""Series across reports: what the latest says of each period, and which ones said otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from reportparse.frozen import frozen_record
from reportparse.report.records import Record
from reportparse.review.catalogue import Listed
from reportparse.review.series import Bar, Line, Plot, plots_of


@frozen_record
class Stated:
    """One figure of one report."""

    report: Listed
    bar: Bar


@frozen_record
class Period:
    """What the reports say of one period of one line, the earliest report first."""

    period: str
    stated: tuple[Stated, ...]

    @property
    def restated(self) -> bool:
        """Whether they differ."""
        return len({one.bar.value for one in self.stated}) > 1

    @property
    def by_value(self) -> list[tuple[Decimal, list[Stated]]]:
        """The values with those that state them; first what the latest report says."""
        found: dict[Decimal, list[Stated]] = {}
        for one in reversed(self.stated):
            found.setdefault(one.bar.value, []).append(one)
        return list(found.items())


@frozen_record
class Across:
    """A plot over all reports with the figures behind it, line by line."""

    plot: Plot
    lines: tuple[tuple[Line, tuple[Period, ...]], ...]


def across(reports: Iterable[tuple[Listed, list[Record]]]) -> list[Across]:
    """Return a plot for each kind of series; `reports` come in the order of time.

    The latest report counts for each period; its bar is marked where an earlier one differs.
    """
    plots: dict[str, Plot] = {}
    found: dict[tuple[str, str], dict[str, list[Stated]]] = {}
    lines: dict[tuple[str, str], Line] = {}
    for report, records in reports:
        for plot in plots_of(records):
            plots.setdefault(plot.name, plot)
            for line in plot.lines:
                key = (plot.name, line.name)
                lines.setdefault(key, line)
                periods = found.setdefault(key, {})
                for bar in line.bars:
                    periods.setdefault(bar.period, []).append(Stated(report, bar))
    return [_one(plot, lines, found) for plot in plots.values()]


def _one(
    plot: Plot,
    lines: dict[tuple[str, str], Line],
    found: dict[tuple[str, str], dict[str, list[Stated]]],
) -> Across:
    own: list[tuple[Line, tuple[Period, ...]]] = []
    for (name, _), line in lines.items():
        if name != plot.name:
            continue
        stated = sorted(found[name, line.name].items())
        periods = tuple(Period(period, tuple(many)) for period, many in stated)
        bars = tuple(replace(one.stated[-1].bar, restated=one.restated) for one in periods)
        own.append((replace(line, bars=bars), periods))
    return Across(replace(plot, lines=tuple(line for line, _ in own)), tuple(own))
