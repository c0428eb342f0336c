"""From a folder of years to a database in one command, and what the README then asks it.

The folder holds the generated reports with their troubles, damaged files, and A/75/836 where the
folder of real reports is there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import Result

from reportparse import storage
from reportparse.storage.schema import DERIVED, METADATA
from tests.batch.made import records
from tests.conftest import CORPUS_VARIABLE, ROOT, Golden
from tests.pages.rawpdf import locked_pdf, picture_pdf
from tests.storage.test_docs import markdown
from tests.test_bad_input import run
from tests.years import AnnualReport, Filed, write_years
from tests.years.corpus import DUPLICATED_YEAR, MISSING_YEAR, RESTATED_YEAR

README = ROOT / "README.md"
# A query, and its answer where there is one.
QUERY = re.compile(r"```sql\n(?P<sql>.*?)\n```\n(?:\n\|.*?\n(?=\n|\Z))?", re.DOTALL)
REAL = "A_75_836_zh.pdf"
REFUSED = ("cut.pdf", "empty.txt", "locked.pdf", "noise.pdf", "pictures.pdf")
READ = {"report", "corrigendum"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A folder of reports, what stands in it, and where the command put its results."""

    folder: Path
    years: tuple[Filed, ...]
    out: Path
    result: Result

    @property
    def database(self) -> Path:
        return self.out / "reports.db"


def _batch(folder: Path, out: Path, *database: str) -> Result:
    return run("batch", folder, "-o", out, "--jobs", 2, "--db", *database)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder = tmp_path_factory.mktemp("years") / "in"
    folder.mkdir()
    years = write_years(folder)
    whole = (folder / f"FCCC_KP_CMP_{DUPLICATED_YEAR}_3.pdf").read_bytes()
    (folder / "cut.pdf").write_bytes(whole[:20_000])
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "locked.pdf").write_bytes(locked_pdf("1. Text.", "geheim"))
    (folder / "pictures.pdf").write_bytes(picture_pdf())
    (folder / "empty.txt").write_bytes(b"")
    real = Path(os.environ.get(CORPUS_VARIABLE, ROOT.parent / "shared" / "corpus")) / "zh" / REAL
    if real.is_file():
        shutil.copy(real, folder / REAL)
    out = folder.parent / "out"
    return Filled(folder, years, out, _batch(folder, out))


def _ask(filled: Filled, query: str, *values: object) -> list[tuple[Any, ...]]:
    with sqlite3.connect(filled.database) as link:
        return link.execute(query, values).fetchall()


def test_every_file_has_its_end(filled: Filled) -> None:
    """What can be read is in the database, once; of everything else the reason is told."""
    assert filled.result.exit_code == 3
    found = records(filled.out)
    assert set(found) == {path.name for path in filled.folder.iterdir()}
    wanted = {one.name: "done" if one.role in READ else "refused" for one in filled.years}
    # The copy comes later by name: the report keeps the name of the original.
    wanted |= {one.name: "duplicate" for one in filled.years if one.role == "duplicate"}
    wanted |= dict.fromkeys(REFUSED, "refused")
    assert {name: found[name].status for name in wanted} == wanted
    loaded = {name for name, record in found.items() if record.status == "done"}
    assert {name for (name,) in _ask(filled, "SELECT file_name FROM report")} == loaded
    for name in REFUSED:
        assert found[name].reason
        assert f"{name}: refused: {found[name].reason}" in filled.result.stderr
    symbols = {symbol for (symbol,) in _ask(filled, "SELECT symbol FROM report")}
    assert f"FCCC/KP/CMP/{RESTATED_YEAR}/3" in symbols
    assert f"FCCC/KP/CMP/{MISSING_YEAR}/3" not in symbols


def test_the_real_report_is_among_them(filled: Filled, corpus: Path) -> None:
    """`corpus` skips where the folder of real reports is missing."""
    ((symbol, pages),) = _ask(filled, "SELECT symbol, pages FROM report WHERE file_name = ?", REAL)
    assert (symbol, pages) == ("A/75/836", 22)
    ((quantities, inked),) = _ask(
        filled,
        "SELECT COUNT(*), COUNT(q.page) FROM quantity q JOIN report USING (report_id)"
        " WHERE symbol = 'A/75/836'",
    )
    assert quantities == inked > 100


ISSUED = """
SELECT period.date_end, issued.number_int
FROM record JOIN report USING (report_id)
JOIN record_field issued USING (report_id, record_id)
JOIN record_field period USING (report_id, record_id)
JOIN cell c ON c.report_id = issued.report_id AND c.table_id = issued.table_id
  AND c.row_index = issued.row_index AND c.column_index = issued.column_index
WHERE record.kind = 'issuance' AND issued.name = 'issued' AND period.name = 'period'
  AND c.number = issued.number AND c.page = issued.page AND c.x0 < c.x1 AND c.top < c.bottom
  AND file_name = ?
"""


def test_every_printed_issuance_leads_to_its_cell_and_box(filled: Filled) -> None:
    """All figures of table 1 of every PDF, as they were typed."""
    checked = 0
    for one in filled.years:
        if one.role == "report" and one.report is not None and one.name.endswith(".pdf"):
            assert Counter(_ask(filled, ISSUED, one.name)) == Counter(_issued(one.report))
            checked += 1
    assert checked == 7


def _issued(report: AnnualReport) -> Iterable[tuple[str, int]]:
    for fact in report.records["issuance"]:
        yield fact["period"].split("/")[1], fact["issued"]


def test_the_file_is_sound(filled: Filled) -> None:
    assert _ask(filled, "PRAGMA integrity_check") == [("ok",)]
    assert _ask(filled, "PRAGMA foreign_key_check") == []


@pytest.fixture(scope="module")
def postgres(filled: Filled, postgres_folder: str) -> str:
    """The same folder in a PostgreSQL database, by the same command."""
    from tests.storage import server

    url = server.database(postgres_folder, "years")
    assert _batch(filled.folder, filled.out, url).exit_code == 3
    return url


def test_postgresql_holds_the_same_row_by_row(filled: Filled, postgres: str) -> None:
    """Read by the drivers alone, without anything of this program in between."""
    rows = 0
    with sqlite3.connect(filled.database) as light, psycopg.connect(postgres) as full:
        for table in METADATA.sorted_tables:
            # Who loaded a report and when is not part of what it says.
            names = [column.name for column in table.columns if column.name != "run_id"]
            # The search index counts reports in the order in which they came.
            if table.name == "run" or table in DERIVED:
                continue
            query = f"SELECT {', '.join(names)} FROM {table.name}"
            found = [
                sorted((_bare(row) for row in link.execute(query)), key=repr)
                for link in (light, full)
            ]
            assert found[0] == found[1], table.name
            rows += len(found[0])
    assert rows > 10_000


def _bare(row: Sequence[object]) -> tuple[object, ...]:
    """The values of a row without the kinds that only one of the two databases has."""
    return tuple(
        format(_trimmed(value), "f")
        if isinstance(value, Decimal)
        else int(value)
        if isinstance(value, bool)
        else value.isoformat()
        if hasattr(value, "isoformat")
        else value
        for value in row
    )


def _trimmed(value: Decimal) -> Decimal:
    return value if value != value.to_integral_value() else value.quantize(Decimal(1))


def test_the_canonical_lines_are_the_same(filled: Filled, postgres: str) -> None:
    found = []
    for place in (str(filled.database), postgres):
        engine = storage.connect(place)
        found.append(list(storage.canonical(engine)))
        engine.dispose()
    assert found[0] == found[1]
    assert len(found[0]) > 10_000


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_answers_in_the_readme(
    kind: str, filled: Filled, golden: Golden, request: pytest.FixtureRequest
) -> None:
    """Its five queries give the answers that stand below them."""
    place = str(filled.database) if kind == "sqlite" else request.getfixturevalue("postgres")
    link: Any = sqlite3.connect(place) if kind == "sqlite" else psycopg.connect(place)
    asked: list[int] = []

    def answered(match: re.Match[str]) -> str:
        found = link.execute(match["sql"])
        rows = found.fetchall()
        asked.append(len(rows))
        names = [column[0] for column in found.description]
        return f"```sql\n{match['sql']}\n```\n\n{markdown(names, rows)}"

    with contextlib.closing(link):
        written = QUERY.sub(answered, README.read_text(encoding="utf-8"))
    assert len(asked) == 5
    assert all(asked)
    golden(README, written)


def test_the_readme_tells_of_the_planted_restatement(filled: Filled) -> None:
    """Both restated figures are among its answers, beside what the other reports print."""
    text = README.read_text(encoding="utf-8")
    for restated, printed in ((246, 243), (66617196, 66615946)):
        assert re.search(rf"^\| \S+ \| \w+ \| {restated} \| 1 \|", text, re.M)
        assert re.search(rf"^\| \S+ \| \w+ \| {printed} \| 4 \|", text, re.M)
