"""What taking an import back would do, shown before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.imports.service import loaded_import
from app.wiring import Services
from catalogue import reverting


class Staying(NamedTuple):
    """An entry that has changed since its row was loaded, and stays as it is."""

    row: int
    entry_id: str
    title: str


class RevertPreview(NamedTuple):
    """What would go back, and what would stay.

    Attributes:
        going_back: number of rows by what had become of them: created, updated, withdrawn.
    """

    going_back: Mapping[str, int]
    staying: list[Staying]


def revert_preview(services: Services, import_id: str) -> RevertPreview:
    """Return what taking an import back would do now.

    Raises:
        NotFound: there is no such import.
        Conflict: it has loaded nothing, or is reverted already.
    """
    found = loaded_import(services, import_id)
    with services.database.read() as connection:
        stays = reverting.not_to_be_reverted(connection, found.record.pk)
    counts = {name: getattr(found.record, name) for name in reverting.REVERTED_ACTIONS}
    for row, _ in stays:
        counts[row.action] -= 1
    return RevertPreview(
        counts, [Staying(row.row, row.entry_id or "", title) for row, title in stays]
    )
