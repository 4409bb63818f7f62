"""Handing mail in at the server that the operator has set."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from enum import Enum, auto
from urllib.parse import unquote, urlsplit

from app.mail_settings import PORTS, MailSettings

SECONDS = 20
"""How long the server may take to answer."""
FINAL = 500
"""Replies from here on are for good, as RFC 5321 has it; lower ones are for now."""


class Outcome(Enum):
    """What the server did with a mail: took it, refuses its receiver for good, or for now."""

    ACCEPTED = auto()
    REFUSED = auto()
    DELAYED = auto()


@contextmanager
def open_server(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """Yield a connection to the server, encrypted where it offers that.

    Raises:
        OSError: it cannot be reached, or refuses to be used.
    """
    parts = urlsplit(settings.url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    secure = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    try:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
        with suppress(smtplib.SMTPServerDisconnected):
            server.quit()
    finally:
        server.close()


def hand_in(server: smtplib.SMTP, message: EmailMessage) -> Outcome:
    """Hand a mail in for its one receiver.

    Raises:
        OSError: the server refuses more than this mail.
    """
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        ((code, _),) = refused.recipients.values()
        return Outcome.REFUSED if code >= FINAL else Outcome.DELAYED
    except smtplib.SMTPDataError as error:
        return Outcome.REFUSED if error.smtp_code >= FINAL else Outcome.DELAYED
    return Outcome.ACCEPTED
