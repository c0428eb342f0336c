"""One CSV file a table, and a Frictionless data package beside them that says what they hold.

Between two commas: `\\N` is nothing at all (NULL); nothing is an empty text. Whether a printed cell
is nil, blank, zero or unread says its `kind`, as in the database.

The standard has no references that may be empty, and programs that check it take an empty one for
a wrong one. Those stand under `optionalForeignKeys`, in the same form.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

from reportparse.exports.source import Column, Reference, Shape, Source, plain_text, shapes
from reportparse.report.model import SCHEMA_VERSION
from reportparse.sinks.files import written
from reportparse.version import VERSION

PACKAGE: Final = "datapackage.json"
PROFILE: Final = "tabular-data-package"
NULLS: Final = ("\\N", "\\NULL", "\\(NULL)", "\\(no value)")
"""Signs for nothing; the first that no text of the export is itself."""
TYPES: Final = {
    "string": "string",
    "integer": "integer",
    "exact": "number",
    "real": "number",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
}
DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


class NullTaken(Exception):  # noqa: N818 - a signal, not an error of the user's
    """A text of the export is itself the sign for nothing."""


def write_package(own: Source, folder: Path) -> dict[str, int]:
    """Write the tables into a folder, the description last; return how many rows each has.

    A folder without `datapackage.json` is one that was not finished. Raises `OutputError`.
    """
    (folder / PACKAGE).unlink(missing_ok=True)
    null, counts = write_tables(own, folder)
    package = describe(counts, null, own.reports)
    with written(folder / PACKAGE) as file:
        file.write(json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n")
    return counts


def write_tables(own: Source, folder: Path) -> tuple[str, dict[str, int]]:
    """Write the tables alone; return the sign for nothing and the rows of each."""
    for null in NULLS:
        try:
            return null, {shape.name: _write(own, shape, folder, null) for shape in shapes()}
        except NullTaken:
            continue
    raise AssertionError("every sign for nothing is printed in these reports")


def _write(own: Source, shape: Shape, folder: Path, null: str) -> int:
    count = 0
    with written(folder / f"{shape.name}.csv") as file:
        lines = csv.writer(_Encoded(file), lineterminator="\n")
        lines.writerow(shape.names)
        for row in own.rows(shape):
            lines.writerow([null if value is None else _text(value, null) for value in row])
            count += 1
    return count


def _text(value: Any, null: str) -> str:
    text = plain_text(value)
    if text == null:
        raise NullTaken
    return text


class _Encoded:
    """What the module `csv` writes, as UTF-8 in a file of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


# -- the description


def describe(counts: dict[str, int], null: str, reports: Sequence[str]) -> dict[str, Any]:
    """Return the data package: every table with its types, keys and references."""
    return {
        "profile": PROFILE,
        "name": "reports",
        "title": "Reports of the United Nations, table by table",
        "description": (
            f"{len(reports)} reports, read by reportparse {VERSION}. {null} stands for nothing;"
            " an empty text is a text. `kind` tells nil, blank, unread and numbers apart."
        ),
        "schema_version": SCHEMA_VERSION,
        "resources": [_resource(shape, counts[shape.name], null) for shape in shapes()],
    }


def _reference(one: Reference, shape: Shape) -> dict[str, Any]:
    """A foreign key in the words of the standard, where a table names itself by nothing."""
    own = "" if one.table == shape.name else one.table
    return {"fields": list(one.columns), "reference": {"resource": own, "fields": [*one.others]}}


def _resource(shape: Shape, rows: int, null: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in shape.columns],
        "primaryKey": list(shape.key),
        "missingValues": [null],
    }
    needed = {column.name for column in shape.columns if not column.nullable}
    for name, always in (("foreignKeys", True), ("optionalForeignKeys", False)):
        found = [one for one in shape.references if (needed >= {*one.columns}) == always]
        if found:
            schema[name] = [_reference(one, shape) for one in found]
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "description": shape.description,
        "path": f"{shape.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "rows": rows,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": column.description,
    }
    if column.kind == "real":
        field["floatNumber"] = True
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field
