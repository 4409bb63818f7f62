"""Lists of entries by state, from the rows: for those who see drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.entries.documents import public_entry
from catalogue import drafts, ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.wiring import Services


class Listed(NamedTuple):
    """A page of entries in their latest versions.

    Attributes:
        total: entries on all pages.
        seq: the ledger's position that the page shows.
    """

    items: list[dict[str, Any]]
    total: int
    seq: int


def list_by_status(services: Services, statuses: Sequence[str], page: int, limit: int) -> Listed:
    """Return a page of the entries whose latest version is in one of the states.

    The one that was changed last comes first. Whoever calls it has made sure of the scope.
    """
    with reading(services.database) as connection:
        total, found = drafts.listed(connection, statuses, (page - 1) * limit, limit)
        seq = ledger.last_seq(connection)
    return Listed([public_entry(each) for each in found], total, seq)
