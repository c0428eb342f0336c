"""The readers of PDFs beside what the libraries under them take for the same glyphs.

    python bench/engines.py FILE.pdf [FILE.pdf …] [--runs N]

Every task runs in a process of its own, the tasks in turn, N times; the figures are medians of the
processor's time in milliseconds, without start-up and imports, after one run on the same file for
warming up. `bare pdfium` is the plain way through ctypes: for each character of each page its
code, box, font size and font. `bare pdfplumber` asks for the characters of every page. `reader`
is our reader up to the pages, `parse` the way from bytes to the report. Peak memory is that of the
whole process.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 3
MIB = 1024


def bare_pdfium(data: bytes) -> int:
    """Read every character with its code, box, font size and font; return how many there are."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    document = pdfium.FPDF_LoadMemDocument(data, len(data), None)
    characters = 0
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        for at in range(count):
            pdfium.FPDFText_GetUnicode(text, at)
            pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
            pdfium.FPDFText_GetFontSize(text, at)
            pdfium.FPDFText_GetFontInfo(text, at, name, 256, flags)
        characters += count
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return characters


def bare_pdfplumber(data: bytes) -> int:
    """Ask pdfplumber for the characters of every page."""
    import pdfplumber

    characters = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            characters += len(page.chars)
            page.close()
    return characters


def bare_playa(data: bytes) -> int:
    """Ask playa-pdf for the glyphs of every page, each with text, box, font and size."""
    import playa

    characters = 0
    with playa.parse(data) as document:
        for page in document.pages:
            for glyph in page.glyphs:
                _ = glyph.text, glyph.bbox, glyph.font.fontname, glyph.size
                characters += 1
    return characters


def _reader(engine: str) -> Callable[[bytes], int]:
    def read(data: bytes) -> int:
        from reportparse.pages.model import PdfFile
        from reportparse.pages.open import open_source

        opened = open_source(data, engine=engine)  # type: ignore[arg-type]
        assert isinstance(opened, PdfFile)
        return sum(len(page.glyphs) for page in opened.pages)

    return read


def _parse(engine: str) -> Callable[[bytes], int]:
    def parse(data: bytes) -> int:
        from reportparse.reading import parse

        return parse(data, engine=engine).accounting.printed  # type: ignore[arg-type]

    return parse


TASKS: dict[str, Callable[[bytes], int]] = {
    "bare pdfium": bare_pdfium,
    "bare pdfplumber": bare_pdfplumber,
    "bare playa": bare_playa,
    "reader auto": _reader("auto"),
    "reader pdfplumber": _reader("pdfplumber"),
    "parse auto": _parse("auto"),
    "parse pdfplumber": _parse("pdfplumber"),
}


def child(task: str, path: str) -> None:
    """Run one task twice and print the second time: milliseconds, amount, peak memory in KiB."""
    data = Path(path).read_bytes()
    TASKS[task](data)
    start = time.process_time()
    amount = TASKS[task](data)
    spent = 1000 * (time.process_time() - start)
    print(spent, amount, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def measure(task: str, path: Path) -> tuple[float, int, float] | None:
    """Run one task in a new process; None where its library is not installed."""
    result = subprocess.run(
        [sys.executable, __file__, "--child", task, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "ModuleNotFoundError" in result.stderr:
        return None
    if result.returncode:
        raise SystemExit(f"{path.name}: {task} failed\n{result.stderr}")
    spent, amount, peak = result.stdout.split()
    return float(spent), int(amount), int(peak) / MIB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--child", nargs=2, metavar=("TASK", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(*arguments.child)
        return
    for path in arguments.files:
        print(f"{path.name}, median of {arguments.runs}")
        print(f"  {'':<20}{'ms':>9}{'of pdfium':>11}{'of pdfplumber':>15}{'amount':>9}{'MiB':>7}")
        found: dict[str, list[tuple[float, int, float]]] = {}
        for _ in range(arguments.runs):
            for task in TASKS:
                if (one := measure(task, path)) is not None:
                    found.setdefault(task, []).append(one)
        medians = {task: statistics.median(one[0] for one in many) for task, many in found.items()}
        for task, many in found.items():
            spent = medians[task]
            print(
                f"  {task:<20}{spent:>9.0f}{spent / medians['bare pdfium']:>11.2f}"
                f"{spent / medians['bare pdfplumber']:>15.3f}{many[0][1]:>9}"
                f"{statistics.median(one[2] for one in many):>7.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
