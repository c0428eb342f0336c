"""Time and memory of whole parses, beside other programs on the same files in the same run.

    python bench/run.py [--corpus FOLDER] [--out out/bench] [--runs N] [--limit SECONDS] [FILE …]

Without FILE: the sample report, and of the corpus, where there is one, A/75/836, A/81/6 (Sect. 2)
and concatenations of 50 and 500 pages of these three. Every figure is the median of several runs,
each in a process of its own, the programs in turn:

    process   seconds from the start of the process to its end, for ours with the JSON written;
              ours was started once before
    CPU       seconds of the processor that the whole process used, its children's too
    warm      the same for the work alone, without the start of Python and imports; ours parses two
              pages of the file and the sample's dump before, so that patterns and vocabularies are
              made: bytes to validated report
    ratio     `warm` of the program by that of ours: above 1 it takes longer than we do
    peak      the most memory that the process had

The other programs run in the environment of `bench/tables.py`. What takes longer than the limit is
stopped and shown as such. `process` means something on a machine that does nothing else; seconds
of the processor are the same on a busy one, nearly.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tables import prepare  # type: ignore[import-not-found, unused-ignore]

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "fixtures" / "FCCC_KP_CMP_2024_3.pdf"
DUMP = ROOT / "fixtures" / "FCCC_KP_CMP_2024_3.zh.txt"
SPEED = ROOT / "bench" / "peers" / "speed.py"
REPORTS = ("zh/A_75_836_zh.pdf", "en/A_81_6_SECT._2.pdf")
LENGTHS = (50, 500)
OWN = "reportparse"
LIBRARIES = ("pdfium-text", "pdfium-glyphs", "pdfplumber-glyphs", "pymupdf-boxes")
PROGRAMS = ("pymupdf4llm", "pdfplumber-tables", "camelot", "tabula", "liteparse")
MIB = 1024
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "REPORTPARSE_CACHE")
}
"""Compiled modules are kept, as they are of an installed program; so are compiled patterns."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: seconds of the process and of its work, peak memory in MiB."""

    process: float
    cpu: float
    warm: float
    peak: float


def own_warm(path: str) -> None:
    """Print the seconds from bytes to a validated report, with patterns and vocabularies made."""
    from reportparse.reading import parse

    data = Path(path).read_bytes()
    parse(DUMP)
    parse(data, pages="1-2")
    start = time.process_time()
    parse(data)
    print(time.process_time() - start)


def run(command: list[str], limit: float) -> tuple[float, float, float, str] | None:
    """Run a command; return its seconds, those of the processor, its peak in MiB and its output.

    None where it fails or takes longer than `limit` seconds.
    """
    start = time.perf_counter()
    # The output is a number or goes to a file, so that the pipe never fills.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
    )
    timer = threading.Timer(limit, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        return None
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB, output


def own_run(path: Path, out: Path, limit: float) -> Run | None:
    whole = run([sys.executable, "-m", "reportparse", str(path), "-q", "-o", str(out)], limit)
    warm = run([sys.executable, __file__, "--warm", str(path)], limit)
    if whole is None or warm is None:
        return None
    return Run(whole[0], whole[1], float(warm[3]), whole[2])


def peer_run(python: Path, peer: str, path: Path, limit: float) -> Run | None:
    found = run([str(python), str(SPEED), peer, str(path)], limit)
    return Run(found[0], found[1], float(found[3].split()[-1]), found[2]) if found else None


def median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(one.process for one in runs),
        statistics.median(one.cpu for one in runs),
        statistics.median(one.warm for one in runs),
        statistics.median(one.peak for one in runs),
    )


def concatenated(sources: list[Path], pages: int, target: Path) -> Path:
    """Write a PDF of so many pages, the sources one after another again and again."""
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    if target.exists():
        return target
    made = pypdfium2.PdfDocument.new()
    while len(made) < pages:
        for source in sources:
            with pypdfium2.PdfDocument(source) as document:
                wanted = min(len(document), pages - len(made))
                made.import_pages(document, list(range(wanted)))
    made.save(target)
    return target


def pages_of(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def files(corpus: Path, out: Path) -> list[Path]:
    found = [SAMPLE, *(corpus / name for name in REPORTS if (corpus / name).exists())]
    if len(found) <= len(REPORTS):
        print(f"no real documents in {corpus}: only the sample report", file=sys.stderr)
        return found
    cycle = [found[1], found[0], *found[2:]]
    return [*found, *(concatenated(cycle, n, out / f"{n}-pages.pdf") for n in LENGTHS)]


def report_on(path: Path, python: Path, options: argparse.Namespace) -> Run | None:
    """Print one table: ours first, then what only reads, then what makes text or tables of it."""
    pages = pages_of(path)
    print(f"\n{path.name}, {pages} pages")
    heads = (("process s", 10), ("CPU s", 9), ("warm s", 9), ("ms a page", 11), ("ratio", 8))
    print(" " * 20 + "".join(f"{name:>{wide}}" for name, wide in (*heads, ("peak MiB", 10))))
    names = (OWN, *LIBRARIES, *PROGRAMS)
    runs: dict[str, list[Run]] = {name: [] for name in names}
    late: set[str] = set()
    for _ in range(options.runs):
        for name in names:
            if name in late:
                continue
            if name == OWN:
                found = own_run(path, options.out / "report.json", options.limit)
            else:
                found = peer_run(python, name, path, options.limit)
            if found is None:
                late.add(name)
            else:
                runs[name].append(found)
    own = median(runs[OWN]) if runs[OWN] else None
    for name in names:
        if name in late:
            print(f"{name:<20}  gave up, or took longer than {options.limit:g} s")
            continue
        one = median(runs[name])
        ratio = f"{one.warm / own.warm:>8.2f}" if own else f"{'':>8}"
        each = 1000 * one.warm / pages
        print(
            f"{name:<20}{one.process:>10.2f}{one.cpu:>9.2f}{one.warm:>9.3f}{each:>11.1f}{ratio}{one.peak:>10.0f}"
        )
    return own


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench")
    parser.add_argument("--peers", type=Path, default=ROOT / "out" / "bench-tables" / "peers")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=240.0, help="seconds a run may take")
    parser.add_argument("--warm", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.warm:
        own_warm(options.warm)
        return
    options.out.mkdir(parents=True, exist_ok=True)
    options.peers.parent.mkdir(parents=True, exist_ok=True)
    python = prepare(options.peers)
    # A first start compiles what later ones find; users start a program more than once.
    own_run(SAMPLE, options.out / "report.json", options.limit)
    peaks: list[float] = []
    for path in options.files or files(options.corpus, options.out):
        own = report_on(path, python, options)
        if own is not None and path.parent == options.out:
            peaks.append(own.peak)
    if len(peaks) == len(LENGTHS):
        print(
            f"\npeak memory of {LENGTHS[1]} pages: {peaks[1] / peaks[0]:.2f} times that of ", end=""
        )
        print(f"{LENGTHS[0]}")


if __name__ == "__main__":
    main()
