"""Counts the work of a piece of Python code: a number that no other work on the machine changes.

Imports nothing of the project, so that the start of a command can be counted too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import CodeType, FrameType

ROOT = Path(__file__).resolve().parents[2]
COUNTED = {
    "regex passes": (
        "Pattern",
        {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"},
    ),
    "statements": ("Cursor", {"execute", "executemany"}),
    "engine queries": ("Searcher", {"search", "aggregate"}),
}
"""Methods of compiled classes of re, sqlite3 and tantivy, by what calling one counts as."""
_NAMES = {(owner, method): name for name, (owner, methods) in COUNTED.items() for method in methods}


class WorkCounter:
    """Counts calls, searches by regular expressions, SQL statements and engine queries.

    Counted are those of this thread while the counter is entered; it may be entered repeatedly.

    Attributes:
        calls: calls of Python functions, those of libraries and list comprehensions included.
    """

    def __init__(self) -> None:
        self.calls = 0
        self._counts = dict.fromkeys(COUNTED, 0)
        self._codes: set[CodeType] = set()

    def __enter__(self) -> Self:
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)

    def counts(self) -> dict[str, int]:
        """Return what has been counted, by name."""
        return {"calls": self.calls, **self._counts}

    def code_reached(self) -> dict[str, int]:
        """Return how many of the project's functions were called, in how many modules."""
        own = {(code.co_filename, code.co_qualname) for code in self._codes if _is_own(code)}
        return {"functions": len(own), "modules": len({file for file, _ in own})}

    def _count(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            self.calls += 1
            self._codes.add(frame.f_code)
        elif event == "c_call":
            owner = type(getattr(argument, "__self__", None)).__name__
            name = _NAMES.get((owner, getattr(argument, "__name__", "")))
            if name:
                self._counts[name] += 1


def _is_own(code: CodeType) -> bool:
    file = code.co_filename
    return file.startswith(f"{ROOT}/") and ".venv" not in file and not file.startswith("<")
