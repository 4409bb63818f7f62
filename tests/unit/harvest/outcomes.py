"""What becomes of a file that is read in a guarded process."""

from __future__ import annotations

import resource
from pathlib import Path

from harvest.reading import read
from harvest.text import Unreadable


def outcome(path: str) -> dict[str, str | int]:
    """Read a file; returns the code of the error or "read", the Swedish sentence, and megabytes."""
    file = Path(path)
    try:
        code, told = "read", " ".join(read(file.read_bytes(), file.name).warnings)
    except Unreadable as error:
        code, told = error.code, error.sv
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"code": code, "sv": told, "megabytes": megabytes}
