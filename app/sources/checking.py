"""The sources of public entries, looked at in turn: a few at a time, each once in so many days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.availability import reading
from app.entries.documents import timestamp
from app.sources.looking import ALIVE, REFUSED, Look, look_at
from app.wiring import Services
from catalogue import sources

AT_ONCE = 4
"""Addresses that are looked at in one go: a minute at most, if nobody answers."""
SOON = timedelta(days=3)
"""After which one that did not answer is looked at a second time, before anybody is notified."""
WELL = (ALIVE, REFUSED)


def agent_of(services: Services) -> str:
    """Return as who the catalogue asks."""
    return f"Exempelbanken (+{services.settings.public_url})"


def check_sources(
    services: Services,
    look_up: Callable[[], None],
    look: Callable[[str, str], Look] = look_at,
) -> int:
    """Look at the sources that are due, and return how many; none unless it is turned on.

    `look_up` is called before each, and may raise to end it; nothing is stored then.
    """
    days = services.settings.source_check_days
    if not days:
        return 0
    now = datetime.now(UTC)
    before = sources.Before(checked=now - timedelta(days=days), failed=now - SOON)
    with services.database.read() as connection:
        due = sources.due(connection, before, AT_ONCE)
    looks = {}
    for url in dict.fromkeys(each.url for each in due if each.url):
        look_up()
        looks[url] = look(url, agent_of(services))
    if not due:
        return 0
    with services.database.write() as unit:
        for each in due:
            found = looks.get(each.url or "")
            outcome, status = found or (REFUSED, None)
            sources.keep(unit, each, outcome, status, failed=outcome not in WELL)
    return len(looks)


def source_check(services: Services, entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the last look at the source of an entry's public version found, if any."""
    with reading(services.database) as connection:
        found = sources.of_entry(connection, entry["id"])
    if found is None or not services.settings.source_check_days:
        return None
    return {
        "checkedAt": timestamp(found.checked_at),
        "outcome": found.outcome,
        "status": found.http_status,
        "failures": found.failures,
    }
