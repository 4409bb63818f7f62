"""Which identity provider people may sign in through."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.errors import Message

OWN_MACHINE = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """An OpenID Connect provider, and who we are to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


def oidc_fault(issuer: str, client_id: str, client_secret: str) -> Message | None:
    """Tell what is wrong with the three settings together; all empty is right."""
    if not any((issuer, client_id, client_secret)):
        return None
    if not all((issuer, client_id, client_secret)):
        return Message(
            "utfärdare, klient-id och klienthemlighet måste anges tillsammans",
            "issuer, client id and client secret must be set together",
        )
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in OWN_MACHINE):
        return Message(
            "måste vara en https-adress; http går bara för den här datorn",
            "must be an https address; http is taken for this machine only",
        )
    return None
