"""What cannot be answered without engine or database, and what that means to a user."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, OperationalError

from app.errors import EntriesUnavailable, SearchUnavailable
from indexer.engine import SearchEngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from catalogue.database import Database
    from catalogue.unit import Unit


@contextmanager
def engine_needed() -> Iterator[None]:
    """Wrap a use case that needs the engine from beginning to end.

    Raises:
        SearchUnavailable: the engine does not answer, or no index is live.
    """
    try:
        yield
    except SearchEngineError as error:
        raise SearchUnavailable from error


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """Give a connection for reading on behalf of a user.

    Raises:
        EntriesUnavailable: the database does not answer.
    """
    try:
        with database.read() as connection:
            yield connection
    except DBAPIError as error:
        raise EntriesUnavailable from error


@contextmanager
def writing(database: Database) -> Iterator[Unit]:
    """Give a unit of work on behalf of a user.

    Raises:
        EntriesUnavailable: the database does not answer, or somebody else writes for too long.
    """
    try:
        with database.write() as unit:
            yield unit
    except OperationalError as error:
        raise EntriesUnavailable from error
