"""A loader that is killed, and several that load at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, select

from reportparse import storage
from reportparse.report import Report
from reportparse.storage.schema import RUN
from tests.batch.made import write_dumps
from tests.conftest import ROOT

COPIES = 12
LOADER = """
import sys
from tests.storage.test_interruption import copies, read
from reportparse import storage

engine = storage.connect(sys.argv[1])
for report in copies(read(sys.argv[2])):
    print(storage.load(engine, report).status, flush=True)
"""


def read(path: str) -> Report:
    return Report.model_validate_json(Path(path).read_bytes())


def copies(report: Report) -> list[Report]:
    """The same report as the contents of so many files."""
    made = []
    for number in range(COPIES):
        digest = sha256(str(number).encode()).hexdigest()
        source = report.source.model_copy(update={"sha256": digest})
        made.append(report.model_copy(update={"source": source}))
    return made


def _loader(url: str, result: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LOADER, url, str(result)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
    )


def test_a_killed_loader_leaves_whole_reports(
    new_url: Callable[[str], str],
    new_engine: Callable[[str], Engine],
    sample: Report,
    seed_pdf: Path,
) -> None:
    url = new_url("sqlite")
    loader = _loader(url, seed_pdf.with_name(seed_pdf.name + ".json"))
    with loader:
        assert loader.stdout is not None
        for _ in range(3):
            assert loader.stdout.readline() == "loaded\n"
        loader.kill()
    engine = storage.connect(url)
    lines = list(storage.canonical(engine))
    reports = sum('"table": "report"' in line for line in lines)
    whole = new_engine("sqlite")
    for report in copies(sample):
        storage.load(whole, report)
    expected = list(storage.canonical(whole))
    assert 3 <= reports < COPIES
    assert len(lines) == reports * len(expected) // COPIES
    # Resuming is loading everything again.
    statuses = Counter(storage.load(engine, report).status for report in copies(sample))
    assert statuses == {"unchanged": reports, "loaded": COPIES - reports}
    assert list(storage.canonical(engine)) == expected
    engine.dispose()


def test_loaders_of_the_same_report_wait_for_each_other(engine: Engine, sample: Report) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: storage.load(engine, sample).status, range(8)))
    assert Counter(results) == {"loaded": 1, "unchanged": 7}


def test_loaders_of_one_run_note_it_once(engine: Engine, sample: Report) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(
            pool.map(lambda report: storage.load(engine, report, run="all").status, copies(sample))
        )
    assert Counter(results) == {"loaded": COPIES}
    with engine.connect() as connection:
        assert connection.scalars(select(RUN.c.run_id)).all() == ["all"]


def test_a_dump_sees_one_state(new_engine: Callable[[str], Engine], sample: Report) -> None:
    """A report that is replaced while it is read comes out as it was when reading began."""
    engine = new_engine("postgresql")
    storage.load(engine, sample)
    expected = list(storage.canonical(engine))
    source = sample.source.model_copy(update={"reader_version": "99"})
    lines = storage.canonical(engine)
    first = next(lines)
    replaced = storage.load(
        engine, sample.model_copy(update={"source": source, "tables": (), "footnotes": ()})
    )
    assert replaced.status == "replaced"
    assert [first, *lines] == expected


def test_a_batch_into_postgresql_that_is_killed(
    new_url: Callable[[str], str], tmp_path: Path
) -> None:
    """Killed in the middle, the run ends with the same rows as one that nobody disturbed."""
    sources = tmp_path / "in"
    write_dumps(sources, COPIES, rows=4)
    whole, disturbed = new_url("postgresql"), new_url("postgresql")
    assert _batch(sources, tmp_path / "whole", whole).wait() == 0
    manifest = tmp_path / "out" / "manifest.jsonl"
    for lines in (3, 7):
        run = _batch(sources, tmp_path / "out", disturbed)
        while not (manifest.exists() and manifest.read_bytes().count(b"\n") >= lines):
            assert run.poll() is None, "the run ended before it could be killed"
            time.sleep(0.005)
        run.kill()
        run.wait()
    assert _batch(sources, tmp_path / "out", disturbed).wait() == 0
    found = []
    for url in (whole, disturbed):
        engine = storage.connect(url)
        found.append(list(storage.canonical(engine)))
        engine.dispose()
    assert found[0] == found[1]
    assert sum('"table": "report"' in line for line in found[0]) == COPIES


def _batch(sources: Path, out: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "reportparse", "batch", str(sources), "-o", str(out)),
            *("--jobs", "1", "--quiet", "--db", url),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
