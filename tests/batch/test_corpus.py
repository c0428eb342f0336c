"""Real reports beside damaged files in one run: a result that is not empty, or a reason."""

from __future__ import annotations

import json
from pathlib import Path

from tests.batch.made import records, run_on
from tests.pages.rawpdf import locked_pdf, picture_pdf

REAL = ("*/A_75_836_zh.pdf", "*/DP_FPA_2025_6_en.pdf")


def test_real_reports_and_damaged_files_in_one_run(
    corpus: Path, seed_dump: Path, tmp_path: Path
) -> None:
    real = [str(path) for pattern in REAL for path in corpus.glob(pattern)]
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "pictures.pdf").write_bytes(picture_pdf())
    (damaged / "locked.pdf").write_bytes(locked_pdf("1. Text.", "geheim"))
    (damaged / "cut.pdf").write_bytes(Path(real[0]).read_bytes()[:50_000])
    (damaged / "copy.txt").write_bytes(seed_dump.read_bytes())
    out = tmp_path / "out"
    totals = run_on([*real, str(seed_dump), str(damaged)], out)
    assert totals.counts == {"done": len(real) + 1, "duplicate": 1, "refused": 3}
    for record in records(out).values():
        if record.status == "refused":
            assert record.reason
        elif record.status == "done":
            report = json.loads((out / str(record.report)).read_bytes())
            assert report["accounting"]["printed"] > 1000
            assert report["sections"]
            assert report["source"]["pages"] == record.pages
