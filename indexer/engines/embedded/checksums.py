"""Whether the files of an index are as they were written: tantivy ends each with its checksum."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

from indexer.engine import DamagedIndex

_TAIL = struct.Struct("<II")
"""Length of the footer, which is JSON, and a number that tells that there is one."""
_MAGIC = 1337


def check_files(folder: Path) -> None:
    """Read every file of the committed segments, and compare it with its checksum.

    Raises:
        DamagedIndex: names the first file that is not as it was written.
    """
    for path in _files(folder):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue  # merged into another meanwhile; one that is really missing cannot be opened
        if not _is_whole(content):
            raise DamagedIndex(f"{path} is not as it was written")


def _files(folder: Path) -> list[Path]:
    try:
        meta = json.loads((folder / "meta.json").read_bytes())
        names = [segment["segment_id"].replace("-", "") for segment in meta["segments"]]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedIndex(f"{folder / 'meta.json'} is not readable: {error}") from error
    return [path for name in names for path in sorted(folder.glob(f"{name}.*"))]


def _is_whole(content: bytes) -> bool:
    if len(content) < _TAIL.size:
        return False
    length, magic = _TAIL.unpack(content[-_TAIL.size :])
    end = len(content) - _TAIL.size - length
    if magic != _MAGIC or end < 0:
        return False
    try:
        footer: Any = json.loads(content[end : -_TAIL.size])
        return bool(footer["crc"] == zlib.crc32(content[:end]))
    except (ValueError, TypeError, KeyError):
        return False
