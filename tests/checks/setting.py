"""Tables written as text, for tests of the checks: one line a row, `|` between cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportparse.build.values import column_values, face_value
from reportparse.report.base import Text
from reportparse.report.tables import (
    Cell,
    CellMarker,
    Column,
    Head,
    Row,
    Table,
    TableNote,
)

Kind = Literal["data", "section", "subtotal", "total"]
SIGNS: dict[str, Kind] = {"=": "total", "-": "subtotal", "#": "section"}
"""What the first character of a stub says of its row; a plain stub is a data row."""


def table(
    heads: str, body: str, notes: Sequence[tuple[str, str]] = (), headnote: str | None = None
) -> Table:
    """Make a table. In `heads` a `/` parts a spanner from its head, a `^a` is a note's marker."""
    leaves = [head.strip() for head in heads.split("|")]
    paths = [tuple(part.strip() for part in leaf.split("^")[0].split("/")) for leaf in leaves]
    lines = [
        [cell.strip() for cell in line.split("|")] for line in body.strip("\n").split("\n") if line
    ]
    width = len(leaves)
    grid = [[*line, *[""] * (width - len(line))] for line in lines]
    values = [column_values([line[column] for line in grid], "en") for column in range(width)]
    rows = []
    for index, line in enumerate(grid):
        kind = SIGNS.get(line[0][:1], "data")
        stub = line[0][1:].strip() if kind != "data" else line[0]
        cells = tuple(
            Cell(
                column=column,
                text=stub if column == 0 else line[column],
                raw=line[column],
                value=face_value(values[column][index]),
            )
            for column in range(width)
        )
        rows.append(Row(index=index, kind=kind, indent=0, stub=stub, page=None, cells=cells))
    header = tuple(
        Head(
            text=path[-1],
            raw=path[-1],
            first_column=column,
            last_column=column,
            markers=tuple(
                CellMarker(raw=letter, note=f"t.{letter}") for letter in leaf.split("^")[1:]
            ),
        )
        for column, (leaf, path) in enumerate(zip(leaves, paths, strict=True))
    )
    return Table(
        id="t",
        number=None,
        caption=None,
        title=None,
        headnotes=(Text(text=headnote, raw=headnote),) if headnote else (),
        header=header,
        columns=tuple(Column(index=i, path=path) for i, path in enumerate(paths)),
        rows=tuple(rows),
        notes=tuple(
            TableNote(id=f"t.{letter}", marker=letter, text=Text(text=text, raw=text))
            for letter, text in notes
        ),
    )
