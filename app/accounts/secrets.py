"""Tokens, sessions and one-time links as texts: how they are made and read; they are not stored.

`exb_<public id>_<secret>` is a token, `exs_...` a session, `exr_...` what a one-time link ends in,
and `exf_...` what the link to a county's form does.
The public id finds the row and may be shown; the secret has 256 bits and exists with
its holder only. The prefix lets scanners for leaked secrets recognise each.
"""

from __future__ import annotations

import hmac
import re
import secrets
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings

TOKEN, SESSION, RESET, FORM = "exb", "exs", "exr", "exf"
ID_LENGTH = 16
SECRET_LENGTH = 43
"""Characters of 62 kinds: 256 bits."""
_ID_CHARACTERS = string.ascii_lowercase + string.digits
_SECRET_CHARACTERS = string.ascii_letters + string.digits
_SHAPE = re.compile(
    rf"({TOKEN}|{SESSION}|{RESET}|{FORM})_([a-z0-9]{{{ID_LENGTH}}})_([A-Za-z0-9]{{{SECRET_LENGTH}}})"
)


@dataclass(frozen=True, slots=True)
class Credential:
    """A token, session or one-time link, whole; only its holder should have it."""

    kind: str
    id: str
    secret: str

    def __repr__(self) -> str:
        return f"Credential({self.kind}_{self.id}_…)"

    @property
    def text(self) -> str:
        """What is sent after "Bearer"."""
        return f"{self.kind}_{self.id}_{self.secret}"


def new_credential(kind: str) -> Credential:
    """Make a token, session or link that nobody has."""
    return Credential(
        kind, _random(_ID_CHARACTERS, ID_LENGTH), _random(_SECRET_CHARACTERS, SECRET_LENGTH)
    )


def read_credential(text: str) -> Credential | None:
    """Read what was sent; None when it is nothing of the kind."""
    found = _SHAPE.fullmatch(text)
    return Credential(*found.groups()) if found else None


def keyed_hash(settings: Settings, credential: Credential) -> str:
    """Return what is stored of a credential: HMAC-SHA256 under the key of today, in hex."""
    return keyed(settings.secret_key, credential.text)


def is_of(settings: Settings, credential: Credential, stored_hash: str) -> bool:
    """Return in constant time whether a hash is the credential's, under today's key or the last."""
    keys = [settings.secret_key, settings.previous_secret_key or settings.secret_key]
    matches = [hmac.compare_digest(keyed(key, credential.text), stored_hash) for key in keys]
    return any(matches)


def keyed(key: str, text: str) -> str:
    """Return HMAC-SHA256 in hex; credentials and addresses do not share values with cursors."""
    return hmac.digest(key.encode(), b"account:" + text.encode(), "sha256").hex()


def _random(characters: str, length: int) -> str:
    return "".join(secrets.choice(characters) for _ in range(length))
