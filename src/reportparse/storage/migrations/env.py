"""What Alembic runs: it takes the connection that `upgrade` or a developer hands over."""

from __future__ import annotations

from alembic import context

from reportparse.storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
