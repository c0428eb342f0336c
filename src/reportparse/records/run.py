"""All recognisers over a report: it comes back with its records, and with what was not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reportparse.records.definition import Kind
from reportparse.records.registry import registered
from reportparse.report.model import Report
from reportparse.report.records import Record, RecordGap


def with_records(report: Report, kinds: Iterable[Kind] | None = None) -> Report:
    """Return the report with the records of `kinds`, by default of every registered kind.

    A kind whose family of reports this one does not belong to adds nothing, no gap either.
    """
    records: list[Record] = []
    gaps: list[RecordGap] = []
    for kind in registered() if kinds is None else kinds:
        for found in kind.find(report):
            if isinstance(found, RecordGap):
                gaps.append(found)
            else:
                records.append(found)
    return report.model_copy(update={"records": _named_apart(records), "record_gaps": tuple(gaps)})


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
