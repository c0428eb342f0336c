"""The command: where things go, what it returns, and what stays quiet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportparse.commands.terminal import Shown
from reportparse.sinks.jsonfile import write_schema
from reportparse.version import VERSION
from tests.pages.rawpdf import Leaf, raw_pdf, words
from tests.test_bad_input import TEXT, run

ROOT = Path(__file__).resolve().parent.parent
LOSING = raw_pdf([Leaf(words("1. Text.") + b"/Gone Do")])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "dump.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def command(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", "reportparse", *arguments],
        input=stdin,
        capture_output=True,
        env=environment,
        check=False,
    )


def test_standard_output_holds_the_json_and_nothing_else(source: Path) -> None:
    result = run(source)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert json.loads(result.stdout)["source"]["name"] == "dump.txt"


def test_the_word_parse_may_be_left_out_and_options_may_come_first(source: Path) -> None:
    plain = run(source).stdout
    assert run("parse", source).stdout == plain
    assert run("--quiet", source).stdout == plain
    assert run("--format", "json", source).stdout == plain


def test_a_file_with_the_name_of_a_command(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source.parent / "schema").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(source.parent)
    assert '"$defs"' in run("schema").stdout
    assert json.loads(run("./schema").stdout)["source"]["name"] == "schema"
    assert json.loads(run("parse", "schema").stdout)["source"]["name"] == "schema"


def test_standard_input_has_no_name(source: Path) -> None:
    result = run("-", stdin=source.read_bytes())
    assert json.loads(result.stdout)["source"]["name"] is None


def test_the_same_input_gives_the_same_bytes_in_every_process(seed_dump: Path) -> None:
    one = command(str(seed_dump))
    two = command("-", stdin=seed_dump.read_bytes())
    assert one.returncode == two.returncode == 0
    named = b'"name": "FCCC_KP_CMP_2024_3.zh.txt"'
    assert one.stdout.replace(named, b'"name": null') == two.stdout
    assert command(str(seed_dump)).stdout == one.stdout


def test_output_goes_to_the_file_and_a_summary_to_standard_error(source: Path) -> None:
    out = source.parent / "out.json"
    result = run(source, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == run(source).stdout
    assert "Paragraphs:  2 numbered (1 to 2)" in result.stderr
    assert sorted(path.name for path in source.parent.iterdir()) == ["dump.txt", "out.json"]


def test_quiet_and_verbose(source: Path) -> None:
    out = source.parent / "out.json"
    assert run(source, "-o", out, "--quiet").stderr == ""
    told = run(source, "--verbose")
    assert "not-a-un-report" in told.stderr
    assert "Paragraphs:" in told.stderr
    assert json.loads(told.stdout)
    assert run(source, "-q", "-v").exit_code == 2


def test_a_dash_as_output_is_standard_output(source: Path) -> None:
    assert run(source, "-o", "-").stdout == run(source).stdout


def test_the_input_is_never_overwritten(source: Path) -> None:
    result = run(source, "-o", source)
    assert result.exit_code == 2
    assert source.read_text(encoding="utf-8") == TEXT


def test_an_output_that_cannot_be_written_is_told_before_the_work(source: Path) -> None:
    result = run(source, "-o", source.parent / "none" / "out.json")
    assert result.exit_code == 1
    assert "there is no folder" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk(source: Path) -> None:
    result = run(source, "-o", "/dev/full")
    assert result.exit_code == 1
    assert "no space left on device" in result.stderr


def test_a_reader_that_goes_away_is_no_traceback(seed_dump: Path) -> None:
    line = f"{sys.executable} -m reportparse {seed_dump} | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(line, shell=True, capture_output=True, env=environment, check=False)
    assert result.stderr == b""
    assert len(result.stdout) == 10


def test_json_lines_have_one_element_each(seed_dump: Path) -> None:
    result = run(seed_dump, "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    whole = json.loads(run(seed_dump).stdout)
    assert rows[0]["type"] == "report"
    assert rows[-1]["type"] == "accounting"
    for kind, field in (("table", "tables"), ("footnote", "footnotes"), ("finding", "findings")):
        assert sum(row["type"] == kind for row in rows) == len(whole[field])
    numbers = [row["number"] for row in rows if row["type"] == "block" and row["number"]]
    assert numbers == list(range(1, 51))


def test_markdown_holds_headings_tables_and_notes(seed_dump: Path) -> None:
    lines = run(seed_dump, "--format", "markdown").stdout.splitlines()
    assert "## 一. 导言" in lines
    assert any(line.startswith("1\\. ") for line in lines)
    assert any(line.startswith("| 申请 |") for line in lines)
    assert sum(line.startswith("[^") for line in lines) == 22


def test_the_schema_is_printed_and_fits_what_is_printed(source: Path) -> None:
    import jsonschema

    result = run("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == write_schema()
    schema = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(run(source).stdout), schema)


def test_pages_are_chosen(seed_pdf: Path) -> None:
    report = json.loads(run(seed_pdf, "--pages", "3-4").stdout)
    assert report["source"]["pages"] == 15
    assert report["source"]["pages_read"] == [3, 4]
    assert "pages-selected" in {finding["code"] for finding in report["findings"]}


@pytest.mark.parametrize("pages", ["0", "16", "4-2", "one", ""])
def test_pages_that_do_not_exist_are_wrong_usage(seed_pdf: Path, pages: str) -> None:
    result = run(seed_pdf, "--pages", pages)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["--format", "xml", "x"], ["--nonsense", "x"], ["-o"], ["a", "b"], []]
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_strict_returns_3_and_still_writes(tmp_path: Path) -> None:
    source, out = tmp_path / "a.pdf", tmp_path / "out.json"
    source.write_bytes(LOSING)
    assert run(source).exit_code == 0
    result = run(source, "--strict", "-o", out)
    assert result.exit_code == 3
    assert "page-loss" in result.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["findings"]


def test_a_fault_of_the_program_is_one_sentence(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("reportparse.cli._parse", faulty)
    result = run(source)
    assert result.exit_code == 1
    assert "a fault of the program (ZeroDivisionError: division by zero)" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run(source, "--verbose").stderr


def test_help_and_version_do_not_load_the_libraries() -> None:
    for argument in ("--help", "--version"):
        code = (
            "import sys; from reportparse.cli import main\n"
            f"try: main([{argument!r}])\n"
            "except SystemExit: pass\n"
            "print([m for m in ('pdfplumber', 'pydantic') if m in sys.modules], file=sys.stderr)"
        )
        result = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=True,
        )
        assert result.stderr.strip() == b"[]"
    assert run("--version").stdout == f"reportparse {VERSION}\n"
    assert "[parse] FILE" in run("--help").stdout


def test_progress_waits_for_long_work_and_clears_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 100.0
    monkeypatch.setattr("reportparse.commands.terminal.time.monotonic", lambda: now)
    shown = Shown()
    shown.told(1, 9)
    shown.clear()
    assert capsys.readouterr().err == ""
    now = 101.5
    shown.told(2, 9)
    shown.told(3, 9)
    shown.clear()
    assert capsys.readouterr().err == "\r\x1b[Kpage 2 of 9\r\x1b[K"


def test_no_progress_where_there_is_no_terminal(seed_pdf: Path) -> None:
    result = command(str(seed_pdf), "--pages", "1")
    assert result.stderr == b""
