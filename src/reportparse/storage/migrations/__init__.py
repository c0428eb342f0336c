"""The history of the schema; `alembic` is driven by `reportparse.storage.upgrade`."""

from typing import Final

NEWEST: Final = "0005"
"""The version of the last module in `versions/`."""
