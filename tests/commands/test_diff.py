"""`reportparse diff` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportparse
from reportparse.cli import main
from reportparse.sinks.jsonfile import write_json


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["diff", *words], input=given)


@pytest.fixture(scope="module")
def dump() -> bytes:
    lines = (
        "A/79/1\n",
        "一. 导言\n",
        "1. 本报告说明秘书处在报告期内共收到1 234份申请。\n",
        "2. 成员国对所作的努力表示满意，并请秘书长继续提供资料。\n",
    )
    return "\n".join(lines).encode()


@pytest.fixture
def files(dump: bytes, tmp_path: Path) -> tuple[str, str]:
    """A dump, and the result in JSON of the same dump with one figure changed."""
    before, after = tmp_path / "before.txt", tmp_path / "after.json"
    before.write_bytes(dump)
    changed = dump.replace(b"1 234", b"1 235")
    after.write_text(write_json(reportparse.parse(changed)), encoding="utf-8")
    return str(before), str(after)


def test_the_same_report(files: tuple[str, str], dump: bytes) -> None:
    done = run(files[0], "-", given=dump)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "no difference" in done.stdout


def test_a_figure_is_shown_whole(files: tuple[str, str]) -> None:
    done = run(*files)
    assert done.exit_code == 3
    assert "Text (1)" in done.stdout
    assert "[-1 234-]{+1 235+}" in done.stdout
    assert run(*files, "--quiet").stdout == ""


def test_json(files: tuple[str, str]) -> None:
    done = run(*files, "--format", "json")
    data = json.loads(done.stdout)
    assert (data["same"], data["counts"]) == (False, {"text changed": 1})
    (change,) = data["changes"]
    assert (change["before"]["id"], change["after"]["id"]) == ("p1", "p1")
    assert [own for own in change["words"] if own["before"] != own["after"]] == [
        {"before": "1 234", "after": "1 235"}
    ]


def test_markdown_to_a_file(files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "diff.md"
    assert run(*files, "--format", "markdown", "-o", str(out)).exit_code == 3
    assert "~~1 234~~**1 235**" in out.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_named(files: tuple[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"no": "report"}', encoding="utf-8")
    for pair in ((files[0], str(broken)), (str(broken), files[0])):
        done = run(*pair)
        assert done.exit_code == 1
        assert done.stderr.count("\n") == 1 and str(broken) in done.stderr
    missing = str(tmp_path / "missing.pdf")
    done = run(files[0], missing)
    assert (done.exit_code, missing in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_wrong_usage(files: tuple[str, str]) -> None:
    assert run(files[0]).exit_code == 2
    assert run("-", "-", given=b"").exit_code == 2
    assert run(*files, "-o", files[0]).exit_code == 2


def test_out_in_no_folder(files: tuple[str, str], tmp_path: Path) -> None:
    done = run(*files, "-o", str(tmp_path / "nowhere" / "out.txt"))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)


def test_the_other_way_round(files: tuple[str, str]) -> None:
    assert "[-1 235-]{+1 234+}" in run(files[1], files[0]).stdout
