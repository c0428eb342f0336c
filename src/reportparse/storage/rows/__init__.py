"""A report as rows of the database: `rows_of` walks it once, in the order of its tables."""

from reportparse.storage.rows.collect import Rows
from reportparse.storage.rows.report import pages_of, rows_of

__all__ = ["Rows", "pages_of", "rows_of"]
