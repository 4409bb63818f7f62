"""What cannot be answered without engine or database, and what that means to a user."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.errors import (
    EntriesUnavailable,
    NoRoom,
    SearchUnavailable,
    WritingRefused,
    WritingUnavailable,
)
from catalogue.engines import Trouble, trouble_of
from catalogue.errors import WritersWait
from indexer.engine import SearchEngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from app.errors import Unavailable
    from catalogue.database import Database
    from catalogue.unit import Unit

_AWAY = (OperationalError, InterfaceError, PoolTimeout)
"""The database does not answer, in time or at all; it is locked; there is no connection left."""
_UNDEFINED_TABLE = "42P01"
"""PostgreSQL's code: the tables are not there yet, or not back yet."""


def unavailability(error: SQLAlchemyError) -> Unavailable | None:
    """Return what an error of the database means to a user; None: the fault is our own."""
    if isinstance(error, WritersWait):
        return WritingUnavailable()
    match trouble_of(getattr(error, "orig", None)):
        case Trouble.LOCKED:
            return WritingUnavailable()
        case Trouble.FULL:
            return NoRoom()
        case Trouble.READ_ONLY:
            return WritingRefused()
        case Trouble.UNREADABLE | Trouble.DAMAGED:
            return EntriesUnavailable()
        case None:
            return EntriesUnavailable() if _is_away(error) else None


def _is_away(error: SQLAlchemyError) -> bool:
    """Return whether the database does not answer."""
    if isinstance(error, ProgrammingError):
        return getattr(error.orig, "sqlstate", None) == _UNDEFINED_TABLE
    return isinstance(error, _AWAY) or type(error) is DatabaseError


@contextmanager
def translates_engine_errors() -> Iterator[None]:
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
    with _translated_errors(), database.read() as connection:
        yield connection


@contextmanager
def writing(database: Database) -> Iterator[Unit]:
    """Give a unit of work on behalf of a user.

    Raises:
        EntriesUnavailable: the database does not answer.
        WritingUnavailable: somebody else writes for too long, or nothing can be written.
        NoRoom: the disk is full.
    """
    with _translated_errors(), database.write() as unit:
        yield unit


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        if unavailable := unavailability(error):
            raise unavailable from error
        raise
