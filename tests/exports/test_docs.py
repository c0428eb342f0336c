"""The guide to exports: what it shows runs, over the sample report."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from reportparse.cli import main
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")


def test_the_examples(seed_pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = seed_pdf.with_name(seed_pdf.name + ".json")
    monkeypatch.chdir(tmp_path)
    for form, out in (("csv", "out"), ("parquet", "out"), ("duckdb", "out.duckdb")):
        done = CliRunner().invoke(main, ["export", str(result), "--format", form, "-o", out])
        assert done.exit_code == 0, done.stderr
    from_csv, from_parquet = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
    names: dict[str, Any] = {}
    exec(from_csv, names)
    assert names["answer"] == [("32 717 425", "6")]
    exec(from_parquet, names)
    assert names["unit"] == b"The printed unit or currency."
    assert Decimal(8_100_000) in names["table"].column("number").to_pylist()
    (query,) = re.findall(r"```sql\n(.*?)```", GUIDE, re.S)
    with duckdb.connect("out.duckdb", read_only=True) as database:
        assert database.execute(query).fetchall() == [("总计", 964119394, 4)]


def test_every_form_is_told() -> None:
    from reportparse.commands.export import FORMATS

    for form in FORMATS:
        assert f"| `{form}` |" in GUIDE
