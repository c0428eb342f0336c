"""What a search finds."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, get_args

from reportparse.frozen import frozen_record

Kind = Literal[
    "title",
    "masthead",
    "heading",
    "paragraph",
    "item",
    "footnote",
    "caption",
    "table-title",
    "table-head",
    "cell",
    "note",
    "label",
    "abbreviation",
    "unplaced",
    "contents",
    "link",
    "reference",
    "furniture",
]
"""What a text is. `note`: notes, headnotes, remarks and sources of tables and figures; `label`:
words in a figure; `unplaced`: text for which no place in the outline was found."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

VALUE_KINDS: Final = ("cell", "quantity", "record")
"""What a typed figure can stand in: a cell of a table, the prose, a field of a record."""

REPEATING: Final[frozenset[Kind]] = frozenset(("contents", "link", "reference", "furniture"))
"""Kinds that say again what other texts say; they are searched when asked for by name."""


@frozen_record
class Place:
    """The first place of a text: page and box in points, or lines and columns of a dump."""

    page: int | None
    box: tuple[float, float, float, float] | None
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None


@frozen_record
class Snippet:
    """A stretch of a text, and where in the stretch the hits stand (start, end).

    `before` and `after` tell whether the text goes on there.
    """

    text: str
    marked: tuple[tuple[int, int], ...]
    before: bool
    after: bool


@frozen_record
class Hit:
    """A text in which the query is found, or a print of the value that was asked for.

    `kind` is that of the text, or `quantity`, `record` for a print of a value. `context` says what
    it stands under: of a cell the table, the stub and the heads above it; else the section.
    `value` is the figure as a number, scale applied; None where a text merely has its print.
    """

    report_id: str
    symbol: str | None
    file_name: str | None
    element: str
    kind: str
    section: str | None
    place: Place
    snippet: Snippet
    context: tuple[str, ...] = ()
    score: float | None = None
    value: Decimal | None = None


@frozen_record
class Found:
    """The hits asked for, best first, and how many there are in all.

    Where `exact` is false, there are more than `total`.
    """

    total: int
    hits: tuple[Hit, ...]
    exact: bool = True
