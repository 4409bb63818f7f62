"""What can go wrong among the rows, in the room's own words."""

from __future__ import annotations


class CatalogueError(Exception):
    """Anything this room refuses to do."""


class EntryNotFound(CatalogueError):
    """There is no entry with this id, or no such version of it."""


class WrongState(CatalogueError):
    """The entry's state does not allow the change; the message says which state it is in."""


class LeaseLost(CatalogueError):
    """The job is no longer held by this worker: its lease ran out, or it has ended."""


class LockTimeout(CatalogueError):
    """Somebody else held the lock for the whole time that was waited."""
