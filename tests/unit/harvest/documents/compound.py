"""Outlook messages (msg), written byte by byte.

The format: MS-CFB for the container, MS-OXMSG for what the streams in it are called.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECTOR, SMALL_SECTOR = 512, 64
CUTOFF = 4096
"""Bytes from which a stream lies in large sectors."""
STORAGE, STREAM, ROOT = 1, 2, 5
END, FREE, NONE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD
TEXT, BINARY = 0x001F, 0x0102
SUBJECT, BODY, HTML, SENDER, ADDRESS = 0x0037, 0x1000, 0x1013, 0x0C1A, 0x0C1F
CONTENT, LONG_NAME, METHOD, MIME = 0x3701, 0x3707, 0x3705, 0x370E


@dataclass
class Folder:
    """A storage: its streams by name, and the storages in it."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


@dataclass
class Entry:
    """A line of the directory."""

    name: str
    kind: int
    content: bytes = b""
    start: int = END
    right: int = NONE
    child: int = NONE


@dataclass
class Chain:
    """Sectors of a size, and for each which one is next."""

    size: int
    sectors: list[bytes] = field(default_factory=list)
    table: list[int] = field(default_factory=list)

    def append(self, content: bytes) -> int:
        """Add a stream; returns its first sector."""
        first = len(self.sectors)
        content += b"\0" * (-len(content) % self.size)
        for at in range(0, len(content), self.size):
            self.sectors.append(content[at : at + self.size])
            self.table.append(len(self.sectors))
        self.table[-1] = END
        return first


def msg(
    properties: Mapping[int, str | bytes], attachments: Sequence[Mapping[int, str | bytes]] = ()
) -> bytes:
    """Return a message with these properties, and attachments with theirs."""
    root = _folder(properties, b"\0" * 32)
    for number, attachment in enumerate(attachments):
        by_value, embedded = (struct.pack("<HHIQ", 0x0003, METHOD, 6, way) for way in (1, 5))
        root.folders[f"__attach_version1.0_#{number:08X}"] = _folder(
            attachment, b"\0" * 8, by_value if CONTENT in attachment else embedded
        )
    return _written(root)


def _folder(properties: Mapping[int, str | bytes], head: bytes, fixed: bytes = b"") -> Folder:
    folder = Folder()
    rows = fixed
    for tag, value in properties.items():
        kind = TEXT if isinstance(value, str) else BINARY
        content = value.encode("utf-16-le") if isinstance(value, str) else value
        size = len(content) + (2 if kind == TEXT else 0)
        rows += struct.pack("<HHIII", kind, tag, 6, size, 0)
        folder.streams[f"__substg1.0_{tag:04X}{kind:04X}"] = content
    folder.streams["__properties_version1.0"] = head + rows
    return folder


def _written(root: Folder) -> bytes:
    entries: list[Entry] = []
    _enter("Root Entry", ROOT, root, entries)
    small, large = Chain(SMALL_SECTOR), Chain(SECTOR)
    for entry in entries[1:]:
        if entry.content:
            chain = small if len(entry.content) < CUTOFF else large
            entry.start = chain.append(entry.content)
    entries[0].content = b"".join(small.sectors)
    entries[0].start = large.append(entries[0].content)
    table_of_small = large.append(struct.pack(f"<{len(small.table)}I", *small.table))
    directory = large.append(b"".join(map(_packed, entries)))
    return _file(large, directory, table_of_small)


def _file(large: Chain, directory: int, table_of_small: int) -> bytes:
    count = 1  # of the sectors that the table itself takes
    while count * (SECTOR // 4) < len(large.table) + count:
        count += 1
    places = [len(large.sectors) + each for each in range(count)]
    table = large.table + [TABLE] * count
    table += [FREE] * (count * (SECTOR // 4) - len(table))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, count, directory, 0, CUTOFF, table_of_small, 1, END, 0)
    head += struct.pack("<109I", *places, *[FREE] * (109 - count))
    return head + b"".join(large.sectors) + struct.pack(f"<{len(table)}I", *table)


def _enter(name: str, kind: int, folder: Folder, entries: list[Entry]) -> int:
    """Add a storage and all in it; siblings hang to the right of each other."""
    number = len(entries)
    entries.append(Entry(name, kind))
    children = []
    for stream, content in folder.streams.items():
        children.append(len(entries))
        entries.append(Entry(stream, STREAM, content))
    children += [_enter(each, STORAGE, inner, entries) for each, inner in folder.folders.items()]
    for child, sibling in pairwise(children):
        entries[child].right = sibling
    entries[number].child = children[0] if children else NONE
    return number


def _packed(entry: Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    links = (NONE, entry.right, entry.child)
    head = struct.pack("<64sHBBIII", name, len(name) + 2, entry.kind, 1, *links)
    return head + struct.pack("<16x4x8x8xIQ", entry.start, len(entry.content))
