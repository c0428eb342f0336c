"""Each page of a long report takes a bounded amount of memory, to the end of writing it.

The pages are those of `bench/growth.py`: headings, numbered paragraphs, on every fourth page a
table. What the PDF library takes is bounded in `tests/pages/test_memory.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHORT, LONG, LONGER = 10, 100, 250
"""Pages of a report; of one with more than a hundred, most lie folded."""
PAGE_MOST = 340
"""KiB a page. It is about 270, and was 930 before edges were packed and sets of fields shared."""
FURTHER_MOST = 200
"""KiB for each page behind the hundredth. It is about 150, and was 265 before they were folded."""

SCRIPT = """
import os, resource, sys
from pathlib import Path
sys.path.insert(0, "bench")
import growth
from reportparse.pages.model import PdfFile
from reportparse.reading import _File, _parse_pdf
from reportparse.sinks.files import write_pieces
from reportparse.sinks.jsonfile import json_pieces

for size in map(int, sys.argv[1:]):
    opened = PdfFile(growth.one_report(size), size, "made here")
    report = _parse_pdf(opened, _File(None, "", 0), False, None)
    write_pieces(Path(os.devnull), map(str.encode, json_pieces(report)))
    del opened, report
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_a_page_of_a_long_report_takes_little_memory() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(SHORT), str(LONG), str(LONGER)],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    short, long, longer = map(int, result.stdout.split())
    assert (long - short) / (LONG - SHORT) < PAGE_MOST
    assert (longer - long) / (LONGER - LONG) < FURTHER_MOST
