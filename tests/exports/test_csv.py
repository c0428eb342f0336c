"""CSV and its data package, read back by what the package says and nothing else."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from reportparse import storage
from reportparse.exports.csvfiles import write_package
from reportparse.exports.source import Source, source
from tests.exports.conftest import HARD, Rows, differing, folder, harden, load_all
from tests.years.parsed import parsed_years

READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def read_package(path: Path) -> Rows:
    """Read a data package: its JSON says where the tables are and what their columns hold."""
    package = json.loads(path.read_text(encoding="utf-8"))
    found: Rows = {}
    for resource in package["resources"]:
        text = (path.parent / resource["path"]).read_bytes().decode(resource["encoding"])
        dialect = resource["dialect"]
        lines = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=dialect["delimiter"],
            quotechar=dialect["quoteChar"],
            doublequote=dialect["doubleQuote"],
            strict=True,
        )
        schema = resource["schema"]
        fields = schema["fields"]
        assert next(lines) == [field["name"] for field in fields]
        missing = schema["missingValues"]
        found[resource["name"]] = [
            tuple(
                None if cell in missing else _typed(field, cell)
                for field, cell in zip(fields, row, strict=True)
            )
            for row in lines
        ]
        assert len(found[resource["name"]]) == resource["rows"]
    return found


def _typed(field: dict[str, Any], text: str) -> Any:
    return float(text) if field.get("floatNumber") else READ[field["type"]](text)


def test_everything_comes_back(own: Source, wanted: Rows, tmp_path: Path) -> None:
    counts = write_package(own, tmp_path)
    found = read_package(tmp_path / "datapackage.json")
    assert {name: len(rows) for name, rows in found.items()} == counts
    problems = [line for name in wanted for line in differing(found[name], wanted[name], name)]
    assert problems == []
    assert sum(counts.values()) > 15_000


def test_kinds_of_nothing_are_told_apart(own: Source, tmp_path: Path) -> None:
    write_package(own, tmp_path)
    cells = read_package(tmp_path / "datapackage.json")["cell"]
    with (tmp_path / "cell.csv").open(newline="", encoding="utf-8") as file:
        names = next(csv.reader(file))
    kinds, texts = names.index("kind"), names.index("text")
    numbers = names.index("number")
    assert {row[kinds] for row in cells} >= {"nil", "blank", "unread", "integer"}
    assert all(row[numbers] is None for row in cells if row[kinds] in ("nil", "blank", "unread"))
    assert any(row[numbers] == 0 for row in cells)
    assert any(row[texts] == "" and row[kinds] == "blank" for row in cells)


def test_keys_and_references_hold_in_the_files(own: Source, tmp_path: Path) -> None:
    write_package(own, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    rows = read_package(tmp_path / "datapackage.json")
    names = {
        one["name"]: [field["name"] for field in one["schema"]["fields"]]
        for one in package["resources"]
    }

    def keyed(table: str, columns: list[str]) -> list[tuple[Any, ...]]:
        at = [names[table].index(column) for column in columns]
        return [tuple(row[index] for index in at) for row in rows[table]]

    references = 0
    for one in package["resources"]:
        schema = one["schema"]
        own_keys = keyed(one["name"], schema["primaryKey"])
        assert len(set(own_keys)) == len(own_keys)
        for optional in ("foreignKeys", "optionalForeignKeys"):
            for key in schema.get(optional, []):
                target = key["reference"]["resource"] or one["name"]
                there = set(keyed(target, key["reference"]["fields"]))
                here = keyed(one["name"], key["fields"])
                assert all(k in there or None in k for k in here), (one["name"], key)
                assert optional == "optionalForeignKeys" or all(None not in k for k in here)
                references += 1
    assert references > 40


def test_a_text_that_is_the_sign_for_nothing_gets_another_sign(tmp_path: Path) -> None:
    used = []
    for name, texts in (("plain", ("x",)), ("taken", HARD)):
        engine = storage.connect("sqlite://")
        storage.load(engine, parsed_years(0)[0][1])
        harden(engine, texts)
        with source(engine) as own:
            write_package(own, folder(tmp_path / name))
        engine.dispose()
        package = json.loads((tmp_path / name / "datapackage.json").read_text(encoding="utf-8"))
        used.append(package["resources"][0]["schema"]["missingValues"])
    assert used == [["\\N"], ["\\(NULL)"]]


def test_a_folder_without_its_description_is_unfinished(
    own: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(own, tmp_path)
    monkeypatch.setattr(Source, "rows", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_package(own, tmp_path)
    assert not (tmp_path / "datapackage.json").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_both_databases_give_the_same_files(
    new_engine: Callable[[str], Engine], tmp_path: Path
) -> None:
    for kind in ("sqlite", "postgresql"):
        engine = new_engine(kind)
        load_all(engine, years=2)
        harden(engine)
        with source(engine) as own:
            write_package(own, folder(tmp_path / kind))
    for path in sorted((tmp_path / "sqlite").iterdir()):
        assert path.read_bytes() == (tmp_path / "postgresql" / path.name).read_bytes(), path.name


def test_some_reports_only(database: Engine, tmp_path: Path) -> None:
    symbol = "FCCC/KP/CMP/2021/3"
    with source(database, [symbol]) as own:
        write_package(own, tmp_path)
    rows = read_package(tmp_path / "datapackage.json")
    assert len(rows["report"]) == 1 and rows["cell"]
    assert {row[0] for name, own_rows in rows.items() if name != "run" for row in own_rows} == {
        rows["report"][0][0]
    }
