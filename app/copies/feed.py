"""Keeping a copy in step: what changed after a position, and what to do when it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.entries.damage import is_intact
from app.entries.documents import public_entry, timestamp
from app.errors import ExempelbankenError, Message
from app.searching.search import find_among
from catalogue import feed, ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from catalogue.feed import FeedItem
    from indexer.engine import Snapshot

CREATE, UPDATE, WITHDRAW = "create", "update", "withdraw"
SCANNED_AT_ONCE = 200
MOST_SCANNED = 2000
"""Changed entries that one answer looks at for those that concern a search."""
LEAVE = "leave"
"""An entry that has changed and is not, or no longer, among what a search finds."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A search whose changes are followed, in one state of the index."""

    request: SearchRequest
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of the feed.

    Attributes:
        seq, mark: the position that a reader of this page has reached.
        more: whether there is something to read on from there now.
        state: differs whenever the answer does.
    """

    items: list[dict[str, Any]]
    seq: int
    mark: str
    more: bool
    state: str


class PositionExpired(ExempelbankenError):
    """Nobody can read on from the position: the reader needs a fresh dump."""

    problem = "position-gone"


PRUNED = Message(
    sv="Ändringarna efter den positionen är gallrade. Hämta en ny dump på /dumps och läs vidare"
    " från dess seq.",
    en="The changes after that position have been pruned. Take a fresh dump at /dumps and read on"
    " from its seq.",
)
ANOTHER_LEDGER = Message(
    sv="Positionen hör inte till den här historiken, så som efter att en säkerhetskopia har lästs"
    " tillbaka. Hämta en ny dump på /dumps och läs vidare från dess seq.",
    en="The position does not belong to this history, as after a backup was restored. Take a fresh"
    " dump at /dumps and read on from its seq.",
)


def list_changes(
    services: Services,
    since: int,
    mark: str | None,
    limit: int,
    followed: Followed | None = None,
) -> Changes:
    """Return at most `limit` changes after position `since`, each entry at its last change.

    Of a search, only as far as the index has come: entries that it finds, and those that leave it.

    Raises:
        InvalidQuery: something in the search cannot be understood.
        SearchUnavailable: the engine does not answer.
        PositionExpired: events after `since` were pruned, or the ledger is not the one that `since`
            and `mark` come from.
    """
    with reading(services.database) as connection:
        _check(connection, since, mark)
        if followed:
            return _list_matching_changes(services, connection, since, limit, followed)
        page = feed.page(connection, since, limit)
        state = _state(connection, page.last, None)
    items = [_item(item) for item in page.items if _is_sound(item)]
    return Changes(
        items=items, seq=page.seq, mark=page.mark, more=page.seq < page.last, state=state
    )


def _list_matching_changes(
    services: Services, connection: Connection, since: int, limit: int, followed: Followed
) -> Changes:
    """Return at most `limit` changes that concern a search, of the next `MOST_SCANNED` ones."""
    is_whole = feed.first_position(connection) == 0
    items: list[dict[str, Any]] = []
    seq, more = since, True
    for _ in range(MOST_SCANNED // SCANNED_AT_ONCE):
        page = feed.page(connection, seq, SCANNED_AT_ONCE, _end_of(followed))
        sound = list(filter(_is_sound, page.items))
        items += _matching_changes(services, followed, sound, is_whole=is_whole)
        seq, more = page.seq, page.seq < page.last
        if len(items) > limit:
            seq, more = items[limit - 1]["seq"], True
        if len(items) >= limit or not more:
            break
    return Changes(
        items=items[:limit],
        seq=seq,
        mark=feed.mark(connection, seq) or "",
        more=more,
        state=_state(connection, page.last, followed),
    )


def _is_sound(item: FeedItem) -> bool:
    return item.record is None or is_intact(item.record)


def changes_state(services: Services, followed: Followed | None = None) -> str:
    """Return the state that all pages of the feed have now; costs two reads by key."""
    with reading(services.database) as connection:
        last = feed.last_position(connection, _end_of(followed))
        return _state(connection, last, followed)


def _end_of(followed: Followed | None) -> int | None:
    return followed.snapshot.seq if followed else None


def _state(connection: Connection, last: int, followed: Followed | None) -> str:
    generation = f"-{followed.snapshot.generation}" if followed else ""
    return f"{last}-{feed.mark(connection, last) or ''}{generation}"


def _matching_changes(
    services: Services, followed: Followed, items: Sequence[FeedItem], *, is_whole: bool
) -> Iterator[dict[str, Any]]:
    """Yield changes of entries that a search finds, and of those that its copies must drop.

    An entry that the public sees for the first time is in no copy yet, but only a whole ledger
    tells that it is the first time.
    """
    shown = [item.entry_id for item in items if item.record]
    found = find_among(services, followed.request, followed.snapshot, shown)
    for item in items:
        if item.record is None or item.entry_id in found:
            yield _item(item)
        elif not (item.first and is_whole):
            yield {**_item(item), "type": LEAVE, "entry": None}


def _check(connection: Connection, since: int, mark: str | None) -> None:
    if since > ledger.last_seq(connection):
        raise PositionExpired(ANOTHER_LEDGER)
    if since < feed.first_position(connection):
        raise PositionExpired(PRUNED)
    known = feed.mark(connection, since)
    if mark and known and mark != known:
        raise PositionExpired(ANOTHER_LEDGER)


def _item(item: FeedItem) -> dict[str, Any]:
    entry = item.record and public_entry(item.record)
    shown = CREATE if item.new else UPDATE
    return {
        "seq": item.seq,
        "at": timestamp(item.at),
        "type": shown if entry else WITHDRAW,
        "entryId": item.entry_id,
        "version": item.version,
        "entry": entry,
    }
