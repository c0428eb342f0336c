"""The command `series`: what it prints, what it writes, and faults in one sentence each."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportparse import storage
from reportparse.cli import main
from tests.years.parsed import parsed_years


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["series", *arguments])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("series") / "years.db"
    engine = storage.connect(str(path))
    for _, report in parsed_years(0):
        storage.load(engine, report)
    engine.dispose()
    return str(path)


def test_without_a_name_the_indicators_are_listed(database: str) -> None:
    done = _run("--db", database)
    assert done.exit_code == 0
    assert "issuance.issued/1 " in done.stdout and "第一承诺期" in done.stdout
    assert "report-missing: no report on 2017-09-01..2018-08-31" in done.stdout


def test_one_series_in_each_form(database: str, tmp_path: Path) -> None:
    table = _run("issuance.issued/2", "--db", database)
    assert "66 617 196  FCCC/KP/CMP/2021/3" in table.stdout
    out = tmp_path / "out.csv"
    assert _run("issuance", "--db", database, "--format", "csv", "-o", str(out)).stdout == ""
    text = out.read_text(encoding="utf-8")
    assert text.startswith("indicator,label,period,")
    assert text.count("issuance.issued/1,") > 50 < text.count("issuance.issued/2,")
    found = _run("issuance", "--db", database, "--format", "csv", "--findings").stdout
    assert found.startswith("code,indicator,") and "restated,issuance.issued/2," in found
    assert '"superseded_by"' in _run("budget", "--db", database, "--format", "json").stdout


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("nothing.here",), "no indicator is named nothing.here", 2),
        (("--plot", "x.pdf"), "--plot must end in .png or .svg", 2),
        (("--findings",), "--findings is for --format csv", 2),
        (("-o", "no/such/out.csv"), "there is no folder", 1),
        (("issuance", "--plot", "x.png", "--font", "no.ttf"), "no.ttf cannot be read", 1),
    ],
)
def test_faults(
    arguments: tuple[str, ...],
    words: str,
    code: int,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = _run(*arguments, "--db", database)
    assert done.exit_code == code
    assert words in done.stderr and "Traceback" not in done.stderr


def test_an_empty_database(tmp_path: Path) -> None:
    storage.connect(str(tmp_path / "new.db")).dispose()
    done = _run("--db", str(tmp_path / "new.db"))
    assert (done.exit_code, done.stdout) == (0, "no figures of records are in this database\n")
