"""Let one of the other programs read tables, and write what it found as grids.

    python bench/peers/extract.py PEER JOBS.json FOUND.json

JOBS is `{key: [path, [page, …]]}` with pages from 1. FOUND is `{key: [[page, grid], …]}`, where a
grid is rows of cells `{"text", "columns", "rows"}`, the last two being spans. Runs in the
environment that the benchmark makes; each program is used as its documentation shows first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Grid = list[list[dict[str, Any]]]
Found = Iterator[tuple[int, Grid]]


def flat(rows: list[list[Any]]) -> Grid:
    """Return rows of plain texts as a grid without spans."""
    return [
        [{"text": "" if cell is None else str(cell), "columns": 1, "rows": 1} for cell in row]
        for row in rows
    ]


def by_pdfplumber(path: str, pages: list[int]) -> Found:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in pages:
            for rows in document.pages[page - 1].extract_tables():
                yield page, flat(rows)


def by_camelot(path: str, pages: list[int]) -> Found:
    import camelot  # type: ignore[import-not-found, unused-ignore]

    for page in pages:
        for table in camelot.read_pdf(path, pages=str(page), flavor="hybrid"):
            yield page, flat(table.df.values.tolist())


def by_tabula(path: str, pages: list[int]) -> Found:
    import tabula  # type: ignore[import-not-found, unused-ignore]

    for page in pages:
        frames = tabula.read_pdf(
            path,
            pages=page,
            stream=True,
            silent=True,
            pandas_options={"header": None, "dtype": str},
        )
        for frame in frames:
            yield page, flat(frame.fillna("").values.tolist())


def by_pymupdf4llm(path: str, pages: list[int]) -> Found:
    import pymupdf4llm  # type: ignore[import-not-found, unused-ignore]

    for page in pages:
        text = pymupdf4llm.to_markdown(path, pages=[page - 1], show_progress=False)
        for rows in markdown_tables(text):
            yield page, flat(rows)


def markdown_tables(text: str) -> Iterator[list[list[str]]]:
    """Yield the tables of a Markdown text, without their lines of dashes and signs of type."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = [plain(cell) for cell in line.strip().strip("|").split("|")]
            if not all(set(cell) <= set("-: ") and "--" in cell for cell in cells):
                rows.append(cells)
        elif rows:
            yield rows
            rows = []


def plain(cell: str) -> str:
    for sign in ("**", "<br>", "[", "]", "_"):
        cell = cell.replace(sign, " " if sign == "<br>" else "")
    return cell.strip()


PEERS: dict[str, Callable[[str, list[int]], Found]] = {
    "pdfplumber": by_pdfplumber,
    "camelot": by_camelot,
    "tabula": by_tabula,
    "pymupdf4llm": by_pymupdf4llm,
}


def main() -> None:
    peer, jobs, target = sys.argv[1:]
    found: dict[str, list[tuple[int, Grid]]] = {}
    for key, (path, pages) in json.loads(Path(jobs).read_text(encoding="utf-8")).items():
        try:
            found[key] = list(PEERS[peer](path, pages))
        except Exception as failure:  # a program that gives up on a file has found nothing there
            print(f"{peer} gave up on {key}: {failure}", file=sys.stderr)
            found[key] = []
    Path(target).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
