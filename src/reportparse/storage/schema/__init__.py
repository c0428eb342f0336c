"""The tables of the database, as SQLAlchemy Core objects; `docs/database.md` explains them."""

from reportparse.storage.schema.base import METADATA, ONE_PER_DATABASE
from reportparse.storage.schema.document import REPORT, RUN
from reportparse.storage.schema.search import DERIVED

# The modules are imported for the tables that they add to METADATA.
from reportparse.storage.schema import facts, marks, tables  # isort: skip

__all__ = ["DERIVED", "METADATA", "ONE_PER_DATABASE", "REPORT", "RUN", "facts", "marks", "tables"]
