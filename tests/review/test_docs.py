"""What docs/review.md shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from reportparse import storage
from reportparse.cli import main
from tests.conftest import ROOT

DOCS = ROOT / "docs" / "review.md"
LARGEST = 120_000
"""Bytes of a picture: the repository is for reading, too."""


def _fence(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    assert found is not None
    return found[1]


def test_the_sidecar_and_the_query(tmp_path: Path, seed_pdf: Path) -> None:
    sidecar = tmp_path / "marks.json"
    sidecar.write_text(_fence("json"), encoding="utf-8")
    database = tmp_path / "reports.db"
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    command = ["load", result, "--db", str(database), "--corrections", str(sidecar)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    engine = storage.connect(str(database))
    with engine.connect() as connection:
        rows = connection.execute(text(_fence("sql"))).all()
    engine.dispose()
    answer = "".join("| " + " | ".join(map(str, row)) + " |\n" for row in rows)
    assert len(rows) == 1
    assert answer in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["docs/review.md", "README.md"])
def test_pictures_are_there_and_small(path: str) -> None:
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / path).read_text(encoding="utf-8"))
    assert shown
    for name in shown:
        picture = (ROOT / path).parent / name
        assert 0 < picture.stat().st_size < LARGEST, name


def test_every_option_is_documented() -> None:
    said = DOCS.read_text(encoding="utf-8")
    shown = CliRunner().invoke(main, ["review", "--help"]).stdout
    options = set(re.findall(r"--[a-z]+", shown)) - {"--help", "--password", "--output"}
    assert {option for option in options if option not in said} == set()
