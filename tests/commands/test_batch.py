"""The command `batch`: what it takes, what it says, what it returns."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportparse.commands.batch import batch_command
from tests.batch.made import dump, records, write_dumps
from tests.test_bad_input import run
from tests.test_cli import command


def test_a_folder_in_a_folder_out(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 3)
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("3 sources in ")
    assert "Nothing needs a human." in result.stderr
    again = run("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    assert "3 done (3 of them by an earlier run)" in again.stderr


def test_a_failure_is_told_and_returns_3(tmp_path: Path) -> None:
    write_dumps(tmp_path / "in", 1)
    result = run(
        "batch", tmp_path / "in", tmp_path / "none.pdf", "-o", tmp_path / "out", "--jobs", 1
    )
    assert result.exit_code == 3
    assert f"  {tmp_path}/none.pdf: refused: there is no such file" in result.stderr
    assert records(tmp_path / "out")["report-0000.txt"].status == "done"
    quiet = run("batch", tmp_path / "none.pdf", "-o", tmp_path / "out", "--jobs", 1, "-q")
    assert (quiet.exit_code, quiet.stderr) == (3, "")


def test_a_list_on_standard_input(tmp_path: Path) -> None:
    paths = write_dumps(tmp_path / "in", 3)
    listed = "".join(f"{path}\n" for path in paths[:2]).encode()
    result = run("batch", "-", "-o", tmp_path / "out", "--jobs", 1, stdin=listed)
    assert result.exit_code == 0
    assert set(records(tmp_path / "out")) == {path.name for path in paths[:2]}


def test_time_and_memory_are_limited(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(dump(1, paragraphs=4000))
    result = run(
        "batch", tmp_path / "a.txt", "-o", tmp_path / "out", "--jobs", 1, "--timeout", 0.05
    )
    assert result.exit_code == 3
    assert "a.txt: timeout: it took longer than 0.05 seconds" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["x"], ["x", "-o", "o", "--jobs", "0"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert run("batch", *arguments).exit_code == 2


def test_nothing_to_do_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = run("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "no file was found" in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"x")
    assert run("batch", tmp_path, "-o", tmp_path / "out").exit_code == 2
    result = run("batch", tmp_path / "out", "-o", tmp_path / "out" / "below")
    assert result.exit_code == 1
    assert "not a directory" in result.stderr


def test_nothing_goes_to_standard_output(tmp_path: Path) -> None:
    """The whole command in a process of its own, where no terminal is."""
    write_dumps(tmp_path / "in", 2)
    result = command("batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1")
    assert (result.returncode, result.stdout) == (0, b"")


def test_the_documentation_names_every_option() -> None:
    words = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
    for parameter in batch_command.params:
        for option in (one for one in parameter.opts if one.startswith("--")):
            assert option in words
