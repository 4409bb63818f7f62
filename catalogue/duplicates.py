"""Titles and texts of entries, for comparing new ones with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from catalogue.readable_json import ReadableJson
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion
from catalogue.views import LATEST, PUBLIC
from record.lists import DRAFT, IN_REVIEW, WITHDRAWN

Titled = tuple[str, str, str, list[str]]


def all_titles(connection: Connection) -> Iterator[Titled]:
    """Yield (id, source system, title, counties) of the latest version of every living entry."""
    living = _titles().where(Entry.status != WITHDRAWN).execution_options(yield_per=1000)
    yield from _read(connection, living)


def titles_of_drafts(connection: Connection, most: int) -> Iterator[Titled]:
    """Yield the same of the newest entries that were never public, at most so many of a state."""
    for status in (DRAFT, IN_REVIEW):
        newest = _titles().where(Entry.status == status).order_by(Entry.pk.desc()).limit(most)
        yield from _read(connection, newest)


def public_titles(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the titles under which those of the entries are public that are."""
    title = ReadableJson(EntryVersion.content)["title"].as_string()
    statement = select(Entry.id, title).join(EntryVersion, PUBLIC.of_entry)
    rows = connection.execute(statement.where(in_array(connection, Entry.id, ids)))
    return {row[0]: row[1] for row in rows}


def _titles() -> Select[str, str, str, list[str]]:
    return select(
        Entry.id,
        Entry.source_system,
        ReadableJson(EntryVersion.content)["title"].as_string(),
        ReadableJson(EntryVersion.content)["counties"],
    ).join(EntryVersion, LATEST.of_entry)


def _read(connection: Connection, statement: Select[str, str, str, list[str]]) -> Iterator[Titled]:
    for row in connection.execute(statement):
        if isinstance(row[2], str) and isinstance(row[3], list):  # else the row is damaged
            yield row[0], row[1], row[2], row[3]


def texts_of_counties(connection: Connection, counties: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield {id, title, summary, facts} of the latest version of the counties' living entries."""
    content = ReadableJson(EntryVersion.content)
    statement = (
        select(
            Entry.id,
            content["title"].as_string(),
            content["summary"].as_string(),
            content["facts"],
            content["counties"],
        )
        .join(EntryVersion, LATEST.of_entry)
        .where(Entry.status != WITHDRAWN)
        .execution_options(yield_per=1000)
    )
    for entry_id, title, summary, facts, own in connection.execute(statement):
        if not isinstance(title, str) or not isinstance(summary, str):  # the row is damaged
            continue
        if not set(counties).isdisjoint(own or ()):
            yield {"id": entry_id, "title": title, "summary": summary, "facts": facts or []}
