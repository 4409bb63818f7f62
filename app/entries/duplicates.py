"""Entries that a new one may tell of again, found without reading the titles of them all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy.exc import SQLAlchemyError

from app.availability import reading
from app.entries.reading import visible_to
from app.errors import Message
from catalogue import duplicates
from indexer.engine import EngineQuery, SearchEngineError
from indexer.query import OneOf
from indexer.similar import titled_query
from record.filters import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.accounts.access import Actor
    from app.wiring import Services

CODE = "possible-duplicate"
LIKE_ANOTHER = Message(
    sv="Det finns ett exempel i samma län med nästan samma titel.",
    en="There is an entry of the same county with nearly the same title.",
)
MOST_FOUND = 20
"""Published entries that are compared: those that share the rarest words of the title."""
MOST_DRAFTS = 500
"""The newest drafts that are compared, and as many in review."""


class Duplicate(NamedTuple):
    """An entry that another one is like, and how much of 100."""

    entry_id: str
    title: str
    likeness: int


def find_duplicates(
    services: Services, entry: Mapping[str, Any], actor: Actor
) -> tuple[Duplicate, ...]:
    """Return the entries of the same county with nearly the same title, the likest first.

    Who sees no drafts gets public ones alone. Of published ones those that the index holds;
    none while it does not answer.
    """
    found: dict[str, str] = {}
    with suppress(SearchEngineError):
        found.update(_published_titles(services, entry))
    with suppress(SQLAlchemyError):
        found.update(_drafts(services, entry))
    found.pop(entry["id"], None)
    likest = [Duplicate(*each) for each in similar_titles(entry["title"], found)]
    with reading(services.database) as connection:
        seen = visible_to(connection, actor, {(each.entry_id, each.title) for each in likest})
    return tuple(each for each in likest if (each.entry_id, each.title) in seen)


def _published_titles(services: Services, entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    of_county = OneOf("county", (*entry["counties"], NATIONAL))
    query = EngineQuery(titled_query(entry["title"]), filters=(of_county,), limit=MOST_FOUND)
    for hit in services.engine.snapshot().search(query).hits:
        yield hit.id, hit.entry["title"]


def _drafts(services: Services, entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    with services.database.read() as connection:
        for entry_id, _, title, counties in duplicates.titles_of_drafts(connection, MOST_DRAFTS):
            if not set(counties).isdisjoint(entry["counties"]):
                yield entry_id, title


LIKE_ENOUGH = 88
"""Least similarity (0-100) of two titles, whatever the order of their words."""
MOST_NAMED = 3


def similar_titles(title: str, titles_by_id: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Return (id, title, likeness of 100) of nearly the same titles, the likest first."""
    found = process.extract(
        title,
        titles_by_id,
        scorer=fuzz.token_sort_ratio,
        processor=str.casefold,
        score_cutoff=LIKE_ENOUGH,
        limit=MOST_NAMED,
    )
    return [(twin_id, each, round(likeness)) for each, likeness, twin_id in found]
