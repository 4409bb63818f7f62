"""The same call sent twice: known by a key of the caller's own, and by what was sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from app.accounts.secrets import keyed
from app.errors import Conflict, Message
from catalogue import creations

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.settings import Settings
    from catalogue.unit import Unit

KEY_REUSED = Message(
    sv="Samma Idempotency-Key har använts för ett annat innehåll eller andra inställningar."
    " Skicka en ny nyckel.",
    en="The same Idempotency-Key was used for other content or other options. Send a new key.",
)


class KeyedCall(NamedTuple):
    """Keyed hashes of a key together with who sent it for what, and of the content."""

    key: str
    content: str

    def result(self, connection: Connection) -> str | None:
        """Return the id of what the same call created, if it did.

        Raises:
            Conflict: the key came with other content.
        """
        known = creations.get(connection, self.key)
        if known is None:
            return None
        content, created_id = known
        if content != self.content:
            raise Conflict(KEY_REUSED)
        return created_id

    def keep(self, unit: Unit, created_id: str) -> None:
        """Keep what the call created."""
        creations.keep(unit, self.key, self.content, created_id)


def keyed_call(
    settings: Settings, operation: str, actor: str, key: str | None, content: object
) -> KeyedCall | None:
    """Read a call, if it has a key; the order of members of its content does not count."""
    if key is None:
        return None
    texts = (f"{actor} {key}", json.dumps(content, sort_keys=True))
    return KeyedCall(*(keyed(settings.secret_key, f"{operation}:{text}") for text in texts))
