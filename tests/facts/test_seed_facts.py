"""The quantities, dates and references of the seed against lists typed from its print.

Conventions of the lists stand in fixtures/truth/README.md.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

import reportparse
from reportparse.report.body import LinkTarget, Reference
from reportparse.report.facts import DateMention, Quantity
from reportparse.report.model import Report
from tests.facts.truth import Entry, Score, matched, scored, typed

WANTED = 0.98

SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
KINDS = {"date": "day"}


@pytest.fixture(scope="module", params=["seed_pdf", "seed_dump"])
def report(request: pytest.FixtureRequest) -> Report:
    path: Path = request.getfixturevalue(request.param)
    return reportparse.parse(path)


def shown(name: str, score: Score) -> None:
    print(f"\n{name}: {score}", *score.misses, sep="\n  ")
    assert score.precision >= WANTED, name
    assert score.recall >= WANTED, name


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


# -- quantities --------------------------------------------------------------------------------


def same_value(entry: Entry, found: Quantity) -> bool:
    if entry["value"] is None:
        return (Decimal(entry["low"]), Decimal(entry["high"])) == (found.low, found.high)
    return Decimal(entry["value"]) == found.value


def same_unit(entry: Entry, found: Quantity) -> bool:
    return (entry["unit"], entry["measure"]) == (found.unit, found.measure)


def same_scale(entry: Entry, found: Quantity) -> bool:
    return SCALES[entry["scale"]] == found.scale


def same_counted(entry: Entry, found: Quantity) -> bool:
    return bool(entry["counted"] == found.counted)


def same_period(entry: Entry, found: Quantity) -> bool:
    """A period that the list calls inherited may be left open; one with an alternative be either.

    What the words name but do not date (上一个报告期) is a span without days.
    """
    wanted = [entry["period"], entry.get("period_alt", entry["period"])]
    if entry.get("inherited"):
        wanted.append(None)
    if entry.get("doubtful_period"):
        return True
    return any(_is_span(period, found) for period in wanted)


def _is_span(period: Entry | None, found: Quantity) -> bool:
    holds = found.holds
    if period is None or holds is None:
        return period is None and (holds is None or (holds.start, holds.end) == (None, None))
    if "at" in period:
        return holds.end == day(period["at"]) and holds.start in (None, holds.end)
    return (holds.start, holds.end) == (day(period["from"]), day(period["to"]))


QUANTITY_TESTS = {
    "value": same_value,
    "unit": same_unit,
    "scale": same_scale,
    "period": same_period,
    "counted": same_counted,
}


def is_article(entry: Entry) -> bool:
    return bool(entry.get("article"))


@pytest.mark.parametrize("name", QUANTITY_TESTS)
def test_quantities(report: Report, name: str) -> None:
    pairs, missing, extra = matched(typed("seed_quantities"), report.facts.quantities, is_article)
    counts = [one for one in extra if not one.article]
    shown(name, scored(pairs, missing, counts, QUANTITY_TESTS[name]))


def test_articles_are_marked(report: Report) -> None:
    """一 that introduces is marked; 至少一步 and 一名成员 are counts."""
    pairs, _, _ = matched(typed("seed_quantities"), report.facts.quantities, lambda entry: False)
    marked = [found for entry, found in pairs if found.article]
    assert {(one.element, one.raw) for one in marked} <= {
        (entry["element"], entry["raw"]) for entry, _ in pairs if is_article(entry)
    }
    assert len(marked) >= 5


# -- dates -------------------------------------------------------------------------------------


def same_days(entry: Entry, found: DateMention) -> bool:
    wanted = [(entry["from"], entry["to"])]
    if "alt" in entry:
        wanted.append((entry["alt"]["from"], entry["alt"]["to"]))
    return any((found.first, found.last) == (day(first), day(last)) for first, last in wanted)


def same_kind(entry: Entry, found: DateMention) -> bool:
    kinds = {entry["kind"], entry.get("alt", {}).get("kind", entry["kind"])}
    return found.kind in {KINDS.get(kind, kind) for kind in kinds}


DATE_TESTS = {"days": same_days, "kind": same_kind}


@pytest.mark.parametrize("name", DATE_TESTS)
def test_dates(report: Report, name: str) -> None:
    pairs, missing, extra = matched(
        typed("seed_dates"), report.facts.dates, lambda entry: bool(entry.get("optional"))
    )
    shown(name, scored(pairs, missing, extra, DATE_TESTS[name]))


# -- references --------------------------------------------------------------------------------


def same_reference(entry: Entry, found: Reference) -> bool:
    kinds = {"methodology": "standard"}
    kind = kinds.get(entry["kind"], entry["kind"])
    paragraphs = tuple(entry.get("paragraphs", ()))
    internal = not str(kind).startswith("internal_") or found.target == entry["target"]
    return (
        kind == found.kind
        and entry.get("number", "") == found.number
        and paragraphs == found.paragraphs
        and internal
    )


def test_references(report: Report) -> None:
    """Addresses are links of the report, the other references references."""
    entries = typed("seed_references")
    addresses = [entry for entry in entries if entry["kind"] == "url"]
    rest = [entry for entry in entries if entry["kind"] != "url"]
    found = report.references
    pairs, missing, extra = matched(rest, found, lambda entry: bool(entry.get("optional")))
    score = scored(pairs, missing, extra, same_reference)
    linked = {(link.element, link.text) for link in report.links if _in_prose(link)}
    score.wanted += len(addresses)
    score.found += len(linked)
    score.right += sum((entry["element"], entry["raw"]) in linked for entry in addresses)
    score.misses += [
        str(entry) for entry in addresses if (entry["element"], entry["raw"]) not in linked
    ]
    shown("references", score)


def _in_prose(link: LinkTarget) -> bool:
    return link.element is not None and link.text is not None and "://" in link.text
