"""The same creation sent twice: known by a key of the caller's own, and by what was sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.secrets import keyed
from app.errors import Conflict, Message
from catalogue import creations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.accounts.access import Actor
    from app.settings import Settings
    from catalogue.unit import Unit

OTHER_CONTENT = Message(
    sv="Samma Idempotency-Key har använts för ett annat innehåll. Skicka en ny nyckel.",
    en="The same Idempotency-Key was used for other content. Send a new key.",
)


class Sent(NamedTuple):
    """Keyed hashes of a key together with who sent it, and of the content."""

    key: str
    content: str

    @classmethod
    def of(cls, settings: Settings, actor: Actor, key: str, content: Mapping[str, Any]) -> Sent:
        """Read a call; the order of its members does not count."""
        secret, text = settings.secret_key, json.dumps(content, sort_keys=True)
        return cls(keyed(secret, f"creation:{actor.name} {key}"), keyed(secret, f"creation:{text}"))


def created_before(unit: Unit, sent: Sent) -> str | None:
    """Return the id of the entry that the same call created, if it did.

    Raises:
        Conflict: the key came with other content.
    """
    known = creations.locked(unit, sent.key)
    if known is None:
        return None
    content, entry_id = known
    if content != sent.content:
        raise Conflict(OTHER_CONTENT)
    return entry_id
