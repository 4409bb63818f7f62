"""Alembic's entry: runs the migrations on the connection it is handed."""

from alembic import context

from catalogue.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
    transactional_ddl=True,  # the caller's transaction holds on SQLite too
)
with context.begin_transaction():
    context.run_migrations()
