"""Opening balances against the closing ones of the year before, across reports.

The kinds of record say which figures continue which (`RecordModel.balances`). A closing figure of a
report, plus what a later report says has moved since, has to be the later report's closing figure;
an opening figure has to be the closing one of the period before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportparse.records.definition import Member, RecordModel
from reportparse.records.indicators import names_of
from reportparse.series.coverage import shifted, step_of
from reportparse.series.identity import name_of
from reportparse.series.model import Finding, Indicator, Series, Statement, When

ONE_DAY = datetime.timedelta(days=1)


def balances(model: type[RecordModel], series: Mapping[str, Series]) -> Iterator[Finding]:
    """Yield where the figures of a kind of record do not continue those of the period before."""
    for balance in model.balances:
        for closing in series.values():
            if not _is(closing.indicator, balance.closing, model):
                continue
            if balance.opening is not None:
                opening = _partner(closing.indicator, balance.closing, balance.opening, model)
                if opening in series:
                    yield from _opened(closing, series[opening])
            if balance.movement is not None:
                movement = _partner(closing.indicator, balance.closing, balance.movement, model)
                if movement in series:
                    yield from _moved(closing, series[movement])


def _is(indicator: Indicator, member: Member, model: type[RecordModel]) -> bool:
    """Tell whether an indicator is the member of a balance."""
    if indicator.kind != model.kind or indicator.figure != member.figure:
        return False
    return all(indicator.names[_group(model, name)] == word for name, word in member.where.items())


def _partner(own: Indicator, here: Member, there: Member, model: type[RecordModel]) -> str:
    """The name of the indicator that is to `there` what `own` is to `here`."""
    parts = list(own.names)
    for name, word in there.where.items():
        parts[_group(model, name)] = word
    return name_of(model.kind, there.figure, parts)


def _group(model: type[RecordModel], name: str) -> int:
    return next(at for at, group in enumerate(names_of(model)) if name in group)


def _opened(closing: Series, opening: Series) -> Iterator[Finding]:
    """Compare what a period opens with and what the period before closed with."""
    step = step_of(opening.periods)
    for when in opening.periods:
        before = next((one for one in closing.periods if _precedes(one, when, step)), None)
        own = opening.effective(when)
        last = closing.effective(before) if before is not None else None
        if own is not None and last is not None and own.number != last.number:
            message = f"opens with {own.told()}; the period before closed with {last.told()}"
            yield _finding(own, message, (last, own))


def _precedes(before: When, when: When, step: int) -> bool:
    if when.start is not None and before.end + ONE_DAY == when.start:
        return True
    return step > 0 and shifted(before.end, step) == when.end


def _moved(closing: Series, movement: Series) -> Iterator[Finding]:
    """Compare a closing figure with the one before it and what has moved in between."""
    for when in movement.periods:
        own, moved = closing.effective(_at(when)), movement.effective(when)
        before = None
        if when.start is not None:
            before = closing.effective(_at(When(None, when.start - ONE_DAY)))
        if own is None or before is None or moved is None:
            continue
        expected = (before.number or Decimal(0)) + (moved.number or Decimal(0))
        if own.number != expected:
            message = (
                f"{own.told()} is not {expected:f}, the sum of {before.told()}"
                f" and of what has moved since, {moved.told()}"
            )
            yield _finding(own, message, (before, moved, own))


def _at(when: When) -> When:
    """The last day of a period, at which the closing figure stands."""
    return When(when.end, when.end)


def _finding(own: Statement, message: str, prints: tuple[Statement, ...]) -> Finding:
    doubt = next((one.doubt for one in prints if one.doubt is not None), None)
    if doubt is not None:
        return Finding("balance-doubtful", own.indicator, own.when, f"{message}; {doubt}", prints)
    return Finding("balance-differs", own.indicator, own.when, message, prints)
