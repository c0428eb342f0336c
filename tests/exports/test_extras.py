"""What is not installed is said in one sentence, with the extra that brings it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportparse import storage
from reportparse.cli import main


@pytest.mark.parametrize(
    ("library", "module", "form"),
    [
        ("pyarrow", "reportparse.exports.parquet", "parquet"),
        ("duckdb", "reportparse.exports.duck", "duckdb"),
        ("openpyxl", "reportparse.exports.workbook", "xlsx"),
    ],
)
def test_a_form_without_its_library(
    library: str,
    module: str,
    form: str,
    seed_pdf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, module, raising=False)
    done = CliRunner().invoke(main, ["export", result, "--format", form, "-o", f"{tmp_path}/x"])
    assert done.exit_code == 2
    assert f"{library} is not installed; install the optional part" in done.stderr
    assert f"reportparse[{form}]" in done.stderr and "Traceback" not in done.stderr


def test_a_drawing_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "reportparse.series.plot", raising=False)
    database = str(tmp_path / "new.db")
    storage.connect(database).dispose()
    done = CliRunner().invoke(main, ["series", "--db", database, "--plot", f"{tmp_path}/x.png"])
    assert done.exit_code == 2
    assert "reportparse[plot]" in done.stderr and "Traceback" not in done.stderr
