"""Uploaded files, in the data folder until they are no longer needed."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from app.errors import ExempelbankenError, Message, NoRoom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Protocol

    from app.settings import Settings
    from app.wiring import Services

    class Readable(Protocol):
        """What bytes can be read from."""

        def read(self, size: int, /) -> bytes:
            """Return at most `size` bytes; none at the end."""


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PIECE = 256 * 1024
A_DAY = 86_400
LARGEST_UPLOAD = 200_000_000
"""Bytes; 200,000 ordinary rows of NDJSON."""


class UploadTooLarge(ExempelbankenError):
    """More was sent than is taken."""

    problem = "content-too-large"

    def __init__(self, limit: int = LARGEST_UPLOAD) -> None:
        megabytes = limit // 1_000_000
        super().__init__(
            Message(
                sv=f"Filen är större än {megabytes} MB. Dela upp den och läs in delarna var för"
                " sig.",
                en=f"The file is larger than {megabytes} MB. Split it and load the parts one by"
                " one.",
            )
        )


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has been received."""

    path: Path
    sha256: str
    size: int


def upload_path(settings: Settings, import_id: str) -> Path:
    """Return the path of an import's file."""
    return settings.data / "imports" / import_id


def rows_path(settings: Settings, import_id: str) -> Path:
    """Return the path of its rows, once it has been read."""
    return settings.data / "imports" / f"{import_id}.rows"


def corrections_path(settings: Settings, import_id: str) -> Path:
    """Return where corrected rows of an import wait to be taken in."""
    return settings.data / "imports" / f"{import_id}.corrected"


def handed_in_of(path: Path) -> str:
    """Return the id of what a file in the folder of an import or a reply belongs to."""
    return path.name.partition(".")[0]


def files_of_import(settings: Settings, import_id: str) -> tuple[Path, ...]:
    """Return all paths that an import's files may have."""
    corrections = corrections_path(settings, import_id)
    return (
        upload_path(settings, import_id),
        rows_path(settings, import_id),
        corrections,
        rows_of_corrections(corrections),
    )


def rows_of_corrections(path: Path) -> Path:
    """Return the path of the rows of a file of corrections while they are loaded."""
    return path.with_name(f"{path.name}.rows")


@contextmanager
def receive_upload(settings: Settings, source: Readable, limit: int | None) -> Iterator[Upload]:
    """Write what is sent to a file; whoever takes it moves it away before the block ends.

    Raises:
        UploadTooLarge: as soon as more than `limit` bytes have come.
        NoRoom: the disk is full.
    """
    folder = settings.data / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"incoming-{uuid4()}"
    try:
        try:
            upload = _write_limited(path, source, limit)
        except OSError as error:
            if error.errno in FULL:
                raise NoRoom from error
            raise
        yield upload
    finally:
        path.unlink(missing_ok=True)


def _write_limited(path: Path, source: Readable, limit: int | None) -> Upload:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := source.read(PIECE):
            size += len(piece)
            if limit is not None and size > limit:
                raise UploadTooLarge(limit)
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Upload(path, digest.hexdigest(), size)


def remove_files(settings: Settings, import_id: str) -> None:
    """Delete an import's file, its rows and corrections that wait."""
    for path in files_of_import(settings, import_id):
        path.unlink(missing_ok=True)


def sweep_uploads(services: Services) -> None:
    """Delete uploads that broke off, a day later."""
    for path in (services.settings.data / "imports").glob("incoming-*"):
        with suppress(FileNotFoundError):  # another worker was faster
            if time.time() - path.stat().st_mtime > A_DAY:
                path.unlink()
