"""Where mail is handed in, and from whom."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from app.errors import Message

PORTS = {"smtp": 25, "smtps": 465}
"""Scheme -> the port that it stands for."""


class MailSettings(NamedTuple):
    """The address of the server (smtp or smtps, with user and password if needed), the sender."""

    url: str
    sender: str


def mail_fault(url: str, sender: str) -> Message | None:
    """Return why mail cannot be sent with these; None where it can, or is not to be."""
    if not url and not sender:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        return Message(
            "är ingen adress som smtps://user:password@mail.example.org:465",
            "is no address such as smtps://user:password@mail.example.org:465",
        )
    if "@" not in sender:
        return Message(
            "behöver EXEMPELBANKEN_MAIL_FROM, adressen som breven kommer från",
            "needs EXEMPELBANKEN_MAIL_FROM, the address that mails come from",
        )
    return None
