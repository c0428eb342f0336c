"""The JSON Schema in the repository is that of the models."""

from __future__ import annotations

import json
from pathlib import Path

from reportparse.reading import parse
from reportparse.report import Report
from reportparse.sinks.jsonfile import json_pieces, write_json, write_schema
from tests.conftest import ROOT, Golden

SCHEMA = ROOT / "src" / "reportparse" / "report" / "schema.json"


def test_the_committed_schema_is_that_of_the_models(golden: Golden) -> None:
    golden(SCHEMA, write_schema())


def test_every_object_of_the_schema_is_closed() -> None:
    schema = json.loads(write_schema())
    open_ones = [
        name
        for name, part in schema["$defs"].items()
        if part.get("type") == "object" and part.get("additionalProperties") is not False
    ]
    assert open_ones == []


def test_a_report_written_and_read_is_the_same_report(seed_dump: Path) -> None:
    report = parse(seed_dump)
    assert Report.model_validate_json(write_json(report)) == report


def test_the_pieces_are_the_json_of_the_whole_model(seed_dump: Path, seed_pdf: Path) -> None:
    for path in (seed_dump, seed_pdf):
        report = parse(path)
        pieces = list(json_pieces(report))
        assert "".join(pieces) == report.model_dump_json(indent=2) + "\n"
        longest = max(map(len, pieces))
        assert longest < sum(map(len, pieces)) / 4  # one table is the longest element


def test_an_empty_report_has_the_same_json_in_pieces() -> None:
    report = parse("文".encode())
    assert write_json(report) == report.model_dump_json(indent=2) + "\n"
