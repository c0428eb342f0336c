"""No word of a report is missing in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, select

from reportparse import storage
from reportparse.report import Report
from reportparse.storage.schema import METADATA

# Lists of words that are one text in the database, and the sign between them.
JOINED = {
    "references.paragraphs": "; ",
    "facts.names.short": "; ",
    "records.fields.notes": "; ",
    "tables.rows.cells.proof": " ",
    "tables.columns.path": " › ",
}


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string of a JSON value with the names of the fields that lead to it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, (*path, name))
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, path)
    elif isinstance(value, str) and value:
        yield path, value


@pytest.mark.parametrize("door", ["sample", "sample_dump"])
def test_every_string_of_the_report_is_in_the_database(
    door: str, engine: Engine, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(door)
    storage.load(engine, report)
    held: set[str] = set()
    with engine.connect() as connection:
        for table in METADATA.tables.values():
            for row in connection.execute(select(table)):
                held.update(str(value) for value in row)
    for sign in set(JOINED.values()):
        held.update(word for value in tuple(held) for word in value.split(sign))
    lost = {
        (".".join(path), leaf)
        for path, leaf in _leaves(report.model_dump(mode="json"))
        if leaf not in held and leaf.rstrip("0").rstrip(".") not in held
    }
    assert lost == set()
