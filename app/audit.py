"""Who did what, when, why and through what: the ledger, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.entries.documents import timestamp
from catalogue import audit
from catalogue.audit import EventFilter

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.records import Event

__all__ = ["EventFilter", "list_events"]


def list_events(
    services: Services, wanted: EventFilter, page: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many events there are, and a page of them, latest first."""
    with reading(services.database) as connection:
        total, found = audit.events(connection, wanted, (page - 1) * limit, limit)
    return total, [_event_json(each) for each in found]


def _event_json(event: Event) -> dict[str, Any]:
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
