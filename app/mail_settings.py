"""Where mail is handed in, and from whom."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

PORTS = {"smtp": 25, "smtps": 465}
"""Scheme -> the port that it stands for."""


class MailSettings(NamedTuple):
    """The address of the server (smtp or smtps, with user and password if needed), the sender."""

    url: str
    sender: str


def mail_fault(url: str, sender: str) -> str:
    """Return why mail cannot be sent with these; empty where it can, or is not to be."""
    if not url and not sender:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        return "is no address such as smtps://user:password@mail.example.org:465"
    if "@" not in sender:
        return "needs EXEMPELBANKEN_MAIL_FROM, the address that mails come from"
    return ""
