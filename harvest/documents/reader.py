"""What a reader is: which files it takes, and what it makes of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import category

from harvest.documents.archives import Archive
from harvest.documents.document import BlockFormat, Remark, Sender
from harvest.documents.encodings import decoded, decoded_head

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of Outlook's messages, Office before 2007, and Office with a password."""
ENCRYPTED = "EncryptedPackage"
NOISE = {"Cc", "Cn", "Cs"}
"""Control characters, and what Unicode assigns to nothing."""
MOST_NOISE = 0.02
"""Share of such characters; a stray one may stand in a text."""
RTF = b"{\\rtf"

XML = re.compile(r"\s*<(\?xml|!doctype|!entity|\w+[\s>])", re.IGNORECASE)
FOR_PROGRAMS = {
    "JSON": re.compile(r"""\s*(?:\{\s*(?:"[^"\n]{0,500}"\s*:|\}\s*$)|\[\s*(?:[\[{"]|\]\s*$))"""),
    "iCalendar": re.compile(r"\s*BEGIN:VCALENDAR\b"),
    "vCard": re.compile(r"\s*BEGIN:VCARD\b"),
    "PostScript": re.compile(r"%!PS\b"),
}
"""How text begins that programs write for programs."""


class File:
    """A file to be read: its bytes, and what several readers look at, found once."""

    def __init__(self, data: bytes, name: str | None = None) -> None:
        self.data = data
        self.name = name

    @cached_property
    def archive(self) -> Archive | None:
        """The archive that it is.

        Raises:
            Unreadable: it is a damaged one.
        """
        if not self.data.startswith(ZIP):
            return None
        return Archive(self.data, "Word, Excel, OpenDocument")

    def is_open_document(self, kind: bytes) -> bool:
        """Return whether it is an OpenDocument file of a kind, as that is named within it."""
        own = self.archive.part("mimetype") if self.archive else None
        return (own or b"").strip() == kind

    @cached_property
    def folders(self) -> set[str]:
        """The outermost folders of an archive, in small letters."""
        names = self.archive.names if self.archive else ()
        return {name.partition("/")[0].lower() for name in names}

    @property
    def is_compound(self) -> bool:
        """Whether it is a compound file, of Outlook or an older Office."""
        return self.data.startswith(COMPOUND)

    def has_stream(self, name: str) -> bool:
        """Return whether it is a compound file with a stream of this name."""
        return self.is_compound and name.encode("utf-16-le") in self.data

    @cached_property
    def head(self) -> str | None:
        """How its text begins; None if it is none."""
        if self.data.startswith((*ZIP, COMPOUND, RTF)):
            return None
        text = decoded_head(self.data).lstrip("\ufeff")
        noise = sum(category(char) in NOISE and not char.isspace() for char in text)
        return text if noise <= MOST_NOISE * len(text) else None

    @cached_property
    def prose(self) -> str | None:
        """How its text begins, if that is written for people."""
        head = self.head
        if head is None or XML.match(head):
            return None
        return None if any(each.match(head) for each in FOR_PROGRAMS.values()) else head

    @cached_property
    def text(self) -> str:
        """All of it, decoded."""
        return decoded(self.data).lstrip("\ufeff")


@dataclass(slots=True)
class Contents:
    """What a reader finds in a file.

    Attributes:
        lines: with their formats, in reading order.
        warnings: what was left out or looks odd.
        margins: heads and feet of pages, which are no part of the lines.
        sender: of a mail.
        attachments: of a mail, still to be read, with their names.
    """

    lines: list[tuple[str, BlockFormat]]
    warnings: list[Remark] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    sender: Sender | None = None
    attachments: list[tuple[str, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """A format of replies; each module of `readers` registers its own as READER.

    Attributes:
        kind: what a document's kind then is.
        names: what the format is called in sentences, in Swedish and English.
        extensions: that names of such files end in.
        recognises: tells by a file's content that it is of this format.
        read: raises `Unreadable` for what is damaged, encrypted or too large.
        order: readers are tried from the lowest; a format that others look like comes late.
    """

    kind: str
    names: tuple[str, str]
    extensions: tuple[str, ...]
    recognises: Callable[[File], bool]
    read: Callable[[File], Contents]
    order: int = 0
