"""A report's elements by id, so that a check can say where it looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reportparse.build.references import texts_of_report
from reportparse.notation.spacing import tidy
from reportparse.report.base import Place, Text
from reportparse.report.body import Block, Section
from reportparse.report.facts import CellPlace, Operand, Quantity
from reportparse.report.model import Report
from reportparse.report.tables import Cell, Table


class Index:
    """What the checks look up again and again, made when first asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def texts(self) -> Mapping[str, list[Text]]:
        """Every running text by its element; an element may have several."""
        report = self.report
        found: dict[str, list[Text]] = {}
        if report.metadata.title is not None:
            found["metadata.title"] = [report.metadata.title]
        for element, text in texts_of_report(report):
            found.setdefault(element, []).append(text)
        return found

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The tables by id."""
        return {table.id: table for table in self.report.tables}

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        """The quantities by id."""
        return {own.id: own for own in self.report.facts.quantities}

    def sections(self) -> Iterator[tuple[Sequence[Section], Section]]:
        """Every section with its sisters, part by part, in reading order."""
        for top in (self.report.sections, *(annex.sections for annex in self.report.annexes)):
            yield from _walk(top)

    def blocks(self) -> Iterator[Block]:
        """Every block of the body and of the annexes, in reading order."""
        for _, section in self.sections():
            yield from section.blocks

    def places(self, element: str) -> tuple[Place, ...]:
        """Where an element is printed."""
        if element in self.tables:
            return self.tables[element].places[:1]
        return tuple(place for text in self.texts.get(element, ()) for place in text.places[:1])

    def cell(self, place: CellPlace) -> Cell | None:
        """The cell at a place."""
        row = self.tables[place.table].rows[place.row]
        return next((cell for cell in row.cells if cell.column == place.column), None)

    def shown(self, operand: Operand) -> str:
        """A figure as a reader points to it: its print and where it stands."""
        if operand.cell is not None:
            cell = self.cell(operand.cell)
            return f"{cell.text if cell else '?'} [{self.named(operand.cell)}]"
        quantity = self.quantities.get(operand.quantity or "")
        return f"{tidy(quantity.raw)} [{quantity.element}]" if quantity else "?"

    def named(self, place: CellPlace) -> str:
        """A cell by its table, row and column: `table 4, 总计, 交易总数`."""
        table = self.tables[place.table]
        head = " / ".join(table.columns[place.column].path) or f"column {place.column}"
        stub = table.rows[place.row].stub or f"row {place.row + 1}"
        return f"{table_name(table)}, {stub}, {head}"

    def operand_places(self, operand: Operand) -> tuple[Place, ...]:
        """Where a figure is printed."""
        if operand.cell is not None:
            cell = self.cell(operand.cell)
            return cell.places if cell is not None else ()
        quantity = self.quantities.get(operand.quantity or "")
        return quantity.places if quantity is not None else ()


def table_name(table: Table) -> str:
    """How a message names a table."""
    return f"table {table.number}" if table.number else table.id


def _walk(sections: Sequence[Section]) -> Iterator[tuple[Sequence[Section], Section]]:
    for section in sections:
        yield sections, section
        yield from _walk(section.sections)
