"""JSON Lines hold everything that the JSON holds, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportparse.reading import parse
from reportparse.sinks.jsonl import write_jsonl


def _ids(value: Any) -> Iterator[str]:
    """Yield the ids of all elements in a JSON value."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from _ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)


def test_every_element_is_on_one_line(seed_dump: Path) -> None:
    report = parse(seed_dump)
    rows = [json.loads(line) for line in write_jsonl(report).splitlines()]
    expected = sorted(_ids(report.model_dump(mode="json")))
    assert sorted(found for row in rows for found in _ids(row)) == expected
    assert len(expected) > 100
    filled = {name for name, value in report if value not in (None, ())}
    told = {"sections", "annexes"} | set(rows[0])
    told |= {row["type"] for row in rows} | {f"{row['type']}s" for row in rows}
    told |= {"facts"} if {"quantity", "date", "echo"} <= told else set()
    assert filled <= told


def test_blocks_name_the_section_that_holds_them() -> None:
    report = parse("一. 导言\n\n1. 第一段。\n\n二. 背景\n\n2. 第二段。\n".encode())
    rows = [json.loads(line) for line in write_jsonl(report).splitlines()]
    holders = {row["number"]: row["section"] for row in rows if row["type"] == "block"}
    titles = {row["id"]: row["heading"]["text"]["text"] for row in rows if row["type"] == "section"}
    assert {number: titles[held] for number, held in holders.items()} == {1: "导言", 2: "背景"}
