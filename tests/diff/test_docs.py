"""What docs/diff.md shows is what happens."""

from __future__ import annotations

import doctest
import re

import pytest
from click.testing import CliRunner

from reportparse.cli import main
from tests.conftest import ROOT

DOCS = ROOT / "docs" / "diff.md"
COMMAND = re.compile(r"^    \$ reportparse (?P<words>.+)\n(?P<shown>(?:    .*\n)+)", re.MULTILINE)


def test_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(DOCS), module_relative=False)
    assert tried and not failed


def test_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = list(COMMAND.finditer(DOCS.read_text(encoding="utf-8")))
    assert found
    for match in found:
        done = CliRunner().invoke(main, match["words"].split())
        assert done.stdout == re.sub("^    ", "", match["shown"], flags=re.MULTILINE)
