"""Mails as Outlook saves them (msg)."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING

from oxmsg import Message
from oxmsg.domain import constants

from harvest.documents.document import Remark, Sender
from harvest.documents.limits import MOST_MAIL_PARTS
from harvest.documents.reader import ENCRYPTED, Contents, Reader
from harvest.documents.readers.html import html_lines
from harvest.documents.readers.mail import DECORATION, richer
from harvest.documents.readers.plain import text_lines
from harvest.documents.unreadable import damaged, too_large

if TYPE_CHECKING:
    from oxmsg.attachment import Attachment

    from harvest.documents.document import BlockFormat
    from harvest.documents.reader import File

KIND = "Outlook (msg)"
STREAM = "__properties_version1.0"
SHORT_NAME = 0x3704
"""Property of an attachment: its name in eight characters and three, where there is no other."""


def _recognises(file: File) -> bool:
    return file.has_stream(STREAM) and not file.has_stream(ENCRYPTED)


def _read(file: File) -> Contents:
    try:
        message = Message.load(file.data)
        mail = Contents(_lines(message), sender=_sender(message))
        attachments = list(message.attachments)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # the library lets broken files raise errors of every kind
        raise damaged(KIND) from error
    if len(attachments) > MOST_MAIL_PARTS:
        raise too_large("parts", MOST_MAIL_PARTS)
    for attachment in attachments:
        _attach(attachment, mail)
    return mail


def _lines(message: Message) -> list[tuple[str, BlockFormat]]:
    html = message.properties.binary_prop_value(constants.PID_HTML)
    rich = html_lines(html) if html else html_lines((message.html_body or "").encode())
    return richer(rich, text_lines(message.body or ""))


def _sender(message: Message) -> Sender:
    name, address = parseaddr(message.sender or "")
    if "@" not in address:  # Exchange has addresses of its own
        address = message.properties.str_prop_value(constants.PID_SENDER_SMTP_ADDRESS) or ""
    return Sender(name, address, message.subject or "", message.sent_date)


def _attach(attachment: Attachment, mail: Contents) -> None:
    name = attachment.file_name or attachment.properties.str_prop_value(SHORT_NAME) or ""
    content = attachment.file_bytes
    if content is None:
        mail.warnings.append(
            Remark(
                f"Det bifogade mejlet {name or 'utan namn'} är inte läst: spara det som en egen"
                " fil.",
                f"The attached mail {name or 'without a name'} was not read: save it as a file of"
                " its own.",
            )
        )
    elif not (attachment.mime_type or "").startswith(DECORATION):
        mail.attachments.append((name, content))


READER = Reader(
    kind="msg",
    names=("Outlook (msg)", "Outlook (msg)"),
    extensions=(".msg",),
    recognises=_recognises,
    read=_read,
)
