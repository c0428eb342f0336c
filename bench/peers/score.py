"""Score tables against the truth with published metrics.

    python bench/peers/score.py PAIRS.json SCORES.json

PAIRS is `{name: [truth, found]}`, each a grid as in `extract.py`; SCORES gives for each name the
TEDS and TEDS-S of table-recognition-metric, the GriTS (Top and Con) of grits-metric and the F1 of
the adjacency relations of ICDAR 2013, which is counted here: pairs of neighbouring cells that are
not blank, to the right and below, compared without blanks.
"""

from __future__ import annotations

import html
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from grits import (  # type: ignore[import-not-found, unused-ignore]
    grits_con,
    grits_top,
    html_to_grids,
)
from table_recognition_metric import TEDS  # type: ignore[import-not-found, unused-ignore]

Grid = list[list[dict[str, Any]]]


def markup(grid: Grid) -> str:
    """Write a grid as the HTML that the metrics read; every cell is a `td`."""
    rows = []
    for row in grid:
        cells = []
        for cell in row:
            spans = f' colspan="{cell["columns"]}"' if cell["columns"] > 1 else ""
            spans += f' rowspan="{cell["rows"]}"' if cell["rows"] > 1 else ""
            cells.append(f"<td{spans}>{html.escape(' '.join(cell['text'].split()))}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def placed(grid: Grid) -> dict[tuple[int, int], tuple[int, str]]:
    """Give every place of the matrix the cell that covers it: its number and its text."""
    places: dict[tuple[int, int], tuple[int, str]] = {}
    number = 0
    for top, row in enumerate(grid):
        left = 0
        for cell in row:
            while (top, left) in places:
                left += 1
            number += 1
            text = "".join(cell["text"].split())
            for down in range(cell["rows"]):
                for right in range(cell["columns"]):
                    places[top + down, left + right] = (number, text)
            left += cell["columns"]
    return places


def relations(grid: Grid) -> Counter[tuple[str, str, str]]:
    """Count the neighbours: for each cell the next that is not blank, to the right and below."""
    places = placed(grid)
    height = 1 + max((row for row, _ in places), default=0)
    width = 1 + max((column for _, column in places), default=0)
    found: dict[tuple[int, int, str], tuple[str, str, str]] = {}
    for (row, column), (number, text) in places.items():
        if not text:
            continue
        right = [(row, at) for at in range(column + 1, width)]
        below = [(at, column) for at in range(row + 1, height)]
        for way, line in (("right", right), ("below", below)):
            for place in line:
                other, words = places.get(place, (number, ""))
                if words and other != number:
                    found[number, other, way] = (text, words, way)
                    break
    return Counter(found.values())


def adjacency(truth: Grid, found: Grid) -> float:
    wanted, given = relations(truth), relations(found)
    if not wanted and not given:
        return 1.0
    return 2 * (wanted & given).total() / (wanted.total() + given.total())


def scores(truth: Grid, found: Grid) -> dict[str, float]:
    if not found or not any(found):
        return dict.fromkeys(("teds", "teds_s", "grits_top", "grits_con", "adjacency"), 0.0)
    wanted, given = markup(truth), markup(found)
    wanted_grids, given_grids = html_to_grids(wanted), html_to_grids(given)
    return {
        "teds": TEDS()(given, wanted),
        "teds_s": TEDS(structure_only=True)(given, wanted),
        "grits_top": grits_top(wanted_grids["top"], given_grids["top"])[0],
        "grits_con": grits_con(wanted_grids["con"], given_grids["con"])[0],
        "adjacency": adjacency(truth, found),
    }


def main() -> None:
    pairs, target = sys.argv[1:]
    result = {
        name: scores(truth, found)
        for name, (truth, found) in json.loads(Path(pairs).read_text(encoding="utf-8")).items()
    }
    Path(target).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
