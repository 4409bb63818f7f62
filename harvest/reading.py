"""A file of any kind into a document; the only way into the readers."""

from __future__ import annotations

import hashlib

from harvest.assembling import assemble
from harvest.limits import LARGEST_FILE
from harvest.readers.plain import plain_lines
from harvest.text import Document
from harvest.unreadable import empty, too_large


def read(data: bytes, name: str | None = None) -> Document:
    """Read a file; what it is shows from its content, `name` is only compared.

    Raises:
        Unreadable: with the reason.
    """
    if not data.strip(b"\0\t\r\n "):
        raise empty()
    if len(data) > LARGEST_FILE:
        raise too_large("file", LARGEST_FILE)
    text, blocks = assemble(plain_lines(data))
    return Document(text, blocks, "txt", hashlib.sha256(data).hexdigest(), name)
