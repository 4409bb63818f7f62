"""Answers that are files to be saved under a name."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, TypeVar

from flask import Response, send_file

from api.answers import served

Result = TypeVar("Result")

IN_MEMORY = 1024 * 1024
"""Bytes of a file, some thousand rows as XLSX."""


def attached(content: bytes, mimetype: str, name: str) -> Response:
    """Return a Swedish file that changes with a release only, with a strong ETag, or 304."""
    response = served(content, mimetype, spoken="sv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def written(write: Callable[[IO[bytes]], Result]) -> tuple[IO[bytes], Result]:
    """Return a file from its start, and what `write` returned.

    The answer closes a large one, which lies on the disk.
    """
    with ExitStack() as at_failure:
        content = at_failure.enter_context(tempfile.TemporaryFile())
        result = write(content)
        size = content.seek(0, os.SEEK_END)
        content.seek(0)
        if size <= IN_MEMORY:
            return io.BytesIO(content.read()), result
        at_failure.pop_all()
        return content, result


def sent(content: IO[bytes], mimetype: str, name: str) -> Response:
    """Return a file that is written anew each time, so that no part of it can be fetched."""
    return send_file(
        content, mimetype, conditional=False, as_attachment=True, download_name=name, etag=False
    )
