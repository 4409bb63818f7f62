"""A file of any kind into a document; the only way into the readers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from harvest.documents.assembling import assemble
from harvest.documents.document import Document, Remark, Unreadable
from harvest.documents.file_type import reader_of
from harvest.documents.limits import DEEPEST_MAIL, DEEPEST_MARKUP, LARGEST_FILE, MOST_ATTACHMENTS
from harvest.documents.reader import Contents, File, Reader
from harvest.documents.unreadable import empty, too_large

_MANY = Remark(
    f"Fler än {MOST_ATTACHMENTS} bilagor: resten är inte lästa.",
    f"More than {MOST_ATTACHMENTS} attachments: the rest was not read.",
)


@dataclass(slots=True)
class Budget:
    """How many attachments may still be read, in all mails within each other."""

    left: int = MOST_ATTACHMENTS


def read(data: bytes, name: str | None = None) -> Document:
    """Read a file; what it is shows from its content, `name` is only compared.

    Raises:
        Unreadable: with the reason.
    """
    try:
        return _read(data, name, 1, Budget())
    except RecursionError as error:
        raise too_large("depth", DEEPEST_MARKUP) from error


def _read(data: bytes, name: str | None, depth: int, budget: Budget) -> Document:
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise empty()
    if len(data) > LARGEST_FILE:
        raise too_large("file", LARGEST_FILE)
    file = File(data, name)
    reader = reader_of(file)
    contents = reader.read(file)
    attachments, unread = _attachments(contents, depth, budget)
    text, blocks = assemble(contents.lines)
    if not text and not attachments:
        raise empty()
    return Document(
        text,
        blocks,
        reader.kind,
        hashlib.sha256(data).hexdigest(),
        name=name,
        sender=contents.sender,
        attachments=attachments,
        margins=tuple(contents.margins),
        warnings=(*_misnamed(name, reader), *contents.warnings, *unread),
    )


def _attachments(
    contents: Contents, depth: int, budget: Budget
) -> tuple[tuple[Document, ...], list[Remark]]:
    """Return the attachments that can be read, and sentences on those that cannot."""
    found: list[Document] = []
    warnings: list[Remark] = []
    for name, data in contents.attachments:
        if depth >= DEEPEST_MAIL or not budget.left:
            warnings.append(_MANY)
            break
        budget.left -= 1
        try:
            found.append(_read(data, name, depth + 1, budget))
        except Unreadable as error:
            warnings.append(
                Remark(
                    f"Bilagan {name or 'utan namn'} är inte läst. {error.sv}",
                    f"The attachment {name or 'without a name'} was not read. {error.en}",
                )
            )
    return tuple(found), warnings


def _misnamed(name: str | None, reader: Reader) -> list[Remark]:
    """Return what to say of a name that promises another kind."""
    extension = PurePath(name or "").suffix.lower()
    if not extension or extension in reader.extensions:
        return []
    kind = reader.kind
    return [
        Remark(
            f"Namnet slutar på {extension}, men filen är {kind} och är läst som det.",
            f"The name ends in {extension}, but the file is {kind} and was read as that.",
        )
    ]
