"""What the server's search finds: the index of the database, asked as `reportparse search` does."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Engine

from reportparse.errors import BadQuery
from reportparse.frozen import frozen_record
from reportparse.search.model import KINDS, REPEATING, Found, Hit
from reportparse.search.query import figure_of
from reportparse.storage.index.filters import Filters
from reportparse.storage.index.find import search
from reportparse.storage.index.state import lacking
from reportparse.storage.index.values import find_value

MOST_FOUND: Final = 200
"""Rows of a page; more are no help to a reader, and a filter is."""
TEXTS: Final = tuple(kind for kind in KINDS if kind not in REPEATING)
FIGURES: Final[tuple[Any, ...]] = ("cell", "quantity", *TEXTS)
"""What a figure is looked for in. A record repeats a cell or a quantity, and is on no page."""


@frozen_record
class Answer:
    """What was found, best first; `more` says that it is not all.

    `lacking` reports are not in the index, so that nothing of them was found. `refused` is why the
    query was not understood, empty where it was.
    """

    hits: tuple[Hit, ...] = ()
    more: bool = False
    lacking: int = 0
    refused: str = ""


def searched(engine: Engine, words: str) -> Answer:
    """Return the texts that a query finds; of a figure, first where it stands as a value.

    >>> from reportparse.reading import parse
    >>> from reportparse.storage import connect, load
    >>> engine = connect("sqlite://")
    >>> _ = load(engine, parse("一. 导言\\n\\n1. 发放了1 234个单位。\\n".encode()))
    >>> [(hit.element, hit.kind) for hit in searched(engine, "1,234").hits]
    [('p1', 'quantity')]
    >>> searched(engine, '"单位').refused
    'the query is not understood: the quote at character 1 is not closed'
    >>> engine.dispose()
    """
    # 一 is a figure as well, but who types it looks for a word.
    number = figure_of(words) if any(map(str.isdigit, words)) else None
    found: list[Found] = []
    try:
        if number is not None:
            filters = Filters(kinds=FIGURES)
            found.append(find_value(engine, number, number, filters=filters, limit=MOST_FOUND))
            words = format(number, "f")
        found.append(search(engine, words, limit=MOST_FOUND))
    except BadQuery as error:
        return Answer(refused=str(error))
    hits: dict[tuple[str, str], Hit] = {}
    for one in (hit for own in found for hit in own.hits):
        hits.setdefault((one.report_id, one.element), one)
    more = any(not own.exact or own.total > len(own.hits) for own in found)
    kept = tuple(hits.values())[:MOST_FOUND]
    return Answer(kept, more or len(hits) > len(kept), lacking(engine))
