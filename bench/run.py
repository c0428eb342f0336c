"""Time and peak memory of a parse, beside pdfplumber's own time for reading the same glyphs.

    python bench/run.py FILE.pdf [FILE.pdf …] [--runs N]

Every figure is the median of several runs, each in a process of its own, the two programs in
turn. `reading` is pdfplumber alone, asked for the characters of every page and for nothing else;
`parse` is the whole way from bytes to JSON. Start-up of Python and imports are not counted in the
times; memory is the peak of the whole process, and `base` that of a process that only imports.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

MIB = 1024


def read_glyphs(data: bytes) -> tuple[float, int, int]:
    """Return the seconds that pdfplumber takes for all characters, their number, and the pages."""
    import io

    import pdfplumber

    start = time.perf_counter()
    glyphs = pages = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            glyphs += len(page.chars)
            pages += 1
            page.close()
    return time.perf_counter() - start, glyphs, pages


def parse_report(data: bytes) -> tuple[float, int, int]:
    """Return the seconds of a whole parse, the characters of its JSON, and the pages."""
    from reportparse.reading import parse

    start = time.perf_counter()
    report = parse(data)
    written = len(report.model_dump_json())
    return time.perf_counter() - start, written, report.source.pages or 1


def only_import(data: bytes) -> tuple[float, int, int]:
    """Load everything and read nothing: what a process needs before it begins."""
    import pdfplumber  # noqa: F401

    import reportparse.reading  # noqa: F401

    return 0.0, len(data), 1


TASKS = {"reading": read_glyphs, "parse": parse_report, "base": only_import}


def child(task: str, path: str) -> None:
    """Run one task and print its figures: seconds, amount, pages, peak memory in KiB."""
    seconds, amount, pages = TASKS[task](Path(path).read_bytes())
    print(seconds, amount, pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def measure(task: str, path: Path) -> tuple[float, int, int, float]:
    """Run one task in a new process; return seconds, amount, pages, peak memory in MiB."""
    result = subprocess.run(
        [sys.executable, __file__, "--child", task, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise SystemExit(f"{path.name}: {task} failed\n{result.stderr}")
    seconds, amount, pages, peak = result.stdout.split()
    return float(seconds), int(amount), int(pages), int(peak) / MIB


def report_on(path: Path, runs: int, base: float) -> str:
    """Return one row of the table."""
    reading, parsing = [], []
    for _ in range(runs):
        reading.append(measure("reading", path))
        parsing.append(measure("parse", path))
    pages, glyphs = reading[0][2], reading[0][1]
    read = statistics.median(run[0] for run in reading)
    whole = statistics.median(run[0] for run in parsing)
    peak = statistics.median(run[3] for run in parsing)
    beside = statistics.median(run[3] for run in reading)
    return (
        f"{path.name:<30}{pages:>6}{glyphs:>9}"
        f"{1000 * read / pages:>10.1f}{1000 * whole / pages:>10.1f}{whole / read:>8.2f}"
        f"{beside:>10.0f}{peak:>10.0f}{(peak - base) / pages:>12.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", nargs=2, metavar=("TASK", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(*arguments.child)
        return
    if not arguments.files:
        parser.error("no files")
    base = statistics.median(measure("base", arguments.files[0])[3] for _ in range(arguments.runs))
    print(f"median of {arguments.runs} runs each; a process that only imports takes {base:.0f} MiB")
    print(
        f"{'':<30}{'':>6}{'':>9}{'ms per page':>20}{'':>8}{'peak MiB':>20}{'MiB more':>12}\n"
        f"{'file':<30}{'pages':>6}{'glyphs':>9}{'reading':>10}{'parse':>10}{'ratio':>8}"
        f"{'reading':>10}{'parse':>10}{'per page':>12}"
    )
    for path in arguments.files:
        print(report_on(path, arguments.runs, base), flush=True)


if __name__ == "__main__":
    main()
