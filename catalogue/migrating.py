"""Bringing a database's tables to a revision, and telling tables and migrations apart.

Alembic takes a while to import, and is needed only where tables change: whoever works with a
database looks first how its tables stand.
"""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, text

from catalogue.engines import writing_options
from catalogue.locks import Lock, lock_until_commit
from catalogue.tables import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config
    from sqlalchemy import Connection, Engine

VERSION = "alembic_version"
"""Table that holds the revision."""
_FOLDER = Path(__file__).parent / "migrations"


class Tables(Enum):
    """The difference between a database's tables and those that this code describes."""

    MISSING = auto()
    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()


def tables(connection: Connection) -> Tables:
    """Return how the tables stand."""
    if not inspect(connection).has_table(VERSION):
        return Tables.MISSING
    return tables_of(connection.scalar(text(f"SELECT version_num FROM {VERSION}")))  # noqa: S608  a constant


def tables_of(found: str | None) -> Tables:
    """Return how tables at a revision stand; one that is not known here is of a newer release."""
    if found is None:
        return Tables.MISSING
    known = _revisions()
    if found not in known:
        return Tables.NEWER
    return Tables.CURRENT if found == known[0] else Tables.OLDER


@cache
def _revisions() -> tuple[str, ...]:
    """Return the revisions that this code can bring tables to, the latest first."""
    files = sorted(_FOLDER.glob("versions/[0-9]*.py"), reverse=True)
    return tuple(each.name.partition("_")[0] for each in files)


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables up to `revision`; does not wait for anybody when they are there already."""
    if revision == "head" and _is_current(engine):
        return
    from alembic import command  # noqa: PLC0415 - see above

    with _migration(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Bring the tables down to `revision`."""
    from alembic import command  # noqa: PLC0415 - see above

    with _migration(engine) as connection:
        command.downgrade(_config(connection), revision)


def differences(connection: Connection) -> list[Any]:
    """Return what Alembic finds different between the database and the tables in code."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - see above
    from alembic.migration import MigrationContext  # noqa: PLC0415 - see above

    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def _is_current(engine: Engine) -> bool:
    _make_file(engine)
    with engine.connect() as connection:
        return tables(connection) is Tables.CURRENT


@contextmanager
def _migration(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that only one process at a time has."""
    with engine.connect() as connection, _foreign_keys_off(connection):
        connection.execution_options(**writing_options(connection.dialect))
        with connection.begin():
            lock_until_commit(connection, Lock.MIGRATION)
            yield connection
            _check_foreign_keys(connection)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild referenced tables; the switch does nothing inside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError(f"The migration left a broken reference: {broken}")


def _make_file(engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        database = Path(engine.url.database)
        database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        database.touch(mode=0o600)  # drafts and hashes of tokens are nobody else's


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
