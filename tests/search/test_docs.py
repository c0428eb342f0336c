"""The guide: its examples run, its table of queries finds, and it tells every kind."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from reportparse.cli import main
from reportparse.search.model import KINDS
from reportparse.storage.index.filters import Filters
from reportparse.storage.index.find import BLOCK, RANKED_TOGETHER, search
from tests.conftest import ROOT, Golden

DOCS = ROOT / "docs" / "search.md"
COMMAND = re.compile(
    r"^    \$ reportparse (?P<command>.*)\n(?P<answer>(?:(?:    .*)?\n)+?)(?=\S|    \$ )", re.M
)


def test_the_command_gives_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed_pdf: Path, golden: Golden
) -> None:
    monkeypatch.chdir(tmp_path)
    result = str(seed_pdf.with_name(seed_pdf.name + ".json"))
    CliRunner().invoke(main, ["load", result, "--db", "reports.db"])
    asked = []

    def answered(match: re.Match[str]) -> str:
        done = CliRunner().invoke(main, shlex.split(match["command"]))
        asked.append(done.exit_code)
        lines = (f"    {line}" if line else "" for line in done.stdout.splitlines())
        return f"    $ reportparse {match['command']}\n" + "\n".join(lines) + "\n\n"

    written = COMMAND.sub(answered, DOCS.read_text(encoding="utf-8"))
    assert asked == [0, 0]
    golden(DOCS, written)


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed_pdf: Path) -> None:
    shutil.copy(seed_pdf, tmp_path / "report.pdf")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    names: dict[str, Any] = {}
    exec(example, names)
    names["engine"].dispose()
    assert names["found"].total == len(names["found"].hits) > 0
    assert {hit.kind for hit in names["found"].hits} == {"paragraph"}
    assert names["prints"].total == 4


def test_the_queries_of_the_table_find_something(loaded: Engine) -> None:
    queries = DOCS.read_text(encoding="utf-8").partition("## Values")[0]
    rows = re.findall(r"^\| `([^`]*)` \|", queries, re.M)
    assert len(rows) == 5
    for query in rows:
        assert search(loaded, query, filters=Filters(kinds=KINDS)).total > 0, query


def test_kinds_and_numbers_are_told() -> None:
    words = DOCS.read_text(encoding="utf-8")
    (kinds,) = re.findall(r"`--kind` is one of\n\n(.*?)\. The last four", words, re.S)
    assert tuple(re.split(r", and |,\s+", " ".join(kinds.split()))) == KINDS
    assert f"More than {RANKED_TOGETHER:,} hits are ranked in blocks of {BLOCK} reports" in words
