"""The place of a hit, from its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportparse.search.model import Place


def place_of(row: Mapping[Any, Any]) -> Place:
    """The place whose columns a row has."""
    box = (row["x0"], row["top"], row["x1"], row["bottom"])
    return Place(
        page=row["page"],
        box=None if box[0] is None else box,
        line=row["line"],
        column=row["col"],
        end_line=row["end_line"],
        end_column=row["end_col"],
    )
