"""Figures of the prose against the tables: what they repeat, and what they nearly repeat."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportparse.audit.index import Index
from reportparse.checks.equations import grouped
from reportparse.echoes.misses import Miss, near_misses
from reportparse.notation.spacing import tidy
from reportparse.report.audit import AuditLine
from reportparse.report.facts import Echo

SIGNS: Final = {"sum": " + ", "difference": " − ", "quotient": " / ", "change": " against "}
"""How the operands of a relation are written one after the other."""

NAMES: Final = {
    "equal": "the same figure",
    "sum": "a sum",
    "difference": "a difference",
    "quotient": "a share in per cent",
    "change": "a change in per cent",
}
"""What is said of each relation."""

SHOWN_DECIMALS: Final = Decimal("0.01")
"""To which a computed share is shown."""


def echoes(index: Index) -> Iterator[AuditLine]:
    """Give every figure that repeats another one, and every one that just fails to."""
    for echo in index.report.facts.echoes:
        yield _holds(index, echo)
    for miss in near_misses(index.report):
        yield _differs(index, miss)


def _holds(index: Index, echo: Echo) -> AuditLine:
    operands = [index.shown(own) for own in echo.operands]
    computed = echo.computed
    if computed != computed.to_integral_value():
        computed = computed.quantize(SHOWN_DECIMALS)
    made = SIGNS.get(echo.relation, "").join(operands)
    sign = "≈" if echo.rounded else "="
    equation = f"{index.shown(echo.figure)} {sign} {made}"
    if echo.relation != "equal":
        equation += f" = {grouped(computed)}"
    unsure = None
    if echo.confidence != "certain":
        rivals = f", {echo.others} others as good" if echo.others else ""
        unsure = f"{echo.confidence} (accidents expected: {echo.chance:g}{rivals})"
    places = [place for own in (echo.figure, *echo.operands) for place in index.operand_places(own)]
    return AuditLine(
        check="echoes",
        verdict="cannot_tell" if echo.confidence == "uncertain" else "holds",
        statement=NAMES[echo.relation] + (", rounded" if echo.rounded else ""),
        equation=equation,
        explanation=unsure,
        element=_element(index, echo),
        cells=tuple(own.cell for own in (echo.figure, *echo.operands) if own.cell is not None),
        places=tuple(places),
    )


def _element(index: Index, echo: Echo) -> str | None:
    if echo.figure.cell is not None:
        return echo.figure.cell.table
    quantity = index.quantities.get(echo.figure.quantity or "")
    return quantity.element if quantity is not None else None


def _differs(index: Index, miss: Miss) -> AuditLine:
    quantity = miss.quantity
    return AuditLine(
        check="echoes",
        verdict="contradicts",
        statement=f"{tidy(quantity.raw)} at {quantity.element}, but {index.shown(miss.operand)}",
        equation=f"{tidy(quantity.raw)} ≠ {grouped(miss.value)}",
        expected=grouped(miss.value),
        found=tidy(quantity.raw),
        explanation=miss.why,
        element=quantity.element,
        cells=(miss.operand.cell,) if miss.operand.cell is not None else (),
        places=quantity.places,
    )
