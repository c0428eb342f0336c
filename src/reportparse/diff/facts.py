"""What stands beside the text: metadata, short forms, figures, records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportparse.diff.align import paired
from reportparse.diff.lines import compare_lines
from reportparse.diff.model import Action, Change, Side
from reportparse.diff.words import segments
from reportparse.report import Report
from reportparse.report.base import Text
from reportparse.report.body import Figure
from reportparse.report.metadata import Printed, PrintedDate, PrintedPeriod
from reportparse.report.records import Record, RecordField

MEANING: Final = 0.6
FIGURE: Final = 0.5
LABEL: Final = 0.7
DERIVED: Final = frozenset({"title_notes", "kind", "reporting_period"})
"""Fields that repeat what stands elsewhere and is compared there."""


# -- metadata


def compare_metadata(before: Report, after: Report) -> Iterator[Change]:
    """Yield the fields of the masthead that differ."""
    first, second = _fields(before), _fields(after)
    for name in [*first, *(name for name in second if name not in first)]:
        own, other = first.get(name), second.get(name)
        if own == other:
            continue
        sides = (_field(name, own), _field(name, other))
        if own is not None and other is not None:
            words = segments(own, other)
            yield Change("metadata", "changed", name, name, *sides, words)
        else:
            action: Action = "removed" if other is None else "added"
            yield Change("metadata", action, name, name, *sides)


def _field(name: str, words: str | None) -> Side | None:
    return None if words is None else Side(f"metadata.{name}", words)


def _fields(report: Report) -> dict[str, str]:
    """Return the fields that are printed, each as one text; lists have a number behind."""
    out: dict[str, str] = {}
    for name in type(report.metadata).model_fields:
        own = getattr(report.metadata, name)
        if own is None or name in DERIVED:
            continue
        if isinstance(own, tuple):
            for at, one in enumerate(own, start=1):
                out[name if len(own) == 1 else f"{name} {at}"] = _said(one)
        else:
            out[name] = _said(own)
    return out


def _said(own: object) -> str:
    if isinstance(own, Printed):
        return own.value
    if isinstance(own, Text):
        return own.text
    if isinstance(own, PrintedDate):
        return own.iso.isoformat() if own.iso is not None else own.raw
    if isinstance(own, PrintedPeriod):
        if own.start is None or own.end is None:
            return own.raw
        return f"{own.start.isoformat()} – {own.end.isoformat()}"
    inner = getattr(own, "text", None)
    return inner.value if isinstance(inner, Printed) else str(own)


# -- short forms


def compare_abbreviations(before: Report, after: Report) -> Iterator[Change]:
    """Yield the short forms that came, went, or stand for something else."""
    first, second = _short(before), _short(after)
    for term in [*first, *(term for term in second if term not in first)]:
        own, other = first.get(term), second.get(term)
        if own is not None and other is not None:
            if own.text != other.text:
                words = segments(own.text, other.text)
                yield Change("abbreviation", "changed", "meaning", term, own, other, words)
        else:
            action: Action = "removed" if other is None else "added"
            yield Change("abbreviation", action, "words", term, own, other)


def _short(report: Report) -> dict[str, Side]:
    entries = report.abbreviations.entries if report.abbreviations is not None else ()
    return {
        own.term.text: Side(own.id, own.meaning.text if own.meaning is not None else "")
        for own in entries
    }


# -- figures


def compare_figures(before: Report, after: Report) -> Iterator[Change]:
    """Yield changes of figures: their titles, and the words and numbers in the drawing."""
    names = [[_figure(own) for own in report.figures] for report in (before, after)]
    pairs = dict(paired(names[0], names[1], FIGURE))
    taken = set(pairs.values())
    for i, j in pairs.items():
        own, other = before.figures[i], after.figures[j]
        where = names[1][j]
        if _title(own) != _title(other):
            sides = Side(own.id, _title(own)), Side(other.id, _title(other))
            words = segments(sides[0].text, sides[1].text)
            yield Change("figure", "renamed", "words", where, *sides, words)
        captions = [one.caption.text if one.caption else "" for one in (own, other)]
        if captions[0] != captions[1]:
            sides = Side(own.id, captions[0]), Side(other.id, captions[1])
            yield Change("figure", "renumbered", "number", where, *sides)
        for name in ("labels", "notes", "sources"):
            lines = (own.id, getattr(own, name)), (other.id, getattr(other, name))
            yield from compare_lines("figure", name, where, *lines, LABEL)
    for i, own in enumerate(before.figures):
        if i not in pairs:
            yield Change("figure", "removed", "words", names[0][i], Side(own.id, _title(own)), None)
    for j, other in enumerate(after.figures):
        if j not in taken:
            side = Side(other.id, _title(other))
            yield Change("figure", "added", "words", names[1][j], None, side)


def _figure(figure: Figure) -> str:
    return _title(figure) or (figure.caption.text if figure.caption else figure.id)


def _title(figure: Figure) -> str:
    return figure.title.text if figure.title is not None else ""


# -- records


def compare_records(before: Report, after: Report) -> Iterator[Change]:
    """Yield changes of records, field by field; a record is the same if it states the same thing.

    Which report and which place a record was read from is no part of what it states.
    """
    first, second = _records(before.records), _records(after.records)
    for name in [*first, *(name for name in second if name not in first)]:
        own, other = first.get(name), second.get(name)
        if own is None or other is None:
            one = own or other
            assert one is not None
            sides = [None if r is None else Side(r.id, _record(r)) for r in (own, other)]
            action: Action = "removed" if other is None else "added"
            yield Change("record", action, "record", f"{one.kind} {one.id}", sides[0], sides[1])
            continue
        fields = {field.name: field for field in own.fields}
        others = {field.name: field for field in other.fields}
        for field in [*fields, *(n for n in others if n not in fields)]:
            values = [_value(side.get(field)) for side in (fields, others)]
            if values[0] != values[1]:
                sides = [Side(r.id, v) for r, v in zip((own, other), values, strict=True)]
                where = f"{own.kind} {own.id}"
                yield Change("record", "changed", field, where, sides[0], sides[1])


def _records(records: Sequence[Record]) -> dict[tuple[str, str], Record]:
    return {(record.kind, record.id): record for record in records}


def _record(record: Record) -> str:
    return ", ".join(f"{f.name}={_value(f)}" for f in record.fields if _value(f))


def _value(field: RecordField | None) -> str:
    """Return what a field states: its value where it has one, otherwise its words."""
    if field is None:
        return ""
    value = field.value
    if value is None or value.kind == "text":
        return field.text
    said = value.model_dump(mode="json", exclude={"kind"}).values()
    return f"{value.kind} {' '.join(str(one) for one in said)}".rstrip()
