"""The guide to series: its examples give what stands below them, and it tells every code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner

from reportparse import storage
from reportparse.cli import main
from reportparse.series.model import Code
from tests.conftest import ROOT, Golden
from tests.years.parsed import parsed_years

GUIDE = ROOT / "docs" / "series.md"
EXAMPLE = re.compile(r"```console\n\$ reportparse (?P<line>.*)\n(?P<shown>(?:.*\n)*?)```")


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = storage.connect(str(tmp_path / "reports.db"))
    for _, report in parsed_years(0):
        storage.load(engine, report)
    engine.dispose()
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("in_folder")
def test_the_examples(golden: Golden, capsys: pytest.CaptureFixture[str]) -> None:
    ran = []

    def answered(match: re.Match[str]) -> str:
        done = CliRunner().invoke(main, shlex.split(match["line"]))
        assert done.exit_code == 0, done.stderr
        ran.append(match["line"])
        return f"```console\n$ reportparse {match['line']}\n{done.stdout}```"

    text = GUIDE.read_text(encoding="utf-8")
    golden(GUIDE, EXAMPLE.sub(answered, text))
    assert len(ran) == 2
    (example,) = re.findall(r"```python\n(.*?)```", text, re.S)
    names: dict[str, Any] = {}
    exec(example, names)
    names["engine"].dispose()
    told = capsys.readouterr().out
    assert "corrected 2018-09-01..2019-08-31 [('245', 'page 2 at " in told


def test_every_code_is_told() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for code in get_args(Code):
        assert f"`{code}`" in text, code
