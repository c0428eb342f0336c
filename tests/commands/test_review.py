"""The command `review`: where the page goes, and one sentence for what is wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportparse import storage
from reportparse.cli import main
from reportparse.reading import parse

SMALL = "一. 导言\n\n1. 发放了1 234个单位。\n"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", *arguments])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.txt"
    path.write_text(SMALL, encoding="utf-8")
    return path


def _sidecar(path: Path, name: str = "甲") -> str:
    """A sidecar that confirms the first doubt about a file."""
    from reportparse.corrections.doubts import doubts_of

    report = parse(path)
    doubt = doubts_of(report)[0]
    mark = {"target": doubt.key, "kind": "finding", "status": "confirmed", "old": doubt.message}
    mark |= {"who": name, "when": "2026-11-22T12:00:00+08:00"}
    whole = {"sha256": report.source.sha256, "parser_version": "0", "marks": [mark]}
    return json.dumps(whole, ensure_ascii=False)


def test_the_page_is_named_after_the_file(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = _run(str(small))
    assert (done.exit_code, done.stdout) == (0, "")
    page = (tmp_path / "small.txt.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "1 234" in page


def test_marks_beside_the_file_are_shown_unasked(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    (tmp_path / "small.txt.corrections.json").write_text(_sidecar(small, "审阅人丙"))
    assert _run(str(small), "-o", str(out)).exit_code == 0
    assert "审阅人丙" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "give either FILE or --db URL"),
        (("{small}", "--db", "x.db"), 2, "give either FILE or --db URL"),
        (("--db", "x.db", "-o", "x.html"), 2, "-o and --corrections belong to FILE"),
        (("{tmp}/nowhere.pdf",), 1, "there is no such file"),
        (("{small}", "-o", "{tmp}/no/page.html"), 1, "there is no folder"),
        (("{small}", "--corrections", "{small}"), 1, "this is no file of corrections"),
        (("{small}", "--corrections", "{tmp}/other.json"), 1, "made for another file"),
        (("--db", "{tmp}/no/x.db"), 1, "there is no such database"),
        (("--db", "{tmp}/x.db", "--files", "{tmp}/no"), 2, "does not exist"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    small: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(SMALL.replace("1 234", "5"), encoding="utf-8")
    (tmp_path / "other.json").write_text(_sidecar(other))
    done = _run(*(one.format(small=small, tmp=tmp_path) for one in arguments))
    assert done.exit_code == code
    assert said in " ".join(done.stderr.split()).replace("│ ", "")
    assert "Traceback" not in done.output


def test_corrections_of_a_file_that_is_not_loaded(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(SMALL.replace("1 234", "5"), encoding="utf-8")
    for name, path in (("own.json", small), ("other.json", other)):
        (tmp_path / name).write_text(_sidecar(path))
    command = ["load", str(small), "--db", str(tmp_path / "x.db")]
    for name in ("own.json", "other.json"):
        command += ["--corrections", str(tmp_path / name)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "1 marks of reviewers" in done.stderr
    assert "other.json: none of these files is the one it was made for" in done.stderr


def _without(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where a module cannot be imported."""
    program = (
        f"import sys; sys.modules[{module!r}] = None; sys.argv[1:] = ['review', *{arguments!r}]"
    )
    program += "; from reportparse.cli import main; main()"
    source = str(Path(__file__).parents[2] / "src")
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": source},
    )


@pytest.mark.parametrize(
    ("module", "extra", "arguments"),
    [
        ("jinja2", "review", ("{small}", "-o", "{tmp}/page.html")),
        ("jinja2", "review", ("--db", "{tmp}/x.db")),
        ("sqlalchemy", "db", ("--db", "{tmp}/x.db")),
    ],
)
def test_a_missing_part_is_named(
    small: Path, tmp_path: Path, module: str, extra: str, arguments: tuple[str, ...]
) -> None:
    done = _without(module, *(one.format(small=small, tmp=tmp_path) for one in arguments))
    assert done.returncode == 2
    assert f"pip install 'reportparse[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr


def _hears_stops() -> None:
    """Tests that run in the background of a shell are deaf to Ctrl-C, and so what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_server_starts_and_ends(small: Path, tmp_path: Path) -> None:
    database = tmp_path / "reports.db"
    engine = storage.connect(str(database))
    storage.load(engine, parse(small))
    engine.dispose()
    command = [sys.executable, "-m", "reportparse", "review", "--db", str(database)]
    source = str(Path(__file__).parents[2] / "src")
    server = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
        preexec_fn=_hears_stops,
    )
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+/) \(Ctrl-C ends\)", line)
        assert found is not None, line
        with urllib.request.urlopen(found[1], timeout=60) as answer:
            assert "small.txt" in answer.read().decode()
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert server.stderr.read() == "ended\n"
    finally:
        server.kill()
        server.wait()
        server.stderr.close()
