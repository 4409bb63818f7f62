"""Mails as they are sent (eml): the best of their texts, who sent them, what is attached."""

from __future__ import annotations

import email
import re
from contextlib import suppress
from email.header import decode_header, make_header
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from harvest.documents.document import Sender
from harvest.documents.encodings import decoded
from harvest.documents.limits import DEEPEST_MAIL, LONGEST_FIELD, MOST_MAIL_PARTS
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.html import html_lines
from harvest.documents.readers.plain import text_lines
from harvest.documents.unreadable import encrypted, too_large

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

    from harvest.documents.document import BlockFormat
    from harvest.documents.reader import File

SHORTER = 0.8
"""Of the plain text: an HTML part with less leaves something out, and the plain one is read."""
DECORATION = ("image/", "application/pkcs7-signature", "application/x-pkcs7-signature")
"""Parts that are no replies: logos and signatures."""
FIELDS = {
    *("subject", "from", "date", "mime-version"),
    *("content-type", "content-disposition", "content-transfer-encoding"),
}
"""Of a head, that are read; the others (recipients, ways) may be as long as they like."""
ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
SUPERSETS = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "latin-1": "windows-1252"}
"""Encodings that mails claim while they use the larger one."""
_HEADER = re.compile(
    r"^(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type"
    r"|x-[\w-]+|delivered-to|reply-to|thread-topic):",
    re.IGNORECASE | re.MULTILINE,
)


def _recognises(file: File) -> bool:
    if file.prose is None:
        return False
    head = file.prose.lstrip().replace("\r\n", "\n").partition("\n\n")[0]
    first = head.partition("\n")[0]
    names = {name.lower() for name in _HEADER.findall(head)}
    begins = bool(_HEADER.match(first)) or bool(re.match(r"(From |[A-Za-z-]+:)", first))
    return begins and len(names) > 1 and bool(names & {"from", "mime-version", "received"})


def _read(file: File) -> Contents:
    try:
        message = email.message_from_bytes(file.data, policy=_Bounded())
    except RecursionError as error:
        raise too_large("depth", DEEPEST_MAIL) from error
    _check(message)
    mail = Contents([], sender=_sender(message))
    _add(message, mail)
    return mail


class _Bounded(Compat32):
    """Refuses a mail by its fields before any of them is decoded or parted."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Read a field."""
        name, value = super().header_source_parse(sourcelines)
        if len(value) > LONGEST_FIELD and name.lower() in FIELDS:
            raise too_large("field", LONGEST_FIELD)
        return name, value


def _check(message: Message) -> None:
    """See that a mail is neither encrypted nor too large, without recursion."""
    waiting = [(message, 1)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > DEEPEST_MAIL:
            raise too_large("depth", DEEPEST_MAIL)
        if count > MOST_MAIL_PARTS:
            raise too_large("parts", MOST_MAIL_PARTS)
        if _is_encrypted(part):
            raise encrypted("mejl")
        waiting += [(each, depth + 1) for each in _parts(part)]


def _is_encrypted(part: Message) -> bool:
    kind = part.get_content_type()
    signed = part.get_param("smime-type") == "signed-data"
    return kind == "multipart/encrypted" or (kind in ENCRYPTED and not signed)


def _parts(message: Message) -> list[Message]:
    parts = message.get_payload()
    return [part for part in parts if not isinstance(part, str)] if isinstance(parts, list) else []


def _add(part: Message, mail: Contents) -> None:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        mail.lines += _best(part, mail)
    elif kind == "message/rfc822" or _is_attachment(part):
        _attach(part, mail)
    elif part.is_multipart():
        for each in _parts(part):
            _add(each, mail)
    elif kind == "text/html":
        mail.lines += html_lines(_bytes(part), _charset(part))
    elif kind.startswith("text/"):
        mail.lines += _plain(part)
    else:
        _attach(part, mail)


def _is_attachment(part: Message) -> bool:
    if part.is_multipart():
        return False
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _best(part: Message, mail: Contents) -> list[tuple[str, BlockFormat]]:
    """Return the lines of the richest alternative that leaves nothing out."""
    found: dict[str, list[tuple[str, BlockFormat]]] = {}
    for each in _parts(part):
        one = Contents([])
        _add(each, one)
        kind = "html" if _holds_html(each) else "plain"
        found[kind] = found.get(kind, []) + one.lines
        mail.attachments += one.attachments
    return richer(found.get("html", []), found.get("plain", []))


def richer(
    rich: list[tuple[str, BlockFormat]], plain: list[tuple[str, BlockFormat]]
) -> list[tuple[str, BlockFormat]]:
    """Return the lines of an HTML part, unless they leave out some of the plain text."""
    return rich if _length(rich) >= SHORTER * _length(plain) else plain


def _holds_html(part: Message) -> bool:
    return any(each.get_content_type() == "text/html" for each in part.walk())


def _length(lines: list[tuple[str, BlockFormat]]) -> int:
    return sum(len("".join(text.split())) for text, _ in lines)


def _plain(part: Message) -> list[tuple[str, BlockFormat]]:
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return text_lines(decoded(_bytes(part), _charset(part)), flowed=flowed)


def _attach(part: Message, mail: Contents) -> None:
    if part.get_content_type() == "message/rfc822":
        inner = _parts(part)
        if inner:
            mail.attachments.append((f"{_subject(inner[0]) or 'mejl'}.eml", inner[0].as_bytes()))
    elif not part.get_content_type().startswith(DECORATION):
        mail.attachments.append((_file_name(part), _bytes(part)))


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str | None:
    named = (part.get_content_charset() or "").lower()
    return SUPERSETS.get(named, named) or None


def _file_name(part: Message) -> str:
    return _decoded_header(part.get_filename() or "")


def _subject(message: Message) -> str:
    return _header(message, "Subject")


def _sender(message: Message) -> Sender:
    name, address = parseaddr(_header(message, "From"))
    return Sender(name, address, _subject(message), _date(str(message.get("Date", ""))))


def _date(text: str) -> datetime | None:
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(text)
    return None


def _header(message: Message, name: str) -> str:
    """Return a field of a head; the encoding of bytes that name none is guessed."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if not str(raw).isascii():
        raw = decoded(str(raw).encode("utf-8", "surrogateescape"))
    return _decoded_header(str(raw))


def _decoded_header(text: str) -> str:
    """Return a header in letters, unfolded; as it stands where it is broken."""
    with suppress(LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.split())


READER = Reader(
    kind="eml",
    names=("mejl (eml)", "mail (eml)"),
    extensions=(".eml", ".mht", ".mhtml"),
    recognises=_recognises,
    read=_read,
    order=6,
)
