"""A thousand pages need no more memory than a hundred: each page is let go when it is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.pages.rawpdf import Leaf, raw_pdf, words

ROOT = Path(__file__).resolve().parents[2]
PAGES = 1000
EARLY = 100
# Mebibytes. 160 glyphs of one page take about 0.1, so 900 pages that are kept take 90.
GROWTH_MOST = 12

SCRIPT = f"""
import resource, sys
from reportparse.pages.open import open_source
data = open(sys.argv[1], "rb").read()
count = glyphs = early = 0
for page in open_source(data).pages:
    count += 1
    glyphs += len(page.glyphs)
    if count == {EARLY}:
        early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, glyphs, early, late)
"""


def test_memory_stays_flat_over_a_thousand_pages(tmp_path: Path) -> None:
    lines = [
        b"".join(words(f"{n:04d} " + "report " * 7, 72, 700 - 20 * row) for row in range(3))
        for n in range(PAGES)
    ]
    source = tmp_path / "long.pdf"
    source.write_bytes(raw_pdf([Leaf(content) for content in lines]))
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(source)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    count, glyphs, early, late = map(int, result.stdout.split())
    assert (count, glyphs) == (PAGES, PAGES * 3 * (5 + 49))
    assert (late - early) / 1024 < GROWTH_MOST
