"""The equations of a report as the page draws them: a sentence, a verdict, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from reportparse.audit.echoes import SIGNS
from reportparse.audit.index import Index
from reportparse.checks.equations import grouped
from reportparse.checks.figures import Spot
from reportparse.checks.totals import Checked, check_table
from reportparse.corrections.settle import cell_id
from reportparse.frozen import frozen_record
from reportparse.report.facts import CellPlace, Echo, Operand
from reportparse.report.tables import Table

Verdict = Literal["holds", "rounded", "explained", "differs", "missing"]

OF_FINDINGS: Final[Mapping[str, Verdict]] = {
    "total-differs": "differs",
    "ratio-differs": "differs",
    "average-differs": "differs",
    "total-rounded": "rounded",
    "total-explained": "explained",
    "total-missing": "missing",
}


@frozen_record
class Equation:
    """One equation. `figures` are ids of cells and quantities, what it is about first.

    `by` is the word of proof (`total`, `row`, `ratio`) or the relation of an echo (`sum`).
    """

    text: str
    verdict: Verdict
    by: str
    figures: tuple[str, ...]


def equations_of(index: Index) -> tuple[Equation, ...]:
    """Return the equations of the tables, then those between prose and tables."""
    found: list[Equation] = []
    for table in index.report.tables:
        found += _of_table(table, check_table(table))
    found += (_of_echo(index, echo) for echo in index.report.facts.echoes)
    return tuple(found)


def _of_table(table: Table, checked: Checked) -> Iterator[Equation]:
    for finding, spots in zip(checked.findings, checked.failing, strict=True):
        verdict = OF_FINDINGS[finding.code]
        text = finding.message.partition("; ")[0].rpartition(": ")[2]
        yield Equation(text, verdict, finding.code, _ids(table, spots))
    for held in checked.held:
        if held.by != "rounding" and held.text:
            yield Equation(held.text, "holds", held.by, _ids(table, held.spots))


def _ids(table: Table, spots: Sequence[Spot]) -> tuple[str, ...]:
    return tuple(cell_id(CellPlace(table=table.id, row=row, column=col)) for row, col in spots)


def _of_echo(index: Index, echo: Echo) -> Equation:
    made = SIGNS.get(echo.relation, "").join(index.shown(own) for own in echo.operands)
    text = f"{index.shown(echo.figure)} {'≈' if echo.rounded else '='} {made}"
    if echo.relation in ("sum", "difference"):
        text += f" = {grouped(echo.computed)}"
    figures = tuple(_figure(own) for own in (echo.figure, *echo.operands))
    return Equation(text, "rounded" if echo.rounded else "holds", echo.relation, figures)


def _figure(operand: Operand) -> str:
    return cell_id(operand.cell) if operand.cell is not None else operand.quantity or ""
