"""Alembic's migrations; `catalogue.migrating` runs them, without a configuration file."""
