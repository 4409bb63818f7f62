"""Who did what, when, why and through what: the ledger, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.entries.documents import timestamp
from catalogue import auditing
from catalogue.auditing import Asked

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.records import Event

__all__ = ["Asked", "audit"]


def audit(
    services: Services, asked: Asked, page: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many events there are, and a page of them, latest first."""
    with reading(services.database) as connection:
        total, found = auditing.events(connection, asked, (page - 1) * limit, limit)
    return total, [_told(each) for each in found]


def _told(event: Event) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": timestamp(event.at),
        "actor": event.actor,
        "action": event.action,
        "entryId": event.entry_id,
        "version": event.version,
        "public": event.public,
        "importId": event.job_id,
        "subject": event.subject,
        "reason": event.reason,
    }
