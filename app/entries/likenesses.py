"""Of the entries that something is like: those that the one who asks may know of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.entries.reading import sees_drafts
from catalogue import duplicates

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from app.accounts.access import Actor

Named = tuple[str, str]
"""Id and title of an entry, as they were when it was found to be like something."""


def known_to(connection: Connection, actor: Actor, named: Collection[Named]) -> frozenset[Named]:
    """Return which an actor may be told of: who sees no drafts, only of what is public by now."""
    if not named or sees_drafts(actor):
        return frozenset(named)
    public = duplicates.public_titles(connection, {entry_id for entry_id, _ in named})
    return frozenset(each for each in named if public.get(each[0]) == each[1])
