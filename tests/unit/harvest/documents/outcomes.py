"""What becomes of a file that is read in a guarded process."""

from __future__ import annotations

from pathlib import Path

from harvest.documents.document import Unreadable
from harvest.documents.reading import read


def outcome(path: str) -> dict[str, str | int]:
    """Read a file; returns the code of the error or "read", the Swedish sentence, and megabytes."""
    file = Path(path)
    try:
        code, told = (
            "read",
            " ".join(each.sv for each in read(file.read_bytes(), file.name).warnings),
        )
    except Unreadable as error:
        code, told = error.code, error.sv
    megabytes = (
        int(Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0])
        // 1024
    )
    return {"code": code, "sv": told, "megabytes": megabytes}


def read_or_refused(paths: list[str]) -> dict[str, bool]:
    """Read files one after the other; those that are read to their end, or refused for a reason."""
    return {path: bool(outcome(path)["code"]) for path in paths}
