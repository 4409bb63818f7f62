"""When an import is not gone on with: a fault of its rows that is told once, not for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.imports.files.faults import unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.imports.files.faults import UnreadableFile
    from app.imports.rows import Row

MOST_REJECTED = 10_000
"""Rejected rows after which an import stops, at the end of their batch: somebody who is to read
about them has enough to read, and each is kept."""


def source_missing(batch: Sequence[Row]) -> UnreadableFile | None:
    """Return what is wrong when none of the first rows says which source it is of."""
    return unreadable("source-missing") if batch and all(map(_lacks_source, batch)) else None


def _lacks_source(row: Row) -> bool:
    return any(each.code == "required" and each.pointer == "/sourceSystem" for each in row.faults)


def too_many_rejected(rejected: int, number: int) -> UnreadableFile | None:
    """Return why an import that came as far as row `number` stops, if it does."""
    if rejected <= MOST_REJECTED:
        return None
    return unreadable("too-many-rejected", limit=f"{MOST_REJECTED:_}".replace("_", " "), row=number)
