"""What became of a figure from report to report: restated, corrected, rounded, in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import groupby

from reportparse.series.model import Document, Finding, Statement

NOTHING = frozenset({"nil", "blank"})
"""Kinds of values that print nothing."""


def settled(statements: Iterable[Statement]) -> tuple[list[Statement], list[Finding]]:
    """Return the statements of an indicator with those marked that a revision or a corrigendum of
    the same report supersedes, and a finding for each of them."""
    marked: list[Statement] = []
    findings: list[Finding] = []
    for _, found in groupby(statements, key=lambda one: one.when):
        for own in _by_report(found).values():
            ranks = {id(one): _weight(one.document) for one in own}
            highest = max(ranks.values())
            last = next(one for one in own if ranks[id(one)] == highest)
            for one in own:
                if ranks[id(one)] == highest:
                    marked.append(one)
                    continue
                old = replace(one, superseded_by=last.document.name)
                marked.append(old)
                findings.append(_superseded(old, last))
    return sorted(marked, key=lambda one: one.key), findings


def _by_report(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in statements:
        found.setdefault(one.document.base, []).append(one)
    return found


def _weight(document: Document) -> tuple[int, int]:
    """A revision replaces a report, a corrigendum corrects either; later numbers count."""
    return {"report": 0, "revision": 1, "corrigendum": 2}[document.role], document.number


def _superseded(old: Statement, new: Statement) -> Finding:
    code = "corrected" if new.document.role == "corrigendum" else "superseded"
    verb = "corrects" if code == "corrected" else "replaces"
    message = f"{new.document.name} {verb} {old.told()}, to {new.text} ({new.spot})"
    if same(old, new):
        message = f"{new.document.name} {verb} {old.document.name} and states {new.text} as before"
    return Finding(
        "corrected" if code == "corrected" else "superseded",
        old.indicator,
        old.when,
        message,
        (old, new),
    )


def differences(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield where one print of a figure is another in the next report, or in a copy of the same.

    Each report is compared with the one before it that states the same period.
    """
    for _, found in groupby(statements, key=lambda one: one.when):
        own = [one for one in found if one.superseded_by is None]
        last: Statement | None = None
        for prints in _by_report(own).values():
            for one in prints[1:]:
                yield from _compared(prints[0], one, copies=True)
            current = next((one for one in prints if one.doubt is None), prints[0])
            if last is not None:
                yield from _compared(last, current, copies=False)
            if last is None or current.doubt is None or last.doubt is not None:
                last = current


def _compared(old: Statement, new: Statement, *, copies: bool) -> Iterator[Finding]:
    if "unread" in (old.kind, new.kind):
        return  # it says so itself, and nothing about the figure
    units = {
        name for name in old.terms.keys() & new.terms.keys() if old.terms[name] != new.terms[name]
    }
    if units:
        said = ", ".join(
            f"{name} {old.terms[name]} and {new.terms[name]}" for name in sorted(units)
        )
        message = f"cannot be compared: {old.told()}, and {new.told()}, differ in {said}"
        yield Finding("unit-differs", new.indicator, new.when, message, (old, new))
    elif same(old, new):
        if old.kind != new.kind and NOTHING & {old.kind, new.kind}:
            message = f"nothing in another form: {old.told()}; {new.told()}"
            yield Finding("form-differs", new.indicator, new.when, message, (old, new))
    elif old.doubt is not None or new.doubt is not None or _unclear(old) or _unclear(new):
        why = old.doubt or new.doubt or "one of them could not be read as a number"
        message = f"{new.told()}; {old.told()}; may be no restatement: {why}"
        yield Finding("restated-doubtful", new.indicator, new.when, message, (old, new))
    elif copies:
        message = f"one report, two figures: {old.told()}, and {new.told()}"
        yield Finding("copies-differ", new.indicator, new.when, message, (old, new))
    else:
        message = f"{new.told()}; before it was {old.told()}"
        yield Finding("restated", new.indicator, new.when, message, (old, new))


def _unclear(statement: Statement) -> bool:
    return statement.number is None and statement.kind not in NOTHING


def same(old: Statement, new: Statement) -> bool:
    """Tell whether two prints state the same: the same number, or one is the other rounded.

    A sign for nothing, a blank and zero state the same amount, in other forms.
    """
    if _unclear(old) or _unclear(new):
        return old.kind == new.kind and old.text == new.text
    first, second = old.number or Decimal(0), new.number or Decimal(0)
    return first == second or rounded(first, old.decimals, second, new.decimals)


def rounded(first: Decimal, places: int | None, second: Decimal, others: int | None) -> bool:
    """Tell whether the number with fewer decimals is the other one rounded.

    >>> rounded(Decimal("61.6"), 1, Decimal("61.59"), 2), rounded(Decimal(62), 0, Decimal(61), 0)
    (True, False)
    """
    if places is None or others is None or places == others:
        return False
    (coarse, digits), (fine, _) = sorted(
        ((first, places), (second, others)), key=lambda one: one[1]
    )
    step = Decimal(1).scaleb(-digits)
    ways = (ROUND_HALF_UP, ROUND_HALF_EVEN)
    return any(fine.quantize(step, rounding=way) == coarse for way in ways)


def two_in_one(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield where two records of one report are the same indicator and period."""
    for _, found in groupby(statements, key=lambda one: (one.when, one.document.report_id)):
        own = list(found)
        if len({one.record for one in own}) > 1:
            names = " and ".join(one.told() for one in own)
            message = f"two records of one report are one indicator here: {names}"
            yield Finding("two-in-one", own[0].indicator, own[0].when, message, tuple(own))
