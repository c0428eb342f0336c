"""Reports in a database: SQLite or PostgreSQL, through SQLAlchemy Core.

    engine = storage.connect("sqlite:///reports.db")    opened, its schema brought up to date
    storage.load(engine, report)                        one report, one transaction, idempotent
    storage.canonical(engine)                           the contents as lines, to compare

The tables are in `schema/`, the way from a report to their rows in `rows/`.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from reportparse.errors import MissingExtra

for _needed in ("alembic", "sqlalchemy"):
    if find_spec(_needed) is None:
        raise MissingExtra("db", f"{_needed} is not installed")

if TYPE_CHECKING:
    from reportparse.storage.contents import canonical
    from reportparse.storage.database import connect
    from reportparse.storage.loading import LoadResult, Run, is_loaded, load, rename
    from reportparse.storage.marks import marks_of, put_marks, withdraw_mark
    from reportparse.storage.version import migrate

__all__ = [
    "LoadResult",
    "Run",
    "canonical",
    "connect",
    "is_loaded",
    "load",
    "marks_of",
    "migrate",
    "put_marks",
    "rename",
    "withdraw_mark",
]

_HOMES = {
    "canonical": "contents",
    "connect": "database",
    "LoadResult": "loading",
    "Run": "loading",
    "is_loaded": "loading",
    "load": "loading",
    "rename": "loading",
    "marks_of": "marks",
    "put_marks": "marks",
    "withdraw_mark": "marks",
    "migrate": "version",
}
"""In which module each name is. None of the modules has the name of what is in it: that would
take its place here as soon as it is imported."""


def __getattr__(name: str) -> object:
    """Load what is asked for only then: a search needs nothing of the way from report to rows."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
