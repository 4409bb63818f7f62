"""A database of each kind, migrated once and copied, and a count of the statements sent to it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from catalogue.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    name: str = request.param
    return name


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'rows.sqlite3'}"
    address: str = request.getfixturevalue("postgresql_url")
    return address


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite with all tables, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "rows.sqlite3"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()  # writes everything into the one file
    return file


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new database with all tables and no rows."""
    if kind == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path)
        return f"sqlite:///{file}"
    address: str = request.getfixturevalue("migrated_postgresql_url")
    return address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def count_statements(database: Database) -> Callable[[], AbstractContextManager[list[str]]]:
    """Return a context manager that gives the list of statements sent within it."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(*arguments: object) -> None:
            statement = str(arguments[2])
            if not statement.startswith("BEGIN"):
                sent.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return counting
