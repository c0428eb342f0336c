"""All recognisers over a report: it comes back with its records, and with what was not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportparse.records.definition import Kind
from reportparse.records.registry import registered
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap

UNSURE: Final = frozenset(
    {
        "table-without-grid",
        "table-ambiguous",
        "table-row-unread",
        "table-evidence-differs",
        "cells-unclear",
        "cell-unread",
    }
)
"""Findings that leave open where the cells of a table are: what is read from it is in doubt."""


def with_records(report: Report, kinds: Iterable[Kind] | None = None) -> Report:
    """Return the report with the records of `kinds`, by default of every registered kind.

    A kind whose family of reports this one does not belong to adds nothing, no gap either. A record
    from a table that the parse itself is unsure of says so in its `doubt`.
    """
    unsure = _unsure(report)
    records: list[Record] = []
    gaps: list[RecordGap] = []
    for kind in registered() if kinds is None else kinds:
        for found in kind.find(report):
            if isinstance(found, RecordGap):
                gaps.append(_explained(found, unsure))
            else:
                records.append(_doubted(found, unsure))
    return report.model_copy(update={"records": _named_apart(records), "record_gaps": tuple(gaps)})


def _unsure(report: Report) -> dict[str, str]:
    """The tables that were not read for certain, each with the first finding that says so."""
    found: dict[str, str] = {}
    for finding in report.findings:
        if finding.code in UNSURE and finding.element is not None:
            found.setdefault(finding.element, finding.code)
    return found


def _doubted(record: Record, unsure: Mapping[str, str]) -> Record:
    doubts = [
        f"{table} may have been read wrongly ({unsure[table]})"
        for table in dict.fromkeys(_sources(record))
        if table in unsure
    ]
    if not doubts:
        return record
    doubt = "; ".join([record.doubt, *doubts] if record.doubt else doubts)
    return record.model_copy(update={"doubt": doubt})


def _sources(record: Record) -> Iterator[str]:
    """The tables that the fields of a record come from; a note of a table counts for its table."""
    for field in record.fields:
        if field.cell is not None:
            yield field.cell.table
        elif field.element is not None:
            yield field.element
            yield field.element.rpartition(".")[0]


def _explained(gap: RecordGap, unsure: Mapping[str, str]) -> RecordGap:
    """A gap beside tables that were not read for certain may be no gap of the print."""
    if not unsure:
        return gap
    reason = f"{gap.reason}; not read for certain: {', '.join(unsure)}"
    return gap.model_copy(update={"reason": reason})


def _named_apart(records: Sequence[Record]) -> tuple[Record, ...]:
    """Number the ids that occur twice, so that each id names one record."""
    seen: Counter[str] = Counter()
    named: list[Record] = []
    for record in records:
        seen[record.id] += 1
        count = seen[record.id]
        named.append(
            record if count == 1 else record.model_copy(update={"id": f"{record.id}/{count}"})
        )
    return tuple(named)
