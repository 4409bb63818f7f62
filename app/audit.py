"""Who did what, when, why and through what: the ledger, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.entries.documents import timestamp
from catalogue import audit
from catalogue.audit import EventFilter

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.records import Event

__all__ = ["EventFilter", "NamedEvent", "list_events", "list_named_events"]


def list_events(
    services: Services, wanted: EventFilter, page: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many events there are, and a page of them, latest first."""
    with reading(services.database) as connection:
        total, found = audit.events(connection, wanted, (page - 1) * limit, limit)
    return total, [_event_json(each) for each in found]


class NamedEvent(NamedTuple):
    """An event, and what it was done to: kind and id, and what that is called, if anything."""

    event: Event
    thing: str | None
    name: str | None


def list_named_events(
    services: Services, wanted: EventFilter, page: int, limit: int
) -> tuple[int, list[NamedEvent]]:
    """Return how many events there are, and a page of them with names of things, latest first."""
    with reading(services.database) as connection:
        total, found = audit.events(connection, wanted, (page - 1) * limit, limit)
        things = [audit.thing_of(each) for each in found]
        names = audit.names_of(connection, [each for each in things if each])
    pairs = zip(found, things, strict=True)
    return total, [NamedEvent(event, thing, names.get(thing or "")) for event, thing in pairs]


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
