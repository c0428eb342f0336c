"""Claims put together to records: a field that two places state differently is stated by neither.

A recogniser does not choose. Each cell that can be a field of a record is a claim; here the claims
of one record meet. Claims that agree are one field, the first print standing for it. Claims that
differ leave the field out, and the record's `doubt` says every candidate with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportparse.frozen import frozen_record
from reportparse.records.definition import RecordModel
from reportparse.report.records import Record, RecordField, RecordGap
from reportparse.report.tables import Date, Period


@frozen_record
class Claim:
    """One field of one record, as one place states it. `key` are the words that name the record."""

    key: tuple[str, ...]
    field: RecordField


def assemble(model: type[RecordModel], claims: Iterable[Claim]) -> Iterator[Record]:
    """Yield the records that the claims make, in the order of their first claims."""
    by_key: dict[tuple[str, ...], dict[str, list[RecordField]]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, {}).setdefault(claim.field.name, []).append(claim.field)
    for key, named in by_key.items():
        unknown = set(named) - set(model.model_fields)
        if unknown:
            raise ValueError(f"{model.kind} has no fields {sorted(unknown)}")
        yield _record(model, key, named)


def _record(
    model: type[RecordModel], key: tuple[str, ...], named: dict[str, list[RecordField]]
) -> Record:
    fields: list[RecordField] = []
    doubts: list[str] = []
    for name in model.model_fields:
        stated = named.get(name, [])
        if len({_meaning(field) for field in stated}) > 1:
            doubts.append(f"{name} can be {' or '.join(map(_shown, stated))}")
        elif stated:
            fields.append(stated[0])
    return Record(
        id="/".join((model.kind, *(part or "-" for part in key))),
        kind=model.kind,
        fields=tuple(fields),
        doubt="; ".join(doubts) or None,
    )


def _meaning(field: RecordField) -> str:
    """What a claim says, apart from its print: two prints of one figure agree."""
    value = field.value.model_dump_json() if field.value is not None else ""
    words = field.value is None or field.value.kind == "text"
    return f"{value} {field.text.casefold() if words else ''}"


def _shown(field: RecordField) -> str:
    if field.cell is None:
        return f"{field.text} ({field.element})"
    at = field.cell
    return f"{field.text} ({at.table}, row {at.row}, column {at.column})"


def with_gaps(
    model: type[RecordModel], records: Sequence[Record], nothing: str
) -> Iterator[Record | RecordGap]:
    """Yield the records, then what is missing: the kind itself (`nothing` says why), or fields.

    A field is missing when no record has it and none has a doubt about it.
    """
    yield from records
    if not records:
        yield RecordGap(kind=model.kind, reason=nothing)
        return
    stated = {field.name for record in records for field in record.fields}
    doubted = " ".join(record.doubt or "" for record in records)
    for name in model.expected:
        if name not in stated and f"{name} can be" not in doubted:
            reason = f"no table of this report states {name}"
            yield RecordGap(kind=model.kind, field=name, reason=reason)


def day_key(when: Period | Date) -> str:
    """Return how a period stands in the id of a record.

    >>> import datetime
    >>> day_key(Period(start=None, end=datetime.date(2012, 8, 31), precision="day"))
    '..2012-08-31'
    """
    if isinstance(when, Date):
        return when.date.isoformat()
    start = when.start.isoformat() if when.start else ""
    return f"{start}..{when.end.isoformat() if when.end else ''}"
