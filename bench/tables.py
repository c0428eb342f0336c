"""Tables against the truth typed from the page, beside other programs on the same pages.

    python bench/tables.py [--corpus FOLDER] [--out out/bench-tables]

Golden tables: the sample report's (`fixtures/truth/seed_tables.json`) and those of the real reports
in the corpus folder, when there is one. Every program reads the same pages of the same files in
this run. The other programs and the published metrics run in an environment of their own, which
is made under `out/` on first use from `bench/peers/requirements.txt`.

Two allowances are made for the other programs. No table is named to them: for each page the one
of their tables that shares most words with the truth is taken. And as none of them joins a table
over pages, its parts are put one after another before scoring; `joined` counts the tables that
came whole. Markers count as part of a cell's text in the metrics, as they are printed there; for
all programs runs of blanks are one blank, and there is none beside a Chinese character.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import venv
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import reportparse
from reportparse.notation.spacing import tidy
from reportparse.report.base import PagePlace
from reportparse.report.tables import DecimalNumber, Head, Integer, Percent, Table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "fixtures" / "FCCC_KP_CMP_2024_3.pdf"
PEERS = ("pdfplumber", "camelot", "tabula", "pymupdf4llm")
OWN = "reportparse"
METRICS = ("teds", "teds_s", "grits_top", "grits_con", "adjacency")
COUNTS = ("rows", "numbers", "typed", "markers", "links", "spans", "joined")
WEAK = 0.95  # GriTS-Con below which a table is listed by name: the least the project allows

Json = dict[str, Any]
Grid = list[list[Json]]
Scores = dict[str, dict[str, float]]
Tallies = dict[tuple[str, str], dict[str, tuple[int, int]]]

# A figure of these reports: blanks or commas between groups of three, a point, brackets, a sign.
FIGURE = re.compile(r"\(?[-−–]?\$?\d+(?:[ ,\u00a0]\d{3})*(?:\.\d+)?\)?%?")


@dataclass(slots=True)
class Golden:
    """One table of the truth and where it stands."""

    key: str
    path: Path
    pages: list[int]
    truth: Json


@dataclass(slots=True)
class Given:
    """What one program gave for one table; `marks`, `links` and `values` only by ours."""

    grid: Grid = field(default_factory=list)
    head: int = 0
    joined: bool = False
    marks: Counter[tuple[str, str]] = field(default_factory=Counter)
    links: set[tuple[str, str]] = field(default_factory=set)
    values: dict[tuple[int, int], Decimal] = field(default_factory=dict)


def bare(text: str) -> str:
    """Return a text without blanks, which no program is asked to keep alike."""
    return "".join(text.split())


def figure(text: str) -> Decimal | None:
    """Read the figure of a cell of the truth, or None where it is none. Brackets are a minus."""
    if not FIGURE.fullmatch(text):
        return None
    digits = Decimal(re.sub(r"[^\d.]", "", text))
    return -digits if text[0] in "(-−–" else digits


def one(text: str, markers: list[str], columns: int = 1, rows: int = 1) -> Json:
    return {"text": tidy(text) + ",".join(markers), "columns": columns, "rows": rows}


def head_rows(paths: list[list[tuple[str, list[str]]]]) -> Grid:
    """Lay the heads of all columns out as rows: equal neighbours under one spanner are one cell.

    A column with fewer heads than others has the uppermost over the rows that are left.
    """
    depth = max(len(path) for path in paths)
    rows: Grid = [[] for _ in range(depth)]
    for level in range(depth):
        column = 0
        while column < len(paths):
            path = paths[column]
            lack = depth - len(path)
            at = max(0, level - lack)
            last = column
            while level < depth - 1 and at < len(path) - 1 and last + 1 < len(paths):
                other = paths[last + 1]
                if len(other) != len(path) or other[: at + 1] != path[: at + 1]:
                    break
                last += 1
            if level == 0 or level > lack:
                tall = lack + 1 if level == 0 else 1
                rows[level].append(one(*path[at], columns=last - column + 1, rows=tall))
            column = last + 1
    return rows


def truth_given(truth: Json) -> Given:
    """Lay the truth out in the form in which programs are compared with it."""
    paths = [
        list(zip(path, marks, strict=True))
        for path, marks in zip(truth["columns"], truth["column_markers"], strict=True)
    ]
    given = Given(grid=head_rows(paths), head=max(len(path) for path in paths), joined=True)
    notes = {marker for marker, _ in truth["notes"]}
    for path in {tuple((word, tuple(marks)) for word, marks in path) for path in paths}:
        for word, marks in path:
            given.marks.update((bare(word), mark) for mark in marks)
    for row in truth["rows"]:
        cells = [(row["stub"], row["stub_markers"])]
        cells += [(cell["raw"], cell["markers"]) for cell in row["cells"]]
        for column, (text, marks) in enumerate(cells):
            given.marks.update((bare(text), mark) for mark in marks)
            value = figure(text) if column else None
            if value is not None:
                given.values[len(given.grid), column] = value
        given.grid.append([one(text, marks) for text, marks in cells])
    given.links = {(text, mark) for text, mark in given.marks if mark in notes}
    return given


def own_paths(table: Table) -> list[list[tuple[str, list[str]]]]:
    paths: list[list[tuple[str, list[str]]]] = [[] for _ in table.columns]

    def walk(heads: tuple[Head, ...]) -> None:
        for head in heads:
            for column in range(head.first_column, head.last_column + 1):
                paths[column].append((head.text, [mark.raw.strip() for mark in head.markers]))
            walk(head.below)

    walk(table.header)
    return [path or [("", [])] for path in paths]


def own_given(table: Table, pages: list[int]) -> Given:
    """Lay one of our tables out; nothing of it is put together here."""
    paths = own_paths(table)
    given = Given(grid=head_rows(paths), head=max(len(path) for path in paths))
    cells = [cell for row in table.rows for cell in row.cells]
    printed = {place.page for own in cells for place in own.places if isinstance(place, PagePlace)}
    given.joined = printed >= set(pages)
    notes = {note.id for note in table.notes}

    def walk(heads: tuple[Head, ...]) -> None:
        for head in heads:
            for mark in head.markers:
                given.marks[bare(head.text), mark.raw.strip()] += 1
                if mark.note in notes:
                    given.links.add((bare(head.text), mark.raw.strip()))
            walk(head.below)

    walk(table.header)
    for row in table.rows:
        for cell in row.cells:
            for mark in cell.markers:
                given.marks[bare(cell.text), mark.raw.strip()] += 1
                if mark.note in notes:
                    given.links.add((bare(cell.text), mark.raw.strip()))
            if isinstance(cell.value, Integer | DecimalNumber | Percent):
                given.values[len(given.grid), cell.column] = Decimal(cell.value.value)
        given.grid.append(
            [one(cell.text, [mark.raw.strip() for mark in cell.markers]) for cell in row.cells]
        )
    return given


def words_of(grid: Grid) -> Counter[str]:
    return Counter(word for row in grid for cell in row for word in cell["text"].split())


def peer_given(found: list[tuple[int, Grid]], golden: Golden, truth: Given) -> Given:
    """Take the likeliest table of each page and put the parts one after another."""
    wanted = words_of(truth.grid)
    parts: list[Grid] = []
    for page in golden.pages:
        near = [grid for at, grid in found if at == page]
        if near:
            parts.append(max(near, key=lambda grid: (words_of(grid) & wanted).total()))
    width = max((len(row) for part in parts for row in part), default=0)
    grid = [row + [one("", [])] * (width - len(row)) for part in parts for row in part]
    grid = [[{**cell, "text": tidy(cell["text"])} for cell in row] for row in grid]
    return Given(grid=grid, joined=bool(grid) and len(golden.pages) == 1)


def counts(truth: Given, given: Given, several: bool) -> dict[str, tuple[int, int]]:
    """Count what the published metrics do not see: how many are right, of how many."""
    lines = [tuple(bare(cell["text"]) for cell in row) for row in given.grid]
    pool = Counter(lines)
    rows = numbers = typed = 0
    free = set(range(len(lines)))
    for at, row in enumerate(truth.grid[truth.head :], truth.head):
        line = tuple(bare(cell["text"]) for cell in row)
        if pool[line]:
            pool[line] -= 1
            rows += 1
        figures = [column for top, column in truth.values if top == at]
        best = max(free, key=lambda own: (_alike(line, lines[own]), -own), default=None)
        if best is None or not figures or not _alike(line, lines[best]):
            continue
        free.discard(best)
        for column in figures:
            right = column < len(lines[best]) and lines[best][column] == line[column]
            numbers += right
            typed += right and given.values.get((best, column)) == truth.values[at, column]
    spanners = Counter(
        (bare(cell["text"]), cell["columns"])
        for row in truth.grid[: truth.head]
        for cell in row
        if cell["columns"] > 1
    )
    own = Counter((bare(cell["text"]), cell["columns"]) for row in given.grid for cell in row)
    return {
        "rows": (rows, len(truth.grid) - truth.head),
        "numbers": (numbers, len(truth.values)),
        "typed": (typed, len(truth.values)),
        "markers": ((given.marks & truth.marks).total(), truth.marks.total()),
        "links": (len(given.links & truth.links), len(truth.links)),
        "spans": ((own & spanners).total(), spanners.total()),
        "joined": (int(several and given.joined), int(several)),
    }


def _alike(line: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a == b and a != "" for a, b in zip(line, other, strict=False))


def goldens(corpus: Path) -> list[Golden]:
    """Find the golden tables with their files; those whose file is absent are left out."""
    found = [
        Golden(f"seed {truth['number'] or 'annex'}", SAMPLE, [], truth)
        for truth in read(ROOT / "fixtures" / "truth" / "seed_tables.json")
    ]
    reports = {path.stem: path for path in corpus.glob("en/*.pdf")}
    for file in sorted((ROOT / "fixtures" / "truth").glob("*.json")):
        path = reports.get(file.stem) or reports.get(f"{file.stem}_en")
        if path is None:
            continue
        for truth in read(file):
            name = f"{file.stem} {truth['number'] or 'p' + str(truth['pages'][0])}"
            known = {golden.key for golden in found}
            key = name if name not in known else f"{name} next"
            found.append(Golden(key, path, truth["pages"], truth))
    return found


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def own_tables(golden: list[Golden]) -> dict[str, Given]:
    """Parse each file once and take the table of the same number, page and words."""
    result: dict[str, Given] = {}
    for path in dict.fromkeys(own.path for own in golden):
        mine = [own for own in golden if own.path == path]
        pages = sorted({page for own in mine for page in own.pages})
        chosen = ",".join(map(str, pages)) or None
        tables = list(reportparse.parse(path, pages=chosen).tables)
        for own in mine:
            wanted = words_of(truth_given(own.truth).grid)
            near = [
                (table, {row.page for row in table.rows if row.page})
                for table in tables
                if table.number == own.truth["number"]
            ]
            near = [pair for pair in near if not own.pages or pair[1] & set(own.pages)]
            grids = [(own_given(table, own.pages), there) for table, there in near]
            if grids:
                best = max(grids, key=lambda pair: (words_of(pair[0].grid) & wanted).total())
                result[own.key] = best[0]
                own.pages = own.pages or sorted(best[1])
            result.setdefault(own.key, Given())
    return result


def prepare(folder: Path) -> Path:
    """Make the environment of the other programs, or take the one that is there."""
    wanted = (ROOT / "bench" / "peers" / "requirements.txt").read_text(encoding="utf-8")
    python, stamp = folder / "bin" / "python", folder / "requirements.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"making {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        listed = ROOT / "bench" / "peers" / "requirements.txt"
        install = [str(python), "-m", "pip", "install", "-qq", "-r", str(listed)]
        subprocess.run(install, check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def run_peers(python: Path, folder: Path, golden: list[Golden]) -> dict[str, Json]:
    """Let every other program read the pages of every golden table."""
    jobs = {own.key: [str(own.path), own.pages] for own in golden}
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    found: dict[str, Json] = {}
    for peer in PEERS:
        target = folder / f"{peer}.json"
        script = ROOT / "bench" / "peers" / "extract.py"
        command = [str(python), str(script), peer, str(folder / "jobs.json"), str(target)]
        log = (folder / f"{peer}.log").open("w", encoding="utf-8")
        with log:
            subprocess.run(command, check=True, stdout=log, stderr=log)
        found[peer] = read(target)
    return found


def score(python: Path, folder: Path, pairs: dict[str, list[Grid]]) -> Scores:
    (folder / "pairs.json").write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")
    script = ROOT / "bench" / "peers" / "score.py"
    target = folder / "scores.json"
    subprocess.run([str(python), str(script), str(folder / "pairs.json"), str(target)], check=True)
    result: Scores = read(target)
    return result


def show(golden: list[Golden], scores: Scores, tallies: Tallies) -> None:
    """Print the means of the metrics, the sums of the counts, and the tables that need a look."""
    programs = (OWN, *PEERS)
    print(f"{len(golden)} golden tables, {len({own.path for own in golden})} files\n")
    print(f"{'mean of':<12}" + "".join(f"{name:>13}" for name in programs))
    for metric in METRICS:
        means = [
            sum(scores[f"{name}|{own.key}"][metric] for own in golden) / len(golden)
            for name in programs
        ]
        print(f"{metric:<12}" + "".join(f"{mean:>13.4f}" for mean in means))
    print(f"\n{'right of':<12}" + "".join(f"{name:>13}" for name in programs))
    for count in COUNTS:
        line = f"{count:<12}"
        for name in programs:
            right, of = (sum(tallies[name, own.key][count][i] for own in golden) for i in (0, 1))
            line += f"{f'{right}/{of}':>13}"
        print(line)
    print(f"\nGriTS-Con per table; < is below {WEAK}, ! a program ahead of ours in any metric")
    for own in golden:
        ours = scores[f"{OWN}|{own.key}"]
        ahead = {
            f"{name}:{metric}"
            for name in PEERS
            for metric in METRICS
            if scores[f"{name}|{own.key}"][metric] > ours[metric] + 1e-9
        }
        marks = ("<" if ours["grits_con"] < WEAK else " ") + ("!" if ahead else " ")
        print(
            f"{marks} {own.key:<26}"
            + "".join(f"{scores[f'{name}|{own.key}']['grits_con']:>12.4f}" for name in programs)
            + ("  " + " ".join(sorted(ahead)) if ahead else "")
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench-tables")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    python = prepare(options.out / "peers")
    golden = goldens(options.corpus)
    given = {(OWN, key): table for key, table in own_tables(golden).items()}
    truths = {own.key: truth_given(own.truth) for own in golden}
    for peer, found in run_peers(python, options.out, golden).items():
        for own in golden:
            given[peer, own.key] = peer_given(found[own.key], own, truths[own.key])
    pairs = {
        f"{name}|{key}": [truths[key].grid, table.grid] for (name, key), table in given.items()
    }
    several = {own.key: len(own.pages) > 1 for own in golden}
    tallies = {
        (name, key): counts(truths[key], table, several[key])
        for (name, key), table in given.items()
    }
    show(golden, score(python, options.out, pairs), tallies)


if __name__ == "__main__":
    main()
