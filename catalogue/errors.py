"""What can go wrong among the rows, in its own words."""

from __future__ import annotations

from sqlalchemy.exc import TimeoutError as PoolTimeout


class CatalogueError(Exception):
    """Anything this layer refuses to do."""


class EntryNotFound(CatalogueError):
    """There is no entry with this id, or no such version of it."""


class WrongState(CatalogueError):
    """The entry's state does not allow the change; the message says which state it is in."""


class VersionChanged(CatalogueError):
    """The entry's latest version is another than the one that a change starts from."""


class KeyInUse(CatalogueError):
    """There is an entry under the key already; `entry_id` is its id."""

    def __init__(self, entry_id: str, external_id: str, *, withdrawn: bool) -> None:
        super().__init__(f"{entry_id} has this key")
        self.entry_id = entry_id
        self.external_id = external_id
        self.withdrawn = withdrawn


class LeaseLost(CatalogueError):
    """The job is no longer held by this worker: its lease ran out, or it has ended."""


class WritersWait(PoolTimeout):
    """As many threads as may already write or wait for whoever does."""


class LockTimeout(CatalogueError):
    """Somebody else held the lock for the whole time that was waited."""
