"""What Alembic runs around the migrations, on the connection that opened the ledger."""

from __future__ import annotations

from alembic import context

from data_access.ledger.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it again
)
with context.begin_transaction():
    context.run_migrations()
