"""The documentation runs: the worked example of a new record, in a copy of the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportparse.records.registry import registered

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "docs" / "records.md"
RUN = """
import doctest, sys
failed, tried = doctest.testfile(sys.argv[1], module_relative=False)
from reportparse.records.registry import registered
print(failed, tried, *(kind.name for kind in registered()))
"""


def _fence(language: str, text: str) -> str:
    """The first block of a language that is a file, not a session."""
    blocks = re.findall(rf"```{language}\n(.*?)```", text, re.S)
    return next(str(block) for block in blocks if ">>>" not in block)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package with the two files of the worked example, and nothing else changed."""
    shutil.copytree(
        ROOT / "src" / "reportparse",
        tmp_path / "reportparse",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    text = RECORDS.read_text(encoding="utf-8")
    kinds = tmp_path / "reportparse" / "records" / "kinds"
    (kinds / "determinations.py").write_text(_fence("python", text), encoding="utf-8")
    (kinds / "determinations.toml").write_text(_fence("toml", text), encoding="utf-8")
    return tmp_path


def test_worked_example_of_a_record(package: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", RUN, str(RECORDS)],
        cwd=ROOT,
        env={"PYTHONPATH": str(package), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    failed, tried, *kinds = result.stdout.splitlines()[-1].split()
    assert (failed, "determinations" in kinds) == ("0", True), result.stdout
    assert int(tried) > 8


def test_worked_example_is_clean_code(package: Path) -> None:
    path = package / "reportparse" / "records" / "kinds" / "determinations.py"
    for command in (["check"], ["format", "--check"]):
        result = subprocess.run(
            [
                sys.executable,
                "-m",
                "ruff",
                *command,
                f"--config={ROOT / 'pyproject.toml'}",
                str(path),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr


def test_every_kind_is_in_the_table() -> None:
    text = RECORDS.read_text(encoding="utf-8")
    for kind in registered():
        module = kind.find.__module__.rpartition(".")[2]
        assert re.search(rf"\| `{kind.name}` \| .* \| `kinds/{module}\.py` \|", text), kind.name
