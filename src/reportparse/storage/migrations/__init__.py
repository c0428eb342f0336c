"""The history of the schema; `alembic` is driven by `reportparse.storage.migrate`."""
