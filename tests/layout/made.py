"""Lines made by hand: of a dump out of its text, of a page out of words and places."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reportparse.layout.lines import sheets_of_dump
from reportparse.layout.model import Line, Run, Sheet, Style
from reportparse.pages.model import Dump, DumpLine, Picture, Rule
from reportparse.provenance import Box

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
FILLER = "各方面的工作情况继续进展而且相当顺利并得到有关机构的支持"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 113.0, 482.0

Case = dict[str, Any]


def cases(name: str) -> list[Any]:
    """The cases of a file as parameters; `"expect": "fail"` marks a known failure, strictly."""
    params = []
    for case in json.loads((CASES / f"{name}.json").read_text(encoding="utf-8")):
        known = case.get("expect") == "fail"
        marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if known else []
        params.append(pytest.param(filled(case), id=case["label"], marks=marks))
    return params


def filled(value: Any) -> Any:
    """Replace `{20}` by 20 Chinese characters, wherever it stands in a case."""
    if isinstance(value, str):
        return re.sub(r"\{(\d+)\}", lambda found: (FILLER * 9)[: int(found[1])], value)
    if isinstance(value, list):
        return [filled(item) for item in value]
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items()}
    return value


def dump_sheets(rows: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets of a dump, given row by row; a row that begins with a form feed turns the page."""
    lines: list[DumpLine] = []
    sheet = 1
    for number, row in enumerate(rows, 1):
        sheet += row.startswith("\f")
        lines.append(DumpLine(number, row.lstrip("\f"), sheet))
    return sheets_of_dump(Dump(tuple(lines), "utf-8"))


def dump_lines(rows: Sequence[str]) -> list[Line]:
    """The printed lines of a dump, given row by row."""
    return [line for sheet in dump_sheets(rows) for line in sheet.lines]


def printed_line(
    number: int,
    text: str,
    baseline: float,
    *,
    x: float = LEFT,
    size: float = 10.5,
    font: str = "Song",
    bold: bool = False,
    sheet: int = 1,
    raised: tuple[int, int] | None = None,
) -> Line:
    """A line of a page; every character has the width of its size, Latin ones half of it.

    `raised` are the first and last index of characters set as a mark.
    """
    xs: list[tuple[float, float]] = []
    at = x
    for char in text:
        step = size if ord(char) > 0x2E7F else size / 2
        xs.append((at, at + step))
        at += step
    plain = Style(size, font, bold)
    runs = [Run(0, len(text), plain)]
    if raised is not None:
        start, end = raised
        mark = Style(round(size * 0.62, 1), font, bold, raised=True)
        runs = [Run(0, start, plain), Run(start, end, mark), Run(end, len(text), plain)]
    box = Box(xs[0][0], baseline - 0.8 * size, xs[-1][1], baseline + 0.2 * size)
    return Line(
        number,
        sheet,
        text,
        tuple(range(len(text))),
        tuple(run for run in runs if run.start < run.end),
        tuple(xs),
        box=box,
        baseline=baseline,
        ys=((box.top, box.bottom),) * len(text),
    )


def page(
    lines: Sequence[Line],
    *,
    number: int = 1,
    rules: Sequence[Rule] = (),
    pictures: Sequence[Picture] = (),
) -> Sheet:
    """A page with these lines."""
    return Sheet(number, tuple(lines), WIDTH, HEIGHT, tuple(rules), tuple(pictures))


def bar(x0: float, top: float, x1: float, thick: float = 0.5) -> Rule:
    """A horizontal rule."""
    return Rule(Box(x0, top, x1, top + thick), thick)
