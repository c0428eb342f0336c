"""Edits put into a report, each with the changes that it has to give, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from reportparse.diff import Difference
from reportparse.report import Report

Told = tuple[str, str, str, str | None, str | None]
"""Part, action, aspect, and the ids of both sides."""
WORDS = "嶺南鳳凰樓閣遠眺蒼茫暮色飛鴻踏雪泥爪痕猶存舊夢難尋燈火闌珊處回首往事如煙雲散去"
"""Characters that no report holds: what is planted is like nothing else."""


@dataclass(slots=True)
class Planting:
    """A report as plain data, being edited; what was touched is not touched again."""

    data: dict[str, Any]
    random: Random
    wanted: list[Told] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    count: int = 0

    def fresh(self, name: str) -> bool:
        if name in self.used:
            return False
        self.used.add(name)
        return True

    def words(self, length: int) -> str:
        self.count += 1
        return "".join(self.random.sample(WORDS, length)) + str(9000 + self.count)

    def pick(self, found: list[Any]) -> Any:
        return self.random.choice(found) if found else None


def told(difference: Difference) -> list[Told]:
    return sorted(
        (
            (
                change.part,
                change.action,
                change.what,
                change.before.id if change.before else None,
                change.after.id if change.after else None,
            )
            for change in difference.told
        ),
        key=str,
    )


def plant(report: Report, random: Random, many: int) -> tuple[Report, list[Told]]:
    """Return the report with up to `many` edits, and what a comparison has to tell of it."""
    planting = Planting(report.model_dump(mode="json"), random)
    for _ in range(many):
        random.choice(EDITS)(planting)
    return Report.model_validate(planting.data), sorted(planting.wanted, key=str)


def _blocks(planting: Planting) -> Iterator[tuple[list[Any], int]]:
    def walk(sections: list[Any]) -> Iterator[tuple[list[Any], int]]:
        for section in sections:
            for at in range(len(section["blocks"])):
                yield section["blocks"], at
            yield from walk(section["sections"])

    yield from walk(planting.data["sections"])
    for annex in planting.data["annexes"]:
        yield from walk(annex["sections"])


def _paragraph(planting: Planting, long: int = 12) -> tuple[list[Any], int] | None:
    """A paragraph that nothing hangs from, neither items nor notes, and that stands there once."""
    parents = {blocks[at]["parent"] for blocks, at in _blocks(planting)}
    texts = [b[at]["text"]["text"] for b, at in _blocks(planting) if b[at]["text"]]
    own: tuple[list[Any], int] | None = planting.pick(
        [
            (blocks, at)
            for blocks, at in _blocks(planting)
            if (text := blocks[at]["text"]) is not None
            and len(text["text"]) >= long
            and texts.count(text["text"]) == 1
            and blocks[at]["id"] not in parents
            and not any(mark["kind"] == "marker" for mark in text["marks"])
            and blocks[at]["id"] not in planting.used
        ]
    )
    return own


def insert_paragraph(planting: Planting) -> None:
    place = _paragraph(planting)
    if place is None:
        return
    blocks, at = place
    name = f"planted-{planting.count}"
    planting.used.add(name)
    words = planting.words(20)
    text = {"text": words, "raw": words, "marks": [], "places": []}
    new = {**blocks[at], "id": name, "number": None, "label": None, "value": None, "text": text}
    blocks.insert(at + 1, new)
    planting.wanted.append(("text", "added", "words", None, name))


def delete_paragraph(planting: Planting) -> None:
    place = _paragraph(planting)
    if place is None:
        return
    blocks, at = place
    name = blocks.pop(at)["id"]
    planting.used.add(name)
    planting.wanted.append(("text", "removed", "words", name, None))


def edit_paragraph(planting: Planting) -> None:
    place = _paragraph(planting, long=24)
    if place is None:
        return
    blocks, at = place
    block = blocks[at]
    planting.used.add(block["id"])
    words = block["text"]["text"]
    cut = planting.random.randrange(len(words) - 2)
    kind = planting.random.choice(("insert", "delete", "replace"))
    new = "" if kind == "delete" else planting.words(3)
    rest = words[cut + (0 if kind == "insert" else 2) :]
    block["text"] = {**block["text"], "text": words[:cut] + new + rest, "marks": []}
    planting.wanted.append(("text", "changed", "words", block["id"], block["id"]))


def move_paragraph(planting: Planting) -> None:
    """A paragraph goes to the end of another section, behind all that stands there."""
    place = _paragraph(planting)
    if place is None:
        return
    blocks, at = place
    others = [b for b, _ in _blocks(planting) if b is not blocks and any(x["text"] for x in b)]
    target = planting.pick(others)
    if target is None or any(block["id"] in planting.used for block in target):
        return
    name = blocks[at]["id"]
    # Neither section may be renamed or moved as well: then the paragraph would tell less.
    planting.used.update([name, *(block["id"] for block in (*target, *blocks))])
    target.append(blocks.pop(at))
    planting.wanted.append(("text", "moved", "place", name, name))


def swap_sections(planting: Planting) -> None:
    """Two neighbouring sections with all that is in them change places: one of them moved."""

    def walk(sections: list[Any]) -> Iterator[list[Any]]:
        yield sections
        for section in sections:
            yield from walk(section["sections"])

    lists = [
        own
        for own in walk(planting.data["sections"])
        if len(own) > 1 and own[0]["heading"] and own[1]["heading"]
    ]
    own = planting.pick(lists)
    if own is None or "sections" in planting.used:
        return
    # What stands in them keeps its place in them; nothing else may ask where it is.
    planting.used.add("sections")
    own[0], own[1] = own[1], own[0]
    planting.wanted.append(("outline", "moved", "place", None, None))


def rename_heading(planting: Planting) -> None:
    def walk(sections: list[Any]) -> Iterator[Any]:
        for section in sections:
            yield section
            yield from walk(section["sections"])

    section = planting.pick(
        [
            s
            for s in walk(planting.data["sections"])
            if s["heading"] and s["id"] not in planting.used and not s["heading"]["text"]["marks"]
        ]
    )
    # What else tells that it is the same section: its own passages, if it has some, untouched.
    if section is None or not any(b["text"] for b in section["blocks"]):
        return
    names = [b["id"] for b in section["blocks"]]
    if any(name in planting.used for name in names):
        return
    planting.used.update([section["id"], *names])
    section["heading"]["text"]["text"] = planting.words(8)
    planting.wanted.append(("outline", "renamed", "words", section["id"], section["id"]))


def edit_note(planting: Planting) -> None:
    note = planting.pick([n for n in planting.data["footnotes"] if len(n["text"]["text"]) >= 16])
    if note is not None and planting.fresh(note["id"]):
        words = note["text"]["text"]
        note["text"]["text"] = words[:8] + planting.words(2) + words[8:]
        planting.wanted.append(("note", "changed", "words", note["id"], note["id"]))


def _table(planting: Planting, **least: int) -> Any:
    """A table large enough that it stays itself, whatever is done to one of its parts."""
    return planting.pick(
        [
            t
            for t in planting.data["tables"]
            if len(t["rows"]) >= least.get("rows", 1)
            and len(t["columns"]) >= least.get("columns", 1)
            and t["title"]
            and all(c["span"] == c["row_span"] == 1 for r in t["rows"] for c in r["cells"])
        ]
    )


def _whole(row: Any, table: Any) -> bool:
    return len(row["cells"]) == len(table["columns"]) and row["kind"] != "section"


def change_cell(planting: Planting) -> None:
    """A number, a nil, a blank and a zero, each into another one."""
    table = _table(planting, rows=4, columns=3)
    if table is None:
        return
    row = planting.pick([row for row in table["rows"] if _whole(row, table)])
    if row is None:
        return
    cell = planting.random.choice(row["cells"][1:])
    if f"{table['id']}.columns" in planting.used:
        return
    # One cell a row: a row that changed in most of its cells and its name would be another one.
    if not planting.fresh(f"{table['id']}.{row['index']}"):
        return
    number = 100000 + planting.count
    planting.count += 1
    values: list[tuple[dict[str, Any], str]] = [
        ({"kind": "integer", "value": number}, str(number)),
        ({"kind": "integer", "value": 0}, "0"),
        ({"kind": "nil", "meaning": "nil"}, "–"),
        ({"kind": "blank"}, ""),
    ]
    new = [value for value in values if value[0]["kind"] != cell["value"]["kind"]]
    cell["value"], cell["text"] = planting.random.choice(new)
    name = f"{table['id']}.{row['index']}.{cell['column']}"
    planting.wanted.append(("cell", "changed", "value", name, name))


def _again(planting: Planting, table: Any, name: str) -> bool:
    """Whether the rows of a table were shifted already: cells are known by their row's index."""
    return not planting.fresh(f"{table['id']}.{name}")


def add_row(planting: Planting) -> None:
    table = _table(planting, rows=4)
    if table is None or _again(planting, table, "added"):
        return
    source = planting.pick([row for row in table["rows"] if row["kind"] == "data"])
    if source is None:
        return
    index = 900 + len(table["rows"])
    cells = []
    for cell in source["cells"]:
        words = planting.words(6)
        new = {**cell, "text": words, "raw": words, "value": {"kind": "text"}, "markers": []}
        cells.append(new)
    row = {**source, "index": index, "stub": cells[0]["text"], "cells": cells}
    table["rows"].insert(planting.random.randrange(len(table["rows"]) + 1), row)
    planting.wanted.append(("row", "added", "words", None, f"{table['id']}.{index}"))
    planting.used.add(f"{table['id']}.{index}")


def remove_row(planting: Planting) -> None:
    table = _table(planting, rows=5)
    if table is None or _again(planting, table, "removed"):
        return
    stubs = [row["stub"] for row in table["rows"]]
    found = [
        row
        for row in table["rows"]
        if row["kind"] == "data"
        and stubs.count(row["stub"]) == 1
        and f"{table['id']}.{row['index']}" not in planting.used
    ]
    row = planting.pick(found)
    if row is not None:
        table["rows"].remove(row)
        name = f"{table['id']}.{row['index']}"
        planting.used.add(name)
        planting.wanted.append(("row", "removed", "words", name, None))


def move_column(planting: Planting) -> None:
    """Two neighbouring columns change places: one of them moved."""
    table = _table(planting, columns=3)
    if table is None or any(head["below"] for head in table["header"]):
        return
    paths = ["/".join(column["path"]) for column in table["columns"]]
    if len(set(paths)) < len(paths) or len(table["header"]) != len(paths):
        return
    if any(name.startswith(f"{table['id']}.") for name in planting.used):
        return
    planting.used.add(f"{table['id']}.columns")
    planting.used.update(f"{table['id']}.{row['index']}" for row in table["rows"])
    planting.used.update([f"{table['id']}.added", f"{table['id']}.removed"])
    at = planting.random.randrange(1, len(paths) - 1)
    swap = {at: at + 1, at + 1: at}
    for head in table["header"]:
        if head["first_column"] in swap:
            head["first_column"] = head["last_column"] = swap[head["first_column"]]
    for column in table["columns"]:
        column["index"] = swap.get(column["index"], column["index"])
    table["columns"].sort(key=lambda column: column["index"])
    for row in table["rows"]:
        for cell in row["cells"]:
            cell["column"] = swap.get(cell["column"], cell["column"])
        row["cells"].sort(key=lambda cell: cell["column"])
    planting.wanted.append(("column", "moved", "place", table["id"], None))


def renumber_table(planting: Planting) -> None:
    table = planting.pick([t for t in planting.data["tables"] if t["caption"] and t["title"]])
    if table is not None and planting.fresh(f"{table['id']} number"):
        table["caption"]["text"] = f"表{800 + planting.count}"
        planting.count += 1
        planting.wanted.append(("table", "renumbered", "number", table["id"], table["id"]))


def change_metadata(planting: Planting) -> None:
    own = planting.data["metadata"]
    name = planting.pick([n for n in ("organ", "body", "place", "symbol") if own[n]])
    if name is not None and planting.fresh(name):
        own[name]["value"] += planting.words(2)
        side = f"metadata.{name}"
        planting.wanted.append(("metadata", "changed", name, side, side))


EDITS: tuple[Callable[[Planting], None], ...] = (
    insert_paragraph,
    delete_paragraph,
    edit_paragraph,
    move_paragraph,
    swap_sections,
    rename_heading,
    edit_note,
    change_cell,
    change_cell,
    add_row,
    remove_row,
    move_column,
    renumber_table,
    change_metadata,
)
