"""Rows of what the report states."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reportparse.report import Report
from reportparse.report.facts import (
    CellPlace,
    DateMention,
    Echo,
    Mention,
    Name,
    Occurrence,
    Operand,
    Quantity,
    Term,
)
from reportparse.report.records import Record
from reportparse.storage.columns import LIST_SIGN
from reportparse.storage.rows.collect import Rows
from reportparse.storage.schema import facts as schema
from reportparse.storage.values import number_columns, value_columns


def add_facts(rows: Rows, report: Report) -> None:
    """Add quantities, dates, names, terms, echoes and records."""
    facts = report.facts
    for position, quantity in enumerate(facts.quantities):
        _quantity(rows, quantity, position)
    for position, date in enumerate(facts.dates):
        _date(rows, date, position)
    for position, name in enumerate(facts.names):
        _name(rows, name, position)
    for position, term in enumerate(facts.terms):
        _term(rows, term, position)
    for index, echo in enumerate(facts.echoes):
        _echo(rows, echo, index)
    for position, record in enumerate(report.records):
        _record(rows, record, position)
    for position, gap in enumerate(report.record_gaps):
        values = {"position": position, "kind": gap.kind, "field": gap.field, "reason": gap.reason}
        rows.add(schema.RECORD_GAP, values)


def _mention(mention: Mention, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "element_id": mention.element,
        "start_offset": mention.start,
        "end_offset": mention.end,
        "raw": mention.raw,
    }


def _quantity(rows: Rows, quantity: Quantity, position: int) -> None:
    over, under = quantity.ratio or (None, None)
    holds = quantity.holds
    rows.add(
        schema.QUANTITY,
        {
            "quantity_id": quantity.id,
            **_mention(quantity, position),
            **number_columns(quantity.value),
            "low": quantity.low,
            "high": quantity.high,
            "ratio_over": None if over is None else Decimal(over),
            "ratio_under": None if under is None else Decimal(under),
            "step": quantity.step,
            "scale": Decimal(quantity.scale),
            "approximation": quantity.approximation,
            "qualifier": quantity.qualifier,
            "measure": quantity.measure,
            "unit": quantity.unit,
            "unit_kind": quantity.unit_kind,
            "counted": quantity.counted,
            "counted_from": quantity.counted_from,
            "holds": holds is not None,
            "holds_start": holds.start if holds else None,
            "holds_end": holds.end if holds else None,
            "holds_mention": holds.mention if holds else None,
            "article": quantity.article,
        },
        quantity.places,
    )


def _date(rows: Rows, date: DateMention, position: int) -> None:
    rows.add(
        schema.DATE_MENTION,
        {
            "date_id": date.id,
            **_mention(date, position),
            "kind": date.kind,
            "date_start": date.first,
            "date_end": date.last,
            "date_precision": date.precision,
            "relation": date.relation,
            "resolved_by": date.resolved_by,
        },
        date.places,
    )


def _name(rows: Rows, name: Name, position: int) -> None:
    rows.add(
        schema.NAMED,
        {
            "name_id": name.id,
            "position": position,
            "kind": name.kind,
            "text": name.text,
            "short_forms": LIST_SIGN.join(name.short),
            "number": name.number,
            "organ_id": name.organ,
        },
    )
    for index, capacity in enumerate(name.capacities):
        rows.add(
            schema.CAPACITY,
            {
                "name_id": name.id,
                "position": index,
                "element_id": capacity.element,
                "role": capacity.role,
                "member_of": capacity.group,
                "change": capacity.change,
            },
        )
    _occurrences(rows, "name", name.id, name.occurrences)


def _term(rows: Rows, term: Term, position: int) -> None:
    own = f"term.{position}"
    rows.add(
        schema.TERM,
        {
            "term_id": own,
            "position": position,
            "text": term.text,
            "origin": term.origin,
            "meaning": term.meaning,
        },
    )
    _occurrences(rows, "term", own, term.occurrences)


def _occurrences(rows: Rows, kind: str, owner: str, occurrences: Iterable[Occurrence]) -> None:
    for position, occurrence in enumerate(occurrences):
        rows.add(
            schema.OCCURRENCE,
            {
                "owner_kind": kind,
                "owner_id": owner,
                "position": position,
                "element_id": occurrence.element,
                "start_offset": occurrence.start,
                "end_offset": occurrence.end,
            },
        )


def _echo(rows: Rows, echo: Echo, index: int) -> None:
    rows.add(
        schema.ECHO,
        {
            "echo_index": index,
            "relation": echo.relation,
            "computed": echo.computed,
            "rounded": echo.rounded,
            "confidence": echo.confidence,
            "chance": echo.chance,
            "others": echo.others,
        },
    )
    # Position 0 is the figure itself, the operands follow in their order.
    for position, operand in enumerate((echo.figure, *echo.operands)):
        rows.add(
            schema.ECHO_OPERAND,
            {"echo_index": index, "position": position, **_operand(operand)},
        )


def _operand(operand: Operand) -> dict[str, Any]:
    return {"quantity_id": operand.quantity, **_cell(operand.cell)}


def _cell(cell: CellPlace | None) -> dict[str, Any]:
    if cell is None:
        return {}
    return {"table_id": cell.table, "row_index": cell.row, "column_index": cell.column}


def _record(rows: Rows, record: Record, position: int) -> None:
    rows.add(
        schema.RECORD,
        {
            "record_id": record.id,
            "position": position,
            "kind": record.kind,
            "doubt": record.doubt,
        },
    )
    for index, field in enumerate(record.fields):
        rows.add(
            schema.RECORD_FIELD,
            {
                "record_id": record.id,
                "field_index": index,
                "name": field.name,
                "text": field.text,
                "raw": field.raw,
                **value_columns(field.value),
                **_cell(field.cell),
                "element_id": field.element,
                "notes": LIST_SIGN.join(field.notes),
            },
            field.places,
        )
