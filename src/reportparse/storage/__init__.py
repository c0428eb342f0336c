"""Reports in a database: SQLite or PostgreSQL, through SQLAlchemy Core.

    engine = storage.connect("sqlite:///reports.db")    opened, its schema brought up to date
    storage.load(engine, report)                        one report, one transaction, idempotent
    storage.canonical(engine)                           the contents as lines, to compare

The tables are in `schema/`, the way from a report to their rows in `rows/`.
"""

from reportparse.errors import MissingExtra

try:
    import alembic  # noqa: F401
    import sqlalchemy  # noqa: F401
except ImportError as missing:
    raise MissingExtra("db", f"{missing.name} is not installed") from missing

from reportparse.storage.canonical import canonical
from reportparse.storage.database import connect
from reportparse.storage.load import LoadResult, Run, is_loaded, load, rename
from reportparse.storage.marks import marks_of, put_marks, withdraw_mark
from reportparse.storage.migrate import migrate

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
