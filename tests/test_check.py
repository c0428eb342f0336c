"""The command `check`: verdicts, exit codes and the three formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportparse.errors import EXIT_FINDINGS
from tests.test_bad_input import run

CLEAN = """一. 导言

1. 本报告介绍情况。

2. 另见上文第 1 段。
"""
WRONG = CLEAN.replace("上文第 1 段", "上文第 77 段")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_what_agrees_exits_with_nought(clean: Path) -> None:
    result = run("check", clean)
    assert result.exit_code == 0
    assert "Contradicts" not in result.stdout
    assert "paragraph numbers: 1 to 2, no gap" in result.stdout


def test_a_contradiction_exits_with_three_and_names_its_place(wrong: Path) -> None:
    result = run("check", wrong)
    assert result.exit_code == EXIT_FINDINGS
    assert "Contradicts (1)" in result.stdout
    assert "line 5" in result.stdout
    assert "上文第77段 at p2 points to nothing" in result.stdout


def test_quiet_leaves_out_what_holds(wrong: Path) -> None:
    assert "Holds" in run("check", wrong).stdout
    assert "Holds" not in run("check", "-q", wrong).stdout


def test_json_holds_one_audit_a_file(clean: Path, wrong: Path) -> None:
    result = run("check", "--format", "json", clean, wrong)
    assert result.exit_code == EXIT_FINDINGS
    first, second = json.loads(result.stdout)
    assert first["name"] == "clean.txt"
    assert [line["check"] for line in second["lines"] if line["verdict"] == "contradicts"] == [
        "references"
    ]


def test_sarif_tells_failed_from_passed(wrong: Path) -> None:
    whole = json.loads(run("check", "--format", "sarif", wrong).stdout)
    assert whole["version"] == "2.1.0"
    (run_,) = whole["runs"]
    rules = {rule["id"] for rule in run_["tool"]["driver"]["rules"]}
    (failed,) = [result for result in run_["results"] if result["kind"] == "fail"]
    assert failed["level"] == "error"
    assert failed["ruleId"] in rules
    (location,) = failed["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "wrong.txt"
    assert location["physicalLocation"]["region"]["startLine"] == 5
    assert all(result["level"] == "none" for result in run_["results"] if result is not failed)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(wrong: Path, tmp_path: Path) -> None:
    result = run("check", tmp_path / "missing.txt", wrong)
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert "Contradicts (1)" in result.stdout


def test_the_audit_goes_to_a_file_without_colours(wrong: Path, tmp_path: Path) -> None:
    out = tmp_path / "audit.txt"
    result = run("check", "-o", out, wrong)
    assert result.exit_code == EXIT_FINDINGS
    assert result.stdout == ""
    text = out.read_text(encoding="utf-8")
    assert "Contradicts (1)" in text
    assert "\x1b" not in text
