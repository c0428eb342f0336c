"""The whole report as rows: its head and masthead, then everything else in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportparse.report import Report
from reportparse.report.base import Place
from reportparse.report.identity import report_id_of
from reportparse.report.metadata import (
    AgendaItem,
    Metadata,
    Printed,
    PrintedDate,
    PrintedPeriod,
    Session,
)
from reportparse.storage.rows.body import add_body
from reportparse.storage.rows.collect import Rows, text_columns
from reportparse.storage.rows.facts import add_facts
from reportparse.storage.rows.tables import add_tables
from reportparse.storage.schema import REPORT
from reportparse.storage.schema.document import ACCOUNT, FINDING, METADATA_FIELD

TITLE = "metadata.title"


def rows_of(report: Report, run_id: str | None = None) -> Rows:
    """All rows of a report, parents before children.

    >>> from reportparse.reading import parse
    >>> rows = rows_of(parse("一. 导言\\n\\n1. 发放了1 234个单位。\\n".encode()))
    >>> [(table.name, len(found)) for table, found in rows.by_table.items()][:3]
    [('report', 1), ('account', 2), ('section', 1)]
    """
    rows = Rows(report_id_of(report.source.sha256))
    _head(rows, report, run_id)
    _metadata(rows, report.metadata)
    for kind, characters in report.accounting.by_element.items():
        rows.add(ACCOUNT, {"element_kind": kind, "characters": characters})
    add_body(rows, report)
    add_tables(rows, report.tables)
    add_facts(rows, report)
    for position, finding in enumerate(report.findings):
        rows.add(
            FINDING,
            {
                "position": position,
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "element_id": finding.element,
                "expected": finding.expected,
                "found": finding.found,
            },
            finding.places,
        )
    return rows


def pages_of(pages: Sequence[int] | None) -> str | None:
    """The pages that were read, where not all were: `1,2,3`."""
    return None if pages is None else ",".join(str(page) for page in pages)


def _head(rows: Rows, report: Report, run_id: str | None) -> None:
    source, metadata = report.source, report.metadata
    period, title = metadata.reporting_period, metadata.title
    rows.add(
        REPORT,
        {
            "sha256": source.sha256,
            "parser_version": source.reader_version,
            "schema_version": report.schema_version,
            "pages_read": pages_of(source.pages_read),
            "file_name": source.name,
            "media_type": source.media_type,
            "bytes": source.bytes,
            "pages": source.pages,
            "encoding": source.encoding,
            "reader": source.reader,
            "producer": source.producer,
            "language": report.language,
            "kind": metadata.kind,
            "symbol": metadata.symbol.value if metadata.symbol else None,
            **text_columns(title, "title"),
            "organ": metadata.organ.value if metadata.organ else None,
            "body": metadata.body.value if metadata.body else None,
            "date": metadata.date.iso if metadata.date else None,
            "session_number": metadata.session.number if metadata.session else None,
            "period_start": period.start if period else None,
            "period_end": period.end if period else None,
            "characters_printed": report.accounting.printed,
            "characters_doubled": report.accounting.doubled,
            "run_id": run_id,
        },
        title.places if title else (),
    )
    rows.marks(title, TITLE)


# -- the masthead, one row a field


def _metadata(rows: Rows, metadata: Metadata) -> None:
    for name in type(metadata).model_fields:
        if name not in ("title", "title_notes", "kind"):
            for position, (values, places) in enumerate(_fields(getattr(metadata, name))):
                rows.add(METADATA_FIELD, {"name": name, "position": position, **values}, places)
    if metadata.agenda is not None:
        for position, item in enumerate(metadata.agenda.items):
            values = {"name": "agenda_item", "position": position, "value": item}
            rows.add(METADATA_FIELD, values, metadata.agenda.text.places)


def _fields(field: Any) -> Iterator[tuple[dict[str, Any], tuple[Place, ...]]]:
    if isinstance(field, tuple):
        for one in field:
            yield from _fields(one)
    elif isinstance(field, Printed):
        yield {"value": field.value, "raw": field.raw}, field.places
    elif isinstance(field, PrintedDate):
        dated = {"date_start": field.iso, "date_end": field.iso}
        yield {"value": str(field.iso or ""), "raw": field.raw, **dated}, field.places
    elif isinstance(field, PrintedPeriod):
        dated = {"date_start": field.start, "date_end": field.end}
        yield {"value": f"{field.start}/{field.end}", "raw": field.raw, **dated}, field.places
    elif isinstance(field, Session):
        values = {"value": field.text.value, "raw": field.text.raw, "number": field.number}
        yield values, field.text.places
    elif isinstance(field, AgendaItem):
        yield {"value": field.text.value, "raw": field.text.raw}, field.text.places
